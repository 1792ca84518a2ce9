"""Where long texts break, and how high they stand: sentences over a table's width, texts in their column.

Programs that open a workbook do not all find the height of a row themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from models.text_table import width
from models.workbook import Column, Line

LEAST = 100.0  # characters that a paragraph may take beside a narrow table
USUAL = 9.1  # characters of a column that has no width of its own
LINE_POINTS = 13.5
_WIDE, _NARROW = 1.95, 0.88  # of a column's characters that a Chinese one and a Latin one of ten points take
_LOOSE = 1.04  # lines end before the edge
_EDGE = 2.0  # characters that a cell keeps free
_APART = 4.0  # points between rows of several lines


def reach(columns: Sequence[Column]) -> tuple[int, float]:
    """The place of the last column that a paragraph takes, and the characters up to there."""
    table = float(sum(one.width for one in columns))
    beyond = max(0, math.ceil((LEAST - table) / USUAL))
    return len(columns) + beyond - 1, table + beyond * USUAL


def height(text: str, room: float) -> float | None:
    """The points that ``text`` needs when it is wrapped over ``room`` characters; None where a line is enough."""
    lines = sum(max(1, math.ceil(_length(part) * _LOOSE / room)) for part in text.split("\n"))
    return lines * LINE_POINTS if lines > 1 else None


def _length(text: str) -> float:
    wide = width(text) - len(text)
    return wide * _WIDE + (len(text) - wide) * _NARROW


def row_height(line: Line, columns: Sequence[Column]) -> float | None:
    """The points that a row of a table needs for the texts of its columns that wrap; None where a line is enough."""
    pairs = zip(line.values, columns, strict=True)
    high = (height(value, column.width - _EDGE) for value, column in pairs if column.wrap and isinstance(value, str))
    most = max((one for one in high if one is not None), default=None)
    return None if most is None else most + _APART
