"""Fills a profile's cache with quotes and bars of every instrument of the universe, as if a day's work lay behind it.

Synthetic, seeded, and labelled with the names of real sources: only for a temporary profile of the benchmark.
Run by the product's interpreter: ``python benchmarks/filled.py FOLDER``.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import zlib
from pathlib import Path

import measure

YEARS = 6  # the chart asks for five
SOURCES = {"CN": ("akshare", "yahoo"), "HK": ("yahoo",), "US": ("yahoo",)}


def fill(folder: Path) -> int:
    """Write every instrument's quote and daily bars into the cache in ``folder``; how many instruments."""
    import resources
    from data_sources.cache import Cache
    from data_sources.spans import Span
    from models import sessions
    from models.universe import universe_from

    universe, now = universe_from(resources.universe(), us_benchmark="IXIC"), time.time()
    cache, needed = Cache(folder), universe.needed(everyone=True)
    for one in needed:
        last = sessions.local_date(one.market, now)
        for source in SOURCES[one.market]:
            made = bars(one, source, sessions.last_final_date(one.market, now), now)
            span = Span(first=last - dt.timedelta(days=YEARS * 366), last=last, fetched_at=now)
            cache.merge(made, span)
    cache.note_quotes(quote(one, now) for one in needed)
    cache.close()
    return len(needed)


def bars(one, source: str, last: dt.date, now: float):
    """Six years of weekdays up to ``last``, the same for every source and every run of a day."""
    import numpy as np

    from models.values import Bars

    days = np.arange(np.datetime64(last, "D") - YEARS * 366, np.datetime64(last, "D") + 1)
    days = days[np.is_busday(days)]
    rng = np.random.default_rng(zlib.crc32(one.id.encode()))
    close = 50.0 * np.exp(np.cumsum(rng.normal(0.0, 0.02, len(days))))
    open_ = np.concatenate([close[:1], close[:-1]])
    high, low = np.maximum(open_, close) * 1.01, np.minimum(open_, close) * 0.99
    volume = rng.lognormal(15.0, 0.6, len(days)).round()
    return Bars(
        instrument=one.id, date=days, time=days.astype("datetime64[s]").astype(np.int64), open=open_, high=high,
        low=low, close=close, volume=volume, turnover=volume * close, currency=one.currency, source=source,
        fetched_at=now, actions=None if source == "akshare" else (),
    )  # fmt: skip


def quote(one, now: float):
    """A quote near the newest bar."""
    from models.values import Quote

    price = 50.0 + zlib.crc32(one.id.encode()) % 5000 / 100
    return Quote(
        instrument=one.id, last=price, previous_close=price * 0.99, open=price, high=price * 1.01, low=price * 0.98,
        volume=1e7, turnover=1e7 * price, market_cap=1e11, currency=one.currency, exchange_time=now - 60,
        received_at=now - 58, source="tencent" if one.market != "US" else "yahoo",
    )  # fmt: skip


if __name__ == "__main__":
    measure.answer({"instruments": fill(Path(sys.argv[1]))})
