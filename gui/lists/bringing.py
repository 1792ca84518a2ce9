"""A file that is dropped on the list: told, whatever part of the panel it is dropped on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """``brought`` tells the first file. Rows and sections are the table's own business."""

    brought = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A file may come in, and is to be read as a list."""
        if isinstance(event, QDragEnterEvent) and _file_of(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (path := _file_of(event.mimeData())):
            event.acceptProposedAction()
            self.brought.emit(path)
            return True
        return super().eventFilter(watched, event)


def _file_of(data: QMimeData) -> str:
    """The first file among what is dragged."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
