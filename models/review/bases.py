"""What a live window percentage is measured from: each instrument's base close, ready for today's prices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.adjustment import window_factor
from models.review.values import Window
from models.values import Bars, Basis

EVER = dt.date(1900, 1, 1)
LATER = dt.date(9999, 12, 31)


def bases(bars: Mapping[str, Bars], window: Window) -> dict[str, tuple[float, dt.date]]:
    """Base close and its date by instrument id, for those whose traded close before the window is held.

    The close is divided by the factor of what went ex since, so that last / base - 1 is the adjusted return of the
    window so far. Series of adjusted closes give none: today's traded price cannot be compared with them.
    """
    found = {}
    for name, series in bars.items():
        before = series.between(EVER, window.first - dt.timedelta(days=1))
        if len(before) and series.basis is Basis.RAW:
            day: dt.date = before.date[-1].astype(dt.date)
            factor, _ = window_factor(series, day, LATER)
            found[name] = (float(before.close[-1]) / factor, day)
    return found
