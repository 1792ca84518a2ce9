"""The window with every feed live: ``python3 benchmarks/live.py --rows 300 --seconds 60``.

The program as ``main.py`` builds it, in this process, its profile empty, its list lengthened to ``--rows``, its data
process told that every market trades. Sources are whatever the environment leads to. Printed: how long the first
answer, half of the rows and all rows took from the start of the data process (nothing cached); how long a quote took
from the moment its answer was in the data process until the list that shows it was painted; and the turns of the GUI
thread. Bars: 8 ms at the 99th percentile and 50 ms at most.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
AMERICAN = """
AVGO MU TSM TSLA QQQ SPY CRM NFLX QCOM TXN ARM SMCI DELL HPE ANET VRT COHR LITE MRVL CSCO IBM PLTR SNOW NOW ADBE BABA
BIDU
"""


def lengthened(universe, rows: int):
    """``universe`` with one more sector, so that the list has about ``rows`` rows of all three markets."""
    from models import symbols
    from models.universe import Sector

    missing = max(0, rows - len(universe.needed(everyone=True)))
    codes = [f"{code}.US" for code in AMERICAN.split()] + [f"{code:05d}.HK" for code in range(1, 61)]
    codes += [f"600{code:03d}.SH" for code in range(1000)]
    more = [symbols.instrument(code) for code in codes if code not in universe.instruments][:missing]
    names = tuple(one.id for one in more)
    sector = Sector(id="more", name_zh="更多", name_en="More", members=names, featured=())
    held = dict(universe.instruments) | {one.id: one for one in more}
    return replace(universe, instruments=held, sectors=(*universe.sectors, sector))


class Watch:
    """Notes when quotes are painted. ``received``: of the quotes flushed since the last paint."""

    def __init__(self, app, shell, start, seconds: float) -> None:
        from PySide6.QtCore import QEvent, QObject, QTimer

        from gui.observe.pulse import Pulse

        self.app, self.start, self.began = app, start, time.time()
        self.received, self.late_ms, self.first = list[float](), list[float](), dict[str, float]()
        self.pulse, take = Pulse(), start.inbox.take
        watch = self

        def noted():
            post = take()
            watch.received += [quote.received_at for quote in post.quotes]
            for quote in post.quotes:
                watch.first.setdefault(quote.instrument, quote.received_at - watch.began)
            return post

        class Painted(QObject):
            def eventFilter(self, watched, event):  # noqa: N802
                if event.type() == QEvent.Type.Paint:
                    QTimer.singleShot(0, watch.painted)
                return False

        self.filter, start.inbox.take = Painted(), noted
        shell._window.watchlist.view.viewport().installEventFilter(self.filter)
        QTimer.singleShot(int(seconds * 1000), app.quit)
        QTimer.singleShot(3000, self.pulse.start)  # the first paint has its own benchmark

    def painted(self) -> None:
        """The viewport has just been painted."""
        now = time.time()
        self.late_ms += [(now - at) * 1000 for at in self.received]
        self.received.clear()


def main() -> int:
    """Run for a while and print one JSON line."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--rows", type=int, default=300)
    wanted.add_argument("--seconds", type=float, default=60.0)
    arguments = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        watch = _watched(arguments, folder)
    times, late = sorted(watch.first.values()), sorted(watch.late_ms) or [0.0]
    told = {
        "rows": arguments.rows,
        "answered": len(times),
        "first_s": round(times[0], 2) if times else None,
        "half_s": round(times[len(times) // 2], 2) if times else None,
        "all_s": round(times[-1], 2) if times else None,
        "quotes_painted": len(late),
        "to_paint_p50_ms": round(late[len(late) // 2], 1),
        "to_paint_p99_ms": round(late[int(len(late) * 0.99) - 1], 1),
    }
    print(json.dumps(told | watch.pulse.report()))
    return 0


def _watched(arguments: argparse.Namespace, folder: str) -> Watch:
    import main as program
    from models.arguments import parser

    desk = program.Desk(parser().parse_args(["--profile", folder, "--lang", "zh"]))
    desk.universe = lengthened(desk.universe, arguments.rows)
    program.Desk.boot = property(lambda self, boot=program.Desk.boot.fget: replace(boot(self), always_open=True))
    with desk.window_client() as start:
        from PySide6.QtWidgets import QApplication

        from gui.app import Shell
        from gui.look.theme import font

        app = QApplication(sys.argv[:1])
        app.setStyle("Fusion")
        app.setFont(font())
        shell = Shell(app, replace(start, tab="chart"))
        shell.show()
        watch = Watch(app, shell, start, arguments.seconds)
        app.exec()
        watch.pulse.stop()
        shell.close()
    return watch


if __name__ == "__main__":
    sys.exit(main())
