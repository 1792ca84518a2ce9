"""Eastmoney's endpoints, direct: quotes of every market in one request, search, lists, share counts, indices abroad.

Fields are taken by name. Prices come as decimals (fltt=2); "-" is a missing number. A-share volume is in lots in every
recorded answer, Hong Kong's and the US's in shares; turnover over volume tells. Only fields that recorded answers or
public code agree on are asked for: the price limits and the trade state of this endpoint are not among them.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote as quoted

from data_sources.eastmoney import indices
from data_sources.guards import contract, states, units
from data_sources.protocol import (
    Asked,
    BarsWanted,
    FactsWanted,
    Given,
    Listing,
    ListingWanted,
    QuotesWanted,
    SourceContext,
    SuggestWanted,
)
from data_sources.transports import direct
from models import sessions, spellings, symbols
from models.errors import NoSuchData, Unreadable
from models.facts import Dated, Facts
from models.instruments import Instrument, Kind, Market
from models.values import Quote

SOURCE = "eastmoney"
HOSTS = ("eastmoney.com",)
PUSH = "https://push2.eastmoney.com/api/qt/"
SUGGEST = "https://searchapi.eastmoney.com/api/suggest/get?type=14&count=10&input="
BATCH = 100  # secids in one request
LAST, VOLUME, TURNOVER, RATE, RATIO, CODE, MARKET, NAME = "f2", "f5", "f6", "f8", "f10", "f12", "f13", "f14"
HIGH, LOW, OPEN, PREVIOUS, CAP, TIME = "f15", "f16", "f17", "f18", "f20", "f124"
PCT, PCT_SLACK = "f3", 0.02  # of the previous close, rounded to two places
AGREED = (LAST, PCT, VOLUME, TURNOVER, RATE, RATIO, CODE, MARKET, NAME, HIGH, LOW, OPEN, PREVIOUS, CAP)
PE, PB = "f115", "f23"  # 市盈率 of the last twelve months (f9 is this year's, projected), 市净率
FIELDS = ",".join((*AGREED, PE, PB, TIME))
TOTAL_SHARES, LISTED, SAID_CODE, SAID_NAME = "f84", "f189", "f57", "f58"
FACTS = (SAID_CODE, SAID_NAME, TOTAL_SHARES, LISTED)
LOT = 100.0
# lists of shares: what the site's own pages ask for
LISTS = (
    (Market.CN, "m:0+t:6,m:0+t:80,m:1+t:2,m:1+t:23,m:0+t:81+s:2048"),
    (Market.HK, "m:128+t:3,m:128+t:4,m:128+t:1,m:128+t:2"),
    (Market.US, "m:105,m:106,m:107"),
)
PAGE, MOST_PAGES, LONGEST_S, PAUSE_S = 100, 200, 180.0, 1.0  # a page a second is what the host group bears
TICKER = re.compile(r"[A-Z]{1,5}(?:_[A-Z]{1,2})?")
BONDS, TREATED_AS_BONDS = "7", "6"  # SecurityType and TypeUS of a note that shares its issuer's code
NAMES = re.compile(r"[\s\u3000]+")


def open_source(context: SourceContext) -> Eastmoney:
    """The endpoints, with connections of their own."""
    return Eastmoney(context)


class Eastmoney:
    """One line for the life of the process."""

    def __init__(self, context: SourceContext, pause: Callable[[float], None] = time.sleep) -> None:
        self._line = direct.Line(context, SOURCE, HOSTS)
        self._pause = pause

    def download(self, want: Asked) -> Any:
        """The rows for quotes, the object for facts and search, ``{market: rows}`` for the lists."""
        if isinstance(want, QuotesWanted):
            return self._quotes(want)
        if isinstance(want, FactsWanted):
            return self._json(f"{PUSH}stock/get?secid={_secid(want.instrument)}&fltt=2&fields={','.join(FACTS)}")
        if isinstance(want, SuggestWanted):
            return self._json(SUGGEST + quoted(want.text))
        if isinstance(want, ListingWanted):
            return {market: self._list(market, kinds) for market, kinds in LISTS}
        if isinstance(want, BarsWanted):
            return self._json(indices.url_of(want))
        raise NoSuchData("gives no series of products", source=SOURCE)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Our values of what ``download`` brought."""
        if isinstance(want, QuotesWanted):
            return parse_quotes(raw, want, now)
        if isinstance(want, FactsWanted):
            return parse_facts(raw, want.instrument, now)
        if isinstance(want, SuggestWanted):
            return parse_suggestions(raw)
        if isinstance(want, ListingWanted):
            return parse_listing(raw, now)
        if isinstance(want, BarsWanted):
            return indices.parse_bars(raw, want, now)
        raise NoSuchData("gives no series of products", source=SOURCE)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _json(self, url: str) -> Any:
        return contract.json_of(self._line.get(url), SOURCE)

    def _quotes(self, want: QuotesWanted) -> list[Any]:
        secids = [secid for one in want.instruments for secid in spellings.eastmoney_secids(one)]
        if not secids:
            raise NoSuchData("does not carry these", source=SOURCE)
        found = list[Any]()
        for first in range(0, len(secids), BATCH):
            batch = ",".join(secids[first : first + BATCH])
            answer = self._json(f"{PUSH}ulist.np/get?secids={batch}&fltt=2&fields={FIELDS}")
            found += contract.rows_at(answer, "data.diff", SOURCE)
        return found

    def _list(self, market: Market, kinds: str) -> list[Any]:
        """Every row of one list. Raises for a page that fails or is short: half a list is no list."""
        rows, total, until = list[Any](), 1, time.monotonic() + LONGEST_S
        page = 0
        while len(rows) < total:
            page += 1
            if page > MOST_PAGES or time.monotonic() > until:
                raise Unreadable(f"a list of {market} without end", source=SOURCE)
            if page > 1:
                self._pause(PAUSE_S)
            url = f"{PUSH}clist/get?pn={page}&pz={PAGE}&po=0&np=1&fltt=2&fid=f12&fs={kinds}&fields=f12,f13,f14"
            more, total = page_of(self._json(url), len(rows), market)
            rows += more
        return rows


def _secid(one: Instrument) -> str:
    """The secid of an A-share; other markets' share counts are not given here."""
    if one.market is not Market.CN or one.kind is not Kind.STOCK or not spellings.eastmoney_secids(one):
        raise NoSuchData(f"does not carry facts of {one.id}", source=SOURCE)
    return spellings.eastmoney_secids(one)[0]


def parse_quotes(rows: Iterable[Any], want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes in shares and currency units; rows of codes nobody asked for are left out.

    Raises Unreadable naming a field that is missing or holds something else than a number.
    """
    asked = {secid: one for one in want.instruments for secid in spellings.eastmoney_secids(one)}
    found = dict[str, Quote]()
    for row in rows:
        held = contract.require(row, AGREED, SOURCE)
        one = _asked_for(held, asked)
        quote = _quote(held, one, now) if one is not None else None
        if quote is not None:
            found.setdefault(quote.instrument, quote)
    return tuple(found.values())


def _asked_for(row: Mapping[str, Any], asked: Mapping[str, Instrument]) -> Instrument | None:
    """Whose row this is. The market's number tells Shanghai from Shenzhen; abroad a code alone is one instrument."""
    market, code = str(row[MARKET]), str(row[CODE])
    if found := asked.get(f"{market}.{code}"):
        return found
    abroad = (one for secid, one in asked.items() if one.market is not Market.CN and secid.partition(".")[2] == code)
    return next(abroad, None)


def _quote(row: Mapping[str, Any], one: Instrument, now: float) -> Quote | None:
    """None when there is neither a price nor a reason for that."""
    number = {name: contract.price(row[name], name, SOURCE) for name in AGREED if name not in (CODE, MARKET, NAME, PCT)}
    high, low, turnover = number[HIGH], number[LOW], number[TURNOVER]
    silent = number[LAST] is None and number[PREVIOUS] is not None
    halted = silent and states.silent_share(one, number[OPEN], number[VOLUME], now)
    if number[LAST] is None and not halted:
        return None
    _check_pct(row, number[LAST], number[PREVIOUS])
    otherwise = LOT if one.market is Market.CN else 1.0
    pe, pb = (contract.figure(row.get(name), name, SOURCE) for name in (PE, PB))
    return Quote(
        instrument=one.id,
        last=number[LAST],
        previous_close=number[PREVIOUS],
        open=number[OPEN],
        high=high,
        low=low,
        volume=_shares(number[VOLUME], turnover, low, high, one, otherwise),
        turnover=turnover,
        market_cap=number[CAP] if one.kind is Kind.STOCK else None,
        volume_ratio=number[RATIO],
        turnover_rate=number[RATE],
        currency=one.currency,
        exchange_time=_time(row, one, now),
        received_at=now,
        source=SOURCE,
        suspended=halted,
        pe=pe if one.kind is Kind.STOCK else None,
        pb=pb if one.kind is Kind.STOCK else None,
    )


def _check_pct(row: Mapping[str, Any], last: float | None, before: float | None) -> None:
    """Its own percentage is last over previous close; where it is not, fields have moved."""
    said = contract.figure(row[PCT], PCT, SOURCE)
    if said and last and before:
        contract.check_change(said, last / before * 100.0, 100.0, PCT_SLACK, SOURCE)


def _shares(
    volume: float | None, turnover: float | None, low: float | None, high: float | None, one: Instrument, lot: float
) -> float | None:
    if one.kind is not Kind.STOCK:
        return None if volume is None else volume * lot
    return units.shares(volume, turnover, low, high, lot)


def _time(row: Mapping[str, Any], one: Instrument, now: float) -> float:
    """The exchange's time. A row without one is dated to when its market last traded: younger it cannot be."""
    said = contract.price(row.get(TIME), TIME, SOURCE)
    if said is not None:
        return said
    day = sessions.local_date(one.market, now)
    if sessions.state(one.market, now) in ("open", "lunch"):
        return now
    while day.weekday() >= sessions.SATURDAY or sessions.close_time(one.market, day) > now:
        day -= dt.timedelta(days=1)
    return sessions.close_time(one.market, day)


def parse_facts(answer: Any, one: Instrument, now: float) -> Facts:
    """Total shares as of today (the endpoint knows no other day), name, listing date."""
    row = contract.require(contract.at(answer, "data", SOURCE), FACTS, SOURCE)
    if str(row[SAID_CODE]) != one.code:
        raise Unreadable(f"answered {row[SAID_CODE]} instead of {one.id}", source=SOURCE)
    shares = contract.price(row[TOTAL_SHARES], TOTAL_SHARES, SOURCE)
    today = sessions.local_date(one.market, now)
    return Facts(
        instrument=one.id,
        name_zh=_name(row[SAID_NAME]),
        currency=one.currency,
        lot=int(LOT),
        listed=_day(row[LISTED]),
        shares=(Dated(date=today, value=shares, source=SOURCE),) if shares else (),
        source=SOURCE,
        fetched_at=now,
    )


def _day(value: object) -> dt.date | None:
    said = contract.price(value, LISTED, SOURCE)
    try:
        return None if said is None else dt.datetime.strptime(str(int(said)), "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise Unreadable(f"field {LISTED} holds {value!r}, which is no date", source=SOURCE) from error


def parse_suggestions(answer: Any) -> tuple[Instrument, ...]:
    """What the search found, best first, without bonds and what is traded elsewhere. Nothing found is an answer."""
    table = contract.at(answer, "QuotationCodeTable", SOURCE)
    found = dict[str, Instrument]()
    for row in contract.at(table, "Data", SOURCE) or ():
        held = contract.require(row, ("Code", "Name", "QuoteID", "SecurityType"), SOURCE)
        bond = str(held["SecurityType"]) == BONDS or str(held.get("TypeUS")) == TREATED_AS_BONDS
        one = None if bond or "债" in str(held["Name"]) else _found(str(held["QuoteID"]), str(held["Code"]))
        if one is not None:
            found.setdefault(one.id, replace(one, name_zh=_name(held["Name"])))
    return tuple(found.values())


def _found(secid: str, code: str) -> Instrument | None:
    """The instrument of a secid, which must be a number, a dot and the row's own code."""
    number, _, said = secid.partition(".")
    return symbols.read(secid).instrument if number.isdecimal() and said == code else None


def page_of(answer: Any, held: int, market: Market) -> tuple[list[Any], int]:
    """The rows of one page and the length of the whole list. Raises Unreadable when the page is not whole."""
    total = contract.figure(contract.at(answer, "data.total", SOURCE), "data.total", SOURCE)
    if total is None or not 0 < total <= MOST_PAGES * PAGE:
        raise Unreadable(f"a list of {market} of {total} rows", source=SOURCE)
    rows = contract.rows_at(answer, "data.diff", SOURCE)
    if len(rows) != min(PAGE, int(total) - held):
        raise Unreadable(f"a list of {market} cut in the middle: {held + len(rows)} of {int(total)}", source=SOURCE)
    return rows, int(total)


def parse_listing(raw: Mapping[Market, list[Any]], now: float) -> Listing:
    """Every share of the lists as lines of tab-separated fields; the last three are filled by who makes pinyin."""
    lines = dict[str, str]()
    for market, rows in raw.items():
        for row in rows:
            held = contract.require(row, (CODE, MARKET, NAME), SOURCE)
            one = _listed(market, str(held[MARKET]), str(held[CODE]))
            if one is not None:
                fields = (one.id, one.kind, one.market, one.exchange, _name(held[NAME]), "", "", "", "")
                lines[one.id] = "\t".join(fields)
    if not lines:
        raise Unreadable("a list without a share in it", source=SOURCE)
    return Listing(text="\n".join(lines.values()), source=SOURCE, fetched_at=now)


def _listed(market: Market, number: str, code: str) -> Instrument | None:
    """The share of a list's row; None for warrants, units and other things whose code is no share's."""
    if market is Market.US:
        known = spellings.EASTMONEY_NUMBERS.get(number, "")
        return symbols.instrument(f"{code.replace('_', '.')}.US", known) if TICKER.fullmatch(code) else None
    if market is Market.HK:
        return symbols.instrument(f"{code}.HK") if re.fullmatch(r"\d{5}", code) else None
    found = symbols.read(f"{number}.{code}").instrument
    return found if found is not None and found.kind is Kind.STOCK else None


def _name(value: object) -> str:
    """A name on one line, in ordinary width: Chinese ones come padded with blanks (万  科Ａ)."""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    chinese = any("\u4e00" <= mark <= "\u9fff" for mark in text)
    return NAMES.sub("" if chinese else " ", text)
