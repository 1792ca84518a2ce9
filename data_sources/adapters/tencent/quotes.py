"""Quotes: GBK text, one ``v_code="a~b~c";`` line each. Field numbers are zero-based, checked on recorded answers."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from data_sources import quote_lines
from data_sources.adapters.tencent.units import SOURCE, WAN, YI, lot_of
from data_sources.guards import contract, states, units
from data_sources.guards.scalars import positive
from data_sources.protocol import QuotesWanted
from models import spellings
from models.errors import Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Quote

LINE = re.compile(r'v_(\w[\w.]*)="([^"]*)"')
BEGUN = re.compile(r'(?:^|[;\s])v_\w[\w.]*="')
LAST, PREVIOUS, OPEN, VOLUME, TIME, HIGH, LOW, TURNOVER, CAP = 3, 4, 5, 36, 30, 33, 34, 37, 45
CHANGE, EXACT, RATE, UP, DOWN = 31, 35, 38, 47, 48  # EXACT, of A-shares: price/volume/turnover in yuan
FINE = 57  # of A-shares: turnover in 万 with four places
RATIO = {Market.CN: 49, Market.HK: 50}  # 量比: volume a minute over that of the last five days
SHARES = {Market.CN: 73, Market.HK: 70, Market.US: 62}  # outstanding, all classes that are listed there
# price over the earnings of the last twelve months (Hong Kong's field 39 is over those of the last full year: between
# two recordings around a half-year report its earnings stood still, those of field 57 moved), and over book value
PE = {Market.CN: 39, Market.HK: 57, Market.US: 39}
PB = {Market.CN: 46, Market.HK: 58, Market.US: 51}
YEAR = {Market.CN: (67, 68), Market.HK: (48, 49), Market.US: (48, 49)}  # high and low of 52 weeks
AGAIN = 53  # of the US, whose valuations nothing else vouches for: the cap once more
CURRENCY = {Market.CN: 82, Market.HK: 75, Market.US: 35}
FEWEST = 46
CENT = 0.011  # of the stated change, which is rounded
CLOCK = "%Y%m%d%H%M%S"  # once the separators, which differ by market, are out


def parse_quotes(raw: str, want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes in shares and currency units; a broken line is left out. Raises Unreadable when all are broken."""
    asked = {code: one for one in want.instruments if (code := spellings.tencent(one))}
    if not asked:
        return ()

    def make(code: str, body: str) -> Quote | None:
        return None if code not in asked else _quote(body.split("~"), asked[code], now)

    return quote_lines.quotes(quote_lines.whole(raw, LINE, BEGUN, SOURCE), make)


def _quote(fields: list[str], one: Instrument, now: float) -> Quote | None:
    """One line's quote; None when the line is another instrument's or holds no price."""
    if len(fields) < FEWEST:
        raise Unreadable(f"{one.id}: {len(fields)} fields, field {len(fields)} is missing", source=SOURCE)
    _check_currency(fields, one)
    last = _price(fields, LAST)
    if last is None or not _names(fields[2], one):
        return None
    opened, high, low, cap = (_price(fields, place) for place in (OPEN, HIGH, LOW, CAP))
    before = _price(fields, PREVIOUS)
    up, down = _limits(fields, one, before)
    volume, turnover = _price(fields, VOLUME), _turnover_of(fields, one)
    stock = one.kind is Kind.STOCK
    contract.check_change(contract.figure(fields[CHANGE], str(CHANGE), SOURCE), last, before, CENT, SOURCE)
    shares = contract.sure_shares(cap and cap * YI, last, _price(fields, SHARES[one.market]), SOURCE) if stock else None
    return Quote(
        instrument=one.id,
        last=last,
        previous_close=before,
        open=opened,
        high=high,
        low=low,
        volume=_shares(volume, turnover, low, high, one),
        turnover=turnover,
        market_cap=cap * YI if cap is not None and stock else None,
        limit_up=up,
        limit_down=down,
        volume_ratio=_price(fields, RATIO.get(one.market)),
        turnover_rate=_price(fields, RATE),
        shares=shares,
        suspended=states.silent_share(one, opened, volume, now),
        currency=one.currency,
        exchange_time=_time(fields[TIME], one),
        received_at=now,
        source=SOURCE,
        **(_valued(fields, one.market) if stock and _in_place(fields, one.market) else {}),
    )


def _in_place(fields: list[str], market: Market) -> bool:
    """Whether the fields of valuations are where they were; elsewhere the checks of currency and shares say so."""
    return market is not Market.US or (len(fields) > AGAIN and fields[AGAIN] == fields[CAP])


def _valued(fields: list[str], market: Market) -> dict[str, Any]:
    """P/E, P/B and the year's range of a share; an index has other things in these places."""
    high, low = YEAR[market]
    return {
        "pe": _figure(fields, PE[market]),
        "pb": _figure(fields, PB[market]),
        "high_52w": _price(fields, high),
        "low_52w": _price(fields, low),
    }


def _limits(fields: list[str], one: Instrument, before: float | None) -> tuple[float | None, float | None]:
    """Up and down of an A-share; the previous close lies between them."""
    if one.market is not Market.CN or one.kind is not Kind.STOCK:
        return None, None
    up, down = _price(fields, UP), _price(fields, DOWN)
    if up and down and before and not down < before < up:
        raise Unreadable(f"{one.id}: the close before is not between the limits: fields moved?", source=SOURCE)
    return up, down


def _check_currency(fields: list[str], one: Instrument) -> None:
    """Long lines name their currency, behind everything that is read of an A-share and of Hong Kong."""
    place = CURRENCY[one.market]
    said = fields[place].strip() if len(fields) > place else ""
    moved = not said and one.currency in fields[FEWEST:]
    if moved or (said and said != one.currency):
        raise Unreadable(f"{one.id} in {said[:10]!r}: fields moved?", source=SOURCE)


def _price(fields: list[str], place: int | None) -> float | None:
    """A price or size, None where the line is shorter or says there is none (0.000, -1, "-")."""
    if place is None or place >= len(fields):
        return None
    return contract.price(fields[place], str(place), SOURCE)


def _figure(fields: list[str], place: int) -> float | None:
    """A number that may lie below zero, None where the line is shorter."""
    return contract.figure(fields[place], str(place), SOURCE) if place < len(fields) else None


def _turnover_of(fields: list[str], one: Instrument) -> float | None:
    """In currency units; of an A-share to the yuan where the line has that, as whole 万 are coarse after few trades."""
    if one.market is not Market.CN:
        return _price(fields, TURNOVER)
    if exact := positive(fields[EXACT].rpartition("/")[2]):
        return exact
    rough = _price(fields, FINE) or _price(fields, TURNOVER)
    return None if rough is None else rough * WAN


def _shares(
    volume: float | None, turnover: float | None, low: float | None, high: float | None, one: Instrument
) -> float | None:
    ruled = lot_of(one)
    if one.kind is not Kind.STOCK:
        return None if volume is None else volume * ruled
    return units.shares(volume, turnover, low, high, ruled)


def _names(code: str, one: Instrument) -> bool:
    """Whether the answer's own code is the one asked for; US codes carry a listing suffix (NVDA.OQ)."""
    said = code.upper()
    return said in (one.code, f".{one.code}") or said.rpartition(".")[0] == one.code or one.kind is Kind.INDEX


def _time(text: str, one: Instrument) -> float:
    """The exchange's own clock as UTC seconds."""
    try:
        clock = dt.datetime.strptime(re.sub(r"\D", "", text), CLOCK).replace(tzinfo=ZoneInfo(one.zone))
    except ValueError as error:
        raise Unreadable(f"{one.id}: time {text!r}", source="tencent") from error
    return clock.timestamp()
