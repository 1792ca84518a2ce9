"""Figures as pictures: drawn by the panel, in the size of print, and a place without data never has axes."""

import html
import re

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from gui.look.theme import theme
from gui.render.figures import INSET, INSET_SCALE, PAGE, PAGE_SCALE
from models.documents import look
from tests.gui.render.samples import ROWS, document, empty, first, plot
from tests.gui.samples import is_colour, pixels

LIGHT = theme("light", "red-up")


def image(content):
    made = QImage.fromData(content)
    assert not made.isNull()
    return made


def text_of(svg):
    """All that is written in a drawing, in order: a line is in several pieces where its scripts change."""
    return "".join(html.unescape(one) for one in re.findall(r"<text[^>]*>(.*?)</text>", svg.decode(), re.DOTALL))


def block(figures, number):
    (found,) = [one for one in figures.blocks if one.number == number]
    return found


def test_a_drawing_inside_a_document_is_a_chart_alone_at_300_points_an_inch(figures):
    made = figures()
    held = made.inset(block(made, 2))
    png = image(held.png)
    assert (held.width, held.height, held.scale) == (INSET.width(), INSET.height(), INSET_SCALE)
    assert (png.width(), png.height()) == (2000, round(INSET.height() * INSET_SCALE))
    assert is_colour(pixels(png), made._colours.of("ChatGPT", LIGHT)).any()
    assert "ChatGPT" in text_of(held.svg)
    assert block(made, 2).title not in text_of(held.svg)  # the document prints it


@pytest.mark.parametrize("number", [1, 4])
def test_what_is_no_chart_has_no_drawing_inside_a_document(figures, number):
    made = figures()
    assert made.inset(block(made, number)) is None


def test_a_figure_without_a_panel_has_no_drawing(figures):
    made = figures(plots=())
    assert made.inset(block(made, 2)) is None


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_figure_that_leaves_alone_has_all_its_words(figures, number):
    made = figures()
    held = block(made, number)
    said = text_of(made.svg(held))
    assert QSvgRenderer(QByteArray(made.svg(held))).isValid()
    for words in (held.title, held.unit, held.source, *held.notes, held.empty):
        assert words in said


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_figure_that_leaves_alone_is_large_enough_for_print(figures, number):
    made = figures()
    assert image(made.png(block(made, number))).width() == PAGE.width() * PAGE_SCALE


def test_a_place_without_data_has_a_frame_and_no_axes(figures):
    made = figures(document=document(blocks=[empty(4)]), plots=())
    shown = pixels(image(made.png(block(made, 4))))
    said = text_of(made.svg(block(made, 4)))
    assert is_colour(shown, QColor(f"#{look.FAINT}")).any()
    held = block(made, 4)
    assert said == f"{held.title}{held.unit}{held.empty}{held.source}"  # no name of a period, no mark of an axis


def test_figure_1_is_the_table_with_its_colours(figures):
    made = figures()
    said = text_of(made.svg(block(made, 1)))
    for words in ("沪电股份", "002463.SZ", "+11.92%", "-2.53", "19,129.10", "--"):
        assert words in said
    shown = pixels(image(made.png(block(made, 1))))
    for colour in ("C8222B", "0B7A43", look.BAND):
        assert is_colour(shown, QColor(f"#{colour}")).any()


def test_a_page_is_as_high_as_its_table(figures):
    long, short = (figures(document=document(blocks=[first(rows)])) for rows in (ROWS, ROWS[:3]))
    assert image(long.png(block(long, 1))).height() > image(short.png(block(short, 1))).height() * 1.5


def test_many_footnotes_make_a_page_higher_and_all_of_them_are_printed(figures):
    notes = tuple(f"第{place}条注释" for place in range(1, 26))
    made = figures(document=document(blocks=[plot(2, notes=notes)]))
    held = block(made, 2)
    assert image(made.png(held)).height() > PAGE.height() * PAGE_SCALE
    assert [one for one in notes if one not in text_of(made.svg(held))] == []


def test_the_english_figure_is_english(figures):
    made = figures("en")
    said = text_of(made.inset(block(made, 2)).svg)
    assert "Doubao" in said
    assert "豆包" not in said


def test_a_warning_is_printed(figures):
    made = figures(document=document(blocks=[plot(2, warning="演示数据")]))
    shown = pixels(image(made.png(block(made, 2))))
    assert is_colour(shown, LIGHT.warn).any()


def test_drawing_twice_gives_the_same_picture(figures):
    made = figures()
    one, other = (pixels(image(made.inset(block(made, 2)).png)) for _ in range(2))
    assert np.array_equal(one, other)
