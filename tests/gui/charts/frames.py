"""A frame whose pixels can be worked out by hand: a bar is 100 wide, a unit of price is a row, 389 is the top."""

from __future__ import annotations

import numpy as np

import resources
from gui.charts.frame import Fill, Frame, Label
from gui.charts.stack import BarStack
from gui.look.theme import theme
from tests.gui.samples import bars

WIDTH, HEIGHT, TOP = 400, 500, 389.0


def candles(*rows, **changes):
    """Bars from (open, high, low, close, volume)."""
    columns = np.array(rows, float).T
    names = ("open", "high", "low", "close", "volume")
    return bars(len(rows), **(dict(zip(names, columns, strict=True)) | changes))


def frame(held, **changes):
    """The first four bars, or whatever ``changes`` says."""
    stack = held if isinstance(held, BarStack) else BarStack(held)
    fields = {
        "stack": stack, "x0": 0.0, "x1": 4.0, "low": 0.0, "high": TOP, "width": WIDTH, "height": HEIGHT, "right": 68,
        "bottom": 24, "scale": 1.0, "theme": theme("dark"), "texts": resources.texts("zh"), "lang": "zh", "decimals": 2,
    }  # fmt: skip
    fields |= changes
    fields.setdefault("busiest", stack.busiest(int(np.floor(fields["x0"])), int(np.ceil(fields["x1"]))))
    return Frame(**fields)


def fills(layer, made, colour=None):
    """Every rectangle of a layer as a list of left, top, right, bottom; of one colour if given."""
    marks = [mark for mark in layer(made) if isinstance(mark, Fill)]
    return [rect for mark in marks if colour is None or mark.colour == colour for rect in mark.rects.tolist()]


def labels(layer, made):
    return [mark for mark in layer(made) if isinstance(mark, Label)]
