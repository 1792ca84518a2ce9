"""Figure 1 on screen: a calm table of a review, columns as wide as they need to be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.clipboard import put_table
from gui.tables.figure import COLUMNS, FigureModel
from gui.theme import ROW_HEIGHT, Theme
from models.review.values import Review


class FigureView(QTableView):
    """Shows a review; copies its lines as tab-separated text."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._model = FigureModel(texts, lang, theme, self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def set_review(self, review: Review) -> None:
        """Show another review; headings span what they do not fill."""
        self._model.set_review(review)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with titles."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected lines, or all."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self._model.rowCount())
        cells = [[self._model.index(row, place).data() for place in range(len(COLUMNS))] for row in rows]
        titles = [self._model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
        put_table(titles, cells)
