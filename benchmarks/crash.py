"""What storage survives: ``python benchmarks/crash.py [--kills 500] [--flips 300] [--power 100] [--full] ...``.

Run by the product's interpreter (.venv/bin/python). Each line: the row of the fault list, what was measured, the bar,
met or not. Without a word every part runs at full size. A negative control is a store made worse on purpose: it must be
seen to lose, else the test shows nothing. --power and --full mount a small file system: they need root.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import measure

SEED, SYMBOLS = measure.SEED, 50
missed: list[str] = []


def main() -> int:
    """Run the parts asked for; 1 when a bar is missed."""
    import crash_disk
    import crash_files
    import crash_lists
    import crash_papers
    import crash_traffic

    parts: dict[str, tuple[int, Callable[[int], None]]] = {
        "kills": (500, kills),
        "lists": (500, crash_lists.lists),
        "papers": (200, crash_papers.papers),
        "traffic": (200, crash_traffic.traffic),
        "flips": (300, crash_disk.flips),
        "power": (100, crash_disk.power),
        "full": (33, crash_disk.full),
        "shapes": (7, crash_disk.shapes),
        "migrations": (1, crash_files.migrations),
        "backups": (1000, crash_files.backups),
        "rotation": (60, crash_files.rotation),
        "owners": (20, crash_files.owners),
        "writers": (400, crash_files.writers),
        "settings": (200, crash_files.settings),
        "wal": (3000, crash_files.wal),
        "start": (100_000, crash_disk.start),
    }
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, (size, _) in parts.items():
        wanted.add_argument(f"--{name}", nargs="?", type=int, const=size, metavar="N", help=f"full size {size}")
    chosen = {name: size for name, size in vars(wanted.parse_args()).items() if size is not None}
    for name, (size, run) in parts.items():
        if not chosen or name in chosen:
            run(chosen.get(name, size))
    return 1 if missed else 0


def row(name: str, what: str, bar: str, met: bool | None) -> None:
    """One line of the result."""
    if met is False:
        missed.append(name)
    print(f"{name:4} {what} | bar: {bar} | {({True: 'met', False: 'NOT MET', None: '-'})[met]}", flush=True)


@contextlib.contextmanager
def folder(where: str | None = None) -> Iterator[Path]:
    """A fresh folder."""
    with tempfile.TemporaryDirectory(prefix="suanli-crash-", dir=where) as made:
        yield Path(made)


def child(work: Callable[[Callable[[object], None]], None]) -> tuple[int, int]:
    """Fork; the child runs ``work(say)``, where ``say`` acknowledges through a pipe. Gives pid and the pipe's end."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return pid, ours
    os.close(ours)
    try:
        work(lambda word: os.write(theirs, f"{word}\n".encode()) and None)
    except BaseException as error:  # noqa: BLE001 - the parent shall hear of whatever it was
        os.write(theirs, f"failed {error!r}\n".encode())
    os._exit(0)


def words(end: int) -> list[str]:
    """All that was said until the pipe closed; a torn last word is none."""
    with os.fdopen(end) as pipe:
        return [line[:-1] for line in pipe.read().splitlines(keepends=True) if line.endswith("\n")]


def killed(work: Callable[[Callable[[object], None]], None], after_s: float) -> list[str]:
    """What the child had acknowledged when it was killed, ``after_s`` after it said "ready"."""
    pid, end = child(work)
    first = b""
    while not first.endswith(b"\n"):
        first += os.read(end, 1) or b"\n"
    time.sleep(after_s)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return [line for line in words(end) if line != "ready"]


# S1


def kills(count: int) -> None:
    """Kill -9 of a real writer of both files, and of one that acknowledges too early."""
    random.seed(SEED)
    lost = bad = acknowledged = 0
    for _ in range(0, count, 25):
        with folder() as home:
            for _ in range(25):
                said = [int(n) for n in killed(lambda say, home=home: write_both(home, say), random.uniform(0.02, 0.2))]
                acknowledged += len(said)
                found, whole = survived(home)
                lost, bad = lost + (bool(said) and found < max(said)), bad + (not whole)
    row(
        "S1",
        f"{count} kills, {acknowledged} acknowledged writes: {lost} lost, {bad} not whole",
        "0 and 0",
        not (lost or bad),
    )
    early = 0
    with folder() as home:
        for _ in range(40):
            said = [int(n) for n in killed(lambda say: write_early(home, say), random.uniform(0.02, 0.2))]
            early += bool(said) and survived(home)[0] < max(said)
    row("S1-", f"acknowledged before the commit: {early} of 40 kills lost acknowledged writes", "> 0", early > 0)


def counted(home: Path) -> int:
    """The number the writer goes on from: how many the journal holds."""
    from data_sources.user import UserData

    with contextlib.closing(UserData(home, 1.0)) as user:
        return len(list(user.journal.replay()))


def write_both(home: Path, say: Callable[[object], None]) -> None:
    """Write n into the journal, an import and fifty tails, then say n; a backup now and then."""
    from data_sources.cache import Cache
    from data_sources.user import UserData
    from data_sources.user.imported import Batch

    number, user, cache = counted(home), UserData(home, 1.0), Cache(home)
    prepare(cache)
    say("ready")
    while True:
        user.journal.add("count", number, 1.0)
        user.imported.take(Batch(file="a", hash=str(number), vendor="v", imported_at=1.0), rows(number))
        cache.upsert_newest([newest(place, number) for place in range(SYMBOLS)])
        if number % 40 == 0:
            user.back_up(1800.0 * (number + 1))
        say(number)
        number += 1


def write_early(home: Path, say: Callable[[object], None]) -> None:
    """A store that gathers ten edits for one commit and acknowledges each at once."""
    from data_sources.user import UserData
    from data_sources.user.journal import note

    number, user = counted(home), UserData(home, 1.0)
    say("ready")
    while True:
        with user.writing() as db:
            for _ in range(10):
                note(db, "count", number, 1.0)
                say(number)
                number += 1
                time.sleep(0.001)


def survived(home: Path) -> tuple[int, bool]:
    """The highest number that is in both files, and whether all there is is whole."""
    from data_sources.cache import Cache
    from data_sources.user import UserData
    from models.values import Interval

    with contextlib.closing(UserData(home, 1.0)) as user, contextlib.closing(Cache(home)) as cache:
        journal = [entry.body for entry in user.journal.replay()]
        batches = user.imported.batches()
        whole = user.state == cache.state == "ok" and journal == list(range(len(journal)))
        whole &= all(batch.rows == 20 for batch in batches)
        with user.reading() as db:
            whole &= db.execute("pragma integrity_check").fetchone()[0] == "ok"
        held = [cache.read(symbol(place), Interval.DAY, "s") for place in range(0, SYMBOLS, 7)]
        numbers = {one.bars.volume[-1] for one in held if one}
        whole &= len(numbers) <= 1
    found = len(journal) - 1
    if batches:  # the early writer writes none
        found = min(found, int(batches[0].hash), *(int(number) for number in numbers))
    return found, whole


def symbol(place: int):
    from models.instruments import Instrument, Market

    return Instrument(id=f"{600000 + place}.SH", market=Market.CN, exchange="XSHG")


def prepare(cache) -> None:
    """A short series for each of the fifty symbols."""
    import datetime as dt

    import filled

    from data_sources.spans import Span
    from models.values import Interval

    if cache.read(symbol(SYMBOLS - 1), Interval.DAY, "s") is None:
        for place in range(SYMBOLS):
            made = filled.bars(symbol(place), "s", dt.date(2024, 9, 20), 1.0).rows(slice(-60, None))
            made = made.with_columns(volume=made.volume * 0)
            cache.merge(made, Span(first=dt.date(2024, 1, 1), last=dt.date(2024, 9, 20), fetched_at=1.0))


def newest(place: int, number: int):
    import datetime as dt

    from data_sources.tails import Newest

    fields = dict.fromkeys(("open", "high", "low", "close", "turnover"), 10.0)
    return Newest(
        instrument=symbol(place).id, source="s", date=dt.date(2024, 9, 23), time=1_727_055_000, volume=float(number),
        fetched_at=float(number + 1), **fields,
    )  # fmt: skip


def rows(number: int):
    import datetime as dt

    from data_sources.user.imported import Row
    from models.facts import Said

    return [
        Row(instrument=f"{place}", date=dt.date(2024, 9, 20), what=Said.CLOSE, value=float(number), currency="CNY")
        for place in range(20)
    ]


if __name__ == "__main__":
    sys.modules["crash"] = sys.modules["__main__"]
    sys.exit(main())
