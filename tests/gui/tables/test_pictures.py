"""Small pictures in cells: a line of closes, a place within a range, a flag; at the usual scale and at 150 %."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from gui.look.flags import flag_colour
from gui.look.theme import PADDING, ROW_HEIGHT
from gui.tables.cells import MARGIN, draw_flags, draw_ranges, draw_sparks
from gui.tables.view import QuoteTableView
from models.lists.values import Mark
from tests.gui.samples import NAMES, ink, is_colour, pixels, two_sections
from tests.gui.tables.samples import at, listed, put, table

KEYS = ("last", "change_pct", "spark", "spark_day", "range52", "flag")
SPAN, NAN = (10, 84), np.nan
SCALES = (1.0, 1.5)


def painted(draw, dark, scale=1.0, lines=2):
    """The pixels of ``lines`` cells that ``draw(painter)`` draws on the panel's ground."""
    picture = QImage(round(110 * scale), round(lines * ROW_HEIGHT * scale), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(dark.panel)
    with QPainter(picture) as painter:
        draw(painter)
    return pixels(picture)


def sparks(dark, *lines, scale=1.0, zero=False):
    tops = [ROW_HEIGHT * at for at in range(len(lines))]
    held = [None if line is None else np.array(line, float) for line in lines]
    return painted(lambda painter: draw_sparks(painter, dark, held, tops, SPAN, scale, zero=zero), dark, scale)


def box(marked):
    """First and last row and column where something is."""
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


@pytest.mark.parametrize("scale", SCALES)
def test_a_line_fills_its_cell_from_edge_to_edge(dark, scale):
    top, low, left, right = box(ink(sparks(dark, [1.0, 3.0, 2.0], scale=scale), dark.panel))
    assert top == pytest.approx(MARGIN * scale, abs=2)
    assert low == pytest.approx((ROW_HEIGHT - MARGIN) * scale, abs=2)
    assert left == pytest.approx((SPAN[0] + PADDING) * scale, abs=2)
    assert right == pytest.approx((SPAN[0] + SPAN[1] - PADDING) * scale, abs=2)


@pytest.mark.parametrize(
    ("line", "zero", "way"),
    [
        ([1.0, 2.0], False, "up"), ([2.0, 1.0], False, "down"), ([1.0, 3.0, 2.0], False, "up"),
        ([-2.0, -1.0], True, "down"), ([-1.0, 1.0], True, "up"), ([NAN, 2.0, 1.0, NAN], False, "down"),
        ([NAN, 1.0, NAN, 2.0, 3.0, NAN], False, "up"),
    ],
)  # fmt: skip
def test_a_line_has_the_colour_of_its_ends_or_of_its_day(dark, line, zero, way):
    picture = sparks(dark, line, zero=zero)
    other = "down" if way == "up" else "up"
    assert is_colour(picture, getattr(dark, way), 60).any()
    assert not is_colour(picture, getattr(dark, other), 60).any()


@pytest.mark.parametrize("line", [None, [], [1.0], [NAN, NAN], [NAN, 1.0, NAN], [np.inf, 1.0]])
@pytest.mark.parametrize("zero", [False, True])
def test_without_two_numbers_there_is_no_line(dark, line, zero):
    assert not ink(sparks(dark, line, zero=zero), dark.panel).any()


def test_a_gap_stays_a_gap(dark):
    picture = ink(sparks(dark, [1.0, 1.0, NAN, NAN, NAN, 1.0, 1.0]), dark.panel)
    middle = SPAN[0] + SPAN[1] // 2
    assert not picture[:, middle - 5 : middle + 5].any()


def test_a_line_that_stands_still_stands_in_the_middle(dark):
    top, low, *_ = box(ink(sparks(dark, [5.0, 5.0]), dark.panel))
    assert abs((top + low) / 2 - ROW_HEIGHT / 2) <= 1


@pytest.mark.parametrize("scale", SCALES)
def test_the_day_has_its_previous_close_as_a_dashed_line(dark, scale):
    picture = is_colour(sparks(dark, [1.0, 2.0], scale=scale, zero=True), dark.faint, 30)
    top, low, left, right = box(picture)
    assert top == low == pytest.approx((ROW_HEIGHT - MARGIN) * scale, abs=1)
    row = picture[top, left : right + 1]
    assert 0.3 < row.mean() < 0.7
    assert not is_colour(sparks(dark, [1.0, 2.0], scale=scale), dark.faint, 12).any()


def test_each_line_stays_in_its_own(dark):
    picture = ink(sparks(dark, [1.0, 2.0], [9.0, 1.0]), dark.panel)
    assert not picture[ROW_HEIGHT - 2 : ROW_HEIGHT + 2].any()


@pytest.mark.parametrize(("place", "part"), [(0.0, 0.0), (50.0, 0.5), (100.0, 1.0), (-20.0, 0.0), (130.0, 1.0)])
@pytest.mark.parametrize("scale", SCALES)
def test_the_mark_of_a_range_is_where_the_price_is(dark, place, part, scale):
    places = np.array([place])
    picture = painted(lambda painter: draw_ranges(painter, dark, places, [0], SPAN), dark, scale)
    _, _, left, right = box(is_colour(picture, dark.text))
    reach = SPAN[1] - 2 * PADDING - 3
    assert (left + right + 1) / 2 == pytest.approx((SPAN[0] + PADDING + 1.5 + reach * part) * scale, abs=1.5)


def test_without_a_range_nothing_is_drawn(dark):
    draw = lambda painter: draw_ranges(painter, dark, np.array([NAN]), [0], SPAN)  # noqa: E731
    assert not ink(painted(draw, dark), dark.panel).any()


def test_a_flag_is_a_square_of_its_colour_and_no_flag_nothing(dark):
    draw = lambda painter: draw_flags(painter, dark, ["red", ""], [0, ROW_HEIGHT], (0, 28))  # noqa: E731
    picture = painted(draw, dark)
    assert box(ink(picture, dark.panel)) == (7, 14, 10, 17)
    assert is_colour(picture, flag_colour(dark, "red")).sum() == 64


@pytest.mark.parametrize("scale", SCALES)
def test_each_is_in_its_own_cell_and_nothing_where_nothing_is_known(qapp, en, dark, shown, scale, monkeypatch):
    model = table(two_sections(), en, KEYS)
    view = shown(QuoteTableView(model, dark), 760, 300)
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: scale)
    known = NAMES[0]
    put(model, {known: 101.0})
    model.sparks = {"spark": {known: np.array([1.0, 2.0])}, "spark_day": {known: np.array([0.0, 1.0])}}
    model.store.give("high52", {known: 120.0})
    model.store.give("low52", {known: 80.0})
    model.set_marks({known: Mark(flag="blue")})
    view.viewport().repaint()
    picture = pixels(view._canvas.toImage())
    for key in KEYS[2:]:
        left, width = view.spans()[at(model, key)]
        for place in (1, 2, 3):
            rows = slice(round((place * ROW_HEIGHT + 1) * scale), round((place * ROW_HEIGHT + ROW_HEIGHT - 1) * scale))
            cell = picture[rows, round(left * scale) : round((left + width) * scale)]
            assert ink(cell, dark.panel).any() == (place == 1), (key, place)


def test_at_150_percent_everything_is_half_as_large_again_and_nothing_else(qapp, en, dark, shown, monkeypatch):
    model = table(two_sections(), en)
    view = shown(QuoteTableView(model, dark), 700, 300)
    put(model, dict.fromkeys(NAMES, 101.0))
    boxes = {}
    for scale in SCALES:
        monkeypatch.setattr(view, "devicePixelRatioF", lambda scale=scale: scale)
        view.viewport().repaint()
        picture = pixels(view._canvas.toImage())
        assert picture.shape[:2] == (round(view.viewport().height() * scale), round(view.viewport().width() * scale))
        boxes[scale] = box(ink(picture[: round(7 * ROW_HEIGHT * scale)], dark.panel))
    assert boxes[1.5] == pytest.approx([edge * 1.5 for edge in boxes[1.0]], abs=3)


def test_a_flag_and_a_note_show_before_the_name(qapp, en, dark, shown):
    model = table(two_sections(), en, ("last",))
    view = shown(QuoteTableView(model, dark), 500, 300)
    model.set_marks({NAMES[0]: Mark(flag="blue"), NAMES[1]: Mark(note="x")})
    picture = pixels(view.viewport())
    before = [
        picture[view.rowViewportPosition(place) + 1 : view.rowViewportPosition(place) + ROW_HEIGHT, : PADDING + 9]
        for place in (1, 2, 3)
    ]
    assert is_colour(before[0], flag_colour(dark, "blue")).sum() >= 40
    assert [ink(part, dark.panel).any() for part in before] == [True, True, False]


def test_rows_without_a_heading_are_kept_apart_from_the_pins(qapp, en, dark, shown):
    """The pins seemed to hold the rows of the list's own untitled section too."""
    model = table(listed(("", NAMES[1:3]), pins=[NAMES[0]]), en, ("last",))
    view = shown(QuoteTableView(model, dark), 500, 300)
    picture = pixels(view.viewport())
    lines = [view.rowViewportPosition(place) for place in range(model.rowCount())]
    assert [bool(is_colour(picture[top : top + 1], dark.line).all()) for top in lines] == [True, False, True, False]
