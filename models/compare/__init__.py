"""Instruments, baskets and visits of several markets on one axis, based on one day, and what each of them returned."""
