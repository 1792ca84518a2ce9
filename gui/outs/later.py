"""Waits for the first press of the right button before what copies and exports is made: the start pays nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.outs.tables import TableOuts
    from gui.parts import Parts
    from gui.strip import IndexStrip


class Later(QObject):
    """Belongs to a widget. ``outs``: what ``make`` made, None before."""

    def __init__(self, widget: QWidget, make: Callable[[], TableOuts]) -> None:
        super().__init__(widget)
        self._make = make
        self.outs: TableOuts | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The right button."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self.made().popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def made(self) -> TableOuts:
        """What copies and exports."""
        if self.outs is None:
            self.outs = self._make()
        return self.outs


def strip_outs(parts: Parts, strip: IndexStrip) -> TableOuts:
    """Those of the strip above everything."""
    from gui.outs.strip import outs_of

    return outs_of(parts, strip)
