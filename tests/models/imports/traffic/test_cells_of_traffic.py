"""Numbers and periods as they are written, worked by hand; and nothing that is written makes an accident."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import contextlib
import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports.cells import plain
from models.imports.traffic.numbers import column, is_number, number
from models.imports.traffic.periods import Form, days_of, inside, written
from models.imports.traffic.words import (
    category_in,
    country_of,
    granularity_in,
    metric_in,
    not_kept,
    sources_in,
    unit_in,
    unit_of,
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "value", "step"),
    [
        ("1,234", 1234, 1), ("12.3万", 123_000, 1e3), ("1.2亿", 1.2e8, 1e7), ("1.2B", 1.2e9, 1e8), ("850K", 850e3, 1e3),
        ("9.75E7", 9.75e7, 1e5), ("9.756941889301659E7", 97569418.89301659, 0), ("1亿2000万", 1.2e8, 1e4),
        ("3千万", 3e7, 1e7), ("≈310", 310, 10), ("约3000万", 3e7, 1e7), ("3100万次", 3.1e7, 1e4), ("2.5 mn", 2.5e6, 1e5),
        ("12.50", 12.5, 0.01), ("１２．５", 12.5, 0.1), (12.5, 12.5, 0.1), (310, 310, 1), (310.0, 310, 1),
        (2345678.4711234, 2345678.4711234, 0), ("1\u00a0234", 1234, 1), ("1'234'567", 1234567, 1), ("0", 0, 1), (".5", 0.5, 0.1),
        ("1,234.5 visits", 1234.5, 0.1), ("500+", 500, 100),
    ],
)  # fmt: skip
def test_a_number_with_its_last_digit(cell, value, step):
    found = number(cell)
    assert (found.value, found.step) == (pytest.approx(value, rel=1e-15), pytest.approx(step))


@pytest.mark.parametrize("cell", ["-", "--", "", None, "N/A", "暂无", "未上榜", "—", " n.a. ", "#N/A", "*"])
def test_marks_for_nothing_are_no_number(cell):
    assert number(cell) is None


@pytest.mark.parametrize("cell", ["<5,000", "＜5000", "< 5,000", "低于5000", "小于5,000"])
def test_a_bound_is_no_number_but_a_bound(cell):
    found = number(cell)
    assert (found.value, found.below, found.step) == (5000, True, 0)


@pytest.mark.parametrize(
    "cell",
    ["12%", "1,23", "1.2.3", "abc", True, dt.date(2024, 9, 1), -1, float("inf"), "3月", "1 2", "0x10", "1_000", "万"],
)
def test_anything_else_is_said_to_be_none(cell):
    with pytest.raises(ValueError, match=r"."):
        number(cell)


W38 = (dt.date(2024, 9, 13), dt.date(2024, 9, 19))
DAY = (dt.date(2024, 9, 13),) * 2
SEP = (dt.date(2024, 9, 1), dt.date(2024, 9, 30))
ISO = (dt.date(2024, 9, 16), dt.date(2024, 9, 22))


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        *[(text, W38) for text in (
            "0913-0919", "9.13-9.19", "09.13-09.19", "9/13-9/19", "9月13日-9月19日", "9月13日至19日", "9月13-19日", "09-13~09-19",
            "2024-09-13 - 2024-09-19", "2024/9/13-2024/9/19", "20240913-20240919", "2024.09.13-09.19", "2024年9月13日—9月19日",
            "2024-09-13至09-19", "2024-09-13 to 2024-09-19", "2024-09-13-2024-09-19", "240913-240919", "Sep 13 - Sep 19, 2024",
            "13-19 Sep 2024", "Sep 13-19, 2024", "（0913-0919）", "9.13-19", "20240913-0919", "０９１３～０９１９",
        )],
        *[(cell, DAY) for cell in (
            "2024-09-13", "2024/9/13", "20240913", "2024年9月13日", "2024.9.13", 45548, 45548.0, 20240913, dt.date(2024, 9, 13),
            dt.datetime(2024, 9, 13, 15), "2024-09-13 00:00:00", "2024-09-13T00:00", "13 Sep 2024", "Sep 13, 2024", "0913",
            "9月13日", "9/13", "24年9月13日", "09-13",
        )],
        *[(cell, SEP) for cell in (
            "2024年9月", "2024-09", "2024/9", "202409", 202409, "Sep-24", "Sep 2024", "September 2024", "2024 Sep", "9月", "9月份",
            "24年9月", "09/2024", "2024年09月份", "2024-09-01~2024-09-30", "Sep", "2024.09",
        )],
        *[(text, ISO) for text in ("2024-W38", "2024W38", "2024年第38周", "第38周", "W38", "week 38", "2024 W38")],
    ],
)  # fmt: skip
def test_a_period_in_every_form(cell, days):
    assert days_of(written(cell), 2024)[:2] == days


@pytest.mark.parametrize(
    "cell",
    ["", None, True, "产品", "2024-13-01", "2024-02-30", "2024Q3", "2024", "9月第2周", "Sep 24", "31", "0231-0307x", "2024.9",
     "W54", 913, 1.5, "GPT-4", "3-2", "99999999"],
)  # fmt: skip
def test_what_is_no_period_or_may_be_two_is_none(cell):
    assert written(cell) is None


@pytest.mark.parametrize("cell", ["13/09/2013", "09/13/2013", "13-09-2013"])
def test_days_and_months_in_an_order_to_be_decided(cell):
    assert written(cell).slashed


def test_a_range_over_new_year():
    assert days_of(written("1227-0102"), 2025)[:2] == (dt.date(2024, 12, 27), dt.date(2025, 1, 2))
    assert days_of(written("2024.12.27-01.02"), 0)[:2] == (dt.date(2024, 12, 27), dt.date(2025, 1, 2))


@pytest.mark.parametrize(
    ("text", "form"),
    [("周报_20240913-20240919.xlsx", Form.RANGE), ("图2（2024年9月）", Form.MONTH), ("GPT3.5-4.5访问量", None), ("图2：1024", None),
     ("截至2024-09-19", Form.DAY), ("week of Sep 13-19, 2024", Form.RANGE), ("访问量0913-0919（万次）", Form.RANGE)],
)  # fmt: skip
def test_a_period_inside_a_title(text, form):
    found = inside(text)
    assert (found and found[0].form) == form


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("访问量（万次）", 1e4), ("单位：万次", 1e4), ("万次", 1e4), ("访问量/万", 1e4), ("下载量(百万)", 1e6), ("亿次", 1e8),
        ("Visits (K)", 1e3), ("Visits in millions", 1e6), ("Visits, M", 1e6), ("(000s)", 1e3), ("访问量（次）", 1), ("Visits", 0),
        ("通义万相访问量", 0), ("万知访问量", 0), ("访问量（万次），下载量（亿次）", 0), ("千问", 0), ("MoM", 0), ("访问量(单位:万人次)", 1e4),
    ],
)  # fmt: skip
def test_a_unit_in_a_heading(text, unit):
    assert unit_in(plain(text)) == unit


def test_words_of_captions():
    assert unit_of("万次") == 1e4
    assert (metric_in("文本类模型周度访问量"), metric_in("访问量排行榜"), metric_in("iOS下载榜排名")) == (
        "visits",
        "visits",
        "rank",
    )
    assert metric_in("访问量及下载量") is None
    assert (granularity_in("周度访问量"), granularity_in("统计周期"), granularity_in("9月13日")) == ("week", None, None)
    assert (category_in("文本类模型"), category_in("图像与视频")) == ("text", "")
    assert sources_in("数据来源：Similarweb，某证券研究所") == ("Similarweb",)
    assert sources_in("数据来源：某机构，研究所") == ("某机构",)
    assert (country_of("Worldwide"), country_of("中国"), country_of("vn"), country_of("Atlantis")) == (
        "ww",
        "CN",
        "VN",
        "",
    )
    assert not_kept("ChatGPT") == ""


anything = st.none() | st.booleans() | st.text(max_size=60) | st.floats() | st.integers() | st.dates() | st.datetimes()
pieces = st.lists(
    st.sampled_from([*"0123456789.,-/~年月日周第WE+<%万亿KMB' （）", "Sep", "2024", "约", "至"]), max_size=14
).map("".join)


@given(anything | pieces)
def test_no_cell_makes_an_accident(cell):
    is_number(cell)
    period = written(cell)
    if period is not None:
        with contextlib.suppress(ValueError):
            start, end, _ = days_of(period, 2024, "mdy")
            assert start <= end
    with contextlib.suppress(ValueError):
        found = number(cell)
        assert found is None or (found.value >= 0 and found.step >= 0)


@given(st.lists(anything | pieces, min_size=1, max_size=8))
def test_a_column_says_what_its_cells_say_one_by_one(cells):
    whole = column(cells)
    for row, cell in enumerate(cells):
        if row in whole.wrong:
            assert np.isnan(whole.value[row])
            continue
        one = None if cell in (None, "") else number(cell)
        assert np.isnan(whole.value[row]) if one is None else whole.value[row] == one.value


@given(st.integers(0, 10**12), st.sampled_from(["", "万", "亿", "K", "M", "B"]), st.integers(0, 3))
def test_a_number_that_is_printed_is_read_back_to_within_its_digits(count, size, places):
    scale = {"": 1, "万": 1e4, "亿": 1e8, "K": 1e3, "M": 1e6, "B": 1e9}[size]
    found = number(f"{count / scale:,.{places}f}{size}")
    assert abs(found.value - count) <= found.step / 2 + 1e-9 * count


@given(st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 25)), st.integers(0, 40))
def test_a_range_that_is_printed_is_read_back(start, days):
    end = start + dt.timedelta(days=days)
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"):
        assert days_of(written(f"{start:{form}}-{end:{form}}"), 0)[:2] == (start, end)
    assert days_of(written(f"{start:%m%d}-{end:%m%d}"), end.year)[:2] == (start, end)
    year, week, _ = start.isocalendar()
    monday, sunday, _ = days_of(written(f"{year}-W{week:02d}"), 0)
    assert monday <= start <= sunday
