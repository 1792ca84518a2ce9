"""The table on paper: terminal, JSON and workbook say the same, with footnotes and a source."""

import json

import numpy as np
import pytest

from models.compare import paper
from models.compare.alignment import align
from models.compare.notes import NoteKind, notes
from models.compare.rebasing import Absent, Scale, rebase
from models.compare.returns import returns
from models.compare.series import price_series, visits_series
from models.compare.values import Against, Currency, Pair, Single, Visits, Weighting
from models.exports import EXPORTS
from models.text_table import width
from tests.models.compare.samples import based, basket, fx, held, share, single
from tests.models.samples import EN, INDEX, ZH, bars, cash, day

A, B = "600000.SH", "600001.SH"
VISITS = Visits(id="x", name_zh="某站", name_en="X")
EVERYTHING = (
    single(A), single(B), Single(instrument=INDEX, benchmark=True), basket(A, B), basket(A, B, weighting=Weighting.CAP),
    VISITS, *(Pair(against=one, one=single(A), other=basket(A, B)) for one in Against),
)  # fmt: skip


@pytest.fixture
def table():
    pairs = {"USDCNY": fx("USDCNY", {"0920": 7.0, "0923": 7.0, "0926": 7.0})}
    told = [
        (share(A), bars({"0920": 10.0, "0923": 11.0, "0924": 11.5}, name=A, actions=(cash("0924", 0.1),))),
        (share(B), bars({"0923": 5.0, "0926": 6.0}, name=B, actions=None, last_is_final=False)),
        (INDEX, bars({"0920": 1.0, "0926": 1.1}, name=INDEX.id, source="simulated", doubt="yahoo: offline")),
    ]
    series = [price_series(one, held_, Currency.USD, pairs) for one, held_ in told]
    visits = visits_series(VISITS.key, np.array(["2024-08-01"], "datetime64[D]"), np.array([5.0]), source="reference")
    made = rebase(align([*series, visits]), EVERYTHING, day("0920"), {B: 1.0})
    return returns(made, day("0920"), day("0926"), currency=Currency.USD, against={A: INDEX.id})


def test_every_footnote_that_applies_is_there_in_order(table):
    pair = [f"{one}:{A}|basket:b:equal" for one in Against]
    assert [(note.kind, note.names) for note in notes(table, {"LOST.US": "offline"})] == [
        (NoteKind.BASE, ()),
        (NoteKind.CONVERTED, ()),
        (NoteKind.CARRIED, (A, "basket:b:equal", *pair)),
        (NoteKind.SINCE, (B,)),
        (NoteKind.NO_SESSION, ("basket:b:cap", VISITS.key)),
        (NoteKind.EX_DATES, (A,)),
        (NoteKind.EQUAL, ("basket:b:equal",)),
        (NoteKind.CAP, ("basket:b:cap",)),
        (NoteKind.NO_STAKE, (B,)),
        (NoteKind.NO_STAKE, (B,)),
        (NoteKind.NO_STAKE, (A,)),
        (NoteKind.VISITS, ()),
        (NoteKind.RATIO, ()),
        (NoteKind.SPREAD, ()),
        (NoteKind.ACTIONS_UNKNOWN, (B,)),
        (NoteKind.SIMULATED, (INDEX.id,)),
        (NoteKind.RUNNING, (B,)),
        (NoteKind.DOUBT, (INDEX.id,)),
        (NoteKind.MISSING, ("LOST.US",)),
    ]


@pytest.mark.parametrize("texts", [ZH, EN])
def test_every_kind_of_footnote_has_its_sentence(texts):
    assert [kind for kind in NoteKind if f"relative.note.{kind}" not in texts] == []
    assert [why for why in Absent if f"relative.absent.{why}" not in texts] == []


def test_a_footnote_calls_its_members_by_name(table):
    said = paper.sentences(table, EN, "en")
    assert said[0] == ("Aligned by each market's local date, based on the last close on or before 2024-09-20; "
                       "range 2024-09-20 to 2024-09-26.")  # fmt: skip
    assert said[1] == "Converted into USD at the day's closing rate (USDCNY; sample), carried 7 days at most."
    assert "Left out of Basket (cap weight) (market cap of the base date unknown): N60." in said
    assert paper.sentences(table, ZH, "zh")[3] == "自 2024-09-23 起才有数据，以该日为基准：名60。"


@pytest.mark.parametrize(("lang", "texts"), [("zh", ZH), ("en", EN)])
def test_the_table_lines_up_in_a_terminal(table, lang, texts):
    text = paper.as_text(table, texts, lang)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == len(EVERYTHING) + 2
    assert len({width(row) for row in rows}) == 1
    assert text.splitlines()[-1].endswith("2024-09-26 01:00 UTC")


def test_a_months_step_is_not_called_carried():
    """In the middle of a month its last number stands, which its own note says already."""
    months, prices = np.array(["2024-07-01", "2024-08-01"], "datetime64[D]"), {"0731": 1.0, "0830": 1.0, "0923": 2.0}
    visits = visits_series(VISITS.key, months, np.array([5.0, 6.0]))
    series = [visits, price_series(share(A), bars(prices, name=A))]
    ratio = Pair(against=Against.RATIO, one=single(A), other=VISITS)
    made = returns(rebase(align(series), [ratio, VISITS], day("0731")), day("0731"), day("0923"))
    assert [row.carried for row in made.rows] == [True, True]
    assert NoteKind.CARRIED not in [note.kind for note in notes(made)]


def test_the_source_line_tells_the_oldest_and_the_newest_answer():
    aligned = held({A: {"0920": 10.0}, B: {"0920": 1.0}}, **{"600000_SH": {"fetched_at": 6e8}})
    made = returns(based(aligned, single(A), single(B)), day("0920"), day("0923"))
    assert paper.source_line(made, EN) == "Source: sample; as of 1989-01-05 10:40 - 2024-09-26 01:00 UTC"


def test_a_row_in_a_terminal(table):
    lines = paper.as_text(table, EN, "en").splitlines()
    (row,) = [line for line in lines if "| 600000.SH" in line]
    cells = [cell.strip() for cell in row.split("|")[1:-1]]
    assert cells == ["N60", A, "+16.06%", "+6.06", INDEX.id, "+16.06%", "0.00%", "--", "--", "--", "2024-09-20",
                     "2024-09-24 *", "2", "sample"]  # fmt: skip


def test_an_index_of_a_hundred_and_a_spread_have_no_percent_sign():
    aligned = held({A: {"0920": 10.0, "0923": 12.0}, B: {"0920": 1.0, "0923": 1.1}})
    spread = Pair(against=Against.SPREAD, one=single(A), other=single(B))
    made = returns(based(aligned, single(A), spread), day("0920"), day("0923"), scale=Scale.INDEX)
    lines = [line for line in paper.as_text(made, EN, "en").splitlines() if line.startswith("| N60")]
    cells = [[cell.strip() for cell in line.split("|")][3:8] for line in lines]
    assert cells == [["+20.00%", "--", "--", "120.00", "100.00"], ["+10.00", "--", "--", "+10.00", "0.00"]]


def test_json_says_it_unrounded_with_units_and_nothing_that_is_no_json(table):
    made = json.loads(json.dumps(paper.as_json(table, EN, "en"), allow_nan=False))
    share_, *_ = made["rows"]
    assert share_["change"] == pytest.approx((11.5 * 11 / 10.9 / 10 - 1) * 100, abs=1e-9)
    assert (share_["ex_dates"], share_["carried"], share_["unit"]) == ({A: ["2024-09-24"]}, True, "%")
    assert made["rows"][-1]["unit"] == "pp"
    assert (made["base"], made["from"], made["to"], made["currency"]) == (
        "2024-09-20",
        "2024-09-20",
        "2024-09-26",
        "USD",
    )
    assert made["baskets"]["basket:b:equal"] == {A: 1.0}


def test_a_workbook_has_the_table_and_the_lines_with_the_day_of_what_is_carried(table):
    book = paper.as_book(table, ZH, "zh", colours=("C8222B", "0B7A43"), made_at=0.0)
    returns_, lines = book.sheets
    assert len(returns_.lines) == len(EVERYTHING)
    assert returns_.under[-1].startswith("来源：")
    assert [line.values[0] for line in lines.lines] == [day("0920"), day("0923"), day("0924"), day("0926")]
    assert lines.lines[-1].values[1:5] == (pytest.approx(16.055, abs=1e-3), day("0924"), pytest.approx(20.0), None)
    assert lines.lines[0].values[3] is None  # not listed yet: empty, never nought
    assert EXPORTS["xlsx"](book)[:2] == b"PK"


def test_nothing_to_compare_says_so():
    made = returns(based(held({}), single(A)), day("0920"), day("0923"))
    text = paper.as_text(made, EN, "en", {A: "offline"})
    assert text.startswith("Relative performance: nothing to compare")
    assert "No data: N60 (offline)." in text
    assert list(paper.lines_sheet(made, EN, "en").lines) == []
