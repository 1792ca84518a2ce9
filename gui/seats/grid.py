"""Charts side by side in equal rooms, a hairline between them, and one in accent around the active chart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme
from models.charts.values import SHAPES

LINE = 1  # logical pixels between two rooms, and around them all where there are several
SMALLEST = QSize(320, 240)  # the window's splitter takes no more of it than this


class Grid(QWidget):
    """Lays out what it is given and paints the lines; knows no charts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shape, self._active, self._large = 1, 0, False
        self._standing: dict[int, QWidget] = {}

    def arrange(self, shape: int, active: int, *, large: bool) -> None:
        """So many rooms are seen; ``large``: the active one alone, as large as all of them."""
        self._shape, self._active, self._large = shape, active, large
        self._place()
        self.uncover(active)
        self.update()

    def uncover(self, place: int) -> None:
        """What stands in a room may be seen, if the room is: nine charts shown in one turn would be felt."""
        if (widget := self._standing.get(place)) is not None and place in self.rooms() and widget.isHidden():
            widget.show()

    def put(self, place: int, widget: QWidget) -> None:
        """A widget stands in a room from now on, still covered; what stood there is hidden."""
        before = self._standing.get(place)
        if before is widget:
            return
        if before is not None and before.parent() is self:  # not one that has a window of its own by now
            before.hide()
        self._standing[place] = widget
        widget.setParent(self)  # which hides it
        self._place()

    def rooms(self) -> Mapping[int, QRect]:
        """Where each room is that is seen."""
        if self._shape == 1 or self._large:
            return {self._active: self.rect()}
        rows, columns = SHAPES[self._shape]
        tops, lefts = _edges(self.height(), rows), _edges(self.width(), columns)
        return {
            row * columns + column: QRect(lefts[column][0], tops[row][0], lefts[column][1], tops[row][1])
            for row in range(rows)
            for column in range(columns)
        }

    # Qt's calls

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Small: charts say less where they have less room."""
        return SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or less room."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lines are what is left between the rooms; a room whose chart is still to be made is empty."""
        rooms = self.rooms()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.line)
            if len(rooms) > 1:
                painter.fillRect(rooms[self._active].adjusted(-LINE, -LINE, LINE, LINE), self._theme.accent)
            for room in rooms.values():
                painter.fillRect(room, self._theme.panel)

    # inside

    def _place(self) -> None:
        rooms = self.rooms()
        for place, widget in self._standing.items():
            if (room := rooms.get(place)) is not None:
                widget.setGeometry(room)
            elif not widget.isHidden() and widget.parent() is self:
                widget.hide()


def _edges(size: int, count: int) -> list[tuple[int, int]]:
    """First pixel and length of ``count`` equal parts, with lines between and around them."""
    edges = [LINE + round(part * (size - LINE) / count) for part in range(count + 1)]
    return [(edges[part], max(1, edges[part + 1] - LINE - edges[part])) for part in range(count)]
