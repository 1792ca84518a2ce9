"""Where things are on a chart, and what a layer may draw there: fills, lines and labels as plain values.

Everything is in device pixels, so that a wick is one crisp pixel at 100 and at 150 percent; labels carry device
positions too and are set in the font of the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.stack import BarStack
from gui.look.theme import Theme
from models.values import Floats

VOLUME_SHARE = 0.2  # of the plot's height, at its foot
GAP = 0.02

Rects = np.ndarray  # of int32, n x 4, as QRect keeps its corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Filled rectangles of one colour: rows of left, top, right, bottom, all included, as QRect keeps them."""

    colour: QColor
    rects: Rects


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points (n x 2)."""

    colour: QColor
    points: Floats
    width: float = 1.0


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


Mark = Fill | Line | Label
Layer = Callable[["Frame"], Iterable[Mark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture of a chart: the bars x0..x1 between the prices low and high, in a plot of device pixels.

    width, height: of the plot, axes excluded. right, bottom: the room of the axes. scale: device pixels a logical one.
    cursor: device position of the pointer over the plot, if it is there. busiest: the greatest volume in sight.
    begin, end: only these bars are drawn, wherever the window reaches.
    """

    stack: BarStack
    x0: float
    x1: float
    low: float
    high: float
    width: int
    height: int
    right: int
    bottom: int
    scale: float
    theme: Theme
    texts: Mapping[str, str]
    lang: str
    decimals: int
    cursor: tuple[float, float] | None = None
    previous_close: float | None = None
    busiest: float = 0.0
    begin: int = 0
    end: int | None = None

    @property
    def sight(self) -> tuple[object, ...]:
        """What must be the same for a kept picture of everything but the newest bar to be right."""
        window = (self.x0, self.x1, self.low, self.high, self.busiest)
        return (id(self.stack), self.stack.count, *window, self.width, self.height, self.scale)

    @property
    def settled(self) -> int:
        """The bars that no quote can change: all but the newest, and all of a series of closes."""
        return self.stack.count if self.stack.close_only else max(0, self.stack.count - 1)

    @property
    def price_height(self) -> int:
        """The rows that prices may use."""
        share = 0.0 if self.stack.close_only else VOLUME_SHARE + GAP
        return max(1, round(self.height * (1 - share)))

    @property
    def volume_top(self) -> int:
        """The first row of the volume's part."""
        return round(self.height * (1 - VOLUME_SHARE))

    @property
    def bar_width(self) -> float:
        """Device pixels a bar takes."""
        return self.width / (self.x1 - self.x0)

    @property
    def first(self) -> int:
        """The first bar that may be seen."""
        return max(self.begin, int(np.floor(self.x0)))

    @property
    def stop(self) -> int:
        """One after the last bar that may be seen."""
        return min(self.stack.count if self.end is None else self.end, int(np.ceil(self.x1)))

    def x(self, bar: Floats) -> Floats:
        """The middle of bars, by their number."""
        return (bar + 0.5 - self.x0) * self.bar_width

    def y(self, price: Floats) -> Floats:
        """The row of prices."""
        return (self.high - price) * ((self.price_height - 1) / (self.high - self.low))

    def price_at(self, y: float) -> float:
        """The price of a row."""
        return self.high - y * (self.high - self.low) / max(1, self.price_height - 1)

    def bar_at(self, x: float) -> int | None:
        """The bar under a column, if there is one."""
        place = int(np.floor(self.x0 + x / self.bar_width))
        return place if 0 <= place < self.stack.count else None

    def px(self, logical: float) -> int:
        """Logical pixels in device pixels."""
        return round(logical * self.scale)


def rects(left: object, top: object, right: object, bottom: object) -> Rects:
    """Rows for a Fill from columns or numbers."""
    columns = np.broadcast_arrays(left, top, right, bottom)
    return np.ascontiguousarray(np.stack([np.atleast_1d(column) for column in columns], axis=1), np.int32)
