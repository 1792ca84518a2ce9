"""The review on paper: JSON for programs, Markdown for a terminal, sentences for the note, a workbook for a desk."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caps import Cap, Way
from models.review import paper
from models.review.paper import as_book, as_json, as_markdown, sentences, signed
from models.review.values import NoteKind, RowState
from models.text_table import width
from models.workbook import Format, Weight
from tests.models.samples import EN, ZH, bars, reference_review, reviewed, with_row


@pytest.fixture(scope="module")
def week():
    return reference_review()


# sentences


def test_the_three_sentences_are_those_of_the_note(week):
    """The note prints +5.73 for 沪电股份; its closes give +5.75."""
    assert sentences(week, ZH, "zh") == (
        "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。",
        "（2）云计算板块：商汤科技+6.84%。",
        "（3）数据中心硬件：工业富联+11.72%，中际旭创+11.92%，天孚通信+7.15%，胜宏科技+7.57%，沪电股份+5.75%。",
    )


def test_an_english_sentence_has_the_same_slots(week):
    assert sentences(week, EN, "en")[1] == "(2) Cloud: SenseTime +6.84%."


@pytest.mark.parametrize(
    ("state", "said"), [(RowState.SUSPENDED, "停牌"), (RowState.LISTED, "--"), (RowState.MISSING, "--")]
)
def test_a_name_without_a_percentage_is_said_without_one(week, state, said):
    made = with_row(week, state=state, change_pct=None)
    assert f"英伟达{said}，英特尔+7.78%" in sentences(made, ZH, "zh")[0]


@pytest.mark.parametrize(
    ("value", "printed"),
    [(6.4655, "+6.47%"), (-2.5, "-2.50%"), (0.0, "+0.00%"), (-0.001, "+0.00%"), (1234.5, "+1234.50%"), (None, "--")],
)
def test_a_percentage_is_always_signed_with_two_decimals(value, printed):
    assert signed(value, "%") == printed


# JSON

SHAPE = {
    "sector": ["id", "name_zh", "name_en", "mean_pct", "median_pct", "up", "down", "rows"],
    "row": ["id", "name_zh", "name_en", "currency", "base_date", "base_close", "end_date", "end_close", "change_pct",
            "benchmark", "excess_pct", "sessions", "market_cap", "source", "as_of"],
}  # fmt: skip
MORE = {
    "benchmarks",
    "state",
    "why",
    "market_cap_source",
    "manual",
}  # what the agreed shape has been extended by; nothing else


def agreed(held):
    return [key for key in held if key not in MORE]


def test_json_has_the_agreed_shape_and_order(week):
    made = as_json(week, EN)
    assert agreed(made) == ["window", "sectors", "notes"]
    assert [agreed(sector) for sector in made["sectors"]] == [SHAPE["sector"]] * 3
    assert {tuple(agreed(row)) for sector in made["sectors"] for row in sector["rows"]} == {tuple(SHAPE["row"])}


def test_json_names_the_window_and_when_it_was_made(week):
    assert as_json(week, EN)["window"] == {
        "from": "2024-09-23",
        "to": "2024-09-25",
        "sessions": {"CN": 3, "HK": 3, "US": 3},
        "expected_sessions": {"CN": 3, "HK": 3, "US": 3},
        "final": True,
        "made_at": "2024-09-26T12:00:00+00:00",
    }


def test_json_numbers_are_not_rounded_and_dates_are_iso(week):
    row = as_json(week, EN)["sectors"][0]["rows"][0]
    assert row["change_pct"] == (123.51 / 116.0 - 1.0) * 100.0
    assert (row["base_date"], row["end_date"], row["as_of"]) == (
        "2024-09-20",
        "2024-09-25",
        "2024-09-26T01:00:00+00:00",
    )


def test_json_has_null_where_nothing_is_known_and_never_nan():
    made = as_json(reviewed([], failures={"600000.SH": "offline"}), EN)
    row = made["sectors"][0]["rows"][0]
    assert {row[key] for key in ("base_close", "change_pct", "excess_pct", "market_cap", "source", "as_of")} == {None}
    assert (row["state"], row["why"]) == ("missing", "offline")
    assert json.loads(json.dumps(made, allow_nan=False)) == made


def test_json_carries_the_benchmarks_and_the_footnotes_as_sentences(week):
    made = as_json(week, EN)
    assert [row["id"] for row in made["benchmarks"]] == ["000300.SH", "HSI", "IXIC"]
    assert made["notes"][0] == "Changes as of 2024-09-25, local time of each market."


@pytest.mark.parametrize("kind", NoteKind)
def test_every_footnote_has_a_sentence_in_both_languages(kind):
    assert f"review.note.{kind}" in ZH
    assert f"review.note.{kind}" in EN


@pytest.mark.parametrize("state", RowState)
def test_every_state_has_a_word_in_both_languages(state):
    assert f"review.state.{state}" in ZH
    assert f"review.state.{state}" in EN


# Markdown


def table(text):
    return [line for line in text.splitlines() if line.startswith("|")]


@pytest.mark.parametrize(("texts", "lang"), [(ZH, "zh"), (EN, "en")], ids=["zh", "en"])
def test_markdown_columns_line_up_in_a_terminal(week, texts, lang):
    """Each bar stands at the same column in every line, counting a Chinese character as two."""
    places = {
        tuple(width(line[:at]) for at, mark in enumerate(line) if mark == "|")
        for line in table(as_markdown(week, texts, lang))
    }
    assert len(places) == 1


def test_markdown_has_a_title_the_table_the_sentences_and_the_footnotes(week):
    text = as_markdown(week, ZH, "zh")
    title, rows, said, notes = text.split("\n\n")
    assert title == "# 图1：算力链股价表现（2024-09-23 至 2024-09-25）"
    assert len(rows.splitlines()) == 2 + 3 + 12 + 3  # heading and rule, sectors, names, benchmarks
    assert said.splitlines() == list(sentences(week, ZH, "zh"))
    assert len(notes.splitlines()) == len(week.notes)


def test_markdown_shows_closes_in_the_markets_decimals_with_signed_changes(week):
    lines = table(as_markdown(week, EN, "en"))
    cells = {line.split("|")[2].strip(): [cell.strip() for cell in line.split("|")[3:7]] for line in lines}
    assert cells["00020.HK"] == ["1.170", "1.250", "+6.84%", "+2.07"]
    assert cells["002463.SZ"] == ["32.15", "34.00", "+5.75%", "-0.51"]
    assert cells["HSI"] == ["18,258.57", "19,129.10", "+4.77%", "--"]


def test_markdown_says_suspended_where_the_change_would_be():
    line = table(as_markdown(reviewed([bars({"0920": 10.0})]), ZH, "zh"))[3]
    assert [cell.strip() for cell in line.split("|")[3:7]] == ["10.00", "--", "停牌", "--"]


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_width_is_between_one_and_two_columns_a_character(text):
    assert len(text) <= width(text) <= 2 * len(text)


def test_a_chinese_character_and_a_full_width_mark_take_two_columns():
    assert (width("英伟达"), width("（"), width("NVDA")) == (6, 2, 4)


# the workbook as a value


@pytest.fixture(scope="module")
def book(week):
    return as_book(week, ZH, "zh", up="C8222B", down="0B7A43")


def test_the_workbook_holds_the_figure_and_its_sources(book):
    assert [sheet.title for sheet in book.sheets] == ["图1", "来源"]
    assert book.created == dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)


def test_the_figures_numbers_are_numbers_and_its_dates_dates(book):
    figure = book.sheets[0]
    line = figure.lines[1]
    assert line.values[:2] == ("英伟达", "NVDA.US")
    assert line.values[3:7] == (dt.date(2024, 9, 20), 116.0, dt.date(2024, 9, 25), 123.51)
    assert line.values[7] == (123.51 / 116.0 - 1.0) * 100.0
    assert [figure.columns[place].format for place in (3, 4, 7, 8)] == [
        Format.DATE, Format.PRICE, Format.PERCENT, Format.POINTS,
    ]  # fmt: skip


def test_every_line_has_a_value_for_every_column(book):
    assert {len(line.values) - len(sheet.columns) for sheet in book.sheets for line in sheet.lines} == {0}


def test_each_sector_is_a_band_with_breadth_and_mean(book, week):
    bands = [line.values for line in book.sheets[0].lines if line.weight is Weight.BAND]
    assert [band[0] for band in bands] == ["CPU/GPU  6涨 0跌", "云计算  1涨 0跌", "数据中心硬件  5涨 0跌", "基准"]
    assert [band[7] for band in bands[:3]] == [sector.mean_pct for sector in week.sectors]


def test_sentences_and_numbered_footnotes_stand_under_the_figure(book, week):
    under = book.sheets[0].under
    assert under[1:4] == sentences(week, ZH, "zh")
    assert under[5].startswith("1. ")
    assert len(under) == 5 + len(week.notes)


def test_the_sources_sheet_names_source_time_and_state_of_every_row(book, week):
    lines = book.sheets[1].lines
    assert len(lines) == 12 + 3
    assert lines[0].values[1:5] == ("NVDA.US", "内置参考", dt.datetime(2024, 9, 26, 1, tzinfo=dt.UTC), "正常")


def test_market_cap_is_in_hundred_millions_of_the_own_currency(week):
    made = with_row(week, cap=Cap(value=3.03e12, way=Way.LIVE, source="yahoo"))
    line = paper.as_book(made, EN, "en", up="C8222B", down="0B7A43").sheets[0].lines[1]
    assert (line.values[2], line.values[-1]) == ("USD", pytest.approx(30_300.0))


def test_a_suspended_row_has_words_in_the_percent_column():
    made = as_book(reviewed([bars({"0920": 10.0})]), ZH, "zh", up="C8222B", down="0B7A43")
    assert made.sheets[0].lines[1].values[7] == "停牌"
