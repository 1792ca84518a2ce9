"""Everything that crosses a pipe between processes: frozen values of our own, nothing else.

A *want* says everything an answer needs, so that no side keeps state for the other. Subscriptions are state,
not calls: the full set is sent whenever it changes, and again after a respawn.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.errors import Failure
from models.facts import Facts, Override
from models.instruments import Instrument
from models.values import Adjust, Bars, Interval, Quote

if TYPE_CHECKING:
    from models.workbook import Book

LOOK_BACK = dt.timedelta(days=400)  # a base may lie months back: a suspended share keeps its last close


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesWanted:
    """The newest quote of each instrument, once."""

    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsWanted:
    """Bars with start <= exchange date <= end. The answer is a Bars.

    A day's minute line 分时 is one-minute bars of one date. Weeks and months are made from days by the router.
    """

    instrument: Instrument
    interval: Interval = Interval.DAY
    start: dt.date
    end: dt.date
    adjust: Adjust = Adjust.NONE
    actions: bool = False  # also ask who knows of splits and dividends, when the source of the bars does not
    source: str = ""  # ask this one only; "": the user's order decides


def review_bars(instrument: Instrument, first: dt.date, last: dt.date) -> BarsWanted:
    """What a review of first..last needs of one instrument: as traded, with what went ex, far enough back."""
    return BarsWanted(instrument=instrument, start=first - LOOK_BACK, end=last, actions=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsWanted:
    """Names, lot, dated shares and corporate actions of one instrument. The answer is a Facts."""

    instrument: Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessWanted:
    """Which sessions of each instrument's daily bars are held. The answer is a tuple of Completeness."""

    instruments: tuple[Instrument, ...]
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingWanted:
    """Every instrument that can be searched for. The answer is a Listing; partial answers are older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestWanted:
    """What the sources' own search finds for ``text``. The answer is a tuple of Instrument."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryNow:
    """The user says: ask this host group again now, whatever it rests for. The answer is a Status."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideKept:
    """Put a manual number into the user's data. The answer is the Override with its number, once it is on disk."""

    override: Override


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideDropped:
    """Take a manual number out again. The answer is None."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridesWanted:
    """Every manual number. The answer is a tuple of Override."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWanted:
    """What a workbook or CSV of prices, caps or shares holds, and what would be taken. The answer is a Preview.

    With ``commit`` it is taken: all or nothing, on disk when the answer comes.
    """

    path: str
    commit: bool = False
    text: str = ""  # a table from the clipboard, when there is no path


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone:
    """Take the newest import out again. The answer is the number of rows that went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyKept:
    """Put the key of a paid source where keys are kept ("" forgets it). The answer says where: keyring or file."""

    source: str
    key: str = field(repr=False)  # a want is logged when answering it goes wrong


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexWanted:
    """What the search box reads. The answer is a Table (models/search/table.py); partial answers are older ones.

    own: the bundled universe as lines of a Listing. It is always found, whatever the sources list.
    """

    own: str


Asked = QuotesWanted | BarsWanted | FactsWanted | ListingWanted | SuggestWanted  # what a source can answer
Want = (
    Asked | StatusWanted | ProbeWanted | TryNow | FileWanted | SettingsKept | CompletenessWanted
    | OverrideKept | OverrideDropped | OverridesWanted | ImportWanted | ImportUndone | KeyKept
    | IndexWanted
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesAnswer:
    """The quotes found (cached ones where every source failed), and why each of the others is missing or old."""

    quotes: tuple[Quote, ...]
    failures: tuple[tuple[str, Failure], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An answer that a guard refused: where its payload is kept, and why. at: UTC seconds."""

    source: str
    instrument: str
    reason: str
    at: float
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """State of the data side: its sources, and what it had to do without. rejected: the newest first, 20 at most."""

    sources: tuple[SourceState, ...]
    cache: str = "ok"  # "ok", "read-only" (another process owns the profile), "rebuilt", "off"
    user: str = "ok"  # the same for user.db; "restored": from a backup, "newer": written by a newer version
    rejected: tuple[Rejected, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()  # source -> "keyring", "environment" or "file"
    pid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How whole one instrument's daily bars are between two dates. gaps: first and last missing session of each."""

    instrument: str
    source: str
    expected: int
    held: int
    gaps: tuple[tuple[dt.date, dt.date], ...] = ()
    fetched_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything that can be searched for, as one text: a line an instrument, its fields separated by tabs.

    Fields: id, kind, market, exchange, name_zh, name_en, initials, pinyin, aliases (these three separated by
    blanks inside). One text because fifty thousand small strings stop the window while they cross the pipe.
    """

    text: str
    source: str
    fetched_at: float


Given = tuple[Quote, ...] | Bars | Facts | Listing | tuple[Instrument, ...]  # what a source answers


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContext:
    """What a source is told when it is opened, in whatever process that is.

    folder: a private directory the source may keep files in. proxy, ca_bundle: "" means as the environment says.
    first_answer_s: how long a host may stay silent. quote_s, deadline_s, listing_s: how long one job may take in
    all, by kind of want (deadline_s: everything else). seed: for the simulated market.
    """

    folder: str
    proxy: str = ""
    ca_bundle: str = ""
    first_answer_s: float = 5.0
    deadline_s: float = 30.0
    seed: int = 1
    now: float = 0.0
    quote_s: float = 10.0
    listing_s: float = 420.0  # three long lists, a page a second

    def deadline(self, want: Asked) -> float:
        """Seconds after which whoever answers ``want`` is given up, whatever it is doing."""
        if isinstance(want, QuotesWanted | SuggestWanted):
            return self.quote_s
        return self.listing_s if isinstance(want, ListingWanted) else self.deadline_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Boot:
    """How to start the data process. always_open: poll as if every market traded now; for load runs only."""

    profile: str
    offline: bool = False
    simulated: bool = False
    proxy: str = ""
    ca_bundle: str = ""
    facts: str = ""  # folder of the bundled reference facts
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "bars.CN" -> source ids, user's choice
    always_open: bool = False


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
    """Keep these instruments' quotes coming; replaces the previous set.

    visible: ids of the rows on screen, the only ones asked for at the quick pace; empty means all of them.
    """

    instruments: tuple[Instrument, ...]
    visible: tuple[str, ...] = ()


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
