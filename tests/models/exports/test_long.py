"""Long tables as columns: the same file as row by row, flat, and stopped where somebody says so."""

import csv as reading
import datetime as dt
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace
from multiprocessing.reduction import ForkingPickler  # what a pipe packs values with

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Cancelled, ExportError
from models.exports import EXPORTS, WRITERS, cells
from models.workbook import Book, Column, Columns, Format, Line, Sheet, clean
from tests.models.test_formulas import PAYLOADS, STARTS

WHEN = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)
KINDS = (Format.TEXT, Format.DATE, Format.MOMENT, Format.PERCENT, Format.PRICE, Format.COUNT)
HEADS = tuple(Column(title=kind, format=kind) for kind in KINDS)
DAY = np.datetime64("2024-09-20", "D")


def book(lines, columns=HEADS, **changes):
    sheet = Sheet(title="s", above=("t",), columns=columns, lines=lines, under=("u",))
    return Book(sheets=(replace(sheet, **changes),), title="t", created=WHEN, up="C8222B", down="0B7A43")


def long(count=2_500):
    """One column of every kind, each with something missing."""
    place = np.arange(count)
    numbers = np.where(place % 7 == 3, np.nan, (place - 1_000) / 3)
    days = np.where(place % 11 == 5, np.datetime64("NaT", "D"), DAY + place)
    moments = np.where(place % 13 == 1, np.datetime64("NaT", "s"), np.datetime64("2024-09-20T13:30:01", "s") + place)
    texts = tuple(None if at % 5 == 2 else f"=名<{at % 40}>" for at in range(count))
    return Columns([texts, days, moments, numbers, numbers * 2, place])


def part(content, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


def opened(content):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


# the value


def test_columns_are_read_as_lines():
    made = long(2_500)
    assert len(made) == len(list(made)) == 2_500
    assert made[3].values[3] is None  # NaN
    assert made[-1].values[:2] == ("=名<19>", (DAY + 2_499).astype(object))
    assert made[0].values[2] == dt.datetime(2024, 9, 20, 13, 30, 1, tzinfo=dt.UTC)
    assert made[5:7] == (made[5], made[6])
    with pytest.raises(IndexError):
        made[2_500]


def test_columns_of_several_lengths_are_none():
    with pytest.raises(ValueError, match="several lengths"):
        Columns([("a",), np.zeros(2)])


@pytest.mark.parametrize("texts", [("a", "b"), ("a", None), ("a\x00", "b"), ("",), ("", ""), ()], ids=repr)
def test_a_pipe_brings_them_over_as_they_were_and_read_only(texts):
    sent = Columns([texts, np.arange(len(texts), dtype=np.float64)])
    came = ForkingPickler.loads(ForkingPickler.dumps(sent))
    assert (came.cells[0], came.cells[1].tolist()) == (texts, sent.cells[1].tolist())
    assert not came.cells[1].flags.writeable
    assert not sent.cells[1].flags.writeable


def test_a_hundred_thousand_rows_cross_a_pipe_as_few_objects():
    """Text by text and row by row the window would stand still for a tenth of a second."""
    texts = tuple(f"{at:06}.SZ" for at in range(100_000))
    sent = ForkingPickler.dumps(book(Columns([texts, np.arange(100_000)]), HEADS[:1] + HEADS[-1:]))
    assert len(sent) < 100_000 * (11 + 9)


# the file


@pytest.mark.parametrize("kind", EXPORTS)
def test_columns_and_lines_make_the_same_file(kind):
    made = long()
    as_columns, as_lines = EXPORTS[kind](book(made)), EXPORTS[kind](book(tuple(made)))
    if kind == "xlsx":
        assert part(as_columns) == part(as_lines)
        assert part(as_columns, "xl/styles.xml") == part(as_lines, "xl/styles.xml")
    else:
        assert as_columns == as_lines


TEXT = st.none() | st.text(max_size=12)
FLOAT = st.floats()
INT = st.integers(-(2**53), 2**53)
DAYS = st.none() | st.dates()
ROW = st.tuples(TEXT, DAYS, FLOAT, INT)


@settings(max_examples=60)
@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from(list(Format)))
def test_any_columns_make_the_same_file_as_their_lines(rows, kind):
    texts, days, floats, ints = zip(*rows, strict=True)
    held = [texts, np.array(days, "datetime64[D]"), np.array(floats), np.array(ints, np.int64)]
    columns = tuple(Column(title=str(at), format=one) for at, one in enumerate((Format.TEXT, Format.DATE, kind, kind)))
    made = Columns(held)
    assert part(EXPORTS["xlsx"](book(made, columns))) == part(EXPORTS["xlsx"](book(tuple(made), columns)))
    assert EXPORTS["csv"](book(made, columns)) == EXPORTS["csv"](book(tuple(made), columns))


def test_a_library_reads_what_was_written():
    held = opened(EXPORTS["xlsx"](book(long())))["s"]
    assert (held.max_row, held.max_column) == (2_503, 6)
    assert held["A5"].value is None
    assert held["A3"].value == "=名<0>"
    assert (held["A3"].data_type, held["A3"].quotePrefix) == ("s", True)
    assert held["B3"].value == dt.datetime(2024, 9, 20)
    assert held["C3"].value == dt.datetime(2024, 9, 20, 13, 30, 1)
    assert held["D3"].value == pytest.approx(-1000 / 3 / 100)
    assert held["D3"].font.color.rgb == "000B7A43"
    assert held["D6"].value == "--"
    assert held["F4"].value == 1


def test_header_stays_in_sight_and_has_a_filter_over_the_table_alone():
    held = opened(EXPORTS["xlsx"](book(long(10))))["s"]
    assert (held.freeze_panes, held.auto_filter.ref) == ("A3", "A2:F12")
    one = opened(EXPORTS["xlsx"](book(long(1))))["s"]
    assert one.auto_filter.ref is None  # nothing to choose from


def test_a_day_before_excels_calendar_is_a_text():
    days = np.array(["1800-01-01", "1900-02-28", "1900-03-01"], "datetime64[D]")
    held = opened(EXPORTS["xlsx"](book(Columns([days]), HEADS[1:2])))["s"]
    assert [held[f"A{row}"].value for row in (3, 4)] == ["1800-01-01", "1900-02-28"]
    assert held["A5"].value == dt.datetime(1900, 3, 1)


def test_the_same_book_makes_the_same_sheets_whenever_it_is_written():
    once, twice = (EXPORTS["xlsx"](book(long(20))) for _ in range(2))
    assert part(once) == part(twice)
    with zipfile.ZipFile(io.BytesIO(once)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(2024, 9, 26, 12, 0, 0)}


def test_a_number_of_numpys_in_a_line_is_a_number():
    values = (np.float64(0.1), np.int64(7), True)
    sheet = part(EXPORTS["xlsx"](book((Line(values=values),), HEADS[4:5] * 3)))
    assert re.findall(r"<v>(.*?)</v>", sheet) == ["0.1", "7", "1"]


# names of sheets


def test_sheets_of_one_name_are_told_apart_and_none_has_a_name_of_excels_own():
    titles = ("周报", "周报", "History", "A" * 40, "a" * 40, "", "''")
    sheets = tuple(replace(book(()).sheets[0], title=title) for title in titles)
    names = opened(EXPORTS["xlsx"](replace(book(()), sheets=sheets))).sheetnames
    assert names == ["周报", "周报 2", "History 2", "A" * 31, "a" * 29 + " 2", "Sheet", "Sheet 2"]


def test_a_workbook_without_a_sheet_is_refused():
    with pytest.raises(ExportError, match="without a sheet"):
        EXPORTS["xlsx"](replace(book(()), sheets=()))


# hostile texts


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize("columnar", [False, True])
def test_no_payload_becomes_a_formula_wherever_it_stands(text, columnar):
    lines = Columns([(text, text)]) if columnar else (Line(values=(text,)),)
    made = replace(
        book(lines, (Column(title=text),), title=text, above=(text,), under=(text,)), title=text, author=text
    )
    with zipfile.ZipFile(io.BytesIO(EXPORTS["xlsx"](made))) as packed:
        parts = [packed.read(name).decode() for name in packed.namelist()]
    assert not [one for one in parts if re.search(r"<(\w+:)?f[ >/]", one)]
    for kind in ("csv", "csv-plain"):
        fields = [one for row in reading.reader(io.StringIO(EXPORTS[kind](made).decode("utf-8-sig"))) for one in row]
        assert fields
        assert not [one for one in fields if one.lstrip("\ufeff ").startswith(STARTS)]


def test_what_had_to_be_changed_is_counted_and_what_is_cut_says_so():
    lines = Columns([("fine", "a\x07", "x" * 40_000, "😀" * 20_000, "a\x07")])
    out = io.BytesIO()
    assert WRITERS["xlsx"](book(lines, HEADS[:1]), out) == 4
    held = opened(out.getvalue())["s"]
    assert (len(held["A5"].value), held["A5"].value[-2:]) == (32_767, "x…")
    assert WRITERS["csv"](book(lines, HEADS[:1]), io.BytesIO()) == 4


def test_a_text_that_just_fits_is_not_cut():
    assert clean("x" * 32_767) == "x" * 32_767
    assert clean("😀" * 16_383) == "😀" * 16_383
    assert clean("😀" * 16_384) == "😀" * 16_383 + "…"


# with and without the mark


def test_csv_has_its_mark_or_not():
    made = book(long(3))
    assert EXPORTS["csv"](made) == b"\xef\xbb\xbf" + EXPORTS["csv-plain"](made)


# on the way


@pytest.mark.parametrize("kind", WRITERS)
def test_it_says_how_far_it_has_come_and_can_be_stopped(kind):
    heard, out = [], io.BytesIO()

    def tick(done, whole):
        heard.append((done, whole))
        if done > 1_500:
            raise Cancelled

    with pytest.raises(Cancelled):
        WRITERS[kind](book(long(5_000)), out, tick)
    assert heard == [(1_000, 5_000), (2_000, 5_000)]


@pytest.mark.parametrize("kind", WRITERS)
def test_twice_the_rows_take_no_more_memory(kind, tmp_path):
    """Counted beside what the table itself takes; bytes held by Python and numpy."""

    def most(count):
        made = book(long(count))
        with (tmp_path / "x").open("wb") as out:
            tracemalloc.start()
            WRITERS[kind](made, out)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    most(100)  # what is imported is not counted
    assert most(8 * cells.PIECE) < most(4 * cells.PIECE) + 300_000
