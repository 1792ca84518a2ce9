"""What the auditor reads and finds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.claims.values import About
from models.frozen import frozen
from models.review.values import Window
from models.traffic.values import Granularity


@frozen(kw_only=True)
class Span:
    """A stretch of days that the note speaks of. called: as the text calls it ("本周"), "" when it does not.

    subject: id of whom it is said, "" of the whole note. where: the words it stands in.
    """

    about: About
    window: Window
    period: Granularity | None = None
    called: str = ""
    subject: str = ""
    where: str = ""


class Flaw(StrEnum):
    """What an auditor points at."""

    EVENT_AFTER_DATA = "event_after_data"  # explained by what happened after the data end
    VISITS_BY_DOWNLOADS = "visits_by_downloads"  # a claim about one is supported by the other
    WEEKLY_ON_MONTHLY = "weekly_on_monthly"  # a weekly claim stands beside monthly data
    DIFFERENT_WINDOWS = "different_windows"  # several stretches of days are called the same
    EVENT_OUTSIDE_WEEK = "event_outside_week"  # dated into a week that it is not of
    SESSION_COUNTS = "session_counts"  # markets had different numbers of sessions in the window
    FINAL_EARLY = "final_early"  # called final before the last market closed


@frozen(kw_only=True)
class Finding:
    """One point. facts: what models/audit/wording.py words; where: the words of the note it is about."""

    flaw: Flaw
    facts: Mapping[str, str] = field(default_factory=dict)
    where: tuple[str, ...] = ()


@frozen(kw_only=True)
class Audit:
    """The ruler and what was found, in the order of Flaw."""

    spans: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
