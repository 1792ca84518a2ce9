"""Edits of the user's lists, end to end: ``python -m benchmarks.lists [--edits 200] [--rows 5000]``.

From ``ListBook.edit`` to ``changed``: the parts are made, cross the pipe, are on disk, and the answer is back in the
GUI thread. Before it what the window does alone: an edit, its parts, lists from parts. Needs the product's Python.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> None:
    """Print a line for each size."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--edits", type=int, default=200)
    wanted.add_argument("--rows", type=int, default=5000)
    chosen = wanted.parse_args()
    for rows, lists in ((20, 1), (chosen.rows, 1), (chosen.rows, 50)):
        alone(rows, lists)
        through(chosen.edits, rows, lists)


def alone(rows: int, lists: int) -> None:
    from models.lists.edits import rows as edits
    from models.lists.edits import sections
    from models.lists.parts import changed, laid_over, lists_from, parts_of
    from tests.models.lists.samples import big, ids

    held = big(rows, lists)
    gone = edits.remove(held, "l1", ids(0))
    folded = sections.fold(held, "l1", ["s1"], folded=True)
    parts, back = parts_of(held), changed(gone, held)
    told = {
        "a removal": lambda: edits.remove(held, "l1", ids(0)),
        "its parts": lambda: changed(held, gone),
        "parts of a fold": lambda: changed(held, folded),
        "a step laid over": lambda: laid_over(gone, back),
        "lists from parts": lambda: lists_from(parts),
    }
    print(f"{rows} rows, {lists} lists: " + ", ".join(f"{name} {timed(call):.2f} ms" for name, call in told.items()))


def timed(call: Callable[[], object], count: int = 9) -> float:
    """Median milliseconds."""
    took = []
    for _ in range(count):
        begun = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def through(count: int, rows: int, lists: int) -> None:
    from PySide6.QtCore import QCoreApplication

    import resources
    from data_sources.client import DataClient
    from data_sources.protocol import Boot
    from gui.wires.bridge import Bridge
    from gui.wires.lists import ListBook
    from models.lists.edits import rows as edits
    from tests.models.lists.samples import big, ids, stock

    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory(prefix="suanli-lists-") as profile:
        client = DataClient(Boot(profile=profile, facts=str(resources.facts_folder()), offline=True))
        book = ListBook(client, Bridge(), big(rows, lists))
        book.begin()
        took = []
        for number in range(count + 1):
            name, first = stock(rows + number // 2), number % 2 == 0
            begun = time.perf_counter()
            if first:
                book.edit("edit.added", lambda held, name=name: edits.add(held, "l1", [name], before=ids(0)[0]))
            else:
                book.edit("edit.removed", lambda held, name=name: edits.remove(held, "l1", [name.id]))
            while book.busy:
                application.processEvents()
            took.append(1000 * (time.perf_counter() - begun))
        book.retire()
        client.close()
        size = (Path(profile) / "user.db").stat().st_size / 1e6
    took = sorted(took[1:])  # the first writes everything that was shown, after the process has begun
    print(
        f"    an edit, from call to shown: p50 {took[count // 2]:.1f} ms, p95 {took[count * 95 // 100]:.1f} ms, "
        f"longest {took[-1]:.1f} ms; user.db {size:.1f} MB"
    )


if __name__ == "__main__":
    main()
