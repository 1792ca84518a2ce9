"""The publish gate: everything that must hold before a note is called final, checked and written down. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models import sessions
from models.gate import ex_dates
from models.gate.pairing import Pair, pairs_of
from models.gate.values import Check, Gate, Reason
from models.instruments import EXCHANGES, Instrument, Kind, Market
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.review.values import Review, RowState

SIMULATED = "simulated"
SLACK = 1e-9  # percentage points: two percentages of floats that differ by exactly the tolerance agree


def gate_of(review: Review, inputs: Inputs, settings: NoteSettings) -> Gate:
    """The protocol of ``review``, which is made of the same inputs.

    Rows and benchmarks are checked alike. A row without a percentage needs a reason, and no second source; where one
    is held and gives a percentage nevertheless, that is a disagreement. Numbers put in by hand are told, not refused.
    """
    pairs, tolerance = pairs_of(review, inputs), settings.tolerance
    counted = [pair for pair in pairs if pair.row.change_pct is not None]
    checks = [
        *_closed(pairs, inputs),
        *([_missing(pair) for pair in pairs] or [_nothing()]),
        *(_stale(pair, counted) for pair in counted if pair.last is not None),
        *(_sources(pair) for pair in counted),
        *_agree(pairs, tolerance),
        *(_ex_dates(pair, tolerance) for pair in counted if pair.row.instrument.kind is not Kind.INDEX),
        _real(pairs, inputs),
        *_manual(pairs),
    ]
    return Gate(checks=tuple(checks), tolerance=tolerance, made_at=inputs.now)


def _check(reason: Reason, pair: Pair, told: str, passed: bool = True, **facts: object) -> Check:
    """A line about a row. told: which sentence of the texts says it ("gate.<reason>.<told>")."""
    one = pair.row.instrument
    named = {"told": told, **_names(one)} | {key: str(value) for key, value in facts.items()}
    return Check(reason=reason, subject=one.id, passed=passed, facts=named)


def _names(one: Instrument) -> dict[str, str]:
    return {"zh": one.name("zh"), "en": one.name("en")}


# the markets


def _closed(pairs: Iterable[Pair], inputs: Inputs) -> Iterator[Check]:
    held: dict[Market, list[Pair]] = {}
    for pair in pairs:
        held.setdefault(pair.row.instrument.market, []).append(pair)
    for market in EXCHANGES:
        if market in held:
            yield _market_closed(market, held[market], inputs)


def _market_closed(market: Market, pairs: Iterable[Pair], inputs: Inputs) -> Check:
    window = inputs.window
    last = sessions.on_or_before(market, window.last)
    early = [one.row.instrument.id for one in pairs if one.row.change_pct is not None and _early(one, inputs)]
    told = "passed"
    if not sessions.is_over(market, window.last, inputs.now):
        told = "open"
    elif early:
        told = "early"
    elif last < window.first:
        told = "none"
    facts = {"told": told, "last": last.isoformat(), "asked": ", ".join(early)}
    return Check(reason=Reason.CLOSED, subject=str(market), passed=told in ("passed", "none"), facts=facts)


def _early(pair: Pair, inputs: Inputs) -> bool:
    """Whether the row was asked for before its last close. One of numbers put in by hand alone was never asked for."""
    asked = pair.row.as_of
    return asked is not None and not sessions.is_over(pair.row.instrument.market, inputs.window.last, asked)


# each row


def _nothing() -> Check:
    """A note about nobody has nothing that could be wrong, and is not final for that."""
    return Check(reason=Reason.MISSING, subject="", passed=False, facts={"told": "nothing"})


def _missing(pair: Pair) -> Check:
    row = pair.row
    if row.state is RowState.MISSING:
        return _check(Reason.MISSING, pair, "missing", False, why=row.doubt)
    if row.state is RowState.CLOSED and pair.last is not None:  # nobody's bars reach into it, and the calendar does
        return _check(Reason.MISSING, pair, "absent", False, last=pair.last)
    if row.change_pct is None:
        return _check(Reason.MISSING, pair, "explained", state=row.state)
    return _check(Reason.MISSING, pair, "passed")


def _stale(pair: Pair, counted: Iterable[Pair]) -> Check:
    """A row that ends early is stale, unless both sources end there while others of its market went on: a halt."""
    row, last = pair.row, pair.last
    end = row.end_date
    if last is None or end is None or end >= last:
        return _check(Reason.STALE, pair, "passed", end=end, last=last)
    both = pair.second is not None and pair.second.end_date == end
    others = any(
        one.row.end_date is not None and one.row.end_date >= last
        for one in counted
        if one.row.instrument.market is row.instrument.market
    )
    halted = both and others
    return _check(Reason.STALE, pair, "halted" if halted else "stale", halted, end=end, last=last)


def _sources(pair: Pair) -> Check:
    first, second = pair.row.source, pair.witness.source if pair.witness is not None else ""
    return _check(Reason.SOURCES, pair, pair.lack or "passed", not pair.lack, first=first, second=second)


def _agree(pairs: Iterable[Pair], tolerance: float) -> Iterator[Check]:
    for pair in pairs:
        if pair.second is None or pair.second.change_pct is None:
            continue
        apart = pair.apart
        told = "state" if apart is None else "passed" if apart <= tolerance + SLACK else "differ"
        yield _compared(pair, told)


def _compared(pair: Pair, told: str) -> Check:
    row, second = pair.row, pair.second
    made = _check(
        Reason.AGREE, pair, told, told == "passed", state=row.state, first=row.source,
        second=second.source if second is not None else "",
    )  # fmt: skip
    return Check(
        reason=made.reason, subject=made.subject, passed=made.passed, facts=made.facts,
        first=row.change_pct, second=second.change_pct if second is not None else None,
    )  # fmt: skip


def _ex_dates(pair: Pair, tolerance: float) -> Check:
    passed, told, dates = ex_dates.outcome(pair, tolerance)
    return _check(Reason.EX_DATES, pair, told, passed, dates=", ".join(day.isoformat() for day in dates))


# all together


def _real(pairs: Iterable[Pair], inputs: Inputs) -> Check:
    """Prices and series alike: nothing invented may leave the house as final."""
    names = [pair.row.instrument.id for pair in pairs if pair.row.source == SIMULATED]
    names += dict.fromkeys(one.key.product for one in inputs.series if one.key.source == SIMULATED)
    passed = not names and not inputs.simulated
    facts: Mapping[str, str] = {"told": "passed" if passed else SIMULATED}
    return Check(reason=Reason.REAL, subject="", passed=passed, facts=facts)


def _manual(pairs: Iterable[Pair]) -> Iterator[Check]:
    for pair in pairs:
        for one in dict.fromkeys(pair.row.manual):
            yield _check(
                Reason.MANUAL, pair, "told", what=one.what, date=one.date, value=f"{one.value:,.10g}",
                author=one.author, why=one.reason,
            )  # fmt: skip
