"""From one place to another with one gesture: press, drag and let go; or a click here and a click there."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt

from gui.charts.hands.base import Hand, Spot

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView

STILL_PX = 4  # a press that moved less is a click


class Reaching(Hand, ABC):
    """``begins`` says whether a press is meant for it, ``reach`` follows the pointer, ``end`` closes.

    two_clicks: whether a click is a beginning; otherwise letting go is the end.
    """

    cursor = Qt.CursorShape.CrossCursor
    two_clicks = True

    def __init__(self) -> None:
        self._from: Spot | None = None
        self._again = False  # the second click

    @property
    def under_way(self) -> bool:
        """Whether it has begun."""
        return self._from is not None

    @abstractmethod
    def begins(self, view: ChartView, spot: Spot) -> bool:
        """Whether a press begins it here; if so it has begun."""

    @abstractmethod
    def reach(self, view: ChartView, spot: Spot) -> None:
        """The other end is here."""

    def end(self, view: ChartView, spot: Spot) -> None:
        """It is over; ``reach`` was told the last place."""

    def drop(self) -> None:
        """Forget what has begun."""
        self._from, self._again = None, False

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """The first end, or the second."""
        if self._from is not None:
            self._again = True
            self.reach(view, spot)
            return True
        if not self.begins(view, spot):
            return False
        self._from = spot
        return True

    def drag(self, view: ChartView, spot: Spot) -> None:
        """The other end follows."""
        if self._from is not None:
            self.reach(view, spot)

    def release(self, view: ChartView, spot: Spot) -> None:
        """The end, unless it was a first click."""
        begun = self._from
        if begun is None:
            return
        self.reach(view, spot)
        clicked = math.hypot(spot.x - begun.x, spot.y - begun.y) < STILL_PX * spot.frame.scale
        if clicked and self.two_clicks and not self._again:
            return
        self.drop()
        self.end(view, spot)

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """Between two clicks the end follows, too."""
        if self._from is None:
            return None
        self.reach(view, spot)
        return self.cursor

    def menu(self, view: ChartView, spot: Spot, at: QPoint) -> bool:
        """The right button gives up what has begun."""
        return self.under_way and self.key(view, Qt.Key.Key_Escape)
