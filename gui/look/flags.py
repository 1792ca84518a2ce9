"""The colours of the user's flags: six hues that nobody takes for one another, and none of them is up or down."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.look.theme import Theme

PLACES = {"red": 0, "orange": 1, "yellow": 2, "green": 3, "blue": 4, "purple": 5}  # among the theme's flags


def flag_colour(theme: Theme, flag: str) -> QColor:
    """The colour of a flag; no flag is faint."""
    return theme.flags[PLACES[flag]] if flag in PLACES else theme.faint
