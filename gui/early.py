"""The first steps of the window's process with Qt: its application, and its fonts while Python imports the window.

What needs no Qt is imported before: once PySide is there it reads the source of every module that comes in, to see
whether it uses PySide, which for numpy's hundred alone takes 30 ms (and keeps the lines; see ``forget_sources``).

Qt looks for the fonts when the first text is measured, for 7 to 15 ms in which Python may go on: the only part of a
start that a second core can take. PySide makes its types when they are first asked for, and two threads that do so
crash: the thread gets a bound method that takes a number, and makes none.
"""

from __future__ import annotations

import linecache
import sys
import threading
from collections.abc import Callable

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.look.theme import font

MARKS = (ord("a"), ord("中"))  # a font of each script


class Early:
    """The application, dressed; one short-lived thread looks for its fonts."""

    def __init__(self) -> None:
        self.application = QApplication(sys.argv[:1])
        self.application.setApplicationName("Suanli Desk")
        self.application.setStyle("Fusion")
        self.application.setFont(font())
        self._thread = threading.Thread(target=_look_for, args=(QFontMetricsF(font()).inFontUcs4,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Let the thread end: from here on fonts are the GUI thread's."""
        self._thread.join()


def forget_sources() -> None:
    """Let go of the source lines that PySide has read: some megabytes that nobody looks at; a traceback reads anew."""
    linecache.clearcache()


def _look_for(has: Callable[[int], bool]) -> None:
    for mark in MARKS:
        has(mark)
