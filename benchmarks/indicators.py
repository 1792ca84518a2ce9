"""Indicators on a million bars beside TA-Lib's functions, and what the newest bar costs.

Ours and theirs take turns in one process: in each round both compute, in a drawn order, as many lines; what was
computed before is freed first. Where TA-Lib has no function of that definition it is the nearest it has: its KDJ for
ours, a division for REL; and its VWAP, which knows no days, is called once a day.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable
from typing import Any

import measure
from measure import Row, Setup, against, limited

BARS, A_DAY, ROUNDS, CALLS = 1_000_000, 240, 15, 2000
BEST_OF = 3  # calls a side and round: a call of 2 ms is easily doubled by what else the machine does
SLOWER, NEWEST_MS = 1.5, 0.05


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    found = setup.child("indicators.py", "--rounds", 7 if setup.quick else ROUNDS)
    if "error" in found:
        setup.notes.append(f"indicators: {found['error']}")
        return []
    computed = [
        against(f"{name}, {BARS:,} bars", "ms", one["ours_ms"], one["peer"], one["theirs_ms"], SLOWER)
        for name, one in found["indicators"].items()
    ]
    newest = [
        limited(f"{name}, the newest bar, p99", "ms", [one["value_ms"]["p99"]], NEWEST_MS)
        for name, one in found["indicators"].items()
    ]
    return [
        *computed,
        *newest,
        limited(
            "beginning a live state, the slowest", "ms", [max(one["start_ms"] for one in found["indicators"].values())]
        ),
        limited("looking for gaps in five columns, once a set of bars", "ms", [found["gaps_ms"]]),
        limited("import of TA-Lib", "ms", [found["import_ms"]]),
        limited("the same", "MB", [found["import_mb"]]),
    ]


def measured_here(rounds: int, place: str | None) -> dict[str, Any]:
    """Everything, in this process."""
    import numpy as np  # noqa: F401 - not counted as TA-Lib's

    from models.indicators.library import talib

    before, began = measure.settled_mb(), time.perf_counter()
    talib()
    imported = {"import_ms": (time.perf_counter() - began) * 1000, "import_mb": measure.memory_mb() - before}
    held = measure.walk(BARS, place)
    columns = _columns(held, intraday=False)
    imported["gaps_ms"] = _timed(
        lambda: [columns.least(name) for name in ("high", "low", "close", "volume", "benchmark")]
    )
    return imported | {"indicators": {name: _one(name, held, rounds) for name in _theirs(held)}}


def _theirs(held: dict[str, Any]) -> dict[str, tuple[str, Callable[[], Any]]]:
    """TA-Lib's function for each of ours; a second word tells how ours is asked."""
    from models.indicators.library import talib

    ta, h, l, c, v = talib(), *(held[key] for key in "hlcv")  # noqa: E741
    preset = (5, 10, 20, 60, 120, 250)
    return {
        "ma": ("SMA, six", lambda: [ta.SMA(c, n) for n in preset]),
        "ema": ("EMA, six", lambda: [ta.EMA(c, n) for n in preset]),
        "boll": ("BBANDS", lambda: ta.BBANDS(c, 20, 2.0, 2.0)),
        "vwap": ("VWMA of TYPPRICE", lambda: ta.VWMA(ta.TYPPRICE(h, l, c), v, 20)),
        "vwap intraday": ("VWAP, each day", lambda: _by_day(ta, h, l, c, v)),
        "volma": ("SMA, two", lambda: [ta.SMA(v, n) for n in (5, 10)]),
        "macd": ("MACD", lambda: ta.MACD(c, 12, 26, 9)),
        "kdj": ("KDJ", lambda: ta.KDJ(h, l, c, 9, slowk_period=3, slowd_period=3)),
        "rsi": ("RSI, three", lambda: [ta.RSI(c, n) for n in (6, 12, 24)]),
        "atr": ("ATR", lambda: ta.ATR(h, l, c, 14)),
        "rel": ("DIV", lambda: ta.DIV(c, held["o"])),
    }


def _by_day(ta: Any, *columns: Any) -> Any:
    import numpy as np

    line = np.empty(BARS)
    for begin in range(0, BARS, A_DAY):
        part = slice(begin, begin + A_DAY)
        line[part] = ta.VWAP(*(one[part] for one in columns))
    return line


def _one(name: str, held: dict[str, Any], rounds: int) -> dict[str, Any]:
    from models.indicators import INDICATORS

    indicator, columns = INDICATORS[name.partition(" ")[0]], _columns(held, intraday="intraday" in name)
    peer, theirs = _theirs(held)[name]
    calls: dict[str, Callable[[], Any]] = {"ours_ms": lambda: indicator.compute(columns, {}), "theirs_ms": theirs}
    luck, times = random.Random(measure.SEED), {side: list[float]() for side in calls}
    for number in range(rounds + 2):
        for side in luck.sample(list(calls), 2):
            took = min(_timed(calls[side]) for _ in range(BEST_OF))
            if number >= 2:  # memory is asked for in the first
                times[side].append(took)
    start = _timed(lambda: indicator.live(columns.settled(), {}))
    return {"peer": peer, "start_ms": start, "value_ms": _newest(indicator, columns)} | times


def _columns(held: dict[str, Any], *, intraday: bool) -> Any:
    import numpy as np

    from models.indicators.values import Columns

    days = np.datetime64("1970-01-01", "D") + np.arange(BARS) // (A_DAY if intraday else 1)
    return Columns(
        date=days, open=held["o"], high=held["h"], low=held["l"], close=held["c"], volume=held["v"],
        turnover=held["v"] * held["c"], benchmark=held["o"], intraday=intraday,
    )  # fmt: skip


def _timed(call: Callable[[], Any]) -> float:
    """Milliseconds of a call, without giving back what it made."""
    began = time.perf_counter()
    made = call()
    took = (time.perf_counter() - began) * 1000
    del made
    return took


def _newest(indicator: Any, columns: Any) -> dict[str, float]:
    """Milliseconds of ``Live.value`` with a price that changes."""
    from dataclasses import replace

    live, bar = indicator.live(columns.settled(), {}), columns.bar(-1)
    bars = [replace(bar, close=bar.close * (1 + n % 7 * 1e-4)) for n in range(CALLS)]
    gc.collect()
    times = []
    for one in bars:
        began = time.perf_counter()
        live.value(one)
        times.append((time.perf_counter() - began) * 1000)
    return measure.summary(times)


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=ROUNDS)
    wanted.add_argument("--peers", help="folder of the peers' scripts, for their random walk")
    arguments = wanted.parse_args()
    measure.answer(measured_here(arguments.rounds, arguments.peers))


if __name__ == "__main__":
    main()
