"""Figures of traffic, their frames, and a canvas for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

import resources
from gui.charts.out.page import Page, picture
from gui.look.theme import theme
from gui.traffic.colours import Colours
from gui.traffic.plot.chart import TrafficChart
from gui.traffic.plot.view import TrafficView


@pytest.fixture
def make(qapp):
    """A figure of all members of a panel, or of some."""

    def build(panel, which=None, look="dark", lang="zh", events=()):
        chosen = range(len(panel.members)) if which is None else which
        known = Colours(one.product for one in panel.members)
        return TrafficChart(
            panel, chosen, theme(look), resources.texts(lang), lang, colours=known, events=events
        )  # fmt: skip

    return build


@pytest.fixture
def frame():
    """The frame of a figure 1000 wide, axes included, and 424 high."""

    def build(drawn, scale=1.0, cursor=None, size=(1000, 424)):
        scene = drawn.scene
        (made,) = drawn.chart.frames(*size, scale, scene.theme, scene.texts, scene.lang, cursor)
        return made

    return build


@pytest.fixture
def shot():
    """A figure as a picture of 640 x 360 logical pixels."""

    def build(drawn, scale=1.0) -> QImage:
        scene = drawn.scene
        page = Page(
            chart=drawn.chart, title="", foot="", theme=scene.theme, texts=scene.texts, lang=scene.lang
        )  # fmt: skip
        return picture(page, QSize(640, 360), scale)

    return build


@pytest.fixture
def view(zh, dark, shown):
    """A canvas inside another widget, as in the window."""
    host = QWidget()
    box = QVBoxLayout(host)
    box.setContentsMargins(0, 0, 0, 0)
    made = TrafficView(zh, "zh", dark)
    box.addWidget(made)
    shown(host, 900, 420)
    return made
