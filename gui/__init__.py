"""The window: what is seen, in Qt widgets. Imports models and data_sources; neither imports this."""
