"""What the heading of a section says: mean, cap-weighted, median, breadth, contribution.

Calculated when it is looked at, and kept until quotes come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gui.look import numbers
from gui.tables.columns import Column, Form
from gui.tables.lines import Sections
from models.figures.strength import Strength, contribution, strength
from models.store import Picked, QuoteStore

ROOM = 78  # the narrowest column that holds a labelled figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a heading. value: what colours it, None for none."""

    text: str
    value: float | None = None
    label: str = ""


class Headings:
    """Figures of ``sections`` over a store; what was calculated is kept until told."""

    def __init__(self, store: QuoteStore, sections: Sections) -> None:
        self._store, self.sections = store, sections
        self._picked: dict[int, Picked] = {}
        self._strengths: dict[int, Strength] = {}
        self._whole: float | None = None

    def forget(self) -> None:
        """Quotes have come."""
        self._picked.clear()
        self._strengths.clear()
        self._whole = None

    def strength(self, section: int) -> Strength:
        """The day's change of a section."""
        held = self._strengths.get(section)
        if held is None:
            rows = self._live(section)
            measured = strength(rows.values("change_pct"), rows.values("cap_cny"))
            held = self._strengths[section] = measured
        return held

    def mean(self, section: int, by: str) -> float | None:
        """Equal-weight mean of a column over the members that have it and are not suspended."""
        values = self._live(section).values(by)
        values = values[values == values]
        return float(values.mean()) if len(values) else None

    def contribution(self, section: int) -> float | None:
        """What the section adds to the cap-weighted change of the whole list, in percentage points."""
        if self._whole is None:
            self._whole = float(np.nansum(self._store.values("cap_cny", self.sections.rows)))
        return contribution(self.strength(section), self._whole)

    def _live(self, section: int) -> Picked:
        """The members that are not suspended: the others are out of every figure."""
        held = self._picked.get(section)
        if held is None:
            rows = self.sections.members(section)
            halted = self._store.values("suspended", rows) > 0
            held = self._picked[section] = self._store.pick(rows[~halted] if halted.any() else rows)
        return held


def laid_out(columns: Sequence[Column], held: Headings, section: int, texts: Mapping[str, str]) -> dict[int, Figure]:
    """The cells of a heading by column: means under their columns, the rest with a label where there is room."""
    found, free = {}, []
    for at, column in enumerate(columns):
        if column.aggregates:
            value = held.mean(section, column.by)
            found[at] = Figure(column.write(np.nan if value is None else value, 0, None), value)  # type: ignore[arg-type]
        elif column.form is Form.NUMBER and column.width >= ROOM:
            free.append(at)
    rest = _labelled(held.strength(section), held.contribution(section), texts)
    return found | dict(zip(free, rest, strict=False))


def _labelled(day: Strength, share: float | None, texts: Mapping[str, str]) -> list[Figure]:
    breadth = f"▲{day.ups} ▼{day.downs}" if day.counted else ""
    return [
        Figure(breadth),
        Figure(numbers.percent(day.weighted), day.weighted, texts["table.heading.weighted"]),
        Figure(numbers.percent(day.median), day.median, texts["table.heading.median"]),
        Figure(numbers.signed(share), share, texts["table.heading.contribution"]),
    ]
