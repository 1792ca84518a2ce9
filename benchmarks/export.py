"""A table of 100,000 rows by 12 columns exported with its formats, and what that leaves of the GUI thread.

``--alone``: the writer in a process of its own, as the peers are measured: one text, one date, ten numbers, each with
a number format, two kinds of them in the colours of up and down. Without it as in the program: the window's list takes
10,000 quotes a second while the client asks the data process for the file; then for one more, and changes its mind.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import measure
import peers
from measure import Row, Setup, against, limited, median, pick, rounds

ROWS = 100_000
PEER, RATIO, MEMORY_BAR_MB, CANCEL_BAR_S, BEAT_BAR_MS = "openpyxl write-only + lxml", 1.3, 30.0, 0.5, 16.0
LIVE_ROWS, LIVE_S, BEGIN_MS, LOOK_S, LATEST_S = 500, 20.0, 1_000, 0.005, 60.0
WARM = 2_000  # rows that are written before anything is measured: imports are not counted, as with the peers


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    jobs = {
        "alone": lambda: setup.child("export.py", "--alone", "xlsx"),
        "csv": lambda: setup.child("export.py", "--alone", "csv"),
        "window": lambda: setup.child("export.py"),
    }
    if setup.peers is not None:  # with the libraries that the product has: nothing else is compared
        script = setup.peers / "excel_bench.py"
        words = ("--case", "openpyxl_wo", "--rows", ROWS)
        jobs[PEER] = lambda: peers.run(peers.ours(), script, *words, platform=setup.platform, timeout=240.0)
    found = rounds(setup, 1 if setup.quick else 3, jobs)
    return _rows(found)


def _rows(found: dict[str, list[Any]]) -> list[Row]:
    title, alone, window, theirs = "100,000 x 12 with formats: ", found["alone"], found["window"], found.get(PEER, [])
    whole = against(f"{title}XLSX", "s", pick(alone, "s"), PEER, pick(theirs, "s"), RATIO)
    whole.others = {"file_mb": median(pick(alone, "file_mb")) or 0.0, "CSV s": median(pick(found["csv"], "s")) or 0.0}
    memory = limited(f"{title}memory", "MB", pick(alone, "extra_mb"), MEMORY_BAR_MB)
    memory.others = {PEER: median(pick(theirs, "peak_extra_mb")) or 0.0}
    asked = limited(f"{title}asked by the window until it is on disk", "s", pick(window, "written_s"))
    stopped = limited(f"{title}cancelled until nothing is left of it", "s", pick(window, "stopped_s"), CANCEL_BAR_S)
    late = limited(f"{title}heartbeat of the window late, p99", "ms", pick(window, "lag_ms", "p99"), BEAT_BAR_MS)
    late.others = {name: median(pick(window, "lag_ms", name)) or 0.0 for name in ("median", "max")}
    return [whole, memory, asked, stopped, late]


# the children


def book(rows: int) -> Any:
    """The table: the same kinds of columns as the peers'."""
    import numpy as np

    from models.workbook import Book, Column, Columns, Format, Sheet

    rng = np.random.default_rng(measure.SEED)
    kinds = (Format.PRICE, Format.PERCENT, Format.POINTS)
    codes = tuple(f"{place % 5000:06}.SZ" for place in range(rows))
    days = np.datetime64("2010-01-04", "D") + np.arange(rows) % 4000
    numbers = [np.round(rng.normal(0.0 if place % 3 else 50.0, 20.0, rows), 2) for place in range(9)]
    heads = [Column(title="symbol"), Column(title="date", format=Format.DATE)]
    heads += [Column(title=f"c{place}", format=kinds[place % 3]) for place in range(9)]
    heads.append(Column(title="volume", format=Format.BIG))
    lines = Columns([codes, days, *numbers, rng.integers(0, 10**8, rows)])
    when = dt.datetime(2024, 9, 26, tzinfo=dt.UTC)
    sheet = Sheet(title="s", columns=tuple(heads), lines=lines)
    return Book(sheets=(sheet,), title="t", created=when, up="C8222B", down="0B7A43")


class Memory:
    """The most that a process takes above what it took at the beginning, looked at again and again. pid: "self"."""

    def __init__(self, pid: object) -> None:
        self._place, self._ended = Path(f"/proc/{pid}/statm"), threading.Event()
        self._first = self._most = self._now()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> float:
        """Megabytes."""
        self._ended.set()
        self._thread.join()
        return self._most - self._first

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_S):
            self._most = max(self._most, self._now())

    def _now(self) -> float:
        try:
            return int(self._place.read_text(encoding="ascii").split()[1]) * 4096 / 1e6
        except OSError:
            return 0.0


def alone(format_: str, folder: str) -> dict[str, Any]:
    """The writer, from the table in hand to the closed file."""
    from models.exports import WRITERS

    path, made = Path(folder) / "x", book(ROWS)
    with path.open("wb") as file:
        WRITERS[format_](book(WARM), file)
    measure.settled_mb()
    watched, began = Memory("self"), time.perf_counter()
    with path.open("wb") as file:
        WRITERS[format_](made, file)
    took = time.perf_counter() - began
    return {"s": took, "extra_mb": watched.close(), "file_mb": path.stat().st_size / 1e6}


class Asked:
    """One file written and one given up, by a client, while a window lives. told: when the second is."""

    def __init__(self, client: Any, folder: Path) -> None:
        from data_sources.protocol import FileWanted

        self._client, self._folder = client, folder
        made = book(ROWS)
        self._wants = [FileWanted(book=made, format="xlsx", target=str(folder / f"{name}.xlsx")) for name in "ab"]
        self.found: dict[str, float] = {}

    def run(self) -> None:
        """In a thread of its own: the window only lives meanwhile."""
        begun = threading.Event()
        watched, began = Memory(self._client.pid), time.perf_counter()
        self._client.file(self._wants[0]).result(LATEST_S)
        self.found |= {"written_s": time.perf_counter() - began, "data_mb": watched.close()}
        future = self._client.file(self._wants[1], lambda _: begun.set())
        begun.wait(LATEST_S)
        began = time.perf_counter()
        self._client.forget(future)
        while list(self._folder.glob(".*.part")):
            time.sleep(LOOK_S)
        self.found["stopped_s"] = time.perf_counter() - began
        if (self._folder / "b.xlsx").exists():
            raise RuntimeError("it was written all the same")


def window(folder: str) -> dict[str, Any]:
    """The list in its window, live, while the two are asked for."""
    import table
    from PySide6.QtCore import QTimer

    from data_sources.client import DataClient
    from data_sources.protocol import Boot

    profile = Path(folder) / "profile"
    profile.mkdir()
    client, app = DataClient(Boot(profile=str(profile), offline=True)), measure.application()
    client.status().result(LATEST_S)
    asked, scene, marks = Asked(client, Path(folder)), table.Scene(app, LIVE_ROWS, LIVE_S, sparks=False), list[int]()

    def work() -> None:
        marks.append(len(scene.lags))
        asked.run()
        marks.append(len(scene.lags))
        scene.end()

    thread = threading.Thread(target=work, daemon=True)
    QTimer.singleShot(BEGIN_MS, thread.start)
    scene.run()
    thread.join(LATEST_S)
    client.close()
    return asked.found | {"lag_ms": measure.summary([late * 1000 for late in scene.lags[marks[0] : marks[1]]])}


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--alone", choices=("xlsx", "csv"))
    wanted.add_argument("--peers", help="not used: the table is our own")
    arguments = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="suanli-") as folder:
        found = alone(arguments.alone, folder) if arguments.alone else window(folder)
    measure.answer(found)


if __name__ == "__main__":
    main()
