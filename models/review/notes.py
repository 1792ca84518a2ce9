"""The footnotes of a review: what a reader must know before he quotes a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from models.caps import Way
from models.instruments import Market
from models.review.values import Note, NoteKind, Row, RowState, Window

EVERY = "*"


def notes(
    window: Window,
    rows: list[Row],
    benchmarks: tuple[Row, ...],
    counts: Mapping[Market, int],
    unsettled: Sequence[Market],
) -> tuple[Note, ...]:
    """The footnotes that apply, in the order they are printed."""
    everything = [*rows, *benchmarks]
    return tuple(
        note
        for made in (
            _window_notes(window, counts, unsettled),
            _named(NoteKind.MISSING, everything, lambda row: row.state is RowState.MISSING, _doubt),
            _named(
                NoteKind.DOUBT,
                everything,
                lambda row: row.state is not RowState.MISSING and bool(row.doubt),
                _doubt,
            ),
            _named(NoteKind.SUSPENDED, rows, lambda row: row.state is RowState.SUSPENDED),
            _named(NoteKind.LISTED, rows, lambda row: row.state is RowState.LISTED),
            _named(NoteKind.EX_DATES, rows, lambda row: bool(row.ex_dates), _ex_dates),
            _named(NoteKind.RETURNS_ONLY, rows, lambda row: row.change_pct is not None and row.end_close is None),
            _named(
                NoteKind.ACTIONS_UNKNOWN,
                rows,
                lambda row: row.change_pct is not None and not row.actions_known,
            ),
            _named(NoteKind.SIMULATED, everything, lambda row: row.source == "simulated"),
            _caps(rows),
            _named(NoteKind.NO_CAP, rows, lambda row: row.cap is None),
            manual_notes(everything),
        )
        for note in made
    )


CAP_NOTES = {Way.SHARES: NoteKind.CAP_SHARES, Way.STATED: NoteKind.CAP_STATED, Way.LIVE: NoteKind.CAP_LIVE}


def _caps(rows: Iterable[Row]) -> Iterable[Note]:
    """Who says the market caps, one note a source and way, with the days the numbers of shares are of."""
    groups: dict[tuple[Way, str], list[Row]] = {}
    for row in rows:
        if row.cap is not None:
            groups.setdefault((row.cap.way, row.cap.source), []).append(row)
    for (way, source), held in groups.items():
        days = sorted(row.cap.shares_date for row in held if row.cap is not None and row.cap.shares_date is not None)
        names = ", ".join(row.instrument.id for row in held)
        facts = {"names": names, "source": source, "dates": _span(days)}
        yield Note(kind=CAP_NOTES[way], facts=facts)


def _span(days: Sequence[dt.date]) -> str:
    """First and last day, or the one that is both."""
    return " - ".join(dict.fromkeys(day.isoformat() for day in (*days[:1], *days[-1:])))


def manual_notes(rows: Iterable[Row]) -> Iterable[Note]:
    """One note an override, with author, date and reason."""
    for one in dict.fromkeys(override for row in rows for override in row.manual):
        made = dt.datetime.fromtimestamp(one.made_at, dt.UTC).date()
        told = {
            "names": one.instrument,
            "what": str(one.what),
            "date": one.date.isoformat(),
            "value": f"{one.value:,.10g}",
        }
        yield Note(
            kind=NoteKind.MANUAL, facts=told | {"author": one.author, "made": made.isoformat(), "why": one.reason}
        )


def _window_notes(window: Window, counts: Mapping[Market, int], unsettled: Sequence[Market]) -> Iterable[Note]:
    yield Note(kind=NoteKind.CUT_OFF, facts={"last": window.last.isoformat()})
    if unsettled:
        yield Note(kind=NoteKind.NOT_FINAL, facts={"markets": ", ".join(unsettled)})
    if counts:
        listed = ", ".join(f"{market} {count}" for market, count in counts.items())
        yield Note(kind=NoteKind.SESSIONS, facts={"counts": listed})


def _named(
    kind: NoteKind,
    rows: Iterable[Row],
    applies: Callable[[Row], bool],
    why: Callable[[Row], str] = lambda row: "",
) -> Iterable[Note]:
    """One note for all rows that share a reason; the name EVERY when these are all there are."""
    listed, reasons = list(rows), dict[str, list[str]]()
    for row in listed:
        if applies(row):
            reasons.setdefault(why(row), []).append(row.instrument.id)
    for reason, names in reasons.items():
        every = len(names) == len(listed) > 1
        yield Note(kind=kind, facts={"names": EVERY if every else ", ".join(names), "why": reason})


def _doubt(row: Row) -> str:
    return row.doubt


def _ex_dates(row: Row) -> str:
    return ", ".join(day.isoformat() for day in row.ex_dates)
