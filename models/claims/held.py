"""What is held of prices, looked up by claim: returns over any window, closes, groups of shares."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from models.claims.names import ALL, OWN
from models.claims.values import Claim, Subject
from models.instruments import EXCHANGES, Instrument, Market
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.overrides import laid_over
from models.review.calculation import EVER, measured
from models.review.values import Row, RowState, Window
from models.values import Bars

LEAST_FEATURED = 3  # names; of one or two nobody speaks as of a group


class Held:
    """Inputs with what was calculated of them, for one run of checks."""

    def __init__(self, inputs: Inputs, settings: NoteSettings) -> None:
        self.inputs, self.settings = inputs, settings
        self.universe = inputs.universe
        self.instruments: dict[str, Instrument] = {one.id: one for one in inputs.universe.strip}
        self.instruments |= inputs.universe.instruments
        said = [override for one in inputs.beside.values() for override in one.overrides]
        self.bars: Mapping[str, Bars] = laid_over(inputs.bars, said, self.universe.instruments)
        self._rows: dict[tuple[str, Window], Row] = {}
        self._days: dict[Window, dict[Market, frozenset[dt.date]]] = {}

    # windows

    def windows(self, claim: Claim) -> list[Window]:
        """The days a claim may mean, the likeliest first."""
        own = self.inputs.window
        found = [claim.window or own]
        if other := claim.words.get("or"):
            first, _, last = other.partition("..")
            found.append(Window(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last)))
        if claim.words.get("loose"):
            found.append(own)
        return list(dict.fromkeys(found))

    def days(self, window: Window) -> dict[Market, frozenset[dt.date]]:
        """The days each market traded in a window, as seen in the bars."""
        if window not in self._days:
            found: dict[Market, set[dt.date]] = {market: set() for market in EXCHANGES}
            first, last = np.datetime64(window.first, "D"), np.datetime64(window.last, "D")
            for name, series in self.bars.items():
                one = self.instruments.get(name)
                if one is not None and one.market in found:
                    inside = series.date[(series.date >= first) & (series.date <= last)]
                    found[one.market] |= set(inside.astype(object))
            self._days[window] = {market: frozenset(days) for market, days in found.items()}
        return self._days[window]

    # one share

    def row(self, name: str, window: Window) -> Row | None:
        """A share or index over a window; None of one that is not known."""
        one = self.instruments.get(name)
        if one is None:
            return None
        key = (name, window)
        if key not in self._rows:
            series = self.bars.get(name)
            cut = {name: series.between(EVER, window.last)} if series is not None else {}
            self._rows[key] = measured(one, window, cut, self.inputs.failures, self.days(window))
        row = self._rows[key]
        if row.state is RowState.OK and row.end_date is not None and not self._reaches(row, window):
            return replace(row, state=RowState.MISSING, change_pct=None, doubt="short")
        return row

    def _reaches(self, row: Row, window: Window) -> bool:
        """Whether the bars go to the window's last session: a shorter series says nothing about the rest."""
        from models import sessions

        market = row.instrument.market
        if market not in EXCHANGES or row.end_date is None:
            return True
        last = sessions.on_or_before(market, window.last)
        if row.end_date >= last or last < window.first:
            return True
        return not any(day > row.end_date for day in self.days(window)[market]) and bool(
            [one for one in self.days(window)[market] if one >= last]
        )

    def change(self, name: str, window: Window) -> float | None:
        """Percent over the window; None where nothing is held."""
        row = self.row(name, window)
        return row.change_pct if row is not None else None

    # groups

    def groups(self, subject: Subject) -> list[tuple[str, ...]]:
        """The lists a group may mean: all its members, and those that its sentence features."""
        found = [subject.members] if subject.members else []
        featured = self.featured()
        if subject.id == ALL:
            everyone = tuple(dict.fromkeys(name for names in featured.values() for name in names))
            return [*found, everyone]
        if subject.id in featured:
            found.append(featured[subject.id])
        elif set(subject.id.split("+")) <= set(featured):
            found.append(tuple(name for part in subject.id.split("+") for name in featured[part]))
        else:
            printed = {name for names in featured.values() for name in names}
            found.append(tuple(name for name in subject.members if name in printed))
        return [names for place, names in enumerate(found) if names and (not place or len(names) >= LEAST_FEATURED)]

    def featured(self) -> dict[str, tuple[str, ...]]:
        """The featured names of each sector, as the settings have them."""
        return {
            sector.id: tuple(self.settings.featured.get(sector.id, sector.featured)) for sector in self.universe.sectors
        }

    def changes(self, names: Iterable[str], window: Window) -> dict[str, float]:
        """Percent of those that have one."""
        found = {name: self.change(name, window) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def mean(self, names: Iterable[str], window: Window) -> float | None:
        """Equal weight, of those that have a percentage."""
        held = list(self.changes(names, window).values())
        return statistics.fmean(held) if held else None

    def sector_of(self, name: str) -> Subject | None:
        """The sector a share is of."""
        for sector in self.universe.sectors:
            if name in sector.members:
                return Subject(kind="sector", id=sector.id, name=sector.name_zh, members=sector.members)
        return None

    # benchmarks

    def marks(self, market: Market) -> list[str]:
        """A market's benchmark, then the other indices that are held."""
        own = self.universe.benchmarks.get(market)
        others = [
            name for name, one in self.universe.instruments.items()
            if one.market is market and str(one.kind) == "index" and name != own and name in self.bars
        ]  # fmt: skip
        return [*([own] if own else []), *others]

    def market_marks(self, subject: Subject, of: Subject | None = None) -> list[str]:
        """The indices that stand for a market; of 大盘 that of the market somebody trades on, China's without one."""
        if subject.id == OWN:
            one = self.instruments.get(of.id) if of is not None else None
            return self.marks(one.market if one is not None else Market.CN)
        return self.marks(Market(subject.id)) if subject.id in set(Market) else []
