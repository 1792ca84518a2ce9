"""The computer's zone is changed while the cache is in use: not one stored row is another (D10)."""

import sqlite3
import time
from contextlib import closing

import pytest

from data_sources.cache import Cache
from models.values import Interval
from tests.data_sources.samples import CN, close_of, many, quote, span


def rows(folder):
    """Everything that is stored, as SQL, but for the count of writes."""
    with closing(sqlite3.connect(folder / "cache.db")) as stored:
        return [line for line in stored.iterdump() if not line.startswith('INSERT INTO "stamp"')]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program cannot be changed here")
def test_a_zone_change_changes_no_stored_row(tmp_path, monkeypatch):
    made = many("2024-01-02", 180)
    whole = span(str(made.date[0]), str(made.date[-1]))
    try:
        monkeypatch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        with closing(Cache(tmp_path)) as cache:
            cache.merge(made, whole)
            cache.note_quotes([quote()])
        before = rows(tmp_path)
        monkeypatch.setenv("TZ", "America/New_York")
        time.tzset()
        with closing(Cache(tmp_path)) as cache:
            found = cache.read(CN, Interval.DAY, "akshare")
            cache.merge(made, whole)
            cache.note_quotes([quote()])
        assert rows(tmp_path) == before
        assert (close_of(found.bars), found.spans) == (close_of(made), (whole,))
    finally:
        monkeypatch.undo()
        time.tzset()
