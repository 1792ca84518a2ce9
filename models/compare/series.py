"""One line of a compare chart before it meets the others: its own dates, and a value that can be compared over time.

A price's value is the close with its splits and distributions by the ratio method (models/adjustment.py), so that a
quotient of two values is the total return, times the rate of the day where a currency is chosen. It is no price that
anybody paid. A currency pair is not converted. Visits are numbers of a month, see ``visits_series``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models import sessions
from models.adjustment import adjusted
from models.compare.currency import rates
from models.compare.values import Currency
from models.instruments import Instrument, Kind, Market
from models.values import Adjust, Bars, Basis, Days, Floats


class Remark(StrEnum):
    """What a reader must know of a series."""

    DIVIDENDS_INSIDE = "dividends_inside"  # the source's closes have later dividends taken out already
    ACTIONS_UNKNOWN = "actions_unknown"  # the source carries no splits and dividends; none is assumed
    NOT_ADJUSTED = "not_adjusted"  # there are some, and they make no sense
    CLOSE_ONLY = "close_only"  # highs and lows are those of closes in any case
    NO_RATE = "no_rate"  # on some dates nobody says the rate
    MANUAL = "manual"  # a close was put in by hand
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """One instrument or product. key: the instrument's id or the visits' key.

    date: its own dates, strictly increasing. value: above 0, NaN where a rate is missing. until: a value stands for
    dates before this one, NaT for ever (a price is carried as long as nobody trades). price: its dates make the axis.
    market: whose sessions it ought to have, None of visits.
    currency: of the values, "" for visits. pairs: what they were converted with, and their sources. ex_dates: what
    went ex and is in the values. fetched_at: UTC seconds. doubt: "" or why it may end too early.
    """

    key: str
    date: Days
    value: Floats
    until: Days
    price: bool = True
    market: Market | None = None
    currency: str = ""
    pairs: tuple[str, ...] = ()
    pair_sources: tuple[str, ...] = ()
    source: str = ""
    fetched_at: float = 0.0
    ex_dates: tuple[dt.date, ...] = ()
    remarks: tuple[Remark, ...] = ()
    doubt: str = ""
    last_is_final: bool = True

    def due(self, last: dt.date) -> dt.date | None:
        """The first session of its market after a day; None of visits, which have none."""
        return None if self.market is None else sessions.on_or_after(self.market, last + dt.timedelta(days=1))


def price_series(
    one: Instrument, bars: Bars, currency: Currency = Currency.LOCAL, pairs: Mapping[str, Bars] | None = None
) -> Series:
    """The series of daily bars as traded (or of closes that have their dividends in them). pairs: as ``rates`` takes.

    Closes that are missing, nought or below are left out, and so are the flat rows of a suspended share.
    """
    made = adjusted(bars, Adjust.QFQ)
    if one.kind is Kind.STOCK:  # of an index or a pair no volume may be known at all
        made = made.traded()
    made = made.rows((made.close > 0) & (made.close < np.inf))
    own = bars.currency or one.currency
    target = own if currency is Currency.LOCAL or one.kind is Kind.FX else str(currency)
    rate = rates(own, target, made.date, pairs or {})
    return Series(
        key=one.id,
        date=made.date,
        value=made.close * rate.values,
        until=np.full(len(made), np.datetime64("NaT", "D")),
        market=one.market,
        currency=target,
        pairs=rate.pairs,
        pair_sources=rate.sources,
        source=bars.source,
        fetched_at=bars.fetched_at,
        ex_dates=_ex_dates(bars) if made.adjust is Adjust.QFQ else (),
        remarks=tuple(_remarks(bars, made, rate.values)),
        doubt=bars.doubt,
        last_is_final=bars.last_is_final,
    )


def _ex_dates(bars: Bars) -> tuple[dt.date, ...]:
    return tuple(sorted({action.ex_date for action in bars.actions or ()}))


def _remarks(bars: Bars, made: Bars, rate: Floats) -> list[Remark]:
    held = {
        Remark.DIVIDENDS_INSIDE: bars.basis is Basis.DIVIDEND_ADJUSTED,
        Remark.ACTIONS_UNKNOWN: bars.basis is Basis.RAW and bars.adjust is Adjust.NONE and bars.actions is None,
        Remark.NOT_ADJUSTED: bool(bars.actions) and bars.basis is Basis.RAW and made.adjust is Adjust.NONE,
        Remark.CLOSE_ONLY: bars.close_only,
        Remark.NO_RATE: bool(np.isnan(rate).any()),
        Remark.MANUAL: bool(np.isin(np.array(bars.manual, "datetime64[D]"), bars.date).any()),
        Remark.SIMULATED: bars.source == "simulated",
    }
    return [remark for remark, applies in held.items() if applies]


def visits_series(key: str, months: Days, visits: Floats, *, source: str = "", fetched_at: float = 0.0) -> Series:
    """The series of monthly visits. months: any day of each month, strictly increasing; NaN or nought is missing.

    A month's number is known when the month is over: it stands from the month's last weekday (a trading day nearly
    everywhere) until the next month's last weekday, as a step. Between two months nothing is interpolated, and where
    the next month is missing the line ends there: a number of March says nothing of May.
    """
    month = months.astype("datetime64[M]")
    good = (visits > 0) & (visits < np.inf)
    month, held = month[good], visits[good]
    return Series(
        key=key, date=_last_weekday(month), value=held.astype(np.float64), until=_last_weekday(month + 1), price=False,
        source=source, fetched_at=fetched_at,
    )  # fmt: skip


def _last_weekday(month: Days) -> Days:
    last = (month + 1).astype("datetime64[D]") - 1
    made: Days = np.busday_offset(last, 0, roll="backward")
    return made
