"""Figures of traffic that leave the program: as pages, on the clipboard, and as a workbook."""
