"""Which parts of a picture some marks touch: few rectangles, so that a quote repaints little of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from gui.charts.frame import Clip, Dots, Fill, Label, Line, Mark

APART = 4  # rectangles of one fill that are told one by one
LOOKED_AT = 3  # of the rectangles found, for one to join
WASTE = 3000  # device pixels that two rectangles may have too many as one


class Box(NamedTuple):
    """Device pixels: left and top inside, right and bottom just outside."""

    left: float
    top: float
    right: float
    bottom: float


def touched(marks: Iterable[Mark], label: Callable[[Label], Box]) -> list[Box]:
    """What the marks cover, clips aside. ``label``: what a text covers in the font it is set in."""
    found: list[Box] = []
    for mark in marks:
        for box in () if isinstance(mark, Clip) else _boxes(mark, label):
            _add(found, box)
    return found


def together(boxes: Iterable[Box]) -> list[Box]:
    """The same in fewer ones."""
    found: list[Box] = []
    for box in boxes:
        _add(found, box)
    return found


def _boxes(mark: Fill | Line | Dots | Label, label: Callable[[Label], Box]) -> list[Box]:
    if isinstance(mark, Label):
        return [label(mark)]
    if isinstance(mark, Line | Dots):
        if not len(mark.points):
            return []
        left, top, right, bottom = *mark.points.min(axis=0).tolist(), *mark.points.max(axis=0).tolist()
        room = (mark.width if isinstance(mark, Line) else mark.radius) + 2
        return [Box(left - room, top - room, right + room, bottom + room)]
    if not len(mark.rects):
        return []
    if len(mark.rects) <= APART:
        return [Box(left, top, right + 1, bottom + 1) for left, top, right, bottom in mark.rects.tolist()]
    least, most = mark.rects.min(axis=0).tolist(), mark.rects.max(axis=0).tolist()
    return [Box(least[0], least[1], most[2] + 1, most[3] + 1)]


def _add(found: list[Box], box: Box) -> None:
    """Into one of the newest that is near, or as one more: what belongs together is drawn together."""
    left, top, right, bottom = box
    area = (right - left) * (bottom - top) + WASTE
    for place in range(len(found) - 1, max(-1, len(found) - 1 - LOOKED_AT), -1):
        x0, y0, x1, y1 = found[place]
        around_x0, around_x1 = (x0 if x0 < left else left), (x1 if x1 > right else right)
        around_y0, around_y1 = (y0 if y0 < top else top), (y1 if y1 > bottom else bottom)
        if (around_x1 - around_x0) * (around_y1 - around_y0) <= area + (x1 - x0) * (y1 - y0):
            found[place] = Box(around_x0, around_y0, around_x1, around_y1)
            return
    found.append(box)
