"""Columns that follow from what a quote states: changes, amplitude, excess. In percent unless said.

Each is a function of some rows of a store; NaN where a part is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from models import sessions
from models.figures.excess import excess
from models.figures.limits import Limits, limit_room, limit_state, limits_of
from models.instruments import CURRENCIES, Market
from models.values import Floats, Ints

if TYPE_CHECKING:
    from models.store import Picked, QuoteStore

MARKETS = tuple(Market)  # the store's numbering


def divided(part: Floats, whole: Floats) -> Floats:
    """Nothing over nothing or over zero is missing. (An errstate block costs more than the division.)"""
    made: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole != 0)
    return made


def _change(rows: Picked) -> Floats:
    """Last less previous close, in price units."""
    return rows.values("last") - rows.values("previous_close")


def _change_pct(rows: Picked) -> Floats:
    """The day's change over the previous close: the same arithmetic as Quote.change_pct, to the last bit."""
    return (divided(rows.values("last"), rows.values("previous_close")) - 1.0) * 100.0


def _amplitude(rows: Picked) -> Floats:
    """振幅: high less low over the previous close."""
    return divided(rows.values("high") - rows.values("low"), rows.values("previous_close")) * 100.0


def _extended_pct(rows: Picked) -> Floats:
    """The newest trade outside the session over the last of it; the day's change knows nothing of it."""
    return (divided(rows.values("extended_last"), rows.values("last")) - 1.0) * 100.0


def _speed(rows: Picked) -> Floats:
    """涨速: the change over five minutes, at the time of the newest price that came."""
    store, found = rows.store, np.full(len(rows), np.nan)
    known = rows.numbers < len(store.speeds)
    if known.any():
        found[known] = store.speeds.values(store.newest, rows.numbers[known])
    return found


def _excess(rows: Picked) -> Floats:
    """The day's change less the benchmark's of the same session, in percentage points."""
    marks, known = _benchmarks(rows)
    changes = (rows.values("change_pct"), marks.values("change_pct"))
    return excess(changes[0], known, _days(rows), changes[1], _days(marks))


def _excess_window(rows: Picked) -> Floats:
    """The window's change less the benchmark's, in percentage points."""
    marks, known = _benchmarks(rows)
    same = np.ones(len(rows), np.int64)
    return excess(rows.values("window"), known, same, marks.values("window"), same)


def _benchmarks(rows: Picked) -> tuple[Picked, Ints]:
    """Each row's benchmark, and its place among them: -1 for none. A benchmark is not compared with itself."""
    mine = rows.store.benchmark[rows.numbers]
    known = (mine >= 0) & (mine != rows.numbers)
    return rows.store.pick(np.maximum(mine, 0)), np.where(known, np.arange(len(rows)), -1)


def _days(rows: Picked) -> Ints:
    """The exchange's own day of each price as a number, 0 for none: equal for prices of one session."""
    times = rows.values("exchange_time")
    known = times[times == times]
    newest = float(known.max()) if len(known) else 0.0
    offsets = np.array([_offset(market, newest) for market in MARKETS])
    days = (times + offsets[rows.store.market[rows.numbers]]) // 86400.0
    made: Ints = np.where(days == days, days, 0).astype(np.int64)
    return made


def _offset(market: Market, moment: float) -> float:
    """Seconds from UTC to the exchange's clock."""
    offset = sessions.local(market, moment).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def _ceiling(rows: Picked) -> Floats:
    """The day's limit-up price, by rule, or stated where the rule allows it."""
    return _limit_numbers(rows, lambda limits, last, before: limits.up)


def _floor(rows: Picked) -> Floats:
    """The day's limit-down price, as the limit-up one."""
    return _limit_numbers(rows, lambda limits, last, before: limits.down)


def _limit_state(rows: Picked) -> Floats:
    """1 at limit-up, -1 at limit-down, 0 between."""
    return _limit_numbers(rows, lambda limits, last, before: limit_state(last, limits))


def _limit_room(rows: Picked) -> Floats:
    """How far the limit is that lies the way the day has gone, in percent of the last price."""
    return _limit_numbers(rows, lambda limits, last, before: limit_room(last, before, limits))


def _limit_numbers(rows: Picked, say: Callable[[Limits, float, float], float | None]) -> Floats:
    """A number for each row that has limits: not indexes and other markets, funds only where a source states them."""
    found, store = np.full(len(rows), np.nan), rows.store
    numbers = zip(*(rows.values(name).tolist() for name in ("last", "previous_close")), strict=True)
    for at, (row, (last, before)) in enumerate(zip(rows.numbers.tolist(), numbers, strict=True)):
        if store.instruments[row].market is Market.CN and (limits := day_limits(store, row, before)) is not None:
            said = say(limits, last, before)
            found[at] = np.nan if said is None else said
    return found


def day_limits(store: QuoteStore, row: int, before: float) -> Limits | None:
    """The limits of a row's session: made once for a previous close."""
    held = store.limits.get(row)
    stated = (before, store.value(row, "limit_up"), store.value(row, "limit_down"))
    if held is None or held[0] != stated:
        one, moment = store.instruments[row], store.value(row, "exchange_time")
        limits = None
        if moment is not None and before == before:
            date = sessions.local_date(one.market, moment)
            limits = limits_of(one, before, stated[1:], name=one.name_zh, listed=None, date=date)
        held = store.limits[row] = (stated, limits)
    return held[1]


def _cap_in(currency: str) -> Callable[[Picked], Floats]:
    """The market cap in another currency, at the newest rate; NaN without one."""

    def cap(rows: Picked) -> Floats:
        store = rows.store
        factors = {market: _factor(store, CURRENCIES.get(market, ""), currency) for market in MARKETS}
        table = np.array([factors[market] for market in MARKETS])
        found: Floats = rows.values("market_cap") * table[store.market[rows.numbers]]
        return found

    return cap


def _factor(store: QuoteStore, own: str, currency: str) -> float:
    if own == currency:
        return 1.0
    rate = store.rates.get((own, currency))
    return np.nan if rate is None else rate.value


def _range52(rows: Picked) -> Floats:
    """Where the last price stands in the 52 weeks' range, percent from low to high; today's price widens it."""
    last = rows.values("last")
    high, low = np.fmax(rows.values("high52"), last), np.fmin(rows.values("low52"), last)
    known = np.isfinite(rows.values("high52"))
    return np.where(known, divided(last - low, high - low) * 100.0, np.nan)


def _to_high(rows: Picked) -> Floats:
    """How far below the 52 weeks' high: 0 at a new one."""
    last, high = rows.values("last"), rows.values("high52")
    return (divided(last, np.where(np.isfinite(high), np.fmax(high, last), np.nan)) - 1.0) * 100.0


DERIVED: Mapping[str, Callable[[Picked], Floats]] = {
    "change": _change,
    "change_pct": _change_pct,
    "amplitude": _amplitude,
    "extended_pct": _extended_pct,
    "speed": _speed,
    "excess": _excess,
    "excess_window": _excess_window,
    "ceiling": _ceiling,
    "floor": _floor,
    "limit_state": _limit_state,
    "limit_room": _limit_room,
    "cap_cny": _cap_in("CNY"),
    "cap_usd": _cap_in("USD"),
    "range52": _range52,
    "to_high": _to_high,
}
