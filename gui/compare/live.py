"""Quotes over the bars of a comparison: which newest values they make, and which begin a day of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from models.compare.newest import Newest, lacks, newest, with_tail
from models.compare.series import Series
from models.instruments import Instrument
from models.live_bar import Tail, tail_of, takes_quotes, with_quote
from models.values import Bars, Quote


class Live:
    """Holds the newest quote of everybody. ``bars`` lays rows that quotes begin behind the bars of a source."""

    def __init__(self) -> None:
        self._quotes: dict[str, Quote] = {}
        self._begun: dict[str, tuple[Bars, Bars]] = {}  # bars, and bars with the row of the day that began
        self.closes: dict[str, Bars] = {}  # what the series were made of
        self.told: dict[str, Newest] = {}

    def hear(self, quotes: Iterable[Quote]) -> None:
        """Newer quotes."""
        self._quotes.update((quote.instrument, quote) for quote in quotes)

    def bars(self, needed: Iterable[Instrument], held: Mapping[str, Bars]) -> Mapping[str, Bars]:
        """``held`` with the days that quotes have begun."""
        self.closes = {**held, **{one.id: self._with_day(one, held[one.id]) for one in needed if one.id in held}}
        return self.closes

    def newest(self, needed: Iterable[Instrument], series: Mapping[str, Series]) -> dict[str, Newest]:
        """The newest value of everybody that a quote tells something of, by a series' key."""
        made = ((one.id, self._value(one, series[one.id])) for one in needed if one.id in series)
        self.told = {name: value for name, value in made if value is not None}
        return self.told

    def moved(self, one: Instrument, series: Series) -> Newest | None:
        """What the newest quote makes of a series, where that is new."""
        value = self._value(one, series)
        if value is None or value == self.told.get(one.id):
            return None
        self.told[one.id] = value
        return value

    def begins(self, one: Instrument) -> bool:
        """Whether the newest quote is of a day that the series does not have yet."""
        bars = self.closes.get(one.id)
        made = self._tail(one, bars)
        return made is not None and bars is not None and lacks(bars, made)

    def _with_day(self, one: Instrument, bars: Bars) -> Bars:
        made = self._tail(one, bars)
        if made is None or not lacks(bars, made):
            return bars
        before = self._begun.get(one.id)
        if before is None or before[0] is not bars or lacks(before[1], made):
            self._begun[one.id] = before = bars, with_tail(bars, made)
        return before[1]

    def _value(self, one: Instrument, series: Series) -> Newest | None:
        bars = self.closes.get(one.id)
        made = self._tail(one, bars)
        if made is None or bars is None or not len(series.date):
            return None
        day = np.datetime64(made.date, "D")
        if series.date[-1] != day or bars.date[-1] != day:
            return None
        return newest(series, float(bars.close[-1]), made.close)

    def _tail(self, one: Instrument, bars: Bars | None) -> Tail | None:
        quote = self._quotes.get(one.id)
        tail = tail_of(bars) if bars is not None and quote is not None and takes_quotes(bars) else None
        return with_quote(tail, quote, one) if tail is not None and quote is not None else None
