"""The parts of the note in their order: ticked are those that are printed; drag, or Alt and arrows, move them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from gui.look.theme import ROW_HEIGHT
from models.note.settings import Part

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ROLE = Qt.ItemDataRole.UserRole


class PartsList(QListWidget):
    """chosen(parts): what is printed now, in order."""

    chosen = Signal(object)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(objectName="order")
        self._texts = texts
        self._shown: tuple[Part, ...] = ()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setFixedHeight(len(Part) * ROW_HEIGHT + 4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda item: self._tell())
        self.model().rowsMoved.connect(lambda *_: self._tell())

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """As they are; those that are not printed stand behind, unticked."""
        if parts == self.parts and self.count():
            return
        self._shown = parts
        with QSignalBlocker(self):
            self.clear()
            for one in (*parts, *(one for one in Part if one not in parts)):
                item = QListWidgetItem(self._named(one))
                item.setData(ROLE, str(one))
                item.setCheckState(Qt.CheckState.Checked if one in parts else Qt.CheckState.Unchecked)
                self.addItem(item)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The ticked ones, in order."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(Part(item.data(ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt and an arrow move the line."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)

    # inside

    def _named(self, part: Part) -> str:
        """The headline has no heading of its own."""
        headline = part is Part.HEADLINE
        return self._texts["noteview.headline"] if headline else self._texts[f"document.part.{part}"]

    def _move(self, step: int) -> None:
        at = self.currentRow()
        to = at + step
        if at >= 0 and 0 <= to < self.count():
            with QSignalBlocker(self):
                self.insertItem(to, self.takeItem(at))
                self.setCurrentRow(to)
            self._tell()

    def _tell(self) -> None:
        """A note without any part is none: the last stays ticked."""
        parts = self.parts
        if not parts:
            self.show_parts(self._shown)
        elif parts != self._shown:
            self._shown = parts
            self.chosen.emit(parts)
