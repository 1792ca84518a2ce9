"""A frame whose pixels can be worked out by hand: a bar is 100 wide, a unit of price is a row, 389 is the top."""

from __future__ import annotations

import numpy as np

import resources
from gui.charts.frame import Fill, Frame, Label, Sheet
from gui.charts.scale import Scale
from gui.charts.stack import BarStack
from gui.look.theme import theme
from tests.gui.samples import bars

WIDTH, HEIGHT, FOOT, TOP = 400, 500, 110, 389.0
SHEET = ("axis", "x0", "x1", "width", "right", "bottom", "scale", "theme", "texts", "lang", "cursor")


def candles(*rows, **changes):
    """Bars from (open, high, low, close, volume)."""
    columns = np.array(rows, float).T
    names = ("open", "high", "low", "close", "volume")
    return bars(len(rows), **(dict(zip(names, columns, strict=True)) | changes))


def stack_of(held):
    return held if isinstance(held, BarStack) else BarStack(held)


def frame(held, **changes):
    """A pane alone in its picture with the first four bars, or whatever ``changes`` says of it and its sheet."""
    shared = {
        "axis": stack_of(held).axis, "x0": 0.0, "x1": 4.0, "width": WIDTH, "height": HEIGHT, "right": 68,
        "bottom": 24, "scale": 1.0, "theme": theme("dark"), "texts": resources.texts("zh"), "lang": "zh",
    }  # fmt: skip
    own = {"low": 0.0, "high": TOP, "height": HEIGHT, "foot": FOOT, "values": Scale()}
    shared |= {name: changes.pop(name) for name in SHEET if name in changes}
    return Frame(sheet=Sheet(**shared), **(own | changes))


def fills(layer, made, colour=None):
    """Every rectangle of a layer as a list of left, top, right, bottom; of one colour if given."""
    marks = [mark for mark in layer.marks(made) if isinstance(mark, Fill)]
    return [rect for mark in marks if colour is None or mark.colour == colour for rect in mark.rects.tolist()]


def labels(layer, made):
    return [mark for mark in layer.marks(made) if isinstance(mark, Label)]
