"""Eastmoney through akshare: unadjusted daily bars of A-shares, Hong Kong, the US and Chinese indices.

Runs in a provider worker. Only the five calls below are used; akshare's ``eval`` of downloaded text is replaced.
Adjusted series are never asked for (the requests carry fqt=0): Eastmoney's 前复权 subtracts and falsifies returns.
An empty frame is not "no data": it is what akshare makes of throttling, so it counts as a failure.
"""

from __future__ import annotations

import ast
import contextlib
import datetime as dt
import io
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources.protocol import Asked, BarsWanted, Given, SourceContext
from data_sources.transports import requests_hook, trust
from models import sessions, spellings
from models.errors import AppError, NoSuchData, Unreachable, Unreadable
from models.instruments import Kind, Market
from models.values import Adjust, Bars, Floats

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("date", "open", "close", "high", "low", "volume", "turnover")
CHINESE = dict(zip(FIELDS, ("日期", "开盘", "收盘", "最高", "最低", "成交量", "成交额"), strict=True))
INDEX = dict(zip(FIELDS, ("date", "open", "close", "high", "low", "volume", "amount"), strict=True))
HOSTS = ("eastmoney.com",)
LOT = 100
SLACK = 0.02


def open_source(context: SourceContext) -> AkshareCn:
    """akshare, made safe for this process."""
    return AkshareCn(context)


class AkshareCn:
    """The reviewed calls of akshare."""

    def __init__(self, context: SourceContext) -> None:
        os.environ["TQDM_DISABLE"] = "1"  # read at import: later is too late
        with _silence():
            import akshare

        requests_hook.install(context, "akshare", HOSTS)
        neutralise_eval()
        self._akshare: Any = akshare

    def download(self, want: Asked) -> pd.DataFrame:
        """The library's frame, unadjusted."""
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives bars only", source="akshare")
        if want.adjust is not Adjust.NONE:
            raise NoSuchData("adjusted series are derived here, never asked for", source="akshare")
        failure: AppError = NoSuchData(f"does not carry {want.instrument.id}", source="akshare")
        for secid in spellings.eastmoney_secids(want.instrument):
            frame = _called(self._call(want, secid))
            if not frame.empty:
                return frame
            failure = Unreadable("an empty answer: throttled, or an unknown code", source="akshare")
        raise failure

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Bars in shares and currency units."""
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives bars only", source="akshare")
        return parse_bars(raw, want, now)

    def close(self) -> None:
        """Nothing is held open."""

    def _call(self, want: BarsWanted, secid: str) -> Callable[[], pd.DataFrame]:
        one, ak = want.instrument, self._akshare
        span = {"start_date": f"{want.start:%Y%m%d}", "end_date": f"{want.end:%Y%m%d}"}
        if one.market is Market.CN and one.kind is Kind.INDEX:
            symbol = f"{one.suffix.lower()}{one.code}"
            return lambda: ak.stock_zh_index_daily_em(symbol=symbol, **span)
        if one.kind is Kind.INDEX:
            raise NoSuchData(f"does not carry {one.id}", source="akshare")
        if secid.startswith("1.5"):  # the call for shares takes every code that does not begin with 6 for Shenzhen's
            return lambda: ak.fund_etf_hist_em(symbol=one.code, period="daily", adjust="", **span)
        if one.market is Market.CN:
            return lambda: ak.stock_zh_a_hist(symbol=one.code, period="daily", adjust="", **span)
        if one.market is Market.HK:
            return lambda: ak.stock_hk_hist(symbol=one.code, period="daily", adjust="", **span)
        return lambda: ak.stock_us_hist(symbol=secid, period="daily", adjust="", **span)


def _called(call: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """``call()`` with akshare's accidents in our terms."""
    try:
        with _silence():
            return call()
    except AppError:
        raise
    except TypeError as error:
        if "NoneType" in str(error):  # data: null
            raise Unreadable("an empty answer: throttled, or an unknown code", source="akshare") from error
        raise Unreadable(f"not the agreed shape: {error}", source="akshare") from error
    except json.JSONDecodeError as error:
        raise Unreadable("an answer that is no JSON: cut off?", source="akshare") from error
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise Unreadable(f"not the agreed shape: {type(error).__name__}: {error}"[:200], source="akshare") from error
    except OSError as error:
        raise Unreachable(trust.in_words(error), source="akshare") from error


@contextlib.contextmanager
def _silence() -> Any:
    """Akshare prints in 1,456 places."""
    logging.getLogger("akshare").setLevel(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def neutralise_eval() -> None:
    """Downloaded text is read as a literal or refused, in every loaded module of akshare."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "akshare" and module is not None:
            module.eval = ast.literal_eval  # type: ignore[attr-defined]


def parse_bars(frame: pd.DataFrame, want: BarsWanted, now: float) -> Bars:
    """Bars from one of akshare's frames, columns by name.

    A-share volume comes in lots or in shares, depending on board and year: the VWAP says which.
    Raises Unreadable naming the field that is missing or is no number.
    """
    one = want.instrument
    columns = _columns(frame, INDEX if "date" in frame.columns else CHINESE)
    days = np.array([str(day)[:10] for day in columns["date"]], "datetime64[D]")
    volume, turnover = columns["volume"], columns["turnover"]
    if one.market is Market.CN and one.kind is Kind.STOCK:
        volume = volume * _lot(volume, turnover, columns["low"], columns["high"])
    elif one.market is Market.CN:
        volume = volume * LOT
    last: dt.date = days[-1].astype(dt.date)
    return Bars(
        instrument=one.id,
        date=days,
        time=np.array([int(sessions.open_time(one.market, day.astype(dt.date))) for day in days]),
        open=columns["open"], high=columns["high"], low=columns["low"], close=columns["close"],
        volume=volume, turnover=turnover,
        currency=one.currency,
        source="akshare",
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, last, now),
    )  # fmt: skip


def _columns(frame: pd.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    if missing := [name for name in names.values() if name not in frame.columns]:
        raise Unreadable(f"no column {missing[0]}", source="akshare")
    held: dict[str, Any] = {"date": list(frame[names["date"]])}
    for key, name in names.items():
        if key != "date":
            held[key] = _numbers(frame, name)
    return held


def _numbers(frame: pd.DataFrame, name: str) -> Floats:
    import pandas as pd

    column = pd.to_numeric(frame[name].replace({"-": None, "": None}), errors="coerce")
    if column.isna().all():
        raise Unreadable(f"no numbers in column {name}", source="akshare")
    numbers: Floats = column.to_numpy(float)
    return numbers


def _lot(volume: Floats, turnover: Floats, low: Floats, high: Floats) -> int:
    """1 or 100, whichever puts turnover / volume between low and high on the days that traded.

    Only for unadjusted bars. Raises Unreadable when neither does: then the units are not what they seem.
    """
    traded = (volume > 0) & (turnover > 0)
    if not traded.any():
        return LOT
    for lot in (LOT, 1):
        average = turnover[traded] / (volume[traded] * lot)
        inside = (low[traded] * (1 - SLACK) <= average) & (average <= high[traded] * (1 + SLACK))
        if np.mean(inside) > 0.9:
            return lot
    raise Unreadable("turnover / volume is not between low and high: unknown units", source="akshare")
