"""Cells as they are printed: what a value looks like, its side, its colour and its ground."""

import datetime as dt

import pytest

from models.documents.cells import footnotes, heads, price, rows, shown
from models.documents.look import FAINT, shade
from models.workbook import Column, Format, Line, Sheet
from tests.models.documents.made import GREEN, RED, sheet


def cells(of=None, **named):
    return list(rows(of or sheet(), "zh", RED, GREEN, **named))


@pytest.mark.parametrize(
    ("value", "format_", "printed"),
    [
        (None, Format.TEXT, ""), (None, Format.PRICE, "--"), (float("nan"), Format.PERCENT, "--"),
        (float("inf"), Format.COUNT, "--"), (6.4655, Format.PERCENT, "+6.47%"), (0.001, Format.PERCENT, "0.00%"),
        (-2.535, Format.POINTS, "-2.54"), (18258.57, Format.PRICE, "18,258.57"), (1, Format.PRICE, "1.00"),
        (dt.date(2024, 9, 25), Format.DATE, "2024-09-25"),
        (dt.datetime(2024, 9, 26, 1, 2, 3, tzinfo=dt.UTC), Format.MOMENT, "2024-09-26 01:02"),
        (3.1e9, Format.BIG, "31.00亿"), ("停牌", Format.PERCENT, "停牌"), ("12.3", Format.PRICE, "12.3"),
    ],
)  # fmt: skip
def test_a_value_is_printed_as_its_column_says(value, format_, printed):
    assert shown(value, format_, "zh") == printed


@pytest.mark.parametrize(("value", "printed"), [(1.17, "1.17"), (1.175, "1.175"), (0.8125, "0.8125"), (2.0, "2.00")])
def test_a_price_has_the_decimals_there_are(value, printed):
    assert price(value) == printed


def test_a_band_is_one_cell_up_to_its_number_which_stays_in_its_column():
    band = cells()[0]
    assert [(one.text, one.span, one.left) for one in band] == [
        ("CPU/GPU 2涨 1跌", 3, True), ("+5.15%", 1, False), ("", 1, False), ("", 1, True),
    ]  # fmt: skip


def test_colours_are_those_of_what_is_printed():
    colours = [row[3].colour for row in cells()[1:]]
    assert colours == [RED, GREEN, "", ""]  # 0.001 % rounds to nothing, and 停牌 has no direction


def test_what_is_missing_is_faint():
    assert [row[2].colour for row in cells()[1:]] == ["", "", "", FAINT]


def test_heat_is_in_the_column_of_percentages_only_and_strongest_where_it_moved_most():
    hot = cells(heat=True)[1:]
    assert [[bool(one.ground) for one in row] for row in hot[:2]] == [[False] * 3 + [True] + [False] * 2] * 2
    assert hot[0][3].ground == shade(RED, 1.0)
    assert hot[1][3].ground == shade(GREEN, 3.2 / 6.4655)
    assert [row[3].ground for row in hot[2:]] == ["", ""]
    assert not any(one.ground for row in cells()[1:] for one in row)


def test_a_table_without_numbers_has_no_heat():
    bare = Sheet(title="", columns=(Column(title="%", format=Format.PERCENT),), lines=(Line(values=("停牌",)),))
    assert cells(bare, heat=True)[0][0].ground == ""


def test_a_shade_lies_between_white_paper_and_its_colour():
    assert shade("000000", 0.0) == "F0F0F0"
    assert shade("000000", 9.0) == shade("000000", 1.0) == "C2C2C2"


def test_numbers_and_their_heads_stand_to_the_right():
    assert [one.left for one in heads(sheet())] == [True, True, False, False, False, True]


def test_footnotes_are_numbered_where_there_are_several():
    assert footnotes(("a",)) == ("a",)
    assert footnotes(("a", "", "b")) == ("1. a", "2. b")


def test_many_footnotes_run_on():
    assert footnotes(tuple("abcdef")) == ("1.\u00a0a   2.\u00a0b   3.\u00a0c   4.\u00a0d   5.\u00a0e   6.\u00a0f",)
