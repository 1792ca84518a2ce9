"""Measures the GUI thread: how long its longest turn was, seen by a timer that should fire every few milliseconds."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 4


class Pulse(QObject):
    """Counts from ``start``. A gap between two beats is a turn of something else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.gaps_ms: list[float] = []

    def start(self) -> None:
        """Begin to measure."""
        self._last = time.perf_counter()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def report(self) -> dict[str, float]:
        """Longest and 99th percentile turn in milliseconds, and how many beats were seen."""
        gaps = sorted(self.gaps_ms) or [0.0]
        p99 = gaps[min(len(gaps) - 1, int(len(gaps) * 0.99))]
        return {"longest_turn_ms": round(gaps[-1], 1), "p99_ms": round(p99, 1), "beats": len(self.gaps_ms)}

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now
