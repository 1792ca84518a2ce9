"""Damage to the cache's file: seen, confined to what it touches, set aside when it is the whole file, never fatal."""

import random
import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from data_sources import databases, schema, series
from data_sources.cache import Cache, last_quotes
from data_sources.tails import Newest
from models.errors import CacheError
from models.values import COLUMNS, Interval
from tests.data_sources.samples import AFTER, CN, HK, bars, close_of, day, many, quote, span

YEARS = many("2022-12-01", 480)  # into October 2024


@pytest.fixture
def opened():
    """``opened(folder)``: a cache, closed after the test."""
    made = []

    def open_(folder, **named):
        made.append(Cache(folder, **named))
        return made[-1]

    yield open_
    for one in made:
        one.close()


@pytest.fixture
def small(monkeypatch):
    """Chunks of 160 bars: YEARS are three."""
    monkeypatch.setattr(series, "FULL", 160)


def read(cache, one=CN):
    return cache.read(one, Interval.DAY, "akshare")


def kept(cache, made, *ends, at=AFTER):
    first, last = ends or (str(made.date[0]), str(made.date[-1]))
    return cache.merge(made, span(first, last, at))


def change(folder, ask, *values):
    with closing(sqlite3.connect(folder / "cache.db")) as db, db:
        return db.execute(ask, values).fetchall()


def damage(folder):
    """Flip a bit of the middle chunk."""
    ((number, blob),) = change(folder, "select id, columns from chunk order by id limit 1 offset 1")
    worse = blob[:150] + bytes([blob[150] ^ 4]) + blob[151:]
    change(folder, "update chunk set columns = ? where id = ?", worse, number)


def test_a_flipped_bit_costs_its_chunk_and_no_more(opened, tmp_path, small):
    cache = opened(tmp_path)
    kept(cache, YEARS)
    damage(tmp_path)
    found = read(cache)
    assert len(found.bars) == 320
    lost = (YEARS.date[160].astype(object), YEARS.date[319].astype(object))
    assert not any(one.first <= lost[0] <= one.last or one.first <= lost[1] <= one.last for one in found.spans)
    assert close_of(found.bars).items() <= close_of(YEARS).items()


def test_a_damaged_chunk_is_not_whole_again_because_a_part_of_it_came(opened, tmp_path, small):
    cache = opened(tmp_path)
    kept(cache, YEARS)
    damage(tmp_path)
    part = YEARS.rows(slice(200, 220))
    kept(cache, part)
    found = read(cache)
    assert len(found.bars) == 340
    assert len(found.spans) == 3
    assert kept(cache, YEARS)
    assert close_of(read(cache).bars) == close_of(YEARS)


@pytest.mark.parametrize(
    "harm",
    [
        "delete from chunk where id = (select max(id) from chunk)",
        "update series set instrument = '00700.HK', currency = 'HKD'",
        "update series set basis = 'dividend-adjusted'",
        "update series set body = replace(body, '2022', '2021')",
        "delete from tail",
        "update tail set series = 77",
        "update series set newest = newest + 1",
    ],
)
def test_whatever_is_not_there_or_named_otherwise_is_asked_for_again(opened, tmp_path, small, harm):
    cache = opened(tmp_path)
    kept(cache, YEARS)
    change(tmp_path, harm)
    found = read(cache)
    assert read(cache, HK) is None
    if found is not None:
        assert close_of(found.bars).items() <= close_of(YEARS).items()
        claimed = [YEARS.between(one.first, one.last) for one in found.spans]
        assert all(close_of(one).items() <= close_of(found.bars).items() for one in claimed)
        assert sum(map(len, claimed)) < len(YEARS)
    assert kept(cache, YEARS)
    assert close_of(read(cache).bars) == close_of(YEARS)


def newest(**changes):
    held = dict.fromkeys(COLUMNS, 10.0)
    return Newest(
        **held | {"instrument": CN.id, "source": "akshare", "date": day("2024-10-10"), "time": 10**6,
                  "fetched_at": AFTER + 9} | changes
    )  # fmt: skip


def test_a_lost_cell_takes_its_claim_along(opened, tmp_path):
    cache = opened(tmp_path)
    kept(cache, bars())
    assert cache.upsert_newest([newest(date=day("2024-09-26")), newest(date=day("2024-09-27"), time=10**6 + 1)]) == ()
    assert read(cache).spans == (span("2024-09-20", "2024-09-27", AFTER + 9),)
    change(tmp_path, "delete from tail where time = ?", 10**6)
    found = read(cache)
    assert found.spans[0].last <= day("2024-09-25")
    assert "2024-09-27" not in close_of(found.bars)


def test_random_flips_are_never_silently_wrong(tmp_path):
    """The full size is in benchmarks/crash.py; this is its shape, and its negative control."""
    wrong = {True: 0, False: 0}
    source = tmp_path / "whole"
    source.mkdir()
    with closing(Cache(source)) as cache:
        noise = np.random.default_rng(1).integers(1000, 90000, (len(COLUMNS), len(YEARS))) / 100
        opens = YEARS.date.astype("datetime64[s]").astype("int64") + 5400
        noisy = YEARS.with_columns(time=opens, **dict(zip(COLUMNS, noise, strict=True)))  # it stands there undeflated
        cache.merge(noisy, span("2022-12-01", "2024-10-03"))
        cache.upsert_newest([newest(time=int(opens[-1]) + 604800)])
        truth = read(cache).bars
    for checked in (True, False):
        for trial in range(12):
            wrong[checked] += flipped(source, tmp_path / f"{checked}{trial}", trial, truth, checked=checked)
    assert wrong[True] == 0
    assert wrong[False] > 0


def flipped(source, folder, seed, truth, *, checked):
    """1 when one flipped bit of the file gives another price than the truth, or a claim without its bars."""
    shutil.copytree(source, folder)
    raw = bytearray((folder / "cache.db").read_bytes())
    begin = raw.find(b"\x01\xe0\x01\x00\x00")  # a chunk of 480 bars: the flips shall hit what matters
    place = random.Random(seed).randrange(begin + 120, begin + 500)
    raw[place] ^= 1 << seed % 8
    (folder / "cache.db").write_bytes(raw)
    with pytest.MonkeyPatch.context() as patch:
        if not checked:
            patch.setattr(series, "_checked", lambda blob, piece, head: series.chunks.unpack(blob))
        try:
            cache = Cache(folder)
        except CacheError:
            return 0
        with closing(cache):
            try:
                found = read(cache)
            except CacheError:
                return 0
    return int(found is not None and not same(found, truth))


def same(found, truth):
    inside = truth.rows(np.isin(truth.date, found.bars.date))
    right = all(np.array_equal(getattr(inside, n), getattr(found.bars, n), equal_nan=True) for n in ("time", *COLUMNS))
    claimed = [truth.between(one.first, one.last) for one in found.spans]
    return right and all(np.isin(one.date, found.bars.date).all() for one in claimed)


# the whole file

SHAPES = {
    "garbage": lambda whole: b"not a database at all, but long enough to be looked at" * 200,
    "half": lambda whole: whole[: len(whole) // 2],
    "header only": lambda whole: whole[:100],
    "magic only": lambda whole: b"SQLite format 3\0",
    "zero length": lambda whole: b"",
    "tables gone": None,
    "foreign": None,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_broken_file_is_set_aside_and_rebuilt(opened, tmp_path, shape):
    with closing(Cache(tmp_path)) as cache:
        kept(cache, YEARS)
    file = tmp_path / "cache.db"
    if SHAPES[shape]:
        file.write_bytes(SHAPES[shape](file.read_bytes()))
    elif shape == "tables gone":
        change(tmp_path, "drop table recent")
    else:
        file.unlink()
        change(tmp_path, "create table somebody (a)")
    content = file.read_bytes()
    cache = opened(tmp_path)
    assert cache.state == "rebuilt"
    assert kept(cache, bars())
    (aside,) = tmp_path.glob("cache.db.broken-*")
    assert aside.read_bytes() == content


def test_a_newer_version_is_set_aside_not_touched(opened, tmp_path):
    with closing(Cache(tmp_path)):
        pass
    change(tmp_path, f"pragma user_version = {len(schema.MIGRATIONS) + 1}")
    content = (tmp_path / "cache.db").read_bytes()
    assert opened(tmp_path).state == "rebuilt"
    (aside,) = tmp_path.glob("cache.db.broken-*")
    assert aside.read_bytes() == content


def test_the_write_ahead_log_of_another_file_is_set_aside(opened, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder, made in ((mine, bars()), (other, YEARS)):
        folder.mkdir()
        with closing(Cache(folder)) as cache:
            kept(cache, made)
    with closing(Cache(other)) as cache:
        kept(cache, bars(one=HK))
        log = (other / "cache.db-wal").read_bytes()
    (mine / "cache.db-wal").write_bytes(log)
    cache = opened(mine)
    assert cache.state == "rebuilt"
    assert close_of(read(cache).bars) == close_of(bars())
    assert [file.read_bytes() for file in mine.glob("cache.db.broken-*-wal")] == [log]


def test_its_own_write_ahead_log_is_taken(opened, tmp_path):
    with closing(Cache(tmp_path)) as cache:
        kept(cache, bars())
        copy = tmp_path / "copy"
        copy.mkdir()
        for file in tmp_path.glob("cache.db*"):
            shutil.copy(file, copy)
    cache = opened(copy)
    assert (cache.state, close_of(read(cache).bars)) == ("ok", close_of(bars()))


def test_a_damaged_quote_is_no_quote(opened, tmp_path):
    opened(tmp_path).note_quotes([quote(last=10.5), quote(HK, 400.0)])
    change(tmp_path, "update quote set fields = replace(fields, '10.5', '90.5')")
    assert [one.last for one in last_quotes(tmp_path, [CN.id, HK.id])] == [400.0]


def test_idle_empties_the_log_and_folds_long_tails(opened, tmp_path):
    cache = opened(tmp_path)
    kept(cache, bars())
    for number in range(1, 21):
        assert cache.upsert_newest([newest(time=10**6 + number, date=day(f"2024-10-{number:02}"))]) == ()
    cache.idle()
    assert len(read(cache).bars) == 24
    assert read(cache).spans == (span("2024-09-20", "2024-10-20", AFTER + 9),)
    assert (tmp_path / "cache.db-wal").stat().st_size == 0
    assert change(tmp_path, "select count(*) from tail") == [(1,)]


def test_a_full_disk_is_an_error_and_no_end(opened, tmp_path):
    cache = opened(tmp_path)
    kept(cache, bars())
    with cache._reading() as db:
        pages = databases.number(db, "page_count")
        db.execute(f"pragma max_page_count = {pages}")  # SQLite's own way to run out of space
    with pytest.raises(CacheError):
        kept(cache, many("2000-01-03", 5000, one=HK))
    assert close_of(read(cache).bars) == close_of(bars())
    with cache._reading() as db:
        db.execute("pragma max_page_count = 1000000")
    assert kept(cache, many("2000-01-03", 5000, one=HK))
