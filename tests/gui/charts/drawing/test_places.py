"""Anchors lie on the same day of any chart of their instrument, at the price that chart shows."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.places import places_on
from gui.charts.stack import BarStack
from models.drawings.values import LATEST, Anchor
from models.values import Adjust, Interval
from tests.gui.samples import bars

DAY = 86_400


def on(held):
    return places_on(held, BarStack(held).axis)


def minutes(days=3, per=4):
    """Some hours of some days, each from 14:30 UTC."""
    base = bars(days * per)
    date = np.repeat(np.busday_offset("2024-09-23", np.arange(days)), per)
    time = date.astype("datetime64[s]").astype(np.int64) + 52_200 + np.tile(np.arange(per) * 3600, days)
    return base.with_columns(date=date, time=time, interval=Interval.HOUR)


def utc(*when):
    return int(dt.datetime(*when, tzinfo=dt.UTC).timestamp())


DAYS, MINUTES = on(bars(50)), on(minutes())
WEEKS = on(bars(20).with_columns(date=np.datetime64("2024-03-01") + 7 * np.arange(20), interval=Interval.WEEK))
CHARTS = st.sampled_from([DAYS, MINUTES, WEEKS])


@given(places=CHARTS, bar=st.integers(-300, 300), price=st.floats(0.01, 1e9))
def test_an_anchor_made_at_a_bar_is_found_there_again(places, bar, price):
    anchor = places.anchor(bar, price)
    inside = 0 <= bar < places.axis.count
    assert places.bar(anchor.time) == pytest.approx(bar, abs=0.0 if inside else 0.01)
    assert places.price(anchor) == pytest.approx(price)


@given(places=CHARTS, time=st.integers(-LATEST, LATEST))
def test_every_moment_has_a_place(places, time):
    assert np.isfinite(places.bar(time))


@given(places=CHARTS, one=st.integers(-LATEST, LATEST), other=st.integers(-LATEST, LATEST))
def test_what_is_earlier_is_not_further_right_but_for_days_among_minutes(places, one, other):
    early, late = sorted((one, other))
    if places is MINUTES:
        early, late = early // DAY * DAY + 1, late // DAY * DAY + 1
    assert places.bar(early) <= places.bar(late) + 1e-6


def test_a_day_among_minutes_is_at_its_first_bar():
    assert MINUTES.bar(utc(2024, 9, 24)) == 4.0


def test_a_day_without_minutes_lies_between_those_beside_it():
    assert not MINUTES.bar(utc(2024, 9, 25, 1)).is_integer()


def test_a_minute_on_days_is_on_its_day():
    days = on(bars(5, last="2024-09-25"))
    assert days.bar(utc(2024, 9, 24, 15, 30)) == 3.0
    assert days.bar(utc(2024, 9, 25, 20)) == 4.0


def test_a_day_of_the_week_lies_between_two_weeks():
    friday = np.datetime64("2024-03-01").astype("datetime64[s]").astype(int)
    assert WEEKS.bar(int(friday) + 7 * DAY) == 1.0
    assert WEEKS.bar(int(friday) + 3 * DAY) == pytest.approx(3 / 7)


def test_a_price_as_traded_is_shown_with_its_days_factor():
    held = bars(4, last="2024-09-26")
    split = held.with_columns(adjust=Adjust.QFQ, factors=((dt.date(2024, 9, 25), 0.1),))
    places = on(split)
    before, after = (Anchor(time=utc(2024, 9, day), price=1000.0) for day in (24, 25))
    assert (places.price(before), places.price(after)) == (pytest.approx(100.0), 1000.0)
    made = places.anchor(1, 100.0)
    assert (made.time, made.price) == (before.time, pytest.approx(1000.0))


def test_a_minutes_chart_takes_the_factor_of_the_day_an_anchor_is_of():
    held = minutes().with_columns(adjust=Adjust.QFQ, factors=((dt.date(2024, 9, 24), 0.1),))
    places = on(held)
    assert places.price(Anchor(time=utc(2024, 9, 24), price=5.0)) == 5.0
    assert places.price(Anchor(time=utc(2024, 9, 23), price=5.0)) == pytest.approx(0.5)


def test_what_is_moved_by_no_bar_keeps_its_moment():
    anchor = Anchor(time=utc(2024, 9, 24, 15, 30), price=5.0)
    days = on(bars(5, last="2024-09-25"))
    assert days.moved(anchor, 0, 7.0) == replace(anchor, price=7.0)
    assert days.moved(anchor, 1, 7.0).time == utc(2024, 9, 25)


def test_out_of_reach_there_is_no_anchor():
    with pytest.raises(ValueError, match="out of reach"):
        DAYS.anchor(0, 1e300)
