"""The view of the live table: Qt keeps headers, selection, scrolling and the item model; we paint the cells.

A delegate per cell costs ten times as much: 30 ms a flush against 3 (benchmarks/table.py).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.look.theme import ROW_HEIGHT, Theme
from gui.tables.dragging import RowDragging
from gui.tables.lines import HEADING
from gui.tables.model import QuoteTableModel
from gui.tables.paint import LinePainter, Sheet
from gui.tables.painted import PaintedTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLASH_S, FLASH_TICK_MS, REST_MS = 0.4, 100, 33
Hint = QAbstractItemView.ScrollHint
TRIANGLE = 22  # pixels from the left edge
FOLD_KEYS = {  # whether a heading is folded afterwards; None: the other way round
    Qt.Key.Key_Left: True, Qt.Key.Key_Right: False,
    Qt.Key.Key_Return: None, Qt.Key.Key_Enter: None, Qt.Key.Key_Space: None,
}  # fmt: skip


class QuoteTableView(PaintedTable):
    """Paints a QuoteTableModel. What the hands do beyond moving about is told, not done.

    chosen: the line that became current. opened, peeked: the current row was meant. typed: a character nobody here
    uses. folded: section id, whether it is folded now. sorted: the order has changed. dropped: ids, section id, the id
    they shall stand before ("" for the end). moved: the header's columns in another order. resized: a column's width.
    """

    chosen = Signal(int)
    opened = Signal()
    peeked = Signal()
    typed = Signal(str)
    folded = Signal(str, bool)
    sorted = Signal()
    dropped = Signal(object, str, str)
    moved = Signal(object)
    resized = Signal(str, int)
    _along = False  # another column is gone to; Qt scrolls before we are set up

    def __init__(self, model: QuoteTableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self._lines: LinePainter | None = None
        self._flashes: dict[int, tuple[float, int]] = {}
        self._fading = QTimer(self, interval=FLASH_TICK_MS)
        self._fading.timeout.connect(self._fade)
        self._waiting: set[int] = set()  # lines that changed while the view rested
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._repaint)
        self._heat, self.flashing = False, True
        self._selected: frozenset[int] | None = None
        self._canvas = QPixmap()
        self.dragging = RowDragging(self, model, theme)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionClicked.connect(self._sort_by)
        header.sectionMoved.connect(self._column_moved)
        header.sectionResized.connect(self._column_resized)
        self._laying = False
        self.setModel(model)  # after the headers are set up: Qt asks it for every heading it may have to measure
        header.setSelectionModel(QItemSelectionModel(model, header))  # else it asks every cell whether it is selected
        model.modelReset.connect(self._forget_places)
        for changed in (model.layoutChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._forget_selection)  # the selected lines are elsewhere
        self.dress()

    def dress(self, widths: dict[str, int] | None = None) -> None:
        """Give the columns their widths: those the user chose, else their own."""
        self._laying = True
        chosen = widths or {}
        self.set_widths(chosen.get(column.key, column.width) for column in self._model.columns)
        self._laying = False
        self.give_name_room()

    def set_heat(self, heat: bool) -> None:
        """Changes of the day on a warm ground, or as coloured text only."""
        self._heat, self._lines = heat, None
        self.viewport().update()

    def flash(self, rows: NDArray[np.intp]) -> None:
        """Light up rows in sight whose price moved."""
        if not self.flashing or not len(rows):
            return
        until, moved = time.monotonic() + FLASH_S, self._model.store.moved
        seen = self._places(self.viewport().rect())
        shown = self._model.lines.row[seen.start : seen.stop]
        for row in rows[np.isin(rows, shown) & (moved[rows] != 0)].tolist():
            self._flashes[row] = (until, int(moved[row]))
        if self._flashes and not self._fading.isActive():
            self._fading.start()

    @property
    def column(self) -> int:
        """The column the keyboard is in."""
        return max(self.currentIndex().column(), 0)

    @property
    def ids(self) -> tuple[str, ...]:
        """The selected instruments, in the order they are shown; the current one when none is selected."""
        current = self.currentIndex().row()
        places = sorted(self.places_chosen) or ([current] if current >= 0 else [])
        held, rows = self._model.store.instruments, self._model.lines.row[np.array(places, np.intp)]
        return tuple(dict.fromkeys(held[row].id for row in rows[rows != HEADING].tolist()))

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections whose headings are selected, or of the current line's."""
        lines = self._model.lines
        places = [place for place in sorted(self.places_chosen) if lines.is_heading(place)]
        if not places and 0 <= (current := self.currentIndex().row()) < len(lines):
            places = [current]
        return tuple(dict.fromkeys(self._model.section(int(lines.section[place])).id for place in places))

    # Qt's calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass."""
        exposed, region = event.rect(), event.region()
        places = self._lines_in(region)
        spans = self.spans()
        edges = (exposed.left(), exposed.right())
        seen = [at for at, (left, width) in enumerate(spans) if left <= edges[1] and left + width > edges[0]]
        now = time.monotonic()
        flashes = {row: ((until - now) / FLASH_S, way) for row, (until, way) in self._flashes.items()}
        offset = self.verticalOffset()
        tops = [place * ROW_HEIGHT - offset for place in places]
        sheet = Sheet(
            np.array(places, np.intp), tops, spans, seen, self.viewport().width(), self.places_chosen, flashes
        )
        canvas = self._canvas_of(self.viewport().size())
        with QPainter(canvas) as painter:
            self._clear(painter, tops, exposed)
            if places:
                self._line_painter().paint(painter, sheet)
        with QPainter(self.viewport()) as painter:
            self._copy(painter, canvas, region)
            self.dragging.paint(painter)

    def dataChanged(self, top: QModelIndex, bottom: QModelIndex, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Repaint the lines of the span that changed and are on screen."""
        seen = self._places(self.viewport().rect())
        first, last = max(seen.start, top.row()), min(seen.stop - 1, bottom.row())
        if first <= last:
            self._waiting.update(self._model.changed_lines(first, last).tolist())
            if not self._resting.isActive():
                self._repaint()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        """Tell who follows the selection."""
        self._along = previous.isValid() and current.column() != previous.column()
        super().currentChanged(current, previous)
        self._along = False
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    def scrollTo(self, index: QModelIndex, hint: Hint = Hint.EnsureVisible) -> None:  # noqa: N802
        """Another line is gone to: what is scrolled sideways stays, unless another column is meant."""
        held = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if not self._along:
            self.horizontalScrollBar().setValue(held)

    def selectionChanged(self, selected: object, deselected: object) -> None:  # noqa: N802
        """The painted selection is another one."""
        self._selected = None
        super().selectionChanged(selected, deselected)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fold with Left, Right, Space and Enter on a heading; open and peek on a row; any letter begins a search."""
        key, text = event.key(), event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in FOLD_KEYS and plain and self._fold_current(FOLD_KEYS[Qt.Key(key)]):
            return
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and key == Qt.Key.Key_Space:
            self.peeked.emit()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self._model.lines):
            self._go_to_end(first=key == Qt.Key.Key_Home)
        elif plain and text and text.isprintable() and not text.isspace():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on a heading's triangle folds."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = at.x() - self.columnViewportPosition(0)
        if left < TRIANGLE and event.button() == Qt.MouseButton.LeftButton and self.place_at(at) >= 0:
            self._fold_current()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A heading folds, a row is opened."""
        if self.place_at(event.position().toPoint()) >= 0 and not self._fold_current():
            super().mouseDoubleClickEvent(event)
            self.opened.emit()

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802
        """Take the selected rows, or headings, along."""
        self.dragging.start(self.ids, self.sections)

    def dragEnterEvent(self, event: object) -> None:  # noqa: N802
        """Rows may come in."""
        self.dragging.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where they would go; at the upper and the lower edge the lines come to meet them, which Qt sees to."""
        super().dragMoveEvent(event)
        self.dragging.move(event)

    def dragLeaveEvent(self, event: object) -> None:  # noqa: N802
        """They go elsewhere."""
        self.stopAutoScroll()
        self.dragging.leave()

    def dropEvent(self, event: object) -> None:  # noqa: N802
        """They stay here."""
        self.stopAutoScroll()
        self.dragging.drop(event)

    # inside

    def _lines_in(self, region: QRegion) -> list[int]:
        """The lines that a region touches: they are of one height."""
        offset, count, found = self.verticalOffset(), len(self._model.lines), set()
        for rect in region:
            first, last = (rect.top() + offset) // ROW_HEIGHT, (rect.bottom() + offset) // ROW_HEIGHT
            found.update(range(max(first, 0), min(last + 1, count)))
        return sorted(found)

    def _canvas_of(self, size: QSize) -> QPixmap:
        """Where lines are drawn before they are copied: into a region of many parts Qt draws three times as slowly."""
        scale = self.devicePixelRatioF()
        wanted = QSize(round(size.width() * scale), round(size.height() * scale))
        if self._canvas.size() != wanted or self._canvas.devicePixelRatio() != scale:
            self._canvas = QPixmap(wanted)
            self._canvas.setDevicePixelRatio(scale)
        return self._canvas

    def _clear(self, painter: QPainter, tops: Sequence[int], exposed: QRect) -> None:
        """Ground for whole lines, and nothing drawn beside it: what is not drawn anew stays as it was, to the pixel."""
        left, width, end = exposed.left(), exposed.width(), exposed.bottom() + 1
        painter.setClipRect(left, 0, width, self.viewport().height())
        for top in tops:
            painter.fillRect(left, top, width, ROW_HEIGHT, self._theme.panel)
        below = len(self._model.lines) * ROW_HEIGHT - self.verticalOffset()
        if below < end:
            painter.fillRect(left, below, width, end - below, self._theme.panel)

    def _copy(self, painter: QPainter, canvas: QPixmap, region: QRegion) -> None:
        """From the same corner for every part: at 125 % a part of the canvas would land a pixel beside its place."""
        scale = canvas.devicePixelRatio()
        over = 0 if scale == round(scale) else 1  # an edge between pixels: Qt asks for both of them
        for rect in region:
            painter.setClipRect(rect.adjusted(-over, -over, over, over))
            painter.drawPixmap(0, 0, canvas)
        painter.setClipping(False)

    def _repaint(self) -> None:
        """The lines that changed since the last time, thirty times a second at most: nobody reads faster."""
        places, self._waiting = self._waiting, set()
        for place in places:
            self.viewport().update(self.line_rect(place))
        if places:
            self._resting.start()

    def _line_painter(self) -> LinePainter:
        """Made for the screen the window is on, which may change."""
        scale = self.devicePixelRatioF()
        if self._lines is None or not self._lines.fits(scale):
            self._lines = LinePainter(self._model, self._theme, scale, heat=self._heat)
        return self._lines

    def on_screen(self) -> range:
        """The places of the lines that can be seen."""
        return self._places(self.viewport().rect())

    def place_at(self, point: QPoint) -> int:
        """The line under a point of the viewport, -1 under the last."""
        return self.rowAt(point.y())

    @property
    def places_chosen(self) -> frozenset[int]:
        """The selected lines."""
        if self._selected is None:
            spans = self.selectionModel().selection()  # whole lines; asking for each takes seconds for all of 50,000
            self._selected = frozenset(place for span in spans for place in range(span.top(), span.bottom() + 1))
        return self._selected

    def _forget_selection(self) -> None:
        self._selected = None

    def _forget_places(self) -> None:
        self._selected = None

    def _places(self, exposed: QRect) -> range:
        first, last = self.rowAt(exposed.top()), self.rowAt(exposed.bottom())
        if first < 0:
            return range(0)
        return range(first, (len(self._model.lines) if last < 0 else last + 1))

    def _sort_by(self, column: int) -> None:
        """First click falls, the second rises, the third is list order again."""
        if not self._model.columns[column].by:
            return
        key = self._model.columns[column].key
        following = {(key, True): (column, False), (key, False): (-1, False)}
        self.sort_as(*following.get(self._model.sorted or ("", False), (column, True)))

    def sort_as(self, column: int, falling: bool) -> None:
        """Sort by a column, -1 for list order, and say so in the header."""
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self._model.sort(column, order)
        self.sorted.emit()

    def _column_moved(self, section: int, old: int, new: int) -> None:
        """The model has the order; the header goes back to showing it as it is."""
        if self._laying:
            return
        header = self.horizontalHeader()
        keys = [self._model.columns[header.logicalIndex(at)].key for at in range(header.count())]
        self._laying = True
        header.moveSection(new, old)
        self._laying = False
        self.moved.emit(tuple(keys[1:]) if keys[0] == "name" else tuple(key for key in keys if key != "name"))

    def _column_resized(self, section: int, old: int, new: int) -> None:
        if not self._laying and section > 0:
            self.resized.emit(self._model.columns[section].key, new)

    def _go_to_end(self, *, first: bool) -> None:
        """The first row, or the last; a heading only where there is nothing else."""
        places = range(len(self._model.lines)) if first else range(len(self._model.lines) - 1, -1, -1)
        place = next((at for at in places if not self._model.lines.is_heading(at)), places[0])
        self.setCurrentIndex(self._model.index(place, self.column))

    def _fold_current(self, folded: bool | None = None) -> bool:
        """Fold the current heading, or unfold it; whether the current line is one."""
        place = self.currentIndex().row()
        if place < 0 or not self._model.lines.is_heading(place):
            return False
        section = int(self._model.lines.section[place])
        if folded is self._model.folded(section):
            return True
        self._model.fold(section)
        if not self._model.filtered:  # else it is for as long as the filter
            self.folded.emit(self._model.section(section).id, self._model.folded(section))
        return True

    def _fade(self) -> None:
        """Repaint the price cells that still glow; stop when none does."""
        now = time.monotonic()
        at = next((at for at, column in enumerate(self._model.columns) if column.key == "last"), None)
        seen = self._places(self.viewport().rect())
        shown = self._model.lines.row[seen.start : seen.stop].tolist()
        if at is not None and self._flashes:
            left, width = self.columnViewportPosition(at), self.columnWidth(at) + 4
            for place, row in enumerate(shown, seen.start):
                if row != HEADING and row in self._flashes:
                    self.viewport().update(QRect(left, self.rowViewportPosition(place), width, ROW_HEIGHT))
        self._flashes = {row: held for row, held in self._flashes.items() if held[0] >= now}
        if not self._flashes:
            self._fading.stop()
