"""Claims about many at once: 普涨, 均上涨, 10只上涨, 仅A下跌."""

from __future__ import annotations

from collections.abc import Iterator

from models.claims.names import INSTRUMENT
from models.claims.numbers import Unit
from models.claims.predications import Said
from models.claims.saying import (
    GROUPS,
    PRICE,
    Saying,
    amount,
    everyone,
    group_of,
    joined,
    negated,
    of_names,
    sign_of,
)
from models.claims.values import Bound, Claim, Kind, Subject
from models.claims.words import Tag


def of_many(saying: Saying) -> bool:
    """均上涨, 其余上涨: of a group, not of the shares that are named."""
    part = saying.part
    if part.numbers or not part.has(Tag.UP, Tag.DOWN) or part.kind not in ("move",):
        return False
    if part.has(Tag.REST):
        return True
    group = saying.subjects(*GROUPS)
    if part.has(Tag.MOST) and (group or part.has(Tag.GROUP)):
        return True
    if part.has(Tag.EACH) and (
        group or saying.excepted or (part.follows and saying.scope is not None and part.has(Tag.GROUP))
    ):
        return True
    return part.has(Tag.EACH) and part.has(Tag.GROUP) and not saying.subjects(INSTRUMENT)


def breadth(saying: Saying, stocks: list[Said]) -> Iterator[Claim]:
    """普涨, 全线上涨, 涨跌互现, 10涨2跌 of a group."""
    part = saying.part
    tally = part.word(Tag.TALLY)
    group = _named_together(saying) or group_of(saying)
    if group is None:
        yield from _of_each(saying)
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
    elif saying.total:
        words["total"] = str(saying.total)
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


def _of_each(saying: Saying) -> Iterator[Claim]:
    """中际旭创等光模块个股集体收涨: of a group nobody knows the one who is named."""
    word, shares = saying.part.word(Tag.BREADTH), saying.subjects(INSTRUMENT)
    tally = saying.part.word(Tag.TALLY)
    if tally is not None and len(shares) == 1:  # 中际旭创两涨一跌: of its days
        up, down = tally.value.split()
        (start, end), said = saying.whole()
        words = {"rose": up, "fell": down, "streak": "0"}
        yield saying.claim(Kind.TREND, PRICE, shares[0], (start, end), said, value=float(up), sign=1, words=words)
        return
    if word is None or not word.value.endswith((" up", " down")):
        return
    at, said = saying.whole()
    words = {"not": "1"} if negated(saying, word) else {}
    for one in shares:
        sign = 1 if word.value.endswith("up") else -1
        yield saying.claim(Kind.DIRECTION, PRICE, one, at, said, sign=sign, words=words)


def _of_group(saying: Saying, group: Subject, words: dict[str, str]) -> Iterator[Claim]:
    part = saying.part
    (start, end), said = saying.whole()
    word = part.word(Tag.BREADTH)
    move = part.word(Tag.UP, Tag.DOWN, Tag.ALSO)
    how = "more" if part.has(Tag.MOST) else "all"
    words["broad"] = word.value if word else f"{how} up" if sign_of(move) > 0 else f"{how} down"
    if negated(saying, word or move):
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
    listed = [one for one in dict.fromkeys(saying.mentioned) if saying.world.universe.instruments.get(one)]
    if saying.part.follows and len(listed) > 1 and saying.ahead is None and not saying.part.has(Tag.GROUP):
        return Subject(kind="list", id="+".join(listed), name="、".join(listed), members=tuple(listed))
    if saying.part.follows and saying.scope is not None and (saying.part.has(Tag.GROUP) or len(named) < 2):
        return saying.scope
    if groups:
        return joined(groups)
    return of_names(named) if len(named) > 1 else None


def shared_out(saying: Saying) -> Said | None:
    """近九成个股, 超过80%的标的: how much of a group."""
    for one in saying.part.numbers:
        behind = saying.text[one.token.end : one.token.end + 6].lstrip("的以上").lstrip()
        if (
            one.unit is Unit.PERCENT
            and one.word is None
            and behind.startswith(("个股", "标的", "公司", "成分股", "成份股", "股票", "样本"))
        ):
            return one
    return None


def none_of(saying: Saying) -> Iterator[Claim]:
    """没有一只下跌, 无一跑赢大盘."""
    word = saying.part.word(Tag.UP, Tag.DOWN, Tag.BEAT, Tag.TRAIL)
    group = group_of(saying)
    if word is None or group is None:
        return
    (start, end), said = saying.whole()
    if word.does(Tag.BEAT, Tag.TRAIL):
        words, sign = {"beat": "0"}, 1 if word.does(Tag.BEAT) else -1
    else:
        words, sign = {"up" if sign_of(word) > 0 else "down": "0"}, sign_of(word)
    yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, value=0.0, sign=sign, words=words)


def part_of(saying: Saying, number: Said) -> Iterator[Claim]:
    """近九成个股上涨."""
    word = saying.part.word(Tag.UP, Tag.DOWN, Tag.BEAT, Tag.TRAIL)
    group = group_of(saying) or saying.scope or everyone(saying.world)
    if word is None or len(saying.part.numbers) > 1:
        return
    made = amount(number, 1)
    words = dict(made.pop("words")) | {"share": "1"}  # type: ignore[call-overload]
    if word.does(Tag.BEAT, Tag.TRAIL):
        words["beat"] = "1"
    made |= {"sign": (1 if word.does(Tag.BEAT) else sign_of(word)) or -1, "value": abs(float(str(made["value"])))}
    (start, end), said = saying.whole()
    yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, words=words, **made)


def spread(saying: Saying, stocks: list[Said]) -> Iterator[Claim]:
    """12只个股中10只上涨."""
    group = group_of(saying)
    threshold = next((one for one in saying.part.numbers if one.unit is Unit.PERCENT), None)
    alone = threshold is not None and any(one.token.said == "一个" for one in stocks)
    if group is None or alone:  # 一个涨1.79%，一个跌0.53%
        return
    words: dict[str, str] = {}
    for one in stocks:
        number = one.token.number
        assert number is not None
        if threshold is not None and one.word is None and one is stocks[-1]:
            words["up" if sign_of(threshold.word) >= 0 else "down"] = str(int(number.value))
            continue
        key = {1: "up", -1: "down", 0: "total"}[sign_of(one.word)]
        none = number.value == 1 and negated(saying, one.token)  # 没有一只下跌
        words[key] = "0" if none else str(int(number.value))
        if number.bound is Bound.OVER:
            words["least"] = "1"
    if saying.total:
        words.setdefault("total", str(saying.total))
    (start, end), said = saying.whole()
    if threshold is not None:
        made = amount(threshold, sign_of(threshold.word))
        words["over"] = repr(made["value"])
    value = words.get("up") or words.get("down")
    yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, value=float(value or 0), words=words)


def beaten(saying: Saying, stocks: list[Said]) -> Iterator[Claim]:
    """12只标的中9只跑赢大盘."""
    if saying.part.has(Tag.SOME, Tag.MOST):
        return  # 12只个股中有半数跑输: not all twelve
    group, word = group_of(saying), saying.part.word(Tag.BEAT, Tag.TRAIL)
    number = next((one.token.number for one in stocks if one.word is not None), stocks[-1].token.number)
    if group is None or number is None or word is None:
        return
    (start, end), said = saying.whole()
    rest = [one.token.number for one in stocks if one.word is None and one.token.number not in (None, number)]
    total = int(rest[0].value) if rest and rest[0] is not None else saying.total
    words = {"beat": str(int(number.value))} | ({"total": str(total)} if total else {})
    marks = set(saying.world.universe.benchmarks.values())
    beside = [one.id for one in saying.objects(INSTRUMENT) if one.id in marks]
    words |= {"against": beside[0]} if len(beside) == 1 else {}  # of the shares of that index's market
    sign = 1 if word.does(Tag.BEAT) else -1
    yield saying.claim(Kind.SPREAD, PRICE, group, (start, end), said, value=number.value, sign=sign, words=words)


def is_only(saying: Saying) -> bool:
    """仅A下跌: the word stands right before the name."""
    part = saying.part
    if not part.names or part.follows or not part.has(Tag.UP, Tag.DOWN, Tag.BEAT, Tag.TRAIL):
        return False
    return any(one.does(Tag.ONLY) and 0 <= part.names[0].start - one.end <= 1 for one in part.words)


def only_one(saying: Saying) -> Iterator[Claim]:
    """仅A下跌, among those that are spoken of."""
    part = saying.part
    if part.kind != "move":
        return
    word = part.word(Tag.UP, Tag.DOWN)
    named = saying.subjects(INSTRUMENT)
    group = saying.scope or everyone(saying.world)
    if word is None or not named:
        return
    (start, end), said = saying.whole()
    words = {"only": " ".join(one.id for one in named), "listed": " ".join(dict.fromkeys(saying.shares))}
    yield saying.claim(
        Kind.SPREAD, PRICE, group, (start, end), said, value=float(len(named)), sign=sign_of(word), words=words
    )
