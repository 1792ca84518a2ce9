"""A sheet's chart, read back out of the workbook: what it refers to, what it says, and that gaps stay gaps."""

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from models.charts import native
from models.exports import EXPORTS
from models.workbook import Book, Column, Format, Graph, Line, Plot, Run, Sheet

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ROWS = (("2024-05", 1800.5, 900.0), ("2024-06", 2100.0, None), ("2024-07", 2600.0, 850.0), ("2024-08", 3100.0, 1080.0))
RUNS = (Run(column=1, name="ChatGPT", colour="2368B8"), Run(column=2, name="豆包", colour="B86B0C"))


def sheet(plot=Plot.LINE, rows=ROWS, runs=RUNS, title="图2 it's", **changes):
    graph = Graph(plot=plot, title="图2：访问量", unit="单位：万次", labels=0, runs=runs, **changes)
    columns = (Column(title="周期"), *(Column(title=f"{one.name}\n万次", format=Format.PLAIN) for one in runs))
    return Sheet(
        title=title, graph=graph, above=("资料来源：S",), columns=columns, lines=tuple(Line(values=one) for one in rows)
    )


def opened(content):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


def written(*sheets, kind="xlsx"):
    when = dt.datetime(2024, 9, 26, tzinfo=dt.UTC)
    return EXPORTS[kind](Book(sheets=sheets, title="t", created=when, up="C8222B", down="0B7A43"))


def drawn(content, number=1):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return ET.fromstring(packed.read(f"xl/charts/chart{number}.xml"))


def value(tree, path):
    return tree.find("/".join(C + part for part in path.split("/"))).get("val")


def words(tree):
    return [one.text for one in tree.iter(f"{A}t")]


def test_it_refers_to_the_cells_that_hold_the_numbers():
    content = written(sheet())
    tree = drawn(content)
    read = opened(content)["图2 it's"]
    refers = [one.text for one in tree.iter(f"{C}f")]
    first = native.ROWS + 3
    assert refers == [f"'图2 it''s'!${letter}${first}:${letter}${first + 3}" for letter in "ABAC"]
    assert [cell.value for cell in read["B"][first - 1 : first + 3]] == [1800.5, 2100, 2600, 3100]
    assert read[f"A{first}"].value == "2024-05"


def test_a_missing_number_is_an_empty_cell_and_a_gap():
    content = written(sheet())
    tree = drawn(content)
    read = opened(content).active
    assert read.cell(native.ROWS + 4, 3).value is None
    assert value(tree, "chart/dispBlanksAs") == "gap"
    kept = [[one.get("idx") for one in cache.iter(f"{C}pt")] for cache in tree.iter(f"{C}numCache")]
    assert kept == [["0", "1", "2", "3"], ["0", "2", "3"]]


def test_without_a_chart_a_missing_number_still_says_so():
    plain = Sheet(title="s", columns=(Column(title="c", format=Format.PLAIN),), lines=(Line(values=(None,)),))
    assert opened(written(plain)).active["A2"].value == "--"


def test_title_and_unit_and_names_are_in_it():
    tree = drawn(written(sheet()))
    assert words(tree) == ["图2：访问量", "单位：万次"]
    assert [one.text for one in tree.iter(f"{C}v")][:1] == ["ChatGPT"]
    assert {one.get("typeface") for one in tree.iter(f"{A}ea")} == {native.FACE_ZH}


@pytest.mark.parametrize("plot", list(Plot))
def test_both_axes_are_there(plot):
    tree = drawn(written(sheet(plot)))
    assert [one.get("val") for one in tree.iter(f"{C}delete")] == ["0", "0"]


def test_each_kind_is_drawn_as_it_is_called():
    line, column, share = (drawn(written(sheet(plot))) for plot in Plot)
    assert next(line.iter(f"{C}lineChart")) is not None
    assert value(column, "chart/plotArea/barChart/grouping") == "clustered"
    assert value(share, "chart/plotArea/barChart/grouping") == "percentStacked"
    assert value(share, "chart/plotArea/barChart/overlap") == "100"
    assert share.find(f".//{C}valAx/{C}numFmt").get("formatCode") == "0%"


def test_lines_have_their_colour_and_a_dot_a_point_and_no_curve():
    tree = drawn(written(sheet()))
    colours = [one.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr").get("val") for one in tree.iter(f"{C}ser")]
    assert colours == ["2368B8", "B86B0C"]
    assert {one.get("val") for one in tree.iter(f"{C}smooth")} == {"0"}
    assert {one.get("val") for one in tree.iter(f"{C}symbol")} == {"circle"}


def test_names_stand_at_the_line_ends_where_they_have_room_and_in_a_legend_elsewhere():
    apart = drawn(written(sheet()))
    close = drawn(written(sheet(rows=[(label, first, first * 0.99) for label, first, _ in ROWS])))
    ended = drawn(written(sheet(rows=[*ROWS, ("2024-09", 3200.0, None)])))
    assert [one.get("val") for one in apart.iter(f"{C}showSerName")].count("1") == 2
    assert apart.find(f".//{C}legend") is None
    for tree in (close, ended):
        assert tree.find(f".//{C}legend") is not None
        assert "1" not in [one.get("val") for one in tree.iter(f"{C}showSerName")]


def test_few_bars_have_their_numbers_on_top_and_many_have_not():
    few = drawn(written(sheet(Plot.COLUMN)))
    many = drawn(written(sheet(Plot.COLUMN, rows=[(str(place), 1.0, 2.0) for place in range(40)])))
    assert {one.get("val") for one in few.iter(f"{C}showVal")} == {"1"}
    assert list(many.iter(f"{C}showVal")) == []


def test_a_log_axis_begins_at_a_power_of_ten_under_everything():
    tree = drawn(written(sheet(log=True)))
    assert value(tree, "chart/plotArea/valAx/scaling/logBase") in ("10", "10.0")
    assert float(value(tree, "chart/plotArea/valAx/scaling/min")) == 100.0


def test_a_log_axis_without_a_positive_number_is_a_plain_one():
    tree = drawn(written(sheet(log=True, rows=[("a", 0.0, None)])))
    assert tree.find(f".//{C}logBase") is None


def test_the_first_rank_stands_at_the_top():
    tree = drawn(written(sheet(rank=True)))
    assert value(tree, "chart/plotArea/valAx/scaling/orientation") == "maxMin"
    assert value(tree, "chart/plotArea/catAx/crosses") == "max"


def test_a_part_of_a_whole_is_kept_as_the_fraction_that_its_cell_holds():
    columns = (Column(title="p"), Column(title="x", format=Format.PART))
    made = Sheet(
        title="s", columns=columns, lines=(Line(values=("a", 25.0)),),
        graph=Graph(plot=Plot.SHARE, title="t", unit="%", labels=0, runs=(Run(column=1, name="x", colour="2368B8"),)),
    )  # fmt: skip
    content = written(made)
    cell = opened(content).active.cell(native.ROWS + 2, 2)
    assert (cell.value, cell.number_format) == (0.25, "0.00%")
    assert [float(one.text) for one in drawn(content).find(f".//{C}numCache").iter(f"{C}v")] == [0.25]


def test_every_sheet_has_its_own_chart_and_none_has_a_formula():
    content = written(sheet(title="one"), sheet(title="two", plot=Plot.COLUMN))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert len([name for name in packed.namelist() if name.startswith("xl/charts/")]) == 2
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name) and "worksheets" in name]


@pytest.mark.parametrize("rows", [(), (("a", None, None),)])
def test_nothing_to_draw_is_an_empty_chart(rows):
    tree = drawn(written(sheet(rows=rows)))
    assert [len(list(cache.iter(f"{C}pt"))) for cache in tree.iter(f"{C}numCache")] == [0, 0]


def test_words_of_a_source_stay_words():
    hostile = '=HYPERLINK("http://x")\x00'
    content = written(sheet(runs=(Run(column=1, name=hostile, colour="2368B8"),), rows=[("=1", 1.0)]))
    assert opened(content).active.cell(native.ROWS + 3, 1).data_type == "s"
    assert next(drawn(content).iter(f"{C}ser")).find(f"{C}tx/{C}v").text == hostile.strip("\x00")


def test_text_files_say_title_and_unit_under_the_table():
    lines = written(sheet(), kind="csv").decode("utf-8-sig").splitlines()
    assert lines[-3:] == ["图2：访问量", "单位：万次", "资料来源：S"]


def test_lines_of_counts_begin_at_nothing():
    tree = drawn(written(sheet(zero=True)))
    assert float(value(tree, "chart/plotArea/valAx/scaling/min")) == 0.0
