"""Axes and their hairlines."""

import pytest

from gui.charts.frame import Anchor
from gui.charts.layers.ground import DateAxis, Grid, ValueAxis
from tests.gui.charts.frames import HEIGHT, WIDTH, fills, frame, labels
from tests.gui.samples import bars


def test_the_value_axis_says_round_prices_with_enough_decimals():
    made = frame(bars(30), x1=30.0, low=1.001, high=1.029)
    prices = labels(ValueAxis(), made)
    assert [mark.text for mark in prices][:2] == ["1.005", "1.010"]
    assert all(7 <= mark.y <= made.height - 7 for mark in prices)  # none is cut
    assert all(mark.x > WIDTH and mark.anchor is Anchor.LEFT for mark in prices)


def test_the_date_axis_stands_under_the_plot_inside_its_ends():
    dates = labels(DateAxis(), frame(bars(30), x1=30.0))
    assert dates
    assert all(12 < mark.x < WIDTH - 12 and mark.y == HEIGHT + 12 and mark.anchor is Anchor.MIDDLE for mark in dates)


def test_a_new_year_is_stronger_than_a_month(dark):
    dates = labels(DateAxis(), frame(bars(300, last="2025-03-01"), x1=300.0))
    assert {(mark.text.isdigit(), mark.colour == dark.text) for mark in dates} == {(True, True), (False, False)}


def test_grid_lines_stand_where_the_axes_are_marked():
    made = frame(bars(30), x1=30.0)
    lines = fills(Grid(), made, made.theme.grid)
    rows = {top for left, top, right, bottom in lines if top == bottom and (left, right) == (0, WIDTH - 1)}
    columns = {left for left, top, right, bottom in lines if left == right and (top, bottom) == (0, HEIGHT - 1)}
    assert rows == {round(mark.y) for mark in labels(ValueAxis(), made)} | (rows & {0, 389})
    assert columns >= {round(mark.x) for mark in labels(DateAxis(), made)}


@pytest.mark.parametrize("held", [bars(1).rows(slice(0, 0)), bars(1)], ids=["none", "one"])
def test_hardly_any_bars_have_an_axis_without_dates(held):
    assert labels(DateAxis(), frame(held)) == []
    assert labels(ValueAxis(), frame(held))
