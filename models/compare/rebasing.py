"""Members based on one day: 0 % or 100 there, and what they came to on every other date.

A member is based on its value of the base date, which may be carried from its last session before. One that begins
later is based on its own first value and says since when; one that ended before, on its last. A basket holds the
stakes of the base date (models/compare/values.py), so its line is made anew when that date moves; every other line
only moves up or down as a whole, and quotients between its dates stay what they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.compare.alignment import NAT, Aligned, Flags, carried
from models.compare.values import Against, Basket, Member, Pair, Plain, Single, Weighting
from models.instruments import Instrument
from models.values import Days, Floats


class Scale(StrEnum):
    """What a line says on the base date."""

    PERCENT = "percent"  # 0 %
    INDEX = "index"  # 100


class Absent(StrEnum):
    """Why an instrument has no stake in a basket."""

    NO_BARS = "no_bars"
    LATER = "later"  # it had no close on the base date yet
    NO_RATE = "no_rate"  # its close of the base date cannot be converted
    NO_CAP = "no_cap"  # nobody knows its market cap of the base date


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Based:
    """m members on T dates, as ``aligned`` has them.

    growth: m x T, value over base value, 1 on the base date; of a spread 1 + percentage points / 100. NaN: none.
    stands: m x T, the day each is of: of a basket the newest of its stakes, of a pair the older of the two.
    place: of the base date on the axis. base_dates: the day of each member's base value, None without any value.
    since: the date a member begins on that begins after the base, else None. stakes: the parts of each basket, by its
    key: instrument id -> share of the whole. absent: who has none, and why.
    """

    aligned: Aligned
    members: tuple[Member, ...]
    place: int
    growth: Floats
    stands: Days
    base_dates: tuple[dt.date | None, ...]
    since: tuple[dt.date | None, ...]
    stakes: Mapping[str, Mapping[str, float]]
    absent: Mapping[str, Mapping[str, Absent]]

    @property
    def dates(self) -> Days:
        """The axis."""
        return self.aligned.dates

    @property
    def base(self) -> dt.date | None:
        """The base date as it lies on the axis; None without an axis."""
        return _day(self.dates[self.place]) if len(self.dates) else None

    @property
    def carried(self) -> Flags:
        """Where nothing traded, so that the value is of an earlier day; m x T."""
        return carried(self.stands, self.dates)

    def lines(self, scale: Scale) -> Floats:
        """What is drawn, m x T: percent since the base, or 100 there.

        A spread is percentage points, 0 there either way.
        """
        if scale is Scale.PERCENT:
            made: Floats = (self.growth - 1.0) * 100.0
            return made
        made = self.growth * 100.0
        for row, member in enumerate(self.members):
            if is_spread(member):
                made[row] -= 100.0
        return made


def is_spread(member: Member) -> bool:
    """Whether a member's line is percentage points."""
    return isinstance(member, Pair) and member.against is Against.SPREAD


def rebase(
    aligned: Aligned, members: Sequence[Member], base: dt.date, caps: Mapping[str, float] | None = None
) -> Based:
    """``members`` based on the last date of the axis on or before ``base`` (on the first when all lie after it).

    caps: market caps of the base date by instrument id, all in one currency, for baskets by cap; one without is left
    out and named, never guessed. Members that no series is held of have no line.
    """
    count = len(aligned.dates)
    place = max(int(np.searchsorted(aligned.dates, np.datetime64(base, "D"), side="right")) - 1, 0)
    making = _Making(aligned, place, caps or {})
    growth, stands = np.full((len(members), count), np.nan), np.full((len(members), count), NAT)
    ends = [
        making.put(member, growth[row], stands[row]) if count else (None, None) for row, member in enumerate(members)
    ]
    return Based(
        aligned=aligned, members=tuple(members), place=place, growth=growth, stands=stands,
        base_dates=tuple(one for one, _ in ends), since=tuple(one for _, one in ends),
        stakes=making.stakes, absent=making.absent,
    )  # fmt: skip


Ends = tuple[dt.date | None, dt.date | None]


class _Making:
    """The lines of one base date."""

    def __init__(self, aligned: Aligned, place: int, caps: Mapping[str, float]) -> None:
        self._aligned, self._place, self._caps = aligned, place, caps
        self.stakes: dict[str, Mapping[str, float]] = {}
        self.absent: dict[str, Mapping[str, Absent]] = {}

    def put(self, member: Member, growth: Floats, stands: Days) -> Ends:
        """Fill a member's line; the day of its base value, and since when it is there if that is later."""
        if isinstance(member, Pair):
            return self._put_pair(member, growth, stands)
        return self._put_plain(member, growth, stands)

    def _put_plain(self, member: Plain, growth: Floats, stands: Days) -> Ends:
        if isinstance(member, Basket):
            return self._put_basket(member, growth, stands)
        row = self._aligned.rows.get(member.instrument.id if isinstance(member, Single) else member.key)
        return (None, None) if row is None else self._put_row(row, growth, stands)

    def _put_row(self, row: int, growth: Floats, stands: Days) -> Ends:
        values = self._aligned.values[row]
        place = base_place(values, self._place)
        stands[:] = self._aligned.stands[row]
        if place is None:
            return None, None
        np.divide(values, values[place], out=growth)
        return self._ends(place, stands)

    def _ends(self, place: int, stands: Days) -> Ends:
        return _day(stands[place]), _day(self._aligned.dates[place]) if place > self._place else None

    def _put_pair(self, member: Pair, growth: Floats, stands: Days) -> Ends:
        other, other_stands = np.full_like(growth, np.nan), np.full_like(stands, NAT)
        self._put_plain(member.one, growth, stands)
        self._put_plain(member.other, other, other_stands)
        np.minimum(stands, other_stands, out=stands)  # NaT where either is missing
        met = together(growth, other, self._place)
        if met is None:
            growth[:] = np.nan
            return None, None
        one, two, place = met
        growth[:] = one / two if member.against is Against.RATIO else one - two + 1.0
        return self._ends(place, stands)

    def _put_basket(self, member: Basket, growth: Floats, stands: Days) -> Ends:
        held = {one.id: row for one in member.members if (row := self._aligned.rows.get(one.id)) is not None}
        rows = list(held.values())
        values = self._aligned.values[rows]
        place = _first_of_any(values, self._place)
        weights, absent = self._weights(member, held, place)
        self.absent[member.key] = absent
        whole = sum(weights.values())
        self.stakes[member.key] = {name: weight / whole for name, weight in weights.items()}
        if place is None or not weights:
            return None, None
        rows = [held[name] for name in weights]
        values, shares = self._aligned.values[rows], np.array(list(weights.values()))
        # the sum of gains, so that the base is 1 to the last bit whatever the weights add up to
        growth[:] = (shares @ (values / values[:, place, None] - 1.0)) / shares.sum() + 1.0
        stands[:] = np.fmax.reduce(self._aligned.stands[rows])
        return self._ends(place, stands)

    def _weights(
        self, member: Basket, held: Mapping[str, int], place: int | None
    ) -> tuple[dict[str, float], dict[str, Absent]]:
        weights, absent = dict[str, float](), dict[str, Absent]()
        for one in member.members:
            weight = self._weight(member.weighting, one, held, place)
            if isinstance(weight, Absent):
                absent[one.id] = weight
            else:
                weights[one.id] = weight
        return weights, absent

    def _weight(
        self, weighting: Weighting, one: Instrument, held: Mapping[str, int], place: int | None
    ) -> float | Absent:
        row = held.get(one.id)
        if row is None or place is None:
            return Absent.NO_BARS
        if not self._aligned.values[row, place] > 0:
            begun = self._aligned.series[row].date[:1] <= self._aligned.dates[place]
            return Absent.NO_RATE if begun.all() and len(begun) else Absent.LATER
        cap = 1.0 if weighting is Weighting.EQUAL else self._caps.get(one.id, 0.0)
        return cap if 0 < cap < np.inf else Absent.NO_CAP


def together(one: Floats, other: Floats, place: int) -> tuple[Floats, Floats, int] | None:
    """Two lines based where both have a value, as ``base_place`` finds it, and that place; None without any.

    Who begins after the base is not charged with what the other did before.
    """
    met = base_place(one * other, place)
    return None if met is None else (one / one[met], other / other[met], met)


def base_place(values: Floats, place: int) -> int | None:
    """Where a line is based: at ``place``, else at its first value after, else at its last before. None without any."""
    if values[place] > 0:
        return place
    good = np.flatnonzero(values > 0)
    if not len(good):
        return None
    after = int(np.searchsorted(good, place))
    return int(good[after] if after < len(good) else good[-1])


def _first_of_any(values: Floats, place: int) -> int | None:
    """Where a basket is based: the first date from ``place`` on (else the last before) that has any of its members."""
    any_of = np.fmax.reduce(values) if len(values) else np.full(values.shape[1], np.nan)
    return base_place(any_of, place)


def _day(day: np.datetime64) -> dt.date:
    made: dt.date = day.astype(dt.date)
    return made
