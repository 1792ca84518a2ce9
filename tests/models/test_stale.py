"""Staleness of many quotes at once is that of each one."""

import datetime as dt

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from models.freshness import AUCTION_S, SILENT_S, UNCONFIRMED_S, Freshness, freshness, stale
from models.instruments import Market

MARKETS = tuple(Market)
NOON = dt.datetime(2024, 9, 25, 4, tzinfo=dt.UTC).timestamp()  # lunch in Shanghai and Hong Kong
DAYS = 14 * 86400.0  # the national day among them
ages = st.sampled_from((0.0, -5.0, UNCONFIRMED_S, UNCONFIRMED_S + 1, SILENT_S, SILENT_S + 1, AUCTION_S, np.nan))
ages |= st.floats(-60.0, 3 * 86400.0)
quotes = st.tuples(
    st.integers(0, len(MARKETS) - 1), ages, ages, st.sampled_from((0.0, np.nan, 900.0)) | st.floats(0, 2000)
)
moments = st.floats(0.0, DAYS).map(lambda after: NOON + after)
moments |= st.integers(0, int(DAYS / 1800)).map(lambda halves: NOON + halves * 1800.0)  # openings and closes


def one_by_one(market, exchange, received, delay, now):
    """What ``freshness`` says, NaN as None."""
    times = [None if np.isnan(value) else value for value in (exchange, received)]
    return freshness(market, *times, 0.0 if np.isnan(delay) else delay, now) is Freshness.STALE


@given(st.lists(quotes, max_size=8), moments)
@example([(0, 10.0, 100.0, 0.0)], NOON)
@example([(2, np.nan, np.nan, np.nan)], NOON)
def test_many_are_stale_exactly_where_one_is(held, now):
    which = np.array([one[0] for one in held], np.intp)
    exchange, received = (np.array([now - one[at] for one in held]) for at in (1, 2))
    delay = np.array([one[3] for one in held], float)
    found = stale(MARKETS, which, exchange, received, delay, now)
    wanted = [
        one_by_one(MARKETS[market], *values, now)
        for market, *values in zip(which.tolist(), exchange.tolist(), received.tolist(), delay.tolist(), strict=True)
    ]
    assert found.tolist() == wanted
