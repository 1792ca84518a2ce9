"""A list on paper: for a terminal, as CSV and as JSON."""

import csv
import io
import json

import pytest

import resources
from models.lists import paper
from models.lists.columns import KEYS
from models.lists.values import Mark
from tests.models.lists.shown_samples import CLOSES, A, B, H, a_quote, made
from tests.models.samples import EN, bars


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_can_be_written_with_and_without_a_quote(lang):
    keys = (*KEYS, "pct:5")
    for one in (made(*keys), made(*keys, quotes=[a_quote(A, 11.0, 10.0)], series=[bars(CLOSES)])):
        text = paper.as_text(one, resources.texts(lang), lang)
        assert len({len(line.split("|")) for line in text.splitlines() if line.startswith("| ")}) == 1
        json.dumps(paper.as_json(one, resources.texts(lang)), allow_nan=False)
        paper.as_csv(one, resources.texts(lang), lang)


def test_the_table_says_source_and_age_whatever_is_asked_for():
    lines = paper.as_text(made("last", quotes=[a_quote(A, 11.0, 10.0)]), EN, "en").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    assert lines[0] == "One"
    assert cells[0] == ["Name", "Code", "Last", "Source", "Age"]
    assert [row[0] for row in cells[2:6]] == ["[mean] 1", "N00", "[A] 2", "N60"]
    assert cells[5] == ["N60", A, "11.00", "sample", "1m"]
    assert cells[3] == ["N00", H, "--", "--", "--"]


def test_a_share_at_its_limit_and_a_halted_one_are_said_in_words():
    one = made("limit", quotes=[a_quote(A, 11.0, 10.0), a_quote(B, 10.0, 10.0, suspended=True)])
    text = {name: paper.text_of(one, "limit", one.store.row_of[name], EN, "en") for name in (A, B)}
    assert text == {A: "limit up", B: "+10.00%"}
    assert paper.value_of(one, "limit", one.store.row_of[A], EN) == 1.0
    assert paper.text_of(one, "age", one.store.row_of[B], EN, "en") == EN["review.suspended"]


def test_what_the_user_wrote_can_neither_break_a_line_nor_steer_the_terminal():
    one = made("note", "tags", marks={A: Mark(note="=1\x1b[31m|\nsecond", tags=("a", "b"))})
    lines = paper.as_text(one, EN, "en").splitlines()
    assert "=1 [31m" in next(line for line in lines if A in line)
    assert "\x1b" not in "".join(lines)
    rows = list(csv.DictReader(io.StringIO(paper.as_csv(one, EN, "en"))))
    assert (rows[1]["note"][:3], rows[1]["tags"]) == ("'=1", "a; b")


def test_for_programs_numbers_are_unrounded_and_missing_ones_are_none():
    one = made("change_pct", "time", "pct:1", quotes=[a_quote(A, 11.1, 10.0)], series=[bars(CLOSES)])
    told = paper.as_json(one, EN)
    (row, other) = told["sections"][1]["rows"]
    assert row["change_pct"] == (11.1 / 10.0 - 1.0) * 100.0
    assert (row["time"], row["source"], row["age_s"]) == ("2024-09-25T06:59:00+00:00", "sample", 60.0)
    assert (row["bars_source"], row["bars_last_date"]) == ("sample", "2024-09-24")
    assert (other["change_pct"], other["time"], other["source"]) == (None, None, None)
    assert told["sections"][1]["mean"]["change_pct"] == row["change_pct"]
    assert told["sections"][0]["mean"] == {}


def test_csv_has_a_line_a_row_and_one_without_an_id_for_the_mean():
    one = made("change_pct", quotes=[a_quote(A, 11.0, 10.0), a_quote(B, 10.0, 10.0)])
    rows = list(csv.DictReader(io.StringIO(paper.as_csv(one, EN, "en"))))
    assert [(row["section"], row["id"]) for row in rows] == [("", H), ("A", A), ("A", B), ("A", "")]
    assert float(rows[-1]["change_pct"]) == pytest.approx(5.0)
    assert rows[0]["change_pct"] == ""
