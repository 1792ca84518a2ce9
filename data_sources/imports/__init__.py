"""Reading a table a user gives: anything may be in it, so it is read in a process of its own that can be ended."""
