"""What live quotes do to aligned series: the newest value of each is another, or a new date begins. Nothing is mutated.

A quote's price is in the series' own terms: splits and distributions before it are in the older values (the ratio
method ends at the newest close), and its currency's rate is the one of the newest close.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from models.compare.alignment import Aligned
from models.compare.series import Series
from models.live_bar import Tail, tail_of
from models.values import Bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """A series' newest value and its exchange-local date."""

    date: dt.date
    value: float


def with_tail(bars: Bars, tail: Tail) -> Bars:
    """The bars with their newest row as a quote has it, or one more. Turnover is unknown, and the row not final."""
    same = len(bars) > 0 and bars.date[-1].astype(dt.date) == tail.date
    stop = len(bars) - 1 if same else len(bars)
    told: dict[str, Any] = {
        "date": np.datetime64(tail.date, "D"), "time": tail.time, "open": tail.open, "high": tail.high,
        "low": tail.low, "close": tail.close, "volume": tail.volume, "turnover": np.nan,
    }  # fmt: skip
    columns: dict[str, Any] = {name: np.append(getattr(bars, name)[:stop], value) for name, value in told.items()}
    return replace(bars, **columns, last_is_final=False)


def lacks(bars: Bars, tail: Tail) -> bool:
    """Whether the bars have no traded row of the tail's day: none at all, or a flat one from before the opening.

    A share's flat row of no volume is no session (see Bars.traded), so that there is nothing for a quote to move.
    """
    held = tail_of(bars)
    return held is None or held.date != tail.date or (_flat(held) and not _flat(tail))


def _flat(tail: Tail) -> bool:
    return tail.volume == 0 and tail.open == tail.close and tail.high == tail.low


def newest(series: Series, close: float, price: float) -> Newest:
    """The series' newest value when its last close becomes ``price``. close: that its last value was made of."""
    return Newest(date=series.date[-1].astype(dt.date), value=float(series.value[-1]) * price / close)


def put(aligned: Aligned, told: Mapping[str, Newest]) -> Aligned | None:
    """The same dates with other newest values, by a series' key; None where one of them needs a date of its own."""
    if not len(aligned.dates):
        return None
    values, stands = aligned.values.copy(), aligned.stands.copy()
    for key, one in told.items():
        row = aligned.rows.get(key)
        if row is None:
            continue
        place = int(np.searchsorted(aligned.dates, np.datetime64(one.date, "D")))
        if place >= len(aligned.dates) or aligned.dates[place] != np.datetime64(one.date, "D"):
            return None
        values[row, place:], stands[row, place:] = one.value, np.datetime64(one.date, "D")
    return replace(aligned, values=values, stands=stands)
