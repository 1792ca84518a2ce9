"""Prices adjusted for splits and cash distributions, by the ratio method.

On an ex-date e with previous traded close P, an exchange refers the day's change to (P - D) / s, where D is the
cash a share and s the new shares for one old (SSE and SZSE trading rules, 除权(息)参考价). So each ex-date has the
factor f = (P - D) / (P * s). qfq multiplies the past by the factors that lie after it, hfq divides what follows.
Eastmoney's 前复权 subtracts instead: percentages from it are wrong, and it is not used here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from models.values import Action, ActionKind, Adjust, Bars, Basis, Days, Floats, Interval

PRICES = ("open", "high", "low", "close")
MADE_OF_DAYS = (Interval.WEEK, Interval.MONTH)


def method(adjust: Adjust) -> str:
    """How prices of this adjustment were made, for a label beside it: "ratio", or "" for prices as traded."""
    return "" if adjust is Adjust.NONE else "ratio"


def factors(bars: Bars) -> dict[dt.date, float]:
    """The factor of each ex-date that has a traded close before it in ``bars``; actions of one day together."""
    found: dict[dt.date, float] = {}
    for day in sorted({action.ex_date for action in bars.actions or ()}):
        previous = int(np.searchsorted(bars.date, np.datetime64(day, "D"))) - 1
        if previous >= 0:
            that_day = [action for action in bars.actions or () if action.ex_date == day]
            found[day] = _factor(float(bars.close[previous]), that_day)
    return found


def _factor(previous_close: float, actions: list[Action]) -> float:
    cash = sum(action.value for action in actions if action.kind is ActionKind.DIVIDEND)
    split = 1.0
    for action in actions:
        if action.kind is ActionKind.SPLIT:
            split *= action.value
    return (previous_close - cash) / (previous_close * split)


def window_factor(bars: Bars, after: dt.date, until: dt.date) -> tuple[float, tuple[dt.date, ...]]:
    """What close over base close must be multiplied by for the ex-dates in (after, until], and those dates.

    Closes that are not as traded have their distributions in them already: nothing is multiplied twice.
    """
    if bars.basis is not Basis.RAW:
        return 1.0, ()
    inside = {day: factor for day, factor in factors(bars).items() if after < day <= until}
    return float(1.0 / np.prod(list(inside.values()))) if inside else 1.0, tuple(inside)


def adjusted(bars: Bars, adjust: Adjust) -> Bars:
    """``bars`` with prices adjusted. Unchanged (and labelled so) when none is asked for or it cannot be done.

    It cannot when no actions are known, when the source's own prices are adjusted already, when the bars are weeks
    or months (an ex-date lies inside one: adjust the days first, see periods.py), or when a distribution is said to
    be worth more than the share. Volume and turnover stay as traded. The span must reach to the present for qfq to
    end at today's prices.
    """
    if adjust is Adjust.NONE or bars.adjust is not Adjust.NONE or bars.basis is not Basis.RAW:
        return bars
    if bars.actions is None or not len(bars) or bars.interval in MADE_OF_DAYS:
        return bars
    found = factors(bars)
    scale = _scale(bars.date, found.items(), adjust)
    if not (scale > 0).all():
        return bars
    prices = {name: getattr(bars, name) * scale for name in PRICES}
    return bars.with_columns(adjust=adjust, factors=tuple(found.items()), **prices)


def scales(bars: Bars) -> Floats:
    """What each bar's prices as traded were multiplied with to become those of ``bars``: ones where nothing was done.

    Of a week or month that an ex-date lies in, the factor of its last session.
    """
    return _scale(bars.date, bars.factors, bars.adjust)


def _scale(date: Days, found: Iterable[tuple[dt.date, float]], adjust: Adjust) -> Floats:
    scale = np.ones(len(date))
    for day, factor in found:
        first = int(np.searchsorted(date, np.datetime64(day, "D")))
        if adjust is Adjust.QFQ:
            scale[:first] *= factor
        else:
            scale[first:] /= factor
    return scale
