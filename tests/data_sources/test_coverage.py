"""Which spans answer a want, which piece may stand in for an answer, and what is asked for again."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import coverage, spans
from data_sources.cache import Held
from models.values import Adjust, Interval
from tests.data_sources.samples import AFTER, HK, bars, day, many, span, want

FETCHED = AFTER  # Friday 2024-09-27 20:00 in Shanghai


def shanghai(text):
    return dt.datetime.fromisoformat(text + "+08:00").timestamp()


def held(*kept, made=None):
    return Held(bars=made if made is not None else many("2024-01-01", 193), spans=kept)


def covers(kept, wanted, now):
    return coverage.covering(held(kept), wanted, now) is not None


WHOLE = span("2024-01-01", "2024-09-27", FETCHED)


def test_a_span_answers_what_lies_inside_it():
    assert covers(WHOLE, want(), AFTER)
    assert not covers(WHOLE, want(start="2023-12-01"), AFTER)


def test_a_final_friday_lasts_over_the_weekend():
    wanted = want(end="2024-09-29")
    assert covers(WHOLE, wanted, shanghai("2024-09-29T12:00"))
    assert covers(WHOLE, replace(wanted, end=day("2024-12-31")), shanghai("2024-09-30T09:00"))  # before the opening


def test_days_of_rest_need_not_be_held():
    """The past is asked for by the calendar; a source that was asked from session to session has all of it."""
    eve = span("2024-01-02", "2024-09-30", shanghai("2024-09-30T16:00"))
    for now in ("2024-10-03T12:00", "2024-10-08T09:00", "2024-10-20T12:00"):
        assert covers(eve, want(start="2024-01-01", end="2024-10-07"), shanghai(now))
    assert not covers(eve, want(start="2024-01-01", end="2024-10-08"), shanghai("2024-10-08T16:00"))
    assert not covers(eve, want(start="2023-12-29", end="2024-10-07"), shanghai("2024-10-08T09:00"))


def test_a_holiday_is_no_running_day():
    asked = span("2024-01-01", "2024-10-03", shanghai("2024-10-03T10:00"))
    assert covers(asked, want(end="2024-10-03"), shanghai("2024-10-03T14:00"))  # a Thursday, four hours later
    assert covers(asked, want(end="2024-10-03"), shanghai("2024-10-20T14:00"))


def test_a_half_day_is_final_early():
    eve = shanghai("2024-12-24T12:40")
    kept, wanted = span("2024-01-01", "2024-12-24", eve), want(HK, end="2024-12-24")
    assert covers(kept, wanted, shanghai("2024-12-24T15:00"))
    assert not covers(span("2024-01-01", "2024-12-24", eve - 900), wanted, shanghai("2024-12-24T15:00"))


def test_what_was_fetched_before_the_close_was_final_does_not_last():
    early = span("2024-01-01", "2024-09-27", shanghai("2024-09-27T15:10"))
    assert not covers(early, want(end="2024-09-27"), shanghai("2024-09-27T15:40"))


@pytest.mark.parametrize(("age", "answer"), [(30.0, True), (90.0, False), (-30.0, True)])
def test_a_running_day_is_asked_for_again_after_a_minute(age, answer):
    now = shanghai("2024-09-30T10:00")  # a Monday
    running = span("2024-01-01", "2024-09-30", now - age)
    assert covers(running, want(end="2024-09-30"), now) is answer
    assert covers(running, want(end="2024-09-27"), now)  # the past does not run


@pytest.mark.parametrize("end", ["2024-09-30", "2024-09-27"])
def test_what_a_wrong_clock_stamped_an_hour_ahead_answers_nothing(end):
    """Nobody knows when it was fetched, so that not even Friday's bar is known to be final."""
    now = shanghai("2024-09-30T10:00")
    assert not covers(span("2024-01-01", "2024-09-30", now + 3600.0), want(end=end), now)


def test_after_a_clock_was_a_day_ahead_one_refresh_sets_things_right():
    """A running bar stamped with tomorrow would otherwise count as final for ever."""
    now = shanghai("2024-09-30T10:00")
    ahead = span("2024-01-01", "2024-10-01", now + 86400)
    wanted = want(end="2024-09-30")
    assert not covers(ahead, wanted, now)
    (healed,) = spans.joined([ahead], span("2024-09-20", "2024-09-30", now))
    assert (healed.first, healed.fetched_at) == (day("2024-01-01"), now)
    assert covers(healed, wanted, now + 30)  # no storm
    assert not covers(healed, wanted, shanghai("2024-09-30T16:00"))  # and not final


def test_minutes_overlap_by_a_day():
    wanted = want(start="2024-01-01", end="2024-10-10", interval=Interval.MIN5)
    assert coverage.ask_from(held(WHOLE), wanted) == day("2024-09-24")  # the last bar held is of the 25th


def test_a_refresh_asks_for_the_end_and_some_days_before_it():
    made = held(WHOLE)
    assert coverage.ask_from(made, want(start="2024-01-01", end="2024-10-10")) == day("2024-09-15")
    assert coverage.ask_from(made, want(start="2023-06-01")) == day("2023-06-01")
    assert coverage.ask_from(None, want()) == day("2024-09-20")


def test_a_lagging_vendor_is_asked_from_its_last_bar():
    made = held(WHOLE, made=bars())  # asked to the 27th, the last bar is of the 25th
    assert coverage.ask_from(made, want(start="2024-01-01", end="2024-09-30")) == day("2024-09-15")


def test_the_piece_that_reaches_furthest_never_spans_a_hole():
    two = held(span("2024-01-01", "2024-02-01", 1.0), span("2024-09-23", "2024-09-25", 2.0))
    found = coverage.reach(two, want(start="2024-01-01", end="2024-09-25"))
    assert [str(d) for d in found.date] == ["2024-09-23", "2024-09-24", "2024-09-25"]
    assert found.fetched_at == 2.0
    assert coverage.reach(two, want(start="2024-04-01", end="2024-05-01")) is None


def test_how_far_an_adjustment_must_see():
    today = day("2024-09-27")
    assert coverage.anchored(want(), today) == want()
    assert coverage.anchored(want(adjust=Adjust.QFQ), today).end == today
    assert coverage.anchored(want(adjust=Adjust.HFQ), today).start == coverage.BEGINNING


# spans


def test_overlapping_spans_are_one_as_fresh_as_its_newest_end():
    kept = spans.joined([span("2024-01-01", "2024-06-30", 1.0)], span("2024-06-01", "2024-09-25", 2.0))
    assert kept == [span("2024-01-01", "2024-09-25", 2.0)]
    kept = spans.joined(kept, span("2023-01-01", "2024-02-01", 3.0))
    assert kept == [span("2023-01-01", "2024-09-25", 2.0)]


def test_a_running_day_is_not_sealed_by_its_neighbour():
    first, second = span("2024-01-01", "2024-09-25", 1.0), span("2024-09-26", "2024-09-30", 2.0)
    assert len(spans.joined([first], second)) == 2


def without_year(held, year):
    return spans.without(held, day(f"{year}-01-01"), day(f"{year}-12-31"))


def test_a_lost_year_cuts_its_spans():
    whole = [span("2022-06-01", "2024-09-25")]
    assert without_year(whole, 2023) == [span("2022-06-01", "2022-12-31"), span("2024-01-01", "2024-09-25")]
    assert without_year(whole, 2022) == [span("2023-01-01", "2024-09-25")]
    assert without_year(whole, 2021) == whole


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=12), st.integers(2019, 2027))
def test_joined_spans_claim_exactly_the_days_that_were_asked_for(pairs, year):
    kept, asked = [], set()
    for first, last in (sorted(pair) for pair in pairs):
        kept = spans.joined(kept, spans.Span(first=first, last=last, fetched_at=1.0))
        asked |= set(range(first.toordinal(), last.toordinal() + 1))
    claimed = [set(range(one.first.toordinal(), one.last.toordinal() + 1)) for one in kept]
    assert set().union(*claimed) == asked
    assert sum(map(len, claimed)) == len(asked)
    left = {o for one in without_year(kept, year) for o in range(one.first.toordinal(), one.last.toordinal() + 1)}
    assert left == {ordinal for ordinal in asked if dt.date.fromordinal(ordinal).year != year}
