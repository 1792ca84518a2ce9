"""A report pack: everything a note was made of, in one file that makes the same note on another machine."""
