"""The table of a KeyedModel: painted in one pass, with the colour of each line in front of its name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QItemSelection, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.keyed import NAME, KeyedModel
from gui.tables.painted import PaintedTable

SWATCH, ROOM = 8, 15


class KeyedTable(PaintedTable):
    """hovered: the key of the row under the pointer, "" when it left. picked: of the only one selected, "" else.

    removed: the keys of rows that are to be taken out.
    """

    hovered = Signal(str)
    picked = Signal(str)
    removed = Signal(object)
    bold = ""  # the column whose numbers stand out

    def __init__(self, theme: Theme, model: KeyedModel, name: str) -> None:
        """name: for those who cannot see."""
        super().__init__()
        self._theme, self._texts, self._model = theme, LaidOut(), model
        self._plain, self._bold = font(), font(bold=True)
        self._under = -1
        model.setParent(self)
        self.setModel(model)
        self.set_widths(column.width for column in model.columns)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(model.sort_by)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the selected rows, in the order of the lines."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self._key(place) for place in places)

    def choose(self, keys: tuple[str, ...]) -> None:
        """Rows that are still there are selected."""
        for key in keys:
            if (place := self._model.place_of(key)) >= 0:
                self.selectRow(place)

    # what leaves of it (gui/outs/reading.py)

    def worth(self, place: int, column: int) -> Any:
        """The exact value behind a cell: numbers and days, None of words."""
        value = self._model.columns[column].by(self._model, self._model.row(place))
        return value if isinstance(value, int | float | dt.date) and column else None

    def ink(self, place: int, column: int) -> QColor:
        """The colour of a cell's text."""
        return self._model.ink(self._model.row(place), self._model.columns[column].key)

    # Qt's calls

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Other lines are selected: one alone stands out."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.chosen[0] if len(self.chosen) == 1 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Del takes the selected rows out, Esc lets go of them."""
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.removed.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Escape and self.chosen:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Whose line the pointer is over."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Nobody's."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass."""
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.panel)
            for place in range(self._model.rowCount()):
                if event.rect().intersects(self.line_rect(place)):
                    self._line(painter, place, chosen=place in selected)

    # inside

    def _key(self, place: int) -> str:
        return self._model.key_of(self._model.row(place))

    def _hover(self, place: int) -> None:
        if place != self._under:
            self._under = place
            self.viewport().update()
            self.hovered.emit(self._key(place) if place >= 0 else "")

    def _line(self, painter: QPainter, place: int, *, chosen: bool) -> None:
        model, row, top = self._model, self._model.row(place), self.rowViewportPosition(place)
        if chosen or place == self._under:
            whole = QRect(0, top, self.viewport().width(), ROW_HEIGHT)
            painter.fillRect(whole, self._theme.selection if chosen else self._theme.hover)
        for column, (left, width) in zip(model.columns, self.spans(), strict=True):
            if not width:
                continue
            cell = QRect(left, top, width, ROW_HEIGHT)
            ground = model.ground(row, column.key)
            if ground is not None and not chosen:
                painter.fillRect(cell.adjusted(2, 2, -2, -2), ground)
            if column.key == NAME:
                cell = self._swatch(painter, cell, model.swatch(row))
            self._cell(painter, cell, row, column.key, column.write(model, row), left=column.left)

    def _swatch(self, painter: QPainter, cell: QRect, ink: QColor | None) -> QRect:
        """The colour of the line; the room that is left for the name."""
        middle = cell.top() + (ROW_HEIGHT - SWATCH) // 2
        painter.fillRect(QRect(cell.left() + PADDING, middle, SWATCH, SWATCH), ink or self._theme.faint)
        return cell.adjusted(ROOM, 0, 0, 0)

    def _cell(self, painter: QPainter, cell: QRect, row: Any, key: str, said: str, *, left: bool) -> None:
        face = self._bold if key == self.bold else self._plain
        text = self._texts.text(said, face, cell.width() - 2 * PADDING)
        size = text.size()
        x = cell.left() + PADDING if left else cell.right() + 1 - PADDING - size.width()
        painter.setFont(face)
        painter.setPen(self._model.ink(row, key))
        painter.drawStaticText(QPointF(x, cell.top() + (ROW_HEIGHT - size.height()) / 2), text)
