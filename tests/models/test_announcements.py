"""Announcements as a table and as plain data."""

import csv
import io

from models.announcements import COLUMNS, Listed, as_csv, as_json, as_sheet
from models.events import DateBasis, Event
from tests.models.samples import EN, ZH, day


def event(**changes):
    held = {
        "date": day("0923"), "date_basis": DateBasis.ARTICLE, "vendor": "OpenAI; Google", "product": "豆包, new",
        "category": "text", "event": "",
    }  # fmt: skip
    return Event(**(held | changes))


def test_plain_data_says_what_the_date_is_and_whose_it_is():
    (made,) = as_json([Listed(event(), own=True)])
    assert made == {
        "date": "2024-09-23", "date_basis": "press article", "category": "text", "vendor": "OpenAI; Google",
        "product": "豆包, new", "event": None, "own": True,
    }  # fmt: skip


def test_csv_is_read_back():
    made = list(csv.DictReader(io.StringIO(as_csv([Listed(event(), own=False)]))))
    assert list(made[0]) == list(COLUMNS)
    assert (made[0]["product"], made[0]["event"], made[0]["own"]) == ("豆包, new", "", "0")
    assert as_csv([]).splitlines() == [",".join(COLUMNS)]


def test_the_table_speaks_the_readers_language():
    for texts, basis, category in ((EN, EN["event.basis.article"], "text"), (ZH, "报道日", "文本")):
        sheet = as_sheet([Listed(event(), own=True), Listed(event(category="robot"), own=False)], "t", texts, ["under"])
        assert sheet.lines[0].values[1:3] == (basis, texts["event.category.text"])
        assert category in sheet.lines[0].values[2].lower()
        assert (sheet.lines[0].values[-1], sheet.lines[1].values[-1]) == (texts["events.own"], "")
        assert sheet.lines[1].values[2] == "robot"
    assert {f"event.basis.{basis}" in EN for basis in ("publication", "article", "page", "week")} == {True}
