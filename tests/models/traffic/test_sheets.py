"""A panel as a workbook: plain counts, the numbers of the chart beside them, and everything said about each."""

import datetime as dt
import io
from dataclasses import replace

import numpy as np
import pytest

import resources
from models.exports import EXPORTS
from models.products.values import Product
from models.traffic.chosen import Shape, View
from models.traffic.panel import Break
from models.traffic.sheets.book import as_book
from models.traffic.sheets.words import labels
from models.traffic.values import Batch, Granularity, Metric, Origin
from models.workbook import Format, Plot
from tests.models.traffic.panels import CHATGPT, KNOWN, figure, member, months, panel, product, vintage, weeks

ZH, EN = resources.texts("zh"), resources.texts("en")
EARLIER = KNOWN - 86400.0 * 7
BATCHES = (
    Batch(number=1, origin=Origin.FILE, name="周报.xlsx", source="Similarweb", known_at=EARLIER, taken_at=EARLIER),
    Batch(number=2, origin=Origin.FETCHED, name="Similarweb", source="Similarweb", known_at=KNOWN, taken_at=KNOWN),
)


def book(held=None, figures=None, lang="zh", **changes):
    made = {"made_at": KNOWN, "convention": "red-up"} | changes
    texts = {"zh": ZH, "en": EN}[lang]
    return as_book(held or panel(), figures or [figure()], texts, lang, **made)


def table(made):
    return next(
        one for one in made.sheets if one.title in (ZH["trafficfile.sheet.table"], EN["trafficfile.sheet.table"])
    )


def column(sheet, title):
    place = [one.title for one in sheet.columns].index(title)
    return [line.values[place] for line in sheet.lines]


def rows(sheet, **wanted):
    """The lines whose columns hold what is wanted, as dicts by title."""
    titles = [one.title for one in sheet.columns]
    held = [dict(zip(titles, line.values, strict=True)) for line in sheet.lines]
    return [one for one in held if all(one[key] == value for key, value in wanted.items())]


def row(sheet, **wanted):
    """The one line."""
    (found,) = rows(sheet, **wanted)
    return found


# the figure's sheet


def test_periods_stand_down_and_products_across_as_plain_counts():
    sheet = book().sheets[0]
    assert [one.title for one in sheet.columns][:5] == ["周期", "起始日", "截止日", "ChatGPT\n次", "豆包\n次"]
    assert column(sheet, "周期") == ["2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-09"]
    assert column(sheet, "起始日")[-1] == dt.date(2024, 9, 1)
    assert column(sheet, "截止日")[-1] == dt.date(2024, 9, 30)
    assert column(sheet, "ChatGPT\n次") == [None if value != value else value for value in CHATGPT]


def test_the_chart_draws_the_columns_in_the_unit_of_its_title():
    sheet = book().sheets[0]
    assert column(sheet, "ChatGPT\n万次") == [170_000, None, 230_000, 290_000, 240_000, 260_000, 310_000]
    assert [sheet.columns[run.column].title for run in sheet.graph.runs] == [
        "ChatGPT\n万次",
        "豆包\n万次",
        "Kimi\n万次",
    ]
    assert (sheet.graph.unit, sheet.graph.plot, sheet.graph.labels) == ("单位：万次", Plot.LINE, 0)


def test_a_product_without_numbers_stands_in_the_table_and_in_no_figure():
    made = book()
    assert not [one.title for one in made.sheets[0].columns if one.title.startswith("天工")]
    assert "天工" not in [run.name for run in made.sheets[0].graph.runs]
    assert {row["数值"] for row in rows(table(made), 产品="天工")} == {None}


def test_a_figure_of_nothing_still_has_its_products():
    start, end = months()
    nothing = member(product("天工"), None, start, end, View())
    titles = [one.title for one in book(panel(members=(nothing,)), [figure((0,))]).sheets[0].columns]
    assert "天工\n次" in titles


def test_counts_that_need_no_unit_stand_once():
    sheet = book(figures=[figure(size=1.0, counter="次")]).sheets[0]
    titles = [one.title for one in sheet.columns]
    assert len(titles) == len(set(titles)) == 3 + 3 + 1


def test_only_the_window_leaves():
    sheet = book(panel(first=4, stop=6)).sheets[0]
    assert column(sheet, "周期") == ["2024-07", "2024-08"]
    assert len(table(book(panel(first=4, stop=6))).lines) == 4 * 2


def test_what_is_partly_known_is_said_beside_it():
    assert column(book().sheets[0], "说明")[:3] == ["", "豆包：上限值", "豆包：部分天数"]


def test_source_notes_and_a_warning_stand_under_the_chart_and_empty_cells_are_explained():
    sheet = book(figures=[figure(warning="演示数据")]).sheets[0]
    assert sheet.above == (
        "演示数据", "资料来源：Similarweb；取得于 2024-10-03", "注1：Kimi 2024年7月口径有变。",
        ZH["trafficfile.blank"], "",
    )  # fmt: skip
    assert "演示数据" in table(book(figures=[figure(warning="演示数据")])).above


def test_two_figures_of_a_split_have_a_sheet_each():
    made = book(figures=[figure((0,)), figure((1, 2, 3))])
    assert [one.title for one in made.sheets] == ["图表1", "图表2", "数据表", "来源"]
    assert [[run.name for run in one.graph.runs] for one in made.sheets[:2]] == [["ChatGPT"], ["豆包", "Kimi"]]


def test_colours_are_those_of_the_screen_or_of_the_ramp():
    first, second, _ = book(colours={"豆包": "123456"}).sheets[0].graph.runs
    assert (first.colour, second.colour) == ("2368B8", "123456")


def test_shares_add_up_and_say_when_fewer_products_are_in_them():
    sheet = book(panel(View(shape=Shape.SHARE))).sheets[0]
    assert sheet.graph.plot is Plot.SHARE
    drawn = [run.column for run in sheet.graph.runs]
    assert {sheet.columns[at].format for at in drawn} == {Format.PART}
    for line in sheet.lines:
        assert sum(line.values[at] or 0.0 for at in drawn) == pytest.approx(100.0)
    assert column(sheet, "说明") == [
        "合计只含 2 个产品", "豆包：上限值；合计只含 1 个产品", "豆包：部分天数；合计只含 2 个产品", "", "", "", "",
    ]  # fmt: skip


def test_an_index_is_100_at_its_base_and_a_later_base_is_said():
    sheet = book(panel(View(base=dt.date(2024, 5, 14)))).sheets[0]
    assert column(sheet, "ChatGPT\n指数")[2:4] == [100.0, 126.09]
    assert column(sheet, "豆包\n指数")[3] == 100.0
    assert column(sheet, "说明")[3] == "豆包：本期 = 100"


def test_a_base_before_all_periods_is_the_first_as_on_screen():
    sheet = book(panel(View(base=dt.date(2020, 1, 1)))).sheets[0]
    assert column(sheet, "ChatGPT\n指数")[0] == 100.0
    later = book(panel(View(base=dt.date(2020, 1, 1)), first=2)).sheets[0]
    assert column(later, "ChatGPT\n指数")[0] != 100.0


def test_bars_with_a_base_stay_counts_and_ranks_have_no_shares():
    bars = book(panel(View(shape=Shape.BARS, base=dt.date(2024, 5, 14)))).sheets[0]
    assert column(bars, "ChatGPT\n万次")[-1] == 310_000  # as the line under the title says
    ranks = book(panel(View(shape=Shape.SHARE, metric=Metric.RANK))).sheets[0]
    assert (ranks.graph.plot, ranks.graph.rank) == (Plot.LINE, True)


def test_bars_by_product_have_products_down_and_the_newest_periods_across():
    sheet = book(panel(View(shape=Shape.BARS, by_product=True))).sheets[0]
    assert column(sheet, "产品") == ["ChatGPT", "豆包", "Kimi"]
    assert [run.name for run in sheet.graph.runs] == [f"2024-0{month}" for month in range(4, 10)]
    assert column(sheet, "2024-09\n万次") == [310_000, 1350, 2400]


@pytest.mark.parametrize(("view", "log", "rank"), [
    (View(log=True), True, False), (View(metric=Metric.RANK), False, True),
    (View(metric=Metric.RANK, base=dt.date(2024, 5, 1)), False, False),
])  # fmt: skip
def test_the_axis_is_that_of_the_view(view, log, rank):
    graph = book(panel(view)).sheets[0].graph
    assert (graph.log, graph.rank) == (log, rank)


def test_weeks_are_called_as_the_note_calls_them_and_with_the_year_over_new_year():
    view = View(granularity=Granularity.WEEK)
    assert labels(panel(view))[-1] == "0913-0919"
    start, end = weeks(last="2025-01-09")
    over = panel(view, start=start, end=end)
    assert labels(over)[-2:] == ["2025 1227-0102", "2025 0103-0109"]  # the year it ends in


def test_an_aligned_panel_counts_from_its_day_and_has_no_days():
    sheet = book(panel(offsets=tuple(range(-1, 6)))).sheets[0]
    assert column(sheet, "周期")[:3] == ["-1", "0", "+1"]
    assert column(sheet, "起始日") == [None] * 7


# the table


def test_the_record_month_has_its_change_with_the_range_that_its_digits_leave_open():
    found = row(table(book()), 产品="ChatGPT", 周期="2024-09")
    assert (found["数值"], found["末位精度"]) == (3.1e9, 1e8)
    # 3.1/2.6, 3.05/2.65 and 3.15/2.55, in percent
    assert found["月环比 MoM"] == pytest.approx(19.2308, abs=1e-4)
    assert found["月环比 MoM 下限"] == pytest.approx(15.0943, abs=1e-4)
    assert found["月环比 MoM 上限"] == pytest.approx(23.5294, abs=1e-4)
    assert found["新高"] == "创新高（此前 5 期）"
    assert (found["名次"], found["来源"], found["同比 YoY"]) == (1, "Similarweb", None)
    assert found["取得时间（UTC）"] == dt.datetime(2024, 10, 3, 12, tzinfo=dt.UTC)


def test_what_is_bundled_was_not_retrieved_on_the_day_from_which_it_counts():
    held = panel()
    bundled = replace(held, members=tuple(
        one if one.series is None else replace(one, series=replace(one.series, batch=0 * one.series.batch))
        for one in held.members
    ))  # fmt: skip
    assert set(column(table(book(bundled)), "取得时间（UTC）")) == {None}
    sources = next(one for one in book(bundled).sheets if one.title == ZH["trafficfile.sheet.sources"])
    assert (
        column(sources, ZH["trafficfile.column.retrieved"])[0],
        column(sources, ZH["trafficfile.column.batch"])[0],
    ) == (None, "内置")


def test_doubao_grew_by_a_quarter_and_was_restated_the_month_before():
    held = table(book())
    assert row(held, 产品="豆包", 周期="2024-09")["月环比 MoM"] == pytest.approx(25.0)
    assert row(held, 产品="豆包", 周期="2024-08")["曾被修订"] == "是"


def test_a_change_against_something_outside_the_window_is_told():
    held = table(book(panel(first=6)))
    assert row(held, 产品="Kimi")["月环比 MoM"] == pytest.approx((24.0 / 23.1 - 1) * 100)


def test_what_is_missing_is_missing_in_every_column():
    found = row(table(book()), 产品="天工", 周期="2024-09")
    assert {key: value for key, value in found.items() if value not in (None, "")} == {
        "产品": "天工", "周期": "2024-09", "起始日": dt.date(2024, 9, 1), "截止日": dt.date(2024, 9, 30),
    }  # fmt: skip


def test_a_record_over_a_level_break_says_so():
    broken = panel(breaks=(Break(place=4, source="Similarweb", products=("ChatGPT",), middle=-40.0),))
    assert row(table(book(broken)), 产品="ChatGPT", 周期="2024-09")["新高"] == "创新高（此前 5 期），期间口径有变"


def test_a_year_of_weeks_is_the_same_week_52_weeks_before():
    view = View(granularity=Granularity.WEEK)
    start, end = weeks(53)
    values = np.linspace(1e6, 2e6, 53)
    made = panel(
        view, start=start, end=end, stop=53, members=(member(product("A"), values, start, end, view, step=0.0),)
    )
    found = row(table(book(made, [figure((0,))])), 截止日=dt.date(2024, 9, 19))
    assert (found["同比 YoY"], found["末位精度"]) == (pytest.approx(100.0), None)


def test_a_rank_has_no_share_and_its_lowest_is_the_record():
    start, end = months()
    view = View(metric=Metric.RANK)
    made = panel(view, members=(member(product("A"), np.array([5, 4, 3, 4, 2, 3, 1.0]), start, end, view, step=0.0),))
    found = row(table(book(made, [figure((0,), size=1.0)])), 周期="2024-09")
    assert (found["占比"], found["新高"]) == (None, "创新高（此前 6 期）")


# vintages and sources


def test_both_numbers_of_a_restated_month_are_there_with_their_batches():
    held = (vintage([1e6, 2e6], EARLIER, 1), vintage([1e6, 2.2e6, 3e6], KNOWN, 2))
    sheet = book(vintages=held, batches=BATCHES).sheets[-2]
    assert sheet.title == "历次版本"
    assert column(sheet, "数值") == [1e6, 1e6, 2e6, 2.2e6, 3e6]
    assert column(sheet, "修订前") == [None, None, None, 2e6, None]
    assert column(sheet, "文件 / 批次") == ["周报.xlsx", "Similarweb", "周报.xlsx", "Similarweb", "Similarweb"]
    assert column(sheet, "方式") == ["文件", "下载", "文件", "下载", "下载"]


def test_the_numbers_of_another_source_are_not_among_the_vintages():
    held = vintage([1e6], KNOWN, 2)
    other = replace(held, key=replace(held.key, source="Toolify"))
    assert len(book(vintages=(held, other), batches=BATCHES).sheets[-2].lines) == 1
    assert [one.title for one in book(vintages=(other,), batches=BATCHES).sheets] == ["图表", "数据表", "来源"]


def test_a_bundled_number_says_so_and_has_no_moment():
    sheet = book(vintages=[vintage([1e6], 0.0, 0)]).sheets[-2]
    assert (column(sheet, "方式"), column(sheet, "取得时间（UTC）")) == (["内置"], [None])


def test_the_sources_say_who_measured_what_and_what_nobody_holds():
    sheet = book(lang="en").sheets[-1]
    first = dict(zip([one.title for one in sheet.columns], sheet.lines[0].values, strict=True))
    assert (first["Source"], first["Site or app"], first["Day begins in"]) == ("Similarweb", "ChatGPT.com", "EST")
    assert (first["From"], first["To"], first["Points"]) == (dt.date(2024, 3, 1), dt.date(2024, 9, 30), 6)
    assert sheet.lines[-1].values[:2] == ("Tiangong", "no data held")


# as files


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_becomes_files_in_both_languages(lang, shape):
    made = book(panel(View(shape=shape)), lang=lang, vintages=[vintage([1e6], KNOWN, 2)], batches=BATCHES)
    import openpyxl

    read = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"](made)))
    assert read.sheetnames == [one.title for one in made.sheets]
    assert len(read[made.sheets[0].title]._charts) == 1
    assert EXPORTS["csv"](made)


def test_a_panel_of_nobody_is_a_workbook_too():
    empty = panel(members=())
    made = book(empty, [figure(())])
    assert made.sheets[0].graph.runs == ()
    assert EXPORTS["xlsx"](made)


def test_hostile_names_become_text():
    start, end = months()
    hostile = Product(id="x", name_zh="=1+1", name_en="=1+1", category="text")
    view = View()
    made = panel(view, members=(replace(member(product("x"), np.array(CHATGPT), start, end, view), product=hostile),))
    import openpyxl

    read = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"](book(made, [figure((0,))]))))
    assert "f" not in {cell.data_type for sheet in read for line in sheet for cell in line}
