"""The newest state of every followed instrument, as numpy columns. Rows never move; NaN is missing."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

import numpy as np

from models.freshness import UNCONFIRMED_S
from models.instruments import Instrument
from models.values import Floats, Quote

KEPT = (
    "last", "previous_close", "open", "high", "low", "volume", "turnover", "market_cap",
    "exchange_time", "received_at", "delay_s", "suspended",
)  # fmt: skip
DERIVED = ("change_pct", "window_pct")
_KEPT_OF = attrgetter(*KEPT)


class QuoteStore:
    """One row an instrument. Only the GUI thread touches it.

    ``moved``: +1, -1 or 0, the direction of the newest change of ``last``. Columns as in Quote; change_pct and
    window_pct are in percent, window_pct over the base close given by ``set_bases``; suspended is 1 or 0.
    """

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self.instruments = tuple(instruments)
        self.row_of = {one.id: row for row, one in enumerate(self.instruments)}
        self._block = np.full((len(self.instruments), len(KEPT) + len(DERIVED)), np.nan)  # a quote is one row of it
        self.columns: dict[str, Floats] = {name: self._block[:, at] for at, name in enumerate((*KEPT, *DERIVED))}
        self.moved = np.zeros(len(self.instruments), np.int8)
        self.sources: list[str] = [""] * len(self.instruments)
        self._bases = np.full(len(self.instruments), np.nan)
        self.base_dates: list[dt.date | None] = [None] * len(self.instruments)

    def apply(self, quotes: Iterable[Quote]) -> list[int]:
        """Take newer quotes; the rows whose values changed, ascending. Older ones than held are ignored."""
        changed = {row for quote in quotes if (row := self._take(quote)) is not None}
        return sorted(changed)

    def set_bases(self, bases: Mapping[str, tuple[float, dt.date]]) -> None:
        """The closes that window_pct is measured from; an instrument without one shows none."""
        self._bases[:] = np.nan
        self.base_dates = [None] * len(self.instruments)
        for name, (close, date) in bases.items():
            if (row := self.row_of.get(name)) is not None:
                self._bases[row], self.base_dates[row] = close, date
        self.columns["window_pct"][:] = (self.columns["last"] / self._bases - 1.0) * 100.0

    def set_window(self, changes: Mapping[str, float]) -> None:
        """The percentages of a window that is over: live prices do not move them."""
        self.set_bases({})
        for name, change in changes.items():
            if (row := self.row_of.get(name)) is not None:
                self.columns["window_pct"][row] = change

    def shows(self, quote: Quote) -> bool:
        """Whether this is the quote that stands in its row."""
        row = self.row_of.get(quote.instrument)
        if row is None or self.sources[row] != quote.source:
            return False
        return bool(self.columns["exchange_time"][row] == quote.exchange_time)

    def value(self, row: int, column: str) -> float | None:
        """One number, None when missing."""
        held = float(self.columns[column][row])
        return None if math.isnan(held) else held

    def _take(self, quote: Quote) -> int | None:
        row = self.row_of.get(quote.instrument)
        if row is None or self._outdated(quote, row):
            return None
        held = self._block[row]
        before, last = held[0], np.nan if quote.last is None else quote.last
        values = [*_KEPT_OF(quote), quote.change_pct]
        held[: len(values)] = [np.nan if value is None else value for value in values]
        self.moved[row] = int(last > before) - int(last < before)
        self.sources[row] = quote.source
        if np.isfinite(self._bases[row]):
            self.columns["window_pct"][row] = (last / self._bases[row] - 1.0) * 100.0
        return row

    def _outdated(self, quote: Quote, row: int) -> bool:
        """An older price gives way, but not to a source that is late while the one that is not still answers."""
        held, received = self.columns["exchange_time"][row], self.columns["received_at"][row]
        return bool(quote.exchange_time < held and quote.received_at - received < UNCONFIRMED_S)
