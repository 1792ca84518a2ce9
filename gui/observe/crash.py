"""The one window for bugs: what went wrong, to be copied into a report. Expected errors never come here."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from functools import cached_property
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.labels import plain
from models.secrets import masked


class Crashes(QObject):
    """Shows the first bug of a session; later ones are appended. Bugs of other threads come through the signal."""

    happened = Signal(str)

    def __init__(self, texts: Mapping[str, str], redacted: Callable[[str], str] = masked) -> None:
        super().__init__()
        self._texts, self._redacted = texts, redacted
        self._window: QWidget | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Report a bug, from any thread."""
        text = self._redacted("".join(traceback.format_exception(kind, error, trace)))
        sys.stderr.write(text)
        self.happened.emit(text)

    @cached_property
    def _page(self) -> QPlainTextEdit:
        """Made for the first bug; a start without one does not wait for it."""
        return QPlainTextEdit(readOnly=True)

    def _show(self, text: str) -> None:
        self._page.appendPlainText(text)
        if self._window is None:
            self._window = self._make()
        self._window.show()

    def _make(self) -> QWidget:
        window = QWidget()
        window.setWindowTitle(self._texts["crash.title"])
        window.setMinimumSize(480, 240)
        window.resize(760, 420)
        copy = QPushButton(self._texts["crash.copy"], clicked=self._copy)
        box = QVBoxLayout(window)
        for part in (plain(self._texts["crash.text"]), self._page, copy):
            box.addWidget(part)
        return window

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._page.toPlainText())


def install(texts: Mapping[str, str], redacted: Callable[[str], str] = masked) -> Crashes:
    """From now on, exceptions nobody caught are shown, without secrets."""
    crashes = Crashes(texts, redacted)
    sys.excepthook = crashes.tell
    threading.excepthook = lambda hook: crashes.tell(hook.exc_type, hook.exc_value, hook.exc_traceback)
    return crashes
