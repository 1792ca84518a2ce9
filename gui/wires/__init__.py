"""What comes from the data side, and how it reaches the GUI thread: answers, pushed messages, the week's bars."""
