"""The price chart: a frame of panning and zooming, a change of the newest bar, the first paint, memory, fidelity.

Ours is a ChartView showing a PriceChart of Bars made from the peers' seeded walk, alone in a window of 1600x900, with
what every chart of the product shows: candles, volume, axes, last price, crosshair, legend. "with overlays" is the same
with MA 5/10/20/60 over the prices and panes of MACD and KDJ, which the peers do not draw: only its newest bar has a bar
of its own. A frame lasts from the call until the viewport is painted and the queue is quiet, as the peers define it.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, against, cheaper, limited, median, pick, rounds

PAN_BAR, TICK_BAR, FINPLOT_BAR, FLAT_BAR = 1.0, 1.5, 20.0, 1.3
FIRST_BAR_S, MEMORY_BAR_MB = 0.15, 60.0
WINDOWS = ("200", "2000", "20000", "all")
FAST, SLOW = ("limit_pg", "limit_axes", "pg_empty", "finplot"), ("vnpy", "pg_picture")
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SLOW_SIZES = (1_000, 100_000)  # a frame of theirs takes up to 40 s at a million
FRAMES = 60
SPIKES = 50


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    sizes = (100_000,) if setup.quick else SIZES
    count = 2 if setup.quick else 3
    rows: list[Row] = []
    found = {size: _size(setup, size, count) for size in sizes}
    for size, results in found.items():
        rows += _rows(size, results)
    if not setup.quick:
        rows += [_flat(found, name, shown) for name in ("ours", "overlays") for shown in ("200", "all")]
    return [*rows, _fidelity(setup)]


def _size(setup: Setup, size: int, count: int) -> dict[str, list[Any]]:
    """Results of ours and the peers with ``size`` bars."""
    names = () if setup.python is None else FAST[:3] if setup.quick else FAST
    slow = SLOW if names and not setup.quick and size in SLOW_SIZES else ()
    jobs: dict[str, Any] = {
        "ours": lambda: setup.child("chart.py", "--bars", size),
        "overlays": lambda: setup.child("chart.py", "--bars", size, "--overlays"),
    }
    for name in names:
        jobs[name] = lambda name=name: _peer(setup, name, size, ",".join(WINDOWS), budget=5)
    for name in slow:
        jobs[name] = lambda name=name: _peer(setup, name, size, "200,all", budget=2)
    told = {f"{name} {size:,}": job for name, job in jobs.items()}
    results = rounds(setup, count, told, once=[f"{name} {size:,}" for name in slow])
    return {name.partition(" ")[0]: result for name, result in results.items()}


def _peer(setup: Setup, name: str, size: int, windows: str, budget: float) -> dict[str, Any]:
    words = ("--impl", name, "--n", size, "--windows", windows, "--frames", FRAMES, "--budget", budget)
    return setup.peer("chart_bench.py", *words, "--deadline", 60, timeout=300)


def _rows(size: int, results: dict[str, list[Any]]) -> list[Row]:
    rows = [row for shown in WINDOWS for row in _frames(size, shown, results)]
    first = limited(f"{size:,} bars: first paint", "s", pick(results["ours"], "first_paint_s"), FIRST_BAR_S)
    rows.append(_beside(first, results, "first_paint_s"))
    for key, when in (("mem_first_mb", "at first paint"), ("mem_tick_mb", "after a live bar")):
        row = limited(f"{size:,} bars: memory {when}", "MB", pick(results["ours"], key), MEMORY_BAR_MB)
        row.others = _memory(results, key)
        rows.append(row)
    return rows


def _frames(size: int, shown: str, results: dict[str, list[Any]]) -> list[Row]:
    """Pan, zoom and newest bar with so many in sight; what is not measured has no row."""
    rows = []
    for kind, bar in (("pan", PAN_BAR), ("zoom", PAN_BAR), ("tick", TICK_BAR)):
        path = ("windows", shown, f"{kind}_ms", "median")
        ours, limit = pick(results["ours"], *path), pick(results.get("limit_pg", []), *path)
        if median(ours) is None:
            continue
        what = f"{size:,} bars: {'newest changes' if kind == 'tick' else kind}, {shown} shown"
        rows.append(_beside(against(what, "ms", ours, "limit_pg", limit, bar), results, *path))
        if kind == "tick":
            overlays = pick(results["overlays"], *path)
            rows.append(against(f"{what}, with overlays", "ms", overlays, "limit_pg", limit, TICK_BAR))
        if kind == "tick" and "finplot" in results:
            rows.append(cheaper(what, "ms", ours, "finplot", pick(results["finplot"], *path), FINPLOT_BAR))
    return rows


def _beside(row: Row, results: dict[str, list[Any]], *path: str) -> Row:
    """The other peers' figures of the same rounds."""
    values = {name: median(pick(found, *path)) for name, found in results.items() if name not in ("ours", row.peer)}
    row.others = {name: value for name, value in values.items() if value is not None}
    return row


def _memory(results: dict[str, list[Any]], key: str) -> dict[str, float]:
    grown = {"overlays": median(pick(results["overlays"], key))}
    grown |= {
        name: median(
            after - before
            for after, before in zip(pick(found, "rss_first_paint_mb"), pick(found, "rss_base_mb"), strict=True)
            if after is not None and before is not None
        )
        for name, found in results.items()
        if name not in ("ours", "overlays")
    }
    return {name: value for name, value in grown.items() if value is not None}


def _flat(found: dict[int, dict[str, list[Any]]], name: str, shown: str) -> Row:
    """A frame must cost the same whatever is held."""
    path = ("windows", shown, "pan_ms", "median")
    most, least = (pick(found[size][name], *path) for size in (SIZES[-1], SIZES[0]))
    what = f"flat: pan of {SIZES[-1]:,} against {SIZES[0]:,} bars, {shown} shown"
    what += ", with overlays" if name == "overlays" else ""
    return against(what, "ms", most, f"{SIZES[0]:,}", least, FLAT_BAR)


def _fidelity(setup: Setup) -> Row:
    found = setup.child("chart.py", "--spikes")
    if "error" in found:
        setup.notes.append(f"fidelity: {found['error']}")
    row = limited(f"spikes of {SPIKES} kept, 100,000 bars shown", "", [found.get("shown")], SPIKES, least=True)
    names = ("limit_pg",) if setup.quick else ("limit_pg", "finplot")
    for name in names if setup.python is not None else ():
        theirs = setup.peer("chart_fidelity.py", "--impl", name, "--n", 100_000)
        if "shown" in theirs:
            row.others[name] = theirs["shown"]
    return row


# the child


def bars_of(data: dict[str, Any]) -> Any:
    """The walk as the product's value: one bar a calendar day."""
    import numpy as np

    from models.values import Bars

    days = np.datetime64("1950-01-02", "D") + np.arange(len(data["c"]))
    return Bars(
        instrument="600000.SH", date=days, time=days.astype("datetime64[s]").astype(np.int64), open=data["o"],
        high=data["h"], low=data["l"], close=data["c"], volume=data["v"], turnover=data["v"] * data["c"],
        currency="CNY", source="akshare", fetched_at=0.0,
    )  # fmt: skip


def price_chart(bars: Any, overlays: tuple[Any, ...] = ()) -> Any:
    """The chart of the product of some bars, in the product's look."""
    from gui.charts.price import Look, PriceChart
    from gui.look.theme import theme
    from models.charts.values import ChartSpec, Style
    from models.instruments import Instrument, Market

    one = Instrument(id=bars.instrument, market=Market.CN, exchange="XSHG")
    spec = ChartSpec(style=Style.HOLLOW, indicators=overlays, events=False)
    return PriceChart(bars, one, spec, Look(theme=theme("dark", "red-up"), lang="zh"))


def overlays() -> tuple[Any, ...]:
    """MA 5/10/20/60 over the prices, MACD and KDJ under them."""
    from models.charts.values import IndicatorChoice

    ma = IndicatorChoice(key="ma", params=(5.0, 10.0, 20.0, 60.0, 0.0, 0.0))
    return ma, IndicatorChoice(key="macd"), IndicatorChoice(key="kdj")


class Scene:
    """A chart alone in its window, with the moments of its first paint."""

    def __init__(self, app: Any, bars: Any, studies: tuple[Any, ...] = ()) -> None:
        import resources
        from gui.charts.canvas import ChartView
        from gui.look.theme import theme

        texts, look = resources.texts("zh"), theme("dark", "red-up")
        self.before_mb, began = measure.settled_mb(), time.perf_counter()
        self.price = price_chart(bars, studies)
        self.view = ChartView(texts, "zh", look)
        self.painted = measure.Painted(app, self.view.viewport())
        self.view.resize(WIDTH, HEIGHT)
        self.painted.frame(lambda: self._show(len(bars)))
        self.first_s = time.perf_counter() - began
        self.first_mb = measure.memory_mb() - self.before_mb

    def _show(self, bars: int) -> None:
        self.view.show()  # it gets its size now; a chart in a window that grows would keep the width of its bars
        self.view.set_chart(self.price.chart)
        self.view.show_bars(0, bars)

    def window(self, bars: int) -> dict[str, Any]:
        """Pan and zoom with so many bars in sight."""
        show = self.view.show_bars
        held = self.price.stack.count
        self.painted.frame(lambda: show(1.5, 1.5 + bars))
        pans = [lambda x=x: show(x, x + bars) for x in pan_starts(held, bars)]
        zooms = [lambda a=a, b=b: show(a, b) for a, b in zoom_windows(held, bars)]
        return {"pan_ms": self.painted.frames(pans), "zoom_ms": self.painted.frames(zooms)}

    def ticks(self, bars: int) -> dict[str, float]:
        """The newest bar changes while it is in sight."""
        stack = self.price.stack
        self.painted.frame(lambda: self.view.show_bars(stack.count - bars, stack.count))
        prices = _prices(float(stack.rows.at("close", stack.count - 1)))
        calls = [lambda price=price: self._tick(price) for price in prices]
        self.painted.frame(calls[0])
        return self.painted.frames(calls)

    def _tick(self, price: float) -> None:
        self.view.refresh(self.price.put(moved(self.price.stack, price)))


def moved(stack: Any, price: float) -> Any:
    """The newest bar after a trade at ``price``."""
    from models.live_bar import Tail

    last = {name: stack.rows.at(name, stack.count - 1) for name in ("date", "time", "open", "high", "low")}
    return Tail(
        date=last["date"].astype(object), time=int(last["time"]), open=float(last["open"]), close=price,
        high=max(float(last["high"]), price), low=min(float(last["low"]), price), volume=1e4,
    )  # fmt: skip


def pan_starts(held: int, bars: int) -> list[int]:
    """First bars of a pan by one percent of the window a frame, or less where there is little room."""
    room = held - bars - 2
    step = max(1, min(bars // 100, room // (FRAMES + 10)))
    begin = max(1, (room - step * FRAMES) // 2)
    return [begin + k * step % max(1, room - begin) for k in range(FRAMES)]


def zoom_windows(held: int, bars: int) -> list[tuple[float, float]]:
    """Windows that shrink and grow by 0.3 percent a frame about one middle."""
    middle = held / 2
    halves = [bars / 2 - max(0.003 * bars, 1.5) * (1 + min(k, FRAMES - 1 - k)) for k in range(FRAMES)]
    return [(middle - half, middle + half) for half in halves]


def _prices(last: float) -> list[float]:
    import numpy as np

    steps = np.random.default_rng(1).normal(0.0, 0.0003, FRAMES)
    return (last * (1 + np.cumsum(steps))).tolist()


def frames_of(count: int, place: str | None, studies: tuple[Any, ...]) -> dict[str, Any]:
    """Everything but fidelity, of ``count`` bars."""
    import gui.charts.canvas
    import gui.charts.price  # noqa: F401 - imported after the first paint of the window, measured by start.py

    app = measure.application()
    scene = Scene(app, bars_of(measure.walk(count, place)), studies)
    spans = {name: int(count * 0.97) if name == "all" else int(name) for name in WINDOWS}
    spans = {name: bars for name, bars in spans.items() if name == "all" or bars < count * 0.97}
    found = {name: scene.window(bars) for name, bars in spans.items()}
    for name in ("200", "all"):
        found[name]["tick_ms"] = scene.ticks(spans[name])
    after = measure.memory_mb() - scene.before_mb
    return {"windows": found, "first_paint_s": scene.first_s, "mem_first_mb": scene.first_mb, "mem_tick_mb": after}


def spiky(place: str | None, count: int = 100_000) -> tuple[dict[str, Any], Any]:
    """A flat walk with bars that reach far above it, and where those are."""
    import numpy as np

    data, rng = measure.walk(count, place), np.random.default_rng(measure.SEED)
    base = 100 + 2 * np.sin(np.arange(count) / count * 12)
    columns = {key: base + data[key] % 1 * 0.2 for key in "ohlc"}
    columns["h"] = np.maximum.reduce(list(columns.values()))
    columns["l"] = np.minimum.reduce(list(columns.values()))
    where = np.sort(rng.choice(np.arange(count // 50, count - count // 50, count // 400), SPIKES, replace=False))
    where += rng.integers(0, count // 2000, SPIKES)
    columns["h"][where] = 106 + rng.random(SPIKES) * 3
    return columns | {"v": data["v"]}, where


def spikes_shown(place: str | None) -> dict[str, int]:
    """How many spikes have a candle's colour where their tip must be, one column and one row either way.

    A column is one: a cell of the pyramid that lies in two columns shows in the later one.
    """
    import numpy as np
    from PySide6.QtGui import QColor

    app = measure.application()
    data, where = spiky(place)
    scene = Scene(app, bars_of(data))
    picture, frame = scene.view.grab().toImage(), scene.view.frames()[0]
    colours = {frame.theme.up.rgb(), frame.theme.down.rgb()}
    columns = np.floor((where - frame.x0) * frame.bar_width).astype(int)
    rows = np.round(frame.y(data["h"][where])).astype(int)
    around = [(right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    shown = sum(
        any(QColor(picture.pixel(x + right, y + down)).rgb() in colours for right, down in around)
        for x, y in zip(columns.tolist(), rows.tolist(), strict=True)
    )
    return {"shown": shown}


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--bars", type=int, default=100_000)
    wanted.add_argument("--spikes", action="store_true", help="the fidelity check instead")
    wanted.add_argument("--peers", help="folder of the peers' scripts, for their random walk")
    wanted.add_argument("--overlays", action="store_true", help="with averages, MACD and KDJ")
    arguments = wanted.parse_args()
    if arguments.spikes:
        measure.answer(spikes_shown(arguments.peers))
    measure.answer(frames_of(arguments.bars, arguments.peers, overlays() if arguments.overlays else ()))


if __name__ == "__main__":
    main()
