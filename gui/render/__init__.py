"""What is drawn away from the screen: figures as pictures, and the files of a note, in a process of its own."""
