"""Instrument search: what a keystroke costs the window, and what the arrival of the table of 50,000 costs it.

As in the program: another process makes the table and sends it through a pipe, a thread receives it, the window takes
it over while a timer counts how long the GUI thread was away. Then 200 queries are typed into the real box key by key:
a keystroke lasts from the key until what was found is painted and the queue is quiet. ``find`` is the search alone.
Codes, names, initials, pinyin and words of instruments drawn by lot, and what nobody is called.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, limited, pick, rounds

COUNT, QUERIES, BEAT_MS = 50_000, 200, 4
KEY_BAR, TURN_BAR = 20.0, 50.0
FIRST = {
    "盛科": "688702.SH", "沃尔核材": "002130.SZ", "wehc": "002130.SZ", "yingweida": "NVDA.US", "0700": "00700.HK",
    "gyfl": "601138.SH",
}  # fmt: skip


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    found = rounds(setup, 2 if setup.quick else 3, {"search": lambda: setup.child("search.py")})["search"]
    title = f"{COUNT:,} instruments: "
    return [
        limited(title + "a keystroke until painted, p95", "ms", pick(found, "key_ms", "p95"), KEY_BAR),
        limited(title + "the same, p50", "ms", pick(found, "key_ms", "median")),
        limited(title + "the same, max", "ms", pick(found, "key_ms", "max")),
        limited(title + "the search alone, p95", "ms", pick(found, "find_ms", "p95")),
        limited(title + "longest turn while the table arrives", "ms", pick(found, "longest_turn_ms"), TURN_BAR),
        limited(title + "taking the table over, in that turn", "ms", pick(found, "take_ms")),
        limited(title + "making it, in the data process", "s", pick(found, "made_s")),
        limited(title + "memory of the window", "MB", pick(found, "memory_mb")),
        limited(f"of {len(FIRST)} names found first", "", pick(found, "first"), len(FIRST), least=True),
    ]


def make(pipe: Connection, count: int, folder: str) -> None:
    """The other process: makes the table and sends it, and what to type."""
    import names

    from data_sources.listing.merging import sounding
    from models.search.table import table_of

    known, real = names.instruments(count, Path(folder) if folder else names.FOLDER)
    began = time.perf_counter()
    known = [sounding(one) for one in known]
    sounded = time.perf_counter()
    table = table_of(known)
    told = {"real": real, "sounds_s": sounded - began, "made_s": time.perf_counter() - sounded}
    pipe.send((told, _queries(known)))
    pipe.recv()  # the window is ready
    pipe.send(table)


def _queries(known: list[Any]) -> list[str]:
    luck = random.Random(measure.SEED)
    drawn = list(FIRST)
    while len(drawn) < QUERIES:
        one = luck.choice(known)
        ways = (
            one.instrument.code, one.instrument.name_zh, one.instrument.name_en[:12], *one.initials[:1],
            *(pinyin.replace("'", "") for pinyin in one.pinyin[:1]), *one.instrument.name_en.split()[1:2], "qzxv",
        )  # fmt: skip
        if text := luck.choice(ways):
            drawn.append(text)
    return drawn


class Client:
    """Answers with the table when it comes; the sources' own search is never asked here."""

    def __init__(self) -> None:
        self.table: Future[Any] = Future()

    def index(self, want: Any, partial: Any) -> Future[Any]:
        """The table, when it has come."""
        return self.table

    def suggestions(self, text: str) -> Future[Any]:
        """Nothing."""
        return Future()


class Scene:
    """The box over an empty window, and the pipe to the process that makes the table."""

    def __init__(self, app: Any, count: int, folder: str) -> None:
        from PySide6.QtWidgets import QMainWindow

        self._app, self._count, self._folder = app, count, folder
        self._window = QMainWindow()
        self._window.resize(WIDTH, HEIGHT)
        self._window.show()
        self._client = Client()
        self._parts = self._parts_of(self._client)

    def run(self) -> dict[str, Any]:
        """Let the table come, type, and say how long it took."""
        from gui.search.box import SearchBox

        box = SearchBox(self._parts, self._window)
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=make, args=(theirs, self._count, self._folder))
        process.start()
        told, queries = ours.recv()
        before = measure.settled_mb()
        arrival = self._arrival(ours)
        process.join()
        grown = measure.settled_mb() - before
        box.open()
        gc.collect()
        gc.freeze()  # as gui/app.py does after the first paint: a full collection is no part of a keystroke
        keys, finds = self._typed(box, queries)
        firsts = {text: self._first(text) for text in FIRST}
        return told | arrival | {
            "key_ms": measure.summary(keys), "find_ms": measure.summary(finds), "keystrokes": len(keys),
            "memory_mb": round(grown, 1), "firsts": firsts, "first": sum(FIRST[text] == firsts[text] for text in FIRST),
        }  # fmt: skip

    def _parts_of(self, client: Client) -> Any:
        import resources
        from gui.look.theme import theme
        from gui.parts import Parts
        from gui.search.finder import Finder
        from gui.wires.bridge import Bridge
        from models.universe import universe_from

        universe, bridge = universe_from(resources.universe()), Bridge()
        finder = Finder(client, bridge, universe, {})
        return Parts(
            client=client, bridge=bridge, plotting=None, week=None, board=None, choices=None, finder=finder,
            universe=universe, texts=resources.texts("zh"), lang="zh", theme=theme("dark", "red-up"), offline=True,
        )  # fmt: skip

    def _arrival(self, pipe: Connection) -> dict[str, float]:
        """How long the GUI thread was away at most while the table came, and what taking it over took."""
        from PySide6.QtCore import QTimer

        finder, beats, took = self._parts.finder, [time.perf_counter()], [0.0]
        finder.find("a")  # the bundled index is there before
        take = finder._take

        def timed(table: Any) -> None:
            began = time.perf_counter()
            take(table)
            took[0] = time.perf_counter() - began

        finder._take = timed
        beat = QTimer(interval=BEAT_MS)
        beat.timeout.connect(lambda: beats.append(time.perf_counter()))
        beat.start()
        finder.begin()
        with ThreadPoolExecutor(1) as reader:
            pipe.send("ready")
            reader.submit(lambda: self._client.table.set_result(pipe.recv()))
            until = time.perf_counter() + 30
            while not took[0] and time.perf_counter() < until:
                self._app.processEvents()
                time.sleep(0.0005)
        self._app.processEvents()
        gaps = [(after - before) * 1000 for before, after in itertools.pairwise(beats)]
        return {"longest_turn_ms": round(max(gaps), 2), "take_ms": round(took[0] * 1000, 2)}

    def _typed(self, box: Any, queries: list[str]) -> tuple[list[float], list[float]]:
        """Milliseconds of every keystroke until painted, and of the search in it."""
        frame, keys, finds = measure.Painted(self._app, box.line), list[float](), list[float]()
        for query in queries:
            box.line.clear()
            self._app.processEvents()
            for end in range(1, len(query) + 1):
                began = time.perf_counter()
                self._parts.finder.find(query[:end])
                finds.append((time.perf_counter() - began) * 1000)
                keys.append(frame.frame(lambda text=query[end - 1]: box.line.insert(text)) * 1000)
        return keys, finds

    def _first(self, text: str) -> str:
        hits = self._parts.finder.find(text)
        return hits[0].instrument.id if hits else ""


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--count", type=int, default=COUNT)
    wanted.add_argument("--symbols", default="", help="folder of the lists (../shared/data/symbols)")
    wanted.add_argument("--peers", help="not used: the peers have no such search")
    arguments = wanted.parse_args()
    measure.answer(Scene(measure.application(), arguments.count, arguments.symbols).run())


if __name__ == "__main__":
    main()
