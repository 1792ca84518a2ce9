"""The note's workbook: what stands on which sheet, typed, in both languages, and read back out of the file."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest

from models.audit.values import Audit, Span
from models.caps import beside_of
from models.claims.values import About, Checked, Claim, Kind, State, Subject
from models.exports import EXPORTS
from models.note.book import book_of
from models.note.settings import NoteSettings
from models.review.values import Window
from models.traffic.inks import on_paper
from models.workbook import PAPER_COLOURS, Weight
from tests.models.note.samples import TEXTS, note
from tests.models.review.standings import RATES, SHARES, facts
from tests.models.samples import WEEK, day, reference_bars

FIGURE = 0  # the first sheet


@pytest.fixture(scope="module")
def plain():
    return note(NoteSettings(months=True))


@pytest.fixture(scope="module")
def rich():
    """With shares, rates, an author and a disclaimer."""
    settings = NoteSettings(
        months=True, currency="CNY", author="张三", disclaimer={"zh": "仅供参考。", "en": "For information only."}
    )
    return note(settings, bars=reference_bars() | RATES, beside=beside_of(facts(SHARES), ()))


def made(of, lang="zh", convention="red-up"):
    return book_of(of, TEXTS[lang], lang, convention)


def sheet(of, title, lang="zh"):
    return next(one for one in made(of, lang).sheets if one.title == title)


def row(of, name):
    return next(line for line in of.lines if str(line.values[0]).startswith(name))


def column(of, title):
    return next(place for place, one in enumerate(of.columns) if one.title.replace("\n", " ") == title)


# which sheets


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("zh", "图1 合计 图2 图3 图4 图5 图6 正文 核对台账 依据 定稿检查 窗口 个股明细 数据 2-3 数据 4 数据 5 来源"),
        ("en", ("Figure 1 Totals Figure 2 Figure 3 Figure 4 Figure 5 Figure 6 Text Ledger Evidence Publish gate "
         "Windows Rows Data 2-3 Data 4 Data 5 Sources")),
    ],
)  # fmt: skip
def test_the_sheets_stand_in_order_in_both_languages(plain, lang, titles):
    assert " ".join(one.title for one in made(plain, lang).sheets) == titles


def test_the_book_carries_title_moment_and_the_readers_colours(plain):
    book = made(plain, "en", "green-up")
    assert book.title == "AI compute chain: weekly note (0923-0925)"
    assert (book.up, book.down) == PAPER_COLOURS["green-up"]
    assert book.created == dt.datetime.fromtimestamp(plain.inputs.now, dt.UTC)


# figure 1


def test_figure_1_has_bands_rows_the_whole_and_the_benchmarks(plain):
    lines = made(plain).sheets[FIGURE].lines
    assert [one.weight for one in lines].count(Weight.BAND) == 4
    assert [one.values[0].partition("　")[0] for one in lines if one.weight is not Weight.PLAIN] == [
        "CPU/GPU", "云计算", "数据中心硬件", "算力链合计", "基准",
    ]  # fmt: skip
    assert [one.values[1] for one in lines][-4:] == ["000300.SH", "HSI", "IXIC", "SPX"]


def test_figure_1_has_the_numbers_of_the_week_typed(plain):
    figure = made(plain).sheets[FIGURE]
    nvidia, band = row(figure, "英伟达").values, row(figure, "CPU/GPU").values
    assert nvidia[1:4] == ("NVDA.US", 123.51, "USD")
    assert nvidia[4:7] == pytest.approx((6.4741, 5.7282, 1.0790), abs=1e-4)
    assert nvidia[7] is None
    assert band[4:6] == pytest.approx((5.1490, 1.6446), abs=1e-4)
    assert band[0] == "CPU/GPU　6涨 0跌"
    assert nvidia[8:13] == (None, None, None, pytest.approx(0.3547, abs=1e-4), pytest.approx(6.4741, abs=1e-4))


def test_it_says_that_it_is_not_final_where_nobody_can_miss_it(plain):
    figure = made(plain).sheets[FIGURE]
    assert not plain.final
    assert [figure.above[place] for place in figure.alarms] == [figure.above[2]]
    assert figure.above[2].startswith("未定稿")


def test_market_caps_are_in_the_currency_that_is_wanted_with_the_days_rate_told(rich):
    figure = made(rich).sheets[FIGURE]
    assert row(figure, "英伟达").values[7] == pytest.approx(2.4e10 * 123.51 * 7.03 / 1e8)
    assert "亿元人民币" in figure.above[1]
    assert any("1 USD = 7.03 CNY（USDCNY，2024-09-25 收盘" in one for one in figure.under)


def test_without_a_rate_the_names_are_told():
    of = note(NoteSettings(currency="CNY"), beside=beside_of(facts(SHARES), ()))
    assert any("没有汇率、市值未换算：NVDA.US, INTC.US, AMD.US" in one for one in made(of).sheets[FIGURE].under)


def test_a_stale_row_stands_out_and_is_named():
    bars = reference_bars()
    bars["688256.SH"] = bars["688256.SH"].between(dt.date(2024, 1, 1), day("0924"))
    figure = made(note(bars=bars)).sheets[FIGURE]
    assert row(figure, "寒武纪").weight is Weight.WARN
    assert any("寒武纪 688256.SH 的收盘价止于 2024-09-24，市场已交易至 2024-09-25" in one for one in figure.under)


def test_the_footnotes_are_numbered_and_the_source_stands_under_the_table(plain):
    under = made(plain).sheets[FIGURE].under
    assert under[1].startswith("资料来源：")
    assert [one.partition("：")[0] for one in under[2:]] == [f"注{place}" for place in range(1, len(under) - 1)]


# totals, text, evidence, sources


def test_totals_name_leaders_and_laggards(rich):
    totals = sheet(rich, "合计")
    chips = row(totals, "CPU/GPU").values
    assert chips[column(totals, "领涨")] == "英特尔 +7.78%\n英伟达 +6.47%"
    assert chips[column(totals, "超额靠后（百分点）")] == "龙芯中科 -3.54\n海光信息 -2.54"
    assert chips[column(totals, "加权 家数")] == 6
    assert [one.values[0] for one in totals.lines if one.weight is Weight.BAND] == ["板块", "产业链环节"]


def test_every_sentence_stands_in_both_languages_with_its_number_of_facts(rich):
    words = sheet(rich, "正文")
    lines = [one for one in words.lines if one.weight is Weight.PLAIN]
    assert [one.values[1:3] for one in lines] == [(one.text["zh"], one.text["en"]) for one in rich.sentences]
    assert words.above[2] == "作者：张三"
    assert words.under == ("", "仅供参考。", "For information only.")


def test_an_edited_sentence_says_so_and_one_whose_data_moved_stands_out(plain):
    first = replace(plain.sentences[0], text={"zh": "改", "en": plain.sentences[0].text["en"]}, moved=("zh",))
    words = sheet(replace(plain, sentences=(first, *plain.sentences[1:])), "正文")
    line = next(one for one in words.lines if one.values[1] == "改")
    assert (line.values[4], line.weight) == ("中文已改、改后数据有变", Weight.WARN)


def test_evidence_has_a_row_a_number_under_its_sentence(plain):
    held = sheet(plain, "依据", "zh")
    nvidia = next(one for one in held.lines if one.values[1] == "return NVDA.US 2024-09-23..2024-09-25")
    assert nvidia.values[3:5] == (pytest.approx(6.4741, abs=1e-4), "%")
    rows = [one for one in held.lines if one.weight is Weight.PLAIN]
    assert len(rows) == sum(len(one.evidence) for one in plain.sentences)


def test_a_long_sentence_is_cut_over_its_evidence(plain):
    first = replace(plain.sentences[0], text={"zh": "长" * 90, "en": "short"})
    held = replace(plain, sentences=(first, *plain.sentences[1:]))
    assert sheet(held, "依据").lines[0].values[0] == "长" * 65 + "…"
    assert sheet(held, "Evidence", "en").lines[0].values[0] == "short"


def test_sources_name_every_row_benchmark_rate_cap_and_series(rich):
    bands = [one.values[0] for one in sheet(rich, "来源").lines if one.weight is Weight.BAND]
    assert [one.partition("（")[0] for one in bands] == ["收盘价", "汇率", "市值与股本", "访问量与下载量"]
    lines = sheet(rich, "来源").lines
    assert [one.values[1] for one in lines if one.values[0] == "标普500"] == ["SPX"]
    assert row(sheet(rich, "来源"), "ChatGPT").values[2] == "Similarweb via AIPure"


def test_a_row_that_nobody_holds_is_in_the_sources_as_missing():
    bars = {name: held for name, held in reference_bars().items() if name != "SPX"}
    spx = row(sheet(note(bars=bars), "来源"), "标普500")
    assert (spx.values[2], spx.weight) == ("--", Weight.WARN)


def test_the_rows_sheet_draws_change_beside_excess(plain):
    rows = sheet(plain, "个股明细")
    assert [rows.columns[run.column].title for run in rows.graph.runs] == ["涨跌幅\n%", "超额\n百分点"]
    assert len(rows.lines) == 12


# figures 2 to 6


def test_a_figure_without_data_is_a_placeholder_that_names_what_is_missing():
    figure = sheet(note(), "图4")
    assert figure.graph is None
    assert figure.above[0].startswith("图4：")
    assert figure.above[2].startswith("未持有数据")
    assert ("Midjourney", "midjourney.com") in [one.values[:2] for one in figure.lines]
    assert {one.values[3] for one in figure.lines} == {"未持有数据"}


def test_a_figure_with_data_is_a_native_chart_in_the_products_colours(plain):
    colours = on_paper(plain.inputs.products)
    assert [(run.name, run.colour) for run in sheet(plain, "图2").graph.runs] == [("ChatGPT", colours["ChatGPT"])]
    assert ("Luma", colours["Luma"]) in [(run.name, run.colour) for run in sheet(plain, "图5").graph.runs]


# ledger and audit


def claim(state, said="英伟达+6.47%", **changes):
    subject = Subject(kind="instrument", id="NVDA.US", name="英伟达")
    of = Claim(
        kind=Kind.RETURN, about=About.PRICE, subject=subject, sentence=said + "。", start=0, end=9, said=said,
        window=WEEK,
    )  # fmt: skip
    return Checked(claim=of, state=state, found="+6.47%", query="return NVDA.US", source="yahoo", **changes)


def test_the_ledger_counts_states_and_marks_what_is_contradicted(plain):
    ledger = (claim(State.CONFIRMED), claim(State.CONTRADICTED), claim(State.UNDECIDABLE))
    held = sheet(replace(plain, ledger=ledger), "核对台账")
    assert held.above[1] == "共 3 条：属实 1，不符 1，无法判断 1"
    assert (held.lines[0].values[0], held.lines[0].weight) == ("英伟达+6.47%。", Weight.BAND)
    assert [one.values[1] for one in held.lines[1:]] == ["属实", "不符", "无法判断"]
    assert [one.weight for one in held.lines[1:]] == [Weight.PLAIN, Weight.WARN, Weight.PLAIN]
    assert held.lines[1].values[5:8] == ("英伟达 NVDA.US", "区间涨跌幅", "0923-0925")


def span(about, first, last, **changes):
    return Span(about=about, window=Window(first=day(first), last=day(last)), **changes)


def test_the_ruler_marks_the_days_of_every_stretch(plain):
    spans = (span(About.PRICE, "0923", "0925", called="本周"), span(About.VISITS, "0913", "0919"))
    held = sheet(replace(plain, audit=Audit(spans=spans)), "窗口")
    assert [one.values[2] for one in held.lines[:2]] == [day("0913"), day("0923")]
    assert [one.values[7:].count("■") for one in held.lines[:2]] == [7, 3]
    assert held.lines[2].values[0] == "没有发现窗口问题"
    assert len(held.columns) == 7 + 13


def test_a_long_ruler_has_a_column_a_week_and_an_endless_one_has_none(plain):
    spans = (span(About.VISITS, "0801", "0831"), span(About.PRICE, "0923", "0925"))
    held = sheet(replace(plain, audit=Audit(spans=spans)), "窗口")
    assert held.above[1].startswith("每列为一周")
    assert len(held.columns) == 7 + 8
    assert [one.values[7:].count("■") for one in held.lines[:2]] == [5, 1]
    endless = sheet(replace(plain, audit=Audit(spans=(span(About.VISITS, "2022-01-01", "2024-08-31"),))), "窗口")
    assert len(endless.columns) == 7


def test_a_stretch_has_one_row_whatever_it_is_said_of(plain):
    spans = tuple(span(About.VISITS, "0801", "0831", subject=f"P{at}", where=f"w{at}") for at in range(5))
    held = sheet(replace(plain, audit=Audit(spans=spans)), "窗口")
    assert held.lines[0].values[5:7] == ("P0、P1、P2、P3、P4", "w0\nw1\nw2\n…")


# the file


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl cannot read them
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_file_opens_and_holds_numbers_no_formulas_and_all_charts(rich, lang):
    import openpyxl

    content = EXPORTS["xlsx"](made(rich, lang))
    read = openpyxl.load_workbook(io.BytesIO(content))
    assert read.sheetnames == [one.title for one in made(rich, lang).sheets]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        charts = [name for name in packed.namelist() if name.startswith("xl/charts/chart")]
    assert not any(b"<f>" in part.replace(b"<xm:f>", b"") for part in parts)
    assert len(charts) == 5
    assert sum(b"<x14:sparklineGroup " in part for part in parts) == 1


def test_a_drawn_figure_begins_with_its_first_number_and_its_axis_with_nothing(plain):
    figure = sheet(plain, "图5")
    assert figure.lines[0].values[0] == "2024-06"
    assert figure.graph.zero


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl cannot read them
def test_every_printed_page_says_that_the_note_is_not_final(plain):
    import openpyxl

    held = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"](made(plain, "en"))))
    assert {one.oddHeader.right.text for one in held} == {"&BNot final"}
    assert {one.oddHeader.left.text for one in held} == {"AI compute chain: weekly note (0923-0925)"}


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl cannot read them
def test_sheets_print_in_letters_that_can_be_read(plain):
    import openpyxl

    held = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"](made(plain))))
    wide = {one.title: sum(each.width for each in one.columns) for one in made(plain).sheets}
    assert all(wide[one.title] <= 225 * (one.page_setup.fitToWidth or 1) for one in held)
    assert held["图1"].page_setup.fitToHeight == 1
    assert {one.title for one in held if one.page_setup.fitToWidth > 1} == {"图3", "数据 2-3", "数据 4", "数据 5"}
