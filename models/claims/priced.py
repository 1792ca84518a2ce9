"""Claims about prices out of one predication."""

from __future__ import annotations

from collections.abc import Iterator

from models.claims.clauses import AMOUNT, Said
from models.claims.lexing import Token
from models.claims.names import INSTRUMENT, LIST, OWN, UNKNOWN
from models.claims.numbers import Unit
from models.claims.saying import (
    GROUPS,
    PRICED,
    Saying,
    amount,
    everyone,
    group_of,
    joined,
    of_names,
    paired,
    said_of,
    sign_of,
)
from models.claims.values import About, Bound, Claim, Kind, Subject
from models.claims.words import Tag

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
PRICE = About.PRICE


def price_claims(saying: Saying) -> Iterator[Claim]:
    """Every claim about prices that it makes."""
    part = saying.part
    kind = part.kind
    stocks = [one for one in part.numbers if one.unit is Unit.STOCKS]
    if kind == "broad" or _of_many(saying):
        yield from _breadth(saying, stocks)
        return
    if any(one.word is not None for one in stocks):
        yield from _spread(saying, stocks)
        return
    if _only(saying):
        yield from _only_one(saying)
    if kind == "lead":
        yield from _lead(saying)
    if kind == "beat":
        yield from _beat(saying)
        return
    if kind == "record":
        yield from _record(saying)
        return
    if kind == "cap":
        yield from _level(saying, Kind.CAP)
        return
    sessions = [one for one in part.numbers if one.unit is Unit.SPAN]
    if part.has(Tag.STREAK) and sign_of(part.word(Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK)):
        yield from _streak(saying, sessions)
    elif sessions and "交易日" in sessions[0].token.said and not part.has(Tag.UP, Tag.DOWN):
        yield from _sessions(saying, sessions[0])
    yield from _level(saying, Kind.CLOSE)
    yield from _moves(saying)


# one by one


def _moves(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    if part.has(Tag.OVER) and not part.has(Tag.PRICE):
        return
    numbers = [one for one in part.numbers if one.unit is Unit.PERCENT and _speaks(saying, one)]
    if not numbers:
        if not part.numbers and part.has(Tag.DOUBLE):
            yield from _doubled(saying)
        elif not part.numbers and part.kind == "move":
            yield from _directions(saying)
        return
    subjects = _subjects(saying)
    if part.has(Tag.MEAN):
        yield from _means(saying, numbers)
        return
    fallback = 0 if any(one.word is not None for one in numbers) else sign_of(saying.direction)
    for subject, number in paired(saying, subjects, numbers):
        made = amount(number, fallback)
        words = dict(made.pop("words"))  # type: ignore[call-overload]
        if subject.kind in GROUPS and subject.id not in ("CN", "HK", "US", OWN):
            bounded = made["bound"] is not Bound.EXACT or "to" in words
            each = bounded and (part.has(Tag.EACH) or "to" in words)
            words["of"] = "each" if each else "any"
        token = number.token
        at = (token.start, token.end)
        yield saying.claim(Kind.RETURN, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)


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
    if part.names[-1].end >= said.token.start - 1:
        return True
    return sign_of(saying.direction) != 0 and all(one.does(Tag.FILL, Tag.BE, Tag.PRICE, Tag.AND) for one in part.words)


def _subjects(saying: Saying) -> list[Subject]:
    """Whom percentages are of; somebody unknown where the words name nobody who is followed."""
    part = saying.part
    if part.gap and not part.kind == "beat":
        named = "".join(one.said for one in (*part.names[-1:], *part.gap))
        return [Subject(kind=UNKNOWN, id=named, name=named)]
    found: list[Subject] = []
    for token in part.names:
        role = next((one for kind in PRICED for one in token.names if one.kind == kind), None)
        found.append(role or Subject(kind=UNKNOWN, id=token.said, name=token.said))
    if found and part.has(Tag.GROUP) and saying.scope is not None and part.follows and not part.has(Tag.BACK):
        return [saying.scope]
    if found:
        return found
    if part.lead:
        name = part.lead[-1].said
        return [Subject(kind=UNKNOWN, id=name, name=name)]
    return [saying.scope] if saying.scope is not None else []


def _directions(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.UP, Tag.DOWN, Tag.FLAT, Tag.ALSO)
    if word is None or part.gap or (part.follows and part.lead):
        return
    if part.has(*AMOUNT) or (part.follows and saying.counted and not part.has(Tag.EACH)):
        return
    if word.does(Tag.FLAT) and not part.names:
        return
    for subject in saying.subjects(*PRICED):
        words = {"not": "1"} if _negated(saying, word) else {}
        (start, end), said = saying.whole()
        named = next((one for one in part.names if subject in one.names), None)
        if len(part.names) > 1 and named is not None:
            start, end, said = named.start, named.end, f"{subject.name}{word.said}"
        yield saying.claim(
            Kind.DIRECTION, PRICE, subject, (start, end), said, sign=sign_of(word), words=words
        )  # fmt: skip


def _negated(saying: Saying, word: Token | None) -> bool:
    """Whether 未, 并未 or the like stands before a word."""
    if word is None:
        return False
    return any(one.does(Tag.NOT) and one.end <= word.start and word.start - one.end <= 4 for one in saying.part.words)


def _means(saying: Saying, numbers: list[Said]) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.MEAN)
    subjects = [one for one in _subjects(saying) if one.kind in GROUPS or one.kind == INSTRUMENT]
    if subjects and all(one.kind == INSTRUMENT for one in subjects):
        subjects = [of_names(subjects)]
    if not subjects:
        subjects = [saying.scope or everyone(saying.world)]
    assert word is not None
    fallback = -1 if "跌" in word.said else 1
    for subject, number in paired(saying, subjects, numbers):
        made = amount(number, fallback)
        words = dict(made.pop("words")) | {"of": word.value}  # type: ignore[call-overload]
        at = (number.token.start, number.token.end)
        yield saying.claim(Kind.RETURN, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)


# many


def _of_many(saying: Saying) -> bool:
    """均上涨, 其余上涨: of a group, not of the shares that are named."""
    part = saying.part
    if part.numbers or not part.has(Tag.UP, Tag.DOWN) or part.kind not in ("move",):
        return False
    if part.has(Tag.REST):
        return True
    group = saying.subjects(*GROUPS)
    if part.has(Tag.EACH) and (
        group or saying.excepted or (part.follows and saying.scope is not None and part.has(Tag.GROUP))
    ):
        return True
    return part.has(Tag.EACH) and part.has(Tag.GROUP) and not saying.subjects(INSTRUMENT)


def _breadth(saying: Saying, stocks: list[Said]) -> Iterator[Claim]:
    part = saying.part
    tally = part.word(Tag.TALLY)
    group = _named_together(saying) or group_of(saying)
    if group is None:
        return
    words: dict[str, str] = {}
    excepted = saying.excepted
    if part.has(Tag.REST):
        group = saying.scope or everyone(saying.world)
        excepted = (*excepted, *saying.mentioned)
    if excepted:
        words["except"] = " ".join(dict.fromkeys(excepted))
        words["named"] = " ".join(saying.excepted)
    total = next((one for one in stocks if one.word is None or one.word.does(Tag.BREADTH)), None)
    if total is not None and total.token.number is not None:
        words["total"] = str(int(total.token.number.value))
    groups = saying.subjects(*GROUPS)
    if len(groups) > 1 and total is None and tally is None and not part.has(Tag.REST):
        for one in groups:
            yield from _of_group(saying, one, dict(words))
        return
    (start, end), said = saying.whole()
    if tally is not None:
        up, down = tally.value.split()
        words |= {"up": up, "down": down}
        yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, value=float(up), words=words)
        return
    yield from _of_group(saying, group, words)


def _of_group(saying: Saying, group: Subject, words: dict[str, str]) -> Iterator[Claim]:
    part = saying.part
    (start, end), said = saying.whole()
    word = part.word(Tag.BREADTH)
    move = part.word(Tag.UP, Tag.DOWN, Tag.ALSO)
    words["broad"] = word.value if word else "all up" if sign_of(move) > 0 else "all down"
    if _negated(saying, word or move):
        words["not"] = "1"
    sign = 1 if words["broad"].endswith("up") else -1 if words["broad"].endswith("down") else 0
    yield saying.claim(Kind.BREADTH, PRICE, group, (start, end), said, sign=sign, words=words)
    numbers = [one for one in part.numbers if one.unit is Unit.PERCENT]
    if numbers and words["broad"].startswith("all"):
        made = amount(numbers[0], sign)
        more = dict(made.pop("words")) | {"of": "each"}  # type: ignore[call-overload]
        token = numbers[0].token
        yield saying.claim(Kind.RETURN, PRICE, group, (token.start, token.end), said, words=more, **made)


def _named_together(saying: Saying) -> Subject | None:
    """Shares in a row of whom it is said that all rose."""
    if saying.part.has(Tag.REST):
        return None
    named = saying.subjects(INSTRUMENT)
    groups = saying.subjects(*GROUPS)
    if saying.part.follows and saying.scope is not None and (saying.part.has(Tag.GROUP) or len(named) < 2):
        return saying.scope
    if groups:
        return joined(groups)
    return of_names(named) if len(named) > 1 else None


def _spread(saying: Saying, stocks: list[Said]) -> Iterator[Claim]:
    group = group_of(saying)
    if group is None:
        return
    words: dict[str, str] = {}
    for one in stocks:
        number = one.token.number
        assert number is not None
        key = {1: "up", -1: "down", 0: "total"}[sign_of(one.word)]
        words[key] = str(int(number.value))
        if number.bound is Bound.OVER:
            words["least"] = "1"
    threshold = next((one for one in saying.part.numbers if one.unit is Unit.PERCENT), None)
    (start, end), said = saying.whole()
    if threshold is not None:
        made = amount(threshold, sign_of(threshold.word))
        words["over"] = repr(made["value"])
    value = words.get("up") or words.get("down")
    yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, value=float(value or 0), words=words)


def _only(saying: Saying) -> bool:
    """仅A下跌: the word stands right before the name."""
    part = saying.part
    if not part.names or part.follows or not part.has(Tag.UP, Tag.DOWN, Tag.BEAT, Tag.TRAIL):
        return False
    return any(one.does(Tag.ONLY) and 0 <= part.names[0].start - one.end <= 1 for one in part.words)


def _only_one(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    if part.kind != "move":
        return
    word = part.word(Tag.UP, Tag.DOWN)
    named = saying.subjects(INSTRUMENT)
    group = saying.scope or everyone(saying.world)
    if word is None or not named:
        return
    (start, end), said = saying.whole()
    words = {"only": " ".join(one.id for one in named)}
    yield saying.claim(
        Kind.SPREAD, PRICE, group, (start, end), said, value=float(len(named)), sign=sign_of(word), words=words
    )


# places


def _lead(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    word, place = part.word(Tag.LEAD), part.word(Tag.PLACE)
    leaders, group = _leaders(saying)
    if not leaders or (place is not None and word is None and not _of_prices(saying)):
        return
    group = group or saying.scope
    for number, subject in enumerate(leaders, 1):
        words, sign = _place_words(part.word(*AMOUNT), word, place, number, len(leaders))
        if _negated(saying, word or place):
            words["not"] = "1"
        if group is not None:
            words["group"] = group.id
        members = group.members if group is not None else ()
        made = Subject(kind=subject.kind, id=subject.id, name=subject.name, members=members or subject.members)
        if group is None:
            words["peers"] = " ".join(dict.fromkeys((*saying.peers, *(one.id for one in leaders))))
        if subject.kind in GROUPS:
            words["groups"] = "1"
        (start, end), said = saying.whole()
        token = next((one for one in (*part.names, *part.objects) if subject in one.names), None)
        if token is not None and len(leaders) > 1:
            start, end, said = token.start, token.end, f"{subject.name}{(word or place or token).said}"
        yield saying.claim(Kind.LEAD, PRICE, made, (start, end), said, sign=sign, words=words)


def _of_prices(saying: Saying) -> bool:
    part = saying.part
    if part.has(*AMOUNT, Tag.UP, Tag.DOWN):
        return True
    return part.follows and saying.direction is not None and saying.direction.does(*AMOUNT, Tag.LEAD)


def _leaders(saying: Saying) -> tuple[list[Subject], Subject | None]:
    """Who leads, and among whom where that is said with it."""
    named = saying.subjects(INSTRUMENT, *GROUPS)
    others = saying.objects(INSTRUMENT, *GROUPS)
    if saying.part.follows and others and all(one.kind == INSTRUMENT for one in others):
        return others, None
    if named and all(one.kind in GROUPS for one in named) and any(one.kind == INSTRUMENT for one in others):
        return [one for one in others if one.kind == INSTRUMENT], joined(named)
    group = next((one for one in others if one.kind in GROUPS), None)
    if named:
        shares = [one for one in named if one.kind == INSTRUMENT]
        if shares and len(shares) < len(named):
            return shares, next(one for one in named if one.kind in GROUPS)
        return named, group
    return [one for one in others if one.kind == INSTRUMENT] or others, None


def _place_words(
    measure: Token | None, word: Token | None, place: Token | None, number: int, count: int
) -> tuple[dict[str, str], int]:
    """Where one stands: place 1 is the top, -1 the bottom; top: among so many."""
    falls = measure is not None and measure.does(Tag.LOSS)
    if word is not None and not (place is not None and measure is not None):
        top = word.value == "top"
        moving = {"moving": "1"} if word.said in ("领涨", "领跌") else {}
        return ({"top" if count > 1 else "place": str(count if count > 1 else 1)} | moving), 1 if top else -1
    said = place.value if place is not None else "1"
    if said == "front":
        return {"front": "1", "top": str(max(3, count))}, -1 if falls else 1
    if said == "back":
        return {"front": "1", "top": str(max(3, count))}, 1 if falls else -1
    if said.startswith("top"):
        size = int(said[3:])
        return ({"place": str(number)} if count == size else {"top": str(size)}), -1 if falls else 1
    value = int(said)
    bottom = (value < 0) != falls
    moving = {"moving": "1"} if falls and value > 0 else {}
    if count > 1:
        return {"top": str(count)} | moving, -1 if bottom else 1
    return {"place": str(abs(value))} | moving, -1 if bottom else 1


# beside others


def _beat(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.BEAT, Tag.TRAIL)
    subjects, objects = saying.subjects(*PRICED, UNKNOWN), saying.objects(*PRICED, UNKNOWN)
    if not part.names and part.lead:
        subjects = [Subject(kind=UNKNOWN, id=part.lead[-1].said, name=part.lead[-1].said)]
    if part.has(Tag.AGAINST) and len(subjects) > 1 and not objects:
        subjects, objects = subjects[:1], subjects[1:]
    if not subjects or (word is not None and not objects and not _against_market(saying)):
        return
    against = objects[0] if objects else Subject(kind="market", id=OWN, name="")
    numbers = [one for one in part.numbers if one.unit in (Unit.POINTS, Unit.PERCENT)]
    sign = 1 if word is not None and word.does(Tag.BEAT) else -1 if word is not None else 0
    words = {"against": against.kind}
    if against.members:
        words["members"] = " ".join(against.members)
    if numbers:
        yield from _excess(saying, subjects, numbers, against, sign, words)
        return
    if word is None:
        return
    if _negated(saying, word):
        words["not"] = "1"
    if part.has(Tag.EACH):
        words["of"] = "each"
    for subject in subjects:
        for other in objects or [against]:
            (start, end), said = saying.whole()
            more = words | {"against": other.kind, "members": " ".join(other.members)}
            yield saying.claim(Kind.BEAT, PRICE, subject, (start, end), said, sign=sign, against=other.id, words=more)


def _against_market(saying: Saying) -> bool:
    word = saying.part.word(Tag.BEAT, Tag.TRAIL)
    return word is not None and ("跑" in word.said) or saying.part.has(Tag.EXCESS)


def _excess(
    saying: Saying, subjects: list[Subject], numbers: list[Said], against: Subject, sign: int, words: dict[str, str]
) -> Iterator[Claim]:
    text = "".join(one.said for one in saying.part.gap)
    fallback = sign or (-1 if "低" in text or "少" in text else 1)
    for subject, number in paired(saying, subjects, numbers):
        made = amount(number, 0)
        value, said_sign = number.token.number, made["sign"]
        assert value is not None
        up = value.signed or (sign if sign else said_sign or fallback)
        made |= {"sign": up, "value": value.value if up > 0 else -value.value}
        more = dict(made.pop("words")) | words  # type: ignore[call-overload]
        at = (number.token.start, number.token.end)
        yield saying.claim(
            Kind.EXCESS, PRICE, subject, at, said_of(saying, subject, number), against=against.id, words=more, **made
        )


# levels


def _record(saying: Saying) -> Iterator[Claim]:
    part = saying.part
    word, since = part.word(Tag.RECORD), part.word(Tag.SINCE)
    if word is None:
        return
    if word.said in ("高点", "低点", "峰值", "历史记录", "高位"):
        return
    for subject in saying.subjects(INSTRUMENT, *GROUPS):
        words = {"which": word.value, "since": since.value if since is not None else ""}
        if "盘中" in saying.text[max(0, word.start - 8) : word.start]:
            words["intraday"] = "1"
        if _negated(saying, word) or any(one.does(Tag.NOT) for one in part.words):
            words["not"] = "1"
        (start, end), said = saying.whole()
        yield saying.claim(
            Kind.RECORD, PRICE, subject, (start, end), said, sign=1 if word.value == "high" else -1, words=words,
            since=saying.since,
        )


def _level(saying: Saying, kind: Kind) -> Iterator[Claim]:
    part = saying.part
    units = (Unit.MONEY,) if kind is Kind.CAP else (Unit.MONEY, Unit.INDEX, Unit.PLAIN)
    numbers = [one for one in part.numbers if one.unit in units]
    if kind is Kind.CLOSE:
        closes = part.has(Tag.CLOSE)
        numbers = [
            one for one in numbers
            if (one.to or closes or _after_from(saying, one)) and not (one.unit is Unit.PLAIN and not (closes or one.to))
        ]  # fmt: skip
    if kind is Kind.CAP and part.has(Tag.BEAT, Tag.TRAIL, Tag.GROW, Tag.SHRINK, Tag.UP, Tag.DOWN):
        return
    for subject, number in paired(saying, saying.subjects(INSTRUMENT), numbers):
        made = amount(number, 0)
        held = number.token.number
        assert held is not None
        words = dict(made.pop("words")) | {"unit": held.word}  # type: ignore[call-overload]
        if kind is Kind.CLOSE and _after_from(saying, number):
            words["at"] = "base"
        made |= {"sign": 0, "value": held.value}
        at = (number.token.start, number.token.end)
        yield saying.claim(kind, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)


def _after_from(saying: Saying, number: Said) -> bool:
    return (
        any(one.does(Tag.FROM) and 0 <= number.token.start - one.end <= 14 for one in saying.part.words)
        and not number.to
    )


# days


def _streak(saying: Saying, spans: list[Said]) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK)
    if not spans or spans[0].token.number is None or word is None:
        return
    number = spans[0].token.number
    if number.word not in ("个交易日", "天", "日"):
        return
    for subject in saying.subjects(INSTRUMENT):
        (start, end), said = saying.whole()
        yield saying.claim(
            Kind.TREND, PRICE, subject, (start, end), said, value=number.value, sign=sign_of(word),
            words={"streak": str(int(number.value))},
        )  # fmt: skip


def _sessions(saying: Saying, said: Said) -> Iterator[Claim]:
    markets = saying.subjects("market")
    number = said.token.number
    assert number is not None
    if any(one.id == OWN for one in markets) or saying.subjects(INSTRUMENT):
        return
    for market in markets or [Subject(kind="market", id="CN", name="")]:
        at = (said.token.start, said.token.end)
        yield saying.claim(
            Kind.SESSIONS, PRICE, market, at, saying.whole()[1], value=number.value, words={"count": "1"}
        )


__all__ = ["LIST", "price_claims"]
