"""Nine charts, all live: what ten quotes a second on each of them leave of the GUI thread.

The grid of the product filling a window of 1600x900 with nine chart panels of 2,500 daily bars: MA 5/10/20/60 and BOLL
over the prices, MACD, KDJ and RSI in panes of their own where there is room. Every 100 ms, as the window looks into its
inbox, each chart gets a quote that moves its newest bar. A timer of 16 ms measures how late the GUI thread comes back.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, limited, median, pick, rounds

BEAT_BAR_MS, LONGEST_BAR_MS = 8.0, 50.0
CHARTS, BARS, FLUSH_MS, BEAT_MS = 9, 2_500, 100, 16
WARM_FLUSHES = 5


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    seconds = 5 if setup.quick else 20
    job = {"ours": lambda: setup.child("grid.py", "--seconds", seconds)}
    found = rounds(setup, 1 if setup.quick else 3, job)["ours"]
    late = limited("9 charts live: heartbeat late, p99", "ms", pick(found, "lag_ms", "p99"), BEAT_BAR_MS)
    longest = limited("9 charts live: heartbeat late, most", "ms", pick(found, "lag_ms", "max"), LONGEST_BAR_MS)
    late.others = {f"{name} ms": median(pick(found, "lag_ms", name)) or 0.0 for name in ("median", "p95")}
    longest.others = {"a flush, median ms": median(pick(found, "flush_ms", "median")) or 0.0}
    share = limited("9 charts live: of one core", "%", pick(found, "cpu_percent"))
    share.others = {"paints a second and chart": median(pick(found, "paints_per_s")) or 0.0}
    return [late, longest, share]


# the child


def indicators() -> tuple[Any, ...]:
    """Averages, BOLL, MACD, KDJ, RSI."""
    from models.charts.values import IndicatorChoice

    ma = IndicatorChoice(key="ma", params=(5.0, 10.0, 20.0, 60.0, 0.0, 0.0))
    return ma, *(IndicatorChoice(key=key) for key in ("boll", "macd", "kdj", "rsi"))


def bars_of(number: int) -> Any:
    """Daily bars of a walk that ends on a session of New York."""
    import numpy as np

    from models.values import Bars

    data = measure.walk(BARS + 50 * number, None)
    held = {name: data[key][-BARS:] for name, key in zip(("open", "high", "low", "close"), "ohlc", strict=True)}
    days = np.busday_offset(np.datetime64("2024-09-24", "D"), np.arange(1 - BARS, 1), roll="backward")
    return Bars(
        instrument=f"T{number}.US", date=days, time=days.astype("datetime64[s]").astype(np.int64),
        volume=data["v"][-BARS:], turnover=np.full(BARS, np.nan), currency="USD", source="yahoo", fetched_at=0.0,
        **held,
    )  # fmt: skip


class Scene:
    """Nine panels in the grid, fed and watched by timers."""

    def __init__(self, app: Any, seconds: float) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app, self._seconds, self._turn = app, seconds, 0
        self._grid, self._panels = _window()
        self._counts = [0] * CHARTS
        self.lags: list[float] = []
        self.flushes: list[float] = []
        self._last: float | None = None
        self._timers = []
        for call, interval in ((self._beat, BEAT_MS), (self._flush, FLUSH_MS)):
            timer = QTimer(interval=interval)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(call)
            self._timers.append(timer)

    def run(self) -> dict[str, Any]:
        """The figures."""
        for _ in range(WARM_FLUSHES):
            self._flush()
            for _ in range(10):
                self._app.processEvents()
        if not all(panel.drawn for panel in self._panels):
            raise RuntimeError("a chart of the grid is not seen")
        self.flushes.clear()
        self._counts = [panel.canvas.painted_count for panel in self._panels]
        self._until = time.perf_counter() + self._seconds
        began, spent = time.perf_counter(), time.process_time()
        for timer in self._timers:
            timer.start()
        self._app.exec()
        took = time.perf_counter() - began
        paints = sum(panel.canvas.painted_count for panel in self._panels) - sum(self._counts)
        return {
            "lag_ms": measure.summary([late * 1000 for late in self.lags]),
            "flush_ms": measure.summary([one * 1000 for one in self.flushes]),
            "cpu_percent": (time.process_time() - spent) / took * 100,
            "paints_per_s": paints / took / CHARTS,
        }

    def _flush(self) -> None:
        """A quote for every chart, as the inbox hands them over."""
        began = time.perf_counter()
        self._turn += 1
        for number, panel in enumerate(self._panels):
            panel.apply(_quote(panel, self._turn + number))
        self.flushes.append(time.perf_counter() - began)

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self.lags.append(max(0.0, now - self._last - BEAT_MS / 1000))
        self._last = now
        if now > self._until:
            self._app.quit()


def _quote(panel: Any, turn: int) -> Any:
    """A trade a little above or below the last close, inside the session of the newest bar."""
    import datetime as dt
    import math

    from models.values import Quote

    last = float(panel.bars.close[-1])
    at = dt.datetime(2024, 9, 24, 15, tzinfo=dt.UTC).timestamp() + turn * 0.1
    return Quote(
        instrument=panel.instrument.id, last=last * (1 + 0.002 * math.sin(turn / 3)), previous_close=last * 0.99,
        volume=float(panel.bars.volume[-1]) + turn, currency="USD", exchange_time=at, received_at=at, source="yahoo",
    )  # fmt: skip


def _window() -> tuple[Any, list[Any]]:
    """The grid with its panels, painted."""
    import gui.charts.canvas
    import gui.charts.price  # noqa: F401 - what the program imports after its first paint
    import resources
    from gui.charts.loading import Plotting
    from gui.charts.panel import ChartPanel
    from gui.look.theme import theme
    from gui.seats.grid import Grid
    from gui.wires.bridge import Bridge
    from models.charts.values import ChartSpec, Style
    from models.instruments import Instrument, Market

    look, texts, ready = theme("dark", "red-up"), resources.texts("zh"), Plotting(Bridge())
    ready.ready = True
    made, panels = Grid(look), []
    made.arrange(CHARTS, 0, large=False)
    made.resize(WIDTH, HEIGHT)
    made.show()
    for number in range(CHARTS):
        panel = ChartPanel(texts, "zh", look, ready)
        panel.set_spec(ChartSpec(style=Style.HOLLOW, indicators=indicators()))
        made.put(number, panel)
        one = Instrument(id=f"T{number}.US", market=Market.US, exchange="XNAS", name_zh=f"算力股份{number}")
        panel.show_pending(one)
        panel.show_bars(bars_of(number), one, "", late=False)
        panel.show()
        panels.append(panel)
    return made, panels


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--seconds", type=float, default=20.0)
    wanted.add_argument("--peers", help="not used: the bars are our own")
    wanted.add_argument("--picture", help="save the window to this file")
    arguments = wanted.parse_args()
    scene = Scene(measure.application(), arguments.seconds)
    found = scene.run()
    if arguments.picture:
        scene._grid.grab().save(arguments.picture)
    measure.answer(found)


if __name__ == "__main__":
    main()
