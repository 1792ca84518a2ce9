"""A small panel of text that is painted beside the pointer, and how wide texts are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QFontMetricsF

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.look.theme import SMALL_PX, font

LINE_PX, PAD_PX, AWAY_PX = 17, 8, 14
SWATCH_PX, SIDE_PX = 8, 14  # a line's colour, and the room it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """A line of a box: words at the left, perhaps a number at the right, perhaps a swatch of a colour in front."""

    text: str
    right: str = ""
    ink: QColor | None = None
    swatch: QColor | None = None
    bold: bool = False


@lru_cache(maxsize=4096)
def width_of(text: str, *, bold: bool = False) -> float:
    """Logical pixels that a label's text takes."""
    return QFontMetricsF(font(SMALL_PX, bold=bold)).horizontalAdvance(text)


def elided(text: str, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as there is room for, with an ellipsis."""
    if width_of(text, bold=bold) <= room:
        return text
    while text and width_of(text + "…", bold=bold) > room:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, room: float) -> list[str]:
    """The text in lines of at most ``room`` logical pixels; it breaks between words, and between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def box(frame: Frame, lines: Sequence[BoxLine], x: float, y: float) -> Iterator[Mark]:
    """A panel beside (x, y), device pixels: to the right of it where there is room, and inside the picture.

    Numbers at the right stand under each other.
    """
    left_px = max(_left(line) for line in lines)
    right_px = max(width_of(line.right, bold=line.bold) for line in lines)
    wide = frame.px(left_px + (right_px + 14 if right_px else 0) + 2 * PAD_PX)
    high = frame.px(LINE_PX * len(lines) + PAD_PX)
    away = frame.px(AWAY_PX)
    left = x + away if x + away + wide <= frame.width else x - away - wide
    left, top = max(0.0, left), min(max(y - high / 2, 2.0), frame.sheet.height - high - 2.0)
    yield from ground(frame, left, max(0.0, top), wide, high)
    for place, line in enumerate(lines):
        row = max(0.0, top) + frame.px(PAD_PX / 2 + LINE_PX * (place + 0.5))
        yield from _line(frame, line, left, wide, row)


def ground(frame: Frame, left: float, top: float, wide: float, high: float) -> Iterator[Mark]:
    """What a box stands on: the raised surface with a hairline around it."""
    edge = frame.px(1)
    yield Fill(colour=frame.theme.line, rects=rects(left, top, left + wide, top + high))
    inside = rects(left + edge, top + edge, left + wide - edge, top + high - edge)
    yield Fill(colour=frame.theme.raised, rects=inside)


def _left(line: BoxLine) -> float:
    return width_of(line.text, bold=line.bold) + (SIDE_PX if line.swatch is not None else 0)


def _line(frame: Frame, line: BoxLine, left: float, wide: float, row: float) -> Iterator[Mark]:
    x, ink = left + frame.px(PAD_PX), line.ink or frame.theme.text
    if line.swatch is not None:
        half = frame.px(SWATCH_PX) // 2
        yield Fill(colour=line.swatch, rects=rects(x, row - half, x + 2 * half, row + half))
        x += frame.px(SIDE_PX)
    yield Label(text=line.text, x=x, y=row, colour=ink, bold=line.bold)
    if line.right:
        end = left + wide - frame.px(PAD_PX)
        yield Label(text=line.right, x=end, y=row, colour=ink, anchor=Anchor.RIGHT, bold=line.bold)


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a blank, and around each wide character."""
    pieces, piece = [], ""
    for mark in text:
        wide = ord(mark) > 0x2E80
        if wide and piece:
            pieces.append(piece)
            piece = ""
        piece += mark
        if mark == " " or wide:
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


def nearest(rows: np.ndarray, row: float, within: float) -> int | None:
    """Which of some rows is the nearest to one, if any is near enough; NaN is nowhere."""
    away = np.abs(rows - row)
    if not len(away) or not np.isfinite(away).any():
        return None
    place = int(np.nanargmin(away))
    return place if away[place] <= within else None
