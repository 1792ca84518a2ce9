"""Failover and the way back: a source that was left alone answers last until it has shown that it is well. N8, N9."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from data_sources.cache import Cache
from data_sources.rejections import Rejections
from data_sources.router import AllFailed, Router
from data_sources.routing import histories
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from models.values import Interval
from tests.data_sources.clocks import Clock
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, CN, HK, US, WEEK, bars, close_of, many, quote, quotes_of, span, want


@pytest.fixture
def room(tmp_path):
    """``room(**answers)``: a router on fake sources, its sources, cache and refusals."""
    with closing(Cache(None)) as cache, ThreadPoolExecutor(4) as pool:

        class Room:
            refused = Rejections(tmp_path / "rejected", clock=lambda: AFTER)

            def __call__(self, resampled=None, **answers):
                self.sources, self.cache, self.pool = Sources(**answers), cache, pool
                options = {"resampled": resampled} if resampled else {}
                return Router(self.sources, cache, pool, ORDER, clock=lambda: AFTER, rejections=self.refused, **options)

        yield Room()


ORDER = {  # of two, whatever the catalogue says today
    "quotes.CN": ("tencent", "yahoo"), "quotes.HK": ("tencent", "yahoo"), "quotes.US": ("yahoo", "tencent"),
    "bars.CN": ("akshare", "yahoo"), "bars.HK": ("yahoo", "akshare"), "bars.US": ("yahoo", "akshare"),
}  # fmt: skip


def quoted(source):
    return lambda asked: tuple(quote(one, source=source) for one in asked.instruments)


def test_who_was_left_alone_answers_last_and_is_tested_on_the_side(room):
    router = room(tencent=quoted("tencent"), yahoo=quoted("yahoo"))
    room.sources.returning = {"tencent"}
    answer = router.quotes(quotes_of(CN, HK))
    room.pool.shutdown()
    assert {one.source for one in answer.quotes} == {"yahoo"}
    tests = [asked for name, asked in room.sources.asked if name == "tencent"]
    assert [len(asked.instruments) for asked in tests] in ([1], [1, 1])  # something small, once or (in a race) twice


def test_who_was_left_alone_is_better_than_nobody(room):
    router = room(tencent=quoted("tencent"), yahoo=Unreachable("silent"))
    room.sources.returning = {"tencent"}
    assert router.quotes(quotes_of(CN)).quotes[0].source == "tencent"


def test_when_all_were_left_alone_the_users_order_holds(room):
    router = room(tencent=quoted("tencent"), yahoo=quoted("yahoo"))
    room.sources.returning = {"tencent", "yahoo"}
    assert router.quotes(quotes_of(CN)).quotes[0].source == "tencent"


def test_one_batch_a_source_for_all_markets(room):
    router = room(tencent=quoted("tencent"), yahoo=quoted("yahoo"))
    router.quotes(quotes_of(CN, HK, US))
    asked = {name: [one.id for one in asked.instruments] for name, asked in room.sources.asked}
    assert asked == {"tencent": [CN.id, HK.id], "yahoo": [US.id]}
    assert len(room.sources.asked) == 2
    assert router.batches((CN, HK, US)) == {"tencent": (CN, HK), "yahoo": (US,)}


@pytest.mark.parametrize("refusal", [RateLimited("429"), Unreadable("html"), Unreachable("HTTP 500")])
def test_under_a_refusal_each_source_of_the_route_is_asked_once(room, refusal):
    """N9: what the user did costs one question a source, whatever it says."""
    with pytest.raises(AllFailed):
        room(akshare=refusal, yahoo=refusal).bars(want())
    assert room.sources.names() == ["akshare", "yahoo"]


# refused answers


def test_what_a_guard_refuses_is_kept_with_its_reason(room):
    room(akshare=bars(one=HK), yahoo=bars(source="yahoo")).bars(want())
    (refused,) = room.refused.listed()
    assert (refused.source, refused.instrument, refused.at) == ("akshare", "600000.SH", AFTER)
    assert "answered 00700.HK" in refused.reason


def test_quotes_that_cannot_be_believed_are_a_failure_and_kept(room):
    router = room(tencent=(quote(currency="USD"),), yahoo=quoted("yahoo"))
    assert router.quotes(quotes_of(CN)).quotes[0].source == "yahoo"
    assert room.refused.listed()[0].reason == "none of its quotes can be believed"


# N12, N13, N17, D14: nothing where there was something


@pytest.mark.parametrize("nothing", [NoSuchData("possibly delisted"), bars({})], ids=("said", "empty"))
def test_nothing_where_there_were_bars_is_a_failure_and_loses_nothing(room, nothing):
    router = room(akshare=nothing, yahoo=bars(source="yahoo"))
    room.cache.merge(many("2024-01-01", 180), span("2024-01-01", "2024-09-06"))
    eternity = want(start="2024-01-01")
    assert router.bars(eternity).source == "yahoo"
    assert len(room.cache.read(CN, Interval.DAY, "akshare").bars) == 180
    assert room.refused.listed()[0].source == "akshare"


def test_a_series_that_comes_back_shorter_is_refused(room):
    whole = many("2024-01-01", 180)
    hole = whole.rows((whole.date <= whole.date[171]) | (whole.date >= whole.date[177]))
    router = room(akshare=lambda asked: hole.between(asked.start, asked.end), yahoo=bars(source="yahoo"))
    room.cache.merge(whole, span("2024-01-01", "2024-09-06"))
    found = router.bars(want(start="2024-01-01"))
    assert found.source == "yahoo"
    assert "are missing" in room.refused.listed()[0].reason
    assert len(room.cache.read(CN, Interval.DAY, "akshare").bars) == 180


def test_no_such_data_for_what_was_never_there_is_only_that(room):
    with pytest.raises(AllFailed) as caught:
        room(akshare=NoSuchData("unknown"), yahoo=NoSuchData("unknown")).bars(want())
    assert [one.kind for one in caught.value.failure.tried] == ["NoSuchData", "NoSuchData"]


# weeks and months are made from days


def test_weeks_are_made_from_the_days_of_whole_weeks(room):
    made = []

    def resampled(days, interval, market):
        made.append((interval, market))
        return days.rows(slice(-1, None)).with_columns(interval=interval)

    router = room(akshare=bars({"2024-09-16": 9.0} | WEEK), resampled=resampled)
    weekly = router.bars(want(start="2024-09-18", interval=Interval.WEEK))
    ((_, asked),) = room.sources.asked
    assert (str(asked.start), asked.interval) == ("2024-09-16", Interval.DAY)
    assert made == [(Interval.WEEK, CN.market)]
    assert (weekly.interval, close_of(weekly)) == (Interval.WEEK, {"2024-09-25": 11.5})


def test_months_begin_on_their_first_day(room):
    router = room(akshare=bars(), resampled=lambda days, interval, market: days)
    router.bars(want(start="2024-09-18", interval=Interval.MONTH))
    assert str(room.sources.asked[0][1].start) == "2024-09-01"


def test_after_a_sleep_connections_are_dropped(room):
    router = room()
    router.resumed()
    assert room.sources.dropped == 1


def test_a_vendor_that_is_a_day_late_leaves_no_hole(room):
    """Friday's bar is missing on Friday evening: that is no answer for Friday, but nobody is asked again at once."""
    clock = Clock()
    late = bars(WEEK, at=AFTER)
    router = room(akshare=lambda asked: late)
    router._histories._steady = lambda: clock.now
    friday = want(end="2024-09-27")
    assert str(router.bars(friday).date[-1]) == "2024-09-25"
    router.bars(friday)
    assert room.sources.names() == ["akshare"]
    clock.now += histories.LATE_S
    late = bars(WEEK | {"2024-09-26": 11.6, "2024-09-27": 11.7}, at=AFTER)
    assert str(router.bars(friday).date[-1]) == "2024-09-27"
    router.bars(friday)
    assert room.sources.names() == ["akshare", "akshare"]
