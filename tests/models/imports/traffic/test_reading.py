"""What else is told of a file: sources, keys, layouts, the tables that were found, and that prices are none of ours."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.imports.traffic.preview import preview_of
from models.imports.traffic.reading import is_traffic
from models.imports.traffic.templates import dump, load, recalled
from models.imports.traffic.values import Hints, Layout, Role, Template
from models.imports.values import Cells, Grid
from models.traffic.values import ASSUMED, BELOW, Granularity, Metric
from tests.models.imports.traffic.parts import PRODUCTS, as_xlsx, pasted, read, sheet, taken, told

FIGURE = (
    "图2：文本类模型周度访问量（万次）\n产品\t2024-09-13~2024-09-19\nChatGPT\t68,000\n新品\t3.5\n数据来源：Similarweb\n"
)


def test_a_figure_says_its_source_week_and_layout():
    found = taken(pasted(FIGURE), known_at=5.0)
    (one, two) = found.series
    assert (found.vendor, found.layout, found.unit) == ("Similarweb", "products_down", 1e4)
    assert (one.key.source, one.key.geo, one.key.device, one.key.asset) == ("Similarweb", "ww", "all", "")
    assert (one.key.granularity, one.key.week_start, one.flags.tolist()) == (Granularity.WEEK, 4, [0])
    assert (one.known_at.tolist(), one.batch.tolist(), one.step.tolist()) == ([5.0], [0], [1e4])
    assert (two.key.product, found.names[1]) == ("新品", ("新品", "新品", "text"))


def test_a_table_is_told_with_its_cells_and_their_roles():
    (block,) = taken(pasted(FIGURE)).blocks
    assert (block.layout, block.header, block.first, block.last) == (Layout.PRODUCTS_DOWN, 2, 3, 5)
    assert block.roles == ((0, Role.PRODUCT), (1, Role.VALUE))
    assert (block.metric, block.unit, block.source, block.top) == (Metric.VISITS, 1e4, "Similarweb", 1)
    assert block.rows[1] == ("产品", "2024-09-13~2024-09-19")


def test_months_and_single_days_of_weeks_are_assumed_days_are_not():
    table = "Month\tDomain\tVisits (K)\n2024-08\tpoe.com\t<5\n2024-09\tpoe.com\t9\n"
    assert taken(pasted(table)).series[0].flags.tolist() == [ASSUMED | BELOW, ASSUMED]


def test_a_domain_is_the_asset_of_its_series():
    found = taken(pasted("Name\tDomain\tSep 2024 visits (M)\nChatGPT\twww.chat.openai.com\t3,100\n"))
    assert (found.series[0].key.product, found.series[0].key.asset) == ("ChatGPT", "chat.openai.com")


def test_devices_and_countries_are_part_of_the_key():
    found = taken(
        pasted("月份\t产品\t国家\t设备\tiOS下载量（万次）\n2024-09\t豆包\t中国\t\t900\n2024-09\t豆包\t月球\t\t1\n")
    )
    assert [(one.key.geo, one.key.device) for one in found.series] == [("CN", "ios")]
    assert [one.reason for one in found.refused] == ["a country or device that nobody knows"]


def test_a_source_in_each_row():
    found = taken(
        pasted("产品\t月份\t访问量（万次）\t来源\nKimi\t2024-09\t410\tSimilarweb\nKimi\t2024-09\t400\tAIPure\n")
    )
    assert [one.key.source for one in found.series] == ["Similarweb", "AIPure"]


def test_a_preview_shows_a_line_a_series():
    cells = pasted(FIGURE)
    made = preview_of(cells, taken(cells), PRODUCTS)
    one, two = made.lines
    assert (made.name, made.points, made.metric, made.granularity) == ("clipboard", 2, Metric.VISITS, Granularity.WEEK)
    assert (one.product, one.known, one.category, one.count, one.sample) == (
        "ChatGPT",
        True,
        "text",
        1,
        (680_000_000.0,),
    )
    assert (two.product, two.known, two.category, two.sample) == ("新品", False, "text", (35_000.0,))
    assert (str(one.first), str(one.last), made.committed) == ("2024-09-13", "2024-09-19", False)


def test_a_category_the_user_gives_an_unknown_product_is_shown():
    cells = pasted(FIGURE)
    found = taken(cells, categories=(("新品", "agent"),))
    assert preview_of(cells, found, PRODUCTS).lines[1].category == "agent"


@pytest.mark.parametrize(
    "rows",
    [
        (("证券代码", "证券简称", "日期", "收盘价"), ("688256.SH", "寒武纪", "2024-09-20", 208.87)),
        (("日期", "688256.SH", "NVDA.O"), ("2024-09-20", 208.87, 116.0)),
        (("Ticker", "Name", "Market Cap (B)"), ("NVDA", "NVIDIA", 3029.7)),
        (("a", "b"), ("c", "d")), (("日期", "销量"), ("2024-09-20", 3)), (),
    ],
)  # fmt: skip
def test_tables_of_prices_and_of_anything_else_are_none_of_ours(rows):
    assert not is_traffic(sheet(*rows), PRODUCTS)


@pytest.mark.parametrize(
    "table",
    [FIGURE, "产品\t2024-09\nChatGPT\t31\n", "Date\tchatgpt.com\n2024-09-13\t5\n", "Site\tTotal visits\nx.com\t3\n"],
)
def test_tables_of_traffic_are_told_by_what_they_say(table):
    assert is_traffic(pasted(table), PRODUCTS)


def test_a_file_without_a_table_says_so():
    found = taken(sheet(("hello",), ("world", 1)))
    assert (len(found.series), found.layout, found.refused[0].row) == (0, "", 0)


def test_tables_side_by_side_are_two():
    table = "图2 访问量（万次）\t\t\t图3 访问量（亿次）\t\n产品\t2024-09\t\t产品\t2024-09\nChatGPT\t68000\t\t豆包\t3\n"
    assert told(taken(pasted(table))) == [
        "ChatGPT visits 2024-09-01/2024-09-30 680000000",
        "豆包 visits 2024-09-01/2024-09-30 300000000",
    ]


def test_tables_side_by_side_without_a_gap_are_two_as_well():
    table = "访问量（万次）\n产品\t2024-09\t产品\t2024-09\nChatGPT\t68000\t豆包\t300\n"
    assert told(taken(pasted(table)))[1:] == ["豆包 visits 2024-09-01/2024-09-30 3000000"]


def test_an_unknown_sheet_does_not_hide_the_others():
    cells = read(
        as_xlsx(("notes",), title="说明", more=(("数据", [("产品", "2024-09访问量(万次)"), ("Kimi", 410)]),)), "x.xlsx"
    )
    found = taken(cells)
    assert told(found) == ["Kimi visits 2024-09-01/2024-09-30 4100000"]
    assert [one.sheet for one in found.refused] == ["说明"]


# what is remembered of a layout


def test_next_weeks_table_has_the_same_fingerprint_and_its_template_answers():
    first = taken(pasted("访问量\n产品\t0906-0912\nKimi\t400\n"), unit=1e4, year=2024, source="Similarweb")
    second = pasted("访问量\n产品\t0913-0919\nKimi\t410\n豆包\t5\n")
    assert first.template.fingerprint == taken(second).template.fingerprint
    hints = recalled(Hints(year=2024), first.template)
    assert (hints.unit, hints.source, hints.year) == (1e4, "Similarweb", 2024)
    assert first.template.hints.year == 0


def test_another_caption_is_another_layout():
    one, two = (taken(pasted(f"{title}\n产品\t0906-0912\nKimi\t400\n")) for title in ("访问量", "下载量"))
    assert one.template.fingerprint != two.template.fingerprint


def test_a_template_goes_through_json():
    made = Template(
        fingerprint="f", hints=Hints(metric=Metric.VISITS, unit=1e4, granularity=Granularity.WEEK, dates="first", header=3,
                                     columns=((0, Role.PRODUCT),), products=(("月之暗面", "Kimi"),)),
    )  # fmt: skip
    assert load(dump(made)) == made


@pytest.mark.parametrize("value", [None, 3, {}, {"fingerprint": ""}, {"fingerprint": 3}, []])
def test_what_is_no_template(value):
    assert load(value) is None


def test_of_a_strange_template_only_what_is_an_answer_is_kept():
    said = {
        "metric": "clicks",
        "unit": -1,
        "header": True,
        "columns": [[0, "x"], 3],
        "products": [[1, 2]],
        "source": "S",
    }
    assert load({"fingerprint": "f", "hints": said}) == Template(fingerprint="f", hints=Hints(source="S"))


# whatever stands in the cells

WORDS = ["产品", "日期", "访问量（万次）", "下载量", "ChatGPT", "豆包", "0913-0919", "2024-09", "2024年9月", "2024-W38", "合计", "Domain",
         "Visits", "3.1B", "12.3万", "<5,000", "-", "25%", "数据来源：Similarweb", "图2：访问量", "周起始", "来源", "国家", "", "7",
         "13/09/2024", "单位", "指标", "排名"]  # fmt: skip
cell = st.sampled_from(WORDS) | st.none() | st.floats() | st.integers(-5, 10**7) | st.dates() | st.text(max_size=6)
tables = st.lists(st.lists(cell, max_size=6).map(tuple), max_size=14).map(tuple)


@settings(max_examples=300)
@given(tables, st.sampled_from([Hints(), Hints(metric=Metric.VISITS, unit=1e4, year=2024, order="dmy", dates="first")]))
def test_no_table_makes_an_accident_and_what_is_taken_is_in_order(rows, hints):
    cells = Cells(name="f.csv", sheets=(Grid(title="s", rows=rows),))
    is_traffic(cells, PRODUCTS)
    found = taken(cells, **{name: getattr(hints, name) for name in ("metric", "unit", "year", "order", "dates")})
    preview_of(cells, found, PRODUCTS)
    assert len({one.key for one in found.series}) == len(found.series)
    for one in found.series:
        assert (one.value >= 0).all()
        assert (one.step >= 0).all()


@settings(max_examples=100)
@given(
    st.permutations(
        [("ChatGPT", 310000, 3.1e9), ("豆包", 2600.5, 26_005_000), ("Kimi", "3,100", 3.1e7), ("Poe", "-", None)]
    )
)
def test_the_order_of_rows_changes_no_number(rows):
    found = taken(sheet(("访问量（万次）",), ("产品", "2024-09"), *[row[:2] for row in rows]))
    assert {one.key.product: one.value[0] for one in found.series} == {row[0]: row[2] for row in rows if row[2]}
