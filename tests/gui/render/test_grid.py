"""A sheet as a printed table: columns share the width, numbers stand right, only percentages have a ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from gui.render.grid import APART, PAD_X, Grid
from models.documents import look
from models.workbook import Column, Format, Line, Sheet
from tests.gui.render.samples import ROWS, table
from tests.gui.samples import is_colour, pixels

WIDE = 642.0


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """All of it measures letters."""


def grid(sheet=None, wide=WIDE, **changes):
    return Grid(sheet or table(), wide, "zh", "C8222B", "0B7A43", **changes)


def columns(*titles, lines=(("x",),)):
    return Sheet(
        title="", columns=tuple(Column(title=one) for one in titles), lines=tuple(Line(values=one) for one in lines)
    )


def test_the_columns_take_the_whole_width():
    for one in (grid().head, *grid().lines):
        assert sum(held.wide for held in one.cells) == pytest.approx(WIDE)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=9), st.floats(60, 700))
def test_any_headings_share_any_width(titles, wide):
    made = grid(columns(*titles, lines=(tuple("y" for _ in titles),)), wide)
    assert made._edges[0] == 0
    assert made._edges[-1] == pytest.approx(wide)
    assert made._edges == sorted(made._edges)


def test_days_and_codes_are_not_broken_where_the_table_is_tight():
    sheet = columns("一个相当长的标题\n2024-09-20", "Market cap (100m, own currency)", "002463.SZ",
                    lines=(("Foxconn Industrial Internet", "1,234,567.8", "002463.SZ"),))  # fmt: skip
    (first, *_), wide = grid(sheet, 230.0).head.cells, grid(sheet, 230.0)
    assert len(first.passage.rows) <= 4
    assert len(wide.lines[0].cells[2].passage.rows) == 1


def test_a_row_is_as_high_as_its_highest_cell():
    (line,) = grid(columns("a", "b", lines=(("很长的一句话" * 20, "短"),)), 300.0).lines
    assert line.height >= max(one.passage.height for one in line.cells)


def test_only_rows_with_a_percentage_have_a_ground_and_only_there():
    made = grid(heat=True)
    plain = [line for line in made.lines if not line.band]
    assert {place for line in plain for place, one in enumerate(line.cells) if one.cell.ground} == {3}
    assert [line.cells[3].cell.ground == "" for line in plain] == [row[3] is None or row[1] == "HSI" for row in ROWS
                                                                  if len(row) > 2]  # fmt: skip


def test_bands_are_bands_and_their_mean_stands_in_its_column():
    made = grid(heat=True)
    band = made.lines[0]
    assert band.band
    edges = [(one.left, one.left + one.wide) for one in band.cells if one.cell.text]
    assert edges[1] == pytest.approx((made._edges[3], made._edges[4]))


def test_what_is_painted_stays_inside_and_has_its_colours(painted):
    made = grid(heat=True)
    shown = pixels(painted(made.paint, left=20.0, top=5.0))
    assert made.height < 400
    assert (shown[:, :20] == 255).all()
    assert (shown[:, 20 + int(WIDE) + 1 :] == 255).all()
    assert (shown[5 + int(made.height) + 2 :] == 255).all()
    for colour in ("C8222B", "0B7A43", look.BAND, look.ACCENT):
        assert is_colour(shown, QColor(f"#{colour}")).any()


def test_a_number_ends_where_its_column_does(painted):
    sheet = Sheet(title="", columns=(Column(title="", format=Format.PRICE),), lines=(Line(values=(1234.5,)),))
    made = grid(sheet, 200.0)
    shown = pixels(painted(made.lines[0].paint, left=0.0))[:, :200]
    inked = (shown.sum(axis=2) < 3 * 150).any(axis=0).nonzero()[0]
    assert 200 - PAD_X - 3 <= inked[-1] <= 200 - PAD_X


def test_a_table_without_rows_or_columns_is_no_matter(painted):
    painted(grid(columns("a", lines=())).paint)


def test_a_column_of_long_texts_gets_what_the_others_leave():
    """Not a third each."""
    edges = grid(columns("a", "b", "c", lines=(("x", "y", "很长的一句话" * 12),)))._edges
    assert edges[2] < 100


def test_words_behind_a_number_stand_apart():
    sheet = Sheet(
        title="", columns=(Column(title="n", format=Format.COUNT), Column(title="w")), lines=(Line(values=(1, "x")),)
    )
    assert [one.indent for one in grid(sheet, 200.0).lines[0].cells] == [PAD_X, PAD_X + APART]


def test_a_short_word_stands_in_one_line_beside_long_texts():
    made = grid(columns("类别", "所述", "说明", lines=(("区间涨跌幅", "很长的一句话" * 20, "另一句话" * 30),)), 400.0)
    assert len(made.lines[0].cells[0].passage.rows) == 1
