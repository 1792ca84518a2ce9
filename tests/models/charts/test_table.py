"""A chart's data as sheets, and as the files that are made of them."""

import csv
import datetime as dt
import io

import numpy as np
import pytest

from models.charts.table import Series, book, of_bars, origin, sheet
from models.exports import EXPORTS
from models.values import Adjust
from models.workbook import Format
from tests.models.samples import ASKED, EN, ZH, bars

NAN = np.nan


@pytest.fixture
def held():
    return bars({"0919": 10.0, "0920": 11.0}, volume=np.array([1000.0, NAN]), adjust=Adjust.QFQ)


def test_bars_with_an_indicator_beside(held):
    columns = (*of_bars(held, ZH), Series(title="MA5", values=np.array([NAN, 10.5])))
    made = sheet("浦发银行", held.date, columns, ZH, under=origin(held, ZH))
    assert [one.title for one in made.columns] == [
        "日期", "开盘", "最高", "最低", "收盘", "成交量（股）", "成交额", "MA5",
    ]  # fmt: skip
    assert [line.values for line in made.lines] == [
        (dt.date(2024, 9, 19), 10.0, 10.0, 10.0, 10.0, 1000.0, 10_000.0, None),
        (dt.date(2024, 9, 20), 11.0, 11.0, 11.0, 11.0, None, 11_000.0, 10.5),
    ]
    assert (made.title, made.above) == ("浦发银行", ("浦发银行",))
    assert made.under == ("600000.SH：来源 sample，前复权 qfq（比率法），CNY，取得于 2024-09-26 01:00 UTC",)


def test_closes_alone_have_no_empty_columns():
    gaps = np.full(2, NAN)
    held = bars({"0919": 1.0, "0920": 2.0}, open=gaps, high=gaps, low=gaps, volume=gaps, turnover=gaps)
    assert [one.title for one in of_bars(held, EN)] == ["Close"]


def test_minutes_are_written_by_the_exchanges_clock():
    date = np.array(["2024-09-19"] * 2, "datetime64[D]")
    time = np.array([1_726_752_600, 1_726_752_660])  # 13:30 UTC: New York in summer
    made = sheet("NVDA", date, (), EN, time=time, zone="America/New_York")
    assert made.columns[1].title == "Time (America/New_York)"
    assert [line.values for line in made.lines] == [(dt.date(2024, 9, 19), "09:30"), (dt.date(2024, 9, 19), "09:31")]


def test_doubts_remarks_and_an_open_bar_are_said(held):
    doubted = held.with_columns(doubt="nobody answered", remark="one bar withheld", last_is_final=False)
    told = origin(doubted, EN)
    assert len(told) == 4
    assert "nobody answered" in told[1]
    assert told[2] == "600000.SH: the last bar is not closed yet"
    assert told[3] == "one bar withheld"


def test_a_column_of_another_length_is_refused(held):
    with pytest.raises(ValueError, match="several lengths"):
        sheet("t", held.date, (Series(title="x", values=np.array([1.0])),), EN)


@pytest.mark.parametrize("format_", EXPORTS)
def test_every_format_writes_a_comparison(format_, held):
    lines = [Series(title=name, values=np.array([0.0, NAN]), format=Format.PERCENT) for name in ("=A", "B")]
    made = sheet("compare", held.date, lines, EN, above=("rebased to 2024-09-19",), under=origin(held, EN))
    assert EXPORTS[format_](book("compare", [made], ASKED, "red-up"))


def test_the_text_file_of_a_chart(held):
    made = sheet("t", held.date, of_bars(held, EN)[3:5], EN, under=("source",))
    text = EXPORTS["csv"](book("t", [made], ASKED, "green-up")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Date", "Close", "Volume (shares)"], ["2024-09-19", "10", "1000"], ["2024-09-20", "11", ""], [],
        ["t"], ["source"],
    ]  # fmt: skip
