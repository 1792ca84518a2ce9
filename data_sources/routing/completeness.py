"""How whole the held daily bars of an instrument are: expected sessions, held ones, and the gaps between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from data_sources.protocol import BarsWanted, Completeness, CompletenessWanted
from data_sources.routing.histories import Histories
from models import sessions
from models.instruments import Instrument, Market

DAY = dt.timedelta(days=1)
Gap = tuple[dt.date, dt.date]
Sessions = Callable[[Market, dt.date, dt.date], list[dt.date]]


def weekdays(market: Market, first: dt.date, last: dt.date) -> list[dt.date]:  # noqa: ARG001 - the shape of Sessions
    """The sessions of ``market`` as far as they are known without a calendar: holidays count as expected."""
    days = (first + DAY * place for place in range((last - first).days + 1))
    return [day for day in days if day.weekday() < sessions.SATURDAY]


def gaps(expected: Iterable[dt.date], held: set[dt.date]) -> tuple[Gap, ...]:
    """First and last missing session of each run of missing ones. ``expected`` is ascending."""
    found: list[Gap] = []
    open_gap = False
    for day in expected:
        if day in held:
            open_gap = False
        elif open_gap:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
            open_gap = True
    return tuple(found)


class Wholeness:
    """Answers CompletenessWanted from the cache alone. ``between(market, first, last)``: the sessions, ascending."""

    def __init__(self, histories: Histories, clock: Callable[[], float], between: Sessions = weekdays) -> None:
        self._histories, self._clock, self._between = histories, clock, between

    def of(self, want: CompletenessWanted) -> tuple[Completeness, ...]:
        """One line an instrument, of the source that holds the most."""
        return tuple(self._line(one, want.start, want.end) for one in want.instruments)

    def _line(self, one: Instrument, start: dt.date, end: dt.date) -> Completeness:
        last = min(end, sessions.last_final_date(one.market, self._clock()))
        expected = self._between(one.market, start, last) if start <= last else []
        asked = BarsWanted(instrument=one, start=start, end=end)
        best = Completeness(instrument=one.id, source="", expected=len(expected), held=0, gaps=gaps(expected, set()))
        for entry in self._histories.route(asked):
            held = self._histories.held(entry.id, asked)
            days = set(held.bars.date.astype(object).tolist()) & set(expected) if held is not None else set()
            if held is not None and len(days) > best.held:
                best = Completeness(
                    instrument=one.id, source=entry.id, expected=len(expected), held=len(days),
                    gaps=gaps(expected, days), fetched_at=held.bars.fetched_at,
                )  # fmt: skip
        return best
