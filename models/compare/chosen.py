"""What the user compares and how: members, base, benchmark, currency. One frozen value; every edit makes another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.compare.baskets import sector_baskets
from models.compare.rebasing import Scale
from models.compare.values import Basket, Currency, Member, Pair, Single, Weighting, parts_of
from models.compare.written import members_from, members_json
from models.errors import ImportRejected
from models.universe import Universe

NONE, OWN = "", "own"  # against nothing, or each member against its own market's benchmark
FIRST_SHOWN = ("000300.SH", "HSI", "SPX")
COLOURS = 30  # that lines take turns in
MOST_COLOURS = 500  # members whose colour is remembered
LONGEST_ID = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """members: in the order of chips and table. hidden: keys of members that stay but are not drawn or measured.

    colours: a number by key, kept for members that were taken out, so that one comes back in its own colour.
    base: None for the usual one. against: NONE, OWN or an instrument's id. excess: lines over what they are against,
    in percentage points. left_out: categories of events that are not marked.
    """

    members: tuple[Member, ...] = ()
    hidden: frozenset[str] = frozenset()
    colours: Mapping[str, int] = field(default_factory=dict)
    base: dt.date | None = None
    against: str = NONE
    excess: bool = False
    currency: Currency = Currency.LOCAL
    scale: Scale = Scale.PERCENT
    log: bool = False
    events: bool = True
    left_out: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[Member, ...]:
        """The members that are drawn."""
        return tuple(one for one in self.members if one.key not in self.hidden)

    def member(self, key: str) -> Member | None:
        """The member of a key."""
        return next((one for one in self.members if one.key == key), None)


def usual(universe: Universe) -> Comparison:
    """What is compared before anybody has chosen: the sectors, and the three markets they trade on."""
    sectors = sector_baskets(universe)[: len(universe.sectors)]
    indices = [Single(instrument=universe.instruments[name]) for name in FIRST_SHOWN if name in universe.instruments]
    first = indices[0].instrument.id if indices else NONE
    return with_members(Comparison(against=first), (*sectors, *indices))


# edits


def with_members(held: Comparison, members: Iterable[Member]) -> Comparison:
    """More members at the end; those that are there already are shown again."""
    new = {one.key: one for one in members}
    there = {one.key for one in held.members}
    added = [one for key, one in new.items() if key not in there]
    made = replace(held, members=(*held.members, *added), hidden=held.hidden - set(new))
    return replace(made, colours=_coloured(made))


def only(held: Comparison, members: Iterable[Member]) -> Comparison:
    """Other members in the place of all; base, benchmark and currency stay."""
    return with_members(replace(held, members=(), hidden=frozenset()), members)


def without(held: Comparison, keys: Collection[str]) -> Comparison:
    """Fewer members."""
    left = tuple(one for one in held.members if one.key not in keys)
    return replace(held, members=left, hidden=held.hidden - set(keys))


def switched(held: Comparison, key: str) -> Comparison:
    """A member hidden, or shown again."""
    return replace(held, hidden=held.hidden ^ {key})


def moved(held: Comparison, key: str, by: int) -> Comparison:
    """A member so many places further on; it stops at the ends."""
    members = list(held.members)
    at = next((place for place, one in enumerate(members) if one.key == key), None)
    if at is None:
        return held
    one = members.pop(at)
    members.insert(min(max(at + by, 0), len(members)), one)
    return replace(held, members=tuple(members))


def reweighted(held: Comparison, key: str) -> Comparison:
    """A basket with the other weights in its place, in its colour."""
    one = held.member(key)
    if not isinstance(one, Basket):
        return held
    other = replace(one, weighting=Weighting.CAP if one.weighting is Weighting.EQUAL else Weighting.EQUAL)
    if held.member(other.key) is not None:
        return held
    members = tuple(other if each.key == key else each for each in held.members)
    hidden = frozenset(other.key if each == key else each for each in held.hidden)
    return replace(held, members=members, hidden=hidden, colours={**held.colours, other.key: held.colours.get(key, 0)})


def _coloured(held: Comparison) -> dict[str, int]:
    """A number for everybody: the one it had, else the first that nobody shown has."""
    numbers = dict(held.colours)
    for one in held.members:
        if one.key not in numbers:
            taken = {numbers[other.key] for other in held.members if other.key in numbers}
            free = (number for number in range(COLOURS) if number not in taken)
            numbers[one.key] = next(free, len(numbers) % COLOURS)
    there = [one.key for one in held.members]
    kept = [key for key in numbers if key not in there][-MOST_COLOURS:]
    return {key: numbers[key] for key in (*kept, *there)}


# against what


def against_of(held: Comparison, own: Mapping[str, str]) -> dict[str, str]:
    """The instrument id each shown member is measured against, by key. own: of models.compare.values.own_benchmarks."""
    if held.against == OWN:
        return {one.key: own[one.key] for one in held.shown if one.key in own}
    pairs = [one.key for one in held.shown if isinstance(one, Pair)]
    return {one.key: held.against for one in held.shown if one.key not in pairs} if held.against else {}


def singles(held: Comparison) -> tuple[Single, ...]:
    """The members that others can be measured against."""
    return tuple(one for one in held.members if isinstance(one, Single))


def subjects(held: Comparison) -> tuple[str, ...]:
    """What events must concern to be the comparison's own: its instruments, and its products by name."""
    found = dict[str, None]()
    for part in (part for member in held.shown for part in parts_of(member)):
        if isinstance(part, Single):
            found[part.instrument.id] = None
        elif isinstance(part, Basket):
            found |= dict.fromkeys(one.id for one in part.members)
        else:
            found[part.id.partition("@")[0]] = None
    return tuple(found)


# on paper


def written(held: Comparison) -> dict[str, Any]:
    """As JSON values."""
    return {
        "version": 1,
        "members": members_json(held.members),
        "hidden": sorted(held.hidden),
        "colours": dict(held.colours),
        "base": held.base.isoformat() if held.base else None,
        "against": held.against,
        "excess": held.excess,
        "currency": str(held.currency),
        "scale": str(held.scale),
        "log": held.log,
        "events": held.events,
        "left_out": sorted(held.left_out),
    }


def read(said: Any) -> Comparison | None:
    """The comparison; None when nothing there says one. What is bad in it falls back alone."""
    if not isinstance(said, Mapping):
        return None
    try:
        members, _ = members_from(said.get("members"))
    except ImportRejected:
        return None
    made = Comparison(
        hidden=frozenset(_words(said.get("hidden"))),
        colours=_numbers(said.get("colours")),
        base=_date(said.get("base")),
        against=said["against"] if _is_id(said.get("against")) else NONE,
        excess=said.get("excess") is True,
        currency=_one_of(Currency, said.get("currency"), Currency.LOCAL),
        scale=_one_of(Scale, said.get("scale"), Scale.PERCENT),
        log=said.get("log") is True,
        events=said.get("events") is not False,
        left_out=frozenset(_words(said.get("left_out"))),
    )
    shown = with_members(made, members)
    return replace(shown, hidden=made.hidden & {one.key for one in members})


def _words(said: Any) -> list[str]:
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []


def _numbers(said: Any) -> dict[str, int]:
    if not isinstance(said, Mapping):
        return {}
    held = {key: number for key, number in said.items() if type(number) is int and 0 <= number < COLOURS}
    return dict(list(held.items())[-MOST_COLOURS:])


def _date(said: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said)
    except (TypeError, ValueError):
        return None


def _is_id(said: Any) -> bool:
    return isinstance(said, str) and len(said) <= LONGEST_ID


def _one_of(kind: Any, said: Any, usual_: Any) -> Any:
    try:
        return kind(said)
    except (TypeError, ValueError):
        return usual_
