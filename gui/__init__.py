"""What is seen: the window in Qt widgets, terminal/ without. Imports models and data_sources; neither imports this."""
