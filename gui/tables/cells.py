"""Small pictures in cells of the live table: a line of closes, a place within a range, a flag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRect
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from gui.look.flags import flag_colour
from gui.look.theme import PADDING, ROW_HEIGHT, Theme

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARGIN, DASH = 4, 3  # above and below a line; the length of a dash and of a gap


def draw_sparks(
    painter: QPainter, theme: Theme, lines: Sequence[NDArray[np.float64] | None], tops: Sequence[int],
    span: tuple[int, int], scale: float, *, zero: bool,
) -> None:  # fmt: skip
    """A line in each cell, up or down by its ends, or by its last value where ``zero`` is its base: that is dashed.

    Drawn in device pixels, all lines of one colour in one call.
    """
    rising: list[NDArray[np.float64]] = []
    falling: list[NDArray[np.float64]] = []
    bases: list[NDArray[np.float64]] = []
    for line, top in zip(lines, tops, strict=True):
        known = line[np.isfinite(line)] if line is not None else ()
        if line is not None and len(known) > 1:
            kept = rising if known[-1] >= (0.0 if zero else known[0]) else falling
            low, high = _reach(known, zero=zero)
            kept.append(_segments(line, (low, high), span, top, scale))
            bases.append(_dashes(high / (high - low), span, top, scale))
    logical = painter.worldTransform()
    painter.setWorldTransform(QTransform(logical).scale(1 / scale, 1 / scale))
    if zero:
        _draw(painter, bases, theme.faint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for found, colour in ((rising, theme.up), (falling, theme.down)):
        _draw(painter, found, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setWorldTransform(logical)


def draw_ranges(
    painter: QPainter, theme: Theme, places: NDArray[np.float64], tops: Sequence[int], span: tuple[int, int]
) -> None:
    """Where in a range (0 to 100 percent) the last price is: a hairline with a mark."""
    left, width = span[0] + PADDING, span[1] - 2 * PADDING
    for place, top in zip(places.tolist(), tops, strict=True):
        if place == place:  # not a missing one
            middle = top + ROW_HEIGHT // 2
            painter.fillRect(QRect(left, middle - 1, width, 2), theme.line)
            at = left + round((width - 3) * min(max(place, 0.0), 100.0) / 100)
            painter.fillRect(QRect(at, middle - 4, 3, 8), theme.text)


def draw_flags(
    painter: QPainter, theme: Theme, flags: Sequence[str], tops: Sequence[int], span: tuple[int, int]
) -> None:
    """A square in the flag's colour."""
    for flag, top in zip(flags, tops, strict=True):
        if flag:
            painter.fillRect(QRect(span[0] + (span[1] - 8) // 2, top + 7, 8, 8), flag_colour(theme, flag))


def _reach(known: NDArray[np.float64], *, zero: bool) -> tuple[float, float]:
    """What the bottom and the top of a cell stand for. A line that stands still stands in the middle."""
    low, high = float(known.min()), float(known.max())
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if low < high else (low - 1.0, high + 1.0)


def _segments(
    line: NDArray[np.float64], reach: tuple[float, float], span: tuple[int, int], top: int, scale: float
) -> NDArray[np.float64]:
    """The pieces of a line as x1, y1, x2, y2 in device pixels."""
    left, width, height = span[0] + PADDING, span[1] - 2 * PADDING, ROW_HEIGHT - 2 * MARGIN
    x = (left + np.arange(len(line)) * (width / (len(line) - 1))) * scale
    y = (top + MARGIN + (reach[1] - line) / (reach[1] - reach[0]) * height) * scale
    made = np.empty((len(line) - 1, 4))
    made[:, 0], made[:, 1], made[:, 2], made[:, 3] = x[:-1], y[:-1], x[1:], y[1:]
    return made[np.isfinite(made).all(axis=1)]


def _dashes(part: float, span: tuple[int, int], top: int, scale: float) -> NDArray[np.float64]:
    """A dashed line so far down a cell; a pen with dashes is drawn ten times as slowly."""
    begins = np.arange(span[0] + PADDING, span[0] + span[1] - PADDING, 2 * DASH) * scale
    made = np.full((len(begins), 4), (top + MARGIN + part * (ROW_HEIGHT - 2 * MARGIN)) * scale)
    made[:, 0], made[:, 2] = begins, begins + DASH * scale
    return made


def _draw(painter: QPainter, found: Sequence[NDArray[np.float64]], colour: QColor) -> None:
    if found:
        pieces = np.ascontiguousarray(np.concatenate(found))
        if len(pieces):
            painter.setPen(QPen(colour, 0))
            painter.drawLines(shiboken6.wrapInstance(pieces.ctypes.data, QLineF), len(pieces))
