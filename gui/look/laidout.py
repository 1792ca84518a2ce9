"""Texts laid out once and drawn many times: most cells and labels are the same from picture to picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

KEPT = 1000


class LaidOut:
    """Ready texts of the theme's shared fonts (``theme.font``), cut to a width if one is given."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int, int | None], QStaticText] = {}

    def text(self, text: str, face: QFont, room: int | None = None) -> QStaticText:
        """``text`` in ``face``; what is wider than ``room`` logical pixels ends in an ellipsis."""
        key = (text, id(face), room)
        held = self._held.get(key)
        if held is None:
            if len(self._held) > KEPT:
                self._held.clear()
            held = self._held[key] = _made(text, face, room)
        return held


def _made(text: str, face: QFont, room: int | None) -> QStaticText:
    if room is not None:
        text = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), face)
    return made
