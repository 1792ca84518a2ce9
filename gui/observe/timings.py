"""How long the window takes: first paint, first paint with values, chart, and the longest turn of the GUI thread."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer

from gui.observe.pulse import Pulse
from gui.window import MainWindow


class Timings(QObject):
    """Watches paints of one window. Moments are seconds of the machine's monotonic clock, which all processes share."""

    def __init__(self, after_first_paint: Callable[[], None], *, measure: bool) -> None:
        super().__init__()
        self._after, self._measure = after_first_paint, measure
        self._moments: dict[str, float] = {}
        self._pulse = Pulse(self)
        self._chart = QTimer(self, interval=5)
        self._chart.timeout.connect(self._look_at_chart)
        self._window: MainWindow | None = None

    def watch(self, window: MainWindow) -> None:
        """Begin with this window's first paint."""
        self._window = window
        window.watchlist.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A paint is over one turn after its event came."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._painted)
        return False

    def stop(self) -> None:
        """Measure no more: what follows is not the window's work."""
        self._pulse.stop()
        self._chart.stop()

    def report(self, where: str) -> None:
        """Write what was seen as JSON; "" writes nothing."""
        self.stop()
        if not where:
            return
        text = json.dumps(self._moments | self._pulse.report() | {"peak_mb": _peak_mb()})
        if where == "-":
            sys.stdout.write(text + "\n")
        else:
            Path(where).write_text(text + "\n", encoding="utf-8")

    def _painted(self) -> None:
        now, window = time.monotonic(), self._window
        if window is None:
            return
        if "first_paint" not in self._moments:
            self._moments["first_paint"] = now
            self._after()
            if self._measure:
                self._pulse.start()
                self._chart.start()
        if np.isfinite(window.watchlist.model.store.values("last")).any():
            self._moments.setdefault("values_painted", now)
        if not self._measure or "values_painted" in self._moments:
            window.watchlist.view.viewport().removeEventFilter(self)

    def _look_at_chart(self) -> None:
        if self._window is not None and self._window.chart_painted:
            self._moments["chart_painted"] = time.monotonic()
            self._chart.stop()


def _peak_mb() -> float | None:
    """The most memory this process has held, in megabytes; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1)
