"""Sina's quote endpoint, direct: A-shares, Hong Kong (the real-time form), the US with its extended hours, currencies.

The answer is GBK text, one ``var hq_str_code="a,b,c";`` line each; it refuses requests without its own site as
Referer. Fields have places, not names; each kind has its own, checked on recorded answers. An unknown code is an empty
string. Share volume is in shares, that of Shanghai's indices in lots of 100. Times: mainland, Hong Kong and currencies
on the clock of Beijing; the US on New York's, and where that is not given on Beijing's.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from data_sources import quote_lines
from data_sources.guards import contract
from data_sources.protocol import Asked, Given, QuotesWanted, SourceContext
from data_sources.transports import direct
from models import spellings
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Quote

SOURCE = "sina"
HOSTS = ("sinajs.cn",)
URL = "https://hq.sinajs.cn/list="
HEADERS = {"Referer": "https://finance.sina.com.cn"}
BATCH = 60
LINE = re.compile(r'hq_str_([\w$]+)="([^"]*)"')
BEGUN = re.compile(r"hq_str_[\w$]+=")
BEIJING, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
LOT = 100.0
HALTED = ("01", "02", "03", "04", "05", "07")  # 00: trades; 01 for an hour, 02 the day, 03 for days, 04, 05 part of one
DAY = re.compile(r"\d{4}[-/]\d{2}[-/]\d{2}")
CLOCK = re.compile(r"\d{2}:\d{2}(?::\d{2})?")
AMERICAN = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2})([AP])M E[SD]T")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # in any locale

# places of the fields, by kind of line
MAINLAND = {"open": 1, "previous_close": 2, "last": 3, "high": 4, "low": 5, "volume": 8, "turnover": 9}
HONG_KONG = {"open": 2, "previous_close": 3, "high": 4, "low": 5, "last": 6, "turnover": 11, "volume": 12}
AMERICA = {"last": 1, "open": 5, "high": 6, "low": 7, "volume": 10, "market_cap": 12, "previous_close": 26}
CURRENCY = {"previous_close": 3, "open": 5, "high": 6, "low": 7, "last": 8}
LEAST = {Market.CN: 32, Market.HK: 19, Market.US: 27, Market.FX: 12}
CHANGE = {Market.HK: 7, Market.US: 4, Market.FX: 11}  # last minus previous close, by the source
TOLERANCE = {Market.HK: 0.002, Market.US: 0.002, Market.FX: 0.0002}  # it is rounded
EXTENDED, EXTENDED_TIME, TRADED_AT, YEAR, SHARES, STATE = 21, 24, 25, 29, 19, 32


def open_source(context: SourceContext) -> Sina:
    """The endpoint, with connections of its own."""
    return Sina(context)


class Sina:
    """One line for the life of the process."""

    def __init__(self, context: SourceContext) -> None:
        self._line = direct.Line(context, SOURCE, HOSTS, HEADERS)

    def download(self, want: Asked) -> str:
        """The text of one or more batches."""
        if not isinstance(want, QuotesWanted):
            raise NoSuchData("gives quotes only", source=SOURCE)
        codes = [code for one in want.instruments if (code := spellings.sina(one))]
        batches = [codes[first : first + BATCH] for first in range(0, len(codes), BATCH)]
        bodies = [self._line.get(URL + ",".join(batch)) for batch in batches]
        return "\n".join(body.decode("gbk", "replace") for body in bodies)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Quotes of what was asked; unknown codes are simply absent."""
        if not isinstance(want, QuotesWanted):
            raise NoSuchData("gives quotes only", source=SOURCE)
        return parse_quotes(raw, want, now)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()


def parse_quotes(raw: str, want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes in shares and currency units; a broken line is left out. Raises Unreadable when all are broken."""
    asked = {code: one for one in want.instruments if (code := spellings.sina(one))}
    if not asked:
        return ()

    def make(code: str, body: str) -> Quote | None:
        return None if code not in asked or not body else _quote(body.split(","), asked[code], now)

    return quote_lines.quotes(quote_lines.whole(raw, LINE, BEGUN, SOURCE), make)


def _quote(fields: list[str], one: Instrument, now: float) -> Quote | None:
    """One line's quote; None when it holds no price and no reason for that."""
    kind = Market.FX if one.kind is Kind.FX else one.market
    if len(fields) < LEAST[kind]:
        raise Unreadable(f"{one.id}: {len(fields)} fields, field {len(fields)} is missing", source=SOURCE)
    places = {Market.CN: MAINLAND, Market.HK: HONG_KONG, Market.US: AMERICA, Market.FX: CURRENCY}[kind]
    held = {name: contract.price(fields[place], str(place), SOURCE) for name, place in places.items()}
    halted = kind is Market.CN and len(fields) > STATE and fields[STATE] in HALTED
    if held["last"] is None and not halted:
        return None
    if (place := CHANGE.get(kind)) is not None:
        said = contract.figure(fields[place], str(place), SOURCE)
        contract.check_change(said, held["last"], held["previous_close"], TOLERANCE[kind], SOURCE)
    return Quote(
        instrument=one.id,
        last=held["last"],
        previous_close=held["previous_close"],
        open=held["open"],
        high=held["high"],
        low=held["low"],
        volume=_shares(held.get("volume"), one),
        turnover=held.get("turnover") if one.kind is Kind.STOCK else None,
        market_cap=held.get("market_cap") if one.kind is Kind.STOCK else None,
        currency=one.currency,
        exchange_time=_time(fields, one, kind),
        received_at=now,
        source=SOURCE,
        suspended=halted,
        **(_american(fields, one, held) if kind is Market.US else {}),
    )


def _shares(volume: float | None, one: Instrument) -> float | None:
    in_lots = one.kind is Kind.INDEX and one.suffix == "SH"
    return volume if volume is None or not in_lots else volume * LOT


def _american(fields: list[str], one: Instrument, held: dict[str, float | None]) -> dict[str, Any]:
    """Shares outstanding, and the newest trade outside the session with its time, of the long form of a line."""
    if len(fields) <= YEAR or one.kind is not Kind.STOCK:
        return {}
    shares = contract.price(fields[SHARES], str(SHARES), SOURCE)
    said: dict[str, Any] = {"shares": contract.sure_shares(held["market_cap"], held["last"], shares, SOURCE)}
    price = contract.price(fields[EXTENDED], str(EXTENDED), SOURCE)
    time = _new_york(fields[EXTENDED_TIME], fields[YEAR])
    return said if price is None or time is None else said | {"extended_last": price, "extended_time": time}


def _time(fields: list[str], one: Instrument, kind: Market) -> float:
    """When the price was made, as UTC seconds."""
    if kind is Market.US:
        return _traded_at(fields, one)
    if kind is Market.FX:
        return _beijing(_last_day(fields, one), fields[0], one)
    date, clock = (30, 31) if kind is Market.CN else (17, 18)
    return _beijing(fields[date], fields[clock], one)


def _traded_at(fields: list[str], one: Instrument) -> float:
    """Of the newest trade in the session, where the long form gives it; else when the line was written."""
    if len(fields) <= YEAR:
        return _beijing(*fields[3].partition(" ")[::2], one)
    made = _new_york(fields[TRADED_AT], fields[YEAR])
    if made is None:
        raise Unreadable(f"{one.id}: time {fields[TRADED_AT]!r} {fields[YEAR]!r}", source=SOURCE)
    return made


def _last_day(fields: list[str], one: Instrument) -> str:
    """The date is the last field of a currency's line, however many come before it."""
    if found := next((text for text in reversed(fields) if DAY.fullmatch(text.strip())), None):
        return found
    raise Unreadable(f"{one.id}: no date", source=SOURCE)


def _beijing(date: str, clock: str, one: Instrument) -> float:
    if not (DAY.fullmatch(date) and CLOCK.fullmatch(clock)):
        raise Unreadable(f"{one.id}: time {date!r} {clock!r}", source=SOURCE)
    try:
        day, at = dt.date.fromisoformat(date.replace("/", "-")), dt.time.fromisoformat(clock)
    except ValueError as error:
        raise Unreadable(f"{one.id}: time {date!r} {clock!r}", source=SOURCE) from error
    return dt.datetime.combine(day, at, BEIJING).timestamp()


def _new_york(text: str, year: str) -> float | None:
    """``Jul 24 08:01PM EDT`` of ``2026``; None when it says something else. The abbreviation is not needed."""
    match = AMERICAN.fullmatch(text.strip())
    if match is None or not re.fullmatch(r"20\d{2}", year) or match[1] not in MONTHS:
        return None
    hour = int(match[3]) % 12 + (12 if match[5] == "P" else 0)
    try:
        at = dt.datetime(int(year), MONTHS.index(match[1]) + 1, int(match[2]), hour, int(match[4]), tzinfo=NEW_YORK)
    except ValueError:
        return None
    return at.timestamp()
