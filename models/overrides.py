"""Numbers put in by hand, laid over what the sources say. Pure; each carries author, date and reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np

from models import sessions
from models.facts import Override, Said
from models.instruments import Instrument, Market
from models.values import COLUMNS, Adjust, Bars, Basis, Interval

MANUAL = "manual"


def of(overrides: Iterable[Override], what: Said, instrument: str = "") -> tuple[Override, ...]:
    """Those that state ``what`` (of ``instrument``, when named), the oldest first."""
    held = [one for one in overrides if one.what is what and instrument in ("", one.instrument)]
    return tuple(sorted(held, key=lambda one: (one.made_at, one.number)))


def newest(overrides: Iterable[Override], date: dt.date) -> Override | None:
    """The last word on ``date``."""
    held = [one for one in overrides if one.date == date]
    return max(held, key=lambda one: (one.made_at, one.number), default=None)


def with_overrides(bars: Bars, overrides: Iterable[Override], market: Market) -> Bars:
    """``bars`` with each close put in by hand in the place of that date's, or as a new bar of a close alone.

    An overridden close is a traded one, so only daily bars as traded take it; others come back as they are. High
    and low are widened where the close lies outside. ``Bars.manual`` names the dates.
    """
    closes = {one.date: one.value for one in of(overrides, Said.CLOSE, bars.instrument)}
    traded = bars.basis is Basis.RAW and bars.adjust is Adjust.NONE and bars.interval is Interval.DAY
    if not closes or not traded:
        return bars
    days = set(bars.date.astype(object))
    whole = _with_days(bars, sorted(set(closes) - days), market)
    days_held, values = np.array(sorted(closes), "datetime64[D]"), [closes[day] for day in sorted(closes)]
    places = np.searchsorted(whole.date, days_held)
    close, high, low = whole.close.copy(), whole.high.copy(), whole.low.copy()
    close[places] = values
    high[places] = np.maximum(high[places], values)  # NaN stays NaN: a new bar is a close alone
    low[places] = np.minimum(low[places], values)
    return whole.with_columns(close=close, high=high, low=low, manual=tuple(sorted(closes)))


def laid_over(
    bars: Mapping[str, Bars], overrides: Iterable[Override], instruments: Mapping[str, Instrument]
) -> dict[str, Bars]:
    """``bars`` by instrument id with every close put in by hand; an instrument without bars may get some of it."""
    found, said = dict(bars), tuple(overrides)
    for name in dict.fromkeys(one.instrument for one in of(said, Said.CLOSE)):
        if name in found and name in instruments:
            found[name] = with_overrides(found[name], said, instruments[name].market)
        elif name in instruments and (made := bars_of(instruments[name], said)) is not None:
            found[name] = made
    return found


def _with_days(bars: Bars, days: list[dt.date], market: Market) -> Bars:
    """``bars`` with empty rows for ``days``, in order."""
    if not days:
        return bars
    dates = np.concatenate((bars.date, np.array(days, "datetime64[D]")))
    times = np.concatenate((bars.time, [int(sessions.open_time(market, day)) for day in days]))
    order = np.argsort(dates, kind="stable")
    nothing = np.full(len(days), np.nan)
    columns = {name: np.concatenate((getattr(bars, name), nothing))[order] for name in COLUMNS}
    return bars.with_columns(date=dates[order], time=times[order], **columns)


def bars_of(instrument: Instrument, overrides: Iterable[Override]) -> Bars | None:
    """Bars of closes put in by hand alone, for a share that no source knows; None without any."""
    closes = of(overrides, Said.CLOSE, instrument.id)
    if not closes:
        return None
    empty = np.array([], float)
    nothing = Bars(
        instrument=instrument.id, date=np.array([], "datetime64[D]"), time=np.array([], np.int64),
        open=empty, high=empty, low=empty, close=empty, volume=empty, turnover=empty,
        currency=instrument.currency, source=MANUAL, fetched_at=closes[-1].made_at,
    )  # fmt: skip
    return with_overrides(nothing, closes, instrument.market)
