"""Brings pyqtgraph in after the first paint: 0.35 s of import that the GUI thread must not stand still for."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable

from gui.bridge import Bridge


class Plotting:
    """Whether charts can be made yet. One short-lived thread imports; everything else stays on the GUI thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._waiting: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None
        self.ready = False

    def start(self) -> None:
        """Begin to import, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._import, name="plotting", daemon=True)
            self._thread.start()

    def when_ready(self, call: Callable[[], None]) -> None:
        """Run ``call`` in the GUI thread as soon as charts can be made."""
        if self.ready:
            call()
        else:
            self._waiting.append(call)

    def join(self) -> None:
        """Wait for the import to end, before the interpreter does."""
        if self._thread is not None:
            self._thread.join()

    def _import(self) -> None:
        importlib.import_module("gui.charts.canvas")
        self._bridge.post(self._begin)

    def _begin(self) -> None:
        self.ready = True
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()
