"""The table: every key once, sorted, and other spellings of codes."""

import numpy as np

from models.search.table import spellings, table_of
from tests.models.search.samples import known, listed, table


def test_places_are_sorted_by_what_follows():
    made = table()
    starts = np.frombuffer(made.starts, "<i4")
    texts = [made.haystack[at : at + 32] for at in starts]
    assert texts == sorted(texts)


def test_each_place_belongs_to_the_row_it_stands_in():
    made = table()
    starts, rows, at = (np.frombuffer(part, "<i4") for part in (made.starts, made.rows, made.hay_at))
    assert ((at[rows] < starts) & (starts < at[rows + 1])).all()


def test_an_instrument_named_twice_stands_there_once():
    assert table_of([known("600001.SH", "甲"), known("600001.SH", "乙")]).count == 1


def test_the_same_text_is_a_key_once():
    made = table_of([known("AMD.US", "AMD", "AMD", aliases=("amd",))])
    assert made.haystack.count(b"amd") == 2  # the code and the id


def test_names_with_marks_of_the_table_break_nothing():
    made = table_of([known("600001.SH", "甲\x1f乙\t丙\n丁"), *listed()])
    assert made.haystack.count(b"\n") == made.count == made.lines.count(b"\n")


def test_spellings():
    def of(*words):
        return spellings(known(*words).instrument)

    assert of("00700.HK")[:6] == ["00700", "00700.hk", "hk00700", "0700", "0700.hk", "hk0700"]
    assert "sh600519" in of("600519.SH")
    assert of("BRK.B.US") == ["brk-b", "brkb"]
