"""The figures of one period, a line a product: an item model over a Table, sorted by value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from gui.look.numbers import MISSING
from gui.look.theme import Theme
from gui.tables.keyed import NAME, Column, KeyedModel
from models.traffic import printed
from models.traffic.changes import Over
from models.traffic.rows import Moved, Row, Table
from models.traffic.titling import known_text
from models.traffic.units import Unit
from models.traffic.values import PARTIAL
from models.traffic.wording import source_text

By = str | float | None
OVERS = tuple(map(str, Over))
VALUE_PX = 92  # of a number and of most units


class PeriodModel(KeyedModel):
    """``put`` shows another table; the order that was asked for is kept. First the largest values come first."""

    upwards = (NAME, "rank")

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, columns((), VALUE_PX), parent)
        self.texts, self.lang = texts, lang
        self.table: Table | None = None
        self.unit, self._unit_name = Unit(), ""
        self._inks: Mapping[str, QColor] = {}
        self.sorted = "value", True

    def put(self, table: Table, unit: Unit, unit_name: str, inks: Mapping[str, QColor], wide: int = VALUE_PX) -> None:
        """Another table. unit: of its values, wide: pixels of their column. inks: of the products, by id."""
        self.beginResetModel()
        self.table, self.unit, self._unit_name, self._inks = table, unit, unit_name, inks
        self.columns = columns(table.overs, wide)
        self._rows = self.ordered(table.rows)
        self.endResetModel()

    def clear(self) -> None:
        """Nothing is shown."""
        self.table = None
        self.put_rows([])

    def held(self) -> Iterable[Row]:
        """As the products stand."""
        return self.table.rows if self.table is not None else ()

    def key_of(self, row: Row) -> str:
        """The product's id."""
        return row.product.id

    def title(self, key: str) -> str:
        """A heading; over the values their unit."""
        if key in OVERS:
            return printed.over_name(Over(key), self.texts)
        if key == "value" and self._unit_name:
            return self._unit_name
        return self.texts[f"traffic.column.{key}"]

    def title_tip(self, key: str) -> str:
        """What a column needs to have said."""
        return self.texts.get(f"traffic.column.{key}.tip", "")

    def tip_of(self, row: Row) -> str:
        """Whose they are, and what must be known of them."""
        return "\n".join((row.product.name(self.lang), *printed.explained(row, self.texts)))

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
        return None if moved is None or not _seen(moved) else self.warmth(moved.percent)


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
