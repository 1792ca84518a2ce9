"""The sheets of the note's workbook, one a file. The book is put together in models/note/book.py."""
