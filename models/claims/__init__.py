"""Claims of a note: read out of Chinese text, and checked against what is held."""
