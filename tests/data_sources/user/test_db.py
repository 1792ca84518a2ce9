"""The user's own file: what was acknowledged is there, damage is healed from a backup, a newer file is only read."""

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from data_sources import databases
from data_sources.cache import Cache
from data_sources.user import UserData
from data_sources.user import db as user_db
from data_sources.user.schema import LAYOUT
from models.errors import CacheError
from tests.data_sources.samples import quote
from tests.data_sources.user.killed import killed
from tests.house.parts import ROOT

NOW = 1_727_000_000.0


@pytest.fixture
def opened():
    """``opened(folder)``: the user's data, closed after the test."""
    made = []

    def open_(folder, now=NOW, **named):
        made.append(UserData(folder, now, **named))
        return made[-1]

    yield open_
    for one in made:
        one.close()


def said(user):
    return [entry.body for entry in user.journal.replay()]


def change(folder, ask):
    with closing(sqlite3.connect(folder / "user.db")) as db, db:
        return db.execute(ask).fetchall()


def test_full_synchronisation_is_really_set(opened, tmp_path):
    user = opened(tmp_path)
    assert user.state == "ok"
    with user.reading() as db:
        assert databases.number(db, "synchronous") == 2
        assert db.execute("pragma journal_mode").fetchone()[0] == "wal"
        assert databases.number(db, "application_id") == LAYOUT.application_id


def test_what_was_written_is_there_after_a_restart(opened, tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", {"id": "NVDA.US"}, NOW)
    assert said(opened(tmp_path)) == [{"id": "NVDA.US"}]
    assert not (tmp_path / "user.db-wal").exists() or not (tmp_path / "user.db-wal").stat().st_size


def test_a_block_that_fails_leaves_nothing(opened, tmp_path):
    user = opened(tmp_path)
    with pytest.raises(ZeroDivisionError), user.writing() as db:
        db.execute("insert into journal (kind, body, made_at) values ('a', '1', 0)")
        raise ZeroDivisionError
    with pytest.raises(CacheError), user.writing() as db:
        db.execute("insert into journal (kind, body, made_at) values (null, '1', 0)")
    assert said(user) == []
    user.journal.add("a", 2, NOW)
    assert said(user) == [2]


WRITER = """
import sys
from pathlib import Path
from data_sources.user import UserData
user = UserData(Path(sys.argv[1]), 1.0)
for number in range(10 ** 9):
    user.journal.add("count", number, 1.0)
    print(number, flush=True)
"""


@pytest.mark.parametrize("writes", [1, 40])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(opened, tmp_path, writes):
    """The full size, 500 kills, is in benchmarks/crash.py."""
    acknowledged = killed(WRITER, tmp_path, writes)
    user = opened(tmp_path)
    assert user.state == "ok"
    assert said(user)[: acknowledged + 1] == list(range(acknowledged + 1))


def test_a_commit_syncs_the_log_before_it_returns(opened, tmp_path):
    """Power cuts are simulated in benchmarks/crash.py; here: what stands in the files after each commit is whole."""
    user = opened(tmp_path)
    for number in range(3):
        user.journal.add("count", number, NOW)
        copy = tmp_path / f"copy{number}"
        copy.mkdir()
        for file in ("user.db", "user.db-wal"):
            shutil.copy(tmp_path / file, copy)
        assert said(opened(copy)) == list(range(number + 1))


SHAPES = {
    "garbage": lambda whole: b"not a database at all" * 400,
    "half": lambda whole: whole[: len(whole) // 2],
    "header only": lambda whole: whole[:100],
    "magic only": lambda whole: b"SQLite format 3\0",
    "zero length": lambda whole: b"",
}


@pytest.mark.parametrize("shape", [*SHAPES, "tables gone", "foreign"])
@pytest.mark.parametrize("backed_up", [True, False])
def test_a_broken_file_is_set_aside_and_the_newest_backup_takes_its_place(opened, tmp_path, shape, backed_up):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", "NVDA.US", NOW)
        if backed_up:
            assert user.back_up(NOW)
    harm(tmp_path, shape)
    content = (tmp_path / "user.db").read_bytes()
    user = opened(tmp_path)
    assert user.state == ("restored" if backed_up else "rebuilt")
    assert said(user) == (["NVDA.US"] if backed_up else [])
    user.journal.add("list.added", "00700.HK", NOW)
    (aside,) = tmp_path.glob("user.db.broken-*[0-9]")
    assert aside.read_bytes() == content


def harm(folder, shape):
    file = folder / "user.db"
    if shape in SHAPES:
        file.write_bytes(SHAPES[shape](file.read_bytes()))
    elif shape == "tables gone":
        change(folder, "drop table override")
    else:
        file.unlink()
        change(folder, "create table somebody (a)")


def test_a_file_that_is_gone_comes_back_from_its_backup(opened, tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", "NVDA.US", NOW)
        user.back_up(NOW)
    (tmp_path / "user.db").unlink()
    user = opened(tmp_path)
    assert (user.state, said(user)) == ("restored", ["NVDA.US"])


def test_the_log_of_another_file_is_set_aside(opened, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder in (mine, other):
        with closing(UserData(folder, NOW)) as user:
            user.journal.add("whose", folder.name, NOW)
    with closing(UserData(other, NOW)) as user:
        user.journal.add("whose", "more", NOW)
        shutil.copy(other / "user.db-wal", mine / "user.db-wal")
    user = opened(mine)
    assert (user.state, said(user)) == ("restored", ["mine"])


def test_an_older_log_of_its_own_is_set_aside(opened, tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("count", 1, NOW)
        shutil.copy(tmp_path / "user.db-wal", tmp_path / "old")
        user.journal.add("count", 2, NOW)
    shutil.copy(tmp_path / "old", tmp_path / "user.db-wal")
    user = opened(tmp_path)
    assert (user.state, said(user)) == ("restored", [1, 2])


def test_a_newer_file_is_read_and_not_written(opened, tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", "NVDA.US", NOW)
    change(tmp_path, f"pragma user_version = {LAYOUT.version + 1}")
    content = (tmp_path / "user.db").read_bytes()
    user = opened(tmp_path)
    assert (user.state, said(user)) == ("newer", ["NVDA.US"])
    with pytest.raises(CacheError, match="newer version"):
        user.journal.add("list.added", "00700.HK", NOW)
    assert user.back_up(NOW + 1e6) is None
    user.close()
    assert (tmp_path / "user.db").read_bytes() == content


def test_a_file_that_cannot_be_used_is_read_into_memory(opened, tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", "NVDA.US", NOW)
    with closing(sqlite3.connect(tmp_path / "user.db", isolation_level=None)) as other:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(databases, "BUSY_S", 0.0)
            other.execute("pragma locking_mode = exclusive")
            other.execute("begin immediate")
            other.execute("update stamp set turn = turn")
            user = opened(tmp_path)
        assert (user.state, said(user)) == ("off", ["NVDA.US"])
    assert not list(tmp_path.glob("*broken*"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="must become somebody else")
def test_a_folder_that_cannot_be_written_is_read_into_memory(tmp_path):
    with closing(UserData(tmp_path / "profile", NOW)) as user, closing(Cache(tmp_path / "profile")) as cache:
        user.journal.add("list.added", "NVDA.US", NOW)
        cache.note_quotes([quote()])
    script = (  # what it needs is loaded first: the interpreter itself may be out of the other's reach
        "import os; from pathlib import Path; from data_sources.user import UserData\n"
        "from data_sources.cache import Cache; os.setgid(65534); os.setuid(65534)\n"
        f"cache = Cache(None, read_from=Path({str(tmp_path / 'profile' / 'cache.db')!r}))\n"
        "print(cache.state, len(cache.quotes(['600000.SH'])), end=' ')\n"
        f"user = UserData(Path({str(tmp_path / 'profile')!r}), 1.0)\n"
        "print(user.state, [entry.body for entry in user.journal.replay()])\n"
    )
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    (tmp_path / "profile").chmod(0o555)
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "read-only 1 off ['NVDA.US']", done.stderr


def test_the_second_program_reads_a_copy(opened, tmp_path):
    owner = opened(tmp_path)
    owner.journal.add("list.added", "NVDA.US", NOW)
    guest = opened(None, read_from=tmp_path / "user.db")
    guest.journal.add("list.added", "00700.HK", NOW)
    assert (guest.state, said(guest)) == ("read-only", ["NVDA.US", "00700.HK"])
    assert said(owner) == ["NVDA.US"]
    assert opened(None).state == "off"


def test_three_writers_at_once_do_not_refuse_each_other(opened, tmp_path):
    """Another process, if ever one comes, waits its turn: BEGIN IMMEDIATE and five seconds of patience."""
    users = [opened(tmp_path) for _ in range(3)]

    def write(user):
        for number in range(30):
            user.journal.add("count", number, NOW)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, users))
    assert len(said(users[0])) == 90


def test_a_migration_is_preceded_by_a_backup(opened, tmp_path, monkeypatch):
    with closing(UserData(tmp_path, NOW)) as user:
        user.journal.add("list.added", "NVDA.US", NOW)
    steps = (*LAYOUT.migrations, "create table more (a); insert into more values (1)")
    newer = databases.Layout(application_id=LAYOUT.application_id, migrations=steps, synchronous="full")
    monkeypatch.setattr(user_db, "LAYOUT", newer)
    user = opened(tmp_path)
    assert user.state == "ok"
    assert change(tmp_path, "pragma user_version") == [(newer.version,)]
    assert len(list((tmp_path / "backups").glob("user-*.db"))) == 1


def test_idle_empties_the_log_and_backs_up(opened, tmp_path):
    user = opened(tmp_path)
    for number in range(50):
        user.journal.add("count", number, NOW)
    user.idle(NOW)
    assert (tmp_path / "user.db-wal").stat().st_size == 0
    assert len(list((tmp_path / "backups").glob("user-*.db"))) == 1
