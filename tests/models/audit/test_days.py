"""Dates as broker notes write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.audit.days import days_in, week_of

NEAR = dt.date(2024, 9, 25)
SPELLINGS = (
    "{a.month}月{a.day}日-{b.day}日", "{a.month}月{a.day}日至{b.month}月{b.day}日",
    "{a.month}/{a.day}-{b.month}/{b.day}",
    "{a:%m%d}-{b:%m%d}", "{a:%Y%m%d}-{b:%Y%m%d}", "{a.month}.{a.day}-{b.month}.{b.day}", "{a:%Y-%m-%d}至{b:%Y-%m-%d}",
    "{a.year}年{a.month}月{a.day}日—{b.month}月{b.day}日", "{a:%Y/%m/%d}~{b:%Y/%m/%d}", "{a.month}月{a.day}-{b.day}日",
    "{a.year}年{a.month}月{a.day}日到{b.year}年{b.month}月{b.day}日",
)  # fmt: skip


def spans(text, near=NEAR):
    return [(one.window.first.isoformat(), one.window.last.isoformat()) for one in days_in(text, near)]


@pytest.mark.parametrize("shape", SPELLINGS)
def test_a_stretch_is_read_in_every_spelling(shape):
    text = f"数据区间（{shape.format(a=dt.date(2024, 9, 13), b=dt.date(2024, 9, 19))}）上升+6.47%"
    assert spans(text) == [("2024-09-13", "2024-09-19")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月24日", "09-24"),
        ("2024年9月24日", "09-24"),
        ("9/24", "09-24"),
        ("2024-09-24", "09-24"),
        ("2024.9.24", "09-24"),
    ],
)
def test_a_day_is_read_in_every_spelling(text, day):
    assert spans(f"于{text}发布") == [(f"2024-{day}", f"2024-{day}")]


def test_further_days_need_no_month():
    assert spans("9月24日和25日") == [("2024-09-24", "2024-09-24"), ("2024-09-25", "2024-09-25")]


def test_a_month_is_all_of_its_days():
    (one,) = days_in("8月访问量26亿次", NEAR)
    assert (one.month, one.weekly, str(one.window.last)) == (True, False, "2024-08-31")


@pytest.mark.parametrize(
    "text", ["6.47%", "3.73%-5.75%", "1.5-2.0万次", "+11.7", "13月40日", "0.5pct", "PE 30.5-31.2倍"]
)
def test_numbers_are_no_days(text):
    assert spans(text) == []


def test_a_day_without_a_year_is_not_far_ahead():
    assert spans("12月30日", dt.date(2025, 1, 3)) == [("2024-12-30", "2024-12-30")]
    assert spans("1月3日", dt.date(2025, 1, 3)) == [("2025-01-03", "2025-01-03")]


def test_a_week_is_monday_to_sunday():
    assert str(week_of(NEAR, -1)) == "Window(first=datetime.date(2024, 9, 16), last=datetime.date(2024, 9, 22))"


@given(st.dates(dt.date(2024, 7, 1), dt.date(2024, 11, 30)), st.integers(1, 6), st.sampled_from(SPELLINGS))
def test_any_week_is_read_back(first, length, shape):
    last = first + dt.timedelta(days=length)
    if last.month != first.month and "{b.month}" not in shape and "{b:" not in shape:
        return
    assert spans(shape.format(a=first, b=last)) == [(first.isoformat(), last.isoformat())]


@given(st.text("0123456789.-/月日年至（）%+ 九本周", max_size=40))
def test_no_text_breaks_the_reading(text):
    for one in days_in(text, NEAR):
        assert one.window.first <= one.window.last
        assert 0 <= one.start < one.end <= len(text)
