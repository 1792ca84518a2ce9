"""The traffic tab over 200 products of five years of days: from a click until all of it is painted, and its turns.

A real TrafficTab alone in a window of 1600x900, over a client that answers at once. 100 products are text, 60 image,
40 video; some have gaps, some a second source. A step lasts from the click to the end of the last paint that follows
it; a timer of 2 ms says how long the GUI thread was away at most meanwhile. "first" is a process of its own each time,
imports included, with byte code. ``--data``: the same numbers out of user.db, and what their way through a pipe leaves
of the GUI thread.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, limited, median, pick, rounds

PAINTED_BAR_MS, TURN_BAR_MS, MEMORY_BAR_MB = 100.0, 50.0, 60.0
DAYS, LAST = 1_826, dt.date(2024, 9, 19)
CATEGORIES = {"text": 100, "image": 60, "video": 40}
POINTS = DAYS * sum(CATEGORIES.values())
BEAT_MS, QUIET_MS = 2, 60
REPEATS = 5
NOW = dt.datetime(2024, 9, 20, 8, tzinfo=dt.UTC).timestamp()


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    jobs = {
        "tab": lambda: setup.child("traffic.py"),
        "first": lambda: setup.child("traffic.py", "--first"),
        "cold": lambda: setup.child("traffic.py", "--first", "--cold"),
        "data": lambda: setup.child("traffic.py", "--data"),
    }
    found = rounds(setup, 2 if setup.quick else 3, jobs)
    names = list(dict.fromkeys(name for one in found["tab"] for name in one.get("steps", ())))
    rows = [
        _step("open it for the first time", found["first"], "first"),
        _step("the same before its modules were brought in", found["cold"], "first"),
    ]
    rows += [_step(name, found["tab"], "steps", name) for name in names]
    rows.append(
        limited("memory of tab and panel, numbers in hand", "MB", pick(found["tab"], "memory_mb"), MEMORY_BAR_MB)
    )
    held = limited(f"{POINTS:,} points from user.db, warm", "ms", pick(found["data"], "warm_ms"))
    held.others = {"cold": median(pick(found["data"], "cold_ms")) or 0.0}
    late = limited("longest turn while they arrive", "ms", pick(found["data"], "turn_ms"), TURN_BAR_MS)
    late.others = {"the whole way, ms": median(pick(found["data"], "way_ms")) or 0.0}
    return [*rows, held, late]


def _step(what: str, results: list[Any], *path: str) -> Row:
    """Until painted; beside it the longest turn, which has a bar of its own."""
    row = limited(what, "ms", pick(results, *path, "painted_ms"), PAINTED_BAR_MS)
    row.others = {"longest turn, ms": median(pick(results, *path, "turn_ms")) or 0.0}
    for told, name in (("processor of it", "cpu_ms"), ("processor until painted", "whole_ms")):
        row.others[told] = median(pick(results, *path, name)) or 0.0
    row.bar += f", turn <= {TURN_BAR_MS:g}"
    row.met = row.met and row.others["longest turn, ms"] <= TURN_BAR_MS
    return row


# what is shown


def product_ids() -> Iterator[tuple[str, str]]:
    """Ids with their categories."""
    for category, count in CATEGORIES.items():
        yield from ((f"{category}{number:03}", category) for number in range(count))


def rows_of_products() -> list[dict[str, Any]]:
    """The products as resources.products() would say them."""
    return [
        {"id": name, "name_zh": f"产品{name}", "name_en": f"Product {name}", "category": category,
         "assets": [{"kind": "site", "name": f"{name}.example"}]}
        for name, category in product_ids()
    ]  # fmt: skip


def series() -> list[Any]:
    """A day a point of every product: every fifth has gaps, every tenth a second source, of its last year."""
    import numpy as np

    luck = np.random.default_rng(measure.SEED)
    days = np.datetime64(LAST, "D") - np.arange(DAYS)[::-1]
    week = 1.0 + 0.1 * np.sin(np.arange(DAYS) * 2 * np.pi / 7)
    made = []
    for number, (name, _) in enumerate(product_ids()):
        value = np.round(10.0 ** luck.uniform(3.5, 7.5) * np.exp(np.cumsum(luck.normal(0, 0.02, DAYS))) * week)
        if number % 5 == 0:
            for at in luck.integers(0, DAYS - 40, 6).tolist():
                value[at : at + int(luck.integers(1, 40))] = np.nan
        made.append(_series(name, "Similarweb", days, value))
        if number % 10 == 0:
            made.append(_series(name, "Semrush", days[-365:], np.round(value[-365:] * 0.9)))
    return made


def _series(name: str, source: str, days: Any, value: Any) -> Any:
    import numpy as np

    from models.traffic.values import Granularity, Metric, Series, SeriesKey

    key = SeriesKey(
        product=name, metric=Metric.VISITS, granularity=Granularity.DAY, source=source, asset=f"{name}.example"
    )
    count = len(days)
    return Series(
        key=key, start=days, end=days, value=value, step=np.zeros(count), flags=np.zeros(count, np.uint8),
        known_at=np.full(count, NOW), batch=np.ones(count, np.int64),
    )  # fmt: skip


# the tab


class Client:
    """Answers wants for traffic at once with what is held; nothing else is ever answered."""

    def __init__(self, held: Any) -> None:
        self.held = held

    def traffic(self, want: Any) -> Future[Any]:
        """What is held, or nothing of another metric."""
        from data_sources.protocol.traffic import Held
        from models.traffic.values import Metric

        future: Future[Any] = Future()
        future.set_result(self.held if want.metric is Metric.VISITS else Held())
        return future

    def forget(self, future: Future[Any]) -> None:
        """Nothing is on its way."""

    def __getattr__(self, name: str) -> Callable[..., Future[Any]]:
        return lambda *words, **named: Future()


class Steps:
    """Runs what a user does and waits for the paints that follow, with a timer that says how long turns take."""

    def __init__(self, app: Any, window: Any) -> None:
        from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
        from PySide6.QtWidgets import QWidget

        count = self

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                    count._paints += 1
                return False

        self._app, self._filter, self._paints = app, Filter(), 0
        window.installEventFilter(self._filter)
        self._window, self._loop = window, QEventLoop()
        self.watch: Callable[[], list[Any]] = list  # widgets whose paints count as well
        self._watched: list[Any] = []
        self._beat = QTimer(interval=BEAT_MS)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._tick)

    def run(self, call: Callable[[], object]) -> dict[str, float]:
        """From the call to the end of the last paint, the longest turn, and the processor in both; ms."""
        from PySide6.QtCore import QTimer

        self._seen = self._paints
        self._turns: list[float] = []
        self._spent: list[float] = []
        self._beat.start()
        QTimer.singleShot(0, lambda: self._go(call))
        self._last = self._painted = self._began = time.perf_counter()
        self._used = self._first = self._done = time.thread_time()
        self._loop.exec()
        self._beat.stop()
        found = {
            "painted": self._painted - self._began, "whole": self._done - self._first, "turn": max(self._turns),
            "cpu": max(self._spent),
        }  # fmt: skip
        return {f"{name}_ms": value * 1000 for name, value in found.items()}

    def median(self, calls: list[Callable[[], object]], before: Callable[[], object] | None) -> dict[str, float]:
        """The medians of several, and the least, which a quiet machine says. before: done before each, not measured."""
        found = []
        for call in calls:
            if before is not None:
                self.run(before)
            found.append(self.run(call))
        told = {name: median(one[name] for one in found) or 0.0 for name in found[0]}
        return told | {f"{name}_least": min(one[name] for one in found) for name in found[0]}

    def _go(self, call: Callable[[], object]) -> None:
        self._began = self._last = time.perf_counter()
        self._used = self._first = time.thread_time()
        call()

    def _tick(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self._turns.append(now - self._last)
        self._spent.append(used - self._used)
        self._last, self._used = now, used
        for one in self.watch():
            if one not in self._watched:
                self._watched.append(one)
                one.installEventFilter(self._filter)
        if self._paints != self._seen:
            self._seen, self._painted, self._done = self._paints, now, used
        elif now - max(self._painted, self._began) > QUIET_MS / 1000:
            self._loop.quit()


def parts_of(client: Any) -> Any:
    """The parts of the window that the tab uses."""
    import resources
    from gui.charts.loading import Plotting
    from gui.look.theme import theme
    from gui.parts import Parts
    from gui.start import Backstage
    from gui.wires.bridge import Bridge
    from gui.wires.products import ProductBook
    from gui.wires.templates import TemplateBook
    from gui.wires.traffic import TrafficBook
    from gui.wires.writing import Writing
    from models.events import library_from
    from models.universe import universe_from

    bridge, library = Bridge(), library_from(resources.events(), resources.vendors())
    ready = Plotting(bridge)
    ready.ready = True
    absent: Any = None
    lists: Any = SimpleNamespace(lists=SimpleNamespace(known={}))  # the instruments a user has added: none
    return Parts(
        client=client, bridge=bridge, plotting=ready, week=absent, finder=absent, board=absent, choices=absent,
        lists=lists, histories=absent, alerting=absent, comparing=absent, templates=TemplateBook(client, bridge),
        traffic=TrafficBook(client, bridge), products=ProductBook(client, bridge, rows_of_products), layouts=absent,
        drawings=absent, store=absent, universe=universe_from(resources.universe()), texts=resources.texts("zh"),
        lang="zh", theme=theme("dark", "red-up"), writing=Writing(client, bridge),
        backstage=Backstage(library=lambda: library),
    )  # fmt: skip


class Scene:
    """A stack of an empty page and the tab, as the window's pages have it."""

    def __init__(self, app: Any, *, cold: bool = False) -> None:
        import gc
        import importlib

        from PySide6.QtWidgets import QTabWidget, QWidget

        import gui.charts.canvas
        import gui.charts.price  # noqa: F401 - what the program imports after its first paint
        from data_sources.protocol.traffic import Held
        from gui.app import BEFORE, LATER  # what the program imports in quiet moments

        for name in () if cold else (*BEFORE, "gui.tabs.traffic", *LATER):
            importlib.import_module(name)
        held = Held(series=tuple(series()))
        self.parts = parts_of(Client(held))
        sheet = app.styleSheet()
        app.setStyleSheet("")
        self.pages = QTabWidget(documentMode=True)
        self.pages.setStyleSheet(sheet)  # as the program has it: a window is dressed by itself
        self.pages.addTab(QWidget(), "chart")
        self.pages.resize(WIDTH, HEIGHT)
        self.pages.show()
        self.steps = Steps(app, self.pages)
        for _ in range(5):
            app.processEvents()
        gc.collect()
        gc.freeze()  # as gui/app.py does after the first paint

    def open(self) -> None:
        """Build the tab and bring it to the front."""
        from gui.tabs.traffic import TrafficTab

        self.tab = TrafficTab(self.parts, lambda: NOW)
        self.pages.addTab(self.tab, "traffic")
        self.pages.setCurrentIndex(1)
        self.steps.watch = self.canvases

    def canvases(self) -> list[Any]:
        """What is painted on; a figure's canvas is there when something was drawn."""
        tab = self.tab
        drawn = [one.view.viewport() for one in tab.figures.alone if one.view is not None]
        return [tab, tab.report.table.viewport(), *drawn]

    def all(self) -> dict[str, Any]:
        """Every step."""
        before = measure.settled_mb()
        self.steps.run(self.open)
        away = {"open it again": lambda: self.pages.setCurrentIndex(0)}
        found = {name: self.steps.median(calls, away.get(name)) for name, calls in self._calls()}
        return {"steps": found, "memory_mb": measure.settled_mb() - before}

    def _calls(self) -> Iterator[tuple[str, list[Callable[[], object]]]]:
        from dataclasses import replace

        from models.traffic import edits
        from models.traffic.chosen import View
        from models.traffic.values import Granularity

        book = self.parts.traffic

        def put(**changes: Any) -> Callable[[], object]:
            return lambda: book.put(replace(book.held, **changes))

        def both(one: dict[str, Any], other: dict[str, Any]) -> list[Callable[[], object]]:
            return [put(**(one if turn % 2 == 0 else other)) for turn in range(2 * REPEATS)]

        yield "open it again", [self._front for _ in range(REPEATS)]
        names = ("image", "text", "video", "text") * 2
        yield (
            "switch category, months of a year",
            [lambda name=name: book.put(edits.of_category(book.held, name)) for name in names],
        )
        weeks = {"granularity": Granularity.WEEK}
        for title, view in (
            ("of a year", View(category="text")), ("of five years", View(category="text", days=0)),
            ("all 200, five years", View(category="", days=0)),
        ):  # fmt: skip
            self.steps.run(lambda view=view: book.put(replace(view, **weeks)))
            yield f"re-cut weeks, {title}", both({"week_end": 6}, {"week_end": 3})
            yield f"weeks to months and back, {title}", both({"granularity": Granularity.MONTH}, weeks)
            yield f"weeks to days and back, {title}", both({"granularity": Granularity.DAY}, weeks)
        self.steps.run(lambda: book.put(View(category="text", days=0, granularity=Granularity.DAY)))
        yield (
            "switch category, days of five years",
            [lambda name=name: book.put(edits.of_category(book.held, name)) for name in names],
        )
        yield from self._shapes(put)

    def _shapes(self, put: Any) -> Iterator[tuple[str, list[Callable[[], object]]]]:
        from models.traffic.chosen import Shape, View
        from models.traffic.values import Granularity

        book = self.parts.traffic
        for title, view in (
            ("weeks of a year", View(granularity=Granularity.WEEK)),
            ("days of five years", View(granularity=Granularity.DAY, days=0)),
        ):  # fmt: skip
            self.steps.run(lambda view=view: book.put(view))
            for shape in (Shape.BARS, Shape.SHARE, Shape.TABLE):
                calls = [put(shape=one) for _ in range(REPEATS) for one in (shape, Shape.LINES)]
                yield f"lines to {shape} and back, {title}", calls
            yield f"split, {title}", [put(split=one) for _ in range(REPEATS) for one in (True, False)]
            panel = self.tab.board.panel
            days = panel.start[panel.first : panel.stop]
            self.steps.run(put(base=days[0].astype(object)))
            yield f"drag the base, {title}", [self._drag(at) for at in range(1, 25)]
            self.steps.run(lambda view=view: book.put(view))
            yield f"hover, {title}", [self._hover(at) for at in range(1, 25)]
            yield f"sort the table, {title}", [self._sort(at % 4) for at in range(8)]

    def _front(self) -> None:
        self.pages.setCurrentIndex(1)

    def _drag(self, at: int) -> Callable[[], object]:
        view = self.tab.figures.alone[0].view
        return lambda: view._drag_base(self.tab.board.panel.first + at, at % 12 != 0)

    def _hover(self, at: int) -> Callable[[], object]:
        from PySide6.QtCore import QPointF

        view = self.tab.figures.alone[0].view
        size = view.viewport().size()
        place = QPointF(size.width() * 0.02 * at, size.height() * (0.3 + 0.02 * at))
        return lambda: _move(view, place)

    def _sort(self, column: int) -> Callable[[], object]:
        return lambda: self.tab.report.table.rows.sort_by(column)


def _move(view: Any, place: Any) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), event)


# the data side


def send(pipe: Connection, folder: str) -> None:
    """The data process: the shelf of a user.db, read cold and warm, then sent."""
    import pickle

    from data_sources.protocol.traffic import TrafficWanted
    from data_sources.traffic.shelf import Shelf
    from data_sources.user.db import UserData
    from models.traffic.values import Batch, Metric, Origin

    user = UserData(Path(folder), NOW)
    batch = Batch(origin=Origin.FILE, name="days.xlsx", source="Similarweb", known_at=NOW, taken_at=NOW)
    user.traffic.take(batch, series(), {})
    shelf, want = Shelf(user.traffic, ""), TrafficWanted(metric=Metric.VISITS)
    times = []
    for _ in range(6):
        began = time.perf_counter()
        held = shelf.held(want)
        times.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    size = len(pickle.dumps(held, pickle.HIGHEST_PROTOCOL))
    packed = (time.perf_counter() - began) * 1000
    pipe.send({"cold_ms": times[0], "warm_ms": median(times[1:]), "sent_mb": size / 1e6, "pickle_ms": packed})
    while pipe.recv():
        pipe.send(held)


def arrival() -> dict[str, float]:
    """How long the GUI thread was away at most while the numbers came through the pipe, a reader thread taking them."""
    from gui.wires.bridge import Bridge

    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = context.Pipe()
        process = context.Process(target=send, args=(theirs, folder))
        process.start()
        told = ours.recv()
        bridge = Bridge()
        found = [_arrive(ours, bridge) for _ in range(REPEATS)]
        ours.send(False)
        process.join()
    return told | {name: median(one[name] for one in found) or 0.0 for name in found[0]}


def _arrive(pipe: Connection, bridge: Any) -> dict[str, float]:
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, beats, came = QEventLoop(), [time.perf_counter()], [0.0]
    beat = QTimer(interval=BEAT_MS)
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    future: Future[Any] = Future()

    def take(_: Any) -> None:
        came[0] = time.perf_counter()
        QTimer.singleShot(20, loop.quit)

    bridge.when_done(future, take)
    reader = threading.Thread(target=lambda: future.set_result(pipe.recv()))
    reader.start()
    began = time.perf_counter()
    pipe.send(True)
    loop.exec()
    reader.join()
    gaps = [(after - before) * 1000 for before, after in itertools.pairwise(beats)]
    return {"turn_ms": max(gaps), "way_ms": (came[0] - began) * 1000}


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--first", action="store_true", help="open the tab for the first time, and nothing else")
    wanted.add_argument("--cold", action="store_true", help="before the program has imported what it needs")
    wanted.add_argument("--data", action="store_true", help="user.db and the pipe")
    wanted.add_argument("--picture", help="save the window to this file")
    wanted.add_argument("--peers", help="not used: the peers have no such tab")
    arguments = wanted.parse_args()
    app = measure.application()
    if arguments.data:
        measure.answer(arrival())
    scene = Scene(app, cold=arguments.cold)
    found = {"first": scene.steps.run(scene.open)} if arguments.first else scene.all()
    if arguments.picture:
        scene.pages.grab().save(arguments.picture)
    measure.answer(found)


if __name__ == "__main__":
    main()
