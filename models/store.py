"""The newest state of every followed instrument, as numpy columns. Rows never move; NaN is missing.

What a quote says is stored; everything that follows from it is calculated for the rows that are asked for, when they
are asked for: a table of 50,000 rows pays for the forty in sight.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from models.derived import DERIVED, MARKETS, divided
from models.figures.limits import Limits
from models.figures.money import Rate
from models.figures.speed import Speeds
from models.freshness import UNCONFIRMED_S
from models.instruments import Instrument, Kind, Market
from models.values import Floats, Quote

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]
else:
    Rows = np.ndarray

QUOTED = (
    "last", "previous_close", "exchange_time", "received_at", "open", "high", "low", "volume", "turnover", "market_cap",
    "delay_s", "suspended", "limit_up", "limit_down", "volume_ratio", "turnover_rate", "indicative", "extended_last",
    "extended_time", "shares", "pe", "pb",
)  # fmt: skip
ANOTHER_SESSION_S, KEPT_S = 3600.0, 60.0
_AT = {name: at for at, name in enumerate(QUOTED)}
_MARKET_AT = {market: at for at, market in enumerate(MARKETS)}
_STATED = attrgetter(*QUOTED)


class QuoteStore:
    """One row an instrument. Only the GUI thread touches it.

    Columns are named: those of QUOTED as in Quote, those of ``models.derived`` calculated, those given by
    ``set_bases`` (a change over a base close, in percent) and ``give``. moved: +1, -1 or 0, the direction of the newest
    change of ``last``.
    """

    def __init__(self, instruments: Sequence[Instrument] = ()) -> None:
        self.instruments: list[Instrument] = []
        self.row_of: dict[str, int] = {}
        self.shares = np.zeros(0, np.bool_)  # which rows are shares
        self.market = np.zeros(0, np.intp)  # of each row, as a place in MARKETS
        self.decimals: list[int] = []  # of each row's prices
        self.sources: list[str] = []
        self.moved = np.zeros(0, np.int8)
        self._block = np.full((0, len(QUOTED)), np.nan)
        self._bases: dict[str, Floats] = {}
        self._given: dict[str, Floats] = {}
        self.base_dates: dict[str, dict[int, dt.date]] = {}
        self.benchmark = np.full(0, -1, np.intp)  # of each row, as a row
        self._benchmarks: Mapping[Market, str] = {}
        self.rates: dict[tuple[str, str], Rate] = {}  # (from, into) of currencies
        self.speeds, self.newest = Speeds(0), 0.0  # when the newest quote was received
        self.limits: dict[int, tuple[object, Limits | None]] = {}  # by row, and what they were made for
        self.add(instruments)

    def __len__(self) -> int:
        return len(self.instruments)

    def add(self, instruments: Iterable[Instrument]) -> None:
        """Rows for those that have none yet. A name that became known takes the place of a bare code."""
        new: list[Instrument] = []
        for one in instruments:
            row = self.row_of.get(one.id)
            if row is None:
                self.row_of[one.id] = len(self.instruments) + len(new)
                new.append(one)
            elif row < len(self.instruments) and self.instruments[row] is not one:
                self._rename(row, one)
        if new:
            self._grow(new)

    def apply(self, quotes: Iterable[Quote]) -> Rows:
        """Take newer quotes; the rows that took one, ascending. Older ones than held are ignored."""
        known = [(row, quote) for quote in quotes if (row := self.row_of.get(quote.instrument)) is not None]
        taken = [self._take(one) for one in _rounds(known)]
        return taken[0] if len(taken) == 1 else np.unique(np.concatenate(taken))

    def pick(self, rows: Any = slice(None)) -> Picked:
        """Some rows (an index array or a slice), to ask several columns of."""
        return Picked(self, rows)

    def stated(self, rows: Any) -> Floats:
        """What quotes say of some rows: a row each, columns as in QUOTED."""
        block: Floats = self._block[rows]
        return block

    def kept(self, column: str) -> tuple[Floats, bool] | None:
        """The numbers behind a column that no quote states, and whether they are bases to measure from."""
        if column in self._given:
            return self._given[column], False
        return (self._bases[column], True) if column in self._bases else None

    def values(self, column: str, rows: Any = slice(None)) -> Floats:
        """One column of the rows asked for."""
        return Picked(self, rows).values(column)

    def value(self, row: int, column: str) -> float | None:
        """One number, None when missing."""
        at = _AT.get(column)
        held = float(self._block[row, at]) if at is not None else float(self.values(column, [row])[0])
        return None if math.isnan(held) else held

    def quote(self, row: int) -> Quote | None:
        """The newest quote of a row, as it came; None before the first."""
        stated = [None if math.isnan(value) else float(value) for value in self._block[row]]
        held: dict[str, Any] = dict(zip(QUOTED, stated, strict=True))
        if held["received_at"] is None:
            return None
        held |= {"suspended": bool(held["suspended"]), "delay_s": held["delay_s"] or 0.0}
        one = self.instruments[row]
        return Quote(instrument=one.id, currency=one.currency, source=self.sources[row], **held)

    def set_bases(self, column: str, bases: Mapping[str, tuple[float, dt.date]], *, more: bool = False) -> None:
        """The closes a column measures its change from, live; an instrument without one shows none.

        more: only these are other than before.
        """
        self._given.pop(column, None)
        if not more or column not in self._bases:
            self._bases[column], self.base_dates[column] = np.full(len(self), np.nan), {}
        for name, (close, date) in bases.items():
            if (row := self.row_of.get(name)) is not None:
                self._bases[column][row], self.base_dates[column][row] = close, date

    def give(self, column: str, numbers: Mapping[str, float | None], *, more: bool = False) -> None:
        """A column that no quote moves, by instrument id: what is over, or what history says. more: as above."""
        self._bases.pop(column, None)
        self.base_dates.pop(column, None)
        if not more or column not in self._given:
            self._given[column] = np.full(len(self), np.nan)
        for name, number in numbers.items():
            if (row := self.row_of.get(name)) is not None:
                self._given[column][row] = np.nan if number is None else number

    def set_benchmarks(self, benchmarks: Mapping[Market, str]) -> None:
        """Whom each market is compared with. They have rows as soon as somebody lists them."""
        self._benchmarks = benchmarks
        found = [self.row_of.get(benchmarks.get(market, ""), -1) for market in MARKETS]
        self.benchmark = np.array(found, np.intp)[self.market]

    def shows(self, quote: Quote) -> bool:
        """Whether this is the quote that stands in its row."""
        row = self.row_of.get(quote.instrument)
        if row is None or self.sources[row] != quote.source:
            return False
        return bool(self._block[row, _AT["exchange_time"]] == quote.exchange_time)

    def _rename(self, row: int, one: Instrument) -> None:
        """A bare code says less than the name that is held."""
        if one.name_zh or one.name_en:
            self.instruments[row], self.decimals[row] = one, one.decimals
            self.shares[row] = one.kind is Kind.STOCK
            self.limits.pop(row, None)  # a name tells of special treatment

    def _grow(self, new: list[Instrument]) -> None:
        self.instruments += new
        self.sources += [""] * len(new)
        self.shares = np.concatenate([self.shares, [one.kind is Kind.STOCK for one in new]]).astype(np.bool_)
        self.market = np.concatenate([self.market, [_MARKET_AT[one.market] for one in new]]).astype(np.intp)
        self.decimals += [one.decimals for one in new]
        self._block = np.vstack([self._block, np.full((len(new), len(QUOTED)), np.nan)])
        self.moved = np.concatenate([self.moved, np.zeros(len(new), np.int8)])
        for held in (self._bases, self._given):
            for name, column in held.items():
                held[name] = np.concatenate([column, np.full(len(new), np.nan)])
        self.set_benchmarks(self._benchmarks)

    def _take(self, known: list[tuple[int, Quote]]) -> Rows:
        """Put in each the newest of its row: one array for all, a row at a time costs five times as much."""
        if not known:
            return np.zeros(0, np.intp)
        rows = np.array([row for row, _ in known], np.intp)
        stated = np.array([_STATED(quote) for _, quote in known], np.float64)  # None becomes NaN
        fresh = ~self._outdated(rows, stated)
        rows, stated = rows[fresh], stated[fresh]
        before, last = self._block[rows, 0], stated[:, 0]
        self._speed(rows, stated)
        self.moved[rows] = (last > before).astype(np.int8) - (last < before)
        self._block[rows] = stated
        for (row, quote), taken in zip(known, fresh.tolist(), strict=True):
            if taken:
                self.sources[row] = quote.source
        return np.sort(rows)

    def _speed(self, rows: Rows, stated: Floats) -> None:
        """What was known an hour before is another session's: the gap between is no speed.

        A quote kept from earlier is no price of now. One that was received before what its row holds: the clock was
        set back.
        """
        if not len(rows):
            return
        received, held = stated[:, 3], self._block[rows]
        if (received < held[:, 3] - KEPT_S).any():
            self.newest = 0.0
        self.newest = max(self.newest, float(received.max()))
        slept = stated[:, 2] - held[:, 2] > ANOTHER_SESSION_S
        if slept.any():
            self.speeds.restart(rows[slept & (rows < len(self.speeds))])
        now = received > self.newest - KEPT_S
        self.speeds.push(rows[now], stated[now, 0], self.newest)

    def _outdated(self, rows: Rows, stated: Floats) -> NDArray[np.bool_]:
        """An older price gives way, but not to a source that is late while the one that is not still answers."""
        older: NDArray[np.bool_] = stated[:, 2] < self._block[rows, 2]
        still: NDArray[np.bool_] = stated[:, 3] - self._block[rows, 3] < UNCONFIRMED_S
        return older & still


class Picked:
    """Some rows of a store. Everything is calculated once, when it is first asked for; not to be kept."""

    def __init__(self, store: QuoteStore, rows: Any) -> None:
        self.store, self.rows = store, rows
        self._block = store.stated(rows)
        self._held: dict[str, Floats] = {}
        self._numbers: Rows | None = None

    def __len__(self) -> int:
        return len(self._block)

    @property
    def numbers(self) -> Rows:
        """The rows one by one, whatever they were asked for by."""
        if self._numbers is None:
            every = isinstance(self.rows, slice)
            self._numbers = np.arange(len(self.store))[self.rows] if every else np.asarray(self.rows, np.intp)
        return self._numbers

    def values(self, column: str) -> Floats:
        """A column. An unknown one is missing throughout."""
        at = _AT.get(column)
        if at is not None:
            stated: Floats = self._block[:, at]
            return stated
        found = self._held.get(column)
        if found is None:
            found = self._held[column] = self._made(column)
        return found

    def _made(self, column: str) -> Floats:
        if (derive := DERIVED.get(column)) is not None:
            return derive(self)
        kept = self.store.kept(column)
        if kept is None:
            return np.full(len(self._block), np.nan)
        numbers: Floats = kept[0][self.rows]
        return (divided(self.values("last"), numbers) - 1.0) * 100.0 if kept[1] else numbers


def _rounds(known: list[tuple[int, Quote]]) -> list[list[tuple[int, Quote]]]:
    """Quotes in batches without two of one row: the second of a row comes after its first."""
    if len({row for row, _ in known}) == len(known):
        return [known]
    batches: list[list[tuple[int, Quote]]] = []
    times: Counter[int] = Counter()
    for row, quote in known:
        if times[row] == len(batches):
            batches.append([])
        batches[times[row]].append((row, quote))
        times[row] += 1
    return batches
