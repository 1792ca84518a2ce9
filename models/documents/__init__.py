"""A document as a value: what Markdown, Word, PDF, and the clipboard are written from."""
