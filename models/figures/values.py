"""What the history of one instrument gives its row in a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from models.frozen import frozen
from models.values import Floats


@frozen(kw_only=True, eq=False)
class Figures:
    """Made of daily bars with what went ex. Prices are comparable with today's traded price (ratio-adjusted to it).

    bases: column key ("pct:5", "mtd", "ytd", "pct:2024-09-20") -> close the change is measured from, and its date.
    high52, low52: extremes of the last 52 weeks, None when fewer than 20 sessions are held. closes: the last 60
    closes, oldest first, for a sparkline. last_date: of the newest bar. source, fetched_at: of the bars (UTC seconds).
    """

    instrument: str
    bases: Mapping[str, tuple[float, dt.date]] = field(default_factory=dict)
    high52: float | None = None
    low52: float | None = None
    closes: Floats
    last_date: dt.date | None = None
    source: str = ""
    fetched_at: float = 0.0
