"""What the user has drawn: lines, rectangles and texts on their bars and prices, and handles of the selected one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark, Rects, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.ground import beside
from gui.charts.sketch import EDGE_PX, Hung, Sketch, one_line
from gui.look.theme import Theme, faded
from models.drawings.geometry import Box, Point, Shape, clipped
from models.drawings.values import Drawing, Drawings, Kind

FILLED = 0.08  # of a rectangle's colour inside it
VEIL = 0.75
DASH_PX, GAP_PX = 4, 3
HANDLE_PX, LOCKED_PX = 7, 5
REMARK_PX = 10  # from a line to what is remarked on it


class DrawingsLayer(Layer):
    """All that are not hidden, the last on top."""

    pace = Pace.MOVING
    inside = True

    def __init__(self, hung: Hung, sketch: Sketch) -> None:
        self.hung, self.sketch = hung, sketch

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Those in sight only."""
        for drawing, shape in self.hung.shapes(self.sketch.drawings, frame):
            yield from drawn(frame, drawing, shape)


class LevelTags(Layer):
    """What horizontal lines say on the axis."""

    pace = Pace.MOVING

    def __init__(self, hung: Hung, sketch: Sketch) -> None:
        self._hung, self._sketch = Hung(hung.places), sketch
        self._all: Drawings | None = None
        self._levels: Drawings = ()

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A tag a line whose row is among those of the prices."""
        making = self._sketch.making
        shown = self._hung.shapes(self._level, frame)
        if making is not None and making.kind is Kind.HORIZONTAL and (shape := self._hung.shape(making, frame)):
            shown.append((making, shape))
        for drawing, shape in shown:
            row = shape.points[0][1]
            if frame.top <= row < frame.top + frame.rows:
                price = self._hung.places.price(drawing.anchors[0])
                yield beside(frame, frame.values.text(price), row, ink(frame.theme, drawing.style.colour))

    @property
    def _level(self) -> Drawings:
        """The horizontal ones; the same value as long as the drawings are."""
        if self._all is not self._sketch.drawings:
            self._all = self._sketch.drawings
            self._levels = tuple(one for one in self._all if one.kind is Kind.HORIZONTAL)
        return self._levels


class Underway(Layer):
    """The drawing that is being made, and the handles of the selected one. On screen only."""

    pace = Pace.MOVING
    inside = True

    def __init__(self, hung: Hung, sketch: Sketch) -> None:
        self._hung, self._sketch = hung, sketch

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """What a hand is at."""
        for one, new in ((self._sketch.chosen, False), (self._sketch.making, True)):
            shape = self._hung.shape(one, frame) if one is not None else None
            if one is None or shape is None:
                continue
            if new:
                yield from drawn(frame, one, shape)
            yield from handles(frame, one, shape)


def ink(theme: Theme, token: str) -> QColor:
    """A colour by the name that a drawing keeps."""
    colour: QColor = theme.ramp[int(token[4:])] if token.startswith("ramp") else getattr(theme, token)
    return colour


def drawn(frame: Frame, drawing: Drawing, shape: Shape) -> Iterator[Mark]:
    """A drawing as marks, cut to what lies near the pane."""
    colour, box = ink(frame.theme, drawing.style.colour), around(frame)
    match drawing.kind, shape.points:
        case ((Kind.TREND | Kind.RAY), (a, b)):
            ends = clipped(a, b, box, on=drawing.kind is Kind.RAY)
            if ends is not None:
                width = drawing.style.width * frame.scale
                yield Line(colour=colour, points=np.array(ends), width=width, dashed=drawing.style.dash)
        case Kind.HORIZONTAL, ((_, y),) if box.top <= y <= box.bottom:
            yield Fill(colour=colour, rects=_across(frame, drawing, box.left, box.right, y))
        case Kind.VERTICAL, ((x, _),) if box.left <= x <= box.right:
            yield Fill(colour=colour, rects=_down(frame, drawing, box.top, box.bottom, x))
        case Kind.RECTANGLE, (a, b):
            yield from _rectangle(frame, drawing, colour, _cut(a, b, box))
        case Kind.TEXT, ((x, y),) if x <= box.right:
            yield Label(text=one_line(drawing.text), x=x, y=y, colour=colour, ground=_veil(frame))
    yield from _remark(frame, drawing, shape, colour)


def handles(frame: Frame, drawing: Drawing, shape: Shape) -> Iterator[Mark]:
    """Squares at the anchors: open where a hand can take it, small and full where it is locked."""
    colour = frame.theme.muted if drawing.locked else ink(frame.theme, drawing.style.colour)
    box = around(frame)
    points = [one for one in grips(frame, shape) if box.left <= one[0] <= box.right and box.top <= one[1] <= box.bottom]
    if drawing.kind is Kind.TEXT and shape.box is not None:
        yield Fill(colour=colour, rects=_outline(frame, shape.box))
        return
    yield Fill(colour=colour, rects=_squares(points, frame.px(LOCKED_PX if drawing.locked else HANDLE_PX)))
    if not drawing.locked:
        yield Fill(colour=frame.theme.panel, rects=_squares(points, frame.px(HANDLE_PX) - 2 * frame.px(1)))


def grips(frame: Frame, shape: Shape) -> tuple[Point, ...]:
    """Where handles are shown: lines across a pane have theirs in the middle of it."""
    match shape.kind, shape.points:
        case Kind.HORIZONTAL, ((_, y),):
            return ((frame.width / 2, y),)
        case Kind.VERTICAL, ((x, _),):
            return ((x, frame.top + frame.height / 2),)
    return shape.points


def around(frame: Frame) -> Box:
    """The pane and a little more: ends of what goes on are out of sight."""
    edge = frame.px(EDGE_PX)
    return Box(
        left=-edge, top=frame.top - edge, right=frame.width + edge, bottom=frame.top + frame.height + edge
    )  # fmt: skip


def _rectangle(frame: Frame, drawing: Drawing, colour: QColor, box: Box) -> Iterator[Mark]:
    inner = rects(round(box.left), round(box.top), round(box.right), round(box.bottom))
    yield Fill(colour=faded(colour, FILLED), rects=inner)
    rows = [_across(frame, drawing, box.left, box.right, y) for y in (box.top, box.bottom)]
    columns = [_down(frame, drawing, box.top, box.bottom, x) for x in (box.left, box.right)]
    yield Fill(colour=colour, rects=np.concatenate(rows + columns))


def _remark(frame: Frame, drawing: Drawing, shape: Shape, colour: QColor) -> Iterator[Mark]:
    """What is written on a line or rectangle."""
    text, (x, y), above = one_line(drawing.text), shape.points[0], frame.px(REMARK_PX)
    if drawing.kind is Kind.TEXT or not text:
        return
    anchor, y = Anchor.LEFT, y - above
    if drawing.kind is Kind.HORIZONTAL:
        anchor, x = Anchor.RIGHT, frame.width - above
    elif drawing.kind is Kind.VERTICAL:
        x, y = x + above, frame.top + frame.height - 2 * above
    if x <= frame.width:
        yield Label(text=text, x=x, y=y, colour=colour, anchor=anchor, ground=_veil(frame))


def _veil(frame: Frame) -> QColor:
    """Behind a text: bars shine through, and it can be read."""
    return faded(frame.theme.panel, VEIL)


def _cut(a: Point, b: Point, box: Box) -> Box:
    """The rectangle between two corners, inside ``box``."""
    left, right = (min(max(x, box.left), box.right) for x in sorted((a[0], b[0])))
    top, bottom = (min(max(y, box.top), box.bottom) for y in sorted((a[1], b[1])))
    return Box(left=left, top=top, right=right, bottom=bottom)


def _across(frame: Frame, drawing: Drawing, left: float, right: float, y: float) -> Rects:
    begin, end = _pieces(frame, drawing, round(left), round(right))
    top, width = _edge(frame, drawing, y)
    return rects(begin, top, end, top + width - 1)


def _down(frame: Frame, drawing: Drawing, top: float, bottom: float, x: float) -> Rects:
    begin, end = _pieces(frame, drawing, round(top), round(bottom))
    left, width = _edge(frame, drawing, x)
    return rects(left, begin, left + width - 1, end)


def _edge(frame: Frame, drawing: Drawing, at: float) -> tuple[int, int]:
    """First pixel and number of pixels of a stroke about ``at``."""
    width = frame.px(drawing.style.width)
    return round(at) - (width - 1) // 2, width


def _pieces(frame: Frame, drawing: Drawing, begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """The whole way, or its dashes."""
    if not drawing.style.dash:
        return np.array([begin]), np.array([end])
    width = drawing.style.width
    starts = np.arange(begin, end + 1, frame.px((DASH_PX + GAP_PX) * width))
    return starts, np.minimum(starts + frame.px(DASH_PX * width) - 1, end)


def _squares(points: list[Point], size: int) -> Rects:
    at = np.round(np.array(points, float).reshape(-1, 2)) - size // 2
    return rects(at[:, 0], at[:, 1], at[:, 0] + size - 1, at[:, 1] + size - 1)


def _outline(frame: Frame, box: Box) -> Rects:
    pad, room = frame.px(4), around(frame)
    left, right = (min(max(x, room.left), room.right) for x in (box.left - pad, box.right + pad))
    top, bottom = (min(max(y, room.top), room.bottom) for y in (box.top, box.bottom))
    edges = [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]
    return np.ascontiguousarray(np.round(edges), np.int32)
