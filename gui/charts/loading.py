"""Brings pyqtgraph in after the first paint: 0.35 s of import that the GUI thread must not stand still for.

PySide makes its types when they are first asked for, and two threads that ask for the same one crash (seen with 6.11.3
in Shiboken::Module::get): so the GUI thread makes all of them first, a little each turn, and then the import begins.
"""

from __future__ import annotations

import gc
import importlib
import threading
import time
from collections.abc import Callable, Iterator

from PySide6 import QtCore, QtGui, QtWidgets

from gui.wires.bridge import Bridge

SLICE_S = 0.004
MODULES = (  # what the first chart and what stands around it need
    "gui.charts.canvas", "gui.charts.price", "gui.charts.minute", "gui.seats.against", "gui.seats.happenings",
    "gui.charts.drawn", "gui.seats.furniture", "gui.seats.layout_menu",
)  # fmt: skip


class Plotting:
    """Whether charts can be made yet. One short-lived thread imports; everything else stays on the GUI thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._waiting: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None
        self._types = _types()
        self._allowed = self._begun = self._ended = self.ready = False

    @property
    def idle(self) -> bool:
        """Whether nobody waits for a chart."""
        return not self._waiting

    def allow(self) -> None:
        """The first paint is over: import as soon as somebody waits for a chart, which may be never."""
        self._allowed = True
        if self._waiting:
            self.start()

    def start(self) -> None:
        """Begin to import, once."""
        if not self._begun:
            self._begun = True
            self._prepare()

    def when_ready(self, call: Callable[[], None]) -> None:
        """Run ``call`` in the GUI thread as soon as charts can be made."""
        if self.ready:
            call()
        else:
            self._waiting.append(call)
            if self._allowed:
                self.start()

    def join(self) -> None:
        """Wait for the import to end, before the interpreter does; one that has not begun never will."""
        self._ended = True
        if self._thread is not None:
            self._thread.join()

    def _prepare(self) -> None:
        until = time.monotonic() + SLICE_S
        while not self._ended:
            if next(self._types, None) is None:
                self._thread = threading.Thread(target=self._import, name="plotting", daemon=True)
                self._thread.start()
                return
            if time.monotonic() > until:
                QtCore.QTimer.singleShot(0, self._prepare)
                return

    def _import(self) -> None:
        for name in MODULES:
            importlib.import_module(name)
        self._bridge.post(self._begin)

    def _begin(self) -> None:
        self.ready = True
        gc.freeze()  # pyqtgraph stays: a full collection that walks it takes a turn of 30 ms
        self._call()

    def _call(self) -> None:
        """One of those that wait; each has a turn of its own."""
        if self._waiting:
            self._waiting.pop(0)()
        if self._waiting:
            QtCore.QTimer.singleShot(0, self._call)


def _types() -> Iterator[str]:
    """Makes one more of Qt's types at each step."""
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield name
