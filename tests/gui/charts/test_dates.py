"""The dates and hours people write under an axis."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gui.charts.axis import BarAxis
from gui.charts.rows import Rows

NEW_YORK, SHANGHAI = "America/New_York", "Asia/Shanghai"


def weekdays(first, count):
    """An axis of so many weekdays."""
    dates = np.busday_offset(np.datetime64(first, "D"), np.arange(count), roll="forward")
    return BarAxis(Rows({"date": dates, "time": np.arange(count)}), NEW_YORK)


def said(first, count, most, lang="en", *, begin=0, stop=None):
    found = weekdays(first, count).ticks(begin, count if stop is None else stop, most, lang)
    return [(tick.text, tick.strong) for tick in found]


def sessions(days, zone=NEW_YORK, minutes=5, shown="", opening=(9, 30), bars=78):
    """An axis of bars inside some days, oldest first."""
    starts = [dt.datetime.combine(day, dt.time(*opening), ZoneInfo(zone)).timestamp() for day in days]
    time = np.concatenate([int(start) + np.arange(bars) * minutes * 60 for start in starts])
    date = np.repeat(np.array(days, "datetime64[D]"), bars)
    made = BarAxis(Rows({"date": date, "time": time.astype(np.int64)}), zone, minutes)
    made.zone = shown or zone
    return made


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
    marks = weekdays("2000-01-03", count).ticks(begin, count, most, lang)
    assert len(marks) <= most
    assert [tick.bar for tick in marks] == sorted({tick.bar for tick in marks})
    assert all(begin <= tick.bar < count and tick.bar > 0 and tick.text for tick in marks)


@given(st.integers(100, 3000), st.integers(4, 12))
def test_a_wide_axis_is_not_left_empty(count, most):
    assert weekdays("2000-01-03", count).ticks(0, count, most, "en")


def test_no_bars_and_one_bar_have_no_dates():
    assert said("2024-09-23", 0, 5) == []
    assert said("2024-09-23", 1, 5) == []


TWO = (dt.date(2024, 9, 24), dt.date(2024, 9, 25))


@pytest.mark.parametrize(
    ("most", "wanted"),
    [
        (3, [("Sep 25", True)]),
        (5, [("12:00", False), ("Sep 25", True), ("12:00", False)]),
        (8, [*[(f"{hour}:00", False) for hour in (10, 12, 14)], ("Sep 25", True),  # 10:00 is too near the day
             *[(f"{hour}:00", False) for hour in (12, 14)]]),
    ],
)  # fmt: skip
def test_hours_are_marked_inside_days_where_they_have_room(most, wanted):
    found = [(tick.text, tick.strong) for tick in sessions(TWO).ticks(0, 156, most, "en")]
    assert found == wanted


def test_the_readers_clock_moves_the_marks_and_not_the_bars():
    """New York's session of 24 September runs from 21:30 to 04:00 in Shanghai: its day is marked where it begins."""
    axis = sessions(TWO, shown=SHANGHAI)
    found = axis.ticks(0, 78, 6, "zh")
    assert [(tick.text, tick.strong) for tick in found] == [("22:00", False), ("00:00", False), ("02:00", False)]
    assert axis.clock(found[1].bar) == dt.datetime(2024, 9, 25, 0, 0, tzinfo=ZoneInfo(SHANGHAI))
    assert (axis.date(0), axis.date(77)) == (dt.date(2024, 9, 24), dt.date(2024, 9, 25))


@given(st.integers(1, 40), st.sampled_from([1, 5, 15, 60]), st.sampled_from([NEW_YORK, SHANGHAI]), st.integers(1, 20))
def test_marks_of_minutes_never_crowd_and_always_ascend(days, minutes, shown, most):
    first = dt.date(2024, 10, 21)  # New York's clock goes back on 3 November
    axis = sessions([first + dt.timedelta(days=one) for one in range(days)], minutes=minutes, shown=shown, bars=6)
    found = axis.ticks(0, axis.count, most, "zh")
    assert len(found) <= most
    places = [tick.bar for tick in found]
    assert places == sorted(set(places))


def test_a_bar_that_begins_is_marked_though_the_marks_were_kept():
    axis = weekdays("2024-09-24", 5)
    assert [tick.text for tick in axis.ticks(0, 5, 9, "en")][-1] == "30"
    axis._rows.put(5, date=np.datetime64("2024-10-01"), time=5)
    assert [tick.text for tick in axis.ticks(0, 6, 9, "en")][-1] == "Oct"
    assert [tick.text for tick in axis.ticks(0, 6, 9, "zh")][-1] == "10月"
