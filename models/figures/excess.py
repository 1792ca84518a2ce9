"""By how much rows did better than the benchmark of their market, in percentage points: many rows at once."""

from __future__ import annotations

import numpy as np

from models.values import Floats, Ints

NO_BENCHMARK = -1


def excess(changes: Floats, benchmarks: Ints, dates: Ints, of: Floats, of_dates: Ints) -> Floats:
    """A row's change minus its benchmark's, NaN where either is missing or they are not of one session.

    changes: percent a row. benchmarks: a row's place in ``of``, -1 for none. dates: the exchange's day of each row's
    newest price as a number (``date.toordinal()``), 0 unknown. of, of_dates: the same of the benchmarks.
    A change of yesterday minus one of today would be neither; last night's minus last night's is what it says.
    Serves the day and any longer span: pass the changes over that span.
    """
    if not len(of):
        return np.full(len(changes), np.nan)
    same = (benchmarks > NO_BENCHMARK) & (dates == of_dates[benchmarks]) & (dates > 0)
    return np.where(same, changes - of[benchmarks], np.nan)
