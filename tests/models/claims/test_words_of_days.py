"""Days as notes write them, read with the window of 23 to 25 September 2024."""

import pytest

from models.claims.folding import folded
from models.claims.windows import when_at
from models.traffic.values import Granularity
from tests.models.samples import WEEK


def read(text, year=0):
    plain = folded(text)
    when, end = when_at(plain, 0, WEEK, year)
    assert end == len(plain)
    return when


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("0923-0925", "2024-09-23", "2024-09-25"),
        ("9月23日-25日", "2024-09-23", "2024-09-25"),
        ("9月23日至9月25日", "2024-09-23", "2024-09-25"),
        ("9/23-9/25", "2024-09-23", "2024-09-25"),
        ("9.23-9.25", "2024-09-23", "2024-09-25"),
        ("2024/9/23-2024/9/25", "2024-09-23", "2024-09-25"),
        ("2024年9月23日—2024年9月25日", "2024-09-23", "2024-09-25"),
        ("2024-09-23至2024-09-25", "2024-09-23", "2024-09-25"),
        ("20240923-20240925", "2024-09-23", "2024-09-25"),
        ("9月24日", "2024-09-24", "2024-09-24"),
        ("9/24", "2024-09-24", "2024-09-24"),
        ("2024.09.24", "2024-09-24", "2024-09-24"),
        ("9月20日当周", "2024-09-16", "2024-09-22"),
        ("截至9月24日", "2024-09-23", "2024-09-24"),
        ("本周", "2024-09-23", "2024-09-25"),
        ("上周", "2024-09-16", "2024-09-20"),
        ("上上周", "2024-09-09", "2024-09-13"),
        ("本周三", "2024-09-25", "2024-09-25"),
        ("上周五", "2024-09-20", "2024-09-20"),
        ("周二", "2024-09-24", "2024-09-24"),
        ("本周前两个交易日", "2024-09-23", "2024-09-24"),
        ("本周前三个交易日", "2024-09-23", "2024-09-25"),
        ("本周三日", "2024-09-23", "2024-09-25"),
        ("8月", "2024-08-01", "2024-08-31"),
        ("9月份", "2024-09-01", "2024-09-30"),
        ("2025年1月", "2025-01-01", "2025-01-31"),
        ("本月", "2024-09-01", "2024-09-25"),
        ("上月", "2024-08-01", "2024-08-31"),
        ("年初至今", "2024-01-01", "2024-09-25"),
        ("近一周", "2024-09-23", "2024-09-25"),
        ("近一个月", "2024-08-26", "2024-09-25"),
        ("过去五个交易日", "2024-09-19", "2024-09-25"),
        ("9月19日以来", "2024-09-19", "2024-09-25"),
        ("5月至9月", "2024-05-01", "2024-09-30"),
        ("12月", "2024-12-01", "2024-12-31"),
        ("昨日", "2024-09-24", "2024-09-24"),
        ("今日", "2024-09-25", "2024-09-25"),
    ],
)
def test_days_are_read(text, first, last):
    window = read(text).window
    assert (str(window.first), str(window.last)) == (first, last)


def test_a_year_that_was_written_before_counts():
    assert str(read("3月", 2025).window.first) == "2025-03-01"


def test_how_long_a_period_is():
    assert read("8月").period is Granularity.MONTH
    assert read("9月13日-19日").period is Granularity.WEEK
    assert read("9月24日").period is Granularity.DAY


def test_what_lies_ahead_is_told():
    assert read("下周").coming and read("下月").coming and not read("2025年6月").coming


@pytest.mark.parametrize("text", ["6.47%", "123.51美元", "13月", "9月31日", "+3.73%/+2.73%", "一只", "3/4家"])
def test_other_numbers_are_no_days(text):
    assert when_at(folded(text), 0, WEEK) is None
