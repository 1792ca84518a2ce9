"""Round prices and the dates people write under an axis."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gui.charts.ticks import STEPS, DateMarks, decimals_of, price_step, price_ticks

PRICES = st.floats(0.01, 1e6)


def dates(first, count):
    """Weekdays."""
    return np.busday_offset(np.datetime64(first, "D"), np.arange(count), roll="forward")


def said(first, count, most, lang="en", *, begin=0, stop=None):
    marks = DateMarks(dates(first, count))
    return [(tick.text, tick.strong) for tick in marks.ticks(begin, count if stop is None else stop, most, lang)]


@given(PRICES, st.floats(1e-4, 2.0), st.integers(2, 20))
def test_prices_are_round_evenly_spaced_inside_and_not_too_many(low, reach, most):
    high = low * (1 + reach)
    ticks = price_ticks(low, high, most)
    step = price_step(low, high, most)
    size = 10.0 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(step / size - one) for one in STEPS) < 1e-6
    assert len(ticks) <= most + 1
    slack = step * 1e-6
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert np.allclose(np.diff(ticks), step)
    assert np.allclose(np.array(ticks) / step, np.round(np.array(ticks) / step))


@given(PRICES, st.floats(0.01, 2.0), st.integers(4, 20))
def test_the_step_is_the_smallest_that_fits(low, reach, most):
    raw, step = low * reach / most, price_step(low, low * (1 + reach), most)
    assert raw * (1 - 1e-6) <= step <= raw * 2.5


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0.0, 10.0, 5, [0, 2, 4, 6, 8, 10]),
        (380.1, 481.0, 5, [400, 425, 450, 475]),
        (-0.3, 0.31, 3, [-0.25, 0, 0.25]),
    ],
)
def test_prices_as_one_would_choose_them(low, high, most, ticks):
    assert price_ticks(low, high, most) == pytest.approx(ticks)


@pytest.mark.parametrize(("low", "high"), [(5.0, 5.0), (6.0, 5.0), (np.nan, 5.0), (0.0, np.inf)])
def test_no_range_has_no_prices(low, high):
    assert price_ticks(low, high, 5) == []


@pytest.mark.parametrize(
    ("step", "least", "decimals"), [(5.0, 2, 2), (0.25, 0, 2), (0.005, 2, 3), (2.5, 0, 1), (1e-9, 2, 6), (10.0, 3, 3)]
)
def test_decimals_tell_neighbouring_prices_apart(step, least, decimals):
    assert decimals_of(step, least) == decimals


def test_years_of_a_long_span_are_strong():
    assert said("2010-01-04", 260 * 14, 10) == [(f"{year}", True) for year in (2012, 2014, 2016, 2018, 2020, 2022)]


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", ["Oct", "2024", "Apr", "Jul"]),
        ("zh", ["10月", "2024", "4月", "7月"]),
    ],
)
def test_quarters_of_a_year_say_their_month_and_a_new_year_its_number(lang, wanted):
    assert [text for text, _ in said("2023-08-01", 250, 5, lang)] == wanted


def test_months_are_marked_when_they_fit():
    assert [text for text, _ in said("2024-02-01", 100, 6)] == ["Mar", "Apr", "May", "Jun"]


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [("en", ["Sep 16", "23", "30", "7"]), ("zh", ["9月16日", "23日", "30日", "7日"])],
)
def test_weeks_begin_on_mondays_and_the_first_names_its_month(lang, wanted):
    assert [text for text, _ in said("2024-09-12", 20, 6, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "wanted"), [("en", ["Sep 27", "30", "Oct", "2"]), ("zh", ["9月27日", "30日", "10月", "2日"])]
)
def test_days_are_marked_in_a_narrow_window_and_a_new_month_says_so(lang, wanted):
    assert [text for text, _ in said("2024-09-26", 5, 9, lang)] == wanted


@given(st.integers(1, 6000), st.integers(0, 6000), st.integers(1, 30), st.sampled_from(["zh", "en"]))
def test_there_are_never_more_dates_than_room(count, begin, most, lang):
    assume(begin < count)
    marks = DateMarks(dates("2000-01-03", count)).ticks(begin, count, most, lang)
    assert len(marks) <= most
    assert [tick.bar for tick in marks] == sorted({tick.bar for tick in marks})
    assert all(begin <= tick.bar < count and tick.bar > 0 and tick.text for tick in marks)


@given(st.integers(100, 3000), st.integers(4, 12))
def test_a_wide_axis_is_not_left_empty(count, most):
    assert DateMarks(dates("2000-01-03", count)).ticks(0, count, most, "en")


def test_no_bars_and_one_bar_have_no_dates():
    assert said("2024-09-23", 0, 5) == []
    assert said("2024-09-23", 1, 5) == []
