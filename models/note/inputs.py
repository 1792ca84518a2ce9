"""Everything a note is made of. The same inputs and settings give the same note, anywhere: a report pack holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from models.caps import Beside
from models.events import Library
from models.frozen import frozen
from models.note.printed_values import Printed
from models.products.values import Product
from models.review.values import Window
from models.traffic.values import Series
from models.universe import Universe
from models.values import Bars


@frozen(kw_only=True, eq=False)
class Inputs:
    """bars: by instrument id, members, benchmarks, and "USDCNY", "HKDCNY" where caps are converted; as traded, reaching

    back before the window. failures: why an id has none. witnesses: the same days from a second source that is
    independent of the first, by instrument id. beside: shares, overrides, quotes. series: of every metric, the newest
    number of each period. printed: percentages of published notes, for a footnote where ours differ. now: UTC seconds.
    """

    window: Window
    universe: Universe
    products: tuple[Product, ...] = ()
    bars: Mapping[str, Bars]
    failures: Mapping[str, str] = field(default_factory=dict)
    witnesses: Mapping[str, Bars] = field(default_factory=dict)
    beside: Mapping[str, Beside] = field(default_factory=dict)
    series: tuple[Series, ...] = ()
    events: Library
    printed: tuple[Printed, ...] = ()
    now: float
    simulated: bool = False
    offline: bool = False
