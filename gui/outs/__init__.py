"""What leaves the program: every chart and every table, as a file or onto the clipboard, by one path."""
