"""What the heading of a section says: mean, cap-weighted, median, breadth, contribution.

Calculated when it is looked at, for all headings in sight at once, and kept until quotes come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gui.look import numbers
from gui.tables.columns import Column
from gui.tables.lines import Sections
from models.figures.strength import Strength, means, strength
from models.frozen import frozen
from models.store import QuoteStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FREE = (  # columns that have no mean, and in which nobody takes a change for one of theirs
    "last", "turnover", "volume", "limit", "limit_up", "limit_down", "cap", "cap_cny", "cap_usd", "range52",
    "spark_day", "spark",
)  # fmt: skip
ROOM = 88  # a narrower column has a shorter label


@frozen
class Figure:
    """One cell of a heading. value: what colours it, None for none."""

    text: str
    value: float | None = None
    label: str = ""


class Batch:
    """The sections that are looked at together."""

    def __init__(self, store: QuoteStore, sections: Sections, chosen: Sequence[int]) -> None:
        self.place = {section: at for at, section in enumerate(chosen)}
        members = [sections.members(section) for section in chosen]
        self._groups = np.repeat(np.arange(len(chosen)), [len(rows) for rows in members])
        self._rows = store.pick(np.concatenate(members) if members else np.zeros(0, np.intp))
        self._out = self._rows.values("suspended") > 0
        self._means: dict[str, Floats] = {}
        self._added: Floats | None = None
        self.day: Strength = strength(*self._change(), self._groups, len(chosen), self._out)

    def mean(self, section: int, by: str) -> float:
        """Equal-weight mean of a column over the members that have it and are not suspended."""
        if by not in self._means:
            values = self._rows.values(by)
            self._means[by] = means(values, self._groups, len(self.place), self._out)
        return float(self._means[by][self.place[section]])

    def added(self, section: int) -> float:
        """What the members' caps have gained today, in percent of a cap: contribution times the base."""
        if self._added is None:
            change, cap = self._change()
            gains = np.nan_to_num(base_cap(change, cap) * change) * ~self._out
            self._added = np.bincount(self._groups, gains, len(self.place))
        return float(self._added[self.place[section]])

    def _change(self) -> tuple[Floats, Floats]:
        return self._rows.values("change_pct"), self._rows.values("cap_cny")


class Headings:
    """Figures of ``sections`` over a store."""

    def __init__(self, store: QuoteStore, sections: Sections) -> None:
        self._store, self.sections = store, sections
        self._batches: dict[int, Batch] = {}
        self._whole: float | None = None

    def forget(self) -> None:
        """Quotes have come."""
        self._batches.clear()
        self._whole = None

    def prepare(self, sections: Sequence[int]) -> None:
        """These will be asked for: one calculation for all of them."""
        wanted = [section for section in sections if section not in self._batches]
        if wanted:
            batch = Batch(self._store, self.sections, wanted)
            self._batches.update(dict.fromkeys(wanted, batch))

    def mean(self, section: int, by: str) -> float:
        """Equal-weight mean of a column, NaN without any."""
        return self._batch(section).mean(section, by)

    def day(self, section: int) -> tuple[Strength, int]:
        """The day's change of a section: where it stands among others."""
        batch = self._batch(section)
        return batch.day, batch.place[section]

    def weighted(self, section: int) -> float:
        """The cap-weighted change, NaN while the cap of a single member is not known: a part is not the whole."""
        day, at = self.day(section)
        return float(day.cap_weighted[at]) if day.weighted[at] == day.counted[at] else np.nan

    def contribution(self, section: int) -> float:
        """What the section adds to the cap-weighted change of the whole list, in percentage points.

        NaN while the cap of a single share of the list is not known. Indices and currencies have none and no part.
        """
        if self._whole is None:
            self._whole = self._list_cap()
        return self._batch(section).added(section) / self._whole if self._whole > 0 else np.nan

    def _list_cap(self) -> float:
        """The caps of all shares before today's change, in CNY."""
        rows = self._store.pick(self.sections.once)
        change, cap = rows.values("change_pct"), rows.values("cap_cny")
        counts = np.isfinite(change) & ~(rows.values("suspended") > 0) & self._store.shares[self.sections.once]
        return float(base_cap(change, cap)[counts].sum())

    def _batch(self, section: int) -> Batch:
        self.prepare([section])
        return self._batches[section]


def base_cap(change: Floats, cap: Floats) -> Floats:
    """The cap before the change: what a cap-weighted change is weighted by."""
    made: Floats = np.where(change > -100.0, cap / (1.0 + np.maximum(change, -99.0) / 100.0), np.nan)
    return made


def laid_out(columns: Sequence[Column], held: Headings, section: int, texts: Mapping[str, str]) -> dict[int, Figure]:
    """The cells of a heading by column: means under their columns, the rest with a label where there is room."""
    found, free = {}, []
    for at, column in enumerate(columns):
        if column.aggregates:
            value = held.mean(section, column.by)
            found[at] = Figure(numbers.signed(value) if "excess" in column.key else numbers.percent(value), value)
        elif column.key in FREE:
            free.append(at)
    for at, (figure, key) in zip(free, _others(held, section), strict=False):
        narrow = ".short" if columns[at].width < ROOM else ""
        found[at] = replace(figure, label=texts[f"table.heading.{key}{narrow}"]) if key else figure
    return found


def _others(held: Headings, section: int) -> Iterator[tuple[Figure, str]]:
    """One after another: the last one costs a look at the whole list, and not every set of columns has room for it."""
    day, at = held.day(section)
    weighted, median = held.weighted(section), float(day.median[at])
    yield Figure(f"▲{day.ups[at]} ▼{day.downs[at]}" if day.counted[at] else ""), ""
    yield Figure(numbers.percent(weighted), weighted), "weighted"
    yield Figure(numbers.percent(median), median), "median"
    share = held.contribution(section)
    yield Figure(numbers.signed(share), share), "contribution"


def about(held: Headings, section: int, texts: Mapping[str, str]) -> str:
    """Every figure of a section, whatever columns there are."""
    day, at = held.day(section)
    return texts["table.heading.tip"].format(
        count=int(held.sections.size[section]),
        mean=numbers.percent(float(day.mean[at])),
        weighted=numbers.percent(held.weighted(section)),
        median=numbers.percent(float(day.median[at])),
        share=numbers.signed(held.contribution(section)),
        ups=int(day.ups[at]),
        downs=int(day.downs[at]),
        flats=int(day.flats[at]),
    )
