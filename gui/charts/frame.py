"""One pane of one picture: where things are, and what a layer may draw there: fills, lines and labels as plain values.

Everything is in device pixels, so that a wick is one crisp pixel at 100 and at 150 percent; labels carry device
positions too and are set in the font of the screen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.axis import BarAxis
from gui.charts.scale import Scale
from gui.look.theme import Theme
from models.values import Floats

Rects = np.ndarray  # of int32, n x 4, as QRect keeps its corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Filled rectangles of one colour: rows of left, top, right, bottom, all included, as QRect keeps them."""

    colour: QColor
    rects: Rects


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points (n x 2). closed: the area inside is filled with ``ground``."""

    colour: QColor
    points: Floats
    width: float = 1.0
    dashed: bool = False
    ground: QColor | None = None
    smooth: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Discs of one colour and radius around points (n x 2)."""

    colour: QColor
    points: Floats
    radius: float


class Anchor(Enum):
    """Which point of a label lies at its position; always centred vertically."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text, with a filled tag behind it when ``ground`` is given."""

    text: str
    x: float
    y: float
    colour: QColor
    anchor: Anchor = Anchor.LEFT
    ground: QColor | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What follows is seen inside this only, until the next one; without a height everywhere."""

    top: int = 0
    width: int = 0
    height: int = 0


Mark = Fill | Line | Dots | Label | Clip
EVERYWHERE = Clip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What all panes of one picture share. Sizes in device pixels.

    width, height: of the plot, axes excluded. left: how much of the width has no bars. right, bottom: the room of the
    axes. scale: device pixels a logical one.
    x0, x1: the bars in sight, as fractions. cursor: where the pointer is over the plot; its row is None when only the
    column is known (it stands in another chart, or was moved by keys).
    """

    axis: BarAxis
    x0: float
    x1: float
    width: int
    height: int
    right: int
    bottom: int
    scale: float
    theme: Theme
    texts: Mapping[str, str]
    lang: str
    left: int = 0
    cursor: tuple[float, float | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A pane in a picture: values between low and high (as its scale's ``inner`` tells them) on the rows from ``top``.

    height: rows of the pane; foot: how many of them at its foot are kept free of values (for the volume).
    begin, end: only these bars are drawn, wherever the window reaches. first_pane, last_pane: whether it is the one.
    """

    sheet: Sheet
    low: float
    high: float
    top: int = 0
    height: int
    foot: int = 0
    values: Scale = field(default_factory=Scale)
    begin: int = 0
    end: int | None = None
    last_pane: bool = True

    axis = property(lambda self: self.sheet.axis)
    x0 = property(lambda self: self.sheet.x0)
    x1 = property(lambda self: self.sheet.x1)
    width = property(lambda self: self.sheet.width)
    left = property(lambda self: self.sheet.left)
    right = property(lambda self: self.sheet.right)
    bottom = property(lambda self: self.sheet.bottom)
    scale = property(lambda self: self.sheet.scale)
    theme = property(lambda self: self.sheet.theme)
    texts = property(lambda self: self.sheet.texts)
    lang = property(lambda self: self.sheet.lang)

    @property
    def rows(self) -> int:
        """The rows that values may use."""
        return max(1, self.height - self.foot)

    @property
    def bar_width(self) -> float:
        """Device pixels a bar takes."""
        return self.sheet.width / (self.sheet.x1 - self.sheet.x0)

    @property
    def first(self) -> int:
        """The first bar that may be seen."""
        return max(self.begin, math.floor(self.sheet.x0))

    @property
    def stop(self) -> int:
        """One after the last bar that may be seen."""
        count = self.sheet.axis.count
        return min(count if self.end is None else min(self.end, count), math.ceil(self.sheet.x1))

    @property
    def cursor(self) -> tuple[float, float | None] | None:
        """Where the pointer is; its row only if it lies in this pane."""
        at = self.sheet.cursor
        if at is None or at[1] is None or self.top <= at[1] < self.top + self.height:
            return at
        return at[0], None

    def x(self, bar: Floats) -> Floats:
        """The middle of bars, by their number."""
        return (bar + 0.5 - self.sheet.x0) * self.bar_width

    def y(self, value: Floats) -> Floats:
        """The row of values; NaN where they have none."""
        share = (self.high - self.values.inner(value)) / (self.high - self.low)
        return self.top + (1.0 - share if self.values.inverted else share) * (self.rows - 1)

    def value_at(self, y: float) -> float:
        """The value of a row."""
        share = (y - self.top) / max(1, self.rows - 1)
        share = 1.0 - share if self.values.inverted else share
        return self.values.outer(self.high - share * (self.high - self.low))

    def bar_at(self, x: float) -> int | None:
        """The bar under a column, if there is one."""
        place = math.floor(self.sheet.x0 + x / self.bar_width)
        return place if 0 <= place < self.sheet.axis.count else None

    def px(self, logical: float) -> int:
        """Logical pixels in device pixels."""
        return round(logical * self.sheet.scale)


def rects(left: object, top: object, right: object, bottom: object) -> Rects:
    """Rows for a Fill from columns or numbers."""
    sides = (left, top, right, bottom)
    made = np.empty((max(np.size(side) for side in sides) if all(map(np.size, sides)) else 0, 4), np.int32)
    for place, side in enumerate(sides):
        made[:, place] = side
    return made
