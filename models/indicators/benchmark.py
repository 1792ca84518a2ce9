"""A benchmark's closes beside the bars of a chart: one number a bar, carried where the benchmark did not trade."""

from __future__ import annotations

import numpy as np

from models.values import Bars, Days, Floats, Ints


def beside(bars: Bars, benchmark: Bars) -> Floats:
    """The benchmark's close at each of ``bars``: by the exchanges' own dates, of intraday bars by their time."""
    known = benchmark.rows(np.isfinite(benchmark.close))
    if bars.interval.intraday:
        return aligned(bars.time, known.time, known.close)
    return aligned(bars.date, known.date, known.close)


def aligned(keys: Days | Ints, other_keys: Days | Ints, other: Floats) -> Floats:
    """``other`` at each of ``keys``: its value there or, where it has none, the last one before; NaN before the first.

    keys, other_keys: dates or times, ascending. The answer is as long as ``keys``.
    """
    if not len(other):
        return np.full(len(keys), np.nan)
    place = np.searchsorted(other_keys, keys, side="right") - 1
    made: Floats = np.where(place >= 0, other[np.maximum(place, 0)], np.nan)
    return made
