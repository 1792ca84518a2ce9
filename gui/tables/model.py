"""The item model of the live table: section headings and instrument rows over a QuoteStore. Announces what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look.labels import in_place
from gui.look.titles import meaning, title
from gui.tables.columns import NAME, Column, Ground, column
from gui.tables.headings import Figure, Headings, about, laid_out
from gui.tables.lines import HEADING, Lines, arranged, moved, sections_of
from gui.tables.origin import Origin
from gui.tables.places import Places
from models.instruments import Instrument
from models.lists.columns import SETS
from models.lists.values import Mark
from models.store import QuoteStore
from models.watchlist import PINS, Section, Watchlist

if TYPE_CHECKING:
    from numpy.typing import NDArray

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
ABLE = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemNeverHasChildren
)  # fmt: skip
HEADINGS_S = 0.25
USUAL = SETS["intraday"]


class QuoteTableModel(QAbstractTableModel):
    """Lines in list order, or sorted inside their sections; folded sections show their heading only.

    Sorting is done once, when it is asked for: ``resort`` does it again. ``ground.now``: UTC seconds, set by who owns
    the model, so that ``data`` stays a pure read.
    """

    def __init__(self, store: QuoteStore, texts: Mapping[str, str], lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store, self.texts, self.lang = store, texts, lang
        self.ground = Ground(store=store, texts=texts, lang=lang)
        self.origin = Origin(self.ground)
        self.ground.freshness, self.ground.state = self.origin.freshness, self.origin.state
        self.watchlist = Watchlist(sections=())
        self.columns: tuple[Column, ...] = (NAME, *map(column, USUAL))
        self.sorted: tuple[str, bool] | None = None  # column key, falling
        self.strongest = False  # sections in the order of their strength
        self.changed: NDArray[np.bool_] | None = None  # by store row, while a span is announced; None: all of it
        self.sparks: dict[str, dict[str, NDArray[np.float64]]] = {}  # column key -> instrument id -> line
        self._keep: NDArray[np.bool_] | None = None
        self._told_at = 0.0  # when headings were last told, UTC seconds
        self._headings = Headings(store, sections_of([], []))
        self._put(self.watchlist)
        self._arrange()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Visible lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """The name and the chosen columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip, alignment or sort value of a cell: a pure read."""
        if not index.isValid():
            return None
        place, at = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(place, at)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if self.columns[at].left else RIGHT
        row = int(self.lines.row[place])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.origin.words(row) if row != HEADING else self._about(int(self.lines.section[place]))
        if role == SORT_ROLE and row != HEADING and self.columns[at].by:
            return self.store.value(row, self.columns[at].by)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(self.columns[section].key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return meaning(self.columns[section].key, self.texts)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if self.columns[section].left else RIGHT
        return None

    def _title(self, key: str) -> str:
        """A column's title; the one that is sorted by shows which way."""
        said = title(key, self.texts)
        return f"{said} {'▾' if self.sorted[1] else '▴'}" if self.sorted is not None and self.sorted[0] == key else said

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows and headings can be dragged; everything can be dropped on."""
        return ABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    # texts

    def text(self, place: int, at: int) -> str:
        """What stands in a cell."""
        row = int(self.lines.row[place])
        if row == HEADING:
            section = int(self.lines.section[place])
            return self.heading_name(section) if at == 0 else self._heading_text(section, at)
        one = self.columns[at]
        value = self.store.value(row, one.by) if one.by else None
        return one.write(np.nan if value is None else value, row, self.ground)

    def heading_name(self, section: int) -> str:
        """A section's title with its triangle and how many it has."""
        mark = "▸" if self._shut[section] else "▾"
        return f"{mark} {in_place(self.section(section).name(self.lang))}  {int(self._sections.size[section])}"

    def prepare(self, sections: Sequence[int]) -> None:
        """The headings of these sections will be asked for."""
        self._headings.prepare(sections)

    def heading(self, section: int) -> dict[int, Figure]:
        """The figures of a section's heading by column."""
        return laid_out(self.columns, self._headings, section, self.texts)

    def spark(self, key: str, row: int) -> NDArray[np.float64] | None:
        """The line a cell shows: closes, or the day in percent; None where nothing is held."""
        return self.sparks.get(key, {}).get(self.store.instruments[row].id)

    def section(self, number: int) -> Section:
        """A section by its number."""
        return self.watchlist.sections[number]

    def _heading_text(self, section: int, at: int) -> str:
        figure = self.heading(section).get(at)
        return "" if figure is None else f"{figure.label} {figure.text}".strip()

    def _about(self, section: int) -> str:
        return about(self._headings, section, self.texts)

    # what is shown

    def show(self, watchlist: Watchlist) -> None:
        """Another list, or the same after an edit."""
        if watchlist == self._as_folded():  # folded here already
            self.watchlist = watchlist
            return
        self.beginResetModel()
        self._put(watchlist)
        self._arrange()
        self.endResetModel()

    def set_columns(self, keys: Sequence[str]) -> None:
        """Other columns, in this order after the name. Raises KeyError for an unknown one."""
        columns = (NAME, *map(column, keys))
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def set_marks(self, marks: Mapping[str, Mark]) -> None:
        """Flags, notes and tags by instrument id."""
        self.ground.marks = marks
        self._announce_all()

    def set_filter(self, ids: Iterable[str] | None) -> None:
        """Only these instruments; None shows all. What is folded then is open, until it is folded anew."""
        self.beginResetModel()
        self._keep, self._shut = None, self._folded
        if ids is not None:
            self._keep = np.zeros(len(self.store), np.bool_)
            self._keep[[self.store.row_of[name] for name in ids if name in self.store.row_of]] = True
            self._shut = np.zeros_like(self._folded)  # what was looked for is not hidden
        self._arrange()
        self.endResetModel()

    def fold(self, section: int) -> None:
        """Fold or unfold a section; the lines of the others stay where they are."""
        heading = self._places.heading(section)
        if heading is None:  # without a heading nobody could open it again
            return
        if self._shut[section]:
            self._unfold(section, heading + 1)
        else:
            self._fold(section, heading + 1)
        self._shut[section] = not self._shut[section]
        self._announce(heading, heading)  # its triangle

    def folded(self, section: int) -> bool:
        """Whether only its heading is shown."""
        return bool(self._shut[section])

    @property
    def filtered(self) -> bool:
        """Whether a filter is on: what is folded then is folded for as long as it is."""
        return self._keep is not None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort inside the sections by value; column -1 is list order. Missing values come last."""
        by = self.columns[column].by if column >= 0 else ""
        self.sorted = (self.columns[column].key, order == Qt.SortOrder.DescendingOrder) if by else None
        self.resort()

    def order_sections(self, *, strongest: bool) -> None:
        """Sections by the mean of what is sorted by (the day's change, when that has no mean), or in list order."""
        self.strongest = strongest
        self.resort()

    def resort(self) -> None:
        """Sort again by the newest values."""
        self.layoutAboutToBeChanged.emit()
        held, before = self.persistentIndexList(), self.lines
        self._arrange()
        places = moved(before, self.lines, [index.row() for index in held])
        new = [self.index(place, index.column()) for place, index in zip(places, held, strict=True)]
        self.changePersistentIndexList(held, new)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # quotes

    def announce(self, rows: NDArray[np.intp]) -> None:
        """Rows of the store took quotes: one span says so, from the first changed line to the last."""
        self.origin.forget()
        if not len(rows) or not len(self.lines):
            return
        rows = self._places.known(rows)  # the store may have others since
        changed = np.zeros(len(self.store), np.bool_)
        changed[rows] = True
        self._places.stir(rows, changed)
        hit = self._due()
        if (span := self._places.span(rows, hit)) is not None:
            self.changed, self._hit = changed, hit
            self._announce(*span)
            self.changed = None

    def settle(self) -> None:
        """A second passed: headings that were held back are calculated anew when they are next looked at."""
        if self._places.stirred.any():
            self._headings.forget()
            self._places.stirred[:] = False

    def _due(self) -> NDArray[np.bool_]:
        """The sections whose headings are told now: four times a second is as often as a mean can be read."""
        if 0.0 < self.ground.now - self._told_at < HEADINGS_S:
            return np.zeros_like(self._places.stirred)
        self._told_at = self.ground.now
        hit = self._places.stirred.copy()
        self.settle()
        return hit

    def announce_all(self) -> None:
        """Bases, figures or rates have changed."""
        self._headings.forget()
        self._announce_all()

    def changed_lines(self, first: int, last: int) -> NDArray[np.intp]:
        """The lines in first..last that the span being announced is about."""
        if self.changed is None:
            return np.arange(first, last + 1)
        rows, sections = self.lines.row[first : last + 1], self.lines.section[first : last + 1]
        return first + np.flatnonzero(np.where(rows == HEADING, self._hit[sections], self.changed[rows]))

    # places

    def instrument(self, place: int) -> Instrument | None:
        """The instrument of a visible line, None for a heading."""
        row = int(self.lines.row[place]) if 0 <= place < len(self.lines) else HEADING
        return None if row == HEADING else self.store.instruments[row]

    def place_of(self, instrument: str) -> int | None:
        """The visible line of an instrument id: the one in its section rather than the one among the pins."""
        return self._places.of(self.store.row_of.get(instrument))

    def section_of(self, instrument: str) -> int | None:
        """The number of the section an instrument stands in, shown or folded."""
        return self._places.section(self.store.row_of.get(instrument))

    def members(self, section: int) -> NDArray[np.intp]:
        """The store's rows of a section, in list order."""
        return self._sections.members(section)

    def rows_in(self, section: int) -> list[int]:
        """The store's rows of a section in the order shown, folded or not; filtered ones are left out."""
        rows, key = self._sections.members(section), self._key()
        rows = rows if self._keep is None else rows[self._keep[rows]]
        ordered: list[int] = (rows if key is None else rows[np.argsort(key[rows], kind="stable")]).tolist()
        return ordered

    def shown_rows(self) -> NDArray[np.intp]:
        """The store's rows of the list's members."""
        return self._sections.rows

    def sample(self, key: str, row: int) -> str:
        """What a column that need not be shown says of a row."""
        one = column(key)
        value = self.store.value(row, one.by) if one.by else None
        return one.write(np.nan if value is None else value, row, self.ground)

    def take_order(self, other: QuoteTableModel) -> None:
        """Sort as another model did."""
        self.sorted, self.strongest = other.sorted, other.strongest
        self.resort()

    def heading_of(self, section_id: str) -> int | None:
        """The line of a section's heading."""
        numbers = (number for number, one in enumerate(self.watchlist.sections) if one.id == section_id)
        number = next(numbers, None)
        return None if number is None else self._places.heading(number)

    def _put(self, watchlist: Watchlist) -> None:
        self.watchlist = watchlist
        self.store.add(watchlist.instruments)
        row_of = self.store.row_of
        members = [[row_of[one.id] for one in section.members] for section in watchlist.sections]
        self._sections = self._headings.sections = sections_of(
            members, [section.titled for section in watchlist.sections]
        )
        self._folded = np.array([section.folded and section.titled for section in watchlist.sections], np.bool_)
        self._shut = self._folded if self._keep is None else np.zeros_like(self._folded)
        pinned = np.array([section.id == PINS for section in watchlist.sections], np.bool_)
        self._places = Places(self._sections, pinned, len(self.store))
        self._headings.forget()

    def _as_folded(self) -> Watchlist:
        """The list with what is folded by now."""
        pairs = zip(self.watchlist.sections, self._folded.tolist(), strict=True)
        return replace(self.watchlist, sections=tuple(replace(one, folded=folded) for one, folded in pairs))

    def _arrange(self) -> None:
        keep = self._keep
        if keep is not None and len(keep) < len(self.store):  # what was added since passes no filter yet
            keep = self._keep = np.concatenate([keep, np.zeros(len(self.store) - len(keep), np.bool_)])
        self.lines: Lines = arranged(self._sections, self._shut, keep, self._key(), self._strength())
        self._places.find(self.lines)

    def _key(self) -> NDArray[np.float64] | None:
        if self.sorted is None:
            return None
        key, falling = self.sorted
        values = self.store.values(column(key).by)
        return -values if falling else values

    def _strength(self) -> NDArray[np.float64] | None:
        if not self.strongest:
            return None
        chosen = column(self.sorted[0]) if self.sorted is not None else None
        by = chosen.by if chosen is not None and chosen.aggregates else "change_pct"
        self._headings.prepare(range(len(self._folded)))
        found = np.array([self._headings.mean(number, by) for number in range(len(self._folded))])
        found[self._places.pinned | ~self._sections.titled] = (
            np.inf
        )  # else they would seem to be members of the one above
        return found

    def _fold(self, section: int, first: int) -> None:
        count = int((self.lines.section == section).sum()) - 1
        if count:
            self.beginRemoveRows(QModelIndex(), first, first + count - 1)
        gone = slice(first, first + count)
        self.lines = Lines(np.delete(self.lines.section, gone), np.delete(self.lines.row, gone))
        self._places.find(self.lines)
        if count:
            self.endRemoveRows()

    def _unfold(self, section: int, first: int) -> None:
        rows = self.rows_in(section)
        if len(rows):
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        held = self.lines
        self.lines = Lines(
            np.insert(held.section, first, np.full(len(rows), section)), np.insert(held.row, first, rows)
        )
        self._places.find(self.lines)
        if len(rows):
            self.endInsertRows()

    def _announce_all(self) -> None:
        if len(self.lines):
            self._announce(0, len(self.lines) - 1)

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
