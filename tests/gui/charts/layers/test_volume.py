"""Volume at the foot of a pane, at pixels worked out by hand."""

import numpy as np
import pytest

from gui.charts.curve import Curve
from gui.charts.frame import Line
from gui.charts.layers.curves import Drawn
from gui.charts.layers.volume import Volume
from gui.look.theme import mixed
from tests.gui.charts.frames import FOOT, HEIGHT, candles, fills, frame, stack_of
from tests.gui.samples import bars, closes_only

UP, DOWN, FLAT = (100, 300, 50, 200, 500), (250, 260, 240, 245, 1000), (100, 100, 100, 100, 0)
BASE, ROOM = HEIGHT - 1, FOOT - 1


def test_volume_stands_on_the_foot_and_the_busiest_bar_is_the_highest(dark):
    held = candles(UP, DOWN, FLAT)
    layer, made = Volume(stack_of(held)), frame(held)
    pale = [mixed(dark.panel, colour, 0.4) for colour in (dark.up, dark.down)]
    assert fills(layer, made, pale[1]) == [[115, BASE - ROOM, 185, BASE]]
    assert fills(layer, made, pale[0]) == [[15, BASE - round(ROOM / 2), 85, BASE], [215, BASE, 285, BASE]]


def test_volume_is_measured_by_what_is_in_sight():
    held = candles(UP, (*DOWN[:4], 10_000), UP, UP)
    tops = [rect[1] for rect in fills(Volume(stack_of(held)), frame(held, x0=2.0, x1=4.0))]
    assert tops == [BASE - ROOM, BASE - ROOM]


@pytest.mark.parametrize(
    "held", [closes_only(10), bars(10, volume=np.zeros(10)), bars(10, volume=np.full(10, np.nan))],
    ids=["closes only", "none traded", "not told"],
)  # fmt: skip
def test_without_volume_there_are_no_bars(held):
    assert list(Volume(stack_of(held)).marks(frame(held))) == []


def test_averages_are_measured_as_the_bars_are(dark):
    held = candles(UP, DOWN)
    average = Drawn(title="MA5", curve=Curve(np.array([500.0, 1000.0])), colour=dark.accent)
    layer = Volume(stack_of(held), (average,))
    (line,) = [mark for mark in layer.marks(frame(held)) if isinstance(mark, Line)]
    assert line.points.tolist() == [[50.0, BASE - ROOM / 2], [150.0, BASE - ROOM]]


def test_the_legend_says_volume_and_averages_in_the_readers_units(dark):
    held = candles(UP, (*DOWN[:4], 12_340_000))
    average = Drawn(title="MA5", curve=Curve(np.array([np.nan, 6_000_000.0])), colour=dark.accent)
    layer, made = Volume(stack_of(held), (average,)), frame(held)
    assert [(word.title, word.text) for word in layer.words(made, 1)] == [("量", "1,234万"), ("MA5", "600.0万")]
    assert layer.words(made, 0)[1].text == "--"
    assert layer.words(made, 5) == []
    assert Volume(stack_of(closes_only(3))).words(frame(closes_only(3)), 0) == []
