"""The live table: what a flush of quotes costs the GUI thread, from values to painted cells.

Ours is gui.tables' model and view inside the watchlist's panel, filling a window of 1600x900, with sections of 25, the
flash on, in Chinese. 170 quotes of n rows change in every flush, a flush every 16 ms: 10,000 quotes a second. A flush
costs what the model, the flash and the paints until the next flush take, as the peers count it. The panel's line of
sources is measured too, apart. Our rows have 8 columns, the peers' 18: hence also what a painted cell takes. The peers
paint at every flush; ours paint when a line in sight has changed, which is seldom the case with 50,000 rows.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, against, cheaper, limited, median, pick, rounds

FAST_BAR, CHEAPER_BAR, BEAT_BAR_MS, CPU_BAR = 1.5, 6.0, 8.0, 25.0
PEERS = ("view_fast", "numpy_rect", "vnpy_nosort", "tablewidget_refill")
ONCE_FROM = {"tablewidget_refill": 5_000, "vnpy_nosort": 50_000}  # seconds a flush: run once, or not at all
CHANGED, FLUSH_MS, BATCHES, SECTION = 170, 16, 8, 25
PEER_CELLS = 18 * 37  # columns times lines in 900 pixels less the header


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    rows: list[Row] = []
    for size in (500,) if setup.quick else (500, 5_000, 50_000):
        rows += _rows(size, _size(setup, size))
    return rows


def _size(setup: Setup, size: int) -> dict[str, list[Any]]:
    seconds = 2 if setup.quick else 4
    jobs: dict[str, Any] = {"ours": lambda: setup.child("table.py", "--rows", size, "--seconds", seconds)}
    names = [name for name in PEERS if size < 10 * ONCE_FROM.get(name, size)] if setup.python is not None else []
    for name in names:
        jobs[name] = lambda name=name: _peer(setup, name, size, seconds)
    told = {f"{name} {size:,}": job for name, job in jobs.items()}
    once = [f"{name} {size:,}" for name in names if size >= ONCE_FROM.get(name, size + 1)]
    results = rounds(setup, 2 if setup.quick else 3, told, once)
    return {name.partition(" ")[0]: found for name, found in results.items()}


def _peer(setup: Setup, name: str, size: int, seconds: float) -> dict[str, Any]:
    return setup.peer("table_bench.py", "--impl", name, "--rows", size, "--load", "feed", "--seconds", seconds)


def _rows(size: int, results: dict[str, list[Any]]) -> list[Row]:
    ours, path = results["ours"], ("gui_ms", "median")
    mine = {name: pick(results.get(name, []), *path) for name in ("ours", *PEERS)}
    first = against(f"{size:,} rows: a flush", "ms", mine["ours"], "view_fast", mine["view_fast"], FAST_BAR)
    others = {name: median(mine[name]) for name in PEERS[2:]}
    first.others = {name: value for name, value in others.items() if value is not None}
    paints = pick(results.get("view_fast", []), "paint_ms", "median")
    cells = [None if paint is None else paint * 1000 / PEER_CELLS for paint in paints]
    title = f"{size:,} rows: a painted cell (we have 8 columns, they 18)"
    a_cell = against(title, "us", pick(ours, "cell_us"), "view_fast", cells, FAST_BAR)
    a_cell.bar, a_cell.met, a_cell.sure = "", None, True
    a_cell.others = {"our paints a flush": median(pick(ours, "paints_per_flush")) or 0.0}
    cheap = cheaper(f"{size:,} rows: a flush", "ms", mine["ours"], "numpy_rect", mine["numpy_rect"], CHEAPER_BAR)
    beat = limited(f"{size:,} rows: heartbeat late, p99", "ms", pick(ours, "lag_ms", "p99"), BEAT_BAR_MS)
    share = limited(f"{size:,} rows: of one core", "%", pick(ours, "cpu_percent"), CPU_BAR)
    origin = limited(f"{size:,} rows: the panel's line of sources", "ms", pick(ours, "origin_ms", "median"))
    parts = {part: median(pick(ours, f"{part}_ms", "median")) for part in ("apply", "flash", "paint")}
    cheap.others = {f"our {part}": value for part, value in parts.items() if value is not None}
    return [first, a_cell, cheap, beat, share, origin]


# the child


def instruments(count: int) -> list[Any]:
    """So many shares of three markets."""
    from models.instruments import Instrument, Market

    kinds = ((Market.CN, "{:06d}.SH", "XSHG"), (Market.HK, "{:05d}.HK", "XHKG"), (Market.US, "T{}.US", "XNAS"))
    made = []
    for number in range(count):
        market, spelling, exchange = kinds[number % 3]
        name = spelling.format(600_000 + number if market is Market.CN else number)
        made.append(Instrument(id=name, market=market, exchange=exchange, name_zh=f"算力股份{number}"))
    return made


def watchlist(members: list[Any]) -> Any:
    """Sections of ``SECTION`` instruments."""
    from models.watchlist import Section, Watchlist

    parts = [tuple(members[begin : begin + SECTION]) for begin in range(0, len(members), SECTION)]
    return Watchlist(
        sections=tuple(
            Section(id=str(place), name_zh=f"板块{place}", name_en=f"Sector {place}", members=part)
            for place, part in enumerate(parts)
        )
    )


def quotes(members: list[Any], prices: Any, now: float) -> tuple[Any, ...]:
    """A quote of each member."""
    from models.values import Quote

    return tuple(
        Quote(
            instrument=one.id, last=price, previous_close=price * 0.99, open=price, high=price * 1.02, low=price * 0.98,
            volume=1e7, turnover=1e9, market_cap=1e11, currency=one.currency, exchange_time=now, received_at=now,
            source="tencent",
        )
        for one, price in zip(members, prices.tolist(), strict=True)
    )  # fmt: skip


class Feed:
    """Ready batches of quotes, as the inbox hands them over."""

    def __init__(self, members: list[Any]) -> None:
        import numpy as np

        rng, self._turn = np.random.default_rng(measure.SEED), 0
        prices, now = np.exp(rng.normal(3.0, 1.0, len(members))), time.time()
        self.all = quotes(members, prices, now)
        self._batches = []
        for _ in range(BATCHES):
            rows = np.sort(rng.choice(len(members), min(CHANGED, len(members)), replace=False))
            moved = prices[rows] * (1 + rng.normal(0.0, 0.0005, len(rows)))
            self._batches.append(quotes([members[row] for row in rows], moved, now))

    def next(self) -> tuple[Any, ...]:
        """The next batch."""
        self._turn += 1
        return self._batches[self._turn % BATCHES]


class Scene:
    """The panel in its window, fed by a timer; every part of a flush is timed."""

    def __init__(self, app: Any, count: int, seconds: float) -> None:
        from PySide6.QtCore import Qt, QTimer

        members = instruments(count)
        self._app, self._feed = app, Feed(members)
        self.panel, self._paint_s, self._cells, self._paints = _panel(members, self._note_paint), 0.0, 0, 0
        self.panel.apply(self._feed.all, time.time())
        self.panel.show()
        self.parts: dict[str, list[float]] = {name: [] for name in ("apply", "flash", "origin", "paint", "gui")}
        self.lags: list[float] = []
        self._flush_s, self._last, self._until = None, None, time.perf_counter() + seconds
        self._timers = []
        for call in (self._beat, self._flush):
            timer = QTimer(interval=FLUSH_MS)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(call)
            self._timers.append(timer)

    def run(self) -> dict[str, Any]:
        """Flush for the time given; the figures."""
        for _ in range(20):
            self._app.processEvents()
        self._paint_s, self._cells, self._paints = 0.0, 0, 0
        began, spent = time.perf_counter(), time.process_time()
        for timer in self._timers:
            timer.start()
        self._app.exec()
        share = (time.process_time() - spent) / (time.perf_counter() - began)
        told = {f"{name}_ms": measure.summary([part * 1000 for part in found]) for name, found in self.parts.items()}
        lag = measure.summary([late * 1000 for late in self.lags])
        cell = sum(self.parts["paint"]) * 1e6 / self._cells if self._cells else None
        paints = self._paints / max(1, len(self.parts["apply"]))
        return told | {"lag_ms": lag, "cpu_percent": share * 100, "cell_us": cell, "paints_per_flush": paints}

    def _flush(self) -> None:
        self._close_books()
        batch, panel, now = self._feed.next(), self.panel, time.time()
        at = [time.perf_counter()]
        panel.model.now = now
        places = panel.model.apply(batch)
        at.append(time.perf_counter())
        panel.view.flash(places)
        at.append(time.perf_counter())
        panel._say_origin()
        at.append(time.perf_counter())
        for name, begin, end in zip(("apply", "flash", "origin"), at, at[1:], strict=False):
            self.parts[name].append(end - begin)
        self._flush_s = at[2] - at[0]
        if at[-1] > self._until:
            self._app.quit()

    def _close_books(self) -> None:
        """What was painted since the last flush belongs to it."""
        if self._flush_s is not None:
            self.parts["paint"].append(self._paint_s)
            self.parts["gui"].append(self._flush_s + self._paint_s)
        self._paint_s = 0.0

    def _note_paint(self, seconds: float, cells: int) -> None:
        self._paint_s += seconds
        self._cells += cells
        self._paints += 1

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self.lags.append(max(0.0, now - self._last - FLUSH_MS / 1000))
        self._last = now


def _panel(members: list[Any], note: Any) -> Any:
    """The watchlist's panel, with a view that tells what its paints took."""
    import gui.watchlist
    import resources
    from gui.look.theme import theme
    from gui.tables.columns import COLUMNS
    from gui.tables.view import QuoteTableView

    class Timed(QuoteTableView):
        def paintEvent(self, event: Any) -> None:  # noqa: N802
            began = time.perf_counter()
            super().paintEvent(event)
            note(time.perf_counter() - began, len(self._places(event.rect())) * len(COLUMNS))

    gui.watchlist.QuoteTableView = Timed
    made = gui.watchlist.WatchlistPanel(watchlist(members), resources.texts("zh"), "zh", theme("dark", "red-up"))
    made.resize(WIDTH, HEIGHT)
    return made


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rows", type=int, default=500)
    wanted.add_argument("--seconds", type=float, default=3.0)
    wanted.add_argument("--peers", help="not used: the quotes are our own")
    arguments = wanted.parse_args()
    measure.answer(Scene(measure.application(), arguments.rows, arguments.seconds).run())


if __name__ == "__main__":
    main()
