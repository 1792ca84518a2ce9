"""Periods on the axis: how they are called, which day is whose, and what other charts hear of them."""

import datetime as dt

import numpy as np
import pytest

import resources
from gui.traffic.plot.periods import PeriodAxis, ProductAxis, placed_on
from models.charts.marks import Kind, Mark
from models.traffic.values import Granularity
from tests.gui.traffic.plot.panels import member, panel, weekly

ZH = resources.texts("zh")
DAY = 86_400


def seconds(text):
    return int(np.datetime64(text, "s").astype(np.int64))


@pytest.fixture
def week():
    return PeriodAxis(weekly([member("A", [1.0] * 40)]), ZH)


@pytest.fixture
def month():
    return PeriodAxis(panel([member("A", [1.0] * 14)]), ZH)


def test_a_period_says_its_first_and_last_day(week, month):
    assert (week.words(39, ZH), week.short(39)) == ("2024-09-13 ~ 2024-09-19", "0913-0919")
    assert (month.words(0, ZH), month.short(13)) == ("2024-05", "2025-06")
    days = np.array(["2024-09-13"], "datetime64[D]")
    day = PeriodAxis(panel([member("A", [1.0])], periods=(days, days), granularity=Granularity.DAY), ZH)
    assert (day.words(0, ZH), day.short(0)) == ("2024-09-13 周五", "2024-09-13")


def test_every_day_of_a_period_is_its_and_no_other(week):
    for day, bar in (("2024-09-13", 39), ("2024-09-19", 39), ("2024-09-12", 38), ("2024-09-20", None)):
        assert week.bar_at(seconds(day)) == bar
    assert week.bar_at(seconds("2020-01-01")) is None
    assert week.bar_at(seconds("2024-09-16T13:30:00")) == 39


def test_other_charts_hear_of_a_periods_last_day(week):
    assert week.told(39) == seconds("2024-09-19")
    assert week.bar_at(week.told(7)) == 7


def test_an_aligned_axis_counts_from_its_event_and_tells_no_day():
    held = weekly([member("A", [1.0] * 5)], offsets=(-2, -1, 0, 1, 2))
    axis = PeriodAxis(held, ZH)
    assert [axis.short(bar) for bar in range(5)] == ["-2", "-1", "0", "+1", "+2"]
    assert axis.words(4, ZH) == "第 +2 周"
    assert (axis.told(2), axis.bar_at(seconds("2024-09-16"))) == (None, None)
    assert [(one.bar, one.strong) for one in axis.ticks(0, 5, 3, "zh")] == [(0, False), (2, True), (4, False)]


@pytest.mark.parametrize(
    ("most", "wanted"),
    [
        (80, "09-13 ~ 09-19"),
        (41, "0913-0919"),
        (20, "0913-0919"),
    ],
)
def test_weeks_are_named_from_the_newest_on(week, most, wanted):
    marks = week.ticks(0, 40, most, "zh")
    assert (marks[-1].bar, marks[-1].text) == (39, wanted)
    assert len({one.bar - other.bar for one, other in zip(marks[1:], marks, strict=False)}) == 1
    assert len(marks) <= most


def test_where_many_weeks_are_the_calendar_is_named(week):
    assert [one.text for one in week.ticks(0, 40, 9, "en")] == [
        "2024", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
    ][-9:]  # fmt: skip


def test_months_are_named_whole_then_short_then_every_second_or_third(month):
    assert [one.text for one in month.ticks(0, 14, 14, "zh")][:2] == ["2024-05", "2024-06"]
    short = month.ticks(0, 14, 8, "zh")
    assert [one.text for one in short][6:10] == ["11月", "12月", "2025", "2月"]
    assert [one.text for one in short if one.strong] == ["2025"]
    named = [one.text for one in month.ticks(0, 14, 5, "zh")]
    assert named == ["2024-06", "2024-09", "2024-12", "2025-03", "2025-06"]  # the newest is never without a name
    assert [one.text for one in month.ticks(8, 14, 2, "zh")] == ["2025-03", "2025-06"]
    assert [one.text for one in month.ticks(0, 14, 3, "zh")] == ["2025"]


def test_nothing_in_sight_has_no_marks(week):
    assert week.ticks(60, 80, 10, "zh") == []
    assert PeriodAxis(panel([], periods=(np.empty(0, "datetime64[D]"),) * 2), ZH).ticks(0, 1, 9, "zh") == []


def test_an_event_stands_on_the_period_of_its_day(week):
    marks = [Mark(date=dt.date(2024, 9, day), kind=Kind.EVENT, text="e") for day in (19, 12, 24, 13)]
    assert [(one.bar, one.mark.date.day) for one in placed_on(marks, week)] == [(38, 12), (39, 13), (39, 19)]


def test_products_are_no_moments():
    axis = ProductAxis(["豆包", "Kimi"])
    assert (axis.count, axis.words(1, ZH), axis.short(0)) == (2, "Kimi", "豆包")
    assert (axis.told(0), axis.bar_at(0.0), axis.ticks(0, 2, 9, "zh")) == (None, None, [])
