"""The table beside the figure: the numbers of one period, as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor, QContextMenuEvent

from gui.look.theme import PADDING, Theme
from gui.tables.keyed_view import KeyedTable
from gui.traffic.table_model import VALUE_PX, PeriodModel
from models.traffic.rows import Table
from models.traffic.units import Unit

SPARE = ("source", "known", "climbed", "year")  # columns that give way where there is no room: the first goes first
WIDEST_NAME = 240


class PeriodTable(KeyedTable):
    """A line a product; its key is the product's id. asked(product, at): what can be done with one."""

    asked = Signal(str, QPoint)
    bold = "value"

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        model = PeriodModel(texts, lang, theme)
        super().__init__(theme, model, texts["traffic.table"])
        self.rows = model

    def show_table(self, table: Table | None, unit: Unit, unit_name: str, inks: Mapping[str, QColor]) -> None:
        """Another table; who was selected is selected still."""
        chosen, before, self._under = self.chosen, self._widths, -1
        if table is None:
            self.rows.clear()
            return
        self.rows.put(table, unit, unit_name, inks, self._room_for(unit_name))
        if self._widths != before:
            self.set_widths(self._widths)
            self.give_name_room()
        self.choose(chosen)

    def give_name_room(self) -> None:
        """No more than a long name needs: numbers far from their names are read in the wrong line."""
        self._give_way()
        super().give_name_room()
        self.setColumnWidth(0, min(self.columnWidth(0), WIDEST_NAME))

    # Qt's calls

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with the product under the pointer."""
        place = self.rowAt(event.pos().y())
        if place >= 0:
            self.asked.emit(self.rows.row(place).product.id, event.globalPos())

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
