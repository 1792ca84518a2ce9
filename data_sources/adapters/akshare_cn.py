"""Eastmoney through akshare: unadjusted days and minutes of A-shares, Hong Kong, the US, Chinese indices; facts.

Runs in a provider worker. Only the calls of ``ak.safety.REVIEWED`` are kept; its ``eval`` of downloaded text is
replaced. Adjusted series are never asked for (the requests carry fqt=0): Eastmoney's 前复权 subtracts and falsifies
returns. An empty frame is not "no data": it is what akshare makes of throttling, so it counts as a failure.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from data_sources.ak.frames import parse_bars, parse_facts, parse_minutes
from data_sources.ak.safety import THROTTLED, called, reviewed
from data_sources.protocol import Asked, BarsWanted, FactsWanted, Given, SourceContext
from data_sources.transports import requests_hook
from models import spellings
from models.errors import AppError, NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Adjust, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

HOSTS = ("eastmoney.com",)
FUNDS = "1.5"  # of Shanghai; the calls for shares take every code that does not begin with 6 for Shenzhen's
SHARES_FIRST = {"SH": ("6",), "SZ": ("0", "3"), "BJ": ("4", "8", "9")}


def open_source(context: SourceContext) -> AkshareCn:
    """akshare, made safe for this process."""
    return AkshareCn(context)


class AkshareCn:
    """The reviewed calls of akshare."""

    def __init__(self, context: SourceContext) -> None:
        os.environ["TQDM_DISABLE"] = "1"  # read at import: later is too late
        self._calls = reviewed()
        requests_hook.install(context, "akshare", HOSTS)

    def download(self, want: Asked) -> pd.DataFrame:
        """The library's frame, unadjusted."""
        if isinstance(want, FactsWanted):
            return self._frame("stock_individual_info_em", symbol=_share(want.instrument).code)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives bars and facts only", source="akshare")
        if want.adjust is not Adjust.NONE:
            raise NoSuchData("adjusted series are derived here, never asked for", source="akshare")
        failure: AppError = NoSuchData(f"does not carry {want.instrument.id}", source="akshare")
        for secid in spellings.eastmoney_secids(want.instrument):
            frame: pd.DataFrame = self._call(want, secid)()
            if not frame.empty:
                return frame
            failure = Unreadable(THROTTLED, source="akshare")
        raise failure

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Bars in shares and currency units, or facts."""
        if isinstance(want, FactsWanted):
            return parse_facts(raw, want, now)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives bars and facts only", source="akshare")
        return parse_minutes(raw, want, now) if want.interval.intraday else parse_bars(raw, want, now)

    def close(self) -> None:
        """Nothing is held open."""

    def _frame(self, name: str, **named: Any) -> pd.DataFrame:
        frame: pd.DataFrame = called(self._calls, name, **named)
        if frame.empty:
            raise Unreadable(THROTTLED, source="akshare")
        return frame

    def _call(self, want: BarsWanted, secid: str) -> Callable[[], pd.DataFrame]:
        if want.interval.intraday:
            return partial(called, self._calls, **_minutes(want, secid))
        if want.interval is not Interval.DAY:
            raise NoSuchData("weeks and months are made from days", source="akshare")
        return partial(called, self._calls, **_days(want, secid))


def _days(want: BarsWanted, secid: str) -> dict[str, Any]:
    """Name and parameters of the call for days."""
    one = want.instrument
    span = {"start_date": f"{want.start:%Y%m%d}", "end_date": f"{want.end:%Y%m%d}"}
    if one.market is Market.CN and one.kind is Kind.INDEX:
        return {"name": "stock_zh_index_daily_em", "symbol": f"{one.suffix.lower()}{one.code}", **span}
    if one.kind is not Kind.STOCK:
        raise NoSuchData(f"does not carry {one.id}", source="akshare")
    held = {"period": "daily", "adjust": "", **span}
    if secid.startswith(FUNDS):
        return {"name": "fund_etf_hist_em", "symbol": one.code, **held}
    if one.market is Market.CN:
        return {"name": "stock_zh_a_hist", "symbol": one.code, **held}
    if one.market is Market.HK:
        return {"name": "stock_hk_hist", "symbol": one.code, **held}
    return {"name": "stock_us_hist", "symbol": secid, **held}


def _minutes(want: BarsWanted, secid: str) -> dict[str, Any]:
    """Name and parameters of the call for minutes. US shares come by the minute only: longer bars are made of them."""
    one = want.instrument
    if want.extended:
        raise NoSuchData("gives no trade outside the hours", source="akshare")
    if one.kind is not Kind.STOCK:  # the library's call for indices lists all of them first, page by page
        raise NoSuchData(f"gives no minutes of {one.id}", source="akshare")
    if one.market is Market.US:
        return {"name": "stock_us_hist_min_em", "symbol": secid}
    name = "stock_hk_hist_min_em" if one.market is Market.HK else "stock_zh_a_hist_min_em"
    if secid.startswith(FUNDS):
        name = "fund_etf_hist_min_em"
    return {"name": name, "symbol": one.code, "period": str(want.interval.minutes), "adjust": ""}


def _share(one: Instrument) -> Instrument:
    """``one`` if facts of it can be asked for: the library guesses the exchange by the first digit."""
    if one.kind is not Kind.STOCK or not one.code.startswith(SHARES_FIRST.get(one.suffix, ("-",))):
        raise NoSuchData(f"gives no facts of {one.id}", source="akshare")
    return one
