"""Where an end of a drawing goes: to a bar, to one of its prices, or straight from the other end."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt

from gui.charts.frame import Frame
from gui.charts.hands.base import Spot
from gui.charts.sketch import Ground
from gui.charts.stack import PRICES
from models.drawings.geometry import Point
from models.drawings.values import Anchor

NEAR_PX = 6  # from an open, high, low or close, which then takes the end; with Ctrl from anywhere
LEVEL = math.tan(math.radians(22.5))  # what is flatter is meant to be level
Place = tuple[float, float]  # a bar, whole, and a price


def snapped(ground: Ground, frame: Frame, spot: Spot, start: Anchor | None = None, *, square: bool = False) -> Place:
    """The place that a spot stands for, in the frame of the prices.

    start: the other end; with Shift the line from it is level, upright or at 45 degrees on the screen. square: always
    45 degrees.
    """
    bar, row = round(spot.bar), _row(frame, spot)
    if start is not None and spot.keys & Qt.KeyboardModifier.ShiftModifier:
        return _straight(ground, frame, bar, row, start, square=square)
    return float(bar), magnet(ground, frame, bar, row, strong=bool(spot.keys & Qt.KeyboardModifier.ControlModifier))


def magnet(ground: Ground, frame: Frame, bar: int, row: float, *, strong: bool) -> float:
    """The price at a row, or the nearest of the bar's own."""
    stack = ground.stack
    if 0 <= bar < stack.count:
        prices = np.array([float(stack.rows.at(name, bar)) for name in PRICES])
        away = np.abs(frame.y(prices) - row)
        if np.isfinite(away).any() and (strong or np.nanmin(away) <= NEAR_PX * frame.scale):
            return float(prices[int(np.nanargmin(away))])
    return frame.value_at(row)


def point(ground: Ground, frame: Frame, anchor: Anchor) -> Point:
    """Where an anchor is in the picture; NaN for a row that there is not."""
    places = ground.places
    x, y = frame.x(np.array(places.bar(anchor.time))), frame.y(np.array(places.price(anchor)))
    return float(x), float(y)


def _straight(ground: Ground, frame: Frame, bar: int, row: float, start: Anchor, *, square: bool) -> Place:
    x0, y0 = point(ground, frame, start)
    across, down = float(frame.x(np.array(float(bar)))) - x0, row - y0
    if not square and abs(down) < LEVEL * abs(across):
        return float(bar), ground.places.price(start)
    if not square and abs(across) < LEVEL * abs(down):
        return ground.places.bar(start.time), frame.value_at(row)
    return float(bar), frame.value_at(y0 + math.copysign(abs(across), down))


def _row(frame: Frame, spot: Spot) -> float:
    return min(max(spot.y, float(frame.top)), float(frame.top + frame.height - 1))
