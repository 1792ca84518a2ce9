"""The returns of what is in sight, a line a member: an item model over a Table, sorted by value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from gui.look import numbers
from gui.look.theme import Theme
from gui.tables.keyed import NAME, Column, KeyedModel
from models.charts.measured import counted
from models.compare import paper
from models.compare.rebasing import is_spread
from models.compare.returns import Row, Table, series_of


class ReturnsModel(KeyedModel):
    """``put`` shows another table; the order that was asked for is kept."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, COLUMNS, parent)
        self.texts, self.lang = texts, lang
        self.table: Table | None = None
        self._colours: Mapping[str, QColor] = {}
        self._failed: Mapping[str, str] = {}

    def put(self, table: Table, colours: Mapping[str, QColor], failed: Mapping[str, str]) -> None:
        """Another table. colours: of the lines, by key. failed: why a member has no line, by key."""
        before = [row.member.key for row in self._rows]
        self.table, self._colours, self._failed = table, colours, failed
        rows = self.ordered(table.rows)
        if [row.member.key for row in rows] == before:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.put_rows(rows)

    def held(self) -> Iterable[Row]:
        """As the members stand."""
        return self.table.rows if self.table is not None else ()

    def key_of(self, row: Row) -> str:
        """The member's."""
        return row.member.key

    def title(self, key: str) -> str:
        """Its heading."""
        return self.texts[f"duel.column.{key}"]

    def swatch(self, row: Row) -> QColor | None:
        """The colour of its line."""
        return self._colours.get(row.member.key)

    def why(self, row: Row) -> str:
        """Why it has no line, "" when it has one."""
        return self._failed.get(row.member.key, "") if row.change is None else ""

    def ink(self, row: Row, key: str) -> QColor:
        """The colour of a cell's text; why a member has no line is a warning."""
        if key == "source" and self.why(row):
            return self._theme.warn
        value = {"change": row.change, "excess": row.excess, "fall": row.fall.pct if row.fall else None}
        if key in value:
            held = value[key]
            return self._theme.direction(None if held is None else round(held, 2))
        return self._theme.text if key in (NAME, "correlation", "volatility") else self._theme.muted

    def ground(self, row: Row, key: str) -> QColor | None:
        """The warmth of a change."""
        return self.warmth(row.change) if key == "change" and row.change else None

    def tip_of(self, row: Row) -> str:
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
    Column(NAME, 152, _name, _name, left=True),
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
