"""Shares on top of each other, at pixels worked out by hand: a place is 100 wide, a percent four rows."""

import numpy as np
import pytest

from gui.charts.frame import Label
from gui.charts.layers.stacked import Part, Stacked
from tests.gui.charts.frames import fills, frame
from tests.gui.samples import bars

pytestmark = pytest.mark.usefixtures("qapp")

NAN = np.nan


def stacked(dark, rows, open_=None, over=None):
    count = len(rows[0]) if rows else 2
    inks = (dark.up, dark.down, dark.accent)
    parts = [Part(title="", percent=np.array(row, float), ink=ink) for row, ink in zip(rows, inks, strict=False)]
    flags = np.zeros(count, bool) if open_ is None else np.array(open_, bool)
    return Stacked(parts, flags, over or [""] * count)


def sheet(count, **changes):
    return frame(bars(count), **({"low": 0.0, "high": 100.0, "height": 401, "foot": 0} | changes))


def words(layer, made):
    return [(mark.text, mark.x, mark.y) for mark in layer.marks(made) if isinstance(mark, Label)]


def test_parts_stand_on_each_other_up_to_the_whole(dark):
    layer, made = stacked(dark, [[75.0, NAN], [25.0, 100.0]]), sheet(2)
    assert fills(layer, made, dark.up) == [[14, 101, 85, 399]]
    assert fills(layer, made, dark.down) == [[14, 1, 85, 99], [114, 1, 185, 399]]
    assert [one[0] for one in words(layer, made)] == ["75.0", "25.0", "100.0"]


def test_a_place_of_which_a_part_is_known_is_hollow(dark):
    layer = stacked(dark, [[50.0, 50.0], [50.0, 50.0]], open_=[False, True])
    assert fills(layer, sheet(2), dark.up) == [[14, 201, 85, 399], [114, 201, 185, 399]]
    assert [115, 202, 184, 399] in fills(layer, sheet(2))


def test_what_stands_over_a_place_needs_room(dark):
    layer = stacked(dark, [[100.0, 100.0]], over=["7/11", ""])
    made = sheet(2, high=125.0)
    assert [one for one in words(layer, made) if one[0] == "7/11"] == [("7/11", 49.5, 71.0)]
    assert "7/11" not in [one[0] for one in words(layer, sheet(2, x1=40.0))]


def test_a_position_belongs_to_a_part(dark):
    layer, made = stacked(dark, [[75.0, NAN], [25.0, 100.0]]), sheet(2)
    assert [layer.at(made, 0, y) for y in (390.0, 110.0, 90.0, 5.0)] == [0, 0, 1, 1]
    assert (layer.at(made, 1, 390.0), layer.at(made, 5, 90.0)) == (1, None)
    assert layer.spot(made, 0, 1) == (86.0, 50.0, 0.0)
    assert np.isnan(layer.spot(made, 1, 0)).all()


def test_a_thin_part_is_still_seen_and_none_is_nothing(dark):
    assert len(fills(stacked(dark, [[99.9, 99.9], [0.25, 0.0]]), sheet(2), dark.down)) == 1
    for rows in ([], [[NAN, NAN]]):
        assert fills(stacked(dark, rows), sheet(2)) == []
    assert stacked(dark, []).extremes(0, 2) == (0.0, 100.0)
    assert stacked(dark, []).at(sheet(2), 0, 50.0) is None


def test_days_of_years_are_columns_of_pixels(dark):
    count = 1826
    layer = stacked(dark, [[60.0] * count, [40.0] * count])
    held = fills(layer, sheet(count, x1=float(count)), dark.up)
    assert [rect[0] for rect in held] == list(range(400))
    assert words(layer, sheet(count, x1=float(count))) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_ink_on_a_part_can_be_read(dark, scale):
    (label, *_) = [
        one for one in stacked(dark, [[100.0, 100.0]]).marks(sheet(2, scale=scale)) if isinstance(one, Label)
    ]
    assert label.colour in (dark.panel, dark.text)
