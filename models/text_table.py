"""A table of text whose columns line up in a terminal, Chinese included."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence


def aligned(table: Sequence[Sequence[str]], left: Collection[int]) -> str:
    """Markdown with the first row as heading; the columns whose places are in ``left`` stand to the left."""
    widths = [max(width(row[place]) for row in table) for place in range(len(table[0]))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell + " " * (room - width(cell)) if place in left else " " * (room - width(cell)) + cell
            for place, (cell, room) in enumerate(zip(cells, widths, strict=True))
        ]
        return "| " + " | ".join(padded) + " |"

    rule = "|" + "|".join("-" * (room + 1) + ("-" if place in left else ":") for place, room in enumerate(widths)) + "|"
    return "\n".join([line(table[0]), rule, *(line(row) for row in table[1:])])


def width(text: str) -> int:
    """Columns ``text`` takes in a terminal: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def printable(text: str) -> str:
    """``text`` on one line without what a terminal would obey: controls are blanks, and only one at a time."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
