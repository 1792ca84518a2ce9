"""The live table: a thin item model over the store, and a view that paints its visible cells in one pass."""
