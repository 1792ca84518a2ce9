"""What a compare chart may show: an instrument, a basket, visits of a product, and two of those against each other.

Each has a key that does not change between sessions, and says whose bars it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.figures.money import PAIRS
from models.instruments import Instrument, Kind, Market


class Currency(StrEnum):
    """What closes are converted into."""

    LOCAL = "local"
    USD = "USD"
    CNY = "CNY"


class Weighting(StrEnum):
    """How much of a basket each member is on the base date; from then on the stakes are held, not evened out."""

    EQUAL = "equal"
    CAP = "cap"


class Against(StrEnum):
    """How two members are set against each other."""

    RATIO = "ratio"  # relative strength: the one over the other, as many times as on the base date
    SPREAD = "spread"  # the one's change minus the other's, percentage points


SIGNS = {Against.RATIO: " / ", Against.SPREAD: " − "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """One instrument, or the benchmark that others are measured against."""

    instrument: Instrument
    benchmark: bool = False

    @property
    def key(self) -> str:
        """Its place in every mapping."""
        return f"benchmark:{self.instrument.id}" if self.benchmark else self.instrument.id

    def name(self, lang: str) -> str:
        """The name to print."""
        return self.instrument.name(lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """Several instruments as one. id: of the sector or section it was made from, or one the user gave.

    The basket is worth what its stakes are worth that were bought on the base date, equal ones or by market cap: then
    its change since the base is the (weighted) mean of its members' changes, as a review's sector mean is.
    """

    id: str
    name_zh: str
    name_en: str
    members: tuple[Instrument, ...]
    weighting: Weighting = Weighting.EQUAL

    @property
    def key(self) -> str:
        """Its place in every mapping; the same sector may stand beside itself with other weights."""
        return f"basket:{self.id}:{self.weighting}"

    def name(self, lang: str) -> str:
        """The name to print, without its weighting."""
        first, second = (self.name_zh, self.name_en) if lang == "zh" else (self.name_en, self.name_zh)
        return first or second or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Monthly visits of a product. id: as the traffic facts call it."""

    id: str
    name_zh: str
    name_en: str

    @property
    def key(self) -> str:
        """Its place in every mapping."""
        return f"visits:{self.id}"

    def name(self, lang: str) -> str:
        """The name to print."""
        first, second = (self.name_zh, self.name_en) if lang == "zh" else (self.name_en, self.name_zh)
        return first or second or self.id


Plain = Single | Basket | Visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two members against each other."""

    against: Against
    one: Plain
    other: Plain

    @property
    def key(self) -> str:
        """Its place in every mapping."""
        return f"{self.against}:{self.one.key}|{self.other.key}"

    def name(self, lang: str) -> str:
        """Both names with the sign of the calculation between them."""
        return f"{self.one.name(lang)}{SIGNS[self.against]}{self.other.name(lang)}"


Member = Plain | Pair


def instruments_of(members: Iterable[Member]) -> tuple[Instrument, ...]:
    """Whose bars the members need, each once, in order."""
    held = dict[str, Instrument]()
    for member in members:
        for one in _instruments(member):
            held.setdefault(one.id, one)
    return tuple(held.values())


def visits_of(members: Iterable[Member]) -> tuple[Visits, ...]:
    """Whose visits the members need, each once, in order."""
    plain = [one for member in members for one in parts_of(member)]
    return tuple({one.id: one for one in plain if isinstance(one, Visits)}.values())


def parts_of(member: Member) -> tuple[Plain, ...]:
    """The two of a pair, otherwise the member itself."""
    return (member.one, member.other) if isinstance(member, Pair) else (member,)


def _instruments(member: Member) -> Iterable[Instrument]:
    for part in parts_of(member):
        if isinstance(part, Single):
            yield part.instrument
        elif isinstance(part, Basket):
            yield from part.members


def pairs_of(members: Iterable[Member], currency: Currency) -> tuple[Instrument, ...]:
    """The dollar pairs whose daily closes convert the members, also the offshore rate that stands in for CNY.

    A basket by cap needs them in any currency: its caps are made comparable in dollars.
    """
    members = tuple(members)
    ends = _ends(instruments_of(members), currency) if currency is not Currency.LOCAL else set()
    for part in (part for member in members for part in parts_of(member)):
        if isinstance(part, Basket) and part.weighting is Weighting.CAP:
            ends |= _ends(part.members, Currency.USD)
    names = [name for end in sorted(ends) for name in PAIRS.get(end, ())]
    return tuple(Instrument(id=name, kind=Kind.FX, market=Market.FX) for name in names)


def _ends(instruments: Iterable[Instrument], currency: Currency) -> set[str]:
    """Both ends of every conversion that is not from a currency into itself."""
    own = {one.currency for one in instruments if one.kind is not Kind.FX} - {str(currency)}
    return own | {str(currency)} if own else set()


def own_benchmarks(members: Iterable[Member], benchmarks: Mapping[Market, str]) -> dict[str, str]:
    """The benchmark's instrument id of each member's own market, by key; none for several markets, visits and pairs."""
    found = dict[str, str]()
    for member in members:
        markets = {one.market for one in _instruments(member)} if isinstance(member, Single | Basket) else set()
        if len(markets) == 1 and (name := benchmarks.get(markets.pop())):
            found[member.key] = name
    return found
