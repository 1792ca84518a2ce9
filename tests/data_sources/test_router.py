"""Who is asked, in which order, and what becomes of the answers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest

from data_sources.cache import Cache
from data_sources.router import AllFailed, Router
from models import symbols
from models.errors import CacheError, NoSuchData, RateLimited, Unreachable, Unreadable
from models.values import Adjust, Interval
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import (
    AFTER,
    CN,
    HK,
    US,
    WEEK,
    bars,
    cash,
    close_of,
    day,
    many,
    quote,
    quotes_of,
    span,
    split,
    want,
)  # fmt: skip

ROUTES = {  # these tests are of routing, not of the order that is shipped
    "quotes.CN": ("tencent", "yahoo"), "quotes.HK": ("tencent", "yahoo"), "quotes.US": ("yahoo", "tencent"),
    "bars.CN": ("akshare", "yahoo"), "bars.HK": ("yahoo", "akshare"), "bars.US": ("yahoo", "akshare"),
}  # fmt: skip
ETERNITY = {"start": "2024-01-01", "end": "2024-09-25"}


class Room:
    """A router with fake sources, a cache in memory and a clock that stands."""

    def __init__(self, pool, cache):
        self.pool, self.cache, self.now = pool, cache, AFTER

    def __call__(self, chosen=None, **answers):
        self.sources = Sources(**answers)
        return Router(self.sources, self.cache, self.pool, ROUTES | (chosen or {}), clock=lambda: self.now)

    def keep(self, made, first, last, at=AFTER):
        assert self.cache.merge(made, span(first, last, at))

    def held(self, source="akshare", one=CN):
        found = self.cache.read(one, Interval.DAY, source)
        return close_of(found.bars) if found else None


@pytest.fixture
def room():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(4) as pool:
        yield Room(pool, cache)


# order and failover


def test_the_first_of_the_route_answers_and_nobody_else_is_asked(room):
    found = room(akshare=bars(), yahoo=bars(source="yahoo")).bars(want())
    assert (close_of(found), found.source, found.doubt, room.sources.names()) == (WEEK, "akshare", "", ["akshare"])


@pytest.mark.parametrize(
    "accident",
    [
        Unreachable("silent"), RateLimited("429"), NoSuchData("unknown"), Unreadable("html"),
        bars(one=HK), bars({}), bars(WEEK | {"2024-09-23": 0.0, "2024-09-24": -1.0}), (quote(),),
    ],
    ids=lambda accident: type(accident).__name__,
)  # fmt: skip
def test_whatever_is_wrong_with_the_first_the_second_answers(room, accident):
    found = room(akshare=accident, yahoo=bars(source="yahoo")).bars(want())
    assert (found.source, found.doubt, room.sources.names()) == ("yahoo", "", ["akshare", "yahoo"])
    assert room.held() is None  # nothing of the accident is stored


def test_the_users_order_is_kept(room):
    assert room({"bars.CN": ("yahoo",)}, yahoo=bars(source="yahoo")).bars(want()).source == "yahoo"


def test_a_second_question_asks_nobody(room):
    router = room(akshare=bars())
    router.bars(want())
    assert close_of(router.bars(want())) == WEEK
    assert len(room.sources.asked) == 1


def test_any_source_that_covers_the_question_will_do(room):
    room.keep(bars(source="yahoo"), "2024-09-20", "2024-09-25")
    assert room().bars(want()).source == "yahoo"
    assert room.sources.asked == []


def test_an_answer_that_goes_beyond_the_question_is_kept_as_such(room):
    router = room(akshare=bars(WEEK | {"2024-09-26": 12.0, "2024-09-27": 12.5}))
    assert close_of(router.bars(want())) == WEEK
    assert close_of(router.bars(want(end="2024-09-27")))["2024-09-27"] == 12.5
    assert len(room.sources.asked) == 1


def test_only_the_missing_end_is_asked_for(room):
    room.keep(many("2024-01-01", 180), "2024-01-01", "2024-09-06")
    router = room(akshare=lambda asked: many("2024-01-01", 193).between(asked.start, asked.end))
    found = router.bars(want(**ETERNITY))
    ((_, asked),) = room.sources.asked
    assert (asked.start, asked.end) == (day("2024-08-27"), day("2024-09-25"))
    assert len(found) == 193
    assert found.source == "akshare"


def test_what_is_held_is_shown_before_the_rest_arrives(room):
    room.keep(bars({"2024-09-20": 10.0}), "2024-09-20", "2024-09-20", at=AFTER - 6 * 86400)
    seen = []
    found = room(akshare=bars()).bars(want(), lambda part: seen.append(close_of(part)))
    assert seen == [{"2024-09-20": 10.0}]
    assert close_of(found) == WEEK


# a past that changed


def test_a_correction_makes_the_whole_be_asked_for_again(room):
    room.keep(many("2024-01-01", 180), "2024-01-01", "2024-09-06")
    right = many("2024-01-01", 193)
    close = right.close.copy()
    close[175] += 0.5
    right = right.with_columns(close=close, high=close + 1, low=close - 1)
    found = room(akshare=lambda asked: right.between(asked.start, asked.end)).bars(want(**ETERNITY))
    assert [asked.start for _, asked in room.sources.asked] == [day("2024-08-27"), day("2024-01-01")]
    assert close_of(found) == close_of(right.between(day("2024-01-01"), day("2024-09-25")))


def subtracted(made, cash_later):
    """What Eastmoney's 前复权 would show: every price lower by what was paid later."""
    prices = {name: getattr(made, name) - cash_later for name in ("open", "high", "low", "close")}
    return made.with_columns(**prices, turnover=np.full(len(made), np.nan))


def test_a_subtractive_series_dressed_as_traded_is_caught_by_the_overlap(room):
    raw = many("2024-01-01", 193)
    room.keep(raw.rows(slice(0, 180)), "2024-01-01", "2024-09-06")
    before = room.held()
    dressed = subtracted(raw, 0.58)
    router = room(akshare=lambda asked: dressed.between(asked.start, asked.end), yahoo=raw.with_columns(source="yahoo"))
    found = router.bars(want(**ETERNITY))
    assert (found.source, close_of(found)) == ("yahoo", close_of(raw.between(day("2024-01-01"), day("2024-09-25"))))
    assert room.held() == before  # the traded closes are still there, none of the others


def test_a_subtractive_series_leaves_its_reason(room):
    raw = many("2024-01-01", 193)
    room.keep(raw.rows(slice(0, 180)), "2024-01-01", "2024-09-06")
    router = room(akshare=lambda asked: subtracted(raw, 0.58).between(asked.start, asked.end))
    found = router.bars(want(**ETERNITY))
    assert "another basis" in found.doubt
    assert str(found.date[-1]) == "2024-09-06"  # the truth as far as it is held, and no further


# nobody answers


def test_with_nothing_held_the_failure_names_everybody(room):
    with pytest.raises(AllFailed) as caught:
        room(akshare=Unreachable("silent"), yahoo=RateLimited("429", wait_s=60.0)).bars(want())
    failure = caught.value.failure
    assert [(one.source, one.kind) for one in failure.tried] == [("akshare", "Unreachable"), ("yahoo", "RateLimited")]
    assert failure.detail == "akshare: silent; yahoo: 429"


def test_the_cache_is_the_last_resort_and_says_so(room):
    room.keep(bars({"2024-09-20": 10.0, "2024-09-23": 10.5}), "2024-09-20", "2024-09-23", at=AFTER - 4 * 86400)
    found = room().bars(want())
    assert (close_of(found), found.fetched_at) == ({"2024-09-20": 10.0, "2024-09-23": 10.5}, AFTER - 4 * 86400)
    assert found.doubt == "akshare: silent; yahoo: silent"


def test_a_hole_is_never_bridged(room):
    room.keep(bars({"2024-01-05": 3.0}), "2024-01-01", "2024-01-31")
    room.keep(bars({"2024-09-24": 11.0, "2024-09-25": 11.5}), "2024-09-24", "2024-09-25")
    found = room().bars(want(**ETERNITY))
    assert close_of(found) == {
        "2024-09-24": 11.0,
        "2024-09-25": 11.5,
    }  # no base: no percentage, rather than a wrong one


def test_the_bundled_facts_come_last_of_all(room):
    facts = bars(source="reference", at=1.0)
    found = room(reference=facts).bars(want())
    assert (found.source, found.doubt) == ("reference", "akshare: silent; yahoo: silent")
    assert room.sources.names() == ["akshare", "yahoo", "reference"]
    assert room(akshare=bars(), reference=facts).bars(want()).source == "akshare"


def test_a_cache_that_reaches_as_far_goes_before_the_facts(room):
    room.keep(many("2024-01-01", 193), "2024-01-01", "2024-09-25", at=1.7e9)
    found = room(reference=bars(source="reference")).bars(want(**ETERNITY))
    assert found.source == "akshare"


def test_offline_is_one_word(room):
    with pytest.raises(AllFailed) as caught:
        room(akshare=Unreachable("offline"), yahoo=Unreachable("offline")).bars(want())
    assert caught.value.detail == "offline"


def test_a_cache_that_fails_is_done_without(room, monkeypatch):
    def broken(*_, **__):
        raise CacheError("disk I/O error")

    for name in ("read", "merge", "note_quotes", "quotes"):
        monkeypatch.setattr(room.cache, name, broken)
    router = room(akshare=bars(), tencent=(quote(),))
    assert close_of(router.bars(want())) == WEEK
    assert router.quotes(quotes_of(CN)).quotes == (quote(),)
    assert router.cached_quotes([CN]) == ()


# splits and dividends


TOLD = bars(source="yahoo", actions=(split("2024-09-24", 2.0),))


def test_actions_come_from_the_source_that_knows_them(room):
    found = room(akshare=bars(), yahoo=TOLD).bars(want(actions=True))
    assert (found.source, found.actions, found.doubt) == ("akshare", TOLD.actions, "")


def test_without_the_wish_nobody_is_asked_for_actions(room):
    assert room(akshare=bars(), yahoo=TOLD).bars(want()).actions is None
    assert room.sources.names() == ["akshare"]


def test_when_nobody_can_tell_they_are_unknown_not_none(room):
    assert room(akshare=bars()).bars(want(actions=True)).actions is None


def test_actions_told_before_count_when_their_source_is_silent(room):
    room.keep(TOLD, "2024-09-20", "2024-09-25", at=AFTER - 2 * 86400)
    longer = bars(WEEK | {"2024-09-26": 12.0})
    found = room(akshare=longer).bars(want(end="2024-09-26", actions=True))
    assert found.actions == TOLD.actions
    assert found.doubt == "splits and dividends after 2024-09-25 are not known (yahoo: silent)"


def test_qfq_ends_at_todays_prices_though_the_span_ended_before(room):
    later = WEEK | {"2024-09-26": 6.0, "2024-09-27": 6.1}
    told = bars(later, source="yahoo", actions=(split("2024-09-26", 2.0), cash("2024-09-24", 0.5)))
    found = room(akshare=bars(later), yahoo=told).bars(want(adjust=Adjust.QFQ))
    assert [asked.end for _, asked in room.sources.asked] == [day("2024-09-27")] * 2
    assert found.adjust is Adjust.QFQ
    dividend = (10.5 - 0.5) / 10.5
    assert list(found.close) == pytest.approx([10 * dividend / 2, 10.5 * dividend / 2, 5.5, 5.75])


def test_hfq_begins_with_the_listing_whatever_the_cache_holds(room):
    whole = {"2023-05-01": 8.0, "2024-01-02": 4.0} | WEEK
    told = bars(whole, source="yahoo", actions=(split("2024-01-02", 2.0), split("2024-09-24", 2.0)))
    router = room(yahoo=lambda asked: told.between(asked.start, asked.end))
    router.bars(want())
    found = router.bars(want(adjust=Adjust.HFQ))
    assert list(found.close) == [20.0, 21.0, 44.0, 46.0]


def test_bars_that_cannot_be_adjusted_say_so(room):
    assert room(akshare=bars()).bars(want(adjust=Adjust.QFQ)).adjust is Adjust.NONE


# quotes


def test_each_market_asks_its_own_route_in_one_batch(room):
    heard = []
    router = room(
        tencent=lambda asked: tuple(quote(one) for one in asked.instruments), yahoo=(quote(US, 120.0, source="yahoo"),)
    )
    answer = router.quotes(quotes_of(CN, HK, US), heard.append)
    assert {(one.instrument, one.source) for one in answer.quotes} == {
        ("600000.SH", "tencent"), ("00700.HK", "tencent"), ("NVDA.US", "yahoo"),
    }  # fmt: skip
    assert sorted(room.sources.names()) == ["tencent", "yahoo"]
    assert {one for batch in heard for one in batch} == set(answer.quotes)
    assert answer.failures == ()


def test_only_the_missing_ones_go_to_the_next_source(room):
    other = symbols.instrument("600001.SH")
    router = room(tencent=(quote(),), yahoo=(quote(other, source="yahoo"),))
    answer = router.quotes(quotes_of(CN, other))
    assert room.sources.asked[1][1] == quotes_of(other)
    assert (len(answer.quotes), answer.failures) == (2, ())


def test_the_last_known_quote_stands_in_and_says_why(room):
    room.cache.note_quotes([quote(last=9.5, at=AFTER - 86400)])
    answer = room(tencent=Unreachable("silent"), yahoo=()).quotes(quotes_of(CN, HK))
    assert [(one.instrument, one.last, one.received_at) for one in answer.quotes] == [
        ("600000.SH", 9.5, AFTER - 86400),
    ]  # fmt: skip
    (name, why), (other, _) = answer.failures
    assert {name, other} == {"600000.SH", "00700.HK"}
    assert why.detail == "tencent: silent; yahoo: not in its answer"


def test_quotes_are_noted_for_the_next_start(room):
    room(tencent=(quote(last=10.5),)).quotes(quotes_of(CN))
    assert room().cached_quotes([CN])[0].last == 10.5


@pytest.mark.parametrize("answer", [bars(), (quote(currency="USD"),), (quote(last=None),)], ids=("bars", "usd", "none"))
def test_quotes_nobody_asked_for_are_no_answer(room, answer):
    assert room(tencent=answer).quotes(quotes_of(CN)).quotes == ()


def test_a_probe_asks_every_open_source_something_small(room):
    room(yahoo=(quote(US, source="yahoo"),), akshare=bars(), tencent=RateLimited("429")).probe()
    asked = dict(room.sources.asked)
    assert set(asked) == {"yahoo", "akshare", "tencent", "eastmoney", "sina", "similarweb", "wikimedia", "apple"}
    assert len(asked["yahoo"].instruments) == 1
    assert (asked["akshare"].end - asked["akshare"].start).days <= 20
