"""Everything that crosses a pipe between processes: frozen values of our own, nothing else.

A *want* says everything an answer needs, so that no side keeps state for the other. Subscriptions are state,
not calls: the full set is sent whenever it changes, and again after a respawn.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.errors import Failure
from models.instruments import Instrument
from models.values import Adjust, Interval, Quote

if TYPE_CHECKING:
    from models.workbook import Book

LOOK_BACK = dt.timedelta(days=400)  # a base may lie months back: a suspended share keeps its last close


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesWanted:
    """The newest quote of each instrument, once."""

    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsWanted:
    """Bars with start <= exchange date <= end. The answer is a Bars."""

    instrument: Instrument
    interval: Interval = Interval.DAY
    start: dt.date
    end: dt.date
    adjust: Adjust = Adjust.NONE
    actions: bool = False  # also ask who knows of splits and dividends, when the source of the bars does not


def review_bars(instrument: Instrument, first: dt.date, last: dt.date) -> BarsWanted:
    """What a review of first..last needs of one instrument: as traded, with what went ex, far enough back."""
    return BarsWanted(instrument=instrument, start=first - LOOK_BACK, end=last, actions=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWanted:
    """What each source last did. The answer is a Status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeWanted:
    """Ask every open source something small now. The answer is a Status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWanted:
    """The bytes of ``book`` in ``format``, made away from the window: importing a writer alone takes 0.3 s.

    With a ``target`` they are written there, whole or not at all, and the answer is their number.
    """

    book: Book
    format: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsKept:
    """Write the settings into the profile; the disk is not the window's business. The answer is None."""

    settings: dict[str, Any]


Want = QuotesWanted | BarsWanted | StatusWanted | ProbeWanted | FileWanted | SettingsKept


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesAnswer:
    """The quotes found (cached ones where every source failed), and why each of the others is missing or old."""

    quotes: tuple[Quote, ...]
    failures: tuple[tuple[str, Failure], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """One line of the source page. Times are UTC seconds; 0 means never."""

    source: str
    state: str  # "ok", "idle", "resting", "failed", "off"
    reason: str = ""
    last_ok: float = 0.0
    last_failed: float = 0.0
    rests_until: float = 0.0
    requests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """State of the data side: its sources, and what it had to do without."""

    sources: tuple[SourceState, ...]
    cache: str = "ok"  # "ok", "read-only" (another process owns the profile), "rebuilt", "off"
    pid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContext:
    """What a source is told when it is opened, in whatever process that is.

    folder: a private directory the source may keep files in. proxy, ca_bundle: "" means as the environment says.
    first_answer_s: how long a host may stay silent. seed: for the simulated market.
    """

    folder: str
    proxy: str = ""
    ca_bundle: str = ""
    first_answer_s: float = 5.0
    deadline_s: float = 30.0
    seed: int = 1
    now: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Boot:
    """How to start the data process."""

    profile: str
    offline: bool = False
    simulated: bool = False
    proxy: str = ""
    ca_bundle: str = ""
    facts: str = ""  # folder of the bundled reference facts
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "bars.CN" -> source ids, user's choice


# parent -> data process


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer ``want`` under this number."""

    number: int
    want: Want


@dataclass(frozen=True, slots=True)
class Forget:
    """Nobody waits for this number any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Keep these instruments' quotes coming; replaces the previous set."""

    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish: close lanes, flush and close the cache, exit."""


# data process -> parent


@dataclass(frozen=True, slots=True)
class Answer:
    """A value for a number. Not final: from the cache, more is on its way."""

    number: int
    value: Any
    final: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """No value for this number, and why."""

    number: int
    failure: Failure


@dataclass(frozen=True, slots=True)
class Pushed:
    """Quotes of subscribed instruments, as they arrive."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Polled:
    """Every subscribed instrument has been asked for once more, with or without an answer."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """The state of the data side changed."""

    status: Status
