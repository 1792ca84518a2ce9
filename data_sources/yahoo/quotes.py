"""Answers of Yahoo's batch endpoint (v7) to quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data_sources.protocol import QuotesWanted
from data_sources.yahoo import names
from models.instruments import Instrument, Kind, Market
from models.values import Quote

BEFORE = ("PRE",)
AFTERWARDS = ("POST", "POSTPOST", "CLOSED", "PREPRE")  # PREPRE: the small hours, before the first early trade


def asked_by_symbol(instruments: Iterable[Instrument]) -> dict[str, Instrument]:
    """Every symbol an answer may carry, to the instrument it means."""
    carried = (one for one in instruments if names.spelled(one) is not None)
    return {symbol: one for one in carried for symbol in names.answers_to(one)}


def parse_quotes(raw: list[dict[str, Any]], want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes of the instruments asked for, in their currency; unknown symbols are simply absent from the answer."""
    asked = asked_by_symbol(want.instruments)
    return tuple(
        _quote(item, one, now)
        for item in raw
        if (one := asked.get(item.get("symbol", ""))) is not None
        and item.get("currency") == one.currency
        and number(item, "regularMarketTime") is not None
    )


def _quote(item: Mapping[str, Any], one: Instrument, now: float) -> Quote:
    extended_last, extended_time = _extended(item, one)
    return Quote(
        instrument=one.id,
        last=number(item, "regularMarketPrice"),
        previous_close=number(item, "regularMarketPreviousClose"),
        open=number(item, "regularMarketOpen"),
        high=number(item, "regularMarketDayHigh"),
        low=number(item, "regularMarketDayLow"),
        volume=None if one.kind is Kind.FX else number(item, "regularMarketVolume"),
        market_cap=number(item, "marketCap"),
        currency=one.currency,
        exchange_time=float(item["regularMarketTime"]),
        received_at=now,
        delay_s=60.0 * (number(item, "exchangeDataDelayedBy") or 0.0),
        source="yahoo",
        extended_last=extended_last,
        extended_time=extended_time,
        shares=number(item, "sharesOutstanding"),
        pe=number(item, "trailingPE"),
        pb=_price_to_book(item),
        high_52w=number(item, "fiftyTwoWeekHigh"),
        low_52w=number(item, "fiftyTwoWeekLow"),
    )


def _price_to_book(item: Mapping[str, Any]) -> float | None:
    """Only where the company reports in the currency of its price.

    Yahoo divides the one by the other as they are: 0.30 for Alibaba in New York, a USD price over a CNY book value.
    """
    return number(item, "priceToBook") if item.get("financialCurrency") == item.get("currency") else None


def _extended(item: Mapping[str, Any], one: Instrument) -> tuple[float | None, float | None]:
    """Price and time of the newest trade outside the session, while no session runs.

    Yahoo keeps the last evening's price in the answer all day: it counts only when younger than the session's last.
    """
    state = item.get("marketState")
    word = "pre" if state in BEFORE else "post" if state in AFTERWARDS else ""
    if one.market is not Market.US or not word:
        return None, None
    price, at = number(item, f"{word}MarketPrice"), number(item, f"{word}MarketTime")
    if price is None or price <= 0 or at is None or at <= item["regularMarketTime"]:
        return None, None
    return price, at


def number(item: Mapping[str, Any], key: str) -> float | None:
    """A number, None for anything else: a text, a truth value, nothing."""
    value = item.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
