"""What is known of an instrument beside its prices, each fact with its date and source; and what the user says himself.

A market cap is shares outstanding *as of that date* times the traded close of that date. Today's shares are wrong
for a past date as soon as a split or an issue lies between: without a dated number there is no cap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from models.frozen import frozen
from models.values import Action


@frozen(kw_only=True)
class Dated:
    """A number that held from ``date`` on (exchange-local), as ``source`` says."""

    date: dt.date
    value: float
    source: str


@frozen(kw_only=True)
class Facts:
    """One instrument at one source. shares: outstanding, oldest first. lot: shares in a board lot, None unknown.

    caps: market caps stated for their very dates, currency units (out of tables the user imported).
    actions: splits and distributions, None when the source reports none at all. fetched_at: UTC seconds.
    """

    instrument: str
    name_zh: str = ""
    name_en: str = ""
    currency: str
    lot: int | None = None
    listed: dt.date | None = None
    shares: tuple[Dated, ...] = ()
    actions: tuple[Action, ...] | None = None
    source: str
    fetched_at: float
    caps: tuple[Dated, ...] = ()


class Said(StrEnum):
    """What a manual override or an imported table states."""

    CLOSE = "close"
    SHARES = "shares"
    MARKET_CAP = "market_cap"


@frozen(kw_only=True)
class Override:
    """A number somebody put in by hand; printed as such wherever it is used. made_at: UTC seconds.

    value: currency units a share (close), shares (shares), currency units (market_cap). number: its row in user.db.
    """

    instrument: str
    date: dt.date
    what: Said
    value: float
    author: str
    reason: str
    made_at: float
    number: int = 0


@frozen(kw_only=True)
class Imported:
    """A number out of a table the user imported, in the units of Override. vendor: "Wind", "iFinD", "Choice", "table".

    currency: as the table says it, "" when it does not.
    """

    instrument: str
    date: dt.date
    what: Said
    value: float
    vendor: str
    currency: str = ""

    @property
    def source(self) -> str:
        """What is printed under a figure: "imported: Wind"."""
        return f"imported: {self.vendor}"


def held_on(facts: Iterable[Dated], date: dt.date) -> Dated | None:
    """The newest fact that held on ``date``; None when every one of them is younger."""
    return max((fact for fact in facts if fact.date <= date), key=lambda fact: fact.date, default=None)
