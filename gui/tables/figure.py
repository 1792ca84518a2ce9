"""The item model of figure 1: sector bands with their mean, rows beneath them, benchmarks at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look import numbers
from gui.look.labels import tip
from gui.look.theme import Theme, font, mixed
from models.reasons import said
from models.review import paper
from models.review.notes import manual_notes
from models.review.trust import trust
from models.review.values import Review, Row, SectorReview

Index = QModelIndex | QPersistentModelIndex
FULL_HEAT = 10.0  # percent at which a cell is as warm as it gets
HEAT = 0.34


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its width in pixels, what a row says there."""

    key: str
    width: int
    write: Callable[[FigureModel, Row], str]
    left: bool = False

    @property
    def title(self) -> str:
        """The key of its heading in the texts."""
        return "table.cap" if self.key == "cap" else f"review.column.{self.key}"


class FigureModel(QAbstractTableModel):
    """Read-only lines of a review. ``set_review`` replaces them."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts, self.lang, self._theme = texts, lang, theme
        self._lines: list[SectorReview | Row | str] = []
        self._review: Review | None = None
        self._bold = font(bold=True)

    def set_review(self, review: Review) -> None:
        """Show another review."""
        self.beginResetModel()
        self._review = review
        self._lines = [line for sector in review.sectors for line in (sector, *sector.rows)]
        self._lines += [self.texts["review.benchmarks"], *review.benchmarks]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Bands and rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[COLUMNS[section].title]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, side, weight and warmth of a cell."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.FontRole:
            return None if isinstance(line, Row) else self._bold
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.ink(line, COLUMNS[column].key)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self.ground(line, COLUMNS[column].key)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Row):
            said_of = (said(line.doubt, self.texts), *_marks(line, self.texts), self._trust(line))
            return tip("\n".join(filter(None, said_of))) or None
        return None

    def text(self, line: SectorReview | Row | str, column: int) -> str:
        """What stands in a cell."""
        key = COLUMNS[column].key
        if isinstance(line, Row):
            return COLUMNS[column].write(self, line)
        if isinstance(line, str):
            return line if key == "name" else ""
        return self._band(line, key)

    def _band(self, sector: SectorReview, key: str) -> str:
        if key == "name":
            return sector.sector.name(self.lang)
        if key == "id":
            return f"▲{sector.up} ▼{sector.down}" if sector.mean_pct is not None else ""
        return numbers.percent(sector.mean_pct) if key == "change" else ""

    def _trust(self, row: Row) -> str:
        return trust(row, self._review, self.texts) if self._review is not None else ""

    def line(self, row: int) -> SectorReview | Row | str:
        """A sector's heading, an instrument's row, or the benchmarks' heading."""
        return self._lines[row]

    def ink(self, line: SectorReview | Row | str, key: str) -> QColor:
        """The colour of a cell's text."""
        if isinstance(line, SectorReview) and key == "change":
            return self._direction(line.mean_pct)
        if isinstance(line, Row) and key in ("change", "excess"):
            return self._direction(line.change_pct if key == "change" else line.excess_pct)
        quiet = isinstance(line, Row) and key in ("id", "benchmark", "sessions", "source", "base_date", "end_date")
        return self._theme.muted if quiet or (isinstance(line, SectorReview) and key == "id") else self._theme.text

    def _direction(self, value: float | None) -> QColor:
        """What is written 0.00 has no direction."""
        return self._theme.direction(None if value is None else round(value, 2))

    def ground(self, line: SectorReview | Row | str, key: str) -> QColor | None:
        """The colour behind a cell: a band, or the warmth of a change."""
        if not isinstance(line, Row):
            return mixed(self._theme.panel, self._theme.text, 0.045)
        if key != "change" or not line.change_pct:
            return None
        warmth = min(1.0, abs(line.change_pct) / FULL_HEAT) * HEAT
        return mixed(self._theme.panel, self._theme.direction(line.change_pct), warmth)


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if COLUMNS[column].left else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _price(close: Callable[[Row], float | None]) -> Callable[[FigureModel, Row], str]:
    return lambda model, row: numbers.price(close(row), row.instrument.decimals)


def _change(model: FigureModel, row: Row) -> str:
    return paper.state_text(row, model.texts) if row.change_pct is None else numbers.percent(row.change_pct)


def _marks(row: Row, texts: Mapping[str, str]) -> tuple[str, ...]:
    """What a tip says beside the doubt: how the market cap was come by, and what was put in by hand."""
    manual = (paper.note_text(note, texts) for note in manual_notes((row,)))
    return (paper.cap_text(row, texts), *manual)


def _source(model: FigureModel, row: Row) -> str:
    return paper.source_name(row.source, model.texts) or numbers.MISSING


COLUMNS: tuple[Column, ...] = (
    Column("name", 130, lambda model, row: paper.row_name(row, model.lang), left=True),
    Column("id", 82, lambda model, row: row.instrument.id, left=True),
    Column("base", 80, _price(lambda row: row.base_close)),
    Column("end", 80, _price(lambda row: row.end_close)),
    Column("change", 78, _change),
    Column("excess", 74, lambda model, row: numbers.signed(row.excess_pct)),
    Column("benchmark", 84, lambda model, row: row.benchmark or numbers.MISSING),
    Column("sessions", 62, lambda model, row: str(row.sessions) if row.sessions is not None else numbers.MISSING),
    Column("cap", 64, lambda model, row: numbers.money(row.market_cap, row.instrument.currency, model.lang)),
    Column("source", 138, _source, left=True),
)
