"""How a workbook is dressed: heat, totals, warnings, wrapped texts, sparklines, paper; read from the file."""

import datetime as dt
import io
import re
import zipfile

import pytest

from models.exports import EXPORTS
from models.exports.paragraphs import height, reach, row_height
from models.workbook import Book, Column, Format, Line, Sheet, Sparks, Weight

UP, DOWN = "C8222B", "0B7A43"
HEAT = (Column(title="name"), Column(title="change", format=Format.PERCENT, heat=True))
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl cannot read them


def content(*sheets):
    when = dt.datetime(2024, 9, 26, tzinfo=dt.UTC)
    return EXPORTS["xlsx"](Book(sheets=sheets, title="t", created=when, up=UP, down=DOWN))


def opened(*sheets):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content(*sheets))).active


def lines(*rows, weight=Weight.PLAIN):
    return tuple(Line(values=one, weight=weight) for one in rows)


def sheet(columns=HEAT, rows=(), **changes):
    return Sheet(**({"title": "s", "columns": columns, "lines": rows} | changes))


def ground(cell):
    return cell.fill.fgColor.rgb[-6:] if cell.fill.patternType == "solid" else ""


def lightness(colour):
    return sum(int(colour[at : at + 2], 16) for at in (0, 2, 4))


def test_heat_is_the_stronger_the_larger_the_number_in_the_colour_of_its_direction():
    rows = (
        *lines(("a", 12.0), ("b", 3.0), ("c", -12.0), ("d", None), ("e", 0.0)),
        *lines(("f", 99.0), weight=Weight.BAND),
    )
    cells = [one.value and one for one in opened(sheet(rows=rows))["B"][1:]]
    strong, weak, down = (ground(one) for one in cells[:3])
    assert lightness(strong) < lightness(weak) < 3 * 255
    assert int(strong[:2], 16) > int(strong[2:4], 16)
    assert int(down[2:4], 16) > int(down[:2], 16)
    assert ground(cells[3]) == ""
    assert ground(opened(sheet(rows=rows))["B6"]) == ""
    assert ground(opened(sheet(rows=rows))["B7"]) == "EEF0F3"


def test_a_total_is_bold_under_a_rule_and_a_warning_stands_on_its_ground():
    rows = (*lines(("t", 1.0), weight=Weight.TOTAL), *lines(("w", 1.0), weight=Weight.WARN))
    read = opened(sheet(rows=rows))
    assert (read["A2"].font.bold, read["B2"].border.top.style) == (True, "thin")
    assert (ground(read["A3"]), ground(read["B3"])) == ("FFF5E0", "FFF5E0")


def test_the_title_is_larger_and_an_alarm_has_the_colour_of_warnings():
    read = opened(sheet(above=("title", "plain", "not final"), alarms=(2,)))
    assert [read[f"A{at}"].font.sz for at in (1, 2, 3)] == [13, 10, 10]
    assert [read[f"A{at}"].font.color and read[f"A{at}"].font.color.rgb[-6:] for at in (1, 2, 3)] == [
        None,
        None,
        "8A5A00",
    ]


@pytest.mark.parametrize(("value", "shape"), [(31_000_000.0, "#,##0"), (1860, "#,##0"), (0.5, "#,##0.######")])
def test_a_plain_number_without_decimals_ends_without_a_point(value, shape):
    read = opened(sheet((Column(title="n", format=Format.PLAIN),), lines((value,))))
    assert read["A2"].number_format == shape


def test_large_amounts_have_one_decimal():
    assert (
        opened(sheet((Column(title="n", format=Format.TENTHS),), lines((30283.42,))))["A2"].number_format == "#,##0.0"
    )


# long texts


def test_a_long_sentence_takes_the_tables_width_in_as_many_lines_as_it_needs():
    read = opened(sheet(rows=lines(("a", 1.0), ("b", 2.0)), above=("t",), under=("很长的附注。" * 40, "short")))
    assert [str(one) for one in read.merged_cells.ranges] == ["A5:K5"]
    assert read["A5"].alignment.wrap_text
    assert read.row_dimensions[5].height > 60
    assert read.row_dimensions[6].height is None


def test_a_paragraph_beside_a_narrow_table_is_a_hundred_characters_wide():
    place, room = reach([Column(title="a", width=10)])
    assert place == 10
    assert room >= 100
    assert reach([Column(title="a", width=120)]) == (0, 120.0)


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), ("short", 1), ("a\nb", 2), ("字" * 60, 2), ("x" * 120, 2), ("x" * 500, 5)]
)
def test_a_height_is_that_of_its_lines(text, count):
    assert (height(text, 100.0) or 13.5) == count * 13.5


def test_a_row_is_as_high_as_its_longest_text_that_wraps():
    columns = (Column(title="a", width=12, wrap=True), Column(title="b", width=12))
    assert row_height(Line(values=("一二三四五六七八九", "x" * 90)), columns) == 2 * 13.5 + 4
    assert row_height(Line(values=("short", "x" * 90)), columns) is None
    read = opened(sheet(columns, lines(("一二三四五六七八九", "x"))))
    assert read["A2"].alignment.wrap_text
    assert not read["B2"].alignment.wrap_text
    assert read.row_dimensions[2].height == 31


# sparklines


def sparks(content, number=1):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.read(f"xl/worksheets/sheet{number}.xml").decode()
    return re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", part), part


def test_each_row_with_a_number_has_its_sparkline():
    columns = tuple(Column(title=str(at), format=Format.POINTS) for at in range(3))
    rows = lines((1.0, -2.0, ""), (None, None, ""), (None, 3.0, ""))
    made = sheet(columns, rows, title="图1 it's & <b>", sparks=Sparks(column=2, first=0, last=1), above=("t",))
    found, part = sparks(content(made))
    assert found == [("'图1 it''s &amp; &lt;b&gt;'!A3:B3", "C3"), ("'图1 it''s &amp; &lt;b&gt;'!A5:B5", "C5")]
    assert f'<x14:colorSeries rgb="FF{UP}"/><x14:colorNegative rgb="FF{DOWN}"/>' in part
    assert part.endswith("</extLst></worksheet>")


def test_a_sheet_without_numbers_for_them_has_none():
    columns = tuple(Column(title=str(at), format=Format.POINTS) for at in range(3))
    assert (
        "extLst"
        not in sparks(content(sheet(columns, lines((None, None, "")), sparks=Sparks(column=2, first=0, last=1))))[1]
    )
    assert "extLst" not in sparks(content(sheet(rows=lines(("a", 1.0)))))[1]


# paper


def test_paper_is_a4_with_the_sheets_name_and_the_page_below():
    read = opened(sheet(rows=lines(("a", 1.0))))
    assert (read.page_setup.paperSize, read.page_setup.orientation) == (9, "landscape")
    assert (read.oddFooter.left.text, read.oddFooter.right.text) == ("&A", "&P / &N")
    assert read.print_title_rows == "$1:$1"


def test_rows_in_groups_have_no_filter():
    rows = lines(("a", 1.0), ("b", 2.0))
    assert opened(sheet(rows=rows)).auto_filter.ref == "A1:B3"
    assert opened(sheet(rows=rows, filtered=False)).auto_filter.ref is None
