"""A sheet as text for a terminal."""

import datetime as dt

from models.sheet_text import as_text
from models.workbook import Column, Format, Line, Sheet

NOON = dt.datetime(2024, 9, 23, 12, tzinfo=dt.UTC)


def sheet(*lines, **changes):
    kinds = list(Format)
    columns = tuple(Column(title=kind.value, format=kind) for kind in kinds)
    return Sheet(title="s", columns=columns, lines=tuple(Line(values=values) for values in lines), **changes)


def cells(text, row):
    return [cell.strip() for cell in text.splitlines()[row].split("|")[1:-1]]


def test_every_kind_of_number_as_a_screen_shows_it():
    values = ("a\x1b\nb", 1234.5, 6.47, -1.0, 82.244, 12, 5e8, 3_100_000.25, 12_345.67, NOON.date(), NOON)
    assert cells(as_text(sheet(values), "en"), 2) == [
        "a b", "1,234.50", "+6.47%", "-1.00", "82.24%", "12", "500.0M", "3,100,000.25", "12,345.7", "2024-09-23",
        "2024-09-23T12:00:00+00:00",
    ]  # fmt: skip
    assert cells(as_text(sheet(values), "zh", 3), 2)[1:7] == ["1,234.500", "+6.47%", "-1.00", "82.24%", "12", "5.00亿"]


def test_a_moment_is_told_to_the_second():
    values = (*(None,) * 10, NOON.replace(microsecond=834947))
    assert cells(as_text(sheet(values), "en"), 2)[-1] == "2024-09-23T12:00:00+00:00"


def test_what_is_missing_is_never_nought():
    assert cells(as_text(sheet((None,) * 11), "en"), 2) == ["--"] * 11


def test_sentences_stand_above_and_under():
    assert as_text(sheet(above=("over", ""), under=("one", "", "two")), "en").split("\n\n")[::2] == [
        "over",
        "one\ntwo\n",
    ]
    assert as_text(sheet(), "en").startswith("| text")
