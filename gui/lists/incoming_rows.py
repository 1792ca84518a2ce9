"""The rows of a list file that is not taken yet, as an item model with its painter: what stood there, what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.look.labels import tip
from gui.look.theme import PADDING, Theme, font
from models.instruments import Instrument
from models.listfiles.values import Preview, PreviewRow, State, short
from models.reasons import said

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("state", "text", "market", "code", "name", "remark", "section", "line")
RIGHT = ("line",)
SIGNS = {State.FOUND: "✓", State.DUPLICATE: "=", State.AMBIGUOUS: "?", State.UNKNOWN: "×", State.LEFT: "–"}
ROW = Qt.ItemDataRole.UserRole


class IncomingRows(QAbstractTableModel):
    """Rows of one preview, all or those in one state. Texts are plain, and cut to what can be read."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._lang, self._theme = texts, lang, theme
        self._preview: Preview | None = None
        self._only: State | None = None
        self.shown: list[int] = []

    def show(self, preview: Preview | None, only: State | None = None) -> None:
        """Another preview, or the same with other choices; ``only`` the rows in this state.

        Rows that stay the same ones are changed in place, so that selection and scroll position stay.
        """
        rows = preview.rows if preview is not None else ()
        shown = [number for number, row in enumerate(rows) if only is None or row.state is only]
        if shown == self.shown and preview is not None and self._preview is not None:
            self._preview, self._only = preview, only
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._preview, self._only, self.shown = preview, only, shown
        self.endResetModel()

    def row(self, place: int) -> PreviewRow | None:
        """The row at a place of the table."""
        if self._preview is None or not 0 <= place < len(self.shown):
            return None
        return self._preview.rows[self.shown[place]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Always the same ones."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[f"incoming.column.{COLUMNS[section]}"]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, colour, side, and the whole text as a tip: a pure read."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        key = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text(row, key)) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, key)
        if role == ROW:
            return row
        return _side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, row: PreviewRow, key: str) -> str:
        """What a row says in a column."""
        match key:
            case "state":
                return f"{SIGNS[row.state]} {self._texts[f'incoming.state.{row.state}']}"
            case "line":
                return str(row.line)
            case "text":
                return short(row.text)
            case "section":
                return short(self._section(row))
            case "remark":
                return self.remark(row)
            case _:
                return self._of_instrument(row, key)

    def remark(self, row: PreviewRow) -> str:
        """Why a row is not taken; what it was called in the file, where that is another name."""
        texts = self._texts
        if row.state is State.DUPLICATE:
            return texts["incoming.repeats"].format(line=row.of_line) if row.of_line else texts["incoming.held"]
        if row.state is State.AMBIGUOUS:
            return texts["incoming.may_be"].format(choice=" / ".join(map(self.called, row.candidates)))
        if row.state is State.UNKNOWN:
            return said(row.reason, texts)
        if row.state is State.LEFT:
            return texts["incoming.left"]
        one = row.instrument
        other = row.name and one is not None and row.name not in (one.name_zh, one.name_en, one.id)
        return texts["incoming.called"].format(name=short(row.name)) if other else ""

    def called(self, one: Instrument) -> str:
        """A candidate: its id and its name."""
        name = short(one.name(self._lang))
        return f"{one.id} {name}" if name != one.code else one.id

    def _of_instrument(self, row: PreviewRow, key: str) -> str:
        one = row.instrument
        if one is None:
            return short(row.name) if key == "name" else ""
        if key == "market":
            return self._texts[f"market.{one.market}"]
        return one.id if key == "code" else short(one.name(self._lang))

    def _section(self, row: PreviewRow) -> str:
        assert self._preview is not None
        zh, en = self._preview.parts[row.part]
        return zh if self._lang == "zh" else en

    def _colour(self, row: PreviewRow, key: str) -> Any:
        theme = self._theme
        if row.state is State.FOUND:
            return theme.text if key in ("code", "name") else theme.muted
        if row.state is State.LEFT:
            return theme.faint
        if row.state is State.DUPLICATE or key in ("line", "section"):
            return theme.muted
        loud = key in ("state", "remark")
        return (theme.warn if row.state is State.AMBIGUOUS else theme.error) if loud else theme.text


class RowPainter(QStyledItemDelegate):
    """A cell as plain text that ends in an ellipsis; a selected row keeps its colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._face = theme, font()
        self._metrics = QFontMetrics(self._face)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        room = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self._theme.selection)
        room.adjust(PADDING, 0, -PADDING, 0)
        text = self._metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        if text:
            painter.setFont(self._face)
            painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
            painter.drawText(room, _side(index.column()) | Qt.TextFlag.TextSingleLine, text)


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column] in RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
