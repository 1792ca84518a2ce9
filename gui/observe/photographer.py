"""Waits until everything asked for is on screen, lets it be painted, then has the picture taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

LOOK_MS, CALM_LOOKS, PATIENCE_S = 100, 6, 90.0


class Photographer(QObject):
    """Calls ``take`` once: when ``done`` has been true for a while, or after ``after`` seconds."""

    def __init__(self, target: Path, after: float | None, done: Callable[[], bool], take: Callable[[], None]) -> None:
        super().__init__()
        self.target = target
        self._until = time.monotonic() + (PATIENCE_S if after is None else after)
        self._done, self._take, self._calm = done, take, 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """No picture any more: the window has gone."""
        self._timer.stop()

    def _look(self) -> None:
        self._calm = self._calm + 1 if self._done() else 0
        if self._calm >= CALM_LOOKS or time.monotonic() >= self._until:
            self._timer.stop()
            self._take()
