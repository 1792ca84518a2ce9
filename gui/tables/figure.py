"""The item model of figure 1: sector bands with their totals, rows beneath them, the benchmark strip, and the tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look import numbers
from gui.look.labels import tip
from gui.look.theme import Theme, font, mixed
from models.reasons import said
from models.review import paper
from models.review.notes import manual_notes
from models.review.standing_values import RowStanding, Standing, Total
from models.review.trust import trust
from models.review.values import Review, Row, SectorReview

Index = QModelIndex | QPersistentModelIndex
FULL_HEAT = 10.0  # percent at which a cell is as warm as it gets
HEAT = 0.34
QUIET = frozenset(("id", "benchmark", "sessions", "source", "base_date", "end_date", "contribution"))
SPARK = "spark"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of the table. A band or a total has a title, and numbers where ``total`` is known; a row an instrument.

    band: it is a heading. standing: what belongs to the row beside the review.
    """

    title: str = ""
    band: bool = False
    row: Row | None = None
    standing: RowStanding | None = None
    sector: SectorReview | None = None
    total: Total | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its width in pixels, what a row says there, and what a total says ("" nothing)."""

    key: str
    width: int
    write: Callable[[FigureModel, Row, RowStanding | None], str]
    total: Callable[[FigureModel, Total], str] = field(default=lambda model, total: "")
    left: bool = False

    @property
    def title(self) -> str:
        """The key of its heading in the texts."""
        return "table.cap" if self.key == "cap" else f"review.column.{self.key}"


class FigureModel(QAbstractTableModel):
    """Read-only lines of a review. ``set_review`` replaces them; without a standing they say what the review knows."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts, self.lang, self._theme = texts, lang, theme
        self._lines: list[Line] = []
        self._review: Review | None = None
        self._bold = font(bold=True)

    def set_review(self, review: Review, standing: Standing | None = None) -> None:
        """Show another review, and what stands beside it."""
        self.beginResetModel()
        self._review = review
        self._lines = [*self._sectors(review, standing), *self._marks(review, standing), *self._tiers(standing)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Bands and rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[COLUMNS[section].title]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.texts.get(f"{COLUMNS[section].title}.tip")
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
            return self._bold if line.band else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.ink(line, COLUMNS[column].key)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self.ground(line, COLUMNS[column].key)
        return self._tip(line) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, line: Line, column: int) -> str:
        """What stands in a cell."""
        key = COLUMNS[column].key
        if line.row is not None:
            return COLUMNS[column].write(self, line.row, line.standing)
        if key == "name":
            return line.title
        if line.total is not None:
            return COLUMNS[column].total(self, line.total)
        return self._band(line.sector, key) if line.sector is not None else ""

    def line(self, row: int) -> Line:
        """A heading, an instrument's row, or a total."""
        return self._lines[row]

    def ink(self, line: Line, key: str) -> QColor:
        """The colour of a cell's text: directions, and what is stale is fainter."""
        change, excess = _changes(line)
        if key in ("change", "excess"):
            return self._direction(change if key == "change" else excess)
        if line.row is not None and line.standing is not None and line.standing.stale is not None:
            return self._theme.faint if key in ("end", "end_date") else self._theme.muted
        return self._theme.muted if key in QUIET else self._theme.text

    def ground(self, line: Line, key: str) -> QColor | None:
        """The colour behind a cell: a band, or the warmth of a change."""
        if line.band:
            return mixed(self._theme.panel, self._theme.text, 0.045)
        change = line.row.change_pct if line.row is not None else None
        if key != "change" or not change:
            return None
        warmth = min(1.0, abs(change) / FULL_HEAT) * HEAT
        return mixed(self._theme.panel, self._theme.direction(change), warmth)

    # inside

    def _sectors(self, review: Review, standing: Standing | None) -> Iterator[Line]:
        beside = iter(standing.rows if standing is not None else ())
        totals = {one.id: one for one in standing.sectors} if standing is not None else {}
        for held in review.sectors:
            name, total = held.sector.name(self.lang), totals.get(held.sector.id)
            yield Line(title=name, band=True, sector=held, total=total)
            for row in held.rows:
                yield Line(row=row, standing=next(beside, None))

    def _marks(self, review: Review, standing: Standing | None) -> Iterator[Line]:
        yield Line(title=self.texts["review.benchmarks"], band=True)
        if standing is None:
            yield from (Line(row=row) for row in review.benchmarks)
        else:
            yield from (Line(row=one.row, standing=one) for one in standing.marks)

    def _tiers(self, standing: Standing | None) -> Iterator[Line]:
        """The chain's tiers, and all of it."""
        if standing is not None and standing.whole.measured:
            yield Line(title=self.texts["review.tiers"], band=True)
            yield from (Line(title=one.name(self.lang), total=one) for one in standing.tiers)
            yield Line(title=self.texts["review.whole"], total=standing.whole)

    def _band(self, held: SectorReview, key: str) -> str:
        """What the review itself knows of a sector."""
        if key == "id":
            return f"▲{held.up} ▼{held.down}" if held.mean_pct is not None else ""
        return numbers.percent(held.mean_pct) if key == "change" else ""

    def _tip(self, line: Line) -> str | None:
        if line.row is None:
            return tip(self._of_total(line.total)) if line.total is not None else None
        stale = line.standing.stale if line.standing is not None else None
        told = (
            self.texts["review.stale"].format(date=stale) if stale is not None else "",
            said(line.row.doubt, self.texts), *_marks(line.row, self.texts), self._trust(line.row),
        )  # fmt: skip
        return tip("\n".join(filter(None, told))) or None

    def _of_total(self, one: Total) -> str:
        """Median, weighted mean, breadth in full, leaders and laggards."""
        told = {
            "median": numbers.percent(one.median_pct), "weighted": numbers.percent(one.weighted_pct),
            "weighed": one.weighed, "up": one.up, "down": one.down, "flat": one.flat, "beat": one.beat,
            "lagged": one.lagged, "suspended": one.suspended, "without": one.without,
            "leaders": self._named(one.raw.leaders), "laggards": self._named(one.raw.laggards),
        }  # fmt: skip
        return self.texts["review.total.tip"].format(**told)

    def _named(self, rows: tuple[Row, ...]) -> str:
        return "  ".join(f"{row.instrument.name(self.lang)} {numbers.percent(row.change_pct)}" for row in rows) or "--"

    def _trust(self, row: Row) -> str:
        return trust(row, self._review, self.texts) if self._review is not None else ""

    def _direction(self, value: float | None) -> QColor:
        """What is written 0.00 has no direction."""
        return self._theme.direction(None if value is None else round(value, 2))


def _changes(line: Line) -> tuple[float | None, float | None]:
    """Change and excess of a line."""
    if line.row is not None:
        return line.row.change_pct, line.row.excess_pct
    if line.total is not None:
        return line.total.mean_pct, line.total.excess_pct
    return (line.sector.mean_pct if line.sector is not None else None), None


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if COLUMNS[column].left else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _price(close: Callable[[Row], float | None]) -> Callable[[FigureModel, Row, RowStanding | None], str]:
    return lambda model, row, standing: numbers.price(close(row), row.instrument.decimals)


def _change(model: FigureModel, row: Row, _: RowStanding | None) -> str:
    return paper.state_text(row, model.texts) if row.change_pct is None else numbers.percent(row.change_pct)


def _cap(model: FigureModel, row: Row, standing: RowStanding | None) -> str:
    """In the currency that is wanted; of an index there is none."""
    if standing is None:
        return numbers.money(row.market_cap, row.instrument.currency, model.lang)
    money = standing.cap
    return numbers.MISSING if money is None else numbers.money(money.value, money.currency, model.lang)


def _cap_of(model: FigureModel, total: Total) -> str:
    return "" if total.cap is None else numbers.money(total.cap.value, total.cap.currency, model.lang)


def _marks(row: Row, texts: Mapping[str, str]) -> tuple[str, ...]:
    """What a tip says beside the doubt: how the market cap was come by, and what was put in by hand."""
    manual = (paper.note_text(note, texts) for note in manual_notes((row,)))
    return (paper.cap_text(row, texts), *manual)


COLUMNS: tuple[Column, ...] = (
    Column("name", 130, lambda model, row, _: paper.row_name(row, model.lang), left=True),
    Column("id", 82, lambda model, row, _: row.instrument.id,
           lambda model, total: f"▲{total.up} ▼{total.down}" if total.measured else "", left=True),
    Column("base", 80, _price(lambda row: row.base_close)),
    Column("end", 80, _price(lambda row: row.end_close)),
    Column("change", 78, _change, lambda model, total: numbers.percent(total.mean_pct)),
    Column("excess", 74, lambda model, row, _: numbers.signed(row.excess_pct),
           lambda model, total: numbers.signed(total.excess_pct)),
    Column("contribution", 74, lambda model, row, beside: numbers.signed(beside.contribution_pp if beside else None)),
    Column(SPARK, 76, lambda model, row, beside: " ".join(map(numbers.signed, beside.spark if beside else ()))),
    Column("cap", 76, _cap, _cap_of),
    Column("benchmark", 84, lambda model, row, _: row.benchmark or numbers.MISSING),
    Column("sessions", 62, lambda model, row, _: str(row.sessions) if row.sessions is not None else numbers.MISSING),
    Column("source", 138, lambda model, row, _: paper.source_name(row.source, model.texts) or numbers.MISSING,
           left=True),
)  # fmt: skip
