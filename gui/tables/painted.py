"""What our painted tables share: rows of one height, lines instead of cells, names that take the room that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.look.theme import ROW_HEIGHT, Theme

LEAST_NAME, LEAST_COLUMN = 150, 40


class PaintedTable(QTableView):
    """A table whose own paintEvent draws whole lines. Call ``set_widths`` once its model is set.

    paper: the light theme of the user's convention, which colours what is copied; None copies in black.
    """

    paper: Theme | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)  # arrows go from line to line; Tab leaves the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines = self.verticalHeader()
        lines.setVisible(False)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(ROW_HEIGHT)
        lines.setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)

    def set_widths(self, widths: Iterable[int]) -> None:
        """The columns' widths, the name's first."""
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self.horizontalHeader().setMinimumSectionSize(LEAST_COLUMN)

    def lines(self, places: Iterable[int]) -> list[list[str]]:
        """The texts of lines, for copying."""
        columns = range(self.model().columnCount())
        return [[self.model().index(place, column).data() for column in columns] for place in places]

    def copy(self) -> None:
        """The selected lines, or all, as a table with titles."""
        columns, horizontal = range(self.model().columnCount()), Qt.Orientation.Horizontal
        titles = [self.model().headerData(column, horizontal) for column in columns]
        places = sorted({index.row() for index in self.selectedIndexes()}) or range(self.model().rowCount())
        from gui.look.clipboard import put_table  # pictures and HTML: not before somebody copies

        put_table(titles, self.lines(places), self.paper)

    def line_rect(self, place: int) -> QRect:
        """Where a line is in the viewport."""
        return QRect(0, self.rowViewportPosition(place), self.viewport().width(), ROW_HEIGHT)

    def spans(self) -> Sequence[tuple[int, int]]:
        """Left and width of each column in the viewport."""
        columns = range(self.model().columnCount())
        return [(self.columnViewportPosition(column), self.columnWidth(column)) for column in columns]

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The names get the room that the numbers leave, but never less than a name needs."""
        super().resizeEvent(event)
        self.give_name_room()

    def give_name_room(self) -> None:
        """The names get what the other columns leave."""
        others = sum(self.columnWidth(place) for place in range(1, self.model().columnCount()))
        self.setColumnWidth(0, max(LEAST_NAME, self.viewport().width() - others))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Qt repaints cells, we paint lines."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with titles."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
