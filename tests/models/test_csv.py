"""Comma-separated text, read back strictly: exact numbers, and nothing that could run."""

import csv
import datetime as dt
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import files
from data_sources.protocol import FileWanted, Written
from models.exports import EXPORTS
from models.exports.csv import write
from models.review.paper import as_book
from models.workbook import Book, Column, Format, Line, Sheet
from tests.models.samples import ZH, reference_review
from tests.models.test_formulas import PAYLOADS, STARTS

WHEN = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)


def sheet(*lines, columns=("a", "b"), **changes):
    made = {"title": "s", "columns": tuple(Column(title=title) for title in columns)}
    return Sheet(**made, lines=tuple(Line(values=values) for values in lines), **changes)


def book(*sheets):
    return Book(sheets=sheets, title="t", created=WHEN, up="C8222B", down="0B7A43")


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def one(value):
    return read(write(book(sheet((value, "x")))))[1][0]


def test_bytes_by_hand():
    made = write(book(sheet(("英伟达", 1.5), ('say "hi", twice', None))))
    assert made == b'\xef\xbb\xbfa,b\r\n\xe8\x8b\xb1\xe4\xbc\x9f\xe8\xbe\xbe,1.5\r\n"say ""hi"", twice",\r\n'


def test_headings_stand_first_and_sentences_below():
    made = read(write(book(sheet((1, 2), above=("title", ""), under=("", "source")))))
    assert made == [["a", "b"], ["1", "2"], [], ["title"], ["source"]]


def test_several_sheets_follow_one_another_under_their_titles():
    assert read(write(book(sheet((1, 2)), sheet((3, 4), under=("u",))))) == [
        ["s"], ["a", "b"], ["1", "2"], [], ["s"], ["a", "b"], ["3", "4"], [], ["u"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (2.5e9, "2500000000"), (-0.5, "-0.5"), (7, "7"),
        (None, ""), (math.nan, ""), (math.inf, ""), (dt.date(2024, 9, 6), "2024-09-06"),
        (WHEN, "2024-09-26T12:00:00+00:00"), ("停牌", "停牌"), ("two\nlines", "two\nlines"), ("a\x00\ud800b", "ab"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_value_as_text(value, text):
    assert one(value) == text


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_text_that_looks_like_a_formula_is_quoted_everywhere(text):
    made = write(book(sheet((text, text), columns=(text, text), above=(text,), under=(text,))))
    held = [field for row in read(made) for field in row]
    assert len(held) == 6
    assert not [field for field in held if field.lstrip("\ufeff ").startswith(STARTS)]


def test_the_review_as_text_says_what_it_is_of():
    made = read(write(as_book(reference_review(), ZH, "zh", up="C8222B", down="0B7A43")))
    assert made[0] == ["图1"]
    assert made[1][:2] == ["名称", "代码"]
    assert [ZH["review.definition"]] in made


@given(st.text(), st.one_of(st.none(), st.floats(), st.integers(-(2**53), 2**53)))
def test_no_text_and_no_number_breaks_it_and_every_number_comes_back(text, number):
    held = Sheet(
        title=text, above=(text,), columns=(Column(title=text), Column(title="n", format=Format.PERCENT)),
        lines=(Line(values=(text, number)),), under=(text,),
    )  # fmt: skip
    field = read(write(book(held)))[1][1]
    missing = number is None or not math.isfinite(number)
    assert field == "" if missing else float(field) == number


def test_the_data_process_makes_it_too(tmp_path):
    held, target = book(sheet((1, 2))), tmp_path / "chart.csv"
    assert EXPORTS["csv"](held) == write(held)
    assert files.made(FileWanted(book=held, format="csv"), lambda: None, print) == write(held)
    asked = FileWanted(book=held, format="csv", target=str(target))
    assert files.made(asked, lambda: None, print) == Written(size=len(write(held)))
    assert target.read_bytes() == write(held)
