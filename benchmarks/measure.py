"""What the areas share: rounds of runs, ratios taken inside a round, rows of the result, and Qt helpers for children.

The machine is noisy, so nothing is concluded from an absolute time: ours and the peers' run one after the other in
every round, in a shuffled order; a ratio is taken inside a round, and the median of the rounds' ratios is shown.
Importing this makes the repository's packages importable; Qt and numpy are imported by the children only.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import peers

sys.path.insert(1, str(peers.ROOT))
SEED = 20240229
WIDTH, HEIGHT = 1600, 900
Job = Callable[[], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Setup:
    """One benchmark run. peers: the folder of their scripts; python: their interpreter; both None to do without."""

    quick: bool
    platform: str
    peers: Path | None = None
    python: Path | None = None
    notes: list[str] = field(default_factory=list)

    def peer(self, script: str, *words: object, timeout: float = 240.0) -> dict[str, Any]:
        """One run of a peer's script; {"error": why} when it gave nothing."""
        if self.peers is None or self.python is None:
            return {"error": "no peers"}
        return peers.run(self.python, self.peers / script, *words, platform=self.platform, timeout=timeout)

    def child(self, script: str, *words: object, timeout: float = 240.0) -> dict[str, Any]:
        """One run of our own script in the product's environment, in a fresh process."""
        place = ("--peers", str(self.peers)) if self.peers else ()
        command = [str(peers.ours()), str(peers.HERE / script), *map(str, words), *place]
        environ = os.environ | {"QT_QPA_PLATFORM": self.platform, "PYQTGRAPH_QT_LIB": "PySide6"}
        done = subprocess.run(command, check=False, env=environ, capture_output=True, text=True, timeout=timeout)
        if done.returncode:
            return {"error": (done.stderr.strip().splitlines() or ["no output"])[-1]}
        return json.loads(done.stdout.strip().splitlines()[-1])


def rounds(setup: Setup, count: int, jobs: Mapping[str, Job], once: Iterable[str] = ()) -> dict[str, list[Any]]:
    """Each job's results, a place a round. Jobs named in ``once`` are slow and run in the first round only."""
    shuffle, results = random.Random(SEED), {name: list[Any]() for name in jobs}
    for number in range(count):
        names = [name for name in jobs if number == 0 or name not in set(once)]
        shuffle.shuffle(names)
        for name in names:
            began = time.monotonic()
            found = jobs[name]()
            results[name].append(found)
            said = f"round {number + 1} {name:32} {time.monotonic() - began:5.1f} s {found.get('error', '')}"
            print(said, file=sys.stderr, flush=True)
            if "error" in found:
                setup.notes.append(f"{name}: {found['error']}")
    return results


def pick(results: Sequence[Any], *path: str) -> list[float | None]:
    """One figure of every round's result, None where it is missing."""
    return [_dig(result, path) for result in results]


def _dig(found: Any, path: Sequence[str]) -> float | None:
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def median(values: Iterable[float | None]) -> float | None:
    """The median of what is there."""
    there = [value for value in values if value is not None]
    return statistics.median(there) if there else None


@dataclass(kw_only=True)
class Row:
    """One line of the result. ratio: ours / theirs, or theirs / ours where the bar says "cheaper".

    span: the least and the greatest ratio of a round. sure: False when the rounds disagree about the bar.
    """

    what: str
    unit: str
    ours: float | None
    peer: str = ""
    theirs: float | None = None
    ratio: float | None = None
    span: tuple[float, float] | None = None
    bar: str = ""
    met: bool | None = None
    sure: bool = True
    others: dict[str, float] = field(default_factory=dict)


def against(what: str, unit: str, ours: Sequence[Any], peer: str, theirs: Sequence[Any], at_most: float) -> Row:
    """Ours may cost ``at_most`` times the peer's in the same round."""
    ratios = [o / t for o, t in zip(ours, theirs, strict=False) if o is not None and t]
    row = Row(what=what, unit=unit, ours=median(ours), peer=peer, theirs=median(theirs), bar=f"<= {at_most:g} x")
    return _judged(row, ratios, lambda ratio: ratio <= at_most)


def cheaper(what: str, unit: str, ours: Sequence[Any], peer: str, theirs: Sequence[Any], at_least: float) -> Row:
    """The peer's must cost ``at_least`` times ours in the same round."""
    ratios = [t / o for o, t in zip(ours, theirs, strict=False) if o and t is not None]
    row = Row(what=what, unit=unit, ours=median(ours), peer=peer, theirs=median(theirs))
    row.bar = f">= {at_least:g} x cheaper"
    return _judged(row, ratios, lambda ratio: ratio >= at_least)


def _judged(row: Row, ratios: Sequence[float], met: Callable[[float], bool]) -> Row:
    if ratios:
        row.ratio, row.span = statistics.median(ratios), (min(ratios), max(ratios))
        row.met, row.sure = met(row.ratio), len({met(ratio) for ratio in ratios}) == 1
    return row


def limited(what: str, unit: str, ours: Sequence[Any], limit: float | None = None, *, least: bool = False) -> Row:
    """Ours alone, with an absolute bar or none."""
    value = median(ours)
    row = Row(what=what, unit=unit, ours=value)
    if limit is not None:
        row.bar = f"{'>=' if least else '<='} {limit:g}"
        row.met = None if value is None else (value >= limit if least else value <= limit)
    return row


# children


def answer(found: Mapping[str, Any]) -> None:
    """Give the result to the parent, and leave at once: taking down a window is not measured."""
    print(json.dumps(found), flush=True)
    os._exit(0)


def application() -> Any:
    """The Qt application, dressed as the product dresses it."""
    from PySide6.QtWidgets import QApplication

    from gui.look.theme import font, theme

    made = QApplication(sys.argv[:1])
    made.setStyle("Fusion")
    made.setFont(font())
    look = theme("dark", "red-up")
    made.setPalette(look.palette())
    made.setStyleSheet(look.sheet())
    return made


class Painted:
    """Counts the paints that reach one widget. A frame lasts from a call until painted and the queue is quiet."""

    def __init__(self, app: Any, widget: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        count = self

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                count.paints += event.type() == QEvent.Type.Paint
                return False

        self.paints, self._app, self._filter = 0, app, Filter()
        widget.installEventFilter(self._filter)

    def frame(self, call: Callable[[], object]) -> float:
        """Seconds of one frame: the same definition as the peers'."""
        before, began = self.paints, time.perf_counter()
        call()
        while self.paints == before:
            self._app.processEvents()
            if time.perf_counter() - began > 60:
                raise TimeoutError("never painted")
        self._app.processEvents()
        return time.perf_counter() - began

    def frames(self, calls: Iterable[Callable[[], object]], budget: float = 5.0) -> dict[str, float]:
        """Median and 95th percentile in ms of calls in turn, until ``budget`` seconds are spent."""
        times: list[float] = []
        for call in calls:
            times.append(self.frame(call) * 1000)
            if sum(times) > budget * 1000 and len(times) >= 3:
                break
        return summary(times)


def summary(values: Sequence[float]) -> dict[str, float]:
    """Mean, median, 95th and 99th percentile, and the greatest."""
    held = sorted(values) or [0.0]
    at = {"median": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    found = {name: round(held[round((len(held) - 1) * share)], 4) for name, share in at.items()}
    return {"mean": round(sum(held) / len(held), 4)} | found


def memory_mb() -> float:
    """Resident memory of this process now, in MB (Linux; 0 elsewhere)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def settled_mb() -> float:
    """The same once what is free has been given back: what is made next cannot hide in it."""
    import ctypes
    import gc

    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return memory_mb()


def walk(count: int, place: str | None) -> dict[str, Any]:
    """The peers' seeded random walk when their folder is there, else one of our own of the same kind.

    Columns o, h, l, c, v as float64.
    """
    if place:
        sys.path.append(place)
        sys.dont_write_bytecode = True  # in a folder that is not ours
        import common  # type: ignore[import-not-found]

        return common.ohlcv(count)
    import numpy as np

    random_ = np.random.default_rng(SEED)
    close = 100.0 * np.exp(np.cumsum(random_.normal(0.0, 0.0008, count)))
    open_ = np.concatenate([[100.0], close[:-1]])
    reach = np.abs(random_.normal(0.0, 0.0006, (2, count))) * close
    high, low = np.maximum(open_, close) + reach[0], np.minimum(open_, close) - reach[1]
    return {"o": open_, "h": high, "l": low, "c": close, "v": random_.lognormal(8.0, 1.0, count).round()}
