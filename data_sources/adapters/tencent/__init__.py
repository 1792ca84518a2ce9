"""Tencent, direct: quotes of A-shares, Hong Kong (the real-time form) and the US; bars of days; of A-shares of minutes.

Bars are asked unadjusted, always: its 前复权 rewrites the past.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from data_sources.adapters.tencent.days import date_of, days_of, parse_days, path_of
from data_sources.adapters.tencent.klines import ROWS as KLINES
from data_sources.adapters.tencent.klines import name_of, parse_klines
from data_sources.adapters.tencent.minutes import parse_minutes
from data_sources.adapters.tencent.quotes import parse_quotes
from data_sources.adapters.tencent.units import SOURCE
from data_sources.guards import contract
from data_sources.protocol import Asked, BarsWanted, Given, QuotesWanted, SourceContext
from data_sources.transports import direct
from models import spellings
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Market
from models.values import Adjust, Interval

HOSTS = ("gtimg.cn",)
URL = "https://qt.gtimg.cn/q="
HISTORY = "https://web.ifzq.gtimg.cn/appstock/app/"
CALL = {Market.CN: "fqkline", Market.HK: "hkfqkline", Market.US: "usfqkline"}
BATCH = 60
ROWS, MOST_PAGES = 640, 30  # of days in one answer; of answers for one want


def open_source(context: SourceContext) -> Tencent:
    """The endpoints, with connections of their own."""
    return Tencent(context)


class Tencent:
    """One line for the life of the process."""

    def __init__(self, context: SourceContext) -> None:
        self._line = direct.Line(context, SOURCE, HOSTS)

    def download(self, want: Asked) -> Any:
        """The text of quotes, the rows of bars as ``[date, open, close, high, low, volume, ...]``."""
        if isinstance(want, QuotesWanted):
            return self._quotes(want)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes and bars only", source=SOURCE)
        if want.adjust is not Adjust.NONE:
            raise NoSuchData("adjusted series are derived here, never asked for", source=SOURCE)
        if want.interval is Interval.DAY:
            return self._days(want, _history_code(want.instrument))
        if want.interval.intraday and want.instrument.market is Market.CN:
            return self._intraday(want, _history_code(want.instrument))
        raise NoSuchData(f"gives no bars of {want.interval} of {want.instrument.market}", source=SOURCE)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Our values of what ``download`` brought; unknown codes are simply absent from quotes."""
        if isinstance(want, QuotesWanted):
            return parse_quotes(raw, want, now)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes and bars only", source=SOURCE)
        if want.interval is Interval.DAY:
            return parse_days(raw, want, now)
        return (parse_minutes if want.interval is Interval.MIN1 else parse_klines)(raw, want, now)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _quotes(self, want: QuotesWanted) -> str:
        codes = [code for one in want.instruments if (code := spellings.tencent(one))]
        batches = [codes[first : first + BATCH] for first in range(0, len(codes), BATCH)]
        bodies = [self._line.get(URL + ",".join(batch)) for batch in batches]
        return "\n".join(body.decode("gbk", "replace") for body in bodies)

    def _days(self, want: BarsWanted, code: str) -> list[Any]:
        """Every row of the span, newest page first asked; a page that fails fails the whole."""
        rows, end = list[Any](), want.end
        for _ in range(MOST_PAGES):
            param = f"{code},day,{want.start},{end},{ROWS},"
            series = self._answer(f"{HISTORY}{CALL[want.instrument.market]}/get?param={param}", f"data.{code}")
            page = days_of(series)
            rows = page + rows
            if len(page) < ROWS or (first := date_of(page[0])) <= want.start:
                return rows
            end = first - dt.timedelta(days=1)
        raise Unreadable("a history without end", source=SOURCE)

    def _intraday(self, want: BarsWanted, code: str) -> Any:
        """The minute line of today, which tells turnover, or the newest rows of longer bars, which do not."""
        if want.interval is Interval.MIN1:
            return self._answer(f"{HISTORY}minute/query?code={code}", f"data.{code}.data")
        name = name_of(want.interval)
        found = self._answer(f"{HISTORY}kline/mkline?param={code},{name},,{KLINES}", f"data.{code}")
        return contract.rows_at(found, name, SOURCE)

    def _answer(self, url: str, path: str) -> Any:
        answer = contract.json_of(self._line.get(url), SOURCE)
        if contract.at(answer, "code", SOURCE) != 0:
            raise Unreadable(f"says {str(answer.get('msg'))[:60]!r}", source=SOURCE)
        return path_of(answer, path)


def _history_code(one: Instrument) -> str:
    code = spellings.tencent_history(one)
    if code is None:
        raise NoSuchData(f"does not carry bars of {one.id}", source=SOURCE)
    return code
