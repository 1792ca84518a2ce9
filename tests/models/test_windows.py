"""Windows asked for by name, and the closes a live window percentage is measured from."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.review import windows
from models.review.bases import bases
from models.review.values import Window
from models.values import Basis
from tests.models.samples import WEEK, bars, cash, day, row_of, split

CLOSES = {"0919": 9.0, "0920": 10.0, "0923": 10.5, "0924": 11.0}


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("0925", "0923", "0925"),  # a Wednesday
        ("0923", "0923", "0923"),
        ("0928", "0923", "0927"),  # a Saturday: the week that has just ended
        ("0929", "0923", "0927"),
    ],
)
def test_this_week_is_monday_to_today(today, first, last):
    assert windows.this_week(day(today)) == Window(first=day(first), last=day(last))


def test_last_week_is_monday_to_friday_before():
    assert windows.last_week(day("0925")) == Window(first=day("0916"), last=day("0920"))


def test_the_month_begins_on_its_first():
    assert windows.month_to_date(day("0925")) == Window(first=day("0901"), last=day("0925"))


def test_the_reference_week_is_that_of_the_note():
    assert windows.REFERENCE_WEEK == WEEK


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_last_week_ends_before_this_week_begins_and_no_window_is_backwards(today):
    this, last = windows.this_week(today), windows.last_week(today)
    assert last.first <= last.last < this.first <= this.last <= today
    assert (this.first - last.first).days == 7


def test_a_base_is_the_last_close_before_the_window_with_its_day():
    assert bases({"600000.SH": bars(CLOSES)}, WEEK) == {"600000.SH": (10.0, day("0920"))}


def test_a_base_is_scaled_by_what_went_ex_since_so_that_today_compares():
    held = bars(CLOSES | {"0924": 5.5}, actions=(split("0924", 2.0), cash("0923", 0.5)))
    base, _ = bases({"600000.SH": held}, WEEK)["600000.SH"]
    assert base == pytest.approx(4.75)
    assert 5.5 / base - 1 == pytest.approx(row_of(CLOSES | {"0924": 5.5}, actions=held.actions).change_pct / 100)


@pytest.mark.parametrize(
    "held",
    [bars({"0923": 10.0}), bars(CLOSES, basis=Basis.DIVIDEND_ADJUSTED), bars(CLOSES).rows(slice(0, 0))],
    ids=["listed inside", "no traded price", "no bars"],
)
def test_without_a_traded_close_before_the_window_there_is_no_base(held):
    assert bases({"600000.SH": held}, WEEK) == {}


@pytest.mark.parametrize(
    ("window", "week"),
    [
        (WEEK, Window(first=day("0923"), last=day("0929"))),
        (Window(first=day("0925"), last=day("0925")), Window(first=day("0923"), last=day("0929"))),
        (Window(first=day("0920"), last=day("0923")), Window(first=day("0920"), last=day("0923"))),
    ],
)
def test_a_window_inside_a_week_is_of_that_week(window, week):
    assert windows.whole(window) == week


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 40), st.integers(-5, 5))
def test_a_window_moves_by_whole_weeks_and_back(first, days, steps):
    window = Window(first=first, last=first + dt.timedelta(days=days))
    moved = windows.moved(window, steps)
    assert (moved.last - moved.first).days == days
    assert moved.first.weekday() == first.weekday()
    assert windows.moved(moved, -steps) == window
    if steps > 0:
        assert moved.first > window.last
