"""Labels that show text and nothing else: what a source says is never read as HTML."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str = "", role: str = "") -> QLabel:
    """A label of plain text; ``role`` is how the style sheet dresses it (title, foot, warn, error)."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)  # a long sentence is cut off at the edge; it pushes nothing aside
    if role:
        label.setProperty("role", role)
    return label


def tip(text: str) -> str:
    """A tool tip that shows ``text`` as it is: Qt takes for HTML whatever looks like it."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if Qt.mightBeRichText(text) else text


def redress(label: QLabel, role: str) -> None:
    """Dress a label otherwise."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)
