"""The footnotes of a compare chart and its table: what a reader must know before he quotes a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.compare.rebasing import Absent
from models.compare.returns import Row, Table, series_of
from models.compare.series import Remark, Series
from models.compare.values import Basket, Currency, Pair, Visits, Weighting, instruments_of, parts_of


class NoteKind(StrEnum):
    """What a footnote is about; the sentence is in the texts."""

    BASE = "base"
    CONVERTED = "converted"
    CARRIED = "carried"
    SINCE = "since"
    BEHIND = "behind"
    NO_SESSION = "no_session"
    EX_DATES = "ex_dates"
    EQUAL = "equal"
    CAP = "cap"
    NO_STAKE = "no_stake"
    VISITS = "visits"
    RATIO = "ratio"
    SPREAD = "spread"
    CORRELATION = "correlation"
    DIVIDENDS_INSIDE = "dividends_inside"
    ACTIONS_UNKNOWN = "actions_unknown"
    NOT_ADJUSTED = "not_adjusted"
    CLOSE_ONLY = "close_only"
    NO_RATE = "no_rate"
    MANUAL = "manual"
    SIMULATED = "simulated"
    RUNNING = "running"
    DOUBT = "doubt"
    WAITING = "waiting"
    MISSING = "missing"


EVERY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote as data: its kind, whom it is about, and what fills its sentence.

    names: keys of members or ids of instruments; EVERY alone where that is everybody.
    """

    kind: NoteKind
    names: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def notes(table: Table, failures: Mapping[str, str] | None = None, waiting: Collection[str] = ()) -> tuple[Note, ...]:
    """The footnotes that apply, in the order they are printed.

    failures: why an instrument id has no bars. waiting: those whose bars are still on their way.
    """
    ends = (*_waiting(waiting), *_missing(table, failures or {}, waiting))
    if table.first is None or table.last is None:
        return ends
    series = _shown(table)
    made = (
        _base(table), _converted(table, series), _carried(table), _since(table), _behind(table),
        _resting(table, waiting), _ex_dates(table), _baskets(table, waiting), _kinds(table), _remarks(series), ends,
    )  # fmt: skip
    return tuple(note for part in made for note in part)


def _shown(table: Table) -> list[Series]:
    """What the lines rest on, and the benchmarks that rows are measured against."""
    held = [one for member in table.based.members for one in series_of(table.based, member)]
    aligned = table.based.aligned
    held += [aligned.series[aligned.rows[row.benchmark]] for row in table.rows if row.benchmark in aligned.rows]
    return list({one.key: one for one in held}.values())


def _base(table: Table) -> Iterable[Note]:
    facts = {"base": str(table.based.base), "first": str(table.first), "last": str(table.last)}
    yield Note(kind=NoteKind.BASE, facts=facts)


def _converted(table: Table, series: list[Series]) -> Iterable[Note]:
    if table.currency is Currency.LOCAL:
        return
    pairs = dict.fromkeys(pair for one in series for pair in one.pairs)
    sources = dict.fromkeys(source for one in series for source in one.pair_sources)
    told = {"currency": str(table.currency), "pairs": ", ".join(pairs), "source": "+".join(sources)}
    if pairs:
        yield Note(kind=NoteKind.CONVERTED, facts=told)


def _carried(table: Table) -> Iterable[Note]:
    """Whose last price is of an earlier day, by that day."""
    yield from _by_day(NoteKind.CARRIED, table, lambda row: row.last if row.carried and not _monthly(row) else None)


def _since(table: Table) -> Iterable[Note]:
    yield from _by_day(NoteKind.SINCE, table, lambda row: row.since)
    later = [(row, day) for row, day in zip(table.rows, table.based.since, strict=True) if day and not row.since]
    for day in dict.fromkeys(day for _, day in later):
        names = tuple(row.member.key for row, when in later if when == day)
        yield Note(kind=NoteKind.SINCE, names=names, facts={"date": day.isoformat()})


def _behind(table: Table) -> Iterable[Note]:
    """Whose benchmark ends before they do, by its last day."""
    yield from _by_day(NoteKind.BEHIND, table, lambda row: row.behind)


def _resting(table: Table, waiting: Collection[str]) -> Iterable[Note]:
    """Who has bars, and neither a session nor a number of visits inside the range."""
    names = tuple(
        row.member.key for row in table.rows
        if row.change is None and series_of(table.based, row.member) and not _waits(row, waiting)
    )  # fmt: skip
    if names:
        yield Note(kind=NoteKind.NO_SESSION, names=names)


def _by_day(kind: NoteKind, table: Table, day_of: Callable[[Row], dt.date | None]) -> Iterable[Note]:
    by_day = dict[dt.date, list[str]]()
    for row in table.rows:
        if (day := day_of(row)) is not None:
            by_day.setdefault(day, []).append(row.member.key)
    for day, keys in by_day.items():
        yield Note(kind=kind, names=tuple(keys), facts={"date": day.isoformat()})


def _ex_dates(table: Table) -> Iterable[Note]:
    found = dict[str, tuple[dt.date, ...]]()
    for row in table.rows:
        found |= row.ex_dates
    for name, days in found.items():
        yield Note(kind=NoteKind.EX_DATES, names=(name,), facts={"dates": ", ".join(map(str, days))})


def _baskets(table: Table, waiting: Collection[str]) -> Iterable[Note]:
    baskets = [part for one in table.based.members for part in parts_of(one) if isinstance(part, Basket)]
    for weighting, kind in ((Weighting.EQUAL, NoteKind.EQUAL), (Weighting.CAP, NoteKind.CAP)):
        names = tuple(dict.fromkeys(one.key for one in baskets if one.weighting is weighting))
        if names:
            yield Note(kind=kind, names=names, facts={"base": str(table.based.base)})
    for basket in dict.fromkeys(baskets):
        absent = table.based.absent.get(basket.key, {})
        for why in Absent:
            names = tuple(name for name, reason in absent.items() if reason is why and name not in waiting)
            if names:
                yield Note(kind=NoteKind.NO_STAKE, names=names, facts={"basket": basket.key, "why": str(why)})


def _kinds(table: Table) -> Iterable[Note]:
    """What is not plain about visits, pairs and correlations."""
    parts = [part for member in table.based.members for part in parts_of(member)]
    if any(isinstance(part, Visits) for part in parts):
        yield Note(kind=NoteKind.VISITS)
    for against in dict.fromkeys(one.against for one in table.based.members if isinstance(one, Pair)):
        yield Note(kind=NoteKind(str(against)))
    if any(row.correlation is not None for row in table.rows):
        yield Note(kind=NoteKind.CORRELATION)


def _remarks(series: list[Series]) -> Iterable[Note]:
    for remark in Remark:
        yield from _about(NoteKind(str(remark)), series, [one for one in series if remark in one.remarks])
    yield from _about(NoteKind.RUNNING, series, [one for one in series if not one.last_is_final])
    for why in dict.fromkeys(one.doubt for one in series if one.doubt):
        yield from _about(NoteKind.DOUBT, series, [one for one in series if one.doubt == why], {"why": why})


def _about(
    kind: NoteKind, series: list[Series], chosen: list[Series], facts: Mapping[str, str] | None = None
) -> Iterable[Note]:
    names = (EVERY,) if len(chosen) == len(series) > 1 else tuple(one.key for one in chosen)
    if names:
        yield Note(kind=kind, names=names, facts=facts or {})


def _waiting(waiting: Collection[str]) -> Iterable[Note]:
    if waiting:
        yield Note(kind=NoteKind.WAITING, names=tuple(waiting))


def _waits(row: Row, waiting: Collection[str]) -> bool:
    return any(one.id in waiting for one in instruments_of([row.member]))


def _missing(table: Table, failures: Mapping[str, str], waiting: Collection[str]) -> Iterable[Note]:
    """Members without a line, and instruments of baskets that nobody has bars of."""
    none = [row for row in table.rows if row.change is None and not series_of(table.based, row.member)]
    lines = [row.member.key for row in none if not _waits(row, waiting)]
    for name in dict.fromkeys((*lines, *failures)):
        yield Note(kind=NoteKind.MISSING, names=(name,), facts={"why": failures.get(name, "")})


def _monthly(row: Row) -> bool:
    return any(isinstance(part, Visits) for part in parts_of(row.member))
