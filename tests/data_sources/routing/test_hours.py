"""Minutes with and without the trade outside the hours are two series: asked for, kept and judged final apart."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from data_sources import coverage
from data_sources.cache import Cache
from data_sources.guards import checked_bars
from data_sources.router import AllFailed, Router
from models.errors import Unreadable
from models.values import Interval
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import CN, US, bars, day, span, want

NEW_YORK = ZoneInfo("America/New_York")
MIN1 = Interval.MIN1
NOON = dt.datetime(2024, 9, 26, 16, tzinfo=dt.UTC).timestamp()  # in New York
ROUTES = {"intraday.US": ("yahoo", "akshare"), "intraday.CN": ("akshare",)}


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).timestamp()


def minutes(rows, *, one=US, source="yahoo", at=NOON, **changes):
    """One-minute bars of ``{"2024-09-25 09:30": close}``."""
    close = np.array(list(rows.values()), float)
    held = {
        "date": np.array([text[:10] for text in rows], "datetime64[D]"), "close": close,
        "time": np.array([int(moment(text)) for text in rows], np.int64), "open": close, "high": close, "low": close,
        "volume": np.full(len(close), 100.0), "turnover": np.full(len(close), np.nan),
    }  # fmt: skip
    empty = bars({}, one=one, source=source, at=at, interval=MIN1)
    return empty.with_columns(**(held | changes))


REGULAR = {"2024-09-24 09:30": 100.0, "2024-09-24 15:59": 101.0}
BOTH = {"2024-09-24 08:00": 99.0} | REGULAR | {"2024-09-24 16:30": 102.0}


def answer(asked):
    rows = {at: close for at, close in (BOTH if asked.extended else REGULAR).items() if at[:10] >= str(asked.start)}
    return minutes(rows, extended=asked.extended)


class Room:
    def __init__(self, pool, cache):
        self.pool, self.cache, self.now = pool, cache, moment("2024-09-26 12:00")

    def __call__(self, **answers):
        self.sources = Sources(**answers)
        return Router(self.sources, self.cache, self.pool, ROUTES, clock=lambda: self.now)


@pytest.fixture
def room():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(2) as pool:
        yield Room(pool, cache)


def of_day(**changes):
    return want(US, "2024-09-24", "2024-09-24", interval=MIN1, **changes)


def prices(found):
    return found.close.tolist()


@pytest.mark.parametrize("first", [False, True])
def test_whichever_is_asked_first_the_other_is_not_made_of_it(room, first):
    router = room(yahoo=answer)
    for extended in (first, not first, first, not first):
        found = router.bars(of_day(extended=extended))
        assert prices(found) == list((BOTH if extended else REGULAR).values())
        assert found.extended is extended
    assert [asked.extended for _, asked in room.sources.asked] == [first, not first]  # each once, then from the cache


def test_without_a_source_each_has_what_was_kept_of_it(room):
    router = room(yahoo=[answer(of_day()), answer(of_day(extended=True))])
    for extended in (False, True):
        router.bars(of_day(extended=extended))
    room.now += 90 * 86400.0
    router = room()
    for extended in (False, True):
        found = router.bars(of_day(extended=extended))
        assert prices(found) == list((BOTH if extended else REGULAR).values())


def test_where_nothing_is_traded_outside_the_hours_the_wish_says_nothing(room):
    made = minutes({"2024-09-23 21:30": 10.0}, one=CN, source="akshare").with_columns(
        date=np.array(["2024-09-24"], "datetime64[D]"), extended=False
    )
    router = room(akshare=made)
    found = router.bars(want(CN, "2024-09-24", "2024-09-24", interval=MIN1, extended=True))
    assert not found.extended
    assert [asked.extended for _, asked in room.sources.asked] == [False]


def test_an_answer_of_other_hours_is_refused(room):
    with pytest.raises(Unreadable, match="other hours"):
        checked_bars(minutes(REGULAR), of_day(extended=True), "yahoo", day("2024-09-26"))
    router = room(yahoo=minutes(BOTH, extended=True))
    with pytest.raises(AllFailed):
        router.bars(of_day())


def test_the_evening_is_final_when_its_trade_has_ended(room):
    """At five a regular day is final, one with the evening is not."""
    five, night = moment("2024-09-24 17:00"), moment("2024-09-24 20:31")
    for extended, at, final in ((False, five, True), (True, five, False), (True, night, True)):
        made = minutes(BOTH if extended else REGULAR, at=at, extended=extended)
        assert room.cache.merge(made, span("2024-09-24", "2024-09-24", at))
        held = room.cache.read(US, MIN1, "yahoo", extended=extended)
        assert held.bars.last_is_final is final
        later = moment("2024-09-25 03:00")
        assert (coverage.covering(held, of_day(extended=extended), later) is not None) is final


def test_the_morning_is_asked_for_again_while_it_runs(room):
    today = want(US, "2024-09-24", "2024-09-25", interval=MIN1, extended=True)
    kept = moment("2024-09-25 07:00")
    room.cache.merge(minutes(BOTH, at=kept, extended=True), span("2024-09-24", "2024-09-25", kept))
    held = room.cache.read(US, MIN1, "yahoo", extended=True)
    assert coverage.covering(held, today, kept + 30) is not None
    assert coverage.covering(held, today, kept + 90) is None


# what minutes may change


def test_late_prints_change_the_newest_minutes_and_what_is_older_than_the_reach_stays(room):
    """A vendor keeps a week of minutes; one of them was corrected, and those of last month are not given any more."""
    old = {"2024-08-20 09:30": 90.0}
    rows = {f"2024-09-24 10:{minute:02d}": 100.0 + minute for minute in range(40)}
    room.cache.merge(minutes(old | rows), span("2024-08-20", "2024-09-24", moment("2024-09-24 11:00")))
    corrected = rows | {"2024-09-24 10:05": 104.0, "2024-09-24 10:45": 150.0}
    router = room(yahoo=lambda _: minutes(corrected))
    assert prices(router.bars(of_day())) == list(corrected.values())
    held = room.cache.read(US, MIN1, "yahoo")
    assert prices(held.bars) == [90.0, *corrected.values()]
    assert sorted((str(one.first), str(one.last)) for one in held.spans) == [
        ("2024-08-20", "2024-09-23"), ("2024-09-24", "2024-09-24"),
    ]  # fmt: skip


def test_minutes_that_differ_altogether_are_another_series_and_are_refused(room):
    rows = {f"2024-09-24 10:{minute:02d}": 100.0 + minute for minute in range(40)}
    room.cache.merge(minutes(rows), span("2024-09-24", "2024-09-24", moment("2024-09-24 11:00")))
    router = room(yahoo=lambda _: minutes({at: close / 2 for at, close in rows.items()}))
    found = router.bars(of_day())
    assert prices(found) == list(rows.values())
    assert found.doubt


def test_what_a_stand_in_has_of_a_long_span_does_not_keep_the_first_source_from_being_asked(room):
    """A source of few minutes answered while the first was away; the first is back and has more."""
    long = want(US, "2024-09-16", "2024-09-24", interval=MIN1)
    few = minutes(REGULAR, source="akshare")
    room(akshare=few).bars(long)
    more = {"2024-09-16 09:30": 97.0} | REGULAR
    router = room(yahoo=minutes(more), akshare=few)
    assert prices(router.bars(long)) == list(more.values())
    assert room.sources.names() == ["yahoo"]
    assert prices(room().bars(long)) == list(more.values())
