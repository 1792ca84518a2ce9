"""The newest state of the data side, for whoever shows it. It outlives a window that is built anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from data_sources.protocol import Status


class Board(QObject):
    """Holds one Status; ``changed`` tells that there is a newer one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status: Status | None = None

    def put(self, status: Status) -> None:
        """Show a newer state."""
        self.status = status
        self.changed.emit()
