"""The table beside the figure: painted in one pass, with the colour of each line in front of its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelection, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.painted import PaintedTable
from gui.traffic.table_model import NAME, VALUE_PX, PeriodModel
from models.traffic.rows import Row, Table
from models.traffic.units import Unit

SWATCH, ROOM = 8, 15
SPARE = ("source", "known", "climbed", "year")  # columns that give way where there is no room: the first goes first
WIDEST_NAME = 240


class PeriodTable(PaintedTable):
    """hovered: the product under the pointer, "" when it left. picked: the only one that is selected, "" else.

    removed: products that are to be switched off. asked(product, at): what can be done with one.
    """

    hovered = Signal(str)
    picked = Signal(str)
    removed = Signal(object)
    asked = Signal(str, QPoint)

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._theme, self._texts = theme, LaidOut()
        self._plain, self._bold = font(), font(bold=True)
        self._under = -1
        self.rows = PeriodModel(texts, lang, theme, self)
        self.setModel(self.rows)
        self._widen()
        self.setMouseTracking(True)
        self.setAccessibleName(texts["traffic.table"])
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(self.rows.sort_by)

    def show_table(self, table: Table | None, unit: Unit, unit_name: str, inks: Mapping[str, QColor]) -> None:
        """Another table; who was selected is selected still."""
        chosen, before, self._under = self.chosen, self._widths, -1
        if table is None:
            self.rows.clear()
            return
        self.rows.put(table, unit, unit_name, inks, self._room_for(unit_name))
        if self._widths != before:
            self._widen()
            self.give_name_room()
        for product in chosen:
            if (place := self.rows.place_of(product)) >= 0:
                self.selectRow(place)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the selected products, in the order of the lines."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.rows.row(place).product.id for place in places)

    def give_name_room(self) -> None:
        """No more than a long name needs: numbers far from their names are read in the wrong line."""
        self._give_way()
        super().give_name_room()
        self.setColumnWidth(0, min(self.columnWidth(0), WIDEST_NAME))

    # Qt's calls

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Other lines are selected: one alone stands out."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.chosen[0] if len(self.chosen) == 1 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Del switches the selected products off, Esc lets go of them."""
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.removed.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Escape and self.chosen:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with the product under the pointer."""
        place = self.rowAt(event.pos().y())
        if place >= 0:
            self.asked.emit(self.rows.row(place).product.id, event.globalPos())

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
            for place in range(self.rows.rowCount()):
                if event.rect().intersects(self.line_rect(place)):
                    self._line(painter, place, chosen=place in selected)

    # inside

    def _give_way(self) -> None:
        """No number is looked for behind a scroll bar; what is hidden is in tool tips, copies and files."""
        columns, keys = self.rows.columns, [column.key for column in self.rows.columns]
        wide, room, hidden = sum(column.width for column in columns), self.viewport().width(), set()
        lines = [self.rows.row(place) for place in range(self.rows.rowCount())]
        told = {column.key for column in columns if any(column.by(self.rows, row) is not None for row in lines)}
        for key in sorted(SPARE, key=lambda one: one in told):  # what nobody has anything in goes first
            if wide > room and key in keys:
                hidden.add(key)
                wide -= columns[keys.index(key)].width
        for place, key in enumerate(keys):
            if self.isColumnHidden(place) != (key in hidden):
                self.setColumnHidden(place, key in hidden)

    @property
    def _widths(self) -> list[int]:
        return [column.width for column in self.rows.columns]

    def _room_for(self, unit_name: str) -> int:
        """A unit stands whole over its numbers, with the sign of the order beside it."""
        return max(VALUE_PX, self.horizontalHeader().fontMetrics().horizontalAdvance(f"{unit_name} ▾") + 2 * PADDING)

    def _widen(self) -> None:
        self.set_widths(self._widths)

    def _hover(self, place: int) -> None:
        if place != self._under:
            self._under = place
            self.viewport().update()
            self.hovered.emit(self.rows.row(place).product.id if place >= 0 else "")

    def _line(self, painter: QPainter, place: int, *, chosen: bool) -> None:
        row, top = self.rows.row(place), self.rowViewportPosition(place)
        wide = self.viewport().width()
        if chosen or place == self._under:
            painter.fillRect(QRect(0, top, wide, ROW_HEIGHT), self._theme.selection if chosen else self._theme.hover)
        for column, (left, width) in zip(self.rows.columns, self.spans(), strict=True):
            if not width:
                continue
            cell = QRect(left, top, width, ROW_HEIGHT)
            ground = self.rows.ground(row, column.key)
            if ground is not None and not chosen:
                painter.fillRect(cell.adjusted(2, 2, -2, -2), ground)
            self._cell(painter, cell, row, column.key, column.write(self.rows, row), left=column.left)

    def _cell(self, painter: QPainter, cell: QRect, row: Row, key: str, said: str, *, left: bool) -> None:
        if key == NAME:
            swatch = self.rows.swatch(row) or self._theme.faint
            middle = cell.top() + (ROW_HEIGHT - SWATCH) // 2
            painter.fillRect(QRect(cell.left() + PADDING, middle, SWATCH, SWATCH), swatch)
            cell = cell.adjusted(ROOM, 0, 0, 0)
        face = self._bold if key == "value" else self._plain
        text = self._texts.text(said, face, cell.width() - 2 * PADDING)
        size = text.size()
        x = cell.left() + PADDING if left else cell.right() + 1 - PADDING - size.width()
        painter.setFont(face)
        painter.setPen(self.rows.ink(row, key))
        painter.drawStaticText(QPointF(x, cell.top() + (ROW_HEIGHT - size.height()) / 2), text)
