"""A list as it is shown once, without a window: its rows under quotes and daily bars of now, and its sections' means.

The columns are the window's (models/lists/columns.py), out of the same store. What takes minutes to come about (the
speed, the line of the day) or a picture to be seen (the line of closes) is missing here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from models import sessions
from models.figures.history import figures_of, live_session
from models.figures.money import PAIRS, rates
from models.figures.strength import means
from models.figures.values import Figures
from models.instruments import Instrument, Kind
from models.lists.columns import period_of
from models.lists.values import Lists, NamedList
from models.review.values import Window
from models.store import QuoteStore
from models.universe import Universe
from models.values import Bars, Quote

WORDS = ("code", "market", "currency", "flag", "tags", "note", "state", "source")  # what is no number
NOT_HERE = ("speed", "spark_day", "spark")
BY = {  # column key -> column of the store, where that has another name
    "limit": "limit_room", "limit_up": "ceiling", "limit_down": "floor", "ext_last": "extended_last",
    "ext_pct": "extended_pct", "cap": "market_cap", "time": "exchange_time", "age": "exchange_time", "delay": "delay_s",
}  # fmt: skip
COMPARED, WINDOWED, RANGED = ("excess", "excess_window"), ("window", "excess_window"), ("range52", "to_high")
CALENDAR, CONVERTED = ("mtd", "ytd"), {"cap_cny": "CNY", "cap_usd": "USD"}
MEANT = ("change_pct", *CALENDAR, "window", *COMPARED)  # with those of any period: a section has a mean of them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """One list. keys: its columns in order. store: a row an instrument, others beside. now: UTC seconds.

    figures: what the daily bars gave, by instrument id. window: what the window column is measured over.
    """

    lists: Lists
    named: NamedList
    keys: tuple[str, ...]
    store: QuoteStore
    now: float
    window: Window
    figures: Mapping[str, Figures] = field(default_factory=dict)

    def rows(self, members: Iterable[str]) -> list[int]:
        """The store's rows of some members, in their order."""
        return [row for name in members if (row := self.store.row_of.get(name)) is not None]

    def number(self, key: str, row: int) -> float | None:
        """What a column says of a row, unrounded; None where it is missing. age: seconds since the exchange's time."""
        if key in NOT_HERE:
            return None
        value = self.store.value(row, BY.get(key, key))
        return max(0.0, self.now - value) if key == "age" and value is not None else value

    def mean(self, key: str, members: Iterable[str]) -> float | None:
        """The equal-weighted mean of a column over the members that have it and are not suspended, as the window's."""
        if not is_meant(key):
            return None
        rows = self.store.pick(np.array(self.rows(members), np.intp))
        out = rows.values("suspended") > 0
        found = float(means(rows.values(key), np.zeros(len(rows), np.int64), 1, out)[0])
        return None if math.isnan(found) else found


def is_meant(key: str) -> bool:
    """Whether a mean of the column says something: of changes it does, of prices and volumes it does not."""
    return key in MEANT or period_of(key) is not None


def quoted(lists: Lists, one: NamedList, keys: Iterable[str], universe: Universe) -> tuple[Instrument, ...]:
    """Whose quotes are needed: the rows, with their benchmarks and the dollar pairs where a column asks for them."""
    keys = frozenset(keys)
    held = {name: lists.known[name] for name in one.members if name in lists.known}
    if not keys.isdisjoint(COMPARED):
        held |= {name: universe.instruments[name] for name in _benchmarks(held.values(), universe)}
    pairs = _pairs({one.currency for one in held.values()}, keys)
    return (*held.values(), *(one for one in universe.strip if one.id in pairs and one.id not in held))


def remembered(
    one: NamedList, instruments: Iterable[Instrument], keys: Iterable[str], universe: Universe
) -> tuple[Instrument, ...]:
    """Whose daily bars are needed, of those whose quotes are: nobody's without a column that is made of them."""
    keys = frozenset(keys)
    if keys.isdisjoint((*CALENDAR, *WINDOWED, *RANGED)) and not any(period_of(key) is not None for key in keys):
        return ()
    marks = frozenset(universe.benchmarks.values()) if "excess_window" in keys else frozenset()
    wanted = marks.union(one.members)
    return tuple(each for each in instruments if each.id in wanted and each.kind is not Kind.FX)


def spare(made: Shown) -> frozenset[str]:
    """The dollar pairs that nobody misses: another of the same currency has told the rate."""
    known = [currency for currency in PAIRS if (currency, "USD") in made.store.rates]
    return frozenset(pair for currency in known for pair in PAIRS[currency])


def periods(keys: Iterable[str], window: Window) -> tuple[str, ...]:
    """The keys that a base is wanted for (models/figures/history.py)."""
    held = tuple(keys)
    spans = [key for key in held if key in CALENDAR or period_of(key) is not None]
    return tuple(dict.fromkeys([*spans, *([_since(window)] if {*WINDOWED} & {*held} else [])]))


def shown(
    lists: Lists, one: NamedList, keys: tuple[str, ...], universe: Universe, window: Window, *,
    instruments: Iterable[Instrument], quotes: Iterable[Quote], bars: Mapping[str, Bars], now: float,
) -> Shown:  # fmt: skip
    """``one`` with what quotes and daily bars (unadjusted, with what went ex) say of ``instruments``."""
    store = QuoteStore(tuple(instruments))
    store.set_benchmarks(universe.benchmarks)
    store.apply(quotes)
    held = [quote for name in store.row_of if (quote := store.quote(store.row_of[name])) is not None]
    store.rates = rates(held, now)
    halted = frozenset(quote.instrument for quote in held if quote.suspended)
    wanted = periods(keys, window)
    figures = {name: _figures(store, said, wanted, now, halted=name in halted) for name, said in bars.items()}
    _put(store, figures, wanted, window)
    return Shown(lists=lists, named=one, keys=keys, store=store, now=now, window=window, figures=figures)


def _figures(store: QuoteStore, bars: Bars, wanted: tuple[str, ...], now: float, *, halted: bool) -> Figures:
    """Bars that do not reach the newest settled session are sure of their own last day only."""
    market = store.instruments[store.row_of[bars.instrument]].market
    final = sessions.last_final_date(market, now)
    newest: dt.date = bars.date[-1].astype(dt.date) if len(bars) else dt.date.min
    whole = not bars.doubt and len(bars) > 0 and (halted or newest >= final)
    live = live_session(market, now)
    return figures_of(bars, wanted, live, market=market, until=final if whole else None, halted=halted)


def _put(store: QuoteStore, figures: Mapping[str, Figures], wanted: Iterable[str], window: Window) -> None:
    for key in wanted:
        bases = {name: one.bases[key] for name, one in figures.items() if key in one.bases}
        store.set_bases(key, bases)
        if key == _since(window):
            store.set_bases("window", bases)
    store.give("high52", {name: one.high52 for name, one in figures.items()})
    store.give("low52", {name: one.low52 for name, one in figures.items()})


def _pairs(currencies: Iterable[str], keys: frozenset[str]) -> frozenset[str]:
    """The dollar pairs that convert caps of these currencies into those that are shown."""
    wanted = {target for key, target in CONVERTED.items() if key in keys}
    ends = {end for own in currencies for target in wanted if own != target for end in (own, target)}
    return frozenset(pair for end in ends & PAIRS.keys() for pair in PAIRS[end])


def _benchmarks(instruments: Iterable[Instrument], universe: Universe) -> list[str]:
    markets = {one.market for one in instruments}
    return [name for market, name in universe.benchmarks.items() if market in markets]


def _since(window: Window) -> str:
    return f"pct:{window.first}"
