"""A batch of quotes before it is stored: what may be shown, what waits for a second source, what is refused.

A quote's time may lie outside the sessions: vendors stamp their own clock after the close. It may not lie in the
future, nor before that of the quote already held from the same source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from data_sources.guards import limits, units
from models.instruments import Instrument, Kind
from models.values import Quote

AHEAD_S = 120.0  # clocks differ
SPIKE = 20.0
ORDER_SLACK = 0.005  # a snapshot's last may be a trade newer than its high
AGREED = 0.01  # two sources say the same: within this of each other
OPTIONAL_PRICES = (
    "previous_close", "open", "high", "low", "limit_up", "limit_down", "indicative", "extended_last", "high_52w",
    "low_52w",
)  # fmt: skip
MULTIPLES = ("pe", "pb")  # 0 is how sources write that there is none; below zero is a loss
MOST_TIMES = 1e5
YEAR_SLACK = 1.5  # a range that was not adjusted for a split lies further from the price than a day can travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """good: may be stored and shown. held: only with a second source's word. refused: instrument id and why."""

    good: tuple[Quote, ...] = ()
    held: tuple[Quote, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def checked_quotes(
    quotes: Iterable[Quote],
    asked: Iterable[Instrument],
    source: str,
    now: float,
    known: Mapping[str, Quote] | None = None,
) -> tuple[Quote, ...]:
    """The quotes that answer what was asked and need no second opinion."""
    return sifted_quotes(quotes, asked, source, now, known).good


def sifted_quotes(
    quotes: Iterable[Quote],
    asked: Iterable[Instrument],
    source: str,
    now: float,
    known: Mapping[str, Quote] | None = None,
) -> Sifted:
    """Each quote where it belongs. ``known``: the newest quote held of each instrument; now: UTC seconds."""
    instruments = {one.id: one for one in asked}
    good, held, refused = list[Quote](), list[Quote](), list[tuple[str, str]]()
    for quote in quotes:
        one = instruments.get(quote.instrument)
        why = "nobody asked for it" if one is None else _why_not(quote, one, source, now, (known or {}).get(one.id))
        if one is None or why:
            refused.append((quote.instrument, why))
            continue
        clean = _cleaned(quote, one)
        (held if _odd(clean, one) else good).append(clean)
    return Sifted(good=tuple(good), held=tuple(held), refused=tuple(refused))


def confirmed(first: Iterable[Quote], second: Iterable[Quote]) -> tuple[Quote, ...]:
    """Those held quotes of ``second`` that another source's of ``first`` agree with."""
    before = {quote.instrument: quote for quote in first}
    return tuple(quote for quote in second if _agree(before.get(quote.instrument), quote))


def _agree(one: Quote | None, other: Quote) -> bool:
    if one is None or not one.last or not other.last or one.source == other.source:
        return False
    return abs(one.last / other.last - 1.0) <= AGREED


def _why_not(quote: Quote, one: Instrument, source: str, now: float, held: Quote | None) -> str:
    """Why this quote is refused; "" when it is not."""
    if quote.source != source:
        return f"comes from {quote.source}"
    if quote.currency != one.currency:
        return f"in {quote.currency or 'no currency'} instead of {one.currency}"
    if not (_priced(quote) or (quote.suspended and quote.last is None)):
        return "no price above zero"
    if not 0 < quote.exchange_time < now + AHEAD_S:
        return "a time in the future, or none"
    if held is not None and held.source == source and quote.exchange_time < held.exchange_time:
        return "older than the one before"
    if not _ordered(quote):
        return "last and open are not between low and high"
    if one.kind is Kind.STOCK and units.lot(quote.low, quote.high, quote.volume, quote.turnover) is None:
        return units.UNKNOWN
    return ""


def _priced(quote: Quote) -> bool:
    return quote.last is not None and 0 < quote.last < float("inf")


def _ordered(quote: Quote) -> bool:
    """Last and open lie between low and high, as far as they are there."""
    low, high = quote.low or 0.0, quote.high or float("inf")
    said = [price for price in (quote.last, quote.open) if price is not None and price > 0]
    return low <= high and all(low * (1 - ORDER_SLACK) <= price <= high * (1 + ORDER_SLACK) for price in said)


def _cleaned(quote: Quote, one: Instrument) -> Quote:
    """Without prices of zero or less, and with its volume in shares."""
    absent: dict[str, Any] = {name: None for name in OPTIONAL_PRICES if not _a_price_or_none(getattr(quote, name))}
    absent |= {name: None for name in MULTIPLES if not _a_multiple_or_none(getattr(quote, name))}
    if not _in_its_year(quote):
        absent |= {"high_52w": None, "low_52w": None}
    volume = quote.volume
    if volume is not None and one.kind is Kind.STOCK:
        volume *= units.lot(quote.low, quote.high, volume, quote.turnover) or 1.0
    return quote if not absent and volume == quote.volume else replace(quote, volume=volume, **absent)


def _a_price_or_none(value: float | None) -> bool:
    return value is None or 0 < value < float("inf")


def _a_multiple_or_none(value: float | None) -> bool:
    return value is None or 0 < abs(value) < MOST_TIMES


def _in_its_year(quote: Quote) -> bool:
    """Whether the year's range, if both ends are said, is one and lies about the price."""
    high, low, last = quote.high_52w, quote.low_52w, quote.last
    if not (high and low and last):
        return True
    return low <= high and low / YEAR_SLACK <= last <= high * YEAR_SLACK


def _odd(quote: Quote, one: Instrument) -> bool:
    """Possible, but not on one source's word: beyond the day's limits, or twenty times the close before."""
    if quote.last is None:
        return False
    date = dt.datetime.fromtimestamp(quote.exchange_time, ZoneInfo(one.zone)).date()
    before = quote.previous_close or quote.last
    return max(quote.last, before) >= SPIKE * min(quote.last, before) or limits.beyond(quote, one, date)
