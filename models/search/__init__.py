"""Instrument search: what can be found (lines), how text is folded, the prepared table, and the index that reads it."""
