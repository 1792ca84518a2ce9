"""How far a quote may be trusted, by ages, hours, halts and what the source admits, and the words for it."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models import sessions
from models.freshness import SILENT_S, UNCONFIRMED_S, Freshness, age, freshness, freshness_of, in_words
from models.instruments import Market
from tests.models.samples import quote


def at(text, zone="+08:00"):
    """``"2024-09-25 10:00"`` in Shanghai, as UTC seconds."""
    return dt.datetime.fromisoformat(f"{text}{zone}").timestamp()


OPEN = at("2024-09-25 10:00")
CLOSED = at("2024-09-25 17:00")


@pytest.mark.parametrize(
    ("exchange_age", "received_age", "delay", "now", "state"),
    [
        (1.0, 1.0, 0.0, OPEN, Freshness.LIVE),
        (900.0, 1.0, 900.0, OPEN, Freshness.DELAYED),
        (1.0, UNCONFIRMED_S + 1, 0.0, OPEN, Freshness.STALE),
        (SILENT_S + 1, 1.0, 0.0, OPEN, Freshness.STALE),
        (SILENT_S + 1, UNCONFIRMED_S + 1, 900.0, OPEN, Freshness.STALE),
        (7201.0, 1.0, 0.0, CLOSED, Freshness.CLOSED),
        (7201.0, 3600.0, 0.0, CLOSED, Freshness.CLOSED),  # asked after the close: nothing was traded since
        (7201.0, 7201.0, 0.0, CLOSED, Freshness.STALE),  # asked before it: the closing price may be another
    ],
)
def test_a_quote_is_as_fresh_as_its_ages_allow(exchange_age, received_age, delay, now, state):
    assert freshness(Market.CN, now - exchange_age, now - received_age, delay, now) is state


@pytest.mark.parametrize(("exchange", "received"), [(None, OPEN), (OPEN, None), (None, None)])
def test_half_a_quote_is_none(exchange, received):
    assert freshness(Market.CN, exchange, received, 0.0, OPEN, suspended=True) is Freshness.NONE


def test_on_the_edge_a_quote_is_still_good():
    assert freshness(Market.CN, OPEN - SILENT_S, OPEN - UNCONFIRMED_S, 0.0, OPEN) is Freshness.LIVE


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2024-09-25 13:00:02", Freshness.LIVE),  # the last trade was before lunch, an hour and a half ago
        ("2024-09-25 13:20:00", Freshness.LIVE),
        ("2024-09-25 13:20:01", Freshness.STALE),
        ("2024-09-26 09:30:02", Freshness.LIVE),  # not one trade today yet
        ("2024-09-26 09:50:01", Freshness.STALE),
        ("2024-10-08 09:30:02", Freshness.LIVE),  # nor for eleven days: the national day
    ],
)
def test_silence_counts_only_while_the_market_trades(now, state):
    assert freshness(Market.CN, at("2024-09-25 11:29"), at(now) - 1, 0.0, at(now)) is state


def test_a_late_source_is_late_until_it_has_told_the_close():
    def seen(minute):
        now = at(f"2024-09-25 15:{minute}")
        return freshness(Market.CN, now - 900, now - 1, 900.0, now)

    assert (seen("10"), seen("16"), seen("40")) == (Freshness.DELAYED, Freshness.CLOSED, Freshness.CLOSED)


def test_a_price_of_the_closing_auction_must_be_asked_for_after_it():
    asked = at("2024-09-25 16:01")  # the auction in Hong Kong runs until ten past
    assert freshness(Market.HK, asked, asked, 0.0, asked + 30) is Freshness.CLOSED
    assert freshness(Market.HK, asked, asked, 0.0, asked + 3600) is Freshness.STALE
    assert freshness(Market.HK, asked, asked + 600, 0.0, asked + 3600) is Freshness.CLOSED


def test_at_lunch_over_a_weekend_and_on_a_holiday_a_quote_does_not_grow_stale():
    for now, asked in (
        ("2024-09-25 12:50", "2024-09-25 11:30:03"),
        ("2024-09-29 12:00", "2024-09-27 15:10"),
        ("2024-10-05 12:00", "2024-09-30 15:10"),
    ):
        assert freshness(Market.CN, at(asked) - 60, at(asked), 0.0, at(now)) is Freshness.CLOSED


def test_a_halted_share_is_suspended_whatever_its_age_and_source():
    for received in (1.0, 3600.0):
        assert freshness(Market.CN, OPEN - 9e6, OPEN - received, 900.0, OPEN, suspended=True) is Freshness.SUSPENDED
    assert freshness(Market.CN, OPEN, OPEN, 0.0, CLOSED, suspended=True) is Freshness.SUSPENDED


def test_a_halt_nobody_repeats_ends_with_the_next_session():
    halted = at("2024-09-27 10:00")  # a Friday
    assert freshness(Market.CN, halted, halted, 0.0, at("2024-09-30 09:29"), suspended=True) is Freshness.SUSPENDED
    assert freshness(Market.CN, halted, halted, 0.0, at("2024-09-30 09:31"), suspended=True) is Freshness.STALE


ages = st.floats(0, 3 * 86400)


@given(st.sampled_from(list(Market)), ages, ages, st.sampled_from([0.0, 900.0]), st.floats(0, 900 * 86400))
@example(Market.FX, 0.0, 0.0, 0.0, 0.0)
def test_freshness_follows_its_rules_at_any_time(market, exchange_age, received_age, delay, later):
    now = OPEN + later
    exchange, received = now - exchange_age, now - received_age
    found = freshness(market, exchange, received, delay, now)
    if sessions.state(market, now) == "open":
        begins, ends = sessions.stretch(market, now)
        assert begins <= now < ends
        stale = now - received > UNCONFIRMED_S or now - max(exchange, begins) > SILENT_S
        assert found is (Freshness.STALE if stale else Freshness.DELAYED if delay else Freshness.LIVE)
    else:
        assert found in (Freshness.CLOSED, Freshness.STALE, Freshness.DELAYED)
        assert found is not Freshness.STALE or now - received > UNCONFIRMED_S
        assert found is not Freshness.DELAYED or delay


@given(st.sampled_from(list(Market)), st.floats(-2 * 86400, 0), st.floats(0, 86400))
def test_a_clock_set_back_makes_nothing_younger_than_new_and_nothing_stale(market, jump, later):
    now = OPEN + later
    assert age(now, now + jump) == 0.0
    assert freshness(market, now, now, 0.0, now + jump) in (Freshness.LIVE, Freshness.CLOSED)


def test_a_clock_set_forward_makes_a_quote_stale_even_if_it_is_confirmed():
    now = OPEN + 86400  # the exchange's own stamp stays behind: one of the two clocks is wrong
    assert freshness(Market.CN, OPEN, OPEN, 0.0, now) is Freshness.STALE
    assert freshness(Market.CN, OPEN, now, 0.0, now + 1) is Freshness.STALE


def test_a_quote_carries_all_that_is_needed():
    held = quote(last=None, exchange_time=OPEN, received_at=OPEN, suspended=True)
    assert freshness_of(held, Market.CN, OPEN) is Freshness.SUSPENDED
    assert (
        freshness_of(quote(exchange_time=OPEN, received_at=OPEN, delay_s=900.0), Market.CN, OPEN) is Freshness.DELAYED
    )


@pytest.mark.parametrize(
    ("state", "zh", "en"),
    [
        (Freshness.LIVE, "实时", "live"),
        (Freshness.DELAYED, "延迟15分", "delayed 15 min"),
        (Freshness.STALE, "陈旧", "stale"),
        (Freshness.SUSPENDED, "停牌", "suspended"),
        (Freshness.NONE, "无行情", "no quote"),
        (Freshness.CLOSED, "收盘", "closed"),
    ],
)
def test_each_state_has_its_words_in_both_languages(state, zh, en):
    import resources

    for lang, words in (("zh", zh), ("en", en)):
        assert in_words(state, Market.CN, 900.0, CLOSED, resources.texts(lang)) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2024-09-25 12:00", "午休"),
        ("2024-09-25 15:10", "盘后"),
        ("2024-10-01 10:00", "休市"),
        ("2024-09-28 10:00", "收盘"),
    ],
)
def test_a_market_that_rests_says_how(now, words):
    import resources

    assert in_words(Freshness.CLOSED, Market.CN, 0.0, at(now), resources.texts("zh")) == words
