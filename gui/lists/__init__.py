"""The parts around the live table of a list: tabs, filter, columns, peek, marks. They show values and emit signals."""
