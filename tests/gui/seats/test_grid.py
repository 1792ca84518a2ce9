"""Rooms of charts: equal, with hairlines between them, and one in accent around the active one."""

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from gui.seats.grid import Grid
from models.charts.values import SHAPES
from tests.gui.samples import is_colour, pixels


@pytest.fixture
def grid(dark, shown):
    return shown(Grid(dark), 601, 401)


@pytest.mark.parametrize("shape", [2, 4, 9])
def test_rooms_are_equal_and_a_line_apart(grid, shape):
    grid.arrange(shape, 0, large=False)
    rooms = grid.rooms()
    rows, columns = SHAPES[shape]
    assert len(rooms) == shape
    for axis, count in (("width", columns), ("height", rows)):
        sizes = {getattr(room, axis)() for room in rooms.values()}
        assert max(sizes) - min(sizes) <= 1
        whole = getattr(grid, axis)()
        line = [rooms[at] for at in (range(columns) if axis == "width" else range(0, shape, columns))]
        assert sum(getattr(room, axis)() for room in line) + count + 1 == whole


def test_one_chart_has_all_of_it_and_no_line(grid, dark):
    grid.arrange(1, 0, large=False)
    assert grid.rooms() == {0: grid.rect()}
    assert is_colour(pixels(grid), dark.panel).all()


def test_the_active_room_is_bounded_in_accent_and_nothing_moves(grid, dark):
    grid.arrange(4, 0, large=False)
    before = grid.rooms()
    grid.arrange(4, 3, large=False)
    assert grid.rooms() == before
    accent = is_colour(pixels(grid), dark.accent)
    room = before[3]
    assert accent[room.top() - 1, room.left() : room.right()].all()
    assert accent[room.top() : room.bottom(), room.left() - 1].all()
    inside = np.zeros_like(accent)
    inside[room.top() - 1 : room.bottom() + 2, room.left() - 1 : room.right() + 2] = True
    assert not (accent & ~inside).any()


def test_the_large_chart_has_all_of_it(grid):
    grid.arrange(9, 4, large=True)
    assert grid.rooms() == {4: grid.rect()}


def test_what_stands_in_a_room_is_seen_with_it(grid):
    one, other = QWidget(), QWidget()
    grid.put(0, one)
    grid.put(3, other)
    grid.arrange(4, 0, large=False)
    assert (one.isVisible(), other.isVisible()) == (True, False)  # the active one at once, the others in their turns
    grid.uncover(3)
    assert other.isVisible()
    assert other.geometry() == grid.rooms()[3]
    grid.arrange(2, 0, large=False)
    assert (one.isVisible(), other.isVisible()) == (True, False)


def test_another_in_the_same_room_hides_the_first(grid):
    one, other = QWidget(), QWidget()
    grid.put(0, one)
    grid.uncover(0)
    grid.put(0, other)
    grid.uncover(0)
    assert (one.isVisible(), other.isVisible()) == (False, True)


def test_rooms_follow_the_size(grid):
    grid.arrange(4, 0, large=False)
    one = QWidget()
    grid.put(3, one)
    grid.resize(301, 201)
    assert one.geometry() == grid.rooms()[3]


def test_what_has_no_room_is_not_uncovered(grid):
    one = QWidget()
    grid.put(3, one)
    grid.uncover(3)
    assert not one.isVisible()
