"""Figures and documents on painters of this process."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, Qt

from gui.render.figures import Figures
from tests.gui.render.samples import job, leaf


@pytest.fixture
def figures(qapp):
    """Of a leaf, as the child has them."""

    def build(lang="zh", **changes):
        held = leaf(lang, **changes)
        return Figures(held, job(leaves=(held,)))

    return build


PAPER = QSize(700, 400)


@pytest.fixture
def painted(qapp):
    """What ``paint(painter, left, top)`` leaves on white paper."""

    def build(paint, size=PAPER, left=10.0, top=10.0):
        made = QImage(size, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        with QPainter(made) as painter:
            paint(painter, left, top)
        return made

    return build
