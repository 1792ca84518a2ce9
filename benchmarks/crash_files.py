"""Parts of crash.py about versions, copies and neighbours: migrations, backups, many starts, many writers, settings."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from crash import SYMBOLS, child, folder, killed, newest, prepare, row, words

# S11


def migrations(_: int) -> None:
    """Kill at each statement of each migration: the file is the old one or the new one."""
    from data_sources import databases, schema
    from data_sources.user.schema import LAYOUT

    more = "create table more (a integer); insert into more values (1); alter table more add column b"
    grown = databases.Layout(
        application_id=LAYOUT.application_id, migrations=(*LAYOUT.migrations, more), synchronous="full"
    )
    tried = between = 0
    for layout, old in ((schema.LAYOUT, 1), (schema.LAYOUT, 2), (grown, 1)):
        statement, finished = 0, False
        while not finished:
            statement += 1
            with folder() as home:
                finished, whole = killed_migrating(home / "a.db", layout, old, statement)
                tried, between = tried + (not finished), between + (not whole)
    row("S11", f"killed at each of {tried} statements: {between} between old and new", "0", not between)


def killed_migrating(file: Path, layout, old: int, statement: int) -> tuple[bool, bool]:
    """Whether the child got through before ``statement``, and whether the file is of one version, and opens."""
    from data_sources import databases

    before = databases.Layout(
        application_id=layout.application_id, migrations=layout.migrations[:old], synchronous=layout.synchronous
    )
    databases.opened(file, before).close() if "stamp" in before.migrations[-1] else _made(file, before)
    pid, end = child(lambda say: _migrate(file, layout, statement, say))
    status = os.waitpid(pid, 0)[1]
    finished = words(end) == ["done"] and not os.WIFSIGNALED(status)
    with contextlib.closing(sqlite3.connect(file)) as db:
        version, columns = databases.number(db, "user_version"), databases.columns(db)
    whole = version in (old, layout.version) or 0 < version < layout.version
    with contextlib.closing(sqlite3.connect(":memory:")) as model:
        for step in layout.migrations[:version]:
            model.executescript(step)
        whole &= columns == databases.columns(model)
    databases.opened(file, layout).close()
    return finished, whole


def _made(file: Path, layout) -> None:
    """A file of a version that knew no stamp."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        for at, step in enumerate(layout.migrations, 1):
            db.executescript(f"begin; {step}; pragma user_version = {at}; commit;")


def _migrate(file: Path, layout, statement: int, say: Callable[[object], None]) -> None:
    from data_sources import databases

    db, seen = databases.connect(file), [0]

    def count(_: str) -> None:
        seen[0] += 1
        if seen[0] == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    databases.prepare(db, layout.synchronous)
    db.set_trace_callback(count)
    databases.migrate(db, layout)
    say("done")


# S12, S13


def backups(count: int) -> None:
    """Backups while another thread writes; each is opened and read at once."""
    from data_sources.user import UserData

    good, done = 0, []
    with folder() as home, contextlib.closing(UserData(home, 1.0)) as user, ThreadPoolExecutor(1) as pool:

        def write() -> int:
            number = 0
            while not done:
                user.journal.add("count", number, 1.0)
                number += 1
                time.sleep(0.002)
            return number

        writing, longest = pool.submit(write), 0.0
        for cycle in range(count):
            began = time.perf_counter()
            with user.reading() as db:
                made = user.backups.make(db, 1e9 + 1800.0 * cycle)
            longest = max(longest, time.perf_counter() - began)
            good += restorable(made)
        done.append(True)
        told = f"{good} of {count} restorable during {writing.result()} writes, {len(user.backups.made())} left"
    row("S12", f"{told}, longest {longest * 1000:.0f} ms", f"{count} of {count}", good == count)


def restorable(backup: Path) -> bool:
    """True when a profile with this backup and no file opens with every number up to some n."""
    from data_sources.user import UserData

    with folder() as home:
        (home / "backups").mkdir()
        (home / "backups" / backup.name).write_bytes(backup.read_bytes())
        with contextlib.closing(UserData(home, 1.0)) as user:
            numbers = [entry.body for entry in user.journal.replay()]
            return user.state == "restored" and numbers == list(range(len(numbers)))


def rotation(cycles: int) -> None:
    """Cycles over a broken file: nothing good goes."""
    from data_sources.user import UserData
    from models.errors import CacheError

    failed = 0
    with folder() as home, contextlib.closing(UserData(home, 1.0)) as user:
        for number in range(60):
            user.journal.add("count", str(number) * 3000, 1.0)
        user.idle(1e9)
        before = user.backups.made()
        raw = bytearray((home / "user.db").read_bytes())
        for page in range(4, len(raw) // 4096):
            raw[page * 4096 : page * 4096 + 64] = b"\xff" * 64
        (home / "user.db").write_bytes(raw)
        with user.reading() as db:
            db.execute("pragma cache_size = 0")
            for cycle in range(1, cycles + 1):
                try:
                    user.backups.make(db, 1e9 + 86400.0 * cycle)
                except CacheError:
                    failed += 1
        kept = user.backups.made() == before and user.backups.newest() == before[-1][1]
    row("S13", f"{cycles} cycles over a broken file: {failed} refused, good backup kept: {kept}", "kept", kept)


# S7, S8, S9, S14


def owners(count: int) -> None:
    """Starts at once: one holds the profile."""
    from data_sources.profile import Owner

    with folder() as home:

        def own(say: Callable[[object], None]) -> None:
            owner = Owner(home)
            say(int(owner.held))
            time.sleep(1.0)

        made = [child(own) for _ in range(count)]
        held = [word for _, end in made for word in words(end)]
        for pid, _ in made:
            os.waitpid(pid, 0)
    row(
        "S7",
        f"{count} starts at once: {held.count('1')} owner, {held.count('0')} others",
        "1 owner",
        held.count("1") == 1,
    )


def writers(count: int) -> None:
    """Three processes write one file."""
    from data_sources.user import UserData

    with folder() as home:
        UserData(home, 1.0).close()

        def write(say: Callable[[object], None]) -> None:
            with contextlib.closing(UserData(home, 1.0)) as user:
                for number in range(count):
                    user.journal.add("count", number, 1.0)
            say("done")

        made = [child(write) for _ in range(3)]
        said = [word for _, end in made for word in words(end)]
        for pid, _ in made:
            os.waitpid(pid, 0)
        with contextlib.closing(UserData(home, 1.0)) as user:
            there = len(list(user.journal.replay()))
    row("S8", f"3 writers x {count}: {there} there, errors: {3 - said.count('done')}", "0 errors", there == 3 * count)


def wal(commits: int) -> None:
    """Small commits, the log's size then, and after an idle moment."""
    from data_sources.cache import Cache

    with folder() as home, contextlib.closing(Cache(home)) as cache:
        prepare(cache)
        for number in range(commits):
            cache.upsert_newest([newest(number % SYMBOLS, number)])
        log = home / "cache.db-wal"
        size = log.stat().st_size / 2**20
        cache.idle()
        idle = log.stat().st_size / 2**20
    row(
        "S9", f"{commits} commits: log {size:.1f} MB, after an idle moment {idle:.1f} MB", "<= 16 MB", size <= 16 > idle
    )


def settings(count: int) -> None:
    """Kill -9 while settings.json is replaced."""
    from data_sources.profile import damaged_settings, write_settings

    broken = 0
    with folder() as home:

        def write(say: Callable[[object], None]) -> None:
            say("ready")
            while True:
                write_settings(home, {"lists": ["600000.SH"] * 2000})

        for _ in range(count):
            killed(write, random.uniform(0.0, 0.03))
            broken += damaged_settings(home)
    row("S14", f"{count} kills while writing settings: {broken} unreadable", "0", not broken)
