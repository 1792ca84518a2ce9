"""What leaves the tab: the note as files, on the clipboard, as a pack. Made away from the window, written whole."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.parts import Parts
from gui.review.maker import NoteMaker
from gui.review.page import NotePage
from gui.traffic import buttons


class NoteOuts(QObject):
    """told(sentence, role): how it went."""

    told = Signal(str, str)

    def __init__(self, parts: Parts, maker: NoteMaker, page: NotePage, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._texts, self._maker, self._page = parts, parts.texts, maker, page
        self.button = buttons.button(f"{parts.texts['noteview.out']}▾", parts.texts["noteview.out.tip"])

    def enable(self, *, on: bool) -> None:
        """Whether there is a note of now that can leave."""
        self.button.setEnabled(on)

    def retire(self) -> None:
        """Wait for nothing any more."""
