"""The list of the column chooser. The current line keeps its place while others come and go."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gui.lists.columnlines import ColumnLine, ColumnLines
from gui.lists.columnpainter import ColumnPainter
from gui.look.theme import Theme


class ColumnView(QListView):
    """Shows ColumnLines; drags the shown ones into another order."""

    def __init__(self, model: ColumnLines, texts: Mapping[str, str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = model
        self._before: tuple[ColumnLine | None, int, int] = (None, 0, 0)
        self.setModel(model)
        self.setItemDelegate(ColumnPainter(model, texts, theme, self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines wrap for one width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAccessibleName(texts["columns.title"])
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)

    def line(self) -> ColumnLine | None:
        """The current column's line."""
        place = self.currentIndex().row()
        return self._lines.lines[place] if self._lines.key(place) else None

    def go_to(self, line: ColumnLine) -> None:
        """Make a column's line the current one, if it is there."""
        place = self._lines.place_of(line)
        if place >= 0:
            self._choose(place)
            self.scrollTo(self.currentIndex())

    def begin(self) -> None:
        """Make the first column current when none is."""
        if self.line() is None:
            first = next((place for place, line in enumerate(self._lines.lines) if line.key), -1)
            if first >= 0:
                self._choose(first)

    # Qt's calls

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Before or behind the line under the pointer. The model moves the column; Qt shall take nothing away."""
        at, row = event.position().toPoint(), len(self._lines.lines)
        index = self.indexAt(at)
        if index.isValid():
            row = index.row() + (at.y() > self.visualRect(index).center().y())
        self._lines.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    # inside

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._lines.index(place, 0), flag)

    def _remember(self) -> None:
        """The current line, its place, and how far under the top it is seen."""
        index = self.currentIndex()
        self._before = (self.line(), index.row(), self._top(index))

    def _return(self) -> None:
        line, place, top = self._before
        if line is None:
            return
        again = self._lines.place_of(line)
        if again < 0:  # it is gone: the one that took its place, unless that is a heading
            again = place if self._lines.key(place) else place - 1
        if self._lines.key(again):
            self._choose(again)
            self.doItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._top(self.currentIndex()) - top)

    def _top(self, index: QModelIndex) -> int:
        return self.visualRect(index).top() if index.isValid() else 0
