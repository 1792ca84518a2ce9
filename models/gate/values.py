"""The protocol of the publish gate as values: every check that was made, and how it came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.frozen import frozen


class Reason(StrEnum):
    """What is checked. A note is final when every check passed."""

    CLOSED = "closed"  # the market's last session of the window is over, and its rows were asked for after that
    MISSING = "missing"  # every row has a percentage, or a state that explains why not (suspended, listed)
    STALE = "stale"  # the row ends on its market's last session of the window
    SOURCES = "sources"  # two independent sources are held
    AGREE = "agree"  # and their returns over the window differ by no more than the tolerance
    EX_DATES = "ex_dates"  # what goes ex inside is known by kind and value, and is in the percentage
    REAL = "real"  # nothing is simulated
    MANUAL = "manual"  # told, never refused: numbers put in by hand


@frozen(kw_only=True)
class Check:
    """One line of the protocol. subject: instrument id or market ("US"), "" of all; facts fill its sentence.

    first, second: percent over the window as the two sources give it; None where that was not asked.
    """

    reason: Reason
    subject: str
    passed: bool
    first: float | None = None
    second: float | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@frozen(kw_only=True)
class Gate:
    """checks: in the order of Reason, then of rows. tolerance: percentage points. made_at: UTC seconds."""

    checks: tuple[Check, ...]
    tolerance: float
    made_at: float

    @property
    def refused(self) -> tuple[Check, ...]:
        """What stands against calling it final."""
        return tuple(one for one in self.checks if not one.passed)

    @property
    def final(self) -> bool:
        """Whether nothing does."""
        return bool(self.checks) and not self.refused
