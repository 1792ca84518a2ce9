"""The item model of the live table: section rows and instrument rows over a QuoteStore. Announces what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look import numbers
from gui.tables.columns import COLUMNS, Look
from models.freshness import Freshness, freshness, in_words
from models.instruments import Instrument
from models.store import QuoteStore
from models.values import Floats, Quote
from models.watchlist import Watchlist

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Line:
    """A visible row: a section's heading (row None) or an instrument's row in the store."""

    section: int
    row: int | None


class QuoteTableModel(QAbstractTableModel):
    """Lines in list order, or sorted inside their sections; folded sections show their heading only.

    ``now``: UTC seconds, set by who owns the model, so that ``data`` stays a pure read.
    """

    def __init__(
        self, watchlist: Watchlist, texts: Mapping[str, str], lang: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.watchlist, self.texts, self.lang = watchlist, texts, lang
        self.store = QuoteStore(watchlist.instruments)
        self.now = 0.0
        self._rows = [[self.store.row_of[one.id] for one in section.members] for section in watchlist.sections]
        self._folded: set[int] = set()
        self._sorted: tuple[int, bool] | None = None
        self._section = {row: number for number, rows in enumerate(self._rows) for row in rows}
        self.changed: set[int] | None = None  # the lines of the span being announced that did change; None: all
        self.lines: list[Line] = []
        self._place: dict[int, int] = {}
        self._headings: list[int] = []
        self._lay_out()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Visible lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip, alignment or sort value of a cell: a pure read."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column.left else RIGHT
        if line.row is not None and role == Qt.ItemDataRole.ToolTipRole:
            return self.origin(line.row)
        if line.row is not None and role == SORT_ROLE and column.by:
            return self.store.value(line.row, column.by)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[f"table.{column.key}"]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.texts[f"table.{column.key}.tip"]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column.left else RIGHT
        return None

    # texts

    def text(self, line: Line, column: int) -> str:
        """What stands in a cell."""
        if line.row is None:
            return self._heading(line.section, COLUMNS[column].key)
        if COLUMNS[column].key == "age" and self._halted(line.row):
            return self.texts["review.suspended"]  # it has no age worth reading; the short word, for a narrow cell
        return COLUMNS[column].write(self.store, line.row, Look(lang=self.lang, now=self.now))

    def origin(self, row: int) -> str:
        """How far a row's numbers may be trusted, where they come from, how old and how late they are."""
        received = self.store.value(row, "received_at")
        if received is None:
            return self.texts["table.no_quote"]
        name, state = self.store.sources[row], self.freshness(row)
        said = self.texts["table.state"].format(state=self.state(row, state))
        said += self.texts["table.origin"].format(
            source=self.texts.get(f"source.{name}", name),
            exchange=numbers.stamp(self.store.value(row, "exchange_time"), self.store.instruments[row].zone),
            age=numbers.age(self.now - received, self.lang),
        )
        delay = self.store.value(row, "delay_s")
        if not delay or state is Freshness.DELAYED:  # then it has been said
            return said
        return said + self.texts["table.delay"].format(minutes=round(delay / 60))

    def state(self, row: int, state: Freshness) -> str:
        """The words for a row's state."""
        delay = self.store.value(row, "delay_s") or 0.0
        return in_words(state, self.store.instruments[row].market, delay, self.now, self.texts)

    def freshness(self, row: int) -> Freshness:
        """How far the row's quote may be trusted."""
        value = self.store.value
        return freshness(
            self.store.instruments[row].market,
            value(row, "exchange_time"),
            value(row, "received_at"),
            value(row, "delay_s") or 0.0,
            self.now,
            suspended=bool(value(row, "suspended")),
        )

    def _halted(self, row: int) -> bool:
        return bool(self.store.value(row, "suspended")) and self.freshness(row) is Freshness.SUSPENDED

    def changes(self, section: int, column: str) -> Floats:
        """The percentages that a section's members have."""
        held = self.store.columns[column][self._rows[section]]
        return held[np.isfinite(held)]

    def mean(self, section: int, column: str) -> float | None:
        """Equal-weight mean of a percentage over the members that have one."""
        held = self.changes(section, column)
        return float(held.mean()) if len(held) else None

    def _heading(self, section: int, key: str) -> str:
        if key == "name":
            return f"{'▸' if section in self._folded else '▾'} {self.watchlist.sections[section].name(self.lang)}"
        if key in ("change", "window"):
            return numbers.percent(self.mean(section, f"{key}_pct"))
        if key == "last":
            held = self.changes(section, "change_pct")
            return f"▲{int((held > 0).sum())} ▼{int((held < 0).sum())}" if len(held) else ""
        return ""

    # changes

    def apply(self, quotes: Iterable[Quote]) -> list[int]:
        """Take quotes, announce one span, and return the visible lines that changed."""
        rows = self.store.apply(quotes)
        places = sorted(place for row in rows if (place := self._place.get(row)) is not None)
        if rows:  # a section's figures change with its members, folded or not
            self.changed = {*places, *(self._headings[self._section[row]] for row in rows)}
            self._announce(min(self.changed), max(self.changed))
            self.changed = None
        return places

    def set_bases(self, bases: Mapping[str, Any]) -> None:
        """Base closes of the window, by instrument id."""
        self.store.set_bases(bases)
        if self.lines:
            self._announce(0, len(self.lines) - 1)

    def set_window(self, changes: Mapping[str, float]) -> None:
        """The percentages of a window that is over, by instrument id."""
        self.store.set_window(changes)
        if self.lines:
            self._announce(0, len(self.lines) - 1)

    def fold(self, section: int) -> None:
        """Fold or unfold a section."""
        self.beginResetModel()
        self._folded ^= {section}
        self._lay_out()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort inside the sections by value; column -1 is list order. Missing values come last."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        old = [self.lines[index.row()] for index in held]
        by = COLUMNS[column].by if column >= 0 else ""
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if by else None
        self._lay_out()
        place_of = {line: place for place, line in enumerate(self.lines)}
        new = [self.index(place_of[line], index.column()) for line, index in zip(old, held, strict=True)]
        self.changePersistentIndexList(held, new)
        self.layoutChanged.emit()

    def instrument(self, place: int) -> Instrument | None:
        """The instrument of a visible line, None for a heading."""
        row = self.lines[place].row if 0 <= place < len(self.lines) else None
        return None if row is None else self.store.instruments[row]

    def place_of(self, instrument: str) -> int | None:
        """The visible line of an instrument id."""
        row = self.store.row_of.get(instrument)
        return None if row is None else self._place.get(row)

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def _lay_out(self) -> None:
        self.lines = []
        for number, rows in enumerate(self._rows):
            self.lines.append(Line(number, None))
            if number not in self._folded:
                self.lines += [Line(number, row) for row in self._in_order(rows)]
        self._place = {line.row: place for place, line in enumerate(self.lines) if line.row is not None}
        self._headings = [place for place, line in enumerate(self.lines) if line.row is None]

    def _in_order(self, rows: list[int]) -> list[int]:
        if self._sorted is None or not rows:
            return rows
        column, falling = self._sorted
        values = self.store.columns[COLUMNS[column].by][rows]
        order = np.argsort(-values if falling else values, kind="stable")  # NaN sorts last either way
        return [rows[place] for place in order]
