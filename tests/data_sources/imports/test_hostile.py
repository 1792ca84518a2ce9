"""Hostile tables as the program is asked for them: refused or read in seconds, and the process that read them is gone.

The limits on memory and processor are the child's own; what is looked at here is that each shape ends in an answer.
"""

import datetime as dt

import pytest

from data_sources import user_wants
from data_sources.imports.files import Reader
from data_sources.protocol import ImportWanted
from data_sources.user.db import UserData
from models.errors import ImportRejected
from tests.data_sources.imports import files as made
from tests.data_sources.samples import AFTER

LINES = 100_000


def numbers(text):
    """A hundred thousand lines, each with a number that is none."""
    head = "日期,产品,访问量（次）\n"
    return (head + "".join(f"2024-09-{n % 28 + 1:02d},p{n},{text}\n" for n in range(LINES))).encode()


def dates(columns=200, rows=500):
    """Two hundred columns of dates below dates."""
    day = dt.date(2024, 1, 1)
    head = ",".join(["产品", *(f"{day + dt.timedelta(days=n)}" for n in range(columns - 1))])
    line = ",".join(["Kimi", *["2024-09-13"] * (columns - 1)])
    return "\n".join([head, *[line] * rows]).encode()


REFUSED = {
    "ratio": (lambda: made.bomb(2_000_000), "packed too tightly: more than 100 times"),
    "size": (lambda: made.bomb(21_000_000, parts=10), "unpacks to too much: 210 MB"),
    "parts": (lambda: made.bomb(10, parts=2_001), "too many parts: 2001"),
    "damaged": (lambda: b"PK\x03\x04 nothing more", "a damaged workbook"),
    "outside": (lambda: made.with_doctype(made.XXE), "a DTD or entities"),
    "laughs": (lambda: made.with_doctype(made.LAUGHS), "a DTD or entities"),
    "web": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
}
NOTHING = {
    "beyond": lambda: numbers("1e400"),
    "long": lambda: numbers("9" * 400),
    "dates": dates,
    "field": lambda: "产品,访问量（次）\n".encode() + b"x" * 1_000_000 + b",\0\n",
    "deep": lambda: b"[" * 100_000,
}


@pytest.fixture
def user():
    made_ = UserData(None, AFTER)
    yield made_
    made_.close()


@pytest.fixture
def ask(user, tmp_path):
    """The answer to a want for a file with this content."""
    reader = Reader()

    def answer(content, *, commit=False):
        path = tmp_path / "table.xlsx"
        path.write_bytes(content)
        want = ImportWanted(path=str(path), commit=commit)
        return user_wants.answer(want, user, None, lambda: AFTER, reader=reader)

    yield answer
    reader.forget()


@pytest.mark.parametrize("shape", REFUSED)
def test_a_hostile_workbook_is_refused(ask, shape):
    content, why = REFUSED[shape]
    with pytest.raises(ImportRejected, match=why):
        ask(content())


@pytest.mark.parametrize("shape", NOTHING)
def test_a_table_of_what_is_no_number_is_shown_and_not_taken(ask, user, shape):
    content = NOTHING[shape]()
    shown = ask(content)
    assert not getattr(shown, "points", 0)
    with pytest.raises(ImportRejected):
        ask(content, commit=True)
    assert user.traffic.newest_import() is None


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576"])
def test_cells_far_away_are_left_out(ask, place):
    assert ask(made.with_cell(place)).remarks == ("cells far outside the table were left out",)


def test_what_a_workbook_says_of_its_size_does_not_count(ask):
    assert ask(made.with_dimension("A1:XFD1048576")).counts[0][1] == 2
