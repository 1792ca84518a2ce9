"""What stands beside a review's numbers, as values: totals, ranks, contributions, converted caps, earlier windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.frozen import frozen
from models.instruments import Market
from models.review.values import Row, Window

SPARKS = 5  # windows of a sparkline, the review's own among them


@frozen(kw_only=True)
class Conversion:
    """One unit of ``own`` costs ``value`` units of ``target`` (ISO 4217), as daily closes of ``pairs`` say.

    date: London's day of the older of the closes. sources: who says them.
    """

    own: str
    target: str
    value: float
    date: dt.date
    pairs: tuple[str, ...]
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Money:
    """An amount in currency units. conversion: how it came into that currency, None where it is its own."""

    value: float
    currency: str
    conversion: Conversion | None = None


@frozen(kw_only=True)
class RowStanding:
    """What belongs to one row of figure 1.

    cap: the row's market cap in the currency that is wanted; None where it is unknown or nobody tells the rate.
    contribution_pp: the row's part of its sector's mean, in percentage points; the parts add up to the mean. spark:
    percent over the last SPARKS windows of as many sessions, the oldest first, the last is the row's own; None where
    no closes are held. stale: the session that the row's bars should reach and do not, None where they do.
    """

    row: Row
    cap: Money | None = None
    contribution_pp: float | None = None
    spark: tuple[float | None, ...] = ()
    stale: dt.date | None = None


@frozen(kw_only=True)
class Ranking:
    """Rows from the top and from the bottom, as many as are named, none of them in both. The strongest come first in

    leaders, the weakest first in laggards; rows that are level keep their order.
    """

    leaders: tuple[Row, ...] = ()
    laggards: tuple[Row, ...] = ()


@frozen(kw_only=True)
class Total:
    """A sector, a tier of the chain, or all of it. id: "" of all.

    mean_pct, median_pct: each name alike. weighted_pct: by market cap before the window, over the ``weighed`` names
    whose cap is known; None without any. excess_pct: mean of the excesses, in percentage points; beat, lagged: names
    above and below their benchmark. up, down, flat: names by their change; suspended: 停牌; without: names that have no
    percentage for another reason. cap: of all names together, None unless every one is known in one currency.
    raw, excess: ranks by change and by excess.
    """

    id: str
    name_zh: str
    name_en: str
    mean_pct: float | None
    median_pct: float | None
    weighted_pct: float | None
    weighed: int
    excess_pct: float | None
    up: int
    down: int
    flat: int
    beat: int
    lagged: int
    suspended: int
    without: int
    cap: Money | None
    raw: Ranking
    excess: Ranking

    @property
    def measured(self) -> int:
        """How many names have a percentage."""
        return self.up + self.down + self.flat

    def name(self, lang: str) -> str:
        """The heading; "" of the whole chain."""
        return self.name_zh if lang == "zh" else self.name_en


@frozen(kw_only=True)
class Standing:
    """Everything beside a review. rows: of figure 1, in its order. marks: the benchmark strip, market by market, each

    market's own benchmark first. sectors: as in the review; tiers: those that have rows. whole: all rows. currency: of
    the caps, "" is each one's own. conversions: each that was used. windows: of the sparklines, the oldest first.
    """

    rows: tuple[RowStanding, ...]
    marks: tuple[RowStanding, ...]
    sectors: tuple[Total, ...]
    tiers: tuple[Total, ...]
    whole: Total
    currency: str
    conversions: tuple[Conversion, ...]
    windows: Mapping[Market, tuple[Window, ...]]

    @property
    def stale(self) -> tuple[RowStanding, ...]:
        """The rows and benchmarks whose bars end too early."""
        return tuple(one for one in (*self.rows, *self.marks) if one.stale is not None)

    @property
    def unconverted(self) -> tuple[Row, ...]:
        """The rows whose cap is known, and no rate to convert it with."""
        return tuple(one.row for one in self.rows if one.row.cap is not None and one.cap is None)

    def of(self, instrument: str) -> RowStanding | None:
        """What belongs to an instrument, be it a row or a benchmark."""
        return next((one for one in (*self.rows, *self.marks) if one.row.instrument.id == instrument), None)
