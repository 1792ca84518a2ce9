"""The workbook's bytes, read back by a library and by unzipping: numbers, dates, and nothing that could run."""

import datetime as dt
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import ExportError
from models.exports import EXPORTS, xlsx
from models.exports.xlsx import write
from models.review.paper import as_book
from models.workbook import Book, Column, Format, Line, Sheet, Weight, clean
from tests.models.samples import ZH, reference_review

WHEN = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)
HOSTILE = [
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "+1", "-1", "@x", "＝1+1", "＋1", "－1", "＠x", " =1", "\t=1",
    "\r\n=1", "'=1", "#N/A", "_x003D_1", "{=1}",
]  # fmt: skip


def book(*lines, columns=(), **changes):
    sheet = Sheet(
        title="s", columns=columns or (Column(title="c"),), lines=tuple(Line(values=values) for values in lines)
    )
    return Book(**({"sheets": (sheet,), "title": "t", "created": WHEN, "up": "C8222B", "down": "0B7A43"} | changes))


def one(value, kind=Format.TEXT, weight=Weight.PLAIN):
    """The cell that ``value`` becomes."""
    sheet = Sheet(title="s", columns=(Column(title="c", format=kind),), lines=(Line(values=(value,), weight=weight),))
    return opened(write(book(sheets=(sheet,)))).active["A2"]


def opened(content):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


def formulas(content):
    """Formula elements in any sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/")]
    return [found for sheet in sheets for found in re.findall(r"<f[ >/]", sheet)]


@pytest.fixture(scope="module")
def week():
    return write(as_book(reference_review(), ZH, "zh", up="C8222B", down="0B7A43"))


# the review as a workbook


def test_the_review_opens_with_a_frozen_header_and_a_sheet_of_sources(week):
    made = opened(week)
    assert made.sheetnames == ["图1", "来源"]
    assert made["图1"].freeze_panes == "A4"
    assert [cell.value for cell in made["图1"][3]][:2] == ["名称", "代码"]


def test_a_percentage_is_a_number_with_a_percent_format(week):
    cell = opened(week)["图1"]["H5"]
    assert (cell.data_type, cell.value) == ("n", pytest.approx(123.51 / 116.0 - 1.0))
    assert cell.number_format == "+0.00%;-0.00%;0.00%"


def test_a_date_is_a_date(week):
    cell = opened(week)["图1"]["D5"]
    assert (cell.is_date, cell.value, cell.number_format) == (True, dt.datetime(2024, 9, 20), "yyyy-mm-dd")


def test_prices_and_points_have_formats_too(week):
    sheet = opened(week)["图1"]
    assert (sheet["E5"].value, sheet["E5"].number_format) == (116.0, "#,##0.00##")
    assert sheet["I5"].number_format == "+0.00;-0.00;0.00"


def test_every_row_of_the_sources_sheet_names_its_source(week):
    sheet = opened(week)["来源"]
    assert [row[2].value for row in sheet.iter_rows(min_row=3)] == ["内置参考"] * 15


def test_up_and_down_wear_the_readers_colours():
    cells = [one(value, Format.PERCENT).font.color for value in (1.0, -1.0)]
    assert [colour.rgb for colour in cells] == ["00C8222B", "000B7A43"]
    assert one(0.0, Format.PERCENT).font.color is None


def test_the_review_holds_no_formula(week):
    assert formulas(week) == []


# hostile and odd values


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_looks_like_a_formula_stays_text(text):
    content = write(book((text,), columns=(Column(title=text),), title=text))
    from openpyxl.utils.escape import unescape

    cell = opened(content).active["A2"]
    assert (cell.data_type, unescape(cell.value)) == ("s", text)  # Excel reads _x003D_ as a character
    assert formulas(content) == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", " =1", "\t=1"])
def test_a_risky_text_carries_the_quote_prefix_for_programs_that_retype_it(text):
    assert one(text).quotePrefix


def test_texts_above_and_under_the_table_are_as_safe():
    sheet = Sheet(title="s", above=tuple(HOSTILE), under=tuple(HOSTILE), columns=(Column(title="c"),), lines=())
    assert formulas(write(book(sheets=(sheet,)))) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07", "ab"),
        ("lone \ud800 half", "lone  half"),
        ("\ufffe\uffff", None),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
    ids=["control", "surrogate", "no character", "white space"],
)
def test_what_a_workbook_cannot_hold_is_left_out(text, kept):
    assert one(text).value == kept


@pytest.mark.parametrize("mark", ["x", "😀"])
def test_a_very_long_text_is_cut_to_what_a_cell_takes(mark):
    """Excel counts UTF-16 units: 32,767 of them."""
    assert 10_000 < len(one(mark * 40_000).value.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")], ids=str)
def test_a_missing_number_is_two_dashes_and_never_zero(value):
    assert one(value, Format.PERCENT).value == "--"


def test_a_missing_text_or_a_bands_missing_number_is_empty():
    assert one(None, Format.TEXT).value is None
    assert one(None, Format.PERCENT, Weight.BAND).value is None


def test_words_may_stand_in_a_column_of_numbers():
    assert one("停牌", Format.PERCENT).value == "停牌"


def test_a_moment_is_written_in_utc():
    noon = dt.datetime(2024, 9, 26, 20, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert one(noon, Format.MOMENT).value == dt.datetime(2024, 9, 26, 12)


@pytest.mark.parametrize("title", ["", "a" * 40, "[a]:*?/\\", "\ud800", "\x01", "'quoted'", "a\nb"], ids=repr)
def test_any_sheet_title_is_made_to_fit(title):
    sheet = Sheet(title=title, columns=(Column(title="c"),), lines=())
    name = opened(write(book(sheets=(sheet,)))).sheetnames[0]
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    assert write(book(("a",), ("b",)))
    with pytest.raises(ExportError, match="3 rows at most"):
        write(book(("a",), ("b",), ("c",)))


@settings(max_examples=60)
@given(st.text(), st.one_of(st.none(), st.floats(), st.integers(-(2**53), 2**53)))
def test_no_text_and_no_number_breaks_the_writer(text, number):
    columns = (Column(title=text), Column(title="n", format=Format.PERCENT))
    sheet = Sheet(title=text, above=(text,), columns=columns, lines=(Line(values=(text, number)),), under=(text,))
    assert formulas(write(book(sheets=(sheet,), title=text))) == []


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


def test_the_same_writer_is_in_the_list_of_exports():
    assert EXPORTS["xlsx"](book(("a",))) == write(book(("a",)))
