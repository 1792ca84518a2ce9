"""A framed picture: twice the scale, title above, foot below, and nothing painted over them."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor

from gui.look.picture import FOOT, HEAD, LONGEST, MARGIN, framed
from gui.look.theme import theme

RED = QColor("#ff0000")


def flood(painter):
    painter.fillRect(QRect(-500, -500, 5000, 5000), RED)


def inside(picture, rect):
    scale = picture.devicePixelRatio()
    part = picture.copy(QRect(rect.topLeft() * scale, rect.size() * scale))
    return {part.pixelColor(x, y).name() for x in range(0, part.width(), 2) for y in range(part.height())}


@pytest.mark.parametrize("surface", ["light", "dark"])
def test_what_is_painted_stays_in_its_room(qapp, surface):
    look, size = theme(surface), QSize(200, 100)
    picture = framed(flood, size, "Title", "Source: x", look)
    assert (picture.width(), picture.height()) == (2 * (200 + 2 * MARGIN), 2 * (100 + 2 * MARGIN + HEAD + FOOT))
    assert picture.devicePixelRatio() == 2
    assert inside(picture, QRect(MARGIN, MARGIN + HEAD, 200, 100)) == {RED.name()}
    head, foot = QRect(MARGIN, 0, 200, MARGIN + HEAD), QRect(MARGIN, MARGIN + HEAD + 101, 200, FOOT)
    for part, ink in ((head, look.text), (foot, look.muted)):
        seen = inside(picture, part)
        assert RED.name() not in seen
        assert {look.panel.name(), ink.name()} <= seen


def test_the_painter_begins_at_the_corner_of_the_room(qapp, dark):
    picture = framed(lambda painter: painter.fillRect(QRect(0, 0, 10, 10), RED), QSize(50, 50), "", "", dark)
    assert picture.pixelColor(2 * MARGIN + 1, 2 * (MARGIN + HEAD) + 1) == RED
    assert picture.pixelColor(2 * MARGIN - 1, 2 * (MARGIN + HEAD) + 1) == dark.panel


def test_a_long_table_is_drawn_smaller_instead_of_not_at_all(qapp, dark):
    picture = framed(flood, QSize(300, 20_000), "x" * 500, "y" * 500, dark)
    assert picture.height() <= LONGEST
    assert picture.devicePixelRatio() < 1
