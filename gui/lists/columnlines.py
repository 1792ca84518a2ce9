"""The lines of the column chooser as an item model: the shown columns in order, then all of them by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.look.labels import tip
from gui.look.titles import meaning, title
from models.lists.columns import GROUPS, period_of
from models.search.fold import folded

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
KEY_TYPE = "application/x-suanli-column"
Flag = Qt.ItemFlag


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A heading (key "") or a column. On top stand the shown ones, whose order can be changed."""

    said: str
    key: str = ""
    on_top: bool = False


class ColumnLines(QAbstractListModel):
    """``rearranged`` tells the keys that are shown after the user's change; ``show`` is how they come in."""

    rearranged = Signal(tuple)

    def __init__(self, texts: Mapping[str, str], sample: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sample = texts, sample
        self._wanted = ""
        self.shown: tuple[str, ...] = ()
        self.lines: tuple[ColumnLine, ...] = ()
        self._lay_out()

    def show(self, keys: Sequence[str]) -> None:
        """These columns are shown, in this order."""
        if tuple(keys) != self.shown:
            self._reset(tuple(keys), self._wanted)

    def seek(self, text: str) -> None:
        """Keep the columns whose title, meaning or key has each of the words."""
        if text != self._wanted:
            self._reset(self.shown, text)

    def toggle(self, place: int) -> None:
        """Show a column, as the last one, or hide it."""
        key = self.key(place)
        if key:
            held = self.shown
            self._rearrange(tuple(one for one in held if one != key) if key in held else (*held, key))

    def add(self, key: str) -> None:
        """Show a column as the last one."""
        if key not in self.shown:
            self._rearrange((*self.shown, key))

    def move(self, key: str, to: int) -> None:
        """A shown column goes to a place among the shown ones."""
        others = [one for one in self.shown if one != key]
        if key in self.shown:
            to = min(max(to, 0), len(others))
            self._rearrange((*others[:to], key, *others[to:]))

    def key(self, place: int) -> str:
        """The column of a line, "" for a heading and outside."""
        return self.lines[place].key if 0 <= place < len(self.lines) else ""

    def place_of(self, line: ColumnLine) -> int:
        """Where the same column's line is now: on top or in its group, as before; -1 if nowhere."""
        same = (at for at, one in enumerate(self.lines) if (one.key, one.on_top) == (line.key, line.on_top))
        return next(same, -1)

    def sample(self, key: str) -> str:
        """What the current row shows in a column."""
        return self._sample(key)

    def renew(self) -> None:
        """Another row is current: other samples."""
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the meaning as a tip, the check, or the line itself."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.said
        if role == LINE:
            return line
        if line.key and role == Qt.ItemDataRole.ToolTipRole:
            return tip(meaning(line.key, self._texts))
        if line.key and role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{meaning(line.key, self._texts)}  {self.sample(line.key)}"
        if line.key and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.key in self.shown else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Check or uncheck a column."""
        key = self.key(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or not key:
            return False
        if (Qt.CheckState(value) == Qt.CheckState.Checked) != (key in self.shown):
            self.toggle(index.row())
        return True

    def flags(self, index: Index) -> Flag:
        """Columns can be chosen and checked, the shown ones dragged; between them something can be dropped."""
        if not index.isValid():
            return Flag.ItemIsDropEnabled
        line = self.lines[index.row()]
        if not line.key:
            return Flag.NoItemFlags
        usual = Flag.ItemIsEnabled | Flag.ItemIsSelectable | Flag.ItemIsUserCheckable | Flag.ItemNeverHasChildren
        return usual | Flag.ItemIsDragEnabled if line.on_top else usual

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Order is changed, nothing is copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """A column's key."""
        return [KEY_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """The key of the line that is dragged."""
        data = QMimeData()
        data.setData(KEY_TYPE, self.key(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: N802
        """Before which line it was dropped. False: the view shall take nothing away, the order is changed here."""
        key = bytes(data.data(KEY_TYPE).data()).decode()
        if key in self.shown and row >= 0:
            to = row - 1  # the heading stands before them
            self.move(key, to - (self.shown.index(key) < to))
        return False

    # inside

    def _rearrange(self, keys: tuple[str, ...]) -> None:
        if keys != self.shown:
            self._reset(keys, self._wanted)
            self.rearranged.emit(keys)

    def _reset(self, keys: tuple[str, ...], wanted: str) -> None:
        self.beginResetModel()
        self.shown, self._wanted = keys, wanted
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        words = folded(self._wanted).split()
        lines: list[ColumnLine] = []
        if not words:
            lines.append(ColumnLine(self._texts["columns.shown"].format(count=len(self.shown))))
            lines += [ColumnLine(title(key, self._texts), key, on_top=True) for key in self.shown]
        for group, keys in GROUPS.items():
            own = [key for key in self.shown if period_of(key) and key not in keys] if group == "periods" else []
            found = [key for key in (*keys, *own) if self._has(key, words)]
            if found:
                lines.append(ColumnLine(self._texts[f"columns.group.{group}"]))
                lines += [ColumnLine(title(key, self._texts), key) for key in found]
        self.lines = tuple(lines)

    def _has(self, key: str, words: list[str]) -> bool:
        said = folded(f"{key} {title(key, self._texts)} {meaning(key, self._texts)}")
        return all(word in said for word in words)
