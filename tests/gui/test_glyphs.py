"""Numbers drawn from a sheet of glyphs land where drawText would put them."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap

from gui.look.glyphs import COMMON, GlyphSheet
from gui.look.theme import font
from tests.gui.samples import ink, is_colour, pixels

WIDTH, HEIGHT = 200, 40
GROUND, WHITE, RED = QColor("#000000"), QColor("#FFFFFF"), QColor("#FF0000")
SCALES = pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])


def drawn(sheet, scale, texts, right, middle, colour=0):
    """The picture of texts drawn in a ground of WIDTH x HEIGHT logical pixels."""
    picture = QPixmap(round(WIDTH * scale), round(HEIGHT * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(GROUND)
    count = len(texts)
    with QPainter(picture) as painter:
        places = (np.full(count, right, float), np.full(count, middle, float), np.full(count, colour, np.intp))
        sheet.draw(painter, texts, *places)
    return pixels(picture.toImage())


def reach(picture):
    """First and last row and column with ink."""
    marked = ink(picture, GROUND, 40)
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    return rows[0], rows[-1], columns[0], columns[-1]


@SCALES
@pytest.mark.parametrize("text", ["+1,234.56%", "0.00", "697.8万", "--", "¥1.20亿", "▲3 ▼5"])
def test_ink_ends_just_left_of_the_right_edge(qapp, scale, text):
    sheet = GlyphSheet(font(), (WHITE,), scale)
    _, _, first, last = reach(drawn(sheet, scale, [text], 150, 20))
    assert 150 * scale - 6 * scale <= last <= 150 * scale
    advance = sum(QFontMetricsF(font()).horizontalAdvance(glyph) for glyph in text) * scale
    assert advance - 6 * scale <= last - first <= advance + len(text) + 1


@SCALES
def test_digits_are_centred_on_the_middle(qapp, scale):
    sheet = GlyphSheet(font(), (WHITE,), scale)
    top, foot, _, _ = reach(drawn(sheet, scale, ["0123456789"], 150, 20))
    assert abs((top + foot) / 2 - 20 * scale) <= 2 * scale


@SCALES
def test_text_looks_as_if_it_had_been_laid_out(qapp, scale):
    """About as much ink as drawText gives: on a transparent sheet Qt leaves out its gamma, a sixth less."""
    face = font()
    picture = QPixmap(round(WIDTH * scale), round(HEIGHT * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(GROUND)
    with QPainter(picture) as painter:
        painter.setFont(face)
        painter.setPen(WHITE)
        painter.drawText(20, 25, "389.27")
    wanted = pixels(picture.toImage()).sum()
    got = drawn(GlyphSheet(face, (WHITE,), scale), scale, ["389.27"], 150, 20).sum()
    assert got == pytest.approx(wanted, rel=0.2)


def test_each_colour_is_its_own(qapp):
    sheet = GlyphSheet(font(), (WHITE, RED), 1.0)
    white, red = (drawn(sheet, 1.0, ["888"], 150, 20, colour) for colour in (0, 1))
    assert is_colour(white, WHITE, 60).any()
    assert not is_colour(white, RED, 60).any()
    assert is_colour(red, RED, 60).any()
    assert not is_colour(red, WHITE, 60).any()
    assert (ink(white, GROUND) == ink(red, GROUND)).mean() > 0.99


def test_a_new_character_is_added_and_the_old_ones_stay(qapp):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    before = drawn(sheet, 1.0, ["123.45"], 150, 20)
    assert "吉" not in COMMON
    added = drawn(sheet, 1.0, ["吉"], 150, 20)
    assert ink(added, GROUND).any()
    assert (drawn(sheet, 1.0, ["123.45"], 150, 20) == before).all()
    assert (drawn(sheet, 1.0, ["吉"], 150, 20) == added).all()


def test_what_lies_beyond_the_basic_plane_is_a_question_mark(qapp):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    asked = drawn(sheet, 1.0, ["?"], 150, 20)
    assert (drawn(sheet, 1.0, ["\U00020bb7"], 150, 20) == asked).all()
    assert (drawn(sheet, 1.0, ["\ud800"], 150, 20) == asked).all()


def test_nothing_and_empty_texts_draw_nothing(qapp):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    for texts in ([], [""], ["", ""]):
        assert not ink(drawn(sheet, 1.0, texts, 150, 20), GROUND).any()


def test_an_empty_text_among_others_moves_none_of_them(qapp):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    alone = drawn(sheet, 1.0, ["12.3"], 150, 20)
    assert (drawn(sheet, 1.0, ["", "12.3", ""], 150, 20) == alone).all()


def test_thousands_of_cells_fit_into_one_call(qapp):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    many = drawn(sheet, 1.0, ["12.3"] * 3000, 150, 20)
    assert (ink(many, GROUND) >= ink(drawn(sheet, 1.0, ["12.3"], 150, 20), GROUND)).all()


@given(st.lists(st.text(COMMON, max_size=8), min_size=1, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cells_drawn_together_look_like_cells_drawn_alone(qapp, texts):
    sheet = GlyphSheet(font(), (WHITE,), 1.0)
    middles = 20.0 + 24 * np.arange(len(texts))
    picture = QPixmap(WIDTH, round(middles[-1]) + 24)
    picture.fill(GROUND)
    with QPainter(picture) as painter:
        sheet.draw(painter, texts, np.full(len(texts), 150.0), middles, np.zeros(len(texts), np.intp))
    together = pixels(picture.toImage())
    for text, middle in zip(texts, middles.astype(int), strict=True):
        alone = drawn(sheet, 1.0, [text], 150, 20)
        assert (together[middle - 12 : middle + 12] == alone[8:32]).all()
