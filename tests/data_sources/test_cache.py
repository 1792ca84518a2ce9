"""The disposable cache: what goes in comes out, damage is seen and confined, one source is never another's."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import kept as noted
from data_sources import schema
from data_sources.cache import Cache, last_quotes
from data_sources.protocol import Listing
from models.errors import CacheError
from models.facts import Dated, Facts
from models.values import Basis, Interval
from tests.data_sources.samples import (
    AFTER,
    CN,
    HK,
    WEEK,
    bars,
    cash,
    close_of,
    day,
    many,
    quote,
    span,
    split,
)  # fmt: skip


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


def read(cache, source="akshare", one=CN):
    return cache.read(one, Interval.DAY, source)


def kept(cache, made, *ends, at=AFTER):
    first, last = ends or (str(made.date[0]), str(made.date[-1]))
    return cache.merge(made, span(first, last, at))


def test_what_goes_in_comes_out(opened, tmp_path):
    cache = opened(tmp_path)
    made = bars(source="yahoo", basis=Basis.DIVIDEND_ADJUSTED, actions=(split("2024-09-24", 1.4),))
    assert kept(cache, made)
    found = read(cache, "yahoo").bars
    assert close_of(found) == WEEK
    assert (found.basis, found.actions, found.currency) == (Basis.DIVIDEND_ADJUSTED, made.actions, "CNY")
    assert (found.fetched_at, found.last_is_final) == (AFTER, True)
    assert read(cache, "yahoo").spans == (span("2024-09-20", "2024-09-25"),)


def test_it_outlives_the_process(opened, tmp_path):
    with closing(Cache(tmp_path)) as first:
        kept(first, bars())
    assert close_of(read(opened(tmp_path)).bars) == WEEK
    assert not (tmp_path / "cache.db-wal").exists() or (tmp_path / "cache.db-wal").stat().st_size == 0


def test_sources_are_never_spliced(opened):
    cache = opened(None)
    kept(cache, bars({"2024-09-20": 10.0}))
    kept(cache, bars({"2024-09-23": 20.0}, source="yahoo"))
    assert close_of(read(cache).bars) == {"2024-09-20": 10.0}
    assert read(cache, "tencent") is None
    assert read(cache, one=HK) is None


def test_a_running_bar_is_replaced_and_a_settled_one_is_not(opened):
    cache = opened(None)
    kept(cache, bars(), at=day_at("2024-09-25"))
    assert not read(cache).bars.last_is_final
    assert kept(cache, bars({"2024-09-24": 11.0, "2024-09-25": 12.0}))
    assert close_of(read(cache).bars) == WEEK | {"2024-09-25": 12.0}
    assert read(cache).bars.last_is_final
    assert not kept(cache, bars({"2024-09-24": 99.0, "2024-09-25": 12.0, "2024-09-26": 13.0}))
    assert close_of(read(cache).bars) == WEEK | {"2024-09-25": 12.0}  # nothing of a refused answer is stored


def day_at(text):
    """UTC seconds at 02:00 of a day: ten in the morning in Shanghai."""
    return datetime.combine(day(text), datetime.min.time(), UTC).timestamp() + 7200.0


def test_dropping_leaves_nothing_of_the_old_basis(opened):
    cache = opened(None)
    kept(cache, bars(actions=(split("2024-09-24", 2.0),)))
    cache.drop(bars())
    assert read(cache) is None
    kept(cache, bars({"2024-09-25": 5.0}, actions=()))
    assert (close_of(read(cache).bars), read(cache).bars.actions) == ({"2024-09-25": 5.0}, ())


def test_actions_are_restated_from_where_the_answer_begins(opened):
    cache = opened(None)
    kept(cache, bars(actions=(cash("2024-09-20", 0.1), split("2024-09-24", 2.0))))
    kept(cache, bars({"2024-09-24": 11.0, "2024-09-25": 11.5}, actions=(cash("2024-09-25", 0.2),)))
    assert read(cache).bars.actions == (cash("2024-09-20", 0.1), cash("2024-09-25", 0.2))


def test_a_source_without_actions_knows_none_rather_than_has_none(opened):
    cache = opened(None)
    kept(cache, bars())
    assert read(cache).bars.actions is None


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS)))
def test_every_earlier_version_is_brought_up_to_date(opened, tmp_path, version):
    with closing(sqlite3.connect(tmp_path / "cache.db")) as db:
        for number, step in enumerate(schema.MIGRATIONS[:version], 1):
            db.executescript(f"begin; {step}; pragma user_version = {number}; commit;")
    cache = opened(tmp_path)
    assert cache.state == "ok"
    assert kept(cache, bars())


def test_the_second_program_reads_a_copy_and_writes_to_none(opened, tmp_path):
    owner = opened(tmp_path)
    kept(owner, bars())
    guest = opened(None, read_from=tmp_path / "cache.db")
    assert guest.state == "read-only"
    kept(guest, bars({"2024-09-24": 11.0, "2024-09-26": 12.0}))
    assert "2024-09-26" in close_of(read(guest).bars)
    assert close_of(read(owner).bars) == WEEK


@pytest.mark.parametrize("content", [None, b"garbage" * 100, "newer"])
def test_a_copy_that_cannot_be_had_is_an_empty_cache(opened, tmp_path, content):
    if content == "newer":
        with closing(sqlite3.connect(tmp_path / "cache.db")) as db:
            db.execute("pragma user_version = 999")
    elif content is not None:
        (tmp_path / "cache.db").write_bytes(content)
    guest = opened(None, read_from=tmp_path / "cache.db")
    assert guest.state == "off"
    assert kept(guest, bars())


def test_a_file_that_cannot_be_used_just_now_is_left_where_it_is(tmp_path):
    with closing(Cache(tmp_path)) as owner:
        kept(owner, bars())
    (tmp_path / "cache.db").rename(tmp_path / "kept.db")
    (tmp_path / "cache.db").mkdir()  # in the way: it can neither be opened nor read
    with pytest.raises(CacheError):
        Cache(tmp_path)
    assert (tmp_path / "cache.db").is_dir()


def test_the_last_quotes_are_kept_for_the_next_start(opened):
    cache = opened(None)
    cache.note_quotes([quote(last=10.0), quote(HK, 900.0)])
    cache.note_quotes([quote(last=10.5)])
    assert [one.last for one in cache.quotes(["600000.SH", "00700.HK", "NVDA.US"])] == [10.5, 900.0]


def test_sqlites_errors_come_in_our_terms(tmp_path):
    cache = Cache(tmp_path)
    cache.close()
    for use in (lambda: read(cache), lambda: kept(cache, bars()), lambda: cache.note_quotes([quote()])):
        with pytest.raises(CacheError):
            use()


def test_an_empty_or_shorter_answer_takes_nothing_away(opened):
    cache = opened(None)
    kept(cache, bars())
    assert kept(cache, bars({}), "2024-09-20", "2024-09-25", at=AFTER + 1)
    assert kept(cache, bars({"2024-09-23": 10.5}), "2024-09-20", "2024-09-25")
    assert close_of(read(cache).bars) == WEEK
    assert kept(cache, bars({}), "2024-09-14", "2024-09-16")  # a weekend, nothing held: that is known now
    assert span("2024-09-14", "2024-09-16") in read(cache).spans


def test_a_series_is_replaced_only_by_one_that_holds_as_much(opened):
    cache = opened(None)
    kept(cache, bars())
    halved = {date: close / 2 for date, close in WEEK.items()}
    whole = span("2024-09-20", "2024-09-25")
    assert not cache.replace(bars({"2024-09-23": 5.25, "2024-09-24": 5.5, "2024-09-25": 5.75}), whole)
    assert close_of(read(cache).bars) == WEEK
    assert cache.replace(bars(halved), whole)
    assert close_of(read(cache).bars) == halved


def test_another_currency_or_basis_is_another_series(opened):
    cache = opened(None)
    kept(cache, bars())
    assert not kept(cache, bars(basis=Basis.DIVIDEND_ADJUSTED))
    assert not kept(cache, bars(currency="USD"))
    assert read(cache).bars.basis is Basis.RAW


def test_minutes_of_one_day_are_kept_by_their_time(opened):
    cache = opened(None)
    times = np.arange(3) * 60
    made = minutes(times, [1.0, 1.1, 1.2])
    assert kept(cache, made)
    assert kept(cache, minutes(times[1:] + 60, [1.2, 1.3]))
    found = cache.read(CN, Interval.MIN1, "akshare").bars
    assert found.time.tolist() == [0, 60, 120, 180]
    assert found.close.tolist() == [1.0, 1.1, 1.2, 1.3]
    assert not kept(cache, minutes(times, [1.0, 9.0, 1.2]))
    assert read(cache) is None  # days are another series


def minutes(times, closes):
    day_ = np.full(len(times), np.datetime64("2024-09-20"))
    column = np.array(closes)
    flat = dict.fromkeys(("open", "high", "low", "close", "turnover"), column)
    return bars({}, interval=Interval.MIN1).with_columns(
        date=day_, time=np.array(times), volume=np.full(len(times), 100.0), **flat
    )


def test_facts_are_kept_by_instrument_and_source(opened):
    cache = opened(None)
    facts = Facts(
        instrument=CN.id, name_zh="浦发银行", currency="CNY", lot=100, listed=day("1999-11-10"), source="akshare",
        shares=(Dated(date=day("2024-01-02"), value=2.9e10, source="akshare"),), actions=(cash("2024-07-18", 0.321),),
        fetched_at=AFTER,
    )  # fmt: skip
    nothing = Facts(instrument=HK.id, currency="HKD", source="yahoo", fetched_at=AFTER)
    cache.keep_facts(facts)
    cache.keep_facts(nothing)
    assert cache.facts(CN, "akshare") == facts
    assert cache.facts(HK, "yahoo") == nothing
    assert cache.facts(CN, "yahoo") is None


def test_the_newest_listing_is_kept(opened):
    cache = opened(None)
    assert cache.listing() is None
    for text in ("old", "600000.SH\tstock\tCN\tXSHG\t浦发银行"):
        cache.keep_listing(Listing(text=text, source="akshare", fetched_at=AFTER))
    assert cache.listing() == Listing(text=text, source="akshare", fetched_at=AFTER)


WEEKDAYS = many("2022-11-01", 120)
PIECES = st.lists(st.tuples(st.integers(0, 119), st.integers(1, 40)), max_size=8)


@given(PIECES)
def test_merging_any_spans_is_a_dictionary_of_days(pieces):
    with closing(Cache(None)) as cache:
        model = {}
        for first, count in pieces:
            part = WEEKDAYS.rows(slice(first, first + count))
            assert kept(cache, part)
            model |= close_of(part)
        held = read(cache)
        assert close_of(held.bars) == dict(sorted(model.items())) if held else not model
        for one in held.spans if held else ():
            inside = WEEKDAYS.between(one.first, one.last)
            assert close_of(held.bars.between(one.first, one.last)) == close_of(inside)


def test_a_quote_noted_before_there_were_valuations_is_still_read(opened, tmp_path):
    cache = opened(tmp_path)
    cache.note_quotes([quote(last=10.5, pe=20.0)])
    with closing(sqlite3.connect(tmp_path / "cache.db")) as db, db:
        held = json.loads(db.execute("select fields from quote").fetchone()[0])
        text = json.dumps({name: held[name] for name in held if name not in ("pe", "pb", "high_52w", "low_52w")})
        db.execute("update quote set fields = ?, crc = ?", (text, noted.crc(CN.id, text)))
    (found,) = last_quotes(tmp_path, [CN.id])
    assert (found.last, found.pe) == (10.5, None)


def test_the_last_quotes_are_read_beside_the_owner(opened, tmp_path):
    assert last_quotes(tmp_path, [CN.id]) == ()
    opened(tmp_path).note_quotes([quote(last=10.5)])
    assert [one.last for one in last_quotes(tmp_path, [CN.id, HK.id])] == [10.5]


def test_last_quotes_that_cannot_be_read_are_none(tmp_path):
    (tmp_path / "cache.db").write_bytes(b"not a database")
    assert last_quotes(tmp_path, [CN.id]) == ()
