"""Parts of crash.py about what lies on the disk: flipped bits, power cuts, no space, broken files, checks at start."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import zlib
from pathlib import Path
from unittest import mock

from crash import SEED, child, counted, folder, prepare, row, survived, symbol, write_both

# D13

FLIP_SYMBOLS, FLIP_BARS = 20, 1000


def flips(count: int) -> None:
    """One flipped bit a trial, anywhere in cache.db; then with the checks taken out; then the time the checks take."""
    from data_sources import series, tails

    with folder() as home:
        truth = flip_source(home)
        content = (home / "cache.db").read_bytes()
        found = [flipped(content, truth, trial) for trial in range(count)]
        told = ", ".join(f"{found.count(kind)} {kind}" for kind in ("harmless", "left out", "file set aside", "WRONG"))
        row("D13", f"{count} flips: {told}", "0 wrong", "WRONG" not in found)
        unchecked = lambda blob, piece, head: None if blob is None else series.chunks.unpack(blob)  # noqa: E731
        trusting = lambda cells, names: cells["seal"] == cells["seal"]  # noqa: E731
        with (
            mock.patch.object(series, "_checked", unchecked),
            mock.patch.object(tails, "intact", trusting),
            mock.patch.object(series, "_sealed", lambda *_: True),
        ):
            found = [flipped(content, truth, trial) for trial in range(count)]
        row("D13-", f"the same flips unchecked: {found.count('WRONG')} silently wrong", "> 0", "WRONG" in found)
    verifying()


def flip_source(home: Path):
    """A cache of noisy bars, and what is read of it."""
    from data_sources.cache import Cache

    with contextlib.closing(Cache(home)) as cache:
        for place in range(FLIP_SYMBOLS):
            put(cache, place, FLIP_BARS)
        cache.idle()
        return {place: held(cache, place) for place in range(FLIP_SYMBOLS)}


def put(cache, place: int, count: int, *, exact: bool = True) -> None:
    """``count`` bars of cents, whole shares and turnover in cents."""
    import datetime as dt

    import filled
    import numpy as np

    from data_sources.spans import Span

    with mock.patch.object(filled, "YEARS", count // 250 + 2):
        made = filled.bars(symbol(place), "s", dt.date(2024, 9, 20), 1.0).rows(slice(-count, None))
    if exact:
        cents = {name: np.round(getattr(made, name), 2) for name in ("open", "high", "low", "close")}
        made = made.with_columns(**cents, turnover=np.round(made.turnover, 2))
    first = made.date[0].astype(dt.date)
    cache.merge(made, Span(first=first, last=dt.date(2024, 9, 20), fetched_at=2e9))


def held(cache, place: int):
    from models.values import Interval

    return cache.read(symbol(place), Interval.DAY, "s")


def flipped(content: bytes, truth, trial: int) -> str:
    """What one flip did."""
    from data_sources.cache import Cache
    from models.errors import CacheError

    chance = random.Random(SEED + trial)
    raw = bytearray(content)
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    said = "harmless"
    with folder("/dev/shm" if Path("/dev/shm").is_dir() else None) as home:
        (home / "cache.db").write_bytes(raw)
        try:
            cache = Cache(home)
        except CacheError:
            return "left out"
        with contextlib.closing(cache):
            if cache.state != "ok":
                said = "file set aside"
            for place, one in truth.items():
                try:
                    found = held(cache, place)
                except CacheError:
                    found = None
                kind = judged(found, one)
                if kind == "WRONG":
                    return kind
                said = kind if kind != "harmless" and said == "harmless" else said
    return said


def judged(found, truth) -> str:
    """Equal, or with its damaged part left out of bars and spans, or wrong."""
    import numpy as np

    from models.values import COLUMNS

    if found is None:
        return "left out"
    inside = np.isin(truth.bars.date, found.bars.date)
    right = inside.sum() == len(found.bars) and found.bars.currency == truth.bars.currency
    right &= found.bars.actions == truth.bars.actions
    for name in ("time", *COLUMNS):
        right &= np.array_equal(getattr(truth.bars, name)[inside], getattr(found.bars, name), equal_nan=True)
    for span in found.spans:
        claimed = truth.bars.between(span.first, span.last).date
        right &= bool(np.isin(claimed, found.bars.date).all()) and span.fetched_at <= 2e9
    if not right:
        return "WRONG"
    return "harmless" if found.spans == truth.spans and inside.all() else "left out"


def verifying() -> None:
    """The checksums of 100,000 bars, as reading takes them, and the whole reading."""
    from data_sources.cache import Cache

    with folder() as home, contextlib.closing(Cache(home)) as cache:
        for place in range(40):
            put(cache, place, 2500)
        with cache._reading() as db:
            began = time.perf_counter()
            for (blob,) in db.execute("select columns from chunk"):
                zlib.crc32(blob, 1)
            checks = (time.perf_counter() - began) * 1000
        began = time.perf_counter()
        for place in range(40):
            held(cache, place)
        reads = (time.perf_counter() - began) * 1000
    row("D13", f"CRC of 100,000 bars {checks:.1f} ms (reading them all {reads:.0f} ms)", "<= 50 ms", checks <= 50)


# S2


def power(trials: int) -> None:
    """Stop the writer, copy the image under its file system without the page cache, mount the copy, look."""
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4") or not Path("/dev/loop-control").exists():
        row("S2", "not possible here: needs root and loop devices", "0 lost", None)
        return
    for name, synchronous, count in (("S2", None, trials), ("S2-", "off", 15)):
        try:
            lost, whole, cached = cuts(count, synchronous)
        except (subprocess.CalledProcessError, OSError) as error:
            row(name, f"not possible here: {error}", "0 lost", None)
            return
        told = f"{count} cuts, synchronous {synchronous or 'as shipped'}: {lost} lost writes, {count - whole} not whole"
        told += f"; cache.db whole {cached} of {count}"
        met = lost == 0 and whole == cached == count if synchronous is None else lost + count - whole > 0
        row(name, told, "0 lost, all whole" if synchronous is None else "> 0 (control)", met)


def cuts(count: int, synchronous: str | None) -> tuple[int, int, int]:
    """Trials that lost something acknowledged, whose user.db was whole, whose cache.db was whole."""
    lost = whole = cached = 0
    random.seed(SEED)
    for _ in range(count):
        with folder("/dev/shm") as home:
            image, copy, there = home / "image", home / "copy", home / "mount"
            there.mkdir()
            with image.open("wb") as file:
                file.truncate(48 * 2**20)
            run("mkfs.ext4", "-q", "-F", str(image))
            with mounted(image, there):
                acknowledged = stopped(there, copy, image, synchronous)
            with mounted(copy, there):
                found, good, cache = looked(there)
            lost += found < acknowledged
            whole, cached = whole + good, cached + cache
    return lost, whole, cached


def stopped(there: Path, copy: Path, image: Path, synchronous: str | None) -> int:
    """Run the writer for a moment, stop it, copy the image; the last number it acknowledged."""
    pid, end = child(lambda say: write_synchronous(there, say, synchronous))
    os.set_blocking(end, True)
    first = b""
    while not first.endswith(b"ready\n"):
        first += os.read(end, 1) or b"ready\n"
    time.sleep(random.uniform(0.05, 0.25))
    os.kill(pid, signal.SIGSTOP)
    os.waitpid(pid, os.WUNTRACED)
    shutil.copyfile(image, copy)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(end) as pipe:
        numbers = [int(line) for line in pipe.read().splitlines(keepends=True) if line.endswith("\n")]
    return max(numbers, default=-1)


def write_synchronous(there: Path, say, synchronous: str | None) -> None:
    from data_sources import databases

    if synchronous is None:
        return write_both(there, say)
    real = databases.prepare

    def prepare_worse(db: sqlite3.Connection, _: str) -> None:
        real(db, "normal")
        db.execute(f"pragma synchronous = {synchronous}")

    with mock.patch.object(databases, "prepare", prepare_worse):
        return write_both(there, say)


def looked(there: Path) -> tuple[int, bool, bool]:
    """The highest number in user.db, whether that is whole, and whether cache.db is."""
    from data_sources.cache import Cache
    from data_sources.user import UserData

    with contextlib.closing(UserData(there, 1.0)) as user:
        try:
            numbers = [entry.body for entry in user.journal.replay()]
            with user.reading() as db:
                good = user.state == "ok" and db.execute("pragma integrity_check").fetchone()[0] == "ok"
        except Exception:  # noqa: BLE001 - a control's file may fail in any way
            numbers, good = [], False
    with contextlib.closing(Cache(there)) as cache, cache._reading() as db:
        whole = cache.state == "ok" and db.execute("pragma integrity_check").fetchone()[0] == "ok"
    return max(numbers, default=-1), good and numbers == list(range(len(numbers))), whole


@contextlib.contextmanager
def mounted(image: Path, there: Path):
    """The image's file system at ``there``; taken off again whatever happens."""
    run("mount", "-o", "loop", str(image), str(there))
    try:
        yield
    finally:
        run("umount", str(there))


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)


# S3


def full(steps: int) -> None:
    """Less and less space: nothing falls, nothing acknowledged goes, and with space again it goes on."""
    if os.geteuid() != 0:
        row("S3", "not possible here: needs root", "0 crashes", None)
        return
    fell = bad = refused = stuck = 0
    for step in range(steps):
        with folder() as home:
            run("mount", "-t", "tmpfs", "-o", "size=4m", "none", str(home))
            try:
                outcome = with_space(home, step * 64 * 1024)
            finally:
                run("umount", str(home))
        fell, bad = fell + outcome[0], bad + outcome[1]
        refused, stuck = refused + outcome[2], stuck + outcome[3]
    told = f"{steps} steps of 64 KiB, {refused} writes refused: {fell} crashes, {bad} not whole, {stuck} did not go on"
    row("S3", told, "0, 0, 0", not (fell or bad or stuck))


def with_space(home: Path, space: int) -> tuple[bool, bool, int, bool]:
    """Crashed, not whole, writes refused, and whether it did not go on when there was space again."""
    from data_sources.cache import Cache
    from data_sources.user import UserData
    from models.errors import CacheError

    refused = said = 0
    with contextlib.closing(UserData(home, 1.0)) as user, contextlib.closing(Cache(home)) as cache:
        prepare(cache)
        user.idle(1e9)
        filler = home / "filler"
        free = shutil.disk_usage(home).free
        filler.write_bytes(bytes(max(0, free - space)))
        acknowledged, fell = [], False
        for number in range(120):
            for write in (
                lambda n=number: user.journal.add("count", str(n) * 4000, 1.0),
                lambda n=number: put(cache, n, 250),
            ):
                try:
                    write()
                    acknowledged += [str(number) * 4000] if not said % 2 else []
                except CacheError:
                    refused += 1
                except Exception:  # noqa: BLE001 - which is what is looked for
                    fell = True
                said += 1
        with contextlib.suppress(CacheError):
            user.back_up(1e9 + 9e5)
        filler.unlink()
        try:
            acknowledged.append(user.journal.add("count", "after", 1.0).body)
            put(cache, 7, 250)
            stuck = held(cache, 7) is None
        except CacheError:
            stuck = True
    with contextlib.closing(UserData(home, 1.0)) as user, contextlib.closing(Cache(home)) as cache:
        bad = user.state != "ok" or cache.state != "ok"
        bad |= [entry.body for entry in user.journal.replay()] != acknowledged
    return fell, bad, refused, stuck


# S5


def shapes(_: int) -> None:
    """Seven shapes of a broken file, for each of the two: it starts, and nothing is deleted."""
    from data_sources.cache import Cache
    from data_sources.user import UserData

    tries = started = 0
    longest = 0.0
    for shape in ("garbage", "half", "header", "magic", "empty", "tables", "foreign"):
        for name in ("user.db", "cache.db"):
            with folder() as home:
                with contextlib.closing(UserData(home, 1.0)) as user, contextlib.closing(Cache(home)) as cache:
                    user.journal.add("count", 0, 1.0)
                    prepare(cache)
                    user.back_up(1e9)
                harm(home / name, shape)
                content, began = (home / name).read_bytes(), time.perf_counter()
                with contextlib.closing(UserData(home, 1.0)) as user, contextlib.closing(Cache(home)) as cache:
                    longest = max(longest, time.perf_counter() - began)
                    aside = [file.read_bytes() for file in home.glob(f"{name}.broken-*[0-9]")]
                    right = cache.state == "rebuilt" if name == "cache.db" else user.state == "restored"
                    tries, started = tries + 1, started + (right and aside == [content] and counted(home) >= 1)
    row(
        "S5", f"{started} of {tries} start, healed, set aside; longest {longest:.2f} s", "all, <= 5 s", started == tries
    )


def harm(file: Path, shape: str) -> None:
    raw = file.read_bytes()
    plain = {
        "garbage": os.urandom(9000),
        "half": raw[: len(raw) // 2],
        "header": raw[:100],
        "magic": raw[:16],
        "empty": b"",
    }
    if shape in plain:
        file.write_bytes(plain[shape])
        return
    if shape == "foreign":
        file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        table = "journal" if file.name == "user.db" else "chunk"
        db.execute("create table somebody (a)" if shape == "foreign" else f"drop table {table}")


# S18


def start(count: int) -> None:
    """Opening both files with their checks: ``count`` rows in user.db, five thousand symbols in cache.db."""
    from data_sources import databases
    from data_sources.user import UserData
    from data_sources.user.schema import LAYOUT

    with folder() as home:
        with contextlib.closing(UserData(home, 1.0)) as user, user.writing() as db:
            db.executemany(
                "insert into journal (kind, body, made_at) values ('count', ?, 1.0)", ((str(n),) for n in range(count))
            )
        began, busy = time.perf_counter(), time.process_time()
        db = databases.opened(home / "user.db", LAYOUT)
        quick, waited = (time.process_time() - busy) * 1000, (time.perf_counter() - began) * 1000
        busy = time.process_time()
        db.execute("pragma integrity_check").fetchall()
        whole = (time.process_time() - busy) * 1000
        db.close()
    told = f"{count} rows: quick_check {quick:.0f} ms, integrity_check {whole:.0f} ms of a processor"
    told += f" (opening took {waited:.0f} ms by the clock)"
    row("S18", told, "<= 50 / <= 200 ms", quick <= 50 and whole <= 200)


__all__ = ["flips", "full", "power", "shapes", "start", "survived"]
