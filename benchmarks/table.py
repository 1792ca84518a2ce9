"""The live table: what a flush of quotes costs the GUI thread, from values to painted cells.

Ours is the watchlist's panel filling a window of 1600x900: 18 columns in sections of 25 with their subtotals, sorted
by the day's change, filtered (one row in fifty is hidden), with freshness and flash on, in Chinese. 170 quotes of n
rows change in every flush, a flush every 16 ms: 10,000 quotes a second. A flush costs what store, model, flash and the
paints until the next flush take, as the peers count it. The panel's tick (ages, line of sources) comes once a second
and is measured apart. With sparklines two of the columns are lines of 60 closes and places in the year's range. The
peers paint every line at every flush; of theirs the median is taken. Ours paints the lines in sight that have changed,
twenty times a second at most, so not every flush paints: of ours the mean is taken.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, against, cheaper, limited, median, pick, rounds

FAST_BAR, SPARKS_BAR, CHEAPER_BAR, BEAT_BAR_MS, CPU_BAR = 1.5, 2.5, 6.0, 8.0, 25.0
PEERS = ("view_fast", "numpy_rect", "vnpy_nosort", "tablewidget_refill")
ONCE_FROM = {"tablewidget_refill": 5_000, "vnpy_nosort": 50_000}  # seconds a flush: run once, or not at all
CHANGED, FLUSH_MS, BATCHES, SECTION, HIDDEN = 170, 16, 8, 25, 50
COLUMNS = (
    "last", "change_pct", "change", "open", "high", "low", "previous_close", "volume", "turnover", "amplitude",
    "volume_ratio", "turnover_rate", "limit", "cap", "excess", "window", "age",
)  # fmt: skip
SPARKS = (*COLUMNS[:-3], "spark", "range52", "age")
PEER_CELLS = 18 * 37  # columns times lines in 900 pixels less the header


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    rows: list[Row] = []
    for size in (500,) if setup.quick else (500, 5_000, 50_000):
        rows += _rows(size, _size(setup, size))
    return rows


def _size(setup: Setup, size: int) -> dict[str, list[Any]]:
    seconds = 2 if setup.quick else 4
    jobs: dict[str, Any] = {
        "ours": lambda: setup.child("table.py", "--rows", size, "--seconds", seconds),
        "sparks": lambda: setup.child("table.py", "--rows", size, "--seconds", seconds, "--sparks"),
    }
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
    ours, path = results["ours"], ("gui_ms", "mean")
    mine = {name: pick(results.get(name, []), "gui_ms", "median") for name in PEERS} | {"ours": pick(ours, *path)}
    first = against(f"{size:,} rows: a flush", "ms", mine["ours"], "view_fast", mine["view_fast"], FAST_BAR)
    others = {name: median(mine[name]) for name in PEERS[2:]}
    first.others = {name: value for name, value in others.items() if value is not None}
    paints = pick(results.get("view_fast", []), "paint_ms", "median")
    cells = [None if paint is None else paint * 1000 / PEER_CELLS for paint in paints]
    title = f"{size:,} rows: a painted cell"
    a_cell = against(title, "us", pick(ours, "cell_us"), "view_fast", cells, FAST_BAR)
    a_cell.bar, a_cell.met, a_cell.sure = "", None, True
    a_cell.others = {"our paints a flush": median(pick(ours, "paints_per_flush")) or 0.0}
    lined = pick(results.get("sparks", []), *path)
    title = f"{size:,} rows: a flush, with sparklines"
    sparks = against(title, "ms", lined, "view_fast", mine["view_fast"], SPARKS_BAR)
    cheap = cheaper(f"{size:,} rows: a flush", "ms", mine["ours"], "numpy_rect", mine["numpy_rect"], CHEAPER_BAR)
    beat = limited(f"{size:,} rows: heartbeat late, p99", "ms", pick(ours, "lag_ms", "p99"), BEAT_BAR_MS)
    share = limited(f"{size:,} rows: of one core", "%", pick(ours, "cpu_percent"), CPU_BAR)
    origin = limited(f"{size:,} rows: the panel's tick, once a second", "ms", pick(ours, "tick_ms", "median"))
    parts = {part: median(pick(ours, f"{part}_ms", "mean")) for part in ("store", "model", "flash", "paint")}
    cheap.others = {f"our {part}": value for part, value in parts.items() if value is not None}
    return [first, sparks, a_cell, cheap, beat, share, origin]


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


def lists(members: list[Any], columns: tuple[str, ...]) -> Any:
    """One list, in sections of ``SECTION`` instruments."""
    from models.lists.values import Chosen, Lists, NamedList, Section

    parts = [members[begin : begin + SECTION] for begin in range(0, len(members), SECTION)]
    sections = tuple(
        Section(
            id=f"s{place}", name_zh=f"板块{place}", name_en=f"Sector {place}", members=tuple(one.id for one in part)
        )
        for place, part in enumerate(parts)
    )
    one = NamedList(id="l1", name_zh="全部", name_en="All", sections=sections, chosen=Chosen(set="", columns=columns))
    return Lists(lists=(one,), known={one.id: one for one in members})


def quotes(members: list[Any], prices: Any, now: float) -> tuple[Any, ...]:
    """A quote of each member."""
    from models.values import Quote

    return tuple(
        Quote(
            instrument=one.id, last=price, previous_close=price * 0.99, open=price, high=price * 1.02, low=price * 0.98,
            volume=1e7, turnover=1e9, market_cap=1e11, currency=one.currency, exchange_time=now, received_at=now,
            volume_ratio=1.23, turnover_rate=2.34, source="tencent",
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

    def __init__(self, app: Any, count: int, seconds: float, *, sparks: bool) -> None:
        from PySide6.QtCore import Qt, QTimer

        members = instruments(count)
        self._app, self._feed = app, Feed(members)
        self.panel, self._paint_s, self._cells, self._paints = _panel(members, self._note_paint, sparks), 0.0, 0, 0
        self._store, now = self.panel.model.store, time.time()
        self.panel.announce(self._store.apply(self._feed.all), now)
        self.panel.show()
        self.panel.view.sort_as(2, True)
        self.panel.model.set_filter(one.id for number, one in enumerate(members) if number % HIDDEN)
        self.parts: dict[str, list[float]] = {name: [] for name in ("store", "model", "flash", "tick", "paint", "gui")}
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
        paints = self._paints / max(1, len(self.parts["store"]))
        return told | {"lag_ms": lag, "cpu_percent": share * 100, "cell_us": cell, "paints_per_flush": paints}

    def end(self) -> None:
        """No longer than until the next flush."""
        self._until = 0.0

    def _flush(self) -> None:
        self._close_books()
        batch, panel, now = self._feed.next(), self.panel, time.time()
        at = [time.perf_counter()]
        rows = self._store.apply(batch)
        at.append(time.perf_counter())
        panel.model.ground.now = now
        panel.model.announce(rows)
        at.append(time.perf_counter())
        panel.view.flash(rows)
        at.append(time.perf_counter())
        for name, begin, end in zip(("store", "model", "flash"), at, at[1:], strict=False):
            self.parts[name].append(end - begin)
        self._flush_s = at[3] - at[0]
        if len(self.parts["store"]) % (1000 // FLUSH_MS) == 0:
            panel.tick(now)
            self.parts["tick"].append(time.perf_counter() - at[-1])
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


def _panel(members: list[Any], note: Any, sparks: bool) -> Any:
    """The watchlist's panel, with a view that tells what its paints took."""
    import gui.lists.panel
    import resources
    from gui.look.theme import theme
    from gui.tables.view import QuoteTableView
    from models.instruments import Market
    from models.store import QuoteStore

    class Timed(QuoteTableView):
        def paintEvent(self, event: Any) -> None:  # noqa: N802
            began = time.perf_counter()
            super().paintEvent(event)
            lines = len(self._lines_in(event.region()))
            note(time.perf_counter() - began, lines * len(self._model.columns))

    gui.lists.panel.QuoteTableView = Timed
    store = QuoteStore(members)
    store.set_benchmarks({Market.CN: members[0].id, Market.HK: members[1].id, Market.US: members[2].id})
    store.give("window", {one.id: float(number % 19 - 9) for number, one in enumerate(members)})
    made = gui.lists.panel.WatchlistPanel(store, resources.texts("zh"), "zh", theme("dark", "red-up"))
    made.show_lists(lists(members, SPARKS if sparks else COLUMNS))
    if sparks:
        _history(made, members)
    made.resize(WIDTH, HEIGHT)
    return made


def _history(panel: Any, members: list[Any]) -> None:
    import numpy as np

    rng = np.random.default_rng(measure.SEED)
    walk = np.cumsum(rng.normal(0.0, 1.0, (len(members), 60)), axis=1) + 100.0
    panel.model.sparks["spark"] = {one.id: walk[number] for number, one in enumerate(members)}
    panel.model.store.give("high52", {one.id: 1e4 for one in members})
    panel.model.store.give("low52", {one.id: 0.0 for one in members})


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rows", type=int, default=500)
    wanted.add_argument("--seconds", type=float, default=3.0)
    wanted.add_argument("--sparks", action="store_true", help="two of the columns are sparkline and range")
    wanted.add_argument("--peers", help="not used: the quotes are our own")
    arguments = wanted.parse_args()
    measure.answer(Scene(measure.application(), arguments.rows, arguments.seconds, sparks=arguments.sparks).run())


if __name__ == "__main__":
    main()
