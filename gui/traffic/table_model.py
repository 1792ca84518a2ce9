"""The figures of one period, a line a product: an item model over a Table, sorted by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look.labels import tip
from gui.look.numbers import MISSING
from gui.look.theme import Theme, mixed
from models.traffic import printed
from models.traffic.changes import Over
from models.traffic.rows import Moved, Row, Table
from models.traffic.titling import known_text
from models.traffic.units import Unit
from models.traffic.values import PARTIAL
from models.traffic.wording import source_text

Index = QModelIndex | QPersistentModelIndex
FULL_HEAT, HEAT = 30.0, 0.30  # percent at which a cell is as warm as it gets
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
By = str | float | None
NAME, OVERS = "name", tuple(map(str, Over))
VALUE_PX = 92  # of a number and of most units


@dataclass(frozen=True, slots=True)
class Column:
    """Its key, its width in pixels, what a row says there, and what it is sorted by. A small value is the best rank."""

    key: str
    width: int
    write: Callable[[PeriodModel, Row], str]
    by: Callable[[PeriodModel, Row], By]
    left: bool = False


class PeriodModel(QAbstractTableModel):
    """``put`` shows another table; the order that was asked for is kept. First the largest values come first."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts, self.lang, self._theme = texts, lang, theme
        self.table: Table | None = None
        self.unit, self._unit_name = Unit(), ""
        self._rows: list[Row] = []
        self._inks: Mapping[str, QColor] = {}
        self.columns: tuple[Column, ...] = columns((), VALUE_PX)
        self.sorted: tuple[str, bool] | None = ("value", True)  # a column's key, downwards

    def put(self, table: Table, unit: Unit, unit_name: str, inks: Mapping[str, QColor], wide: int = VALUE_PX) -> None:
        """Another table. unit: of its values, wide: pixels of their column. inks: of the products, by id."""
        self.beginResetModel()
        self.table, self.unit, self._unit_name, self._inks = table, unit, unit_name, inks
        self.columns = columns(table.overs, wide)
        self._rows = self._ordered(table.rows)
        self.endResetModel()

    def clear(self) -> None:
        """Nothing is shown."""
        self.beginResetModel()
        self.table, self._rows = None, []
        self.endResetModel()

    def sort_by(self, place: int) -> None:
        """By a column, the greatest first; again the other way; a third time as the products stand."""
        key, now = self.columns[place].key, self.sorted
        if now is None or now[0] != key:
            self.sorted = key, key not in (NAME, "rank")
        else:
            self.sorted = (key, not now[1]) if now[1] is (key not in (NAME, "rank")) else None
        self.beginResetModel()
        self._rows = self._ordered(self.table.rows if self.table is not None else ())
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """A line a product."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Those of the granularity."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, with the unit of the values and the way they are sorted."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        one = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((LEFT if one.left else RIGHT) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.texts.get(f"traffic.column.{one.key}.tip", "")) or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        sign = "" if self.sorted is None or self.sorted[0] != one.key else " ▾" if self.sorted[1] else " ▴"
        return self._title(one.key) + sign

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts as they are painted, for copying and for those who cannot see."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.write(self, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((LEFT if column.left else RIGHT) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join((row.product.name(self.lang), *printed.explained(row, self.texts))))
        return None

    def row(self, place: int) -> Row:
        """One line."""
        return self._rows[place]

    def place_of(self, product: str) -> int:
        """Where a product stands; -1 where it does not."""
        return next((place for place, row in enumerate(self._rows) if row.product.id == product), -1)

    def swatch(self, row: Row) -> QColor | None:
        """The colour of its line."""
        return self._inks.get(row.product.id)

    def ink(self, row: Row, key: str) -> QColor:
        """The colour of a cell's text: what is doubtful is fainter."""
        if key in OVERS:
            moved = row.changes.get(Over(key))
            return self._theme.direction(None if moved is None else _seen(moved))
        if key == "climbed":
            return self._theme.direction(None if row.climbed is None else float(row.climbed))
        if key == "value" and (row.value is None or row.has(PARTIAL)):
            return self._theme.muted
        if key == "record" and row.record is not None:
            return self._theme.text if row.record.certain and not row.record.broken else self._theme.warn
        return self._theme.text if key in (NAME, "value", "share", "rank") else self._theme.muted

    def ground(self, row: Row, key: str) -> QColor | None:
        """The warmth of a change."""
        moved = row.changes.get(Over(key)) if key in OVERS else None
        if moved is None or not _seen(moved):
            return None
        warmth = min(1.0, abs(moved.percent) / FULL_HEAT) * HEAT
        return mixed(self._theme.panel, self._theme.direction(moved.percent), warmth)

    def _title(self, key: str) -> str:
        if key in OVERS:
            return printed.over_name(Over(key), self.texts)
        if key == "value" and self._unit_name:
            return self._unit_name
        return self.texts[f"traffic.column.{key}"]

    def _ordered(self, rows: Sequence[Row]) -> list[Row]:
        """What has no value stands last either way."""
        column = next((one for one in self.columns if self.sorted and one.key == self.sorted[0]), None)
        if self.sorted is None or column is None:
            return list(rows)
        known = [row for row in rows if column.by(self, row) is not None]
        known.sort(key=lambda row: column.by(self, row), reverse=self.sorted[1])  # type: ignore[arg-type, return-value]
        return [*known, *(row for row in rows if column.by(self, row) is None)]


def columns(overs: Sequence[Over], wide: int) -> tuple[Column, ...]:
    """The columns of a table; overs: how far back its changes look. wide: pixels of the values, as their unit needs."""
    return (
        Column(NAME, 150, _name, _name, left=True),
        Column("value", wide, lambda model, row: printed.value_text(row, model.unit), lambda model, row: row.value),
        *(_change(over) for over in overs),
        Column("share", 60, lambda model, row: printed.share_text(row), lambda model, row: row.share),
        Column("rank", 48, lambda model, row: printed.rank_text(row), lambda model, row: row.rank),
        Column("climbed", 52, lambda model, row: printed.climbed_text(row), lambda model, row: row.climbed),
        Column("record", 88, lambda model, row: printed.record_text(row, model.texts) or " ",
               _held, left=True),
        Column("source", 150, _source, lambda model, row: row.source or None, left=True),
        Column("known", 84, _known, lambda model, row: row.known_at or None, left=True),
    )  # fmt: skip


def _change(over: Over) -> Column:
    return Column(
        str(over), 74, lambda model, row: printed.change_text(row.changes.get(over)),
        lambda model, row: row.changes[over].percent if over in row.changes else None,
    )  # fmt: skip


def _name(model: PeriodModel, row: Row) -> str:
    return row.product.name(model.lang)


def _held(_: PeriodModel, row: Row) -> By:
    return float(row.record.held) if row.record is not None and row.record.told else None


def _known(model: PeriodModel, row: Row) -> str:
    return known_text(row.known_at, model.texts, bundled=row.bundled)


def _source(model: PeriodModel, row: Row) -> str:
    return source_text(row.source, model.texts) if row.source else MISSING


def _seen(moved: Moved) -> float:
    """What a change shows: nought where its printed digits leave only nought."""
    return moved.percent if any(digit in "123456789" for digit in printed.change_text(moved)) else 0.0
