"""What the tests of the hands say again and again: keys, the lists as they are kept, where the cursor goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def kept(parts, list_id="reference"):
    """The list as it is kept: each section's id with its rows."""
    return {one.id: one.members for one in parts.lists.lists.named(list_id).sections}


def on_heading(panel, section):
    """The cursor stands on a section's heading."""
    panel.view.setCurrentIndex(panel.model.index(panel.model.heading_of(section), 0))


def write(name, widget=None):
    """A name in the line that has the keyboard, or in this one."""
    line = widget or QApplication.focusWidget()
    line.setText(name)
