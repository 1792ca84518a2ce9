"""What the data process answers, where no value of models/ says it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from models.errors import Failure
from models.facts import Facts
from models.frozen import frozen
from models.instruments import Instrument
from models.values import Bars, Quote

if TYPE_CHECKING:
    from data_sources.protocol.traffic import Quota
    from models.traffic.values import Series


@frozen(kw_only=True)
class QuotesAnswer:
    """The quotes found (cached ones where every source failed), and why each of the others is missing or old."""

    quotes: tuple[Quote, ...]
    failures: tuple[tuple[str, Failure], ...] = ()


@frozen(kw_only=True)
class Written:
    """A file that was made. size: bytes. changed: texts that a file of its kind cannot hold as they are."""

    size: int
    changed: int = 0


@frozen(kw_only=True)
class Progress:
    """How far the writing of a file has come: rows of all."""

    done: int
    whole: int


@frozen(kw_only=True)
class SourceState:
    """One line of the source page. Times are UTC seconds; 0 means never.

    reason, last_ok, last_failed are the source's own; the rest is its host group's, which several sources share.
    breaker: "closed" (asked as usual), "open" (left alone until rests_until), "half-open" (one probe is out).
    requests: HTTP requests since the start, requests_today since midnight UTC, last_minute in the last 60 s, against
    per_minute that the group bears. delay_s: how late its newest quotes were by its own admission.
    """

    source: str
    state: str  # "ok", "idle", "resting", "failed", "off"
    group: str = ""
    reason: str = ""
    last_ok: float = 0.0
    last_failed: float = 0.0
    rests_until: float = 0.0
    breaker: str = "closed"
    requests: int = 0
    requests_today: int = 0
    last_minute: int = 0
    per_minute: float = 0.0
    delay_s: float | None = None


@frozen(kw_only=True)
class Rejected:
    """An answer that a guard refused: where its payload is kept, and why. at: UTC seconds."""

    source: str
    instrument: str
    reason: str
    at: float
    file: str = ""


@frozen(kw_only=True)
class Status:
    """State of the data side: its sources, and what it had to do without. rejected: the newest first, 20 at most.

    refusal: why nothing is written into the profile, "" when it is.
    """

    sources: tuple[SourceState, ...]
    cache: str = "ok"  # "ok", "read-only" (a copy, see refusal), "rebuilt", "off"
    user: str = "ok"  # the same for user.db; "restored": from a backup, "newer": written by a newer version
    refusal: str = ""
    rejected: tuple[Rejected, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()  # source -> "keyring", "environment" or "file"
    pid: int = 0


@frozen(kw_only=True)
class Completeness:
    """How whole one instrument's daily bars are between two dates. gaps: first and last missing session of each."""

    instrument: str
    source: str
    expected: int
    held: int
    gaps: tuple[tuple[dt.date, dt.date], ...] = ()
    fetched_at: float = 0.0


@frozen(kw_only=True)
class Listing:
    """Everything that can be searched for, as one text: a line an instrument, its fields separated by tabs.

    Fields: id, kind, market, exchange, name_zh, name_en, initials, pinyin, aliases (these three separated by
    blanks inside). One text because fifty thousand small strings stop the window while they cross the pipe.
    """

    text: str
    source: str
    fetched_at: float


@frozen(kw_only=True)
class Step:
    """An edit that was taken back, or made again: what it was, and the parts as they are now (None: gone)."""

    label: str
    subject: str
    parts: dict[str, Any]


if TYPE_CHECKING:  # what a source answers
    Given = tuple[Quote, ...] | Bars | Facts | Listing | tuple[Instrument, ...] | Series | Quota
else:
    Given = tuple[Quote, ...] | Bars | Facts | Listing | tuple[Instrument, ...]
