"""What of a chart is drawn by hand, now: the drawings, the one that is selected, the one under way, and where they are.

A shape is a drawing in a picture: its anchors as device pixels. Hands and layers take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QFontMetricsF

from gui.charts.frame import Frame
from gui.charts.places import Places
from gui.charts.stack import BarStack
from gui.look.theme import SMALL_PX, font
from models.drawings.edits import found
from models.drawings.geometry import Box, Shape
from models.drawings.values import Drawing, Drawings, Kind
from models.values import Floats

EDGE_PX = 16  # what lies so far beside the pane is not seen
TEXT_PX = 18
ANYWHERE_ACROSS = (Kind.HORIZONTAL, Kind.RAY, Kind.TEXT)
ANYWHERE_DOWN = (Kind.VERTICAL, Kind.RAY)

Seen = list[tuple[Drawing, Shape]]


class Hung:
    """Drawings on one chart. Where their anchors lie by bars and prices is kept until drawings or bars are others."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._key: tuple[Drawings, int] | None = None
        self._seen: list[Drawing] = []
        self._bars = self._prices = np.empty((0, 2))

    def shapes(self, drawings: Drawings, frame: Frame) -> Seen:
        """Those that are not hidden and may be in sight, from the bottom to the top."""
        self._hang(drawings)
        if not self._seen:
            return []
        x, y = frame.x(self._bars), frame.y(self._prices)
        return [
            (self._seen[row], shape_of(frame, self._seen[row], x[row], y[row]))
            for row in np.flatnonzero(self._inside(frame, x, y)).tolist()
        ]

    def shape(self, drawing: Drawing, frame: Frame) -> Shape | None:
        """One drawing, wherever it is; None where the scale has no place for its prices."""
        bars = np.array([self.places.bar(one.time) for one in drawing.anchors], float)
        y = frame.y(np.array([self.places.price(one) for one in drawing.anchors]))
        return shape_of(frame, drawing, frame.x(bars), y) if np.isfinite(y).all() else None

    def _hang(self, drawings: Drawings) -> None:
        key, count = self._key, self.places.axis.count
        if key is not None and key[0] is drawings and key[1] == count:
            return
        self._key, self._seen = (drawings, count), [one for one in drawings if one.visible]
        ends = [(one.anchors[0], one.anchors[-1]) for one in self._seen]
        where = [[(self.places.bar(one.time), self.places.price(one)) for one in pair] for pair in ends]
        held = np.array(where, float).reshape(-1, 2, 2)
        self._bars, self._prices = held[:, :, 0], held[:, :, 1]
        self._across = np.array([one.kind in ANYWHERE_ACROSS for one in self._seen], bool)
        self._down = np.array([one.kind in ANYWHERE_DOWN for one in self._seen], bool)

    def _inside(self, frame: Frame, x: Floats, y: Floats) -> np.ndarray:
        edge = frame.px(EDGE_PX)
        across = self._across | ((x.max(axis=1) >= -edge) & (x.min(axis=1) <= frame.width + edge))
        down = (y.max(axis=1) >= frame.top - edge) & (y.min(axis=1) <= frame.top + frame.height + edge)
        seen: np.ndarray = np.isfinite(y).all(axis=1) & across & (self._down | down)
        return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The chart that hands draw on."""

    stack: BarStack
    hung: Hung

    @property
    def places(self) -> Places:
        """Between its bars and anchors."""
        return self.hung.places


@dataclass(slots=True, kw_only=True)
class Sketch:
    """tool: what the next press begins. making: under way. selected: an id. ground: None without a chart of bars."""

    drawings: Drawings = ()
    selected: str = ""
    making: Drawing | None = None
    tool: Kind | None = None
    ground: Ground | None = None

    @property
    def chosen(self) -> Drawing | None:
        """The selected drawing, if it is seen."""
        one = found(self.drawings, self.selected) if self.selected else None
        return one if one is not None and one.visible else None

    def shapes(self, frame: Frame) -> Seen:
        """What a hand may take."""
        return self.ground.hung.shapes(self.drawings, frame) if self.ground is not None else []


def shape_of(frame: Frame, drawing: Drawing, x: Floats, y: Floats) -> Shape:
    """A drawing with its anchors at these columns and rows."""
    points = tuple(zip(x.tolist(), y.tolist(), strict=True))[: drawing.kind.anchors]
    box = _set(frame, drawing.text, *points[0]) if drawing.kind is Kind.TEXT else None
    return Shape(id=drawing.id, kind=drawing.kind, points=points, box=box)


def one_line(text: str) -> str:
    """A text as it is set: whatever breaks lines is a space."""
    return " ".join(text.split())


@lru_cache(maxsize=512)
def width_of(text: str) -> float:
    """Logical pixels of a text in a chart."""
    return QFontMetricsF(font(SMALL_PX)).horizontalAdvance(text)


def _set(frame: Frame, text: str, x: float, y: float) -> Box:
    half = frame.px(TEXT_PX) / 2
    return Box(left=x, top=y - half, right=x + width_of(one_line(text)) * frame.scale, bottom=y + half)
