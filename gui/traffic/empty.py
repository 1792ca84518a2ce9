"""A place without data: a sentence, and under it what can be done, side by side where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look.theme import UNIT


class Empty(QWidget):
    """Asks for no width of its own: two of them stand beside each other in the smallest window."""

    def __init__(self, why: QLabel, acts: Sequence[QPushButton]) -> None:
        super().__init__()
        self._acts = acts
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(UNIT)
        for made in acts:
            self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        why.setWordWrap(True)
        why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QVBoxLayout()
        middle.addLayout(self._row)
        middle.setAlignment(self._row, Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(why)
        box.addLayout(middle)
        box.addStretch(1)
        self.setMinimumWidth(1)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is room for all of them in a line, or there is not."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Other ones are shown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    # inside

    def _turn(self) -> None:
        margins = self.layout().contentsMargins()
        room = self.width() - margins.left() - margins.right()
        shown = [made for made in self._acts if not made.isHidden()]
        wide = sum(made.sizeHint().width() + UNIT for made in shown) - UNIT
        fits = QBoxLayout.Direction.LeftToRight if wide <= room else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not fits:
            self._row.setDirection(fits)
