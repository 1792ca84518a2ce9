"""The table beside a compare chart: what each member did over the visible range.

Every number is of the lines as they are drawn: a basket's stakes are those of the base date, wherever the range begins.
A member is measured from its last value on or before the range's first date to its last one on or before the range's
last date; that one may be carried, and the row says of which days both are. Statistics use the member's own sessions:
carried values are no days without movement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from models.compare.rebasing import Based, Scale, is_spread
from models.compare.series import Series
from models.compare.values import Currency, Member, Pair, Single, Visits, instruments_of, parts_of
from models.values import Days, Floats, Ints

LEAST = 20  # returns; under that a volatility or a correlation says nothing
A_YEAR = 252  # sessions, of every market alike, so that volatilities of several can be compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of a line and its date."""

    value: float
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """The deepest fall from a high, percent (below 0): from the value of one date to that of another."""

    pct: float
    peak: dt.date
    trough: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One member over the range. None: cannot be computed.

    change: percent, of a spread percentage points. first, last: the days of the values it is measured between.
    since: first, where the member begins inside the range. carried: the last value is of an earlier day than the
    range's last place. sessions: own sessions after first. high, low: of the line as drawn. volatility: percent a
    year, from daily log returns. excess: percentage points over ``benchmark`` (an instrument id) over the range; None
    where the member begins inside it, or where the benchmark ends too early: then ``behind`` is its last day.
    correlation: of log returns between common sessions, of which there are ``common``; None under 20. ex_dates: what
    went ex between, and is in the change, by instrument id.
    """

    member: Member
    currency: str
    change: float | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    since: dt.date | None = None
    carried: bool = False
    sessions: int = 0
    high: Point | None = None
    low: Point | None = None
    fall: Fall | None = None
    volatility: float | None = None
    benchmark: str = ""
    excess: float | None = None
    behind: dt.date | None = None
    correlation: float | None = None
    common: int = 0
    ex_dates: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """The rows of a range, in the members' order. first, last: the range's dates on the axis, None without an axis."""

    based: Based
    scale: Scale
    currency: Currency
    first: dt.date | None
    last: dt.date | None
    rows: tuple[Row, ...]


def returns(
    based: Based,
    first: dt.date,
    last: dt.date,
    *,
    scale: Scale = Scale.PERCENT,
    currency: Currency = Currency.LOCAL,
    against: Mapping[str, str] | None = None,
) -> Table:
    """The table of first..last.

    currency: what the series were converted into. against: the instrument id that each member (by its key) is measured
    against; its series must be among the aligned ones.
    """
    against, dates = against or {}, based.dates
    begin, end = (int(np.searchsorted(dates, np.datetime64(day, "D"), side="right")) - 1 for day in (first, last))
    begin = max(begin, 0)
    if not len(dates) or end < begin:
        rows = [Row(member=member, currency=_currency(based, member)) for member in based.members]
        return Table(based=based, scale=scale, currency=currency, first=None, last=None, rows=tuple(rows))
    reach = _Reach(based, begin, end, based.lines(scale))
    rows = [reach.row(place, against.get(member.key, "")) for place, member in enumerate(based.members)]
    ends = (_day(dates[place]) for place in (begin, end))
    return Table(based=based, scale=scale, currency=currency, first=next(ends), last=next(ends), rows=tuple(rows))


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line within the range. there: the places that have a value; own: those of a session, and the first of all.

    days: what is said of a value's date: the day it is of, but of a pair that moves with either part its place.
    """

    values: Floats
    stands: Days
    days: Days
    there: Ints
    own: Ints

    @classmethod
    def of(cls, values: Floats, stands: Days, dates: Days, member: Member | None = None) -> _Line | None:
        """None when it has no value, or none of a session after its first one.

        A month's number that is of a day on which nobody trades counts where it first appears.
        """
        there = np.flatnonzero(np.isfinite(values))
        if not len(there):
            return None
        held = stands[there]
        own = held == dates[there]
        if member is not None and _is_monthly(member):
            own[1:] |= held[1:] != held[:-1]
        own[0] = True
        days = dates if isinstance(member, Pair) else stands
        return cls(values, stands, days, there, there[own]) if own.sum() > 1 else None

    @property
    def late(self) -> bool:
        """Whether it begins inside the range."""
        return bool(self.there[0] > 0)


class _Reach:
    """All members between two places of the axis."""

    def __init__(self, based: Based, begin: int, end: int, lines: Floats) -> None:
        self._based, self._span = based, slice(begin, end + 1)
        self._dates, self._drawn = based.dates[self._span], lines
        self._marks = dict[str, _Line | None]()

    def row(self, place: int, benchmark: str) -> Row:
        """One member's row."""
        member = self._based.members[place]
        itself = isinstance(member, Single) and member.instrument.id == benchmark
        row = Row(member=member, currency=_currency(self._based, member), benchmark="" if itself else benchmark)
        growth, stands = self._based.growth[place, self._span], self._based.stands[place, self._span]
        line = _Line.of(growth, stands, self._dates, member)
        if line is None:
            return row
        row = self._spanned(row, place, line)
        if is_spread(member):
            return replace(row, change=float(np.diff(line.values[line.there[[0, -1]]])[0]) * 100.0)
        return self._compared(_moved(row, line), line)

    def _spanned(self, row: Row, place: int, line: _Line) -> Row:
        """With the days it is measured between, and its extremes."""
        first, last = (_day(day) for day in line.stands[line.there[[0, -1]]])
        return replace(
            row,
            first=first,
            last=last,
            since=first if line.late else None,
            carried=last != _day(self._dates[-1]),
            sessions=len(line.own) - 1,
            high=self._point(place, line, highest=True),
            low=self._point(place, line, highest=False),
            ex_dates=_ex_dates(self._based, row.member, first, last),
        )

    def _point(self, place: int, line: _Line, *, highest: bool) -> Point:
        drawn = self._drawn[place, self._span][line.there]
        found = int(np.argmax(drawn) if highest else np.argmin(drawn))
        return Point(value=float(drawn[found]), date=_day(line.days[line.there[found]]))

    def _compared(self, row: Row, line: _Line) -> Row:
        mark = self._mark(row.benchmark)
        if mark is None or row.change is None:
            return row
        last = _day(mark.stands[mark.there[-1]])
        behind = last if _is_behind(self._series(row.benchmark), last, row) else None
        excess = None if line.late or mark.late or behind else row.change - _change(mark)
        row = replace(row, behind=behind)
        if _is_monthly(row.member):
            return replace(row, excess=excess)
        correlation, common = _correlation(line, mark)
        return replace(row, excess=excess, correlation=correlation, common=common)

    def _series(self, name: str) -> Series:
        return self._based.aligned.series[self._based.aligned.rows[name]]

    def _mark(self, name: str) -> _Line | None:
        """The benchmark's own line, shown or not."""
        if name not in self._marks:
            aligned = self._based.aligned
            row = aligned.rows.get(name)
            self._marks[name] = None if row is None else _Line.of(
                aligned.values[row, self._span], aligned.stands[row, self._span], self._dates
            )  # fmt: skip
        return self._marks[name]


def _is_behind(mark: Series, last: dt.date, row: Row) -> bool:
    """Whether a benchmark with a value of ``last`` lacks sessions of its market that a row counts.

    Closed it is carried, and so it is while its session of the row's own last date may be still to come: New York's,
    seen from Shanghai. Otherwise the two would be measured over different days.
    """
    lacks = mark.due(last)
    if lacks is None or row.last is None:
        return False
    at_home = any(one.market is mark.market for one in instruments_of([row.member]))
    return lacks <= row.last if at_home else lacks < row.last


def _change(line: _Line) -> float:
    return (float(line.values[line.there[-1]]) / float(line.values[line.there[0]]) - 1.0) * 100.0


def _is_monthly(member: Member) -> bool:
    return any(isinstance(part, Visits) for part in parts_of(member))


def _moved(row: Row, line: _Line) -> Row:
    """With what a positive line gives: change, fall, and of daily values the volatility."""
    moves = np.diff(np.log(line.values[line.own]))
    enough = len(moves) >= LEAST and not _is_monthly(row.member)
    volatility = float(np.std(moves, ddof=1)) * A_YEAR**0.5 * 100.0 if enough else None
    fall = _fall(line.values[line.there], line.days[line.there])
    return replace(row, change=_change(line), fall=fall, volatility=volatility)


def _fall(held: Floats, days: Days) -> Fall | None:
    """The deepest one, the first of equals; None where the line never fell."""
    under = held / np.maximum.accumulate(held) - 1.0
    trough = int(np.argmin(under))
    if not under[trough] < 0:
        return None
    peak = int(np.argmax(held[: trough + 1]))
    return Fall(pct=float(under[trough]) * 100.0, peak=_day(days[peak]), trough=_day(days[trough]))


def _correlation(line: _Line, mark: _Line) -> tuple[float | None, int]:
    """Pearson's of log returns from one common session to the next, and how many there are.

    Where one market rested, both returns are over the same days. They are of one local date, not of one moment.
    """
    both = np.intersect1d(line.own, mark.own, assume_unique=True)
    both = both[line.stands[both] == mark.stands[both]]
    count = max(len(both) - 1, 0)
    if count < LEAST:
        return None, count
    one, other = (np.diff(np.log(held.values[both])) for held in (line, mark))
    if not (np.ptp(one) > 0 and np.ptp(other) > 0):
        return None, count
    return float(np.corrcoef(one, other)[0, 1]), count


def _ex_dates(based: Based, member: Member, first: dt.date, last: dt.date) -> dict[str, tuple[dt.date, ...]]:
    """What went ex in (first, last], by instrument."""
    found = dict[str, tuple[dt.date, ...]]()
    for series in series_of(based, member):
        inside = tuple(day for day in series.ex_dates if first < day <= last)
        if inside:
            found[series.key] = inside
    return found


def series_of(based: Based, member: Member) -> tuple[Series, ...]:
    """The series that a member's line rests on, as far as they are held."""
    aligned = based.aligned
    names = [one.id for one in instruments_of([member])]
    names += [part.key for part in parts_of(member) if isinstance(part, Visits)]
    return tuple(aligned.series[aligned.rows[name]] for name in names if name in aligned.rows)


def _currency(based: Based, member: Member) -> str:
    """The currency of a member's values, "" for visits, "/" between those of a mixed basket or a pair."""
    return "/".join(dict.fromkeys(one.currency for one in series_of(based, member) if one.currency))


def _day(day: np.datetime64) -> dt.date:
    made: dt.date = day.astype(dt.date)
    return made
