"""The parts of the watchlist around its live table: tabs, filter, columns, peek, marks, what comes in, what is done."""
