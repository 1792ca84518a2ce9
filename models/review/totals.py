"""A sector, a tier or the whole chain in a few numbers: means, breadth, leaders and laggards. Pure.

The weighted mean is what a holder of all the weighed names earned: the sum of their caps at the end of the window over
the sum of what they were worth before it, each in one currency at the end's rate, so that currencies do not move it.
A cap before the window is the cap at its end without the window's return: new shares against money are not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from models.review.converting import converted
from models.review.standing_values import Money, Ranking, RowStanding, Total
from models.review.values import Row, RowState
from models.values import Bars

USUAL = "CNY"  # what caps of several currencies are weighed in when none is wanted


def total(
    named: tuple[str, str, str], rows: Sequence[RowStanding], pairs: Mapping[str, Bars], currency: str, at_most: int
) -> Total:
    """The total of ``rows``. named: id and names. currency: of the caps, "" is each one's own. at_most: are ranked."""
    import statistics  # brings fractions and decimal: 8 ms that only a review needs

    listed = [one.row for one in rows]
    changes = [row.change_pct for row in listed if row.change_pct is not None]
    excesses = [row.excess_pct for row in listed if row.excess_pct is not None]
    weighted, weighed = _weighted(listed, pairs, currency)
    suspended = sum(row.state is RowState.SUSPENDED for row in listed)
    return Total(
        id=named[0], name_zh=named[1], name_en=named[2],
        mean_pct=statistics.fmean(changes) if changes else None,
        median_pct=statistics.median(changes) if changes else None,
        weighted_pct=weighted, weighed=weighed,
        excess_pct=statistics.fmean(excesses) if excesses else None,
        up=sum(one > 0 for one in changes), down=sum(one < 0 for one in changes), flat=sum(one == 0 for one in changes),
        beat=sum(one > 0 for one in excesses), lagged=sum(one < 0 for one in excesses),
        suspended=suspended, without=len(listed) - len(changes) - suspended,
        cap=_together([one.cap for one in rows]),
        raw=ranking(listed, lambda row: row.change_pct, at_most),
        excess=ranking(listed, lambda row: row.excess_pct, at_most),
    )  # fmt: skip


def ranking(rows: Iterable[Row], by: Callable[[Row], float | None], at_most: int) -> Ranking:
    """The rows with the highest and with the lowest numbers; a single one leads, and nobody lags."""
    known = [(value, row) for row in rows if (value := by(row)) is not None]
    count = max(min(at_most, len(known) // 2), min(at_most, len(known), 1))
    falling = sorted(known, key=lambda held: -held[0])
    rising = sorted(known, key=lambda held: held[0])
    leaders = tuple(row for _, row in falling[:count])
    laggards = tuple(row for _, row in rising if row not in leaders)[:count]
    return Ranking(leaders=leaders, laggards=laggards)


def _together(caps: Sequence[Money | None]) -> Money | None:
    """The sum, where each is known and all are of one currency."""
    known = [one for one in caps if one is not None]
    if not known or len(known) < len(caps) or len({one.currency for one in known}) > 1:
        return None
    conversion = next((one.conversion for one in known if one.conversion is not None), None)
    return Money(value=sum(one.value for one in known), currency=known[0].currency, conversion=conversion)


def _weighted(rows: Sequence[Row], pairs: Mapping[str, Bars], currency: str) -> tuple[float | None, int]:
    """Percent by cap, and how many names are in it."""
    held = [row for row in rows if row.market_cap is not None and row.change_pct is not None]
    own = {row.instrument.currency for row in held}
    target = "" if len(own) == 1 else currency or USUAL
    worth = [(made.value, row.change_pct) for row in held if (made := converted(row, target, pairs)) is not None]
    before = sum(value / (1.0 + change / 100.0) for value, change in worth if change is not None)
    if before <= 0:
        return None, 0
    return (sum(value for value, _ in worth) / before - 1.0) * 100.0, len(worth)
