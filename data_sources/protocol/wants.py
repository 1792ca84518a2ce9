"""What can be asked of the data process. A *want* says everything an answer needs, so that no side keeps state."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING, Any

from data_sources.protocol.traffic import (
    QuotaWanted,
    SeriesWanted,
    TrafficRefreshed,
    TrafficWanted,
    VintagesWanted,
)
from models.alerts.values import Fired, Seen
from models.facts import Override
from models.frozen import frozen
from models.instruments import Instrument
from models.values import Adjust, Bars, Interval

if TYPE_CHECKING:
    from models.imports.traffic.values import Hints
    from models.products.values import Product
    from models.workbook import Book

DAY, BEFORE = dt.timedelta(days=1), dt.timedelta(days=14)  # a witness begins so long before the base close
LOOK_BACK = dt.timedelta(days=400)  # a base may lie months back: a suspended share keeps its last close


@frozen(kw_only=True)
class QuotesWanted:
    """The newest quote of each instrument, once."""

    instruments: tuple[Instrument, ...]


@frozen(kw_only=True)
class BarsWanted:
    """Bars with start <= exchange date <= end. The answer is a Bars.

    A day's minute line 分时 is one-minute bars of one date. Weeks and months are made from days by the router.
    extended: with the trade before the opening and after the close, where there is one (minutes of the US); elsewhere
    it says nothing. looked_at: somebody waits for them before a chart; they pass the histories that nobody sees yet.
    """

    instrument: Instrument
    interval: Interval = Interval.DAY
    start: dt.date
    end: dt.date
    adjust: Adjust = Adjust.NONE
    actions: bool = False  # also ask who knows of splits and dividends, when the source of the bars does not
    source: str = ""  # ask this one only; "": the user's order decides
    extended: bool = False
    looked_at: bool = False


def review_bars(instrument: Instrument, first: dt.date, last: dt.date) -> BarsWanted:
    """What a review of first..last needs of one instrument: as traded, with what went ex, far enough back."""
    return BarsWanted(instrument=instrument, start=first - LOOK_BACK, end=last, actions=True)


@frozen(kw_only=True)
class WitnessWanted:
    """Daily closes as traded from a source that is independent of ``against`` (as Bars.source has it).

    The answer is a Bars of one source's own word, without what others say of splits and dividends; it is asked for
    when nothing else waits, and stays out of the cache. reaching: a source whose closes end before is passed over;
    None where any will do.
    """

    instrument: Instrument
    start: dt.date
    end: dt.date
    against: str
    reaching: dt.date | None = None


def witness_for(instrument: Instrument, bars: Bars, first: dt.date, last: dt.date) -> WitnessWanted:
    """What confirms the percentage of ``bars`` over first..last: from before its base close to its last one inside."""
    traded = bars.traded()
    before, inside = traded.between(dt.date.min, first - DAY), traded.between(first, last)
    base: dt.date = before.date[-1].astype(dt.date) if len(before) else first
    reaching: dt.date | None = inside.date[-1].astype(dt.date) if len(inside) else None
    return WitnessWanted(instrument=instrument, start=base - BEFORE, end=last, against=bars.source, reaching=reaching)


@frozen(kw_only=True)
class FactsWanted:
    """Names, lot, dated shares and corporate actions of one instrument. The answer is a Facts."""

    instrument: Instrument


@frozen(kw_only=True)
class CompletenessWanted:
    """Which sessions of each instrument's daily bars are held. The answer is a tuple of Completeness."""

    instruments: tuple[Instrument, ...]
    start: dt.date
    end: dt.date


@frozen(kw_only=True)
class ListingWanted:
    """Every instrument that can be searched for. The answer is a Listing; partial answers are older ones."""


@frozen(kw_only=True)
class SuggestWanted:
    """What the sources' own search finds for ``text``. The answer is a tuple of Instrument."""

    text: str


@frozen(kw_only=True)
class TryNow:
    """The user says: ask this host group again now, whatever it rests for. The answer is a Status."""

    group: str


@frozen(kw_only=True)
class OverrideKept:
    """Put a manual number into the user's data. The answer is the Override with its number, once it is on disk."""

    override: Override


@frozen(kw_only=True)
class OverrideDropped:
    """Take a manual number out again. The answer is None."""

    number: int


@frozen(kw_only=True)
class OverridesWanted:
    """Every manual number. The answer is a tuple of Override."""


@frozen(kw_only=True)
class ImportWanted:
    """What a workbook, CSV or saved answer holds, and what would be taken of it.

    The answer is a Preview of prices, caps or shares, or a TrafficPreview of traffic. With ``commit`` it is taken: all
    or nothing, on disk when the answer comes. text: a table from the clipboard, when there is no path. hints: what the
    user has answered; products: those that are known. known_on: the day the numbers were retrieved, None is today.
    """

    path: str
    commit: bool = False
    text: str = field(default="", repr=False)
    hints: Hints | None = None
    products: tuple[Product, ...] = field(default=(), repr=False)
    known_on: dt.date | None = None


@frozen(kw_only=True)
class ImportUndone:
    """Take the newest import out again. The answer is the number of rows that went."""


@frozen(kw_only=True)
class KeyKept:
    """Put the key of a paid source where keys are kept ("" forgets it). The answer says where: keyring or file."""

    source: str
    key: str = field(repr=False)  # a want is logged when answering it goes wrong


@frozen(kw_only=True)
class StatusWanted:
    """What each source last did. The answer is a Status."""


@frozen(kw_only=True)
class ProbeWanted:
    """Ask every open source something small now. The answer is a Status."""


@frozen(kw_only=True)
class FileWanted:
    """The bytes of ``book`` in ``format``, made away from the window: importing a writer alone takes 0.3 s.

    With a ``target`` they are written there, whole or not at all, and the answer is a Written. Partial answers are
    Progress. Forgotten meanwhile, nothing is written.
    """

    book: Book
    format: str
    target: str = ""


@frozen(kw_only=True)
class BytesKept:
    """Write ``content`` to the file ``target``, whole or not at all. The answer is the number of bytes."""

    target: str
    content: bytes = field(repr=False)


@frozen(kw_only=True)
class SettingsKept:
    """Write the settings into the profile; the disk is not the window's business. The answer is None."""

    settings: dict[str, Any]


@frozen(kw_only=True)
class IndexWanted:
    """What the search box reads. The answer is a Table (models/search/table.py); partial answers are older ones.

    own: the bundled universe as lines of a Listing. It is always found, whatever the sources list.
    """

    own: str


@frozen(kw_only=True)
class ListsWanted:
    """Everything the user has arranged, as named parts. The answer is a dict of part name to JSON value."""


@frozen(kw_only=True)
class ListsEdited:
    """An edit: these parts now are so (None: gone). The answer is None, once it is on disk.

    label: what was done, a key of the texts ("edit.removed"), with what it was done to. quiet: not a step of undo
    (what is folded, how wide a column is).
    """

    label: str
    subject: str = ""
    parts: dict[str, Any]
    quiet: bool = False


@frozen(kw_only=True)
class ListsUndone:
    """Take the newest edit back, or with ``redo`` make the one taken back last again, up to 30 steps.

    The answer is a Step, or None when there is nothing to take back.
    """

    redo: bool = False


@frozen(kw_only=True)
class ListFileWanted:
    """What a list file (or a text from the clipboard) holds, resolved. The answer is a models.listfiles Preview.

    own: the bundled universe as lines of a Listing, as in IndexWanted; "": the one told last.
    """

    path: str = ""
    text: str = ""
    own: str = field(default="", repr=False)


@frozen(kw_only=True)
class AlertFired:
    """Write a fired alert into the log. The answer is None, once it is on disk."""

    fired: Fired


@frozen(kw_only=True)
class AlertLogWanted:
    """The newest ``count`` entries of the log of alerts, the newest first. The answer is a tuple of Fired."""

    count: int = 500


@frozen(kw_only=True)
class SeenKept:
    """What the user last saw: a Seen. Replaces the one before. The answer is None."""

    seen: Seen


@frozen(kw_only=True)
class SeenWanted:
    """What the user last saw. The answer is a Seen, None when nothing was ever kept."""


@frozen(kw_only=True)
class PapersWanted:
    """Everything of a kind that the user has drawn or laid out. The answer is a dict of name to JSON value.

    Kinds: "drawings" (of an instrument, by its id) and "charts" ("grid", "template:<name>").
    """

    kind: str


@frozen(kw_only=True)
class PapersKept:
    """These papers now are so (None: gone). The answer is None, once all are on disk."""

    kind: str
    papers: dict[str, Any]


@frozen(kw_only=True)
class ProfileTaken:
    """What a file of another profile brings: all of it in one transaction, or nothing.

    The answer is the path of a copy of user.db as it was before, "" where nothing is on disk. parts: of the lists, an
    edit that can be undone under ``label``. papers: by kind and name. overrides: put in beside those that stand.
    """

    label: str
    subject: str = ""
    parts: dict[str, Any]
    papers: dict[str, dict[str, Any]]
    overrides: tuple[Override, ...] = ()


# what a source can answer
Asked = QuotesWanted | BarsWanted | FactsWanted | ListingWanted | SuggestWanted | SeriesWanted | QuotaWanted
Want = (
    Asked | StatusWanted | ProbeWanted | TryNow | FileWanted | SettingsKept | CompletenessWanted
    | OverrideKept | OverrideDropped | OverridesWanted | ImportWanted | ImportUndone | KeyKept
    | BytesKept | IndexWanted | ListsWanted | ListsEdited | ListsUndone | ListFileWanted
    | AlertFired | AlertLogWanted | SeenKept | SeenWanted | PapersWanted | PapersKept | ProfileTaken
    | TrafficWanted | VintagesWanted | TrafficRefreshed | WitnessWanted
)  # fmt: skip
