"""Which drawing a hand means."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawings.geometry import Box, Hit, Shape, clipped, distance, hit, to_segment
from models.drawings.values import Kind

BOX = Box(left=0.0, top=0.0, right=100.0, bottom=50.0)
PLACES = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))


def shape(kind, *points, name="a", box=None):
    return Shape(id=name, kind=kind, points=points, box=box)


@pytest.mark.parametrize(
    ("made", "at", "away"),
    [
        (shape(Kind.TREND, (0, 0), (10, 0)), (5, 3), 3), (shape(Kind.TREND, (0, 0), (10, 0)), (13, 4), 5),
        (shape(Kind.TREND, (2, 2), (2, 2)), (5, 6), 5), (shape(Kind.RAY, (0, 0), (10, 0)), (900, 7), 7),
        (shape(Kind.RAY, (0, 0), (10, 0)), (-3, 4), 5), (shape(Kind.HORIZONTAL, (5, 20)), (900, 22), 2),
        (shape(Kind.VERTICAL, (5, 20)), (1, 900), 4), (shape(Kind.RECTANGLE, (10, 20), (0, 0)), (5, 8), 5),
        (shape(Kind.RECTANGLE, (0, 0), (10, 20)), (13, 24), 5), (shape(Kind.RECTANGLE, (0, 0), (10, 20)), (10, 3), 0),
        (shape(Kind.TEXT, (0, 0), box=BOX), (50, 20), 0), (shape(Kind.TEXT, (0, 0), box=BOX), (103, 54), 5),
        (shape(Kind.TEXT, (0, 0)), (3, 4), 5),
    ],
)  # fmt: skip
def test_how_far_a_point_is_from_what_is_drawn(made, at, away):
    assert distance(at, made) == pytest.approx(away)


LOW = shape(Kind.TREND, (0, 10), (100, 10), name="low")
HIGH = shape(Kind.TREND, (0, 14), (100, 14), name="high")


def test_the_nearest_within_reach_is_meant_and_of_two_the_upper():
    assert hit((50, 11), [LOW, HIGH], 5) == Hit(id="low")
    assert hit((50, 12), [LOW, HIGH], 5) == Hit(id="high")
    assert hit((50, 30), [LOW, HIGH], 5) is None


def test_a_handle_comes_before_a_body():
    assert hit((98, 12), [LOW, HIGH], 5) == Hit(id="high", handle=1)
    assert hit((2, 9), [LOW, HIGH], 5) == Hit(id="low", handle=0)
    assert hit((5, 20), [shape(Kind.HORIZONTAL, (5, 20))], 5) == Hit(id="a")


@pytest.mark.parametrize(
    ("a", "b", "on", "made"),
    [
        ((-50, 25), (150, 25), False, ((0, 25), (100, 25))), ((10, 10), (20, 20), False, ((10, 10), (20, 20))),
        ((10, 10), (20, 20), True, ((10, 10), (50, 50))), ((10, 10), (10, 10), True, None),
        ((-10, 60), (200, 60), True, None), ((5, 5), (5, 6), True, ((5, 5), (5, 50))),
        ((150, 25), (50, 25), True, ((100, 25), (0, 25))), ((150, 25), (200, 25), True, None),
    ],
)  # fmt: skip
def test_a_line_ends_with_the_picture(a, b, on, made):
    assert clipped(a, b, BOX, on=on) == made


@given(PLACES, PLACES)
def test_what_is_left_of_a_line_lies_on_it_and_in_the_picture(a, b):
    made = clipped(a, b, BOX)
    for x, y in made or ():
        assert -1e-6 <= x <= 100 + 1e-6
        assert -1e-6 <= y <= 50 + 1e-6
        assert to_segment((x, y), a, b) < 1e-6


@given(PLACES, PLACES, PLACES)
def test_no_place_of_a_line_is_nearer_than_its_distance(at, a, b):
    """Against a second way: the line as a hundred points."""
    away = to_segment(at, a, b)
    nearest = min(math.dist(at, (a[0] + (b[0] - a[0]) * k / 100, a[1] + (b[1] - a[1]) * k / 100)) for k in range(101))
    assert away <= nearest + 1e-6
    assert nearest <= away + math.dist(a, b) / 100 + 1e-6
