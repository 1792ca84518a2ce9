"""Labels that show text and nothing else: what a source says is never read as HTML."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QLabel

LRM = "\u200e"  # a mark that is not seen: read from the left


class Plain(QLabel):
    """One line with an ellipsis where its room ends, so that nobody takes a part for the whole.

    cut: where it is cut; in the middle where the end tells one from another.
    """

    cut = Qt.TextElideMode.ElideRight

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as a label does, with what there is room for."""
        room = self.contentsRect()
        part = self.fontMetrics().elidedText(self.text(), self.cut, room.width())
        if part == self.text() or self.wordWrap() or "\n" in self.text():
            super().paintEvent(event)
            return
        aligned = int(self.alignment() | Qt.TextFlag.TextSingleLine)
        self.style().drawItemText(
            QPainter(self), room, aligned, self.palette(), self.isEnabled(), part, self.foregroundRole()
        )


def plain(text: str = "", role: str = "") -> Plain:
    """A label of plain text; ``role`` is how the style sheet dresses it (title, foot, warn, error)."""
    label = Plain(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)  # a long sentence pushes nothing aside
    if role:
        label.setProperty("role", role)
    return label


def tip(text: str) -> str:
    """A tool tip that shows ``text`` as it is: Qt takes for HTML whatever looks like it."""
    if not Qt.mightBeRichText(text):
        return text
    import html  # its two thousand names are for the rare text that looks like it

    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"


def in_place(name: str) -> str:
    """A name inside a sentence: one that is read from the right leaves what stands around it where it is."""
    from_right = any(unicodedata.bidirectional(mark) in ("R", "AL") for mark in name)
    return f"{LRM}{name}{LRM}" if from_right else name


def redress(label: QLabel, role: str) -> None:
    """Dress a label otherwise."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)
