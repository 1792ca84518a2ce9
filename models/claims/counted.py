"""Claims about visits and downloads out of one predication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.claims.lexing import Token
from models.claims.names import INSTRUMENT, PRODUCT, UNKNOWN, VENDOR
from models.claims.numbers import Unit, chinese
from models.claims.placed import multiple
from models.claims.predications import Said
from models.claims.saying import Saying, against_itself, amount, of_period, paired, said_of, sign_of
from models.claims.values import About, Bound, Claim, Kind, Subject
from models.claims.words import MOVEMENT, Tag

MARKED = ("明显", "显著", "大幅", "大增", "激增", "猛增", "骤降", "锐减", "大降", "飙升", "暴涨")
LATER = ("随后", "此后", "之后", "其后", "后续")  # of the periods after the one that is named
TOGETHER = ("合计", "总计", "共计", "总和", "之和")  # one number of several
MONTH = 31  # days
SCALED = 1e4  # from here on a bare number may be a count


def is_counted(saying: Saying) -> bool:
    """Whether a predication is about visits or downloads of a product."""
    part = saying.part
    if part.has(Tag.VISITS, Tag.DOWNLOADS, Tag.USERS):
        return True
    held = [one for one in part.names if not all(subject.kind == VENDOR for subject in one.names)]
    products = [one for one in held if any(subject.kind == PRODUCT for subject in one.names)]
    return (
        bool(products)
        and len(products) == len(held)
        and (saying.metric is not None or not any(one.kind == INSTRUMENT for name in products for one in name.names))
    )


def count_claims(saying: Saying) -> Iterator[Claim]:
    """Every claim of that kind."""
    part = saying.part
    subjects = _subjects(saying)
    if not subjects or (len(subjects) > 1 and any(one.said in TOGETHER for one in part.words)):
        return
    if part.kind == "record" and saying.base is None:
        yield from _record(saying, subjects)
        return
    if part.kind == "beat":
        yield from _beat(saying, subjects)
        return
    if part.kind == "lead" or (part.has(Tag.PLACE) and not part.numbers):
        yield from _rank(saying, subjects)
        return
    spans = [one for one in part.numbers if one.unit is Unit.SPAN]
    if (part.has(Tag.STREAK, Tag.STEADY) and spans) or any(
        one.token.said.endswith("连") or one.token.said.startswith("连续第") for one in spans
    ):
        yield from _streak(saying, subjects)
        return
    if (times := multiple(saying)) is not None:
        yield from _times(saying, subjects, times)
        return
    yield from _levels(saying, subjects)
    yield from _changes(saying, subjects)


def _times(saying: Saying, subjects: list[Subject], times: Said) -> Iterator[Claim]:
    """ChatGPT访问量约为Claude的44倍."""
    if len(subjects) != 2:
        return
    made = amount(times, 0)
    words = dict(made.pop("words")) | {"ratio": "1"}  # type: ignore[call-overload]
    if made["bound"] is Bound.EXACT and any(word.said.startswith(("约", "近", "大约")) for word in saying.part.words):
        made["bound"] = Bound.ABOUT
    at, said = saying.whole()
    one, other = subjects
    yield _claim(saying, Kind.RANK, one, at, said, words, against=other.id, **(made | {"sign": 1}))


def _about(saying: Saying) -> tuple[About, dict[str, str]]:
    metric = saying.metric
    if metric is not None and metric.does(Tag.DOWNLOADS):
        return About.DOWNLOADS, {}
    if metric is not None and metric.does(Tag.USERS):
        return About.VISITS, {"metric": "users"}
    return About.VISITS, {} if metric is not None else {"metric": "unsaid"}


def _subjects(saying: Saying) -> list[Subject]:
    found: list[Subject] = []
    for one in saying.part.names:
        held = [subject for subject in one.names if subject.kind == PRODUCT]
        if held:
            others = tuple(subject.id for subject in held[1:])
            found.append(Subject(kind=PRODUCT, id=held[0].id, name=one.said, members=others))
        elif one.names[0].kind == UNKNOWN:
            found.append(one.names[0])
    if not found and saying.part.lead and saying.part.has(Tag.VISITS, Tag.DOWNLOADS):
        name = saying.part.lead[-1].said
        found = [Subject(kind=UNKNOWN, id=name, name=name)]
    return found


def _claim(
    saying: Saying, kind: Kind, subject: Subject, at: tuple[int, int], said: str, words: dict[str, str], **more: object
) -> Claim:
    about, extra = _about(saying)
    return saying.claim(kind, about, subject, at, said, words=words | extra, period=of_period(saying), **more)


def _levels(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    units = (Unit.COUNT, Unit.PEOPLE, Unit.PLAIN, Unit.STOCKS)
    numbers = [one for one in part.numbers if one.unit in units and _large(one)]
    for subject, number in paired(subjects, numbers):
        made = amount(number, 0)
        held = number.token.number
        assert held is not None
        words = dict(made.pop("words"))  # type: ignore[call-overload]
        if _MORE_BY.search(saying.text[max(0, number.token.start - 3) : number.token.start]):
            continue  # 比7月少了130万次
        made |= {"sign": 0, "value": held.value}
        if _difference(number):
            words["delta"] = "1"
            made |= {"sign": sign_of(number.word)}
        if any(one.does(Tag.FROM) and 0 <= number.token.start - one.end <= 8 for one in part.words) and not number.to:
            words["at"] = "first" if _spans_months(saying) else "before"
        if against_itself(part, number):
            words["wrong"] = "1"
        if way := _way(saying, number):
            words["way"] = way
        at = (number.token.start, number.token.end)
        yield _claim(saying, Kind.LEVEL, subject, at, said_of(saying, subject, number), words, **made)


def _way(saying: Saying, number: Said) -> str:
    """回升至, 降至: a level that was reached from above or below; "" where it is told from another than the last."""
    part = saying.part
    reach = [one for one in part.words if one.does(Tag.REACH) and one.end <= number.token.start]
    told = part.source is not None or saying.base is not None or part.has(Tag.FROM, Tag.AGAINST, Tag.OVER)
    if not number.to or not reach or told:
        return ""
    word = reach[-1].said
    return "up" if any(one in word for one in "升增涨") else "down" if any(one in word for one in "降落跌滑减") else ""


def _large(one: Said) -> bool:
    number = one.token.number
    assert number is not None
    return number.unit is Unit.COUNT or number.value >= SCALED


def _difference(one: Said) -> bool:
    """增加5亿次 is how much more, 增至31亿次 how many."""
    return one.word is not None and not one.to and one.word.does(*MOVEMENT)


def _changes(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    numbers = [one for one in part.numbers if one.unit is Unit.PERCENT and _moves(saying, one)]
    over = part.word(Tag.OVER)
    whole = over is None and any(one.said in ("累计", "合计") for one in part.words)
    start, end = part.span()
    whole = whole or (over is None and _LONG.search(saying.text[max(0, start - 6) : end]) is not None)
    words = {"over": over.value if over is not None else "total" if whole else "chain"}
    if whole and (long := _LONG.search(saying.text[max(0, start - 6) : end])):
        words["back"] = _months_back(long[0])
    if over is None and _spans_months(saying) and (whole or part.has(Tag.FROM)):
        assert saying.when is not None
        words = {"over": "chain", "base": saying.when.window.first.replace(day=1).isoformat()}
    if saying.base is not None and over is None:
        words = {"over": "chain", "base": saying.base.isoformat()}
    for subject, number in paired(subjects, numbers):
        made = amount(number, (sign_of(saying.direction) if part.follows else 0) or 1)
        more = dict(made.pop("words")) | words  # type: ignore[call-overload]
        at = (number.token.start, number.token.end)
        yield _claim(saying, Kind.CHANGE, subject, at, said_of(saying, subject, number), more, **made)
    if numbers:
        return
    word = part.word(Tag.DOUBLE) or part.word(*MOVEMENT)
    if (
        word is None
        or part.numbers
        or part.gap
        or (part.follows and saying.counted and not part.has(Tag.STEADY, Tag.OVER))
    ):
        return
    if not _grows(saying):
        return
    (start, end), said = saying.whole()
    for subject in subjects:
        if word.does(Tag.DOUBLE):
            more = (
                saying.text[word.end : word.end + 2] in ("有余", "以上") or saying.text[word.end : word.end + 1] == "多"
            )
            bound = Bound.OVER if more else Bound.ABOUT
            yield _claim(saying, Kind.CHANGE, subject, (start, end), said, words, value=100.0, sign=1, bound=bound)
            continue
        more = _trend_words(saying, word) | words
        yield _claim(saying, Kind.TREND, subject, (start, end), said, more, sign=sign_of(word))


_MORE_BY = re.compile(r"[多少高低](?:了|出|出了)$")
_LONG = re.compile(r"一个季度|[两三四五六]个月|半年|一年|全年|季度内")


def _months_back(said: str) -> str:
    """How many months 三个月 or 半年 may mean, the likelier first; "" where nobody can tell."""
    if said.endswith("个月"):
        count = int(chinese(said[0]) or 0)
        return f"{count} {count - 1}"
    return {"一个季度": "3 2", "半年": "6 5", "一年": "12 11"}.get(said, "")


def _spans_months(saying: Saying) -> bool:
    """Whether the days are several months."""
    when = saying.when
    return when is not None and (when.window.last - when.window.first).days > MONTH and not saying.loose


def _grows(saying: Saying) -> bool:
    """Whether it is said of a count: the count is named, or was."""
    return saying.metric is not None or saying.part.has(Tag.OVER)


def _trend_words(saying: Saying, word: Token) -> dict[str, str]:
    part = saying.part
    held: dict[str, str] = {}
    if part.has(Tag.STEADY):
        held["steady"] = "1"
    start, _ = part.span()
    if any(one in saying.text[start : word.end] for one in MARKED):
        held["marked"] = "1"
    if part.has(Tag.STEADY) and saying.when is not None and (saying.when.since or _spans_months(saying)):
        held["from"] = saying.when.window.first.isoformat()
    if "转" in word.said:
        held["turn"] = "1"
    if part.has(Tag.NOT):
        held["not"] = "1"
    if part.has(Tag.FLAT):
        held["flat"] = "1"
    return held


def _moves(saying: Saying, one: Said) -> bool:
    number, part = one.token.number, saying.part
    assert number is not None
    if one.word is not None or number.signed or part.has(Tag.OVER):
        return True
    return part.follows and not saying.counted and saying.direction is not None


def _record(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    word, since = part.word(Tag.RECORD), part.word(Tag.SINCE)
    assert word is not None
    words = {"which": word.value, "since": since.value if since is not None else ""}
    if part.has(Tag.NOT):
        words["not"] = "1"
    (start, end), said = saying.whole()
    more: dict[str, object] = {"since": saying.since} if saying.since else {}
    for subject in subjects:
        yield _claim(
            saying, Kind.RECORD, subject, (start, end), said, words, sign=1 if word.value == "high" else -1, **more
        )
    yield from _levels(saying, subjects)


def _beat(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    word = part.word(Tag.BEAT, Tag.TRAIL)
    objects = saying.objects(PRODUCT)
    if word is not None and not objects and saying.base is not None and not part.numbers:
        yield from than_month(saying, 1 if word.does(Tag.BEAT) else -1)
    if word is None or not objects or part.has(Tag.OVER, Tag.GROW, Tag.GAIN):
        return
    numbers = [one for one in part.numbers if one.unit is Unit.COUNT or (one.unit is Unit.PLAIN and _large(one))]
    if len(numbers) != len(part.numbers):
        return
    (start, end), said = saying.whole()
    for subject in subjects:
        for other in objects:
            words = {"against": other.id} | ({"not": "1"} if part.has(Tag.NOT) else {})
            yield _claim(
                saying, Kind.RANK, subject, (start, end), said, words, sign=1 if word.does(Tag.BEAT) else -1,
                against=other.id,
            )  # fmt: skip
    if word.said in ("高出", "超出") and part.has(Tag.AGAINST):
        return  # 较Luma高出490万次: by so many
    for other, number in paired(objects, numbers):
        held = number.token.number
        assert held is not None
        made = amount(number, 0)
        words = dict(made.pop("words"))  # type: ignore[call-overload]
        made |= {"sign": 0, "value": held.value}
        at = (number.token.start, number.token.end)
        yield _claim(saying, Kind.LEVEL, other, at, f"{other.name}{number.token.said}", words, **made)


def than_month(saying: Saying, sign: int) -> Iterator[Claim]:
    """略低于8月; sign: which way."""
    assert saying.base is not None
    at, said = saying.whole()
    words = {"base": saying.base.isoformat()} | ({"not": "1"} if saying.part.has(Tag.NOT) else {})
    for subject in _subjects(saying):
        yield _claim(saying, Kind.TREND, subject, at, said, words, sign=sign)


def _rank(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    word, place = part.word(Tag.LEAD), part.word(Tag.PLACE)
    said_place = place.value if place is not None else "1" if word is not None and word.value == "top" else "-1"
    if place is not None and _of_itself(saying, place):
        return
    growth = part.has(Tag.GAIN, Tag.GROW, Tag.OVER)
    (start, end), said = saying.whole()
    chosen = subjects
    if part.follows and part.objects:
        held = saying.objects(PRODUCT)
        chosen = [Subject(kind=PRODUCT, id=one.id, name=one.name) for one in held] or subjects
    words = {"place": said_place, "growth": "1" if growth else "", "peers": " ".join(saying.peers)}
    if part.has(Tag.NOT):
        words["not"] = "1"
    for number, subject in enumerate(chosen, 1):
        listed = said_place == f"top{len(chosen)}" and len(chosen) > 1
        own = words | ({"place": str(number)} if listed else {})
        yield _claim(saying, Kind.RANK, subject, (start, end), said, own, value=_place(own["place"]))


def _of_itself(saying: Saying, place: Token) -> bool:
    """四个月来最高, 最低出现在8月: beside its own other months, not beside others."""
    before, after = saying.text[max(0, place.start - 3) : place.start], saying.text[place.end :]
    return place.said[:1] == "最" and (before.endswith(("来", "以来")) or _IN_MONTH.match(after) is not None)


_IN_MONTH = re.compile(r"的?(?:月份?|一个月)?(?:值|点)?(?:出现|在(?:了)?\d|(?:的)?是\d{1,2}月)")


def _place(said: str) -> float | None:
    return float(said) if said.lstrip("-").isdigit() else None


def _streak(saying: Saying, subjects: list[Subject]) -> Iterator[Claim]:
    part = saying.part
    span = next(one for one in part.numbers if one.unit is Unit.SPAN)
    word = part.word(*MOVEMENT)
    number = span.token.number
    assert number is not None
    if part.has(Tag.RECORD):
        return
    if word is None:
        return
    (start, end), said = saying.whole()
    for subject in subjects:
        words = {"streak": str(int(number.value)), "unit": number.word}
        if any(one.said in LATER for one in part.words):
            words["later"] = "1"
        yield _claim(saying, Kind.TREND, subject, (start, end), said, words, value=number.value, sign=sign_of(word))
