"""The parts of the sources page: tables of lines, what each source does, what is held, and what the user may set."""
