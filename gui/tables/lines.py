"""Which line of the table is what: sections with their headings, folded, filtered, sorted. Arrays, no Qt.

50,000 rows in 2,000 sections are arranged in a few milliseconds: nothing here is done row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from models.frozen import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.intp]

HEADING = -1
MANY = 1_000_000_000  # more rows than a store has


@frozen(eq=False)
class Lines:
    """One entry a visible line: the number of its section, and its row in the store or HEADING."""

    section: Ints
    row: Ints

    def __len__(self) -> int:
        return len(self.row)

    def is_heading(self, place: int) -> bool:
        """Whether a line is a section's heading."""
        return bool(self.row[place] == HEADING)

    def begins(self, place: int) -> bool:
        """Whether a section begins with this line; the first has nothing above it to be kept apart from."""
        return place == 0 or bool(self.section[place] != self.section[place - 1])


@frozen(kw_only=True, eq=False)
class Sections:
    """The members of every section as rows of the store, one after another.

    rows: all members; section: the section of each; titled: which sections have a heading; size: how many members.
    begin: where each section's members begin, and after the last the end. once: every row once, whatever is pinned.
    """

    rows: Ints
    section: Ints
    titled: NDArray[np.bool_]
    size: Ints
    begin: Ints
    once: Ints

    def members(self, number: int) -> Ints:
        """The rows of one section, in list order."""
        return self.rows[self.begin[number] : self.begin[number + 1]]


def sections_of(members: Sequence[Sequence[int]], titled: Sequence[bool]) -> Sections:
    """Sections from their members' rows."""
    size = np.array([len(rows) for rows in members], np.intp)
    rows = np.fromiter((row for part in members for row in part), np.intp, int(size.sum()))
    return Sections(
        rows=rows,
        section=np.repeat(np.arange(len(size)), size),
        titled=np.array(titled, np.bool_),
        size=size,
        begin=np.concatenate([[0], np.cumsum(size)]),
        once=np.flatnonzero(np.bincount(rows)),
    )


def arranged(
    sections: Sections,
    folded: NDArray[np.bool_],
    keep: NDArray[np.bool_] | None = None,
    key: NDArray[np.float64] | None = None,
    strength: NDArray[np.float64] | None = None,
) -> Lines:
    """The lines to show.

    keep: by store row, which pass the filter; sections without any then have no heading. key: by store row, sorted
    ascending inside sections, NaN last, equal ones in list order. strength: by section, the strongest first, NaN last.
    """
    rows, section = sections.rows, sections.section
    rank = _rank(sections, strength)
    shown = ~folded[section] if keep is None else keep[rows] & ~folded[section]
    present = np.ones(len(folded), np.bool_) if keep is None else _with_any(section, keep[rows], len(folded))
    rows, section = rows[shown], section[shown]
    order = np.lexsort((rank[section],)) if key is None else np.lexsort((key[rows], rank[section]))
    return _with_headings(rows[order], section[order], rank, present & sections.titled)


def _rank(sections: Sections, strength: NDArray[np.float64] | None) -> Ints:
    """Each section's place among the sections."""
    count = len(sections.size)
    order = np.arange(count) if strength is None else np.argsort(-strength, kind="stable")
    rank = np.empty(count, np.intp)
    rank[order] = np.arange(count)
    return rank


def _with_any(section: Ints, kept: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    return np.bincount(section[kept], minlength=count) > 0


def _with_headings(rows: Ints, section: Ints, rank: Ints, headed: NDArray[np.bool_]) -> Lines:
    """Rows in order, each section after its heading if it has one."""
    order = np.argsort(rank)
    sizes = np.bincount(section, minlength=len(rank))[order]
    heads = headed[order].astype(np.intp)
    before = np.cumsum(sizes + heads) - sizes - heads  # lines before each section, in the order shown
    at = before[rank[section]] + heads[rank[section]] + _places_inside(sizes)
    total = int(sizes.sum() + heads.sum())
    line_row, line_section = np.full(total, HEADING, np.intp), np.empty(total, np.intp)
    line_row[at], line_section[at] = rows, section
    headings = before[heads > 0]
    line_section[headings] = order[heads > 0]
    return Lines(line_section, line_row)


def _places_inside(sizes: Ints) -> Ints:
    """0, 1, 2, ... inside each of consecutive runs of these sizes."""
    ends = np.cumsum(sizes)
    return np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)


def moved(before: Lines, after: Lines, places: Sequence[int]) -> list[int]:
    """Where the lines at ``places`` went."""
    if not places:
        return []
    names = after.section * MANY + after.row
    order = np.argsort(names)
    wanted = before.section[places] * MANY + before.row[places]
    found: list[int] = order[np.searchsorted(names, wanted, sorter=order)].tolist()
    return found
