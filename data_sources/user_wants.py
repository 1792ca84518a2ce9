"""Wants about the user's own numbers: overrides, imports, and what they add to the answers of the sources.

The store behind it keeps them in user.db; here stands only what it must be able to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from data_sources import coverage
from data_sources.imports.files import read_file, read_text
from data_sources.protocol import (
    BarsWanted,
    FactsWanted,
    ImportUndone,
    ImportWanted,
    OverrideDropped,
    OverrideKept,
    OverridesWanted,
)
from models import sessions
from models.adjustment import adjusted
from models.errors import AppError, ImportRejected, NoSuchData
from models.facts import Dated, Facts, Imported, Override, Said
from models.imports.closes import bars_from_imported
from models.imports.preview import preview_of
from models.imports.reading import taken_of
from models.imports.values import Preview
from models.instruments import EXCHANGES
from models.overrides import bars_of, with_overrides
from models.universe import Universe
from models.values import Adjust, Bars, Interval

UserWant = OverrideKept | OverrideDropped | OverridesWanted | ImportWanted | ImportUndone
IMPORTED = "imported"


class UserStore(Protocol):
    """The user's numbers on disk. What a method returned from is on disk; each is one transaction."""

    def keep_override(self, override: Override) -> Override:
        """Put it in; the same with its number."""

    def drop_override(self, number: int) -> None:
        """Take it out. Raises CacheError when there is none of that number."""

    def overrides(self) -> tuple[Override, ...]:
        """All of them, oldest first."""

    def keep_imported(self, rows: Sequence[Imported], name: str, at: float) -> None:
        """Put in all rows of one import or none. name: of the file; at: UTC seconds."""

    def undo_import(self) -> int:
        """Take the newest import out; the number of rows that went, 0 without one."""

    def imported(self, instrument: str) -> tuple[Imported, ...]:
        """The rows of one instrument; of two for the same date and kind the newest import's."""


def answer(want: UserWant, store: UserStore, universe: Universe | None, clock: Callable[[], float]) -> Any:
    """The answer to a want about the user's own numbers. Raises CacheError, ImportRejected."""
    match want:
        case OverrideKept(override=override):
            return store.keep_override(replace(checked(override), made_at=override.made_at or clock()))
        case OverrideDropped(number=number):
            return store.drop_override(number)
        case OverridesWanted():
            return store.overrides()
        case ImportUndone():
            return store.undo_import()
        case ImportWanted():
            return _import(want, store, universe, clock())


def checked(override: Override) -> Override:
    """``override`` if it says who, why, and a number above zero; ImportRejected otherwise."""
    if not override.author.strip() or not override.reason.strip():
        raise ImportRejected("an override needs an author and a reason")
    if not 0 < override.value < float("inf"):
        raise ImportRejected("an override needs a number above zero")
    return override


def _import(want: ImportWanted, store: UserStore, universe: Universe | None, now: float) -> Preview:
    """What the file holds; with ``commit`` it is on disk when this returns. A file with nothing to take is refused."""
    cells = read_file(Path(want.path)) if want.path else read_text(want.text)
    taken = taken_of(cells, universe)
    preview = preview_of(cells, taken)
    if not want.commit:
        return preview
    if not taken.rows:
        raise ImportRejected("nothing in this file can be taken")
    store.keep_imported(taken.rows, cells.name, now)
    return replace(preview, committed=True)


def bars_with(want: BarsWanted, ask: Callable[[BarsWanted], Bars], store: UserStore, now: float) -> Bars:
    """The bars of ``want`` with what the user says: imported closes where no source has any, overridden ones over all.

    Where ``want`` names the imported tables as its source, they alone answer. Otherwise raises what ``ask`` raises.
    """
    one = want.instrument
    if one.market not in EXCHANGES or want.interval is not Interval.DAY:
        return ask(want)
    overrides = tuple(said for said in store.overrides() if said.instrument == one.id)
    if want.source == IMPORTED:
        return _imported(want, store, overrides)
    try:
        return _laid(want, ask, overrides, now) if overrides else ask(want)
    except AppError as error:
        try:
            return _imported(want, store, overrides).with_columns(doubt=error.detail)
        except NoSuchData:
            raise error from None


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
    held = bars_from_imported(store.imported(one.id), one)
    laid = bars_of(one, overrides) if held is None else with_overrides(held, overrides, one.market)
    if laid is None or not len(found := laid.between(want.start, want.end)):
        raise NoSuchData("no imported closes in this span", source=IMPORTED)
    return found


def facts_with(want: FactsWanted, ask: Callable[[FactsWanted], Facts], store: UserStore) -> Facts:
    """The facts of ``want`` with the shares and caps of imported tables before the sources' own."""
    rows = store.imported(want.instrument.id)
    shares, caps = _dated(rows, Said.SHARES), _dated(rows, Said.MARKET_CAP)
    try:
        found = ask(want)
    except AppError:
        if not (shares or caps):
            raise
        one = want.instrument
        found = Facts(
            instrument=one.id, name_zh=one.name_zh, name_en=one.name_en, currency=one.currency, source=IMPORTED,
            fetched_at=0.0,
        )  # fmt: skip
    return replace(found, shares=(*shares, *found.shares), caps=(*caps, *found.caps))


def _dated(rows: Sequence[Imported], what: Said) -> tuple[Dated, ...]:
    return tuple(Dated(date=row.date, value=row.value, source=row.source) for row in rows if row.what is what)
