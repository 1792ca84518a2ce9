"""Which drawing a hand means: distances in device pixels, y downwards. Pure geometry, whatever paints it.

A shape is a drawing in the picture of now: its anchors as points, in the order of the drawing. Handles (the anchors
themselves) come before bodies, the nearest before others, and of two that are as near the upper one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from models.drawings.values import Kind

Point = tuple[float, float]
HANDLES = (Kind.TREND, Kind.RAY, Kind.RECTANGLE)  # kinds of which one anchor can be taken by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of the picture, its edges included."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A drawing where it stands now. box: of a text, as it is set."""

    id: str
    kind: Kind
    points: tuple[Point, ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What is under the hand. handle: number of the anchor that is taken, None for the whole drawing."""

    id: str
    handle: int | None = None


def hit(at: Point, shapes: Iterable[Shape], reach: float) -> Hit | None:
    """What lies within ``reach`` pixels of ``at``; shapes come from the bottom to the top."""
    best: tuple[bool, float, Hit] | None = None
    for shape in shapes:
        for away, found in _offers(at, shape):
            rank = (found.handle is None, away)
            if away <= reach and (best is None or rank <= best[:2]):
                best = (*rank, found)
    return best[2] if best else None


def distance(at: Point, shape: Shape) -> float:
    """How far a point is from what is drawn: 0 on a line or in a text; a rectangle is its edge."""
    match shape.kind, shape.points:
        case Kind.TREND, (a, b):
            return to_segment(at, a, b)
        case Kind.RAY, (a, b):
            return to_ray(at, a, b)
        case Kind.RECTANGLE, (a, b):
            return to_edge(at, _box(a, b))
        case Kind.HORIZONTAL, ((_, y),):
            return abs(at[1] - y)
        case Kind.VERTICAL, ((x, _),):
            return abs(at[0] - x)
        case Kind.TEXT, (a,):
            return math.dist(at, a) if shape.box is None else to_box(at, shape.box)
    return math.inf


def to_segment(at: Point, a: Point, b: Point) -> float:
    """From a point to the line between two others."""
    return math.dist(at, _along(a, b, min(max(_foot(at, a, b), 0.0), 1.0)))


def to_ray(at: Point, a: Point, b: Point) -> float:
    """From a point to the line from ``a`` through ``b`` and on."""
    return math.dist(at, _along(a, b, max(_foot(at, a, b), 0.0)))


def to_box(at: Point, box: Box) -> float:
    """From a point to a filled rectangle; 0 within."""
    x = max(box.left - at[0], 0.0, at[0] - box.right)
    y = max(box.top - at[1], 0.0, at[1] - box.bottom)
    return math.hypot(x, y)


def to_edge(at: Point, box: Box) -> float:
    """From a point to the edge of a rectangle, from within too."""
    outside = to_box(at, box)
    inside = min(at[0] - box.left, box.right - at[0], at[1] - box.top, box.bottom - at[1])
    return outside or inside


def clipped(a: Point, b: Point, box: Box, *, on: bool = False) -> tuple[Point, Point] | None:
    """The part of a line that lies in ``box``; None when nothing does. on: it goes on beyond ``b``.

    Liang and Barsky's way. What is painted stays in the picture: Qt's coordinates end where a far zoom does not.
    """
    first, last = 0.0, math.inf if on else 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    walls = ((-dx, a[0] - box.left), (dx, box.right - a[0]), (-dy, a[1] - box.top), (dy, box.bottom - a[1]))
    for way, room in walls:
        if way == 0:
            if room < 0:
                return None
            continue
        if way < 0:
            first = max(first, room / way)
        else:
            last = min(last, room / way)
    if first > last or not math.isfinite(last):
        return None
    return _along(a, b, first), _along(a, b, last)


def _offers(at: Point, shape: Shape) -> Iterable[tuple[float, Hit]]:
    if shape.kind in HANDLES:
        for number, point in enumerate(shape.points):
            yield math.dist(at, point), Hit(id=shape.id, handle=number)
    yield distance(at, shape), Hit(id=shape.id)


def _box(a: Point, b: Point) -> Box:
    return Box(left=min(a[0], b[0]), top=min(a[1], b[1]), right=max(a[0], b[0]), bottom=max(a[1], b[1]))


def _foot(at: Point, a: Point, b: Point) -> float:
    """Where the foot of the perpendicular lies, 0 at ``a`` and 1 at ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    return ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / long if long else 0.0


def _along(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
