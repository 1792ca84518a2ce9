"""A pane whose pixels can be worked out by hand: a bar is 100 wide, a unit of price is a row, 399 is the top."""

import resources
from gui.charts.frame import Fill, Frame, Label, Line, Sheet
from gui.charts.places import places_on
from gui.charts.sketch import Hung
from gui.charts.stack import BarStack
from gui.look.theme import theme
from models.drawings.values import Anchor, Drawing
from tests.gui.samples import bars

WIDTH = HEIGHT = 400
SHEET = ("x0", "x1", "width", "height", "right", "bottom", "scale", "theme", "texts", "lang", "cursor")


def frame(axis, **changes):
    """The first four bars, or whatever ``changes`` says."""
    fields = {
        "x0": 0.0, "x1": 4.0, "width": WIDTH, "height": HEIGHT, "right": 68, "bottom": 24, "scale": 1.0,
        "theme": theme("dark"), "texts": resources.texts("zh"), "lang": "zh", "low": 0.0, "high": HEIGHT - 1.0,
    }  # fmt: skip
    fields |= changes
    sheet = Sheet(axis=axis, **{name: fields.pop(name) for name in SHEET if name in fields})
    return Frame(sheet=sheet, **({"height": sheet.height} | fields))


def ground(held=None):
    """Four bars and what hangs on them."""
    held = bars(4) if held is None else held
    stack = BarStack(held)
    return stack, Hung(places_on(held, stack.axis))


def drawing(stack, kind, *places, name="a", **changes):
    """A drawing with its anchors on bars of a stack, at prices as traded."""
    anchors = tuple(Anchor(time=stack.axis.moment(bar), price=float(price)) for bar, price in places)
    return Drawing(id=name, kind=kind, anchors=anchors, **changes)


def fills(marks, colour=None):
    """Every rectangle as left, top, right, bottom; of one colour if given."""
    found = [mark for mark in marks if isinstance(mark, Fill)]
    return [rect for mark in found if colour is None or mark.colour == colour for rect in mark.rects.tolist()]


def lines(marks):
    return [mark for mark in marks if isinstance(mark, Line)]


def labels(marks):
    return [mark for mark in marks if isinstance(mark, Label)]
