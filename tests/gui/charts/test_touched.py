"""Which parts of a picture marks touch."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from gui.charts.frame import EVERYWHERE, Fill, Label, Line, rects
from gui.charts.touched import Box, together, touched

INK = QColor("#ffffff")
coords = st.integers(0, 2000)
boxes = st.lists(st.tuples(coords, coords, st.integers(1, 300), st.integers(1, 300)), max_size=60)


def label(mark):
    return Box(mark.x, mark.y - 9, mark.x + 50, mark.y + 9)


def test_each_kind_of_mark_has_its_box():
    marks = [
        EVERYWHERE,
        Fill(colour=INK, rects=rects(5, 6, 7, 8)),
        Fill(colour=INK, rects=rects(np.empty(0), 0, 0, 0)),
        Line(colour=INK, points=np.array([[500.0, 900.0], [510.0, 700.0]]), width=2.0),
        Label(text="x", x=1000.0, y=20.0, colour=INK),
    ]
    assert touched(marks, label) == [Box(5, 6, 8, 9), Box(496, 696, 514, 904), Box(1000, 11, 1050, 29)]


def test_a_crosshair_is_two_lines_and_not_the_whole_plot():
    cross = Fill(colour=INK, rects=rects(np.array([400, 0]), np.array([0, 300]), np.array([400, 999]),
                                         np.array([599, 300])))  # fmt: skip
    assert touched([cross], label) == [Box(400, 0, 401, 600), Box(0, 300, 1000, 301)]


def test_a_dotted_line_is_one_box():
    dots = np.arange(0, 1000, 4)
    assert touched([Fill(colour=INK, rects=rects(dots, 30, dots, 30))], label) == [Box(0, 30, 997, 31)]


def test_neighbours_become_one():
    near = [Box(0, 0, 50, 18), Box(55, 0, 90, 18), Box(95, 0, 130, 18)]
    assert together(near) == [Box(0, 0, 130, 18)]


@given(boxes)
def test_nothing_touched_is_left_out(found):
    asked = [Box(x, y, x + width, y + height) for x, y, width, height in found]
    held = together(asked)
    assert len(held) <= len(asked)
    for box in asked:
        assert any(
            one.left <= box.left and one.top <= box.top and one.right >= box.right and one.bottom >= box.bottom
            for one in held
        )
