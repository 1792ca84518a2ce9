"""Claims about prices out of one predication: percentages and directions; the rest is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.claims.grouped import beaten, breadth, is_only, none_of, of_many, only_one, part_of, shared_out, spread
from models.claims.levelled import level, record, session_count, streak
from models.claims.names import INSTRUMENT, OWN, UNKNOWN
from models.claims.numbers import Unit
from models.claims.placed import beat, lead, level_with, multiple, ratio
from models.claims.predications import Said
from models.claims.saying import (
    GROUPS,
    PRICE,
    PRICED,
    Saying,
    amount,
    everyone,
    negated,
    of_names,
    paired,
    said_of,
    sign_of,
)
from models.claims.values import Bound, Claim, Kind, Subject
from models.claims.words import AMOUNT, Tag

CLEAR = (
    "上升",
    "回升",
    "攀升",
    "升",
    "微升",
    "略升",
    "续升",
    "走升",
    "涨势",
)  # of prices too, of 增长 one cannot say so
CLEAR_DOWN = ("下降", "回落", "下滑", "降", "滑落", "微降", "走低", "走弱", "略降")


def price_claims(saying: Saying) -> Iterator[Claim]:
    """Every claim about prices that it makes."""
    part = saying.part
    kind = part.kind
    if part.has(Tag.SOME) and saying.subjects(*GROUPS):
        return
    if (times := multiple(saying)) is not None:
        yield from ratio(saying, times)
        return
    stocks = [one for one in part.numbers if one.unit is Unit.STOCKS]
    if any(one.does(Tag.NOT) and one.value == "none" for one in part.words) and not part.numbers:
        yield from none_of(saying)
        return
    if (number := shared_out(saying)) is not None:
        yield from part_of(saying, number)
        return
    if kind == "broad" or of_many(saying):
        yield from breadth(saying, stocks)
        return
    if kind == "beat" and stocks and (part.follows or not saying.subjects(INSTRUMENT)):
        yield from beaten(saying, stocks)
        return
    if any(one.word is not None for one in stocks) or (stocks and _has_threshold(saying)):
        yield from spread(saying, stocks)
        return
    if is_only(saying):
        yield from only_one(saying)
    if kind == "lead" and any(one.unit is Unit.POINTS and one.word is None for one in part.numbers):
        kind = "beat"  # 领先2.5个百分点
    if kind == "lead":
        yield from lead(saying)
    if kind == "beat":
        yield from beat(saying)
        return
    if not kind and saying.excess and any(one.unit is Unit.POINTS for one in part.numbers):
        yield from beat(saying)
        return
    if kind == "record":
        yield from record(saying)
        return
    if kind == "cap" or part.has(Tag.CAP):
        yield from level(saying, Kind.CAP)
        return
    sessions = [one for one in part.numbers if one.unit is Unit.SPAN]
    row = part.has(Tag.STREAK) or any(one.token.said.endswith("连") for one in sessions)
    if row and sign_of(part.word(Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK)):
        yield from streak(saying, sessions)
    elif sessions and "交易日" in sessions[0].token.said and not part.has(Tag.UP, Tag.DOWN):
        yield from session_count(saying, sessions[0])
    yield from level(saying, Kind.CLOSE)
    yield from _moves(saying)


def _has_threshold(saying: Saying) -> bool:
    """涨幅超过10%的个股有3只."""
    numbers = [one.token.number for one in saying.part.numbers if one.unit is Unit.PERCENT and one.word is not None]
    return (
        bool(numbers)
        and not saying.subjects(INSTRUMENT)
        and numbers[0] is not None
        and (numbers[0].bound is not Bound.EXACT)
    )


def _moves(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    over = part.word(Tag.OVER)
    if over is not None and not part.has(Tag.PRICE) and not (over.said.lower() == "wow" or "周" in over.said):
        return
    numbers = [one for one in part.numbers if _is_percent(one) and _speaks(saying, one)]
    if not numbers:
        if not part.numbers and part.has(Tag.DOUBLE):
            yield from _doubled(saying)
        elif not part.numbers and part.kind == "move":
            yield from _directions(saying)
        return
    subjects = _one_by_one(saying, _subjects(saying), len(numbers))
    if part.has(Tag.MEAN):
        yield from _means(saying, numbers)
        return
    if part.has(Tag.RESPECT) and len(subjects) > 1 and len(numbers) != len(subjects):
        return  # whose is whose cannot be told
    fallback = 0 if any(one.word is not None for one in numbers) else sign_of(saying.direction)
    for subject, number in paired(subjects, numbers):
        made = amount(number, fallback)
        words = dict(made.pop("words"))  # type: ignore[call-overload]
        if subject.kind in GROUPS and subject.id not in ("CN", "HK", "US", OWN):
            bounded = made["bound"] is not Bound.EXACT or "to" in words
            each = bounded and (part.has(Tag.EACH) or "to" in words)
            words["of"] = "each" if each else "mean" if saying.mean else "any"
        token = number.token
        at = (token.start, token.end)
        yield saying.claim(Kind.RETURN, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)


def _is_percent(one: Said) -> bool:
    """涨了6.47个百分点 is said of prices too."""
    return one.unit is Unit.PERCENT or (one.unit is Unit.POINTS and one.word is not None)


def _one_by_one(saying: Saying, subjects: list[Subject], numbers: int) -> list[Subject]:
    """三大板块分别: the sectors in their order."""
    sectors = saying.world.universe.sectors
    if len(subjects) == 1 and subjects[0].id == "all" and numbers == len(sectors) > 1:
        return [Subject(kind="sector", id=one.id, name=one.name_zh, members=one.members) for one in sectors]
    return subjects


def _doubled(saying: Saying) -> Iterator[Claim]:
    """股价翻倍."""
    if saying.part.gap:
        return
    for subject in saying.subjects(INSTRUMENT):
        at, said = saying.whole()
        words = {"step": "1.0"}
        yield saying.claim(Kind.RETURN, PRICE, subject, at, said, value=100.0, sign=1, bound=Bound.ABOUT, words=words)


def _speaks(saying: Saying, said: Said) -> bool:
    """Whether a percentage is one of a price: with a sign, a word of direction, or right after a name."""
    part, number = saying.part, said.token.number
    assert number is not None
    if part.has(Tag.MEAN):
        return True
    if said.word is not None:
        if said.word.does(Tag.GROW, Tag.SHRINK):
            return part.has(Tag.PRICE) or said.word.said in (*CLEAR, *CLEAR_DOWN)
        return True
    if number.signed:
        return not (part.follows and saying.counted)
    if part.follows:
        return not saying.counted and sign_of(saying.direction) != 0 and not part.lead
    if not part.names or part.gap:
        return False
    if not saying.text[part.names[-1].end : said.token.start].strip(" |｜\t\u3000()（）[【"):
        return True
    return sign_of(saying.direction) != 0 and all(one.does(Tag.FILL, Tag.BE, Tag.PRICE, Tag.AND) for one in part.words)


def _subjects(saying: Saying) -> list[Subject]:
    """Whom percentages are of; somebody unknown where the words name nobody who is followed."""
    part = saying.part
    if part.gap and part.kind != "beat":
        named = "".join(one.said for one in (*part.names[-1:], *part.gap))
        return [Subject(kind=UNKNOWN, id=named, name=named)]
    found: list[Subject] = []
    for token in part.names:
        role = next((one for kind in PRICED for one in token.names if one.kind == kind), None)
        found.append(role or Subject(kind=UNKNOWN, id=token.said, name=token.said))
    if (
        found
        and (part.has(Tag.GROUP) or any(said.unit is Unit.STOCKS for said in part.numbers))
        and saying.scope is not None
        and part.follows
        and not part.has(Tag.BACK)
    ):
        return [saying.scope]
    if found:
        return found
    if part.lead:
        name = part.lead[-1].said
        return [Subject(kind=UNKNOWN, id=name, name=name)]
    scope = saying.scope or saying.ahead
    return [scope] if scope is not None and part.has(Tag.GROUP, Tag.MEAN) else [saying.scope] if saying.scope else []


def _directions(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.UP, Tag.DOWN, Tag.FLAT, Tag.ALSO)
    if word is None or part.gap or (part.follows and part.lead):
        return
    if word.does(Tag.FLAT) and part.objects:
        yield from level_with(saying)
        return
    if part.has(*AMOUNT) or (part.follows and saying.counted and not part.has(Tag.EACH)):
        return
    if word.does(Tag.FLAT) and not part.names:
        return
    for subject in saying.subjects(*PRICED):
        words = {"not": "1"} if negated(saying, word) else {}
        (start, end), said = saying.whole()
        named = next((one for one in part.names if subject in one.names), None)
        if len(part.names) > 1 and named is not None:
            start, end, said = named.start, named.end, f"{subject.name}{word.said}"
        yield saying.claim(
            Kind.DIRECTION, PRICE, subject, (start, end), said, sign=sign_of(word), words=words
        )  # fmt: skip


def _means(saying: Saying, numbers: list[Said]) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.MEAN)
    found = _one_by_one(saying, _subjects(saying), len(numbers))
    subjects = [one for one in found if one.kind in GROUPS or one.kind == INSTRUMENT]
    subjects = [
        replace(one, kind="list", id=f"{one.id}:all")
        if one.kind == "market" and one.members and part.has(Tag.GROUP)
        else one
        for one in subjects
    ]
    if subjects and all(one.kind == INSTRUMENT for one in subjects):
        subjects = [of_names(subjects)]
    if not subjects:
        subjects = [saying.scope or everyone(saying.world)]
    assert word is not None
    fallback = -1 if "跌" in word.said else 1
    total = next((one for one in part.numbers if one.unit is Unit.STOCKS), None)
    counted = {"total": str(int(total.token.number.value))} if total is not None and total.token.number else {}
    for subject, number in paired(subjects, numbers):
        made = amount(number, fallback)
        words = dict(made.pop("words")) | {"of": word.value} | counted  # type: ignore[call-overload]
        at = (number.token.start, number.token.end)
        yield saying.claim(Kind.RETURN, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)
