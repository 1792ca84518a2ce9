"""The newest bars of many series: written at once, read at once, and the same as each series read alone."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from data_sources import newest as ends
from data_sources.cache import Cache
from data_sources.tails import Newest
from models import symbols
from models.values import COLUMNS, Interval
from tests.data_sources.samples import AFTER, CN, HK, US, bars, close_of, day, many, span

MANY = [symbols.instrument(f"{600000 + number}.SH") for number in range(30)]


@pytest.fixture
def cache(tmp_path):
    with closing(Cache(tmp_path)) as made:
        yield made


def kept(cache, made):
    assert cache.merge(made, span(str(made.date[0]), str(made.date[-1])))


def new(one=CN, date="2024-09-26", time=4, close=12.0, **changes):
    flat = dict.fromkeys(COLUMNS, close)
    held = {"instrument": one.id, "source": "akshare", "date": day(date), "time": time, "fetched_at": AFTER + 60}
    return Newest(**(held | flat | changes))


def read(cache, one=CN):
    return cache.read(one, Interval.DAY, "akshare")


def test_the_newest_bar_is_replaced_or_the_next_one_appended(cache):
    kept(cache, bars())
    assert cache.upsert_newest([new(date="2024-09-25", time=3, close=11.6)]) == ()
    assert cache.upsert_newest([new(close=12.0)]) == ()
    assert cache.upsert_newest([new(close=12.5)]) == ()
    assert list(close_of(read(cache).bars).values()) == [10.0, 10.5, 11.0, 11.6, 12.5]
    assert read(cache).spans == (span("2024-09-20", "2024-09-26", AFTER + 60),)


def test_one_that_does_not_join_claims_nothing(cache):
    kept(cache, bars())
    cache.upsert_newest([new(joins=False)])
    assert "2024-09-26" in close_of(read(cache).bars)
    assert read(cache).spans == (span("2024-09-20", "2024-09-25"),)


def test_what_is_older_or_of_no_series_comes_back(cache):
    kept(cache, bars())
    left = [new(time=2), new(HK), new(date="2024-09-25", time=5), new(date="2024-09-24", time=6)]
    assert cache.upsert_newest([*left, new()]) == tuple(left)
    assert list(close_of(read(cache).bars)) == [*close_of(bars()), "2024-09-26"]


def test_a_download_settles_what_the_tail_held(cache):
    kept(cache, bars())
    cache.upsert_newest([new(close=12.0)])
    cache.upsert_newest([new(date="2024-09-27", time=5, close=13.0)])
    fresh = bars({"2024-09-25": 11.5, "2024-09-26": 12.4, "2024-09-27": 13.1}).with_columns(time=np.array([3, 4, 5]))
    kept(cache, fresh)
    assert close_of(read(cache).bars) == close_of(bars()) | close_of(fresh)
    assert cache.upsert_newest([new(date="2024-09-30", time=6)]) == ()
    assert len(read(cache).bars) == 7


@pytest.mark.parametrize("through", [1, 10**6])
@pytest.mark.parametrize("count", [1, 5, 6, 40])
def test_the_tails_of_many_are_what_reading_each_gives(cache, monkeypatch, count, through):
    monkeypatch.setattr(ends, "MANY", through)  # by reading the tables through, and one by one
    for number, one in enumerate(MANY):
        kept(cache, many("2024-08-01", 3 + 7 * (number % 5), one=one, start=float(number + 1)))
    for date in ("2024-11-26", "2024-11-27"):
        rows = [
            new(one, date, time=10**5 + int(date[-1]), close=1.25 * place) for place, one in enumerate(MANY[::2], 1)
        ]
        assert cache.upsert_newest(rows) == ()
    asked = [US, *MANY[::-1], HK]
    found = cache.tails(asked, "akshare", count)
    assert found.instruments == tuple(one.id for one in asked)
    assert np.isnan(found.close[[0, -1]]).all()
    assert np.isnat(found.date[[0, -1]]).all()
    for place, one in enumerate(asked[1:-1], 1):
        held = read(cache, one).bars
        size = min(count, len(held))
        assert np.isnan(found.close[place, : count - size]).all()
        for name in ("date", "time", *COLUMNS):
            assert (getattr(found, name)[place, count - size :] == getattr(held, name)[-size:]).all(), name


@pytest.mark.parametrize("harm", ["update recent set cells = zeroblob(528)", "delete from recent"])
def test_damaged_tails_are_read_from_the_chunks(cache, tmp_path, harm):
    kept(cache, many("2024-08-01", 30))
    cache.upsert_newest([new(time=10**5)])
    with closing(sqlite3.connect(tmp_path / "cache.db")) as db, db:
        db.execute(harm)
    assert cache.tails([CN], "akshare", 6).close[0].tolist() == read(cache).bars.close[-6:].tolist()


def test_a_damaged_newest_bar_is_left_out(cache, tmp_path):
    kept(cache, many("2024-08-01", 30))
    with closing(sqlite3.connect(tmp_path / "cache.db")) as db, db:
        db.execute("update tail set cell = zeroblob(88)")
    assert cache.tails([CN], "akshare", 2).close[0].tolist() == pytest.approx([10.27, 10.28])
    assert len(read(cache).bars) == 29


def test_nothing_is_asked_of_nobody(cache):
    assert cache.upsert_newest([]) == ()
    assert cache.tails([], "akshare", 6).close.shape == (0, 6)
    assert cache.tails([CN], "akshare", 6).close.shape == (1, 6)
