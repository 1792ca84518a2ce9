"""What the traffic tab shows, as a value that is kept with the user's papers."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from models.frozen import frozen
from models.traffic.values import SUMMED, Granularity, Metric


class Shape(StrEnum):
    """How numbers are shown."""

    LINES = "lines"
    BARS = "bars"  # groups by period, or by product
    SHARE = "share"  # 100 % stacked
    TABLE = "table"


THURSDAY = 3
AUTO = -1
LAUNCH = "launch"  # what products are aligned by: each by its own
EVER, YEAR, HALF, QUARTER = 0, 366, 183, 92
SPANS = (QUARTER, HALF, YEAR, 3 * YEAR, EVER)  # days before the newest period, 0 is everything


@frozen(kw_only=True)
class View:
    """A figure as the user has chosen it.

    category: of the products, "" when ``products`` names them. source: who measured, "" is the one that says most.
    week_end: weekday of a week's last day, 0 is Monday; AUTO is that of the weeks that are held, else a Thursday,
    as the note's Similarweb weeks end.
    days: the window in SPANS, counted back from the newest period; first, last: a window of one's own instead.
    by_product: bars in groups by product, the newest periods side by side, instead of by period.
    base: the day on which every line is 100; None is no index. align: "launch" (each product's own), or the date of an
    event as YYYY-MM-DD; "" is the calendar. split: two panels, the few large products apart from the others.
    left_out: products that are switched off. known_on: the numbers as they were known on that day, None is today.
    prices: the exposed companies' shares below.
    """

    category: str = "text"
    products: tuple[str, ...] = ()
    metric: Metric = Metric.VISITS
    granularity: Granularity = Granularity.MONTH
    source: str = ""
    geo: str = "ww"
    device: str = "all"
    week_end: int = AUTO
    shape: Shape = Shape.LINES
    by_product: bool = False
    days: int = YEAR
    first: dt.date | None = None
    last: dt.date | None = None
    base: dt.date | None = None
    align: str = ""
    log: bool = False
    split: bool = False
    events: bool = True
    prices: bool = False
    left_out: tuple[str, ...] = ()
    known_on: dt.date | None = None

    @property
    def drawn(self) -> Shape:
        """The shape that is drawn: what does not add up has no shares."""
        return Shape.LINES if self.shape is Shape.SHARE and self.metric not in SUMMED else self.shape
