"""A list's table as a workbook: bands with their mean, numbers as numbers, notes under it."""

import datetime as dt
import io

import pytest

from models.exports import xlsx
from models.lists.book import Band, book_of, mean
from models.workbook import Column, Format, Weight

COLUMNS = (
    Column(title="名称", width=20), Column(title="代码"), Column(title="最新", format=Format.PRICE),
    Column(title="涨跌幅", format=Format.PERCENT), Column(title="成交量", format=Format.BIG),
)  # fmt: skip
CHIPS = Band(
    title="芯片",
    rows=(
        ("英伟达", "NVDA.US", 123.51, 3.97, 1e8),
        ("=1+1", "688256.SH", 222.01, -1.97, float("nan")),
        ("停牌", "600001.SH", None, None, None),
    ),
)
NOW = dt.datetime(2024, 9, 25, 3, tzinfo=dt.UTC)


def made(*bands):
    return book_of("盘中", COLUMNS, bands, ["来源 yahoo", "截至 2024-09-25"], convention="green-up", created=NOW)


def test_a_section_is_a_band_with_the_mean_of_its_members():
    sheet = made(CHIPS).sheets[0]
    assert sheet.lines[0].weight is Weight.BAND
    assert sheet.lines[0].values == ("芯片", None, None, pytest.approx(1.0), None)
    assert [line.values for line in sheet.lines[1:]] == list(CHIPS.rows)
    assert (sheet.above, sheet.under) == (("盘中",), ("来源 yahoo", "截至 2024-09-25"))


def test_rows_without_a_section_have_no_band():
    assert [line.weight for line in made(Band(title="", rows=CHIPS.rows)).sheets[0].lines] == [Weight.PLAIN] * 3


def test_a_mean_of_nothing_is_missing():
    assert mean([("a", None), ("b", float("nan"))], 1) is None


def test_numbers_are_numbers_and_texts_are_no_formulas():
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(made(CHIPS)))).active
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    assert cells["D4"].value == pytest.approx(0.0397)
    assert (cells["C4"].value, cells["E4"].value) == (123.51, 1e8)
    assert (cells["A5"].value, cells["A5"].data_type, cells["A5"].quotePrefix) == ("=1+1", "s", True)
    assert (cells["C6"].value, cells["E5"].value) == ("--", "--")
    assert cells["A8"].value == "截至 2024-09-25"
