"""The settings page of the note: what is printed in which order, from which thresholds, in which words, signed by whom."""
