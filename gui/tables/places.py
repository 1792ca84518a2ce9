"""Where the rows of a store and the headings of sections stand among the lines, and which a change concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.tables.lines import HEADING, Lines, Sections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.intp]
    Flags = NDArray[np.bool_]


class Places:
    """Of one list in a store of ``size`` rows. pinned: which sections are the pins, whose rows stand below once more.

    stirred: the sections whose figures have changed since they were last told.
    """

    def __init__(self, sections: Sections, pinned: Flags, size: int) -> None:
        self.pinned = pinned
        self.stirred = np.zeros(len(pinned), np.bool_)
        self._pins = sections.rows[pinned[sections.section]]
        self._section = np.full(size, -1)
        self._section[sections.rows] = sections.section
        self._row = np.full(size, -1)
        self._head = np.full(len(pinned), -1)

    def find(self, lines: Lines) -> None:
        """The lines are these now: each row's place (the last of two), each section's heading, -1 where not shown."""
        rows, places = lines.row, np.arange(len(lines))
        self._row, self._head = np.full(len(self._section), -1), np.full(len(self.pinned), -1)
        own = rows != HEADING
        self._row[rows[own]] = places[own]
        self._head[lines.section[~own]] = places[~own]

    def of(self, row: int | None) -> int | None:
        """The line of a row: the one in its section rather than the one among the pins."""
        return None if row is None or row >= len(self._row) else _place(self._row[row])

    def heading(self, section: int) -> int | None:
        """The line of a section's heading."""
        return _place(self._head[section])

    def section(self, row: int | None) -> int | None:
        """The section a row stands in, shown or folded."""
        return None if row is None or row >= len(self._section) else _place(self._section[row])

    def known(self, rows: Ints) -> Ints:
        """Those that were in the store when the list was shown."""
        return rows[rows < len(self._section)]

    def stir(self, rows: Ints, changed: Flags) -> None:
        """Rows have changed (and are so by ``changed``): the figures of their sections with them."""
        mine = self._section[rows]
        self.stirred[mine[mine >= 0]] = True
        self.stirred |= self.pinned & changed[self._pins].any()

    def span(self, rows: Ints, sections: Flags) -> tuple[int, int] | None:
        """First and last line of rows and of the headings of sections; a row among the pins is below their heading."""
        places = np.concatenate([self._row[rows], self._head[sections]])
        places = places[places >= 0]
        return (int(places.min()), int(places.max())) if len(places) else None


def _place(found: np.intp) -> int | None:
    return None if found < 0 else int(found)
