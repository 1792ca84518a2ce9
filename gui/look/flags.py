"""The colours of the user's flags: hues of the series ramp, so that no flag looks like up or down."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.look.theme import Theme

PLACES = {"red": 3, "orange": 1, "yellow": 5, "green": 8, "blue": 0, "purple": 4}  # in the ramp


def flag_colour(theme: Theme, flag: str) -> QColor:
    """The colour of a flag; no flag is faint."""
    return theme.ramp[PLACES[flag]] if flag in PLACES else theme.faint
