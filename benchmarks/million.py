"""A million real bars: two years of one-minute bars of BTCUSDT, opened, zoomed in and out, gone through by date.

The file is ``data/intraday/CRYPTO_BTCUSDT_1m_*.parquet`` beside the peers; the product reads no parquet, so the
peers' environment writes its columns for numpy into a temporary folder first. What is timed is ours alone: from a
``Bars`` in hand, in a window of 1600x900, with the indicators a new chart has and with none.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import measure
from measure import Row, Setup, limited, pick, rounds

FIRST_BAR_S, MEMORY_BAR_MB, TURN_BAR_MS = 0.15, 60.0, 50.0
PATTERN = "CRYPTO_BTCUSDT_1m_*.parquet"
STEP, LEAST = 1.15, 200  # of a zoom, as a turn of the wheel; bars in the narrowest window
DAYS = ("2024-03-14", "2024-08-05", "2025-01-20", "2025-10-10", "2023-12-01", "2025-11-30")
TO_NUMPY = """
import sys, numpy, pyarrow.parquet
table = pyarrow.parquet.read_table(sys.argv[1])
numpy.savez(sys.argv[2], **{name: table[name].to_numpy() for name in table.column_names})
"""


def measured(setup: Setup) -> list[Row]:
    """Rows of this area; none, with a word, where the bars are not there."""
    source = _source(setup)
    if source is None or setup.python is None:
        setup.notes.append(f"million: {PATTERN} or the peers' environment is not there")
        return []
    with tempfile.TemporaryDirectory(prefix="suanli-million-") as place:
        held = Path(place) / "bars.npz"
        done = subprocess.run(
            [str(setup.python), "-c", TO_NUMPY, str(source), str(held)], check=False, capture_output=True, text=True
        )
        if done.returncode:
            setup.notes.append(f"million: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
            return []
        jobs = {
            "plain": lambda: setup.child("million.py", "--held", held),
            "usual": lambda: setup.child("million.py", "--held", held, "--usual"),
        }
        found = rounds(setup, 1 if setup.quick else 3, jobs)
    return [row for name in jobs for row in _rows(found[name], "" if name == "plain" else ", usual indicators")]


def _source(setup: Setup) -> Path | None:
    """The parquet file."""
    place = setup.peers.parent / "data" / "intraday" if setup.peers is not None else Path("nowhere")
    return next(iter(sorted(place.glob(PATTERN))), None)


def _rows(found: list[Any], which: str) -> list[Row]:
    bars = next((f"{result['bars']:,}" for result in found if "bars" in result), "no")
    head = f"{bars} real minutes{which}"
    rows = [limited(f"{head}: from Bars to first paint", "s", pick(found, "first_paint_s"), FIRST_BAR_S)]
    for key, what in (("zoom_ms", "a step of zoom, all to 200 and back"), ("go_ms", "go to a date"),
                      ("live_ms", "newest changes")):  # fmt: skip
        rows.append(limited(f"{head}: {what}, median", "ms", pick(found, key, "median")))
        rows.append(limited(f"{head}: {what}, most", "ms", pick(found, key, "max"), TURN_BAR_MS))
    rows.append(limited(f"{head}: memory at first paint", "MB", pick(found, "mem_first_mb"), MEMORY_BAR_MB))
    rows.append(limited(f"{head}: memory after a live bar", "MB", pick(found, "mem_live_mb"), MEMORY_BAR_MB))
    if which:
        for row in rows[-2:]:
            row.bar, row.met = "", None  # eight bytes a bar and line are what the lines are
    return rows


# the child


def bars_of(place: Path) -> Any:
    """The file as the product's value; trading never rests, so the day of a bar is that of a clock in Shanghai."""
    import numpy as np

    from models.values import Bars, Interval

    with np.load(place) as data:
        time = (data["time_ms"] // 1000).astype(np.int64)
        shanghai = (time + 8 * 3600).astype("datetime64[s]")
        held = {name: data[name].astype(float) for name in ("open", "high", "low", "close", "volume")}
    return Bars(
        instrument="BTCUSD", interval=Interval.MIN1, time=time, turnover=np.full(len(time), np.nan),
        date=shanghai.astype("datetime64[D]"), currency="USD", source="yahoo", fetched_at=0.0,
        **held,
    )  # fmt: skip


def run(place: Path, *, usual: bool, pictures: Path | None) -> dict[str, Any]:
    """Everything, in turn."""
    from chart import Scene

    import gui.charts.canvas
    import gui.charts.price  # noqa: F401 - imported after the first paint of the window, measured by start.py
    from models.charts.values import USUAL

    app, bars = measure.application(), bars_of(place)
    scene = Scene(app, bars, USUAL if usual else ())
    view, shot = scene.view, _shooter(scene.view, pictures, "usual" if usual else "plain")
    shot("all")
    view.show_all()
    zooms = scene.painted.frames(_zooms(view, len(bars)), budget=60.0)
    scene.painted.frame(lambda: view.zoom(LEAST / view.chart.span))
    scene.painted.frame(lambda: view.show_bars(len(bars) * 0.6, len(bars) * 0.6 + LEAST))
    shot("minutes")
    going = scene.painted.frames(_going(view), budget=60.0)
    scene.painted.frame(_going(view)[1])
    shot("date")
    live = scene.ticks(LEAST)
    return {
        "bars": len(bars), "first_paint_s": scene.first_s, "mem_first_mb": scene.first_mb, "zoom_ms": zooms,
        "go_ms": going, "live_ms": live, "mem_live_mb": measure.memory_mb() - scene.before_mb,
    }  # fmt: skip


def _zooms(view: Any, count: int) -> list[Any]:
    """Turns of the wheel about the middle, in to the narrowest window and out again."""
    steps, span = 0, float(count)
    while span > LEAST:
        span, steps = span / STEP, steps + 1
    middle = count * 0.6
    factors = [1 / STEP] * steps + [STEP] * steps
    return [lambda factor=factor: view.zoom(factor, around=middle) for factor in factors]


def _going(view: Any) -> list[Any]:
    import datetime as dt

    return [lambda day=day: view.go_to(dt.date.fromisoformat(day)) for day in DAYS]


def _shooter(view: Any, place: Path | None, head: str) -> Any:
    def shot(name: str) -> None:
        if place is not None:
            place.mkdir(parents=True, exist_ok=True)
            view.grab().save(str(place / f"{head}-{name}.png"))

    return shot


def main() -> None:
    """One measurement, its result as JSON; with a parquet file made ready by ``measured`` or ``--held``."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--held", type=Path, required=True, help="the columns as .npz")
    wanted.add_argument("--usual", action="store_true", help="with the indicators that a new chart has")
    wanted.add_argument("--pictures", type=Path, help="a folder for pictures of what was seen")
    wanted.add_argument("--peers", help="not used here")
    arguments = wanted.parse_args()
    measure.answer(run(arguments.held, usual=arguments.usual, pictures=arguments.pictures))


if __name__ == "__main__":
    main()
