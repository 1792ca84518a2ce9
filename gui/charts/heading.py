"""The chart's heading: name, what it is of, how far the price may be trusted, and how it is adjusted, in one line.

A small chart says its name and its change, and its period where there is room.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT

APART = 10
SIDES = 24  # of a button, beside its words
LEAST = 48  # of the button, so that it can be pressed
SMALL_HEIGHT = 24


class Heading(QWidget):
    """Where there is no room for all of it, the adjustment is cut first and the name last."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.about, self.state = plain(role="title"), plain(role="foot"), plain(role="foot")
        self.change, self.period = plain(role="foot"), plain(role="foot")
        self.adjust = Shortened()
        self.small = False
        self._front: QWidget | None = None
        self._standing: tuple[QLabel | QToolButton, ...] = (
            self.title, self.change, self.period, self.about, self.state, self.adjust
        )  # fmt: skip
        for part in self._standing:
            part.setParent(self)
        self.setFixedHeight(TOOLBAR_HEIGHT)

    def put_in_front(self, part: QWidget) -> None:
        """Something of a fixed size stands before the name."""
        part.setParent(self)
        self._front = part
        self._place()

    def set_small(self, *, small: bool) -> None:
        """Say less, in less room."""
        if small != self.small:
            self.small = small
            self.setFixedHeight(SMALL_HEIGHT if small else TOOLBAR_HEIGHT)
            self._place()

    # Qt's calls

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it."""
        wanted = sum(part.sizeHint().width() + APART for part in self._standing)
        return QSize(wanted + 2 * PADDING, TOOLBAR_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It pushes nothing aside."""
        return QSize(LEAST, TOOLBAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or less room."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Other words want other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    # inside

    def _place(self) -> None:
        left = PADDING
        if self._front is not None and not self._front.isHidden():
            self._front.move(left - UNIT, (self.height() - self._front.height()) // 2)
            left += self._front.width()
        room = self.width() - PADDING - left
        widths = self._small_widths(room) if self.small else self._widths(room)
        for part in self._standing:
            width = widths[part]
            part.setGeometry(left, 0, width, self.height())
            left += width + APART if width else 0

    def _widths(self, room: int) -> dict[QWidget, int]:
        """What each part gets: the firm ones first."""
        widths: dict[QWidget, int] = {self.adjust: 0, self.change: 0, self.period: 0}
        rest = room - LEAST - APART
        for part in (self.title, self.state, self.about):
            widths[part] = max(min(part.sizeHint().width(), rest), 0) if part.text() else 0
            rest -= widths[part] + APART if widths[part] else 0
        if self.adjust.text():
            widths[self.adjust] = min(self.adjust.sizeHint().width(), LEAST + max(rest, 0))
        return widths

    def _small_widths(self, room: int) -> dict[QWidget, int]:
        """The change whole, the name as far as there is room, the period whole or not at all."""
        widths: dict[QWidget, int] = dict.fromkeys(self._standing, 0)
        change = min(self.change.sizeHint().width(), room) if self.change.text() else 0
        widths[self.change] = change
        room -= change + (APART if change else 0)
        widths[self.title] = max(min(self.title.sizeHint().width(), room), 0)
        room -= widths[self.title] + APART
        wanted = self.period.sizeHint().width() if self.period.text() else 0
        widths[self.period] = wanted if wanted <= room else 0
        return widths


class Shortened(QToolButton):
    """A button whose words end in an ellipsis where they have no room."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """As a button is painted, with what there is room for."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        room = self.width() - SIDES
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
