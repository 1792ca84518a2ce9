"""A table of texts, painted as they are: nothing of a file is read as anything else, and only what is seen costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.look.labels import tip
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from models.listfiles.values import short

Index = QModelIndex | QPersistentModelIndex
Colours = Mapping[tuple[int, int], QColor]  # row and column; a column of -1 is the whole row
HEADER = 24
NARROWEST, WIDEST, MEASURED = 44, 220, 40  # pixels, pixels, rows that are measured for a column's width
MEASURED_COLUMNS = 60
WHOLE = -1
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
ONE_LINE = int(Qt.TextFlag.TextSingleLine)
WIDE_LETTER = 13  # pixels: what is shorter than its room at this width need not be measured


class Later(Sequence[Sequence[str]]):
    """Rows that are worded when they are looked at: five thousand at once would take longer than a frame."""

    def __init__(self, count: int, words: Callable[[int], Sequence[str]]) -> None:
        self._count, self._words = count, words
        self._held: dict[int, Sequence[str]] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:
        if place not in self._held:
            self._held[place] = self._words(place)
        return self._held[place]


class Texts(QAbstractTableModel):
    """Rows of texts under titles; they may be of different lengths."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[str] = ()
        self.rows: Sequence[Sequence[str]] = ()
        self.labels: Sequence[str] = ()
        self._right: frozenset[int] = frozenset()
        self._colours: Colours = {}
        self._tinted: Mapping[int, QColor] = {}
        self.bold = WHOLE

    def show(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        right: frozenset[int] = frozenset(),
        colours: Colours | None = None,
        labels: Sequence[str] = (),
        bold: int = WHOLE,
        tinted: Mapping[int, QColor] | None = None,
    ) -> None:
        """Other texts.

        right: columns that stand to the right. colours, tinted: of cells, and of columns where no cell has its own.
        labels: of the rows, in their header. bold: a row.
        """
        self.beginResetModel()
        self._tinted = tinted or {}
        self.bold = bold
        self.heads, self.rows, self.labels = heads, rows, labels
        self._right, self._colours = right, colours or {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """As many as there are titles."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Titles and labels."""
        across = orientation == Qt.Orientation.Horizontal
        held = self.heads if across else self.labels
        if not 0 <= section < len(held):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section) if across else LEFT
        return short(held[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, colour, side, and the text as a tip: a pure read."""
        if not index.isValid() or not (0 <= index.row() < len(self.rows) and 0 <= index.column() < len(self.heads)):
            return None
        place = (index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(*place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text(*place)) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.colour(*place)
        if role == Qt.ItemDataRole.FontRole:
            return font(bold=place[0] == self.bold)
        return self.side(place[1]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, row: int, column: int) -> str:
        """One cell, "" behind the end of its row."""
        held = self.rows[row]
        return short(held[column]) if column < len(held) else ""

    def colour(self, row: int, column: int) -> QColor | None:
        """One cell's, None is that of values."""
        own = self._colours.get((row, column)) or self._colours.get((row, WHOLE))
        return own or self._tinted.get(column)

    def side(self, column: int) -> int:
        """Where a column's texts stand."""
        return RIGHT if column in self._right else LEFT


class TextTable(QTableView):
    """The texts; rows are selected, nothing is edited. Columns are as wide as their first rows ask."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(showGrid=False, wordWrap=False, cornerButtonEnabled=False)
        self.texts = Texts(self)
        self.setModel(self.texts)
        self.setVerticalHeader(_RowNumbers(Qt.Orientation.Vertical, self))
        self.setItemDelegate(CellPainter(theme, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(HEADER)
        self.horizontalHeader().setHighlightSections(False)
        self._metrics = QFontMetrics(font())

    def fit(self) -> None:
        """Columns as wide as what is in their first rows."""
        rows = range(min(len(self.texts.rows), MEASURED))
        for column in range(min(len(self.texts.heads), MEASURED_COLUMNS)):
            words = [self.texts.heads[column], *(self.texts.text(row, column) for row in rows)]
            longest = sorted(words, key=len, reverse=True)[:3]  # the widest is among them but for odd letters
            wide = max(self._metrics.horizontalAdvance(short(word)) for word in (words[0], *longest))
            self.setColumnWidth(column, min(max(wide + 2 * PADDING + 4, NARROWEST), WIDEST))

    @property
    def places_chosen(self) -> list[int]:
        """The selected rows, from the top."""
        spans = self.selectionModel().selection()
        return sorted({place for span in spans for place in range(span.top(), span.bottom() + 1)})

    def said(self, row: int, column: int) -> str:
        """The whole text of a cell, for what leaves of it."""
        held = self.texts.rows[row]
        return held[column] if column < len(held) else ""

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing looks for nothing here."""


class _RowNumbers(QHeaderView):
    """As wide as a number of five digits, without asking two hundred rows how wide each would be."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """The same whatever is shown."""
        return QSize(NARROWEST, 0)


class CellPainter(QStyledItemDelegate):
    """A cell as plain text that ends in an ellipsis; a selected row keeps its colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._metrics = {bold: QFontMetrics(font(bold=bold)) for bold in (False, True)}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell. It asks the model's own methods: a screen of cells is painted in one turn."""
        held: Any = index.model()
        row, column, room = index.row(), index.column(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self._theme.selection)
        text = held.text(row, column)
        if not text:
            return
        room.adjust(PADDING, 0, -PADDING, 0)
        bold = row == held.bold
        if len(text) * WIDE_LETTER > room.width():
            text = self._metrics[bold].elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font(bold=bold))
        painter.setPen(held.colour(row, column) or self._theme.text)
        painter.drawText(room, held.side(column) | ONE_LINE, text)
