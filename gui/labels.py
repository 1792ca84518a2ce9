"""Labels that show text and nothing else: what a source says is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str = "", role: str = "") -> QLabel:
    """A label of plain text; ``role`` is how the style sheet dresses it (title, foot, warn, error)."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def redress(label: QLabel, role: str) -> None:
    """Dress a label otherwise."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)
