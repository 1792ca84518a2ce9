"""Tencent's quote endpoint, direct: A-shares, Hong Kong (the real-time form) and the US in one request.

The answer is GBK text, one ``v_code="a~b~c";`` line each. Field numbers are zero-based and were checked on
recorded answers. STAR shares come in shares, other A-shares and indices in lots of 100.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from data_sources.protocol import Asked, Given, QuotesWanted, SourceContext
from data_sources.transports import direct
from models import spellings
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Quote

URL = "https://qt.gtimg.cn/q="
BATCH = 60
LINE = re.compile(r'v_(\w[\w.]*)="([^"]*)"')
LAST, PREVIOUS, OPEN, VOLUME, TIME, HIGH, LOW, TURNOVER, CAP = 3, 4, 5, 36, 30, 33, 34, 37, 45
FEWEST = 46
STAR = ("688", "689")
CLOCK = "%Y%m%d%H%M%S"  # once the separators, which differ by market, are out
WAN, YI, LOT = 1e4, 1e8, 100.0


def open_source(context: SourceContext) -> Tencent:
    """The endpoint, with a client of its own."""
    return Tencent(context)


class Tencent:
    """One client for the life of the process."""

    def __init__(self, context: SourceContext) -> None:
        self._client = direct.open_client(context)

    def download(self, want: Asked) -> str:
        """The text of one or more batches."""
        if not isinstance(want, QuotesWanted):
            raise NoSuchData("gives quotes only", source="tencent")
        codes = [code for one in want.instruments if (code := spellings.tencent(one))]
        batches = [codes[first : first + BATCH] for first in range(0, len(codes), BATCH)]
        bodies = [direct.fetch(self._client, URL + ",".join(batch), "tencent") for batch in batches]
        return "\n".join(body.decode("gbk", "replace") for body in bodies)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Quotes of what was asked; unknown codes are simply absent."""
        if not isinstance(want, QuotesWanted):
            raise NoSuchData("gives quotes only", source="tencent")
        return parse_quotes(raw, want, now)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def parse_quotes(raw: str, want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes in shares and currency units; a broken line is left out. Raises Unreadable when all are broken."""
    asked = {code: one for one in want.instruments if (code := spellings.tencent(one))}
    lines = LINE.findall(raw)
    if asked and not lines:
        raise Unreadable("no quote lines in the answer", source="tencent")
    quotes, broken = [], None
    for code, body in lines:
        try:
            quote = _quote(body.split("~"), asked[code], now) if code in asked else None
        except Unreadable as error:
            broken = error
            continue
        if quote is not None:
            quotes.append(quote)
    if broken is not None and not quotes:
        raise broken
    return tuple(quotes)


def _quote(fields: list[str], one: Instrument, now: float) -> Quote | None:
    """One line's quote; None when the line is another instrument's or holds no price."""
    if len(fields) < FEWEST:
        raise Unreadable(f"{one.id}: {len(fields)} fields, field {len(fields)} is missing", source="tencent")
    if not _names(fields[2], one):
        return None
    last = _positive(fields[LAST])
    if last is None:
        return None
    cap = _positive(fields[CAP])
    return Quote(
        instrument=one.id,
        last=last,
        previous_close=_positive(fields[PREVIOUS]),
        open=_positive(fields[OPEN]),
        high=_positive(fields[HIGH]),
        low=_positive(fields[LOW]),
        volume=_shares(fields[VOLUME], one),
        turnover=_amount(fields[TURNOVER], one),
        market_cap=cap * YI if cap is not None and one.kind is Kind.STOCK else None,
        currency=one.currency,
        exchange_time=_time(fields[TIME], one),
        received_at=now,
        source="tencent",
    )


def _names(code: str, one: Instrument) -> bool:
    """Whether the answer's own code is the one asked for; US codes carry a listing suffix (NVDA.OQ)."""
    said = code.upper()
    return said in (one.code, f".{one.code}") or said.rpartition(".")[0] == one.code or one.kind is Kind.INDEX


def _positive(text: str) -> float | None:
    """A price or size; "-", "" and 0.000 (suspended) are missing, not zero."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None


def _shares(text: str, one: Instrument) -> float | None:
    value = _positive(text)
    in_lots = one.market is Market.CN and not one.code.startswith(STAR)
    return value if value is None or not in_lots else value * LOT


def _amount(text: str, one: Instrument) -> float | None:
    value = _positive(text)
    return value if value is None or one.market is not Market.CN else value * WAN


def _time(text: str, one: Instrument) -> float:
    """The exchange's own clock as UTC seconds."""
    try:
        clock = dt.datetime.strptime(re.sub(r"\D", "", text), CLOCK).replace(tzinfo=ZoneInfo(one.zone))
    except ValueError as error:
        raise Unreadable(f"{one.id}: time {text!r}", source="tencent") from error
    return clock.timestamp()
