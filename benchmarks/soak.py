"""The window for a long time, hurried: ``python3 benchmarks/soak.py --minutes 20``. Prints samples and slopes.

The real program in this process, its data process and provider workers below it, asked for more than a day's work:
another instrument every 2 s, other columns every 5 s, an edit of the list every 7 s, a filter every 11 s, another tab
every 15 s, a workbook and a killed worker every minute, a killed data process every 4 minutes, a theme or language
every 3, and ``--ticks`` quotes a second beside the sources'. Sources are whatever the environment leads to
(``--simulated`` needs none). Memory and handles are those of all its processes together; the first quarter, in which
caches fill, is left out of the slopes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import itertools
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
EVERY_S = {
    "instrument": 2, "columns": 5, "edit": 7, "filter": 11, "tab": 15,
    "file": 60, "worker": 60, "theme": 180, "lang": 360, "data": 240,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One look at everything. Memory in MB, turns of the GUI thread in ms since the last look."""

    minute: float
    gui_mb: float
    below_mb: float
    handles: int
    threads: int
    processes: int
    widgets: int
    timers: int
    objects: int
    turn_p99: float
    turn_max: float


def family(pid: int) -> list[int]:
    """``pid`` and every process below it, whichever of its threads began them."""
    try:
        words = [word for held in Path(f"/proc/{pid}/task").glob("*/children") for word in held.read_text().split()]
    except OSError:
        words = []
    return [pid] + [one for word in words for one in family(int(word))]


def _of(pid: int) -> tuple[float, int, int]:
    """MB, handles and threads of one process; zeros when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        handles, threads = (sum(1 for _ in Path(f"/proc/{pid}/{name}").iterdir()) for name in ("fd", "task"))
        return pages * PAGE / 1e6, handles, threads
    except OSError:
        return 0.0, 0, 0


def slope(samples: list[Sample], name: str) -> float:
    """Theil and Sen's slope of a figure, per minute, over the last three quarters."""
    late = samples[len(samples) // 4 :]
    pairs = itertools.combinations(late, 2)
    rises = [(getattr(b, name) - getattr(a, name)) / (b.minute - a.minute) for a, b in pairs if b.minute > a.minute]
    return statistics.median(rises) if rises else 0.0


class Soak:
    """Drives one shell by a timer of one second, and samples it."""

    def __init__(self, app, shell, start, arguments):
        from PySide6.QtCore import QTimer

        from gui.observe.pulse import Pulse

        self.app, self.shell, self.start, self.arguments = app, shell, start, arguments
        self.samples, self.killed, self.files = list[Sample](), 0, 0
        self.began, self.second = time.monotonic(), 0
        self.pulse = Pulse()
        self.timer = QTimer(interval=1000)
        self.timer.timeout.connect(self.step)
        self.ids = itertools.cycle([one.id for one in start.universe.needed(everyone=True)])
        self.themes = itertools.cycle(("light", "dark"))
        self.langs = itertools.cycle(("zh", "en"))
        self.closing = threading.Event()
        self.ticking = threading.Thread(target=self._ticks, daemon=True)

    def run(self) -> None:
        """Until the time is over."""
        self.pulse.start()
        self.timer.start()
        self.ticking.start()
        self.app.exec()
        self.closing.set()
        self.ticking.join()
        self.timer.stop()
        self.pulse.stop()

    def step(self) -> None:
        """A second passed."""
        self.second += 1
        for name, every in EVERY_S.items():
            if self.second % every == 0:
                getattr(self, f"_{name}")()
        if self.second % self.arguments.every == 0:
            self._sample()
        if time.monotonic() - self.began > self.arguments.minutes * 60:
            self.app.quit()

    @property
    def window(self):
        """The window of the moment: another theme makes another one."""
        return self.shell._window

    def _instrument(self) -> None:
        self.window.choose(next(self.ids))

    def _columns(self) -> None:
        """Another column set of the list."""
        self.window.watchlist.sets.go(1 + self.second // EVERY_S["columns"] % 4)

    def _edit(self) -> None:
        """Pin the current row, or let it go; every third time the last edit is taken back."""
        if self.second // EVERY_S["edit"] % 3:
            self.window.lists.hands.pin()
        else:
            self.shell._lists.undo()

    def _filter(self) -> None:
        """Typed, and cleared the next time."""
        line = self.window.watchlist.filtering.bar.line
        line.setText("" if line.text() else "hk")

    def _tab(self) -> None:
        from gui.tabs import TABS

        names = list(TABS)
        self.window.pages.open(names[(names.index(self.window.pages.current) + 1) % len(names)])

    def _theme(self) -> None:
        self.shell.change("theme", next(self.themes))

    def _lang(self) -> None:
        self.shell.change("lang", next(self.langs))

    def _file(self) -> None:
        from data_sources.protocol import FileWanted
        from models.workbook import Book, Column, Line, Sheet

        self.files += 1
        lines = tuple(Line(values=(number, f"line {number}")) for number in range(5000))
        sheet = Sheet(title="soak", columns=(Column(title="number"), Column(title="text")), lines=lines)
        created = dt.datetime.now(dt.UTC)
        book = Book(sheets=(sheet,), title="soak", created=created, up="C8222B", down="0B7A43")
        self.start.client.file(FileWanted(book=book, format="xlsx"))

    def _worker(self) -> None:
        below = [pid for pid in family(self.start.client.pid or 0) if pid != self.start.client.pid]
        if below:
            self._kill(below[self.second % len(below)])

    def _data(self) -> None:
        self._kill(self.start.client.pid or 0)

    def _kill(self, pid: int) -> None:
        if pid > 1:
            self.killed += 1
            os.kill(pid, signal.SIGKILL)

    def _ticks(self) -> None:
        """Quotes beside those of the sources, ten batches a second, the last ones known moved by a hair."""
        ids = list(self.start.universe.needed(everyone=True))
        per_batch = self.arguments.ticks // 10
        numbers = itertools.count()
        while per_batch and not self.closing.wait(0.1):
            self.start.inbox.quotes(tuple(self._quote(ids[k % len(ids)], next(numbers)) for k in range(per_batch)))

    def _quote(self, one, number):
        from models.values import Quote

        now = time.time()
        return Quote(
            instrument=one.id, last=100 + number % 97 / 10, previous_close=100.0, currency=one.currency,
            exchange_time=now, received_at=now, source="simulated",
        )  # fmt: skip

    def _sample(self) -> None:
        below = [_of(pid) for pid in family(os.getpid()) if pid != os.getpid()]
        own, turns = _of(os.getpid()), sorted(self.pulse.gaps_ms) or [0.0]
        self.samples.append(
            Sample(
                minute=round((time.monotonic() - self.began) / 60, 2),
                gui_mb=round(own[0], 1),
                below_mb=round(sum(one[0] for one in below), 1),
                handles=own[1] + sum(one[1] for one in below),
                threads=own[2] + sum(one[2] for one in below),
                processes=1 + len(below),
                widgets=len(self.app.allWidgets()),
                timers=_timers(self.app),
                objects=len(gc.get_objects()),
                turn_p99=round(turns[int(len(turns) * 0.99) - 1], 1),
                turn_max=round(turns[-1], 1),
            )
        )
        self.pulse.gaps_ms.clear()
        self.pulse._last = time.perf_counter()
        print(" ".join(f"{value:>9}" for value in asdict(self.samples[-1]).values()), flush=True)


def _timers(app) -> int:
    from PySide6.QtCore import QTimer

    return sum(timer.isActive() for widget in app.topLevelWidgets() for timer in widget.findChildren(QTimer))


def main() -> int:
    """Run, print, judge nothing: the numbers are read by a person."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--minutes", type=float, default=20.0)
    wanted.add_argument("--every", type=int, default=10, metavar="S", help="seconds between samples")
    wanted.add_argument("--ticks", type=int, default=1000, metavar="N", help="quotes a second beside the sources'")
    wanted.add_argument("--simulated", action="store_true", help="without any source")
    arguments = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak = _soaked(arguments, folder)
    print(f"killed {soak.killed} processes, wrote {soak.files} workbooks")
    for name in ("gui_mb", "below_mb", "handles", "threads", "processes", "widgets", "timers", "objects"):
        held = [getattr(one, name) for one in soak.samples[len(soak.samples) // 4 :]]
        print(f"{name:>10}: {min(held)} to {max(held)}, slope {slope(soak.samples, name) * 60:+.2f} an hour")
    turns = [one.turn_max for one in soak.samples]
    print(f"      turn: p99 at most {max(one.turn_p99 for one in soak.samples)} ms, longest {max(turns)} ms")
    return 0


def _soaked(arguments: argparse.Namespace, folder: str) -> Soak:
    """The program as ``main.py`` builds it, with a driver in the place of a user."""
    import main as program
    from models.arguments import parser

    words = ["--profile", folder, "--lang", "zh", *(["--simulated"] if arguments.simulated else [])]
    desk = program.Desk(parser().parse_args(words))
    with desk.window_client() as start:
        from PySide6.QtWidgets import QApplication

        from gui.app import Shell
        from gui.look.theme import font

        app = QApplication(sys.argv[:1])
        app.setStyle("Fusion")
        app.setFont(font())
        shell = Shell(app, replace(start, tab="chart"))
        shell.show()
        soak = Soak(app, shell, start, arguments)
        print(" ".join(f"{name:>9}" for name in Sample.__dataclass_fields__), flush=True)
        soak.run()
        shell.close()
    return soak


if __name__ == "__main__":
    sys.exit(main())
