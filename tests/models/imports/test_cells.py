"""Cells as vendors write them, worked by hand."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports.cells import date, number, plain, within
from models.imports.headings import heading, unit_of

DAY = dt.date(2024, 9, 13)


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("1,234", 1, 1234), ("1,234.50", 1, 1234.5), ("12.3万", 1, 123_000), ("1.2亿", 1, 1.2e8), ("1.2B", 1, 1.2e9),
        ("3.5万亿", 1, 3.5e12), ("450K", 1, 450_000), ("2.5 mn", 1, 2.5e6), ("9.75E7", 1, 9.75e7),
        ("9.75e+07", 1, 9.75e7),
        ("870.1", 1e8, 870.1e8), (70888.2, 1e4, 708_882_000), ("1.2亿", 1e4, 1.2e8), ("¥12.50", 1, 12.5),
        ("HK$12", 1, 12), ("１２．５", 1, 12.5), ("12.5元", 1, 12.5), (".5", 1, 0.5), (0, 1, 0), ("-3", 1, -3),
        ("-", 1, None), ("--", 1, None), ("", 1, None), (None, 1, None), ("N/A", 1, None),
        ("#N/A", 1, None), ("—", 1, None),
    ],
)  # fmt: skip
def test_a_number_with_its_unit(cell, unit, value):
    assert number(cell, unit) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    "cell", ["abc", "1E5E5", "12%", True, "1.2.3", "=1+1", "9" * 5000, "1e999", float("inf"), "12 元 x"]
)
def test_what_is_no_number_is_said_to_be_none(cell):
    with pytest.raises(ValueError, match="number"):
        number(cell)


@pytest.mark.parametrize(
    "cell",
    ["2024-09-13", "2024/9/13", "2024.9.13", "20240913", "2024年9月13日", "2024年09月13日", 20240913, 20240913.0, 45548,
     45548.0, DAY, dt.datetime(2024, 9, 13, 15), "2024-09-13 15:00:00", " 2024-09-13 ", "２０２４-09-13"],
)  # fmt: skip
def test_a_date_in_every_form(cell):
    assert date(cell) == DAY


@pytest.mark.parametrize(
    "cell", ["9/13/2024", "2024-13-01", "2024-02-30", "13 Sep", 1.5, True, None, "", "x 2024-09-13", 7]
)
def test_what_is_no_date_or_may_be_two_is_none(cell):
    assert date(cell) is None


@pytest.mark.parametrize(
    "text", ["收盘价\n[交易日期] 2024-09-13", "总市值[20240913]", "截至2024年9月13日", "Close (2024/9/13)"]
)
def test_a_date_inside_a_heading(text):
    assert within(text) == DAY


@pytest.mark.parametrize(
    ("text", "field", "unit", "currency"),
    [
        ("证券代码", "code", 0, ""), ("代码", "code", 0, ""), ("Code", "code", 0, ""), ("Ticker", "code", 0, ""),
        ("证券简称", "name", 0, ""), ("日期", "date", 0, ""), ("交易日期", "date", 0, ""), ("Date", "date", 0, ""),
        ("收盘价", "close", 0, ""), ("收盘", "close", 0, ""), ("Close", "close", 0, ""), ("收盘价(元)", "close", 1, ""),
        ("总市值", "market_cap", 0, ""), ("总市值(亿元)", "market_cap", 1e8, ""),
        ("总市值1\n[单位] 亿元", "market_cap", 1e8, ""),
        ("Market Cap", "market_cap", 0, ""), ("Market Cap (B)", "market_cap", 1e9, ""),
        ("Market Cap (USD mn)", "market_cap", 1e6, "USD"), ("总市值（亿港元）", "market_cap", 1e8, "HKD"),
        ("总股本", "shares", 0, ""), ("总股本(万股)", "shares", 1e4, ""), ("总股本万股", "shares", 1e4, ""),
        ("Total Shares", "shares", 0, ""), ("Total_Shares", "shares", 0, ""), ("币种", "currency", 0, ""),
        ("Currency", "currency", 0, ""), ("总股本[股]", "shares", 1, ""),
    ],
)  # fmt: skip
def test_a_heading_in_both_languages(text, field, unit, currency):
    found = heading(text)
    assert (found.field, found.unit, found.currency) == (field, unit, currency)


@pytest.mark.parametrize("text", ["流通市值", "流通股本", "Free float", "开盘价", "涨跌幅", "", 7, None, "x" * 500])
def test_what_is_no_heading_of_ours(text):
    assert heading(text) is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("收盘价(前复权)", True),
        ("收盘价\n[复权方式] 后复权", True),
        ("收盘价\n[复权方式] 不复权", False),
        ("Close (adjusted)", True),
    ],
)
def test_adjusted_closes_are_not_taken_for_prices(text, refused):
    assert bool(heading(text).refusal) is refused


@pytest.mark.parametrize(
    ("text", "unit"), [("单位：亿元", 1e8), ("单位:万股", 1e4), ("单位：亿", 1e8), ("元", 1), ("x", 0)]
)
def test_a_unit_in_a_title(text, unit):
    assert unit_of(text) == unit


cells = st.none() | st.booleans() | st.text(max_size=40) | st.floats() | st.integers() | st.dates() | st.datetimes()


@given(cells)
def test_no_cell_makes_an_accident(cell):
    plain(cell)
    date(cell)
    heading(cell)
    with contextlib.suppress(ValueError):
        number(cell)
