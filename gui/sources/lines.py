"""Small tables of the sources page: declared columns over frozen lines, painted a line at a time, never built anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTableView

from gui.look.labels import tip
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.painted import PaintedTable
from models.workbook import Value

Index = QModelIndex | QPersistentModelIndex
HEADER = 24
LEAST_STRETCH = 112
PRESS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Tone(IntEnum):
    """What a cell's text is: LINK is what can be pressed, UP and DOWN are a change."""

    TEXT = 0
    MUTED = 1
    FAINT = 2
    WARN = 3
    ERROR = 4
    LINK = 5
    UP = 6
    DOWN = 7


@dataclass(slots=True)
class Words:
    """What a cell's text depends on beside its line. now: UTC seconds."""

    texts: Mapping[str, str]
    lang: str
    now: float = 0.0


Writer = Callable[[Words, Any], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the key of its title, its width in pixels, what a line says there and in which tone.

    stretch: takes the room the others leave. press: its text is a link. value: what a file holds instead of the text,
    a number, a day or a moment: an age would not stay true.
    """

    key: str
    width: int
    write: Writer
    tone: Tone | Callable[[Any], Tone] = Tone.TEXT
    left: bool = False
    stretch: bool = False
    press: bool = False
    value: Callable[[Any], Value] | None = None


def moment(at: float) -> dt.datetime | None:
    """UTC seconds as a moment; None of 0, which is never."""
    return dt.datetime.fromtimestamp(at, dt.UTC) if at else None


class LinesModel(QAbstractTableModel):
    """Lines under declared columns; ``set_lines`` announces those that differ. titles: how their texts' keys begin."""

    def __init__(
        self, columns: Sequence[Column], words: Words, parent: QObject | None = None, titles: str = "sources"
    ) -> None:
        super().__init__(parent)
        self.columns, self.words, self._titles = tuple(columns), words, titles
        self.lines: tuple[Any, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Column titles; what they mean, where there is something to say."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        key = f"{self._titles}.{self.columns[section].key}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words.texts[key]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words.texts.get(f"{key}.tip")
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, side, and the whole text as a tip: a pure read."""
        if not index.isValid():
            return None
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text) or None
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return self.columns[column].write(self.words, self.lines[row])

    def tone(self, row: int, column: int) -> Tone:
        """What kind of text it is."""
        if self.columns[column].press:
            return Tone.LINK
        tone = self.columns[column].tone
        return tone if isinstance(tone, Tone) else tone(self.lines[row])

    def set_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines: as many as before are changed in place, so that selection and place stay."""
        lines = tuple(lines)
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        old, self.lines = self.lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def tick(self, now: float) -> None:
        """Time passed: ages and countdowns."""
        self.words.now = now
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignLeft if self.columns[column].left else Qt.AlignmentFlag.AlignRight
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class LinesView(PaintedTable):
    """As high as its lines; the page scrolls, not the table. ``pressed`` tells line and column of a link."""

    pressed = Signal(int, str)

    def __init__(self, model: LinesModel, theme: Theme, starts: Callable[[Any], bool] = lambda line: False) -> None:
        super().__init__()
        self._model, self._theme, self._starts = model, theme, starts
        self._face, self._laid = font(), LaidOut()
        self._tones = (
            theme.text,
            theme.muted,
            theme.faint,
            theme.warn,
            theme.error,
            theme.accent,
            theme.up,
            theme.down,
        )
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setFixedHeight(HEADER)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setModel(model)
        self.set_widths(column.width for column in model.columns)
        self.setMinimumWidth(sum(LEAST_STRETCH if one.stretch else one.width for one in model.columns))
        model.modelReset.connect(self._fit)
        self._fit()

    # what leaves of it (gui/outs/reading.py)

    def kept(self, column: int) -> bool:
        """What can be pressed means nothing elsewhere."""
        return not self._model.columns[column].press

    def worth(self, row: int, column: int) -> Value:
        """The value behind a cell, None where its text is all there is."""
        value = self._model.columns[column].value
        return value(self._model.lines[row]) if value is not None else None

    def ink(self, row: int, column: int) -> QColor:
        """The colour of a cell's text."""
        return self._tones[self._model.tone(row, column)]

    # Qt's calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass."""
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.panel)
            painter.setFont(self._face)
            for row in range(self._model.rowCount()):
                if event.rect().intersects(self.line_rect(row)):
                    self._line(painter, row, chosen=row in selected and self.hasFocus())

    def dataChanged(self, top: QModelIndex, bottom: QModelIndex, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Repaint the lines that changed."""
        for row in range(top.row(), bottom.row() + 1):
            self.viewport().update(self.line_rect(row))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """One column takes the room the others leave."""
        QTableView.resizeEvent(self, event)
        places = [place for place, column in enumerate(self._model.columns) if column.stretch]
        if places:
            others = sum(column.width for column in self._model.columns if not column.stretch)
            self.setColumnWidth(places[0], max(LEAST_STRETCH, self.viewport().width() - others))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The page scrolls."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A hand over what can be pressed."""
        over = self._link(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Press a link."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._link(index):
            self.pressed.emit(index.row(), self._model.columns[index.column()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Press the current line's link from the keyboard."""
        row = self.currentIndex().row()
        links = [place for place in range(len(self._model.columns)) if self._link(self._model.index(row, place))]
        if event.key() in PRESS_KEYS and links:
            self.pressed.emit(row, self._model.columns[links[0]].key)
        else:
            super().keyPressEvent(event)

    # inside

    def _fit(self) -> None:
        self.setFixedHeight(HEADER + max(1, self._model.rowCount()) * ROW_HEIGHT + 2)

    def _link(self, index: QModelIndex) -> bool:
        return index.isValid() and self._model.columns[index.column()].press and bool(index.data())

    def _line(self, painter: QPainter, row: int, *, chosen: bool) -> None:
        whole = self.line_rect(row)
        if chosen:
            painter.fillRect(whole, self._theme.selection)
        if row and self._starts(self._model.lines[row]):
            painter.fillRect(QRect(0, whole.top(), whole.width(), 1), self._theme.grid)
        for place, (left, width) in enumerate(self.spans()):
            if text := self._model.text(row, place):
                painter.setPen(self._tones[self._model.tone(row, place)])
                self._cell(painter, text, QRect(left, whole.top(), width, ROW_HEIGHT), self._model.columns[place].left)

    def _cell(self, painter: QPainter, text: str, cell: QRect, left: bool) -> None:
        laid = self._laid.text(text, self._face, cell.width() - 2 * PADDING)
        size = laid.size()
        x = cell.left() + PADDING if left else cell.right() + 1 - PADDING - size.width()
        painter.drawStaticText(QPointF(x, cell.top() + (ROW_HEIGHT - size.height()) / 2), laid)
