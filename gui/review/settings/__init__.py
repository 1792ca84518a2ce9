"""The settings page of the note: what is printed in which order and words, from which thresholds, by whom."""
