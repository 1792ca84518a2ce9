"""Wants about the user's own numbers: overrides, imports, and what they add to the answers of the sources.

The store behind it keeps them in user.db; here stands only what it must be able to do.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from data_sources import coverage
from data_sources.imports.files import Reader
from data_sources.imports.looking import Looked, look
from data_sources.protocol import (
    BarsWanted,
    FactsWanted,
    ImportUndone,
    ImportWanted,
    OverrideDropped,
    OverrideKept,
    OverridesWanted,
    WitnessWanted,
)
from models import sessions
from models.adjustment import adjusted
from models.errors import AppError, CacheError, ImportRejected, NoSuchData
from models.facts import Dated, Facts, Imported, Override, Said
from models.gate.independence import independent
from models.imports.closes import bars_from_imported
from models.imports.values import Preview
from models.instruments import EXCHANGES, Instrument
from models.overrides import bars_of, with_overrides
from models.periods import period, resampled
from models.universe import Universe
from models.values import Adjust, Bars, Interval

if TYPE_CHECKING:
    from data_sources.user.traffic import TrafficBatches
    from models.imports.traffic.values import TrafficPreview

UserWant = OverrideKept | OverrideDropped | OverridesWanted | ImportWanted | ImportUndone
IMPORTED = "imported"
UNREAD = "your own numbers cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is kept of an imported file. hash: SHA-256 of its content; imported_at: UTC seconds."""

    file: str
    hash: str
    vendor: str
    imported_at: float


class ManualNumbers(Protocol):
    """The overrides on disk; each method is one transaction, on disk when it returns."""

    def keep(self, override: Override) -> Override:
        """Put it in; the same with its number."""

    def drop(self, number: int, now: float) -> bool:
        """Take it out; False when it does not stand."""

    def all(self) -> tuple[Override, ...]:
        """Every one that stands."""


class ImportedTables(Protocol):
    """The imported tables on disk. A number's source is its vendor; the newest import's counts."""

    def take(self, batch: Any, rows: Sequence[Any]) -> int:
        """Put in all rows (Imported) of one File, or none."""

    def undo(self) -> int:
        """Take the newest import out; the number of rows that went."""

    def newest_at(self) -> float:
        """When the newest import was taken, UTC seconds; 0 without one."""

    def taken_at(self, instrument: str, currency: str, until: dt.date) -> float:
        """When the last close until then was imported, UTC seconds; 0 without one."""

    def closes(self, instrument: str, currency: str) -> tuple[Dated, ...]:
        """Closes, oldest first."""

    def shares(self, instrument: str) -> tuple[Dated, ...]:
        """Shares outstanding, oldest first."""

    def caps(self, instrument: str, currency: str) -> tuple[Dated, ...]:
        """Market caps, oldest first."""


class UserStore(Protocol):
    """The user's numbers. Methods raise CacheError when the disk fails."""

    @property
    def overrides(self) -> ManualNumbers:
        """Put in by hand."""

    @property
    def imported(self) -> ImportedTables:
        """Out of the user's tables."""

    @property
    def traffic(self) -> TrafficBatches:
        """Traffic, imported and fetched."""


def answer(
    want: UserWant,
    store: UserStore,
    universe: Universe | None,
    clock: Callable[[], float],
    refusal: str = "",
    reader: Reader | None = None,
) -> Any:
    """The answer to a want about the user's own numbers. Raises CacheError, ImportRejected, NoSuchData.

    refusal: why nothing may be written into the profile. reader: remembers a file between showing and taking it.
    """
    if refusal and _writes(want):
        raise CacheError(refusal)
    match want:
        case OverrideKept(override=override):
            return store.overrides.keep(replace(checked(override), made_at=override.made_at or clock()))
        case OverrideDropped(number=number):
            if not store.overrides.drop(number, clock()):
                raise NoSuchData("no override of this number")
            return None
        case OverridesWanted():
            return store.overrides.all()
        case ImportUndone():
            return _undone(store)
        case ImportWanted():
            return _import(want, store, universe, clock(), reader or Reader())


def _writes(want: UserWant) -> bool:
    return want.commit if isinstance(want, ImportWanted) else not isinstance(want, OverridesWanted)


def checked(override: Override) -> Override:
    """``override`` if it says who, why, and a number above zero; ImportRejected otherwise."""
    if not override.author.strip() or not override.reason.strip():
        raise ImportRejected("an override needs an author and a reason")
    if not 0 < override.value < float("inf"):
        raise ImportRejected("an override needs a number above zero")
    return override


def _undone(store: UserStore) -> int:
    """Take the import out that was taken last, of prices or of traffic; the number of numbers that went."""
    newest = store.traffic.newest_import()
    if newest is not None and newest.taken_at >= store.imported.newest_at():
        return store.traffic.drop(newest.number)
    return store.imported.undo()


def _import(
    want: ImportWanted, store: UserStore, universe: Universe | None, now: float, reader: Reader
) -> Preview | TrafficPreview:
    """What the file holds; with ``commit`` it is on disk when this returns. A file with nothing to take is refused."""
    looked, digest = reader.ask(want.path, want.text, partial(look, want=want, universe=universe, now=now))
    if not want.commit:
        return looked.preview
    made = _kept(looked, digest, want, store, now)
    reader.forget()
    return made


def _kept(looked: Looked, digest: str, want: ImportWanted, store: UserStore, now: float) -> Preview | TrafficPreview:
    preview = looked.preview
    if not isinstance(preview, Preview):
        from data_sources.traffic import importing

        return importing.keep(looked, digest, want, store.traffic, now)
    file = File(file=preview.name, hash=digest, vendor=preview.vendor, imported_at=now)
    store.imported.take(file, looked.rows)
    return replace(preview, committed=True)


def bars_with(want: BarsWanted, ask: Callable[[BarsWanted], Bars], store: UserStore, now: float) -> Bars:
    """The bars of ``want`` with what the user says: imported closes where no source has any, overridden ones over all.

    Where ``want`` names the imported tables as its source, they alone answer. Otherwise raises what ``ask`` raises.
    """
    one = want.instrument
    if one.market not in EXCHANGES or want.interval.intraday:
        if want.source == IMPORTED:
            raise NoSuchData("no imported closes in this span", source=IMPORTED)
        return ask(want)
    try:
        overrides = tuple(said for said in store.overrides.all() if said.instrument == one.id)
    except CacheError as error:
        return ask(want).with_columns(doubt=f"{UNREAD}: {error.detail}")
    if want.interval is not Interval.DAY and (overrides or want.source == IMPORTED):
        return _longer(want, ask, store, now)
    if want.source == IMPORTED:
        return _imported(want, store, overrides)
    try:
        found = _laid(want, ask, overrides, now) if overrides else ask(want)
        return _reaching_further(found, want, store, overrides) if found.doubt else found
    except AppError as error:
        try:
            return _imported(want, store, overrides).with_columns(doubt=error.detail)
        except NoSuchData:
            raise error from None


def _reaching_further(found: Bars, want: BarsWanted, store: UserStore, overrides: Sequence[Override]) -> Bars:
    """Where only something local could stand in and the user's own table goes on to later days, the table."""
    try:
        own = _imported(want, store, overrides).with_columns(doubt=found.doubt)
    except (NoSuchData, CacheError):
        return found
    return own if not len(found) or own.date[-1] > found.date[-1] else found


def _longer(want: BarsWanted, ask: Callable[[BarsWanted], Bars], store: UserStore, now: float) -> Bars:
    """Weeks and months of days that the user has something to say about."""
    days = replace(want, interval=Interval.DAY, start=period(want.interval, want.start)[0])
    return resampled(bars_with(days, ask, store, now), want.interval, want.instrument.market)


def _laid(want: BarsWanted, ask: Callable[[BarsWanted], Bars], overrides: Sequence[Override], now: float) -> Bars:
    """Overridden closes are traded ones: they are laid over the bars as traded, which are adjusted afterwards."""
    market = want.instrument.market
    wide = coverage.anchored(want, sessions.local_date(market, now))
    adjusting = want.adjust is not Adjust.NONE
    raw = ask(replace(wide, adjust=Adjust.NONE, actions=want.actions or adjusting))
    inside = [one for one in overrides if wide.start <= one.date <= wide.end]
    return adjusted(with_overrides(raw, inside, market), want.adjust).between(want.start, want.end)


def _imported(want: BarsWanted, store: UserStore, overrides: Sequence[Override]) -> Bars:
    """The user's own closes of the span. Raises NoSuchData without any."""
    one = want.instrument
    rows = _rows(store.imported.closes(*_series(one)), one)
    held = bars_from_imported(rows, one, store.imported.taken_at(*_series(one), want.end))
    laid = bars_of(one, overrides) if held is None else with_overrides(held, overrides, one.market)
    if laid is None or not len(found := laid.between(want.start, want.end)):
        raise NoSuchData("no imported closes in this span", source=IMPORTED)
    return found


def witness_with(want: WitnessWanted, ask: Callable[[WitnessWanted], Bars], store: UserStore) -> Bars:
    """The bars of ``want``, out of the user's tables where no source gives any. Else raises what ``ask`` raises."""
    try:
        return ask(want)
    except AppError:
        with contextlib.suppress(CacheError):
            for vendor in dict.fromkeys(told.source for told in store.imported.closes(*_series(want.instrument))):
                found = _of_vendor(want, vendor, store) if independent(want.against, f"{IMPORTED}: {vendor}") else None
                if found is not None:
                    return found
        raise


def _of_vendor(want: WitnessWanted, vendor: str, store: UserStore) -> Bars | None:
    """One vendor's closes in the span, None where they end too early."""
    one = want.instrument
    told = [said for said in store.imported.closes(*_series(one)) if said.source == vendor]
    held = bars_from_imported(_rows(told, one), one, store.imported.taken_at(*_series(one), want.end))
    found = held.between(want.start, want.end) if held is not None else None
    if found is None or not len(found):
        return None
    last: dt.date = found.date[-1].astype(dt.date)
    return found if want.reaching is None or last >= want.reaching else None


def _series(one: Instrument) -> tuple[str, str]:
    return one.id, one.currency


def _rows(told: Iterable[Dated], one: Instrument) -> list[Imported]:
    return [
        Imported(instrument=one.id, date=said.date, what=Said.CLOSE, value=said.value, vendor=said.source)
        for said in told
    ]


def facts_with(want: FactsWanted, ask: Callable[[FactsWanted], Facts], store: UserStore) -> Facts:
    """The facts of ``want`` with the shares and caps of imported tables before the sources' own."""
    one = want.instrument
    try:
        shares = _named(store.imported.shares(one.id))
        caps = _named(store.imported.caps(one.id, one.currency))
    except CacheError:
        return ask(want)
    try:
        found = ask(want)
    except AppError:
        if not (shares or caps):
            raise
        found = Facts(
            instrument=one.id, name_zh=one.name_zh, name_en=one.name_en, currency=one.currency, source=IMPORTED,
            fetched_at=0.0,
        )  # fmt: skip
    return replace(found, shares=(*shares, *found.shares), caps=(*caps, *found.caps))


def _named(told: Sequence[Dated]) -> tuple[Dated, ...]:
    """With the source as it is printed: an imported table, and whose."""
    return tuple(replace(one, source=f"{IMPORTED}: {one.source}") for one in told)
