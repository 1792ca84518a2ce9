"""The parent end of the data process, for everybody outside it: one method a want.

Every method returns at once and may be called from any thread. A future fails with Answerless, or with Unreachable
when the data process is replaced meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from data_sources.link import Answerless, Link
from data_sources.protocol import (
    AlertFired,
    AlertLogWanted,
    BarsWanted,
    BytesKept,
    Completeness,
    CompletenessWanted,
    FactsWanted,
    Fetched,
    FileWanted,
    Held,
    ImportUndone,
    ImportWanted,
    IndexWanted,
    KeyKept,
    ListFileWanted,
    Listing,
    ListingWanted,
    ListsEdited,
    ListsUndone,
    ListsWanted,
    OverrideDropped,
    OverrideKept,
    OverridesWanted,
    PapersKept,
    PapersWanted,
    ProbeWanted,
    ProfileTaken,
    Progress,
    Quota,
    QuotaWanted,
    QuotesAnswer,
    QuotesWanted,
    SeenKept,
    SeenWanted,
    SettingsKept,
    Status,
    StatusWanted,
    Step,
    SuggestWanted,
    TrafficRefreshed,
    TrafficWanted,
    TryNow,
    VintagesWanted,
    WitnessWanted,
)
from models.alerts.values import Fired, Seen
from models.facts import Facts, Override
from models.instruments import Instrument
from models.values import Bars

if TYPE_CHECKING:
    from models.imports.traffic.values import TrafficPreview
    from models.imports.values import Preview
    from models.listfiles.values import Preview as ListPreview
    from models.search.table import Table
    from models.traffic.values import Series

__all__ = ["Answerless", "DataClient"]


class DataClient(Link):
    """Ask, subscribe, close."""

    def bars(self, want: BarsWanted, partial: Callable[[Bars], None] | None = None) -> Future[Bars]:
        """The bars of ``want``; ``partial`` may be called before, in the reading thread, with cached ones.

        The future fails with Answerless when no source and no cache could answer, Unreachable on a respawn.
        """
        return self.ask(want, partial)

    def witness(self, want: WitnessWanted) -> Future[Bars]:
        """The same days from a source independent of the first. Fails with Answerless when there is none."""
        return self.ask(want)

    def quotes(self, want: QuotesWanted) -> Future[QuotesAnswer]:
        """One quote per instrument, and why the others are missing."""
        return self.ask(want)

    def status(self) -> Future[Status]:
        """What each source last did."""
        return self.ask(StatusWanted())

    def probe(self) -> Future[Status]:
        """Ask every source something small, and say how it went."""
        return self.ask(ProbeWanted())

    def facts(self, want: FactsWanted) -> Future[Facts]:
        """Names, lot, dated shares and corporate actions. Fails with Answerless when nobody knows any."""
        return self.ask(want)

    def completeness(self, want: CompletenessWanted) -> Future[tuple[Completeness, ...]]:
        """Which sessions of each instrument's daily bars are held."""
        return self.ask(want)

    def listing(self, partial: Callable[[Listing], None] | None = None) -> Future[Listing]:
        """Everything that can be searched for; ``partial`` may hear an older one before."""
        return self.ask(ListingWanted(), partial)

    def index(self, want: IndexWanted, partial: Callable[[Table], None] | None = None) -> Future[Table]:
        """What the search box reads; ``partial`` may hear an older one before, in the reading thread."""
        return self.ask(want, partial)

    def suggestions(self, text: str) -> Future[tuple[Instrument, ...]]:
        """What the sources' own search finds for ``text``."""
        return self.ask(SuggestWanted(text=text))

    def try_now(self, group: str) -> Future[Status]:
        """Ask a host group again now, whatever it rests for."""
        return self.ask(TryNow(group=group))

    def file(self, want: FileWanted, partial: Callable[[Progress], None] | None = None) -> Future[Any]:
        """A workbook made in the data process: its bytes, or a Written once it is there. May fail with ExportError.

        ``partial`` hears in the reading thread how far it has come; ``forget`` ends it, and an old file stays.
        """
        return self.ask(want, partial)

    def write(self, target: str, content: bytes) -> Future[int]:
        """Write bytes to a file, whole or not at all; how many. May fail with ExportError as Answerless."""
        return self.ask(BytesKept(target=target, content=content))

    def keep(self, settings: dict[str, Any]) -> Future[None]:
        """Write the settings into the profile."""
        return self.ask(SettingsKept(settings=settings))

    def overrides(self) -> Future[tuple[Override, ...]]:
        """Every number put in by hand."""
        return self.ask(OverridesWanted())

    def keep_override(self, override: Override) -> Future[Override]:
        """Put a number in by hand; it comes back with its own once it is on disk."""
        return self.ask(OverrideKept(override=override))

    def drop_override(self, number: int) -> Future[None]:
        """Take one out again."""
        return self.ask(OverrideDropped(number=number))

    def bring_in(self, want: ImportWanted) -> Future[Preview | TrafficPreview]:
        """What a table holds, or with ``commit`` what was taken of it. May fail with ImportRejected."""
        return self.ask(want)

    def undo_import(self) -> Future[int]:
        """Take the newest import out; the number of rows that went."""
        return self.ask(ImportUndone())

    def keep_key(self, source: str, key: str) -> Future[str]:
        """Put the key of a paid source where keys are kept ("" forgets it), and say where. May fail: ExportError."""
        return self.ask(KeyKept(source=source, key=key))

    def lists(self) -> Future[dict[str, Any]]:
        """Everything the user has arranged, as named parts (models/lists/parts.py reads them)."""
        return self.ask(ListsWanted())

    def edit_lists(self, edit: ListsEdited) -> Future[None]:
        """Make an edit; it is on disk when the future ends. May fail with CacheError as Answerless."""
        return self.ask(edit)

    def undo_lists(self, *, redo: bool = False) -> Future[Step | None]:
        """Take the newest edit back, or make the one taken back last again; what that changed."""
        return self.ask(ListsUndone(redo=redo))

    def papers(self, kind: str) -> Future[dict[str, Any]]:
        """Everything of a kind that the user has drawn or laid out, by name."""
        return self.ask(PapersWanted(kind=kind))

    def keep_papers(self, kind: str, papers: dict[str, Any]) -> Future[None]:
        """These now are so (None: gone); on disk when the future ends. May fail with CacheError as Answerless."""
        return self.ask(PapersKept(kind=kind, papers=papers))

    def take_profile(self, brought: ProfileTaken) -> Future[str]:
        """Take another profile's file; where the copy of user.db as it was lies. May fail with CacheError."""
        return self.ask(brought)

    def list_file(self, want: ListFileWanted) -> Future[ListPreview]:
        """What a list file holds, resolved. May fail with ImportRejected as Answerless."""
        return self.ask(want)

    def log_alert(self, fired: Fired) -> Future[None]:
        """Write a fired alert into the log."""
        return self.ask(AlertFired(fired=fired))

    def alert_log(self, count: int = 500) -> Future[tuple[Fired, ...]]:
        """The newest entries of the log of alerts."""
        return self.ask(AlertLogWanted(count=count))

    def keep_seen(self, seen: Seen) -> Future[None]:
        """Remember what the user last saw."""
        return self.ask(SeenKept(seen=seen))

    def seen(self) -> Future[Seen | None]:
        """What the user last saw."""
        return self.ask(SeenWanted())

    def traffic(self, want: TrafficWanted) -> Future[Held]:
        """What is held of products and a metric."""
        return self.ask(want)

    def vintages(self, want: VintagesWanted) -> Future[tuple[Series, ...]]:
        """Every number ever held of them, those of a batch apart."""
        return self.ask(want)

    def refresh_traffic(
        self, want: TrafficRefreshed, partial: Callable[[Fetched], None] | None = None
    ) -> Future[Fetched]:
        """Ask sources; ``partial`` hears in the reading thread how far it has come."""
        return self.ask(want, partial)

    def quota(self, source: str) -> Future[Quota]:
        """What is left of a paid source's allowance."""
        return self.ask(QuotaWanted(source=source))
