"""A second opinion on an instrument's closes: the word of a source that shares nothing with the first one."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable

import numpy as np

from data_sources import catalog
from data_sources.catalog import Entry
from data_sources.protocol import BarsWanted, WitnessWanted
from data_sources.routing.chain import AllFailed, Chain, all_of
from data_sources.routing.histories import Histories
from models import sessions
from models.errors import AppError, Failure, NoSuchData, failure_of
from models.gate.independence import independent
from models.values import Bars

DAY_S = 24 * 3600.0
RUNNING_S = 900.0  # what was asked before the last close may be asked again after this
REMEMBERED = 2000
NOBODY = "no independent second source"
Key = tuple[str, dt.date, dt.date, str, dt.date | None]


class Witnesses:
    """Answers WitnessWanted. ``steady``: monotonic seconds, what ages are counted in."""

    def __init__(self, chain: Chain, histories: Histories, steady: Callable[[], float] = time.monotonic) -> None:
        self._chain, self._histories, self._steady = chain, histories, steady
        self._lock = threading.Lock()
        self._known: dict[Key, tuple[float, Bars]] = {}

    def of(self, want: WitnessWanted) -> Bars:
        """The bars of an independent source: remembered, held, or asked for in the user's order; at last the facts.

        Nothing goes into the cache: the series there are those the user looks at. Raises AllFailed, NoSuchData.
        """
        known = self._remembered(want)
        if known is None:
            known = self._found(want)
            self._remember(want, known)
        return known

    def _found(self, want: WitnessWanted) -> Bars:
        asked = BarsWanted(instrument=want.instrument, start=want.start, end=want.end)
        route = tuple(one for one in self._histories.route(asked) if independent(want.against, one.id))
        for entry in route:
            held = self._histories.covered(entry, asked)
            if held is not None and _reaches(held, want):
                return held.between(want.start, want.end)
        try:
            return self._chain.first(route, lambda entry: self._asked(entry, asked, want))
        except AllFailed as error:
            return self._reference(asked, want, list(error.failure.tried))

    def _asked(self, entry: Entry, asked: BarsWanted, want: WitnessWanted) -> Bars:
        bars = self._histories.fetched(entry, asked).between(want.start, want.end)
        if not _reaches(bars, want):
            raise NoSuchData(f"no close of {want.reaching}", source=entry.id)
        return bars

    def _reference(self, asked: BarsWanted, want: WitnessWanted, tried: list[Failure]) -> Bars:
        """The bundled facts, where they are not what is to be confirmed."""
        entry = catalog.BY_ID[catalog.LAST_RESORT]
        if independent(want.against, entry.id) and self._chain.is_open(entry):
            try:
                return self._asked(entry, asked, want)
            except AppError as error:
                tried.append(failure_of(error, source=entry.id))
        if not tried:
            raise NoSuchData(NOBODY)
        raise AllFailed(all_of(tried))

    def _remembered(self, want: WitnessWanted) -> Bars | None:
        with self._lock:
            at, bars = self._known.get(_key(want), (0.0, None))
        if bars is None:
            return None
        settled = sessions.is_over(want.instrument.market, want.end, bars.fetched_at)
        return bars if self._steady() - at < (DAY_S if settled else RUNNING_S) else None

    def _remember(self, want: WitnessWanted, bars: Bars) -> None:
        with self._lock:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[_key(want)] = self._steady(), bars


def _key(want: WitnessWanted) -> Key:
    return want.instrument.id, want.start, want.end, want.against, want.reaching


def _reaches(bars: Bars, want: WitnessWanted) -> bool:
    """Whether it says something of the last day that is to be confirmed: a vendor may be late where another is not."""
    if not len(bars):
        return False
    return want.reaching is None or bool(bars.date[-1] >= np.datetime64(want.reaching, "D"))
