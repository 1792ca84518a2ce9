"""One predication with what was said before it, and the helpers that make claims of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.claims.lexing import Token
from models.claims.names import INSTRUMENT, LIST, MARKET, SECTOR, Names
from models.claims.predications import Part, Said
from models.claims.values import About, Bound, Claim, Kind, Subject
from models.claims.windows import When
from models.claims.words import Tag
from models.frozen import frozen
from models.review.values import Window
from models.traffic.values import Granularity

UPWARD = (Tag.UP, Tag.GAIN, Tag.GROW, Tag.DOUBLE)
DOWNWARD = (Tag.DOWN, Tag.LOSS, Tag.SHRINK)
REACHED = {"over": Bound.OVER, "under": Bound.UNDER}
PRICED = (INSTRUMENT, SECTOR, LIST, MARKET)
PRICE = About.PRICE
MOST = 50  # that share a predicate; more are no sentence of a note
GROUPS = (SECTOR, LIST, MARKET)


@frozen(kw_only=True)
class Saying:
    """A predication. when, loose: days, and whether they were not named with it; scope: the group that is spoken of.

    metric: word of what is counted; peers: shares named before in the paragraph; excepted: left out by 除…外.
    since: how far back 以来 reaches; ahead: the group that the rest of the sentence names;
    groups: several that a 分别 before shares out;
    against: 相较沪深300 before; excess: 超额收益 is spoken of.
    """

    text: str
    sentence: str
    part: Part
    world: Names
    window: Window
    when: When | None
    loose: bool
    scope: Subject | None
    metric: Token | None
    peers: tuple[str, ...]
    mentioned: tuple[str, ...]
    excepted: tuple[str, ...]
    shares: tuple[str, ...]  # all that the sentence names
    told: frozenset[str]  # all that the text names
    direction: Token | None
    counted: bool
    vague: bool
    total: int
    since: dt.date | None
    ahead: Subject | None
    groups: tuple[Subject, ...]
    against: Subject | None
    beaten: Subject | None  # beside whom somebody was put in the sentence, or its index
    excess: bool
    mean: bool
    closing: bool  # 9月27日收盘，: closes are told
    base: dt.date | None  # 较2月: the month a change is told from
    within: Window | None  # 为本周最高收盘价: among whose days

    def subjects(self, *kinds: str) -> list[Subject]:
        """Whom it is of, in roles of these kinds; what has none of them is left out."""
        found = [pick(one, *kinds) for one in self.part.names]
        return [one for one in found if one is not None]

    def objects(self, *kinds: str) -> list[Subject]:
        """Beside whom."""
        found = [pick(one, *kinds) for one in self.part.objects]
        return [one for one in found if one is not None]

    def claim(
        self, kind: Kind, about: About, subject: Subject, at: tuple[int, int], said: str, **more: object
    ) -> Claim:
        """A claim of this predication; the rest as Claim has it."""
        words = dict(more.pop("words", {}) or {})  # type: ignore[call-overload]
        when, loose = self.when, self.loose
        if when is not None and when.other is not None:
            words["or"] = f"{when.other.first}..{when.other.last}"
        if when is not None and when.until:
            words["until"] = "1"
        if loose:
            words["loose"] = "1"
            if when is not None and when.period is Granularity.MONTH and not when.relative:
                words["month"] = "1"
        return Claim(
            kind=kind, about=about, subject=subject, sentence=self.sentence, start=at[0], end=at[1], said=said,
            window=when.window if when is not None else None, named=when is not None and not loose, words=words,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def whole(self) -> tuple[tuple[int, int], str]:
        """All of the predication."""
        start, end = self.part.span()
        return (start, end), self.text[start:end]


def pick(token: Token, *kinds: str) -> Subject | None:
    """The first role of a name that is of one of these kinds, in their order."""
    return next((one for kind in kinds for one in token.names if one.kind == kind), None)


def sign_of(word: Token | None) -> int:
    """+1, -1, or 0 of a word that has no direction."""
    if word is None:
        return 0
    if word.does(*UPWARD) or (word.does(Tag.LEAD, Tag.ALSO) and word.value in ("top", "up")):
        return 1
    if word.does(*DOWNWARD) or (word.does(Tag.LEAD, Tag.ALSO) and word.value in ("bottom", "down")):
        return -1
    return 0


def signed(said: Said, fallback: int) -> tuple[float, int]:
    """The value with its sign, and the sign as the words say it (0: they do not)."""
    number = said.token.number
    assert number is not None
    sign = number.signed or sign_of(said.word) or fallback
    return (number.value if sign >= 0 else -number.value), sign


def amount(said: Said, fallback: int = 0) -> dict[str, object]:
    """value, digits, sign and bound of a number, and in its words the rest."""
    number = said.token.number
    assert number is not None
    value, sign = signed(said, fallback)
    words: dict[str, str] = {"step": repr(number.step)}
    if number.to is not None:
        words["to"] = repr(number.to if sign >= 0 else -number.to)
    if (number.bound is Bound.UNDER and any(one in said.token.said for one in "近快")) or "逼近" in said.token.said:
        words["near"] = "1"
    bound = number.bound
    if said.to in REACHED and bound is Bound.EXACT:
        bound = REACHED[said.to]
        words["reach"] = said.to
    return {"value": value, "digits": number.digits, "sign": sign, "bound": bound, "words": words}


def paired(subjects: list[Subject], numbers: list[Said]) -> Iterator[tuple[Subject, Said]]:
    """Which number is whose: one each, one for all, or nobody's where the lists do not fit."""
    if not numbers:
        return
    subjects = subjects[:MOST]
    if len(subjects) == len(numbers):
        yield from zip(subjects, numbers, strict=True)
    elif len(numbers) == 1:
        yield from ((one, numbers[0]) for one in subjects)


def said_of(saying: Saying, subject: Subject, number: Said) -> str:
    """The words of one claim: contiguous where the text has them so, else put together."""
    part = saying.part
    token = number.token
    named = next((one for one in part.names if subject in one.names or one.names[0].id == subject.id), None)
    if named is not None and len(part.names) == 1 and len(part.numbers) == 1 and 0 < token.end - named.start < 40:
        held = saying.text[named.start : token.end]
        if "\n" not in held and named.start < token.start:
            return held
    word = number.word.said if number.word is not None else ""
    return f"{subject.name}{word}{token.said}"


def against_itself(part: Part, number: Said) -> bool:
    """从208.87元跌至222.01元: the words say the other way than the numbers."""
    before = [part.source.token.number] if part.source is not None else []
    reach = [one for one in part.words if one.does(Tag.REACH) and one.end <= number.token.start]
    held = number.token.number
    if not number.to or not reach or not before or held is None:
        return False
    first, word = before[-1], reach[-1].said
    if first is None or first.unit is not held.unit:
        return False
    sign = 1 if any(one in word for one in "升增涨") else -1 if any(one in word for one in "降落跌滑减") else 0
    return (held.value - first.value) * sign < 0


def of_period(saying: Saying) -> Granularity | None:
    """How long a period of visits is, as the words say it."""
    metric = saying.metric.said if saying.metric is not None else ""
    if "月" in metric:
        return Granularity.MONTH
    if "周" in metric:
        return Granularity.WEEK
    over = saying.part.word(Tag.OVER)
    if over is not None and ("月" in over.said or "周" in over.said):
        return Granularity.MONTH if "月" in over.said else Granularity.WEEK
    when = saying.when
    if when is not None and (when.since or (when.period is None and (when.window.last - when.window.first).days > 27)):
        return None
    if saying.when is not None and not saying.loose:
        return saying.when.period or Granularity.WEEK
    return None


def group_of(saying: Saying) -> Subject | None:
    """The group a claim about many is of: named with it, spoken of, or everybody who is followed."""
    named = saying.subjects(*GROUPS)
    if named:
        return joined(named)
    if saying.part.names and not saying.part.follows:
        return None
    return saying.scope or saying.ahead or everyone(saying.world)


def joined(groups: list[Subject]) -> Subject:
    """Several groups as one."""
    if len(groups) == 1:
        return groups[0]
    members = tuple(dict.fromkeys(name for one in groups for name in one.members))
    return Subject(
        kind=LIST, id="+".join(one.id for one in groups), name="、".join(one.name for one in groups), members=members
    )


def everyone(world: Names) -> Subject:
    """All that is followed."""
    members = tuple(dict.fromkeys(name for sector in world.universe.sectors for name in sector.members))
    return Subject(kind=LIST, id="all", name="", members=members)


def of_names(subjects: list[Subject]) -> Subject:
    """Shares that the text names together."""
    return Subject(
        kind=LIST, id="+".join(one.id for one in subjects), name="、".join(one.name for one in subjects),
        members=tuple(one.id for one in subjects),
    )  # fmt: skip


def negated(saying: Saying, word: Token | None) -> bool:
    """Whether 未, 并未 or the like stands before a word."""
    if word is None:
        return False
    return any(one.does(Tag.NOT) and one.end <= word.start and word.start - one.end <= 4 for one in saying.part.words)
