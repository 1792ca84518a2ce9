"""A table of 100,000 rows by 12 columns imported on the page of imports, and what that leaves of the GUI thread.

As in the program: a window of 1600x900 shows the page, the client asks the data process, which has the table read and
looked at in a process of its own. A file is opened until its preview is painted, then taken until it is on disk in a
temporary profile; a timer of 16 ms measures meanwhile how late the GUI thread comes back. ``--hostile`` asks for files
that mean harm: how long until there is an answer, and what their process takes at most.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import measure
from measure import HEIGHT, WIDTH, Row, Setup, limited, median, pick, rounds

WHOLE_BAR_S, BEAT_BAR_MS, HARM_BAR_S, MEMORY_BAR_MB = 5.0, 16.0, 5.0, 500.0
BEAT_MS, LATEST_S, LOOK_S = 16, 60.0, 0.01


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    import import_files

    with tempfile.TemporaryDirectory(prefix="suanli-") as folder:
        jobs = {}
        for shape, rows in import_files.SHAPES.items():
            path = Path(folder) / f"{shape}.xlsx"
            import_files.write(path, rows())
            jobs[shape] = lambda path=path: setup.child("imports.py", "--file", path)
        jobs["hostile"] = lambda: setup.child("imports.py", "--hostile")
        found = rounds(setup, 1 if setup.quick else 3, jobs, once=("hostile",))
    return [*_tables(found), *_harm(found["hostile"])]


def _tables(found: dict[str, list[Any]]) -> list[Row]:
    made = []
    for shape in ("long", "wide"):
        title, results = f"100,000 x 12 cells, {shape}: ", found[shape]
        whole = limited(f"{title}shown and on disk", "s", pick(results, "whole_s"), WHOLE_BAR_S)
        whole.others = {name: median(pick(results, name)) or 0.0 for name in ("shown_s", "taken_s", "points")}
        late = limited(f"{title}heartbeat late, p99", "ms", pick(results, "lag_ms", "p99"), BEAT_BAR_MS)
        late.others = {f"{name} ms": median(pick(results, "lag_ms", name)) or 0.0 for name in ("median", "max")}
        memory = limited(f"{title}memory of its process", "MB", pick(results, "memory_mb"), MEMORY_BAR_MB)
        made += [whole, late, memory]
    return made


def _harm(results: list[Any]) -> list[Row]:
    slowest = limited("files that mean harm: until refused or shown, most", "s", pick(results, "most_s"), HARM_BAR_S)
    slowest.others = {name: seconds for one in results[:1] for name, seconds in one.get("slow", {}).items()}
    memory = limited("files that mean harm: memory, most", "MB", pick(results, "memory_mb"), MEMORY_BAR_MB)
    return [slowest, memory]


# the child


class Watched:
    """The most memory that a process of a table has taken: those below the data process."""

    def __init__(self, parent: int) -> None:
        self.most_mb, self._parent, self._ended = 0.0, parent, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> float:
        """No more of it; megabytes."""
        self._ended.set()
        self._thread.join()
        return self.most_mb

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_S):
            for place in Path(f"/proc/{self._parent}/task").glob("*/children"):
                for child in _words(place):
                    self.most_mb = max(self.most_mb, _most_mb(child))


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except OSError:
        return []


def _most_mb(process: str) -> float:
    words = _words(Path(f"/proc/{process}/status"))
    return int(words[words.index("VmHWM:") + 1]) / 1e3 if "VmHWM:" in words else 0.0


class Scene:
    """The page in a window, the data process behind it, and a heartbeat."""

    def __init__(self, app: Any, profile: str) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app, self.lags, self._last = app, list[float](), 0.0
        self.parts, self.client = _parts(profile)
        self.page = self._page()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def run(self, file: str) -> dict[str, Any]:
        """Show a file, take it, and say how long each took."""
        page, refused = self.page, list[str]()
        page.asking.refused.connect(refused.append)
        self._until(lambda: self.client.waiting == 0)  # what is kept of products and templates has come
        watched = Watched(self.client._process.pid)
        self._last = time.perf_counter()
        self._timer.start()
        began = time.perf_counter()
        page.open(file)
        self._until(lambda: bool(refused) or page.take.isEnabled())
        shown = time.perf_counter()
        page.commit()
        self._until(lambda: bool(refused) or (page.asking.made is not None and page.asking.made.committed))
        taken = time.perf_counter()
        self._timer.stop()
        if refused:
            raise RuntimeError(refused[0])
        return {
            "shown_s": shown - began, "taken_s": taken - shown, "whole_s": taken - began,
            "lag_ms": measure.summary([late * 1000 for late in self.lags]), "memory_mb": watched.close(),
            "points": page.asking.made.points,
        }  # fmt: skip

    def hostile(self, folder: str) -> dict[str, Any]:
        """Ask for each file, and say how long the slowest took."""
        import import_files

        from data_sources.protocol import ImportWanted

        watched, took = Watched(self.client._process.pid), dict[str, float]()
        products = self.parts.products.products.all()
        for name, content in import_files.HOSTILE.items():
            path = Path(folder) / "table.xlsx"
            path.write_bytes(content())
            began = time.perf_counter()
            future: Future[Any] = self.client.bring_in(ImportWanted(path=str(path), products=products))
            self._until(future.done)
            took[name] = round(time.perf_counter() - began, 2)
        slow = dict(sorted(took.items(), key=lambda one: -one[1])[:4])
        return {"most_s": max(took.values()), "slow": slow, "memory_mb": watched.close(), "all": took}

    def close(self) -> None:
        """End the data process."""
        self.page.retire()
        self.client.close()

    def _page(self) -> Any:
        from gui.imports.page import ImportPage

        made = ImportPage(self.parts)
        made.resize(WIDTH, HEIGHT)
        made.show()
        self._app.processEvents()
        return made

    def _beat(self) -> None:
        now = time.perf_counter()
        self.lags.append(max(0.0, now - self._last - BEAT_MS / 1000))
        self._last = now

    def _until(self, done: Any) -> None:
        """Serve the window till then, and paint what follows."""
        from PySide6.QtCore import QEventLoop

        until = time.perf_counter() + LATEST_S
        while not done():
            if time.perf_counter() > until:
                raise TimeoutError("no answer")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        self._app.processEvents()


def _parts(profile: str) -> tuple[Any, Any]:
    """What the page needs of a window's parts."""
    import resources
    from data_sources.client import DataClient
    from data_sources.protocol import Boot
    from gui.look.theme import theme
    from gui.wires.bridge import Bridge
    from gui.wires.products import ProductBook
    from gui.wires.templates import TemplateBook
    from gui.wires.writing import Writing

    client, bridge = DataClient(Boot(profile=profile, offline=True)), Bridge()
    return SimpleNamespace(
        client=client, bridge=bridge, texts=resources.texts("zh"), lang="zh", theme=theme("dark", "red-up"),
        templates=TemplateBook(client, bridge), products=ProductBook(client, bridge, resources.products),
        writing=Writing(client, bridge),
    ), client  # fmt: skip


def main() -> None:
    """One measurement, its result as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--file", help="a table to show and take")
    wanted.add_argument("--hostile", action="store_true")
    wanted.add_argument("--peers", help="not used: the peers import nothing")
    arguments = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="suanli-") as folder:
        profile = Path(folder) / "profile"
        profile.mkdir()
        scene = Scene(measure.application(), str(profile))
        found = scene.hostile(folder) if arguments.hostile else scene.run(arguments.file)
        scene.close()
    measure.answer(found)


if __name__ == "__main__":
    main()
