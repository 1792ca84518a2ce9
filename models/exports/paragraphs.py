"""Sentences above and under a sheet's table: long ones are wrapped over the table's width, as nothing else would."""

from __future__ import annotations

import math
from collections.abc import Sequence

from models.exports.cells import letters
from models.text_table import width
from models.workbook import Column

LEAST = 100.0  # characters that a paragraph may take beside a narrow table
USUAL = 9.1  # characters of a column that has no width of its own
LINE_POINTS = 13.5
_LOOSE = 1.04  # of ten-point letters over a column's characters, and of lines that end before the edge


def reach(columns: Sequence[Column]) -> tuple[str, float]:
    """The last column that a paragraph takes, and the characters up to there."""
    table = float(sum(one.width for one in columns))
    beyond = max(0, math.ceil((LEAST - table) / USUAL))
    return letters(max(len(columns) + beyond, 1) - 1), table + beyond * USUAL


def height(text: str, room: float) -> float | None:
    """The points that ``text`` needs when it is wrapped over ``room`` characters; None where a line is enough."""
    lines = sum(max(1, math.ceil(width(part) * _LOOSE / room)) for part in text.split("\n"))
    return lines * LINE_POINTS if lines > 1 else None
