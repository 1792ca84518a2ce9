"""Yahoo Finance through yfinance: quotes in batches of v7, bars from a minute to a day, dated facts.

Runs in a provider worker. What the library does to its callers, and what is done about it here:
it remembers failed answers (past ranges are asked with an open end, and its memory is cleared after each job);
it hides errors as empty frames (hiding is off); it repeats refused requests with new cookies (an answer is judged
before it sees it, and a bad crumb never reaches it); it keeps cookies as a pickle and zones in a database (neither
is opened); its prices are split-adjusted (undone with the splits it sends).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.protocol import Asked, BarsWanted, FactsWanted, Given, QuotesWanted, SourceContext
from data_sources.transports.curl import open_session
from data_sources.yahoo import names
from data_sources.yahoo.bars import parse_bars
from data_sources.yahoo.facts import Known, parse_facts
from data_sources.yahoo.failures import UNKNOWN, Answers, StaleCrumb, ours
from data_sources.yahoo.memory import Unknown, replace_stores
from data_sources.yahoo.quotes import number, parse_quotes
from data_sources.yahoo.reach import Piece, pieces
from models import sessions
from models.errors import AppError, NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Interval

if TYPE_CHECKING:
    import pandas as pd

QUOTE_URL = "https://query1.finance.yahoo.com/v7/finance/quote"
BATCH = 50
YEARS_OF_SHARES = 5
BEGINNING = dt.date(1962, 1, 1)  # of Yahoo's records
META = ("symbol", "currency", "longName", "shortName", "firstTradeDate")
AT_YAHOO = {Interval.DAY: "1d", Interval.HOUR: "60m"}


def open_source(context: SourceContext) -> Yahoo:
    """yfinance, set up for this process."""
    return Yahoo(context)


class Yahoo:
    """One yfinance session for the life of the process. ``clock``: UTC seconds."""

    def __init__(self, context: SourceContext, clock: Callable[[], float] = time.time) -> None:
        import yfinance as yf
        from yfinance.data import YfData

        _quiet()
        yf.config.debug.hide_exceptions = False
        yf.config.network.retries = 0
        yf.set_tz_cache_location(str(Path(context.folder)))
        replace_stores()
        self._context, self._clock = context, clock
        self._answers = Answers()
        self._session = open_session(context, self._answers.check)
        self._data = YfData(session=self._session)
        self._unknown = Unknown()

    def download(self, want: Asked) -> Any:
        """A frame with its meta for bars, a list of dicts for quotes, Known for facts."""
        try:
            return self._attempt(want)
        except StaleCrumb as error:
            raise ours(error) from error

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Our values of what ``download`` brought."""
        if isinstance(want, QuotesWanted):
            return parse_quotes(raw, want, now)
        if isinstance(want, FactsWanted):
            return parse_facts(raw, want, now)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes, bars and facts only", source="yahoo")
        frame, meta, since = raw
        return parse_bars(frame, meta, want, now, since)

    def close(self) -> None:
        """Close the session."""
        self._session.close()

    def _attempt(self, want: Asked) -> Any:
        """One try, and a second with a new cookie and crumb when Yahoo no longer takes ours."""
        try:
            return self._asked(want)
        except StaleCrumb:
            return self._asked(want)

    def _asked(self, want: Asked) -> Any:
        self._answers.begin()
        try:
            return self._brought(want)
        except (AppError, StaleCrumb):
            self._forget()
            raise
        except Exception as error:
            self._forget()
            raise ours(error) from error
        finally:
            self._data.cache_get.cache_clear()  # it keeps failures, too

    def _brought(self, want: Asked) -> Any:
        if isinstance(want, QuotesWanted):
            return self._quotes(want)
        if isinstance(want, FactsWanted):
            return self._facts(want)
        if isinstance(want, BarsWanted):
            return self._bars(want)
        raise NoSuchData("gives quotes, bars and facts only", source="yahoo")

    def _forget(self) -> None:
        """Begin anew: no crumb, and the cookie strategy that needs no consent page."""
        self._data._crumb = None  # noqa: SLF001 - there is no other way
        self._data._cookie = None  # noqa: SLF001
        self._data._cookie_strategy = "basic"  # noqa: SLF001

    # bars

    def _bars(self, want: BarsWanted) -> tuple[pd.DataFrame, dict[str, Any], pd.DataFrame | None]:
        """The rows of the span, the meta, and the days since where the rows end before today."""
        import pandas as pd

        one, interval = want.instrument, want.interval
        if interval not in AT_YAHOO and not interval.intraday:
            raise NoSuchData("weeks and months are made from days", source="yahoo")
        parts = pieces(interval, want.start, want.end, sessions.local_date(one.market, self._clock()))
        around = want.extended or _with_auctions(one)
        found = [rows for part in parts if (rows := self._rows(one, interval, part, around=around)) is not None]
        if not found:
            raise NoSuchData("no sessions in this span", source="yahoo")
        whole = pd.concat([frame for frame, _ in found]) if len(found) > 1 else found[0][0]
        ended = parts[-1][1]
        since = None if ended is None else self._rows(one, Interval.DAY, (ended, None), around=around)
        return whole[~whole.index.duplicated()], found[-1][1], since[0] if since else None

    def _rows(
        self, one: Instrument, interval: Interval, part: Piece, *, around: bool
    ) -> tuple[pd.DataFrame, dict[str, Any]] | None:
        """None when there was no session, as Yahoo itself says in a chart without rows."""
        try:
            ticker, frame = self._history(one, AT_YAHOO.get(interval, interval.value), part, around=around)
        except NoSuchData as error:
            if error.detail == UNKNOWN:
                raise
            return None
        return frame, _meta(ticker)

    def _history(self, one: Instrument, interval: str, part: Piece, *, around: bool) -> tuple[Any, pd.DataFrame]:
        """``around``: with what is traded outside the hours."""
        symbol = names.symbol(one)
        self._unknown.check(symbol)
        first, end = part
        ticker = self._ticker(one, symbol)
        try:
            frame = ticker.history(
                start=first.isoformat(), end=end.isoformat() if end else None, interval=interval,
                auto_adjust=False, actions=True, prepost=around, timeout=self._context.first_answer_s,
            )  # fmt: skip
        except StaleCrumb:
            raise
        except AppError as error:
            self._note(error, symbol)
            raise
        except Exception as error:
            failure = ours(error)
            self._note(failure, symbol)
            if isinstance(failure, NoSuchData) and failure.detail != UNKNOWN:
                _check_chart(ticker, one)
            raise failure from error
        return ticker, frame

    def _note(self, failure: AppError, symbol: str) -> None:
        if isinstance(failure, NoSuchData) and failure.detail == UNKNOWN:
            self._unknown.note(symbol)

    def _ticker(self, one: Instrument, symbol: str) -> Any:
        import yfinance as yf

        ticker = yf.Ticker(symbol, session=self._session)
        ticker._tz = one.zone  # noqa: SLF001 - we know the zone; asking costs a request per symbol
        return ticker

    # quotes and facts

    def _quotes(self, want: QuotesWanted) -> list[dict[str, Any]]:
        symbols = [symbol for one in want.instruments if (symbol := names.spelled(one))]
        symbols = [symbol for symbol in symbols if not self._unknown.holds(symbol)]
        found: list[dict[str, Any]] = []
        for first in range(0, len(symbols), BATCH):
            params = {"symbols": ",".join(symbols[first : first + BATCH])}
            answer = self._data.get_raw_json(QUOTE_URL, params=params, timeout=self._context.first_answer_s)
            found += _listed(answer["quoteResponse"]["result"])
        return found

    def _facts(self, want: FactsWanted) -> Known:
        """A chart of months, which carries every split and dividend with its day; then the shares, if it has any."""
        one = want.instrument
        ticker, _ = self._history(one, "1mo", (BEGINNING, None), around=_with_auctions(one))
        held = ticker._price_history  # noqa: SLF001 - its public form downloads the whole history once more
        shares = self._shares(ticker) if one.kind is Kind.STOCK else None
        now = self._shares_now(one) if one.kind is Kind.STOCK and shares is None else None
        return Known(
            meta=_meta(ticker),
            splits=held._splits,  # noqa: SLF001
            dividends=held._dividends,  # noqa: SLF001
            shares=shares,
            shares_now=now,
        )

    def _shares(self, ticker: Any) -> pd.Series[Any] | None:
        """Shares outstanding as they were reported; None when Yahoo has no such series."""
        start = dt.datetime.fromtimestamp(self._clock(), dt.UTC).date() - dt.timedelta(days=365 * YEARS_OF_SHARES)
        with contextlib.suppress(IndexError, KeyError, NoSuchData):  # an answer without a series, which is no failure
            found: pd.Series[Any] | None = ticker.get_shares_full(start=start.isoformat())
            return found
        return None

    def _shares_now(self, one: Instrument) -> float | None:
        found = self._quotes(QuotesWanted(instruments=(one,)))
        return number(found[0], "sharesOutstanding") if found else None


def _with_auctions(one: Instrument) -> bool:
    """Whether to ask for what is traded outside the hours.

    In Shanghai and Hong Kong that is the closing auction, which the library would drop; in New York it is the night,
    for which there must be a wish.
    """
    return one.market in (Market.CN, Market.HK)


def _meta(ticker: Any) -> dict[str, Any]:
    """What is read of a chart's meta: going through all of it has the library ask for the trading periods."""
    held = ticker.get_history_metadata()
    return {key: held.get(key) for key in META}


def _check_chart(ticker: Any, one: Instrument) -> None:
    """Raises Unreadable unless the answer without rows was a chart of ``one``: "null" is said to be delisted, too."""
    meta = getattr(ticker._price_history, "_history_metadata", None) or {}  # noqa: SLF001 - asking would ask the host
    if "symbol" not in meta:
        raise Unreadable("an answer without a chart in it", source="yahoo")
    names.check_meta(meta, one)


def _listed(items: Any) -> list[dict[str, Any]]:
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("not the agreed shape", source="yahoo")
    return items


def _quiet() -> None:
    """Yfinance's own chatter and the warnings it causes; its filters are set at import, so ours come after."""
    warnings.filterwarnings("ignore", module="yfinance")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)
