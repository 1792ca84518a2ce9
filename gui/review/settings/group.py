"""A group of settings: a title over lines of a label and a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.look.labels import Plain, plain
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT

LABEL_PX, LOW_PX = 128, 40  # of a label; the height of a field of one line


class Group(QWidget):
    """``line`` adds one."""

    def __init__(self, title: str) -> None:
        super().__init__(objectName="page")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(PADDING, 0, PADDING, PADDING)
        self._grid.setHorizontalSpacing(PADDING)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(1, 1)
        head = plain(title, role="title")
        head.setFixedHeight(TOOLBAR_HEIGHT)
        self._grid.addWidget(head, 0, 0, 1, 2)

    def line(self, text: str, field: QWidget, told: str = "", *, wide: bool = True) -> None:
        """A label and its field; told: what a tip says of it. wide: the field takes all the room."""
        place = self._grid.rowCount()
        label = plain(text, role="foot")
        label.setFixedWidth(LABEL_PX)
        label.setToolTip(told)
        label.setBuddy(field)
        field.setAccessibleName(text)
        if told:
            field.setToolTip(told)
        self._grid.addWidget(
            label,
            place,
            0,
            Qt.AlignmentFlag.AlignTop if field.sizeHint().height() > LOW_PX else Qt.AlignmentFlag.AlignVCenter,
        )
        side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(field, place, 1, side)

    def hint(self) -> Plain:
        """A sentence under the fields, hidden while there is none."""
        made = plain(role="error")
        made.hide()
        self._grid.addWidget(made, self._grid.rowCount(), 1)
        return made
