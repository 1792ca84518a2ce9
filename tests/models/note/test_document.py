"""The reference week's note as a document: every sentence, six figures in order, and what stands behind them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from models.audit.values import Audit, Finding, Flaw, Span
from models.claims.values import About, Checked, Claim, State, Subject
from models.claims.values import Kind as ClaimKind
from models.documents import html, markdown, word
from models.documents.values import FigureBlock, Heading, Paragraph, Style, Table, Tone
from models.note.document import document_of, spoken, stem_of
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Form
from models.workbook import PAPER_COLOURS, Weight
from tests.models.note.samples import TEXTS, WEEK, note
from tests.models.samples import day, reference_bars

LINES = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。",
    "（2）云计算板块：商汤科技+6.84%，9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。",
    "（3）数据中心硬件：工业富联+11.72%，中际旭创+11.92%，天孚通信+7.15%，胜宏科技+7.57%，沪电股份+5.75%。",
)  # fmt: skip


@pytest.fixture(scope="module")
def week():
    return note()


def made(of, lang="zh", convention="red-up"):
    return document_of(of, TEXTS[lang], lang, convention)


def kind(of, document):
    return [one for one in document.blocks if isinstance(one, of)]


def test_the_three_lines_stand_in_markdown_char_for_char(week):
    said = markdown.write(made(week)).splitlines()
    assert [line for line in LINES if line in said] == list(LINES)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_said_and_in_order(week, lang):
    said = "\n".join(one.text for one in kind(Paragraph, made(week, lang)))
    places = [said.index(one.text[lang]) for one in week.sentences if one.text[lang]]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", LANGS)
def test_the_six_figures_stand_in_order_with_title_unit_and_source(week, lang):
    figures = kind(FigureBlock, made(week, lang))
    assert [one.number for one in figures] == [1, 2, 3, 4, 5, 6]
    assert all(one.title and one.unit and one.source for one in figures)
    assert all(str(one.number) in one.title for one in figures)


def test_figures_without_data_are_placeholders_that_say_so(week):
    figures = kind(FigureBlock, made(week))
    assert [bool(one.empty) for one in figures] == [False] + [True] * 5
    assert all(one.picture == "" and one.beside is None for one in figures)


def test_a_drawn_figure_has_its_picture_and_its_numbers():
    drawn = note(NoteSettings(months=True))
    figures = kind(FigureBlock, made(drawn))
    plotted = [one.number for one in drawn.figures if one.form is Form.PLOT]
    assert [one.number for one in figures if one.picture == f"figure-{one.number}"] == plotted != []
    table = figures[1].beside
    names = [line.values[0] for line in table.lines]
    assert "ChatGPT" in names
    assert [column.title for column in table.columns][-1] == "2024-08"


def test_figure_1_has_sectors_as_bands_all_rows_and_the_benchmarks(week):
    table = kind(FigureBlock, made(week))[0].table
    bands = [line.values[0] for line in table.lines if line.weight is Weight.BAND]
    assert [one.split()[0] for one in bands] == ["CPU/GPU", "云计算", "数据中心硬件", "基准"]
    rows = {line.values[1]: line.values for line in table.lines if line.weight is Weight.PLAIN}
    assert rows["002463.SZ"][3:5] == (32.15, 34.0)
    assert f"{rows['002463.SZ'][5]:.2f}" == "5.75"
    assert [column.title for column in table.columns][3:5] == ["基期收盘\n2024-09-20", "截止收盘\n2024-09-25"]


def test_the_top_says_why_it_is_not_final(week):
    document = made(week)
    assert document.state == "未定稿"
    (warning,) = [one.text for one in kind(Paragraph, document) if one.style is Style.WARNING]
    assert warning.startswith("未定稿：只有一个来源")


def test_a_final_note_says_that_it_is_and_warns_of_nothing(week):
    passed = tuple(replace(one, passed=True) for one in week.gate.checks)
    final = made(replace(week, gate=replace(week.gate, checks=passed)))
    assert final.state == "定稿"
    assert [one for one in kind(Paragraph, final) if one.style is Style.WARNING] == []


def test_a_simulated_note_says_so_first(week):
    document = made(replace(week, inputs=replace(week.inputs, simulated=True)))
    assert document.blocks[0].text == TEXTS["zh"]["simulated"]


def test_the_appendix_has_the_protocol_of_the_gate_with_every_kind_of_check_and_the_sources(week):
    tables = [one.sheet for one in kind(Table, made(week))]
    gate, sources = tables[0], tables[-1]
    kinds = {TEXTS["zh"][f"gate.reason.{one.reason}"] for one in week.gate.checks}
    assert {line.values[0] for line in gate.lines} == kinds
    refused = {TEXTS["zh"][f"gate.reason.{one.reason}"] for one in week.gate.refused}
    assert {line.values[0] for line in gate.lines if line.weight is Weight.WARN} == refused
    assert {line.values[0] for line in gate.lines if line.values[2] == "未通过"} == refused
    assert [line.values[:2] for line in sources.lines] == [("收盘价", "内置参考")]


def witnessed(other=1.0):
    """A note whose rows two sources give; the second has another close of 寒武纪."""
    first = {name: held.with_columns(actions=(), source="eastmoney") for name, held in reference_bars().items()}
    second = {name: held.with_columns(source="yahoo") for name, held in first.items()}
    close = second["688256.SH"].close.copy()
    close[second["688256.SH"].date == np.datetime64("2024-09-25")] *= other
    second["688256.SH"] = second["688256.SH"].with_columns(close=close)
    return note(bars=first, witnesses=second, offline=False)


def agreeing(of):
    gate = titled(made(of), "gate.sheet", "zh")
    return [line.values for line in gate.lines if line.values[0] == TEXTS["zh"]["gate.reason.agree"]]


def test_sources_that_agree_are_one_line_with_the_widest_gap():
    of = witnessed(1.0003)
    assert of.final
    ((_, names, result, told),) = agreeing(of)
    assert (names, result) == ("15 行", "通过")
    assert told.startswith("相差最大的是寒武纪：")


def test_a_row_whose_sources_differ_stands_alone():
    assert [one[1:3] for one in agreeing(witnessed(1.005))] == [("14 行", "通过"), ("寒武纪", "未通过")]


def test_second_sources_and_those_of_drawn_figures_stand_among_the_sources():
    kept = titled(made(witnessed()), "document.sources", "zh")
    assert [line.values[:2] for line in kept.lines] == [("收盘价", "东方财富（直连）"), ("第二来源", "雅虎 yfinance")]
    drawn = titled(made(note(NoteSettings(months=True))), "document.sources", "zh").lines[-1]
    assert drawn.values[1] == "Similarweb via AIPure"
    assert drawn.values[2] is None  # bundled: nobody asked for it
    assert "ChatGPT" in drawn.values[3]


def claimed(state, said="英伟达+6.47%"):
    subject = Subject(kind="instrument", id="NVDA.US", name="英伟达")
    claim = Claim(
        kind=ClaimKind.RETURN, about=About.PRICE, subject=subject, sentence=said, start=0, end=9, said=said, value=6.47
    )
    return Checked(claim=claim, state=state, found="+6.47%")


def titled(document, key, lang):
    """The table under a heading of the appendix."""
    place = document.blocks.index(Heading(text=TEXTS[lang][key], level=2))
    return document.blocks[place + 1].sheet


def test_the_appendix_has_every_claim_and_what_is_wrong_stands_out(week):
    ledger = (claimed(State.CONFIRMED), claimed(State.CONTRADICTED, "英伟达+6.48%"), claimed(State.CONFIRMED))
    page = titled(made(replace(week, ledger=ledger)), "notefile.sheet.ledger", "zh")
    assert [line.values[:4] for line in page.lines] == [
        ("英伟达", "区间涨跌幅", "英伟达+6.47%", "+6.47%"), ("英伟达", "区间涨跌幅", "英伟达+6.48%", "+6.47%"),
    ]  # fmt: skip
    assert [line.weight for line in page.lines] == [Weight.PLAIN, Weight.WARN]
    assert page.above == ("共 3 条：属实 2，不符 1，无法判断 0",)


def test_a_reason_has_days_only_where_they_are_not_the_notes_own(week):
    facts = {"base": "116", "end": "123.51"}
    own, other = (
        replace(claimed(State.CONFIRMED, said), why="return", facts=facts | {"window": days})
        for said, days in (("a", "2024-09-23..2024-09-25"), ("b", "2024-09-16..2024-09-20"))
    )
    page = titled(made(replace(week, ledger=(own, other))), "notefile.sheet.ledger", "zh")
    assert [line.values[-1] for line in page.lines] == [
        "收盘 116 → 123.51",
        "2024-09-16..2024-09-20：收盘 116 → 123.51",
    ]


def test_an_english_appendix_quotes_no_chinese(week):
    document = made(replace(week, ledger=(claimed(State.CONFIRMED),)), "en")
    (line,) = titled(document, "notefile.sheet.ledger", "en").lines
    assert line.values[0] == "NVIDIA"
    for key in ("notefile.sheet.ledger", "notefile.sheet.ruler"):
        page = titled(document, key, "en")
        assert not re.search("[\u4e00-\u9fff]", str((page.above, page.columns, page.lines, page.under)))


def test_the_appendix_has_each_stretch_of_days_once_and_what_was_found(week):
    window = week.inputs.window
    spans = (
        Span(about=About.PRICE, window=window, called="本周"),
        Span(about=About.PRICE, window=window, called="本周"),
    )
    finding = Finding(
        flaw=Flaw.DIFFERENT_WINDOWS, facts={"called": "本周", "windows": "price 0923..0925; visits 0913..0919"}
    )
    audit = Audit(spans=spans, findings=(finding,))
    page = titled(made(replace(week, audit=audit)), "notefile.sheet.ruler", "zh")
    assert [line.values[:5] for line in page.lines] == [("股价", window.first, window.last, 3, "本周")]
    assert page.under[0] == "发现 1 处"
    assert "0913" in page.under[1]


def test_without_claims_and_windows_there_is_no_table_of_them(week):
    document = made(replace(week, ledger=(), audit=Audit()))
    assert len(kind(Table, document)) == 2


def test_parts_stand_in_the_users_order_and_those_left_out_are_not_there(week):
    settings = replace(week.settings, parts=(Part.RISKS, Part.PRICES))
    sentences = tuple(one for one in week.sentences if one.part in settings.parts)
    document = made(replace(week, settings=settings, sentences=sentences))
    assert [one.text for one in kind(Heading, document) if one.level == 1] == [
        "一、风险提示",
        "二、算力链股价表现",
        "附录",
    ]
    assert [one.number for one in kind(FigureBlock, document)] == [1]


def test_a_sentence_that_was_taken_out_is_not_there(week):
    gone = tuple(replace(one, text={"zh": "", "en": ""}) for one in week.sentences if one.part is Part.RISKS)
    kept = tuple(one for one in week.sentences if one.part is not Part.RISKS)
    headings = [one.text for one in kind(Heading, made(replace(week, sentences=kept + gone)))]
    assert not any("风险" in one for one in headings)


def test_headline_is_one_paragraph_in_both_languages(week):
    for lang in LANGS:
        (lead,) = [one for one in kind(Paragraph, made(week, lang)) if one.style is Style.LEAD]
        assert lead.text == ("" if lang == "zh" else " ").join(
            one.text[lang] for one in week.sentences if one.part is Part.HEADLINE
        )


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("英伟达+6.47%，甲-2.5%。", ["plain", "up", "plain", "down", "plain"]),
        ("持平+0.00%", ["plain", "plain"]),
        ("同期+6.26％", ["plain", "up"]),
        ("9月24日", ["plain"]),
        ("", []),
    ],
)
def test_percentages_have_the_colour_of_their_direction(text, tones):
    words = spoken(text)
    assert "".join(one.text for one in words) == text
    assert [str(one.tone) for one in words] == tones


def test_a_label_is_strong_and_only_in_front():
    words = spoken("（1）CPU/GPU板块：甲+1.00%：乙", labelled=True)
    assert [one.text for one in words if one.tone is Tone.STRONG] == ["（1）CPU/GPU板块："]
    assert "".join(one.text for one in words) == "（1）CPU/GPU板块：甲+1.00%：乙"


def test_the_stem_has_its_slots_filled_and_what_is_no_slot_stays(week):
    assert stem_of(week, "zh") == "suanli-note_2024-09-23_2024-09-25_zh"
    settings = replace(week.settings, stem="{author}-{made}-{x}-{", author="王")
    assert stem_of(replace(week, settings=settings), "en") == "王-2024-09-26-{x}-{"


def test_a_window_over_weeks_is_called_a_review_and_one_over_years_names_both(week):
    window = replace(WEEK, first=day("2023-12-01"))
    document = made(replace(week, inputs=replace(week.inputs, window=window)))
    assert document.title == "AI算力链回顾（1201-0925）"
    assert document.subtitle.startswith("2023-12-01 至 2024-09-25")


def test_the_users_disclaimer_stands_instead_of_the_usual_one(week):
    settings = replace(week.settings, disclaimer={"zh": "甲。\n\n乙。"}, author="王五")
    document = made(replace(week, settings=settings))
    assert document.disclaimer == ("甲。", "乙。")
    assert document.author == "王五"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("convention", PAPER_COLOURS)
def test_every_writer_takes_it_in_both_languages(week, lang, convention):
    document = made(week, lang, convention)
    said = markdown.write(document)
    assert html.write(document, {}).count("<h2") == said.count("\n## ") == 7
    assert word.write(document, {})[:2] == b"PK"
    assert lang == "zh" or not re.search("[\u4e00-\u9fff]", said.replace("七麦", ""))  # who measured keeps his name


def test_every_page_is_told_what_stands_against_the_note(week):
    assert made(week).alarm == "未定稿"
    assert made(week, "en").alarm == "Not final"
    assert made(replace(week, inputs=replace(week.inputs, simulated=True)), "en").alarm == "Not final · SIMULATED"


def test_the_ledger_tells_an_announcement_as_the_note_does():
    event = Claim(
        kind=ClaimKind.EVENT, about=About.EVENT, subject=Subject(kind="instrument", id="00020.HK", name="商汤科技"),
        sentence="", start=0, end=1, said="商汤科技中标",
    )  # fmt: skip
    facts = {"date": "2024-09-24", "vendor": "SenseTime", "product": "Kunming AI centre", "basis": "reference week"}
    held = Checked(claim=event, state=State.CONFIRMED, found="2024-09-24 SenseTime", why="event", facts=facts)
    of = replace(note(), ledger=(held,))
    assert rows(of, "zh", 3) == ["2024-09-24 商汤科技中标昆明人工智能赋能中心建设运营一体化项目"]
    assert rows(of, "zh", 5) == ["事件库，日期为参考周所载"]
    assert rows(of, "en", 2) == [
        "2024-09-24 SenseTime won the build-and-operate project of the Kunming AI enabling centre"
    ]
    assert rows(of, "en", 4) == ["event library; its date is that of the reference week"]


def rows(of, lang, place):
    """A column of the ledger."""
    ledger = next(one for one in kind(Table, made(of, lang)) if one.sheet.title == TEXTS[lang]["notefile.sheet.ledger"])
    return [one.values[place] for one in ledger.sheet.lines]


def test_a_figures_table_begins_with_its_first_number():
    figure = next(one for one in kind(FigureBlock, made(note(NoteSettings(months=True)))) if one.number == 5)
    first = figure.beside.columns[1]
    assert first.title == "2024-06"  # nobody counted Luma before
    assert any(one.values[1] is not None for one in figure.beside.lines)


def test_the_windows_of_the_note_are_those_of_its_own_numbers():
    spans = {(one.about, str(one.window.first), str(one.window.last)) for one in note().audit.spans}
    assert spans == {
        (About.PRICE, "2024-09-23", "2024-09-25"),
        (About.VISITS, "2024-08-01", "2024-08-31"),
        (About.EVENT, "2024-09-24", "2024-09-24"),
        (About.EVENT, "2024-09-25", "2024-09-25"),
    }
    drawn = note(NoteSettings(months=True)).audit
    assert {one.where for one in drawn.spans if one.where.startswith("图")} >= {
        "图2：文本类模型网站月访问量（一）（单位：万次，数据区间：2024年08月01日-2024年08月31日）"
    }
    assert not any(one.about is About.PRICE and "万次" in one.where for one in drawn.spans)


def test_a_simulated_week_is_not_held_against_what_others_printed():
    figure = next(one for one in kind(FigureBlock, made(note(simulated=True), "en")) if one.number == 1)
    assert not any("broker" in one for one in figure.notes)
