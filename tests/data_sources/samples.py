"""Small values for the tests of the data side: instruments, wants, bars, and answers in the recorded shapes."""

from __future__ import annotations

import datetime as dt

import numpy as np

from data_sources.protocol import BarsWanted, QuotesWanted, SourceContext
from data_sources.spans import Span
from models import symbols
from models.values import Action, ActionKind, Bars, Quote

CN, STAR, ETF = symbols.instrument("600000.SH"), symbols.instrument("688256.SH"), symbols.instrument("510300.SH")
HK, US = symbols.instrument("00700.HK"), symbols.instrument("NVDA.US", "XNAS")
CSI, HSI = symbols.instrument("000300.SH"), symbols.instrument("HSI")
AFTER = dt.datetime(2024, 9, 27, 12, tzinfo=dt.UTC).timestamp()  # Friday night in Asia, before New York opens
WEEK = {"2024-09-20": 10.0, "2024-09-23": 10.5, "2024-09-24": 11.0, "2024-09-25": 11.5}


def day(text):
    return dt.date.fromisoformat(text)


def want(one=CN, start="2024-09-20", end="2024-09-25", **changes):
    return BarsWanted(instrument=one, start=day(start), end=day(end), **changes)


def quotes_of(*instruments):
    return QuotesWanted(instruments=instruments)


def bars(closes=WEEK, *, one=CN, source="akshare", at=AFTER, **changes):
    """Bars from ``{"2024-09-20": 10.0, ...}``: open, high and low are the close, a thousand shares a day."""
    prices = np.array(list(closes.values()), float)
    held = {
        "instrument": one.id, "date": np.array(list(closes), "datetime64[D]"), "time": np.arange(len(prices)),
        "open": prices, "high": prices, "low": prices, "close": prices, "volume": np.full(len(prices), 1000.0),
        "turnover": prices * 1000.0, "currency": one.currency, "source": source, "fetched_at": at,
    }  # fmt: skip
    return Bars(**(held | changes))


def many(first, count, *, start=10.0, **changes):
    """``count`` weekdays from ``first``, one cent up each day."""
    days = np.datetime64(first, "D") + np.arange(2 * count).astype("timedelta64[D]")
    days = days[np.is_busday(days)][:count]
    return bars({str(d): start + 0.01 * place for place, d in enumerate(days)}, **changes)


def span(first, last, at=AFTER):
    return Span(first=day(first), last=day(last), fetched_at=at)


def split(date, value):
    return Action(ex_date=day(date), kind=ActionKind.SPLIT, value=value)


def cash(date, value):
    return Action(ex_date=day(date), kind=ActionKind.DIVIDEND, value=value)


def quote(one=CN, last=10.0, *, source="tencent", at=AFTER, **changes):
    held = {"currency": one.currency, "exchange_time": at, "received_at": at, "source": source}
    return Quote(instrument=one.id, last=last, **(held | changes))


def context(folder, **changes):
    return SourceContext(folder=str(folder), **changes)


def close_of(found):
    """``{"2024-09-20": 10.0, ...}``, to compare with what was put in."""
    return {str(d): float(close) for d, close in zip(found.date, found.close, strict=True)}
