"""Where the pointer is on a chart, and what a hand can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from gui.charts.frame import Frame

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView


class Where(Enum):
    """The part of a chart."""

    PLOT = "plot"
    VALUES = "values"  # the axis on the right
    DATES = "dates"  # the axis at the foot
    SPLITTER = "splitter"  # between two panes


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place: device pixels, the pane (by number) and its frame, the bar as a fraction (its middle is a whole number).

    value: of the pane's axis at that row. keys: Shift, Ctrl and Alt as they are held.
    """

    x: float
    y: float
    where: Where
    pane: int
    frame: Frame
    bar: float
    value: float
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier


class Hand:
    """Asked in turn; the first whose ``press`` says True gets every ``drag`` until the release."""

    cursor: Qt.CursorShape | None = None  # while it holds

    def press(self, view: ChartView, spot: Spot, event: object) -> bool:
        """Whether this press is for it. ``event``: Qt's, for its button and keys."""
        return False

    def drag(self, view: ChartView, spot: Spot) -> None:
        """The pointer moved while it holds."""

    def release(self, view: ChartView, spot: Spot) -> None:
        """The button went up."""

    def double(self, view: ChartView, spot: Spot) -> bool:
        """A double click."""
        return False

    def menu(self, view: ChartView, spot: Spot, at: QPoint) -> bool:
        """The right button, ``at`` on the screen; True: taken."""
        return False

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """The pointer passes, with no button down: the shape that says what a press would do here; None: no say."""
        return None

    def key(self, view: ChartView, key: int) -> bool:
        """A key, before the chart has it; True: taken."""
        return False
