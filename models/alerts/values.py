"""What an alert is, what is kept of one that fired, and what the user last saw. Times are UTC seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.frozen import frozen


class Scope(StrEnum):
    """Whom an alert watches. ROW: one instrument. SECTION and LIST follow their members, each by itself."""

    ROW = "row"
    SECTION = "section"
    LIST = "list"


class What(StrEnum):
    """What is compared with the level.

    PRICE: last, in the instrument's currency. CHANGE: of the day, percent. WINDOW: of the review's window, percent.
    EXCESS: change of the day less the benchmark's, percentage points. VOLUME: volume ratio 量比, times. AGE: minutes
    since the exchange's own time of the price, while the market trades.
    """

    PRICE = "price"
    CHANGE = "change"
    WINDOW = "window"
    EXCESS = "excess"
    VOLUME = "volume"
    AGE = "age"


class Crossing(StrEnum):
    """UP fires when the value goes from below the level to it or over it, DOWN the other way round."""

    UP = "up"
    DOWN = "down"


@frozen(kw_only=True)
class Alert:
    """One alert. target: an instrument id, "<list>/<section>" or a list id, by ``scope``.

    rearm: True arms it again once the value has gone back over the level; False switches it off after it has fired
    (for that instrument). cool_down_s: silence after firing, for each instrument. once_a_day: at most once in an
    exchange-local day, for each instrument. regular_hours: only while the market trades (never in auctions, in any
    case). snoozed_until: silent until then.
    """

    id: str
    scope: Scope
    target: str
    what: What
    crossing: Crossing
    level: float
    rearm: bool = True
    cool_down_s: float = 300.0
    once_a_day: bool = False
    regular_hours: bool = True
    snoozed_until: float = 0.0
    on: bool = True
    note: str = ""
    made_at: float = 0.0


@frozen(kw_only=True)
class Fired:
    """An alert that fired: for which instrument, at which value (in the unit of ``what``), when, from which source."""

    alert: str
    instrument: str
    what: What
    crossing: Crossing
    level: float
    value: float
    at: float
    source: str = ""


@frozen(kw_only=True)
class Seen:
    """The last prices that stood on the screen, by instrument id, and when that was."""

    at: float
    last: Mapping[str, float] = field(default_factory=dict)
