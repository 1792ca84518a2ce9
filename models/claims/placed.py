"""Claims that put one beside others: 领涨, 涨幅第二, 跑赢, 超额收益."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.claims.lexing import Token
from models.claims.names import INSTRUMENT, OWN, UNKNOWN
from models.claims.numbers import Unit
from models.claims.predications import COUNTS, PLACED, Part, Said
from models.claims.saying import (
    GROUPS,
    PRICE,
    PRICED,
    Saying,
    amount,
    everyone,
    joined,
    negated,
    paired,
    said_of,
    sign_of,
)
from models.claims.values import Bound, Claim, Kind, Subject
from models.claims.words import AMOUNT, Tag


def lead(saying: Saying) -> Iterator[Claim]:
    """领涨, 涨幅第二, 涨幅居前."""
    part = saying.part
    word, place = part.word(Tag.LEAD), part.word(Tag.PLACE)
    tops = [one for one in part.words if one.does(Tag.PLACE) and one.value.startswith("top")]
    place = tops[0] if tops and place is not None and place.value in ("1", "-1") else place  # 最大的前三名
    leaders, group = _leaders(saying)
    measure = part.word(*AMOUNT)
    if measure is not None and place is not None and word is None and place.end == measure.start and not part.objects:
        return  # 单日最大涨幅 is of days
    if not leaders or (place is not None and word is None and not _of_prices(saying)):
        return
    last = _last_named(saying, _of_so_many(part))
    group = group or (saying.scope if not last else None)  # 三者 are those that were just named
    shared = saying.groups if len(saying.groups) == len(leaders) > 1 else ()
    for number, subject in enumerate(leaders, 1):
        if shared:
            group = shared[number - 1]
        words, sign = _place_words(measure, word, place, 1 if shared else len(leaders))
        if negated(saying, word or place):
            words["not"] = "1"
        if (among := _how_many(saying)) > len(leaders):
            words["total"] = str(among)
        if group is not None:
            words["group"] = group.id
            words |= wide(saying, group)
            listed = tuple(dict.fromkeys(saying.shares))  # the line may list only some of them
            words["listed"] = " ".join(listed) if len(listed) > len(leaders) else ""
        members = group.members if group is not None else ()
        made = Subject(kind=subject.kind, id=subject.id, name=subject.name, members=members or subject.members)
        if group is None:
            words |= wide(saying, everyone(saying.world))
            words["peers"] = " ".join(dict.fromkeys((*saying.peers, *(one.id for one in leaders))))
            if last:
                words |= {"peers": " ".join(last), "vague": "1"}
            if saying.vague:
                words["vague"] = "1"
        if subject.kind in GROUPS:
            words["groups"] = "1"
        (start, end), said = saying.whole()
        token = next((one for one in (*part.names, *part.objects) if subject in one.names), None)
        if token is not None and len(leaders) > 1:
            start, end, said = token.start, token.end, f"{subject.name}{(word or place or token).said}"
        yield saying.claim(Kind.LEAD, PRICE, made, (start, end), said, sign=sign, words=words)


def _how_many(saying: Saying) -> int:
    """居全部23只标的首位: among how many."""
    found = [one.token.number for one in saying.part.numbers if one.unit is Unit.STOCKS and one.word is None]
    return int(found[0].value) if found and found[0] is not None else saying.total


def wide(saying: Saying, group: Subject) -> dict[str, str]:
    """Whether the text names shares that the sector's sentence does not feature: then it means all of them."""
    featured = {name for one in saying.world.universe.sectors for name in one.featured}
    return {"wide": "1"} if saying.told & (set(group.members) - featured) else {}


def _of_prices(saying: Saying) -> bool:
    part = saying.part
    if part.has(*AMOUNT, Tag.UP, Tag.DOWN):
        return True
    if saying.direction is None:
        return False
    falls = saying.direction.does(Tag.DOWN)
    ends = any(one.said in (LAST if falls else (*FIRST, *LAST)) for one in part.words)  # 涨2.73%，垫底
    among = part.follows and (ends or any(one.said in PLACED for one in part.words))  # 上涨6.84%，居云计算板块之首
    among = among or _of_so_many(part) > 0  # 三者中AMD最弱
    return saying.direction.does(*AMOUNT, Tag.LEAD) or (among and saying.direction.does(Tag.UP, Tag.DOWN))


FIRST = ("居首", "榜首", "最强", "最好", "最佳", "首位", "夺魁")
LAST = ("垫底", "居末", "末位", "倒数第一", "最弱", "最差", "居尾")


def _of_so_many(part: Part) -> int:
    """三者中: how many that were just named."""
    word = part.word(Tag.GROUP)
    return COUNTS.get(word.said, 0) if word is not None else 0


def _last_named(saying: Saying, count: int) -> list[str]:
    """So many that were named last before this, or in the sentence."""
    before = list(dict.fromkeys(saying.peers[: len(saying.peers) - len(saying.shares)]))
    held = before if len(before) >= count else list(dict.fromkeys(saying.peers))
    return held[-count:] if len(held) >= count > 0 else []


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
    measure: Token | None, word: Token | None, place: Token | None, count: int
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
        return {"top": str(size)}, -1 if falls else 1  # in whatever order they are named
    value = int(said)
    bottom = (value < 0) != falls
    moving = {"moving": "1"} if falls and value > 0 else {}
    if count > 1:
        return {"top": str(count)} | moving, -1 if bottom else 1
    return {"place": str(abs(value))} | moving, -1 if bottom else 1


def beat(saying: Saying) -> Iterator[Claim]:
    """跑赢, 高于, 超额收益, with or without how much."""
    part = saying.part
    word = part.word(Tag.BEAT, Tag.TRAIL) or _ahead(saying)
    out = part.word(Tag.OUTSIDE)
    if word is not None and out is not None and part.has(Tag.EXCEPT) and word.end <= out.start:
        return  # 除A跑输外
    subjects, objects = saying.subjects(*PRICED, UNKNOWN), saying.objects(*PRICED, UNKNOWN)
    if not part.names and part.lead:
        subjects = [Subject(kind=UNKNOWN, id=part.lead[-1].said, name=part.lead[-1].said)]
    if part.has(Tag.AGAINST) and len(subjects) > 1 and not objects:
        subjects, objects = subjects[:1], subjects[1:]
    known = bool(objects) or saying.against is not None or (saying.beaten is not None and _shows_how_much(saying))
    if not subjects or (word is not None and not known and not _against_market(saying)):
        return
    if not objects and saying.against is not None:
        objects = [saying.against]
    if not objects and saying.beaten is not None and _shows_how_much(saying):
        objects = [saying.beaten]
    against = objects[0] if objects else Subject(kind="market", id=OWN, name="")
    numbers = [one for one in part.numbers if one.unit in (Unit.POINTS, Unit.PERCENT)]
    sign = 1 if word is not None and word.does(Tag.BEAT, Tag.PLACE) else -1 if word is not None else 0
    if word is not None and word.said in SIZES and part.has(Tag.LOSS):
        sign = -sign  # a smaller fall is the better one
    words = {"against": against.kind}
    if against.members:
        words["members"] = " ".join(against.members)
    own = [one for one in numbers if _is_own(saying, one)]
    if own and word is not None and len(own) == len(objects):
        for other, number in zip(objects, own, strict=True):
            yield _own_return(saying, other, number)
        numbers = [one for one in numbers if one not in own]
    if numbers:
        yield from _excess(saying, subjects, numbers, against, sign, words)
        return
    if word is None:
        yield from _above_or_below(saying, subjects, against)
        return
    every = part.word(Tag.EACH)
    if negated(saying, word) or negated(saying, every) or _not_all(saying, subjects):
        words["not"] = "1"
    if every is not None or saying.excepted or _all_of(saying):
        words["of"] = "each"
        words |= {"broad": "1"} if every is not None and every.said == "普遍" else {}
        words |= wide(saying, subjects[0])
    if saying.excepted:
        words["except"] = " ".join(saying.excepted)
    if part.has(Tag.REST):  # 其余三家均跑输: the rest of those that are spoken of
        subjects = [saying.scope] if saying.scope is not None and saying.scope.members else []
        words |= {"of": "each", "except": " ".join(dict.fromkeys((*saying.excepted, *saying.mentioned)))}
    for subject in (one for one in subjects if one.id != OWN):
        for other in objects or [against]:
            (start, end), said = saying.whole()
            more = words | {"against": other.kind, "members": " ".join(other.members)}
            if subject.kind == INSTRUMENT:
                more = {key: value for key, value in more.items() if key not in ("of", "except")}
            yield saying.claim(Kind.BEAT, PRICE, subject, (start, end), said, sign=sign, against=other.id, words=more)


def _above_or_below(saying: Saying, subjects: list[Subject], against: Subject) -> Iterator[Claim]:
    """超额收益为正."""
    excess = saying.part.word(Tag.EXCESS)
    match = _SIDE.match(saying.text, excess.end) if excess is not None else None
    if match is None:
        return
    at, said = saying.whole()
    for subject in subjects:
        sign = 1 if match[1] == "正" else -1
        words = {"against": against.kind, "members": " ".join(against.members)}
        yield saying.claim(Kind.BEAT, PRICE, subject, at, said, sign=sign, against=against.id, words=words)


_SIDE = re.compile(r"(?:均|都)?(?:为|转)(正|负)")


def _all_of(saying: Saying) -> bool:
    """全部标的, 所有个股."""
    return any(one.said.startswith(("全部", "所有", "各")) and one.does(Tag.GROUP) for one in saying.part.words)


def _not_all(saying: Saying, subjects: list[Subject]) -> bool:
    """并非所有算力标的都跑赢: the words stand before the group."""
    part = saying.part
    start = min((one.start for one in part.names), default=0)
    denied = any(one.does(Tag.NOT) and 0 <= start - one.end <= 4 for one in part.words)
    return denied and not part.follows and all(one.kind in GROUPS for one in subjects)


def _ahead(saying: Saying) -> Token | None:
    """领先2.5个百分点."""
    return next((one for one in saying.part.words if one.said == "领先" and one.does(Tag.PLACE)), None)


def _shows_how_much(saying: Saying) -> bool:
    """强于纳指，领先9.88pct; 跑赢指数2.98个百分点: beside whoever was named before."""
    part = saying.part
    points = any(one.unit is Unit.POINTS for one in part.numbers)
    return points and (part.follows or any(one.said == "指数" for one in (*part.gap, *part.words)))


def _is_own(saying: Saying, said: Said) -> bool:
    """弱于纳指的0.75%: the number is that of whom one is put beside."""
    before = [one for one in saying.part.objects if one.end <= said.token.start]
    number = said.token.number
    if not before or number is None or number.unit is not Unit.PERCENT:
        return False
    between = re.sub(r"[(（][^)）]*[)）]", "", saying.text[before[-1].end : said.token.start]).strip()
    between = between.removeprefix("指数")
    return between in OF or (not between and _AFTER_OWN.match(saying.text, said.token.end) is not None)


_AFTER_OWN = re.compile(r"的?(?:涨幅|跌幅|升幅|涨跌幅|回报|收益率|表现)")
SIZES = ("高于", "大于", "超过", "小于", "低于", "少于", "超出", "不及", "高过")  # of how much, whichever way


OF = (
    "的",
    "的涨幅",
    "涨幅",
    "的跌幅",
    "同期的",
    "同期涨幅",
    "同期",
    "的同期涨幅",
    "期间涨幅",
    "期间的",
    "上涨的",
    "涨幅的",
)


def _own_return(saying: Saying, subject: Subject, said: Said) -> Claim:
    made = amount(said, -1 if "跌" in saying.text[said.token.start - 4 : said.token.start] else 1)
    words = dict(made.pop("words"))  # type: ignore[call-overload]
    at = (said.token.start, said.token.end)
    return saying.claim(Kind.RETURN, PRICE, subject, at, f"{subject.name}{said.token.said}", words=words, **made)


def level_with(saying: Saying) -> Iterator[Claim]:
    """与沪深300基本持平: within half a point."""
    objects = saying.objects(*PRICED, UNKNOWN)
    at, said = saying.whole()
    for subject in saying.subjects(*PRICED, UNKNOWN):
        words = {"against": objects[0].kind, "members": " ".join(objects[0].members), "step": "1.0"}
        yield saying.claim(Kind.EXCESS, PRICE, subject, at, said, value=0.0, against=objects[0].id, words=words)


def multiple(saying: Saying) -> Said | None:
    """AMD的1.7倍: so many times another's."""
    part = saying.part
    for one in part.numbers:
        before = [name for name in (*part.names, *part.objects) if name.end <= one.token.start]
        of = bool(before) and saying.text[before[-1].end : one.token.start].strip("的涨幅跌访问量 ") in ("", "近", "约")
        if one.unit is Unit.TIMES and of and "的" in saying.text[before[-1].end : one.token.start]:
            return one
    return None


def ratio(saying: Saying, times: Said) -> Iterator[Claim]:
    """英伟达涨幅约为AMD的1.7倍."""
    part = saying.part
    kinds = (INSTRUMENT,)
    if not part.has(*AMOUNT, Tag.UP, Tag.DOWN) and not (saying.direction and saying.direction.does(*AMOUNT)):
        return
    tokens = [*part.names, *part.objects]
    if len(tokens) != 2:
        return
    one, other = (next((subject for subject in token.names if subject.kind in kinds), None) for token in tokens)
    if one is None or other is None:
        return
    made = amount(times, 0)
    words = dict(made.pop("words")) | {"against": other.kind, "ratio": "1"}  # type: ignore[call-overload]
    if made["bound"] is Bound.EXACT and any(word.said.startswith(("约", "近", "大约")) for word in part.words):
        made["bound"] = Bound.ABOUT
    at, said = saying.whole()
    yield saying.claim(Kind.EXCESS, PRICE, one, at, said, against=other.id, words=words, **made)


def _against_market(saying: Saying) -> bool:
    word = saying.part.word(Tag.BEAT, Tag.TRAIL)
    return (word is not None and ("跑" in word.said or "跟" in word.said)) or saying.part.has(Tag.EXCESS)


def _excess(
    saying: Saying, subjects: list[Subject], numbers: list[Said], against: Subject, sign: int, words: dict[str, str]
) -> Iterator[Claim]:
    text = "".join(one.said for one in saying.part.gap)
    fallback = sign or (-1 if "低" in text or "少" in text else 1)
    for subject, number in paired(subjects, numbers):
        made = amount(number, 0)
        value = number.token.number
        assert value is not None
        word = number.word
        less = -1 if word is not None and saying.text[max(0, word.start - 1) : word.start] == "少" else 1  # 少涨
        up = value.signed or sign or sign_of(word) * less or fallback
        made |= {"sign": up, "value": value.value if up > 0 else -value.value}
        more = dict(made.pop("words")) | words  # type: ignore[call-overload]
        at = (number.token.start, number.token.end)
        yield saying.claim(
            Kind.EXCESS, PRICE, subject, at, said_of(saying, subject, number), against=against.id, words=more, **made
        )
