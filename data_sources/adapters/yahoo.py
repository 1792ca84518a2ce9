"""Yahoo Finance through yfinance: quotes in batches of v7, daily bars with every split and dividend.

Runs in a provider worker. What the library does to its callers, and what is done about it here:
it remembers failed answers (past ranges are asked with an open end, and its memory is cleared after a failure);
it hides errors as empty frames (hiding is off); it keeps a poisoned crumb (checked after each job); it pickles
cookies to disk (its dummy cache is put in place); its prices are split-adjusted (undone with the splits it sends).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources.protocol import Asked, BarsWanted, Given, QuotesWanted, SourceContext
from data_sources.transports import jobs, trust
from data_sources.transports.curl import open_session
from models import sessions, spellings
from models.errors import AppError, NoSuchData, RateLimited, Unreachable, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Action, ActionKind, Bars, Floats, Quote

if TYPE_CHECKING:
    import pandas as pd

QUOTE_URL = "https://query1.finance.yahoo.com/v7/finance/quote"
BATCH = 50
PRICES = ("Open", "High", "Low", "Close")
NEEDED = (*PRICES, "Volume", "Dividends", "Stock Splits")
LONGEST_CRUMB = 32


def open_source(context: SourceContext) -> Yahoo:
    """yfinance, set up for this process."""
    return Yahoo(context)


class Yahoo:
    """One yfinance session for the life of the process."""

    def __init__(self, context: SourceContext) -> None:
        import yfinance as yf
        from yfinance import cache
        from yfinance.data import YfData

        _quiet()
        yf.config.debug.hide_exceptions = False
        yf.set_tz_cache_location(str(Path(context.folder)))
        cache._CookieCacheManager._Cookie_cache = Cookies()  # noqa: SLF001 - its own unpickles a file
        self._context = context
        self._session = open_session(context)
        self._data = YfData(session=self._session)

    def download(self, want: Asked) -> Any:
        """A frame with its meta for bars, a list of dicts for quotes."""
        try:
            if isinstance(want, QuotesWanted):
                return self._quotes(want)
            if isinstance(want, BarsWanted):
                return self._history(want)
            raise NoSuchData("gives quotes and bars only", source="yahoo")
        except AppError:
            self._forget()
            raise
        except Exception as error:
            self._forget()
            raise _ours(error) from error
        finally:
            self._check_crumb()

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Our values of what ``download`` brought."""
        if isinstance(want, QuotesWanted):
            return parse_quotes(raw, want, now)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes and bars only", source="yahoo")
        frame, meta = raw
        return parse_bars(frame, meta, want, now)

    def close(self) -> None:
        """Close the session."""
        self._session.close()

    def _history(self, want: BarsWanted) -> tuple[pd.DataFrame, dict[str, Any]]:
        import yfinance as yf
        from yfinance.exceptions import YFPricesMissingError

        symbol = _symbol(want.instrument)
        ticker = yf.Ticker(symbol, session=self._session)
        ticker._tz = want.instrument.zone  # noqa: SLF001 - we know the zone; asking costs a request per symbol
        # no end: past ranges go through a memory of failures, and only an open end brings every later split
        try:
            frame = ticker.history(
                start=want.start.isoformat(), interval="1d", auto_adjust=False, actions=True,
                timeout=self._context.first_answer_s,
            )  # fmt: skip
        except YFPricesMissingError as error:
            if jobs.last_status() == 200 and not _described(ticker):  # "null" is said to be delisted, too
                raise Unreadable("an answer without a chart in it", source="yahoo") from error
            raise
        return frame, ticker.get_history_metadata()

    def _quotes(self, want: QuotesWanted) -> list[dict[str, Any]]:
        symbols = [symbol for one in want.instruments if (symbol := spellings.yahoo(one))]
        found: list[dict[str, Any]] = []
        for first in range(0, len(symbols), BATCH):
            params = {"symbols": ",".join(symbols[first : first + BATCH])}
            answer = self._data.get_raw_json(QUOTE_URL, params=params, timeout=self._context.first_answer_s)
            found += answer["quoteResponse"]["result"]
        return found

    def _forget(self) -> None:
        """Drop what the library remembers of a failure."""
        self._data.cache_get.cache_clear()
        self._data._crumb = None  # noqa: SLF001 - a login page or "Too Many Requests" is kept as the crumb

    def _check_crumb(self) -> None:
        crumb = self._data._crumb  # noqa: SLF001
        if crumb is not None and (len(crumb) > LONGEST_CRUMB or any(mark in crumb for mark in " <\r\n")):
            self._data._crumb = None  # noqa: SLF001


class Cookies:
    """yfinance's cookie store, in memory: its own is a pickle on disk, and a dummy asks for a cookie each time."""

    dummy = False

    def __init__(self) -> None:
        self._held: dict[str, Any] = {}

    def lookup(self, strategy: str) -> dict[str, Any] | None:
        """What ``store`` kept, in the shape yfinance expects."""
        held = self._held.get(strategy)
        return None if held is None else {"cookie": held, "age": dt.timedelta(0)}

    def store(self, strategy: str, cookie: Any) -> None:
        """Keep the cookie for the life of the process; None, or one yfinance could not read back, forgets it."""
        self._held[strategy] = cookie if _lasting(cookie) else None


def _described(ticker: Any) -> bool:
    """Whether the answer said which instrument it is about."""
    meta = getattr(ticker._price_history, "_history_metadata", None)  # noqa: SLF001 - asking would ask the host
    return "symbol" in (meta or {})


def _lasting(cookie: Any) -> bool:
    """Whether ``{domain: {path: {name: cookie}}}`` holds what yfinance looks for; a session cookie makes it raise."""
    try:
        return all(paths["/"]["A3"].expires is not None for paths in cookie.values())
    except (AttributeError, KeyError, TypeError):
        return False


def _symbol(instrument: Instrument) -> str:
    symbol = spellings.yahoo(instrument)
    if symbol is None:
        raise NoSuchData(f"does not carry {instrument.id}", source="yahoo")
    return symbol


def _quiet() -> None:
    """Yfinance's own chatter and the warnings it causes; its filters are set at import, so ours come after."""
    warnings.filterwarnings("ignore", module="yfinance")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)


def parse_bars(frame: pd.DataFrame, meta: dict[str, Any], want: BarsWanted, now: float) -> Bars:
    """Traded bars from a split-adjusted frame, and the actions it carries.

    Yahoo divides prices by every later split and multiplies volume; both are undone, so the close is the traded
    one. Raises Unreadable when columns, symbol or currency are not the agreed ones, NoSuchData for an empty span.
    """
    one = want.instrument
    _check_meta(meta, one)
    if frame.empty:
        raise NoSuchData("no sessions in this span", source="yahoo")
    if missing := [name for name in NEEDED if name not in frame.columns]:
        raise Unreadable(f"no column {missing[0]}", source="yahoo")
    index: Any = frame.index
    dates = index.tz_convert(one.zone).date if index.tz is not None else index.date
    days = np.array(dates, "datetime64[D]")
    splits = frame["Stock Splits"].to_numpy(float)
    later = _later_splits(splits)
    prices: dict[str, Any] = {name.lower(): _traded(frame[name].to_numpy(float), later, one) for name in PRICES}
    last: dt.date = days[-1].astype(dt.date)
    return Bars(
        instrument=one.id,
        date=days,
        time=np.array([int(sessions.open_time(one.market, day.astype(dt.date))) for day in days]),
        **prices,
        volume=frame["Volume"].to_numpy(float) / later,
        turnover=np.full(len(days), np.nan),
        currency=one.currency,
        source="yahoo",
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, last, now),
        actions=_actions(days, splits, frame["Dividends"].to_numpy(float) * later),
    )


def _check_meta(meta: dict[str, Any], one: Instrument) -> None:
    if meta.get("symbol", "").upper() != spellings.yahoo(one):
        raise Unreadable(f"answered {meta.get('symbol')!r} for {one.id}", source="yahoo")
    if meta.get("currency") != one.currency:
        raise Unreadable(f"{one.id} in {meta.get('currency')!r}", source="yahoo")


def _later_splits(splits: Floats) -> Floats:
    """For each bar the product of the splits that go ex after it."""
    ratios = np.where(splits > 0, splits, 1.0)
    after = np.append(ratios[1:], 1.0)
    product: Floats = np.cumprod(after[::-1])[::-1]
    return product


def _traded(prices: Floats, later: Floats, one: Instrument) -> Floats:
    """The price on the tape, without float32 noise; a US share may trade in fractions of a cent."""
    exact = 4 if one.market is Market.US and one.kind is Kind.STOCK else one.decimals
    scaled = prices * later
    traded: Floats = np.where(later == 1.0, np.round(scaled, exact), np.round(scaled, one.decimals))
    return traded


def _actions(days: Any, splits: Floats, dividends: Floats) -> tuple[Action, ...]:
    found = [(day, ActionKind.SPLIT, value) for day, value in zip(days, splits, strict=True) if value > 0]
    found += [(day, ActionKind.DIVIDEND, value) for day, value in zip(days, dividends, strict=True) if value > 0]
    return tuple(
        Action(ex_date=day.astype(dt.date), kind=kind, value=float(value)) for day, kind, value in sorted(found)
    )


def parse_quotes(raw: list[dict[str, Any]], want: QuotesWanted, now: float) -> tuple[Quote, ...]:
    """Quotes of the instruments asked for; unknown symbols are simply absent from the answer."""
    asked = {symbol: one for one in want.instruments if (symbol := spellings.yahoo(one))}
    return tuple(
        _quote(item, asked[item["symbol"]], now)
        for item in raw
        if item.get("symbol") in asked and _number(item, "regularMarketTime") is not None
    )


def _quote(item: dict[str, Any], one: Instrument, now: float) -> Quote:
    return Quote(
        instrument=one.id,
        last=_number(item, "regularMarketPrice"),
        previous_close=_number(item, "regularMarketPreviousClose"),
        open=_number(item, "regularMarketOpen"),
        high=_number(item, "regularMarketDayHigh"),
        low=_number(item, "regularMarketDayLow"),
        volume=_number(item, "regularMarketVolume"),
        market_cap=_number(item, "marketCap"),
        currency=str(item.get("currency", "")),
        exchange_time=float(item["regularMarketTime"]),
        received_at=now,
        delay_s=60.0 * (_number(item, "exchangeDataDelayedBy") or 0.0),
        source="yahoo",
    )


def _number(item: dict[str, Any], key: str) -> float | None:
    value = item.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _ours(error: Exception) -> AppError:
    """The library's and the transport's exceptions in our terms. "Possibly delisted" proves nothing."""
    from curl_cffi.requests import exceptions as curl
    from yfinance import exceptions as yfe

    status = jobs.last_status()
    if isinstance(error, yfe.YFRateLimitError) or status == 429:
        return RateLimited("asks us to wait (HTTP 429)", source="yahoo", wait_s=jobs.last_wait())
    if isinstance(error, yfe.YFPricesMissingError):
        return _missing(error)
    if status >= 400:
        return Unreachable(f"HTTP {status}", source="yahoo")
    if isinstance(error, json.JSONDecodeError):
        return Unreadable("an answer that is no JSON: cut off, or a sign-in page of the network?", source="yahoo")
    if isinstance(error, curl.Timeout):
        return Unreachable("no answer in time", source="yahoo")
    if isinstance(error, curl.RequestException):
        return Unreachable(trust.in_words(error), source="yahoo")
    if isinstance(error, KeyError | TypeError | ValueError | AttributeError):
        return Unreadable(f"not the agreed shape ({type(error).__name__}: {_short(error)})", source="yahoo")
    return Unreadable(_short(error), source="yahoo")


def _missing(error: Exception) -> AppError:
    """No prices: unknown only if Yahoo's own error said so, otherwise an answer that cannot be trusted."""
    text = str(error)
    if "Not Found" in text or "No data found" in text or jobs.last_status() == 404:
        return NoSuchData("does not know this symbol", source="yahoo")
    if "no price data found" in text and jobs.last_status() == 200:
        return NoSuchData("no sessions in this span", source="yahoo")
    return Unreachable(_short(error), source="yahoo")


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
