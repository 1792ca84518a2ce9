"""A line a thing that a chart beside it draws: an item model whose rows are known by a key and sorted by value.

For the returns of a comparison and the figures of a period; what a row is and says is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look.labels import tip
from gui.look.theme import Theme, mixed

Index = QModelIndex | QPersistentModelIndex
FULL_HEAT, HEAT = 30.0, 0.30  # percent at which a cell is as warm as it gets
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
NAME = "name"  # the first column, with the colour of the line in front


@dataclass(frozen=True, slots=True)
class Column:
    """Its key, its width in pixels, what a row says there, and what it is sorted by (None stands last either way)."""

    key: str
    width: int
    write: Callable[[Any, Any], str]
    by: Callable[[Any, Any], Any]
    left: bool = False


class KeyedModel(QAbstractTableModel):
    """columns: as they stand. sorted: a column's key, and whether downwards; None as the rows came."""

    upwards: tuple[str, ...] = ()  # columns whose small values come first

    def __init__(self, theme: Theme, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns = tuple(columns)
        self.sorted: tuple[str, bool] | None = None
        self._rows: list[Any] = []

    # what a kind of row says

    def key_of(self, row: Any) -> str:
        """What a row is known by."""
        return str(row)

    def title(self, key: str) -> str:
        """The heading of a column."""
        return key

    def title_tip(self, key: str) -> str:
        """What there is to say of a column, "" nothing."""
        return ""

    def tip_of(self, row: Any) -> str:
        """Everything that has no column of its own."""
        return ""

    def swatch(self, row: Any) -> QColor | None:
        """The colour of its line."""
        return None

    def ink(self, row: Any, key: str) -> QColor:
        """The colour of a cell's text."""
        return self._theme.text

    def ground(self, row: Any, key: str) -> QColor | None:
        """What a cell is filled with."""
        return None

    # rows

    def row(self, place: int) -> Any:
        """One line."""
        return self._rows[place]

    def place_of(self, key: str) -> int:
        """Where a row stands; -1 where it does not."""
        return next((place for place, row in enumerate(self._rows) if self.key_of(row) == key), -1)

    def held(self) -> Iterable[Any]:
        """The rows as they came."""
        return ()

    def sort_by(self, place: int) -> None:
        """By a column, the best first; again the other way; a third time as the rows came."""
        key, now = self.columns[place].key, self.sorted
        first = key not in self.upwards
        if now is None or now[0] != key:
            self.sorted = key, first
        else:
            self.sorted = (key, not first) if now[1] is first else None
        self.put_rows(self.ordered(self.held()))

    def put_rows(self, rows: list[Any]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def ordered(self, rows: Iterable[Any]) -> list[Any]:
        """As they are to be sorted; what has no value stands last either way."""
        column = next((one for one in self.columns if self.sorted and one.key == self.sorted[0]), None)
        held = list(rows)
        if self.sorted is None or column is None:
            return held
        known = [row for row in held if column.by(self, row) is not None]
        known.sort(key=lambda row: column.by(self, row), reverse=self.sorted[1])
        return [*known, *(row for row in held if column.by(self, row) is None)]

    def warmth(self, percent: float) -> QColor:
        """The ground of a change."""
        part = min(1.0, abs(percent) / FULL_HEAT) * HEAT
        return mixed(self._theme.panel, self._theme.direction(percent), part)

    # Qt's calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """A line a row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles, with the way they are sorted."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        one = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.title_tip(one.key)) or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        sign = "" if self.sorted is None or self.sorted[0] != one.key else " ▾" if self.sorted[1] else " ▴"
        return self.title(one.key) + sign

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts as they are painted, for copying and for those who cannot see."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.write(self, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        return tip(self.tip_of(row)) if role == Qt.ItemDataRole.ToolTipRole else None


def _aligned(column: Column) -> int:
    return int((LEFT if column.left else RIGHT) | Qt.AlignmentFlag.AlignVCenter)
