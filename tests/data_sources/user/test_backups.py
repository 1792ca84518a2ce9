"""Backups: only of what changed, verified before they count, thinned with age, and never by a broken file."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.user import UserData
from data_sources.user.backups import ALL_OF, Backups, kept
from models.errors import CacheError

NOW = dt.datetime(2024, 9, 27, 12, tzinfo=dt.UTC)
DAY_S = 86400.0


@pytest.fixture
def user(tmp_path):
    with closing(UserData(tmp_path, NOW.timestamp())) as made:
        yield made


def at(seconds):
    return NOW.timestamp() + seconds


def files(folder):
    return sorted(file.name for file in (folder / "backups").iterdir())


def test_a_backup_is_due_when_something_was_written_and_half_an_hour_has_passed(user, tmp_path):
    assert user.back_up(at(0)) is None  # nothing of the user's yet
    user.journal.add("a", 1, at(0))
    assert user.back_up(at(0)).name == "user-20240927T120000.db"
    assert user.back_up(at(7200)) is None
    user.journal.add("a", 2, at(7200))
    assert user.back_up(at(1799)) is None
    assert user.back_up(at(1800)) is not None
    assert files(tmp_path) == ["user-20240927T120000.db", "user-20240927T123000.db"]


def test_a_restart_knows_what_is_backed_up(user, tmp_path):
    user.journal.add("a", 1, at(0))
    user.back_up(at(0))
    user.close()
    with closing(UserData(tmp_path, at(9999))) as again:
        assert again.back_up(at(9999)) is None
        again.journal.add("a", 2, at(9999))
        assert again.back_up(at(9999)) is not None


def test_backups_made_while_others_write_are_whole(user, tmp_path):
    """A thousand of them are made in benchmarks/crash.py."""
    done = Event()

    def write():
        number = 0
        while not done.is_set():
            user.journal.add("count", number, at(0))
            number += 1

    with ThreadPoolExecutor(1) as pool:
        pool.submit(write)
        made = []
        for number in range(10):
            user.journal.add("count", -1, at(0))  # there is something new each time, however slow the other is
            made.append(user.back_up(at(1800.0 * number)))
        done.set()
    for backup in filter(None, made):
        with closing(sqlite3.connect(backup)) as db:
            numbers = [
                int(body) for (body,) in db.execute("select body from journal where body >= '0' order by number")
            ]
            assert numbers == list(range(len(numbers)))
    assert len([one for one in made if one]) > 1


def test_a_broken_file_evicts_no_good_backup(user, tmp_path):
    for number in range(60):
        user.journal.add("count", str(number) * 3000, at(0))
    user.back_up(at(0))
    user.idle(at(0))
    good = files(tmp_path)
    raw = bytearray((tmp_path / "user.db").read_bytes())
    for page in range(4, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    (tmp_path / "user.db").write_bytes(raw)
    with user.reading() as db:
        db.execute("pragma cache_size = 0")  # it must read what lies on the disk
    failed = 0
    for cycle in range(1, 61):
        try:
            user.backups.make(user._db, at(cycle * DAY_S))
        except CacheError:
            failed += 1
    assert failed == 60
    assert files(tmp_path) == good


def test_the_newest_backup_that_is_whole_is_found(user, tmp_path):
    user.journal.add("a", 1, at(0))
    good = user.back_up(at(0))
    (tmp_path / "backups" / "user-20240928T000000.db").write_bytes(b"")
    (tmp_path / "backups" / "user-20240929T000000.db").write_bytes(good.read_bytes()[:5000])
    (tmp_path / "backups" / "user-notes.db").write_text("somebody's own")
    assert Backups(tmp_path / "backups").newest() == good


def test_a_backup_that_cannot_be_written_is_an_error(user, tmp_path):
    user.journal.add("a", 1, at(0))
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(CacheError, match="no backup"):
        user.back_up(at(0))


# retention


def test_a_year_of_half_hours_leaves_two_days_12_days_10_weeks_and_9_months():
    times = [NOW - dt.timedelta(minutes=30) * number for number in range(2 * 24 * 500)]
    left = sorted(kept(times, NOW), reverse=True)
    recent = [one for one in left if one > NOW - ALL_OF]
    assert len(recent) == 96
    assert len(left) == 96 + 12 + 10 + 9
    days = left[96:108]
    assert [one.date() for one in days] == [NOW.date() - dt.timedelta(days=2 + number) for number in range(12)]
    assert all(one.hour == 23 or one.date() == days[0].date() for one in days)
    assert NOW - left[-1] > dt.timedelta(days=300)


@given(st.lists(st.integers(0, 400 * 24 * 60), max_size=60, unique=True))
def test_the_newest_always_stays_and_thinning_twice_changes_nothing(minutes):
    times = [NOW - dt.timedelta(minutes=one) for one in minutes]
    left = kept(times, NOW)
    assert left <= set(times)
    assert not times or max(times) in left
    assert kept(left, NOW) == left
