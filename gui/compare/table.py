"""The returns of what is in sight, a line a member: an item model over a Table, sorted by value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look import numbers
from gui.look.labels import tip
from gui.look.theme import Theme, mixed
from models.charts.measured import counted
from models.compare import paper
from models.compare.rebasing import is_spread
from models.compare.returns import Row, Table, series_of

Index = QModelIndex | QPersistentModelIndex
FULL_HEAT, HEAT = 30.0, 0.30  # percent at which a cell is as warm as it gets
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
By = str | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the texts, its width in pixels, what a row says there, and what it is sorted by."""

    key: str
    width: int
    write: Callable[[ReturnsModel, Row], str]
    by: Callable[[ReturnsModel, Row], By]
    left: bool = False


class ReturnsModel(QAbstractTableModel):
    """``put`` shows another table; the order that was asked for is kept."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts, self.lang, self._theme = texts, lang, theme
        self.table: Table | None = None
        self._rows: list[Row] = []
        self._colours: Mapping[str, QColor] = {}
        self._failed: Mapping[str, str] = {}
        self.sorted: tuple[int, bool] | None = None  # column, downwards

    def put(self, table: Table, colours: Mapping[str, QColor], failed: Mapping[str, str]) -> None:
        """Another table. colours: of the lines, by key. failed: why a member has no line, by key."""
        before = [row.member.key for row in self._rows]
        self.table, self._colours, self._failed = table, colours, failed
        rows = self._ordered(table.rows)
        if [row.member.key for row in rows] == before:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """By a column, the greatest first; again the other way; a third time as the members stand."""
        now = self.sorted
        if now is None or now[0] != column:
            self.sorted = column, True
        else:
            self.sorted = (column, False) if now[1] else None
        self.beginResetModel()
        self._rows = self._ordered(self.table.rows if self.table is not None else ())
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """A line a member."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, with the way they are sorted."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((LEFT if COLUMNS[section].left else RIGHT) | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        sign = "" if self.sorted is None or self.sorted[0] != section else " ▾" if self.sorted[1] else " ▴"
        return self.texts[f"duel.column.{COLUMNS[section].key}"] + sign

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts as they are painted, for copying and for those who cannot see."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.write(self, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((LEFT if column.left else RIGHT) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row))
        return None

    def row(self, place: int) -> Row:
        """One line."""
        return self._rows[place]

    def place_of(self, key: str) -> int:
        """Where a member stands; -1 where it does not."""
        return next((place for place, row in enumerate(self._rows) if row.member.key == key), -1)

    def swatch(self, row: Row) -> QColor | None:
        """The colour of its line."""
        return self._colours.get(row.member.key)

    def why(self, row: Row) -> str:
        """Why it has no line, "" when it has one."""
        return self._failed.get(row.member.key, "") if row.change is None else ""

    def ink(self, row: Row, key: str) -> QColor:
        """The colour of a cell's text."""
        value = {"change": row.change, "excess": row.excess, "fall": row.fall.pct if row.fall else None}
        if key in value:
            held = value[key]
            return self._theme.direction(None if held is None else round(held, 2))
        return self._theme.text if key in ("name", "correlation", "volatility") else self._theme.muted

    def ground(self, row: Row, key: str) -> QColor | None:
        """The warmth of a change."""
        if key != "change" or not row.change:
            return None
        warmth = min(1.0, abs(row.change) / FULL_HEAT) * HEAT
        return mixed(self._theme.panel, self._theme.direction(row.change), warmth)

    def _ordered(self, rows: Sequence[Row]) -> list[Row]:
        """What has no value stands last either way."""
        if self.sorted is None:
            return list(rows)
        by, downwards = COLUMNS[self.sorted[0]].by, self.sorted[1]
        known = [row for row in rows if by(self, row) is not None]
        known.sort(key=lambda row: by(self, row), reverse=downwards)  # type: ignore[arg-type, return-value]
        return [*known, *(row for row in rows if by(self, row) is None)]

    def _tip(self, row: Row) -> str:
        """Everything that has no column of its own."""
        name = paper.member_name(row.member, self.texts, self.lang)
        if why := self.why(row):
            return f"{name}\n{why}"
        if row.first is None or row.last is None:
            return name
        lines = [name, self._measured(row), _source(self, row)]
        if row.fall is not None:
            lines.insert(2, self.texts["duel.tip.fall"].format(peak=row.fall.peak, trough=row.fall.trough))
        return "\n".join(lines)

    def _measured(self, row: Row) -> str:
        """Between which days, how high and how low, against whom."""
        cells = {key: paper.cell(key, row, self.table, self.texts, self.lang) for key in ("high", "low", "volatility")}
        sessions = counted(row.sessions, "sessions", self.texts) if row.sessions is not None else None
        told = {"first": row.first, "last": row.last, "sessions": sessions, "benchmark": row.benchmark}
        return self.texts["duel.tip"].format(**{key: value or numbers.MISSING for key, value in told.items()}, **cells)


def _name(model: ReturnsModel, row: Row) -> str:
    return paper.member_name(row.member, model.texts, model.lang)


def _change(_: ReturnsModel, row: Row) -> str:
    if row.change is None:
        return numbers.MISSING
    return numbers.signed(row.change) if is_spread(row.member) else numbers.percent(row.change)


def _date(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else numbers.MISSING


def _source(model: ReturnsModel, row: Row) -> str:
    if row.change is None and (why := model.why(row)):
        return why
    if model.table is None:
        return numbers.MISSING
    names = (source for one in series_of(model.table.based, row.member) for source in (one.source, *one.pair_sources))
    return paper.sources_name(dict.fromkeys(names), model.texts) or numbers.MISSING


def _since(_: ReturnsModel, row: Row) -> str:
    """From when it is measured, with a mark where that is later than the range begins."""
    first = _date(row.since or row.first)
    return f"{first}*" if row.since is not None else first


COLUMNS: tuple[Column, ...] = (
    Column("name", 152, _name, _name, left=True),
    Column("change", 70, _change, lambda model, row: row.change),
    Column("excess", 62, lambda model, row: numbers.signed(row.excess), lambda model, row: row.excess),
    Column("fall", 70, lambda model, row: numbers.percent(row.fall.pct if row.fall else None),
           lambda model, row: row.fall.pct if row.fall else None),
    Column("high_date", 78, lambda model, row: _date(row.high.date if row.high else None),
           lambda model, row: row.high.date if row.high else None),
    Column("low_date", 78, lambda model, row: _date(row.low.date if row.low else None),
           lambda model, row: row.low.date if row.low else None),
    Column("correlation", 62, lambda model, row: numbers.ratio(row.correlation), lambda model, row: row.correlation),
    Column("first", 82, _since, lambda model, row: row.since or row.first, left=True),
    Column("source", 92, _source, _source, left=True),
)  # fmt: skip
