"""A text into tokens: names, days, numbers, words that do something, marks, and what is none of these."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from models.claims.folding import folded
from models.claims.names import DATED, Names
from models.claims.numbers import Number, Unit, chinese, number_at
from models.claims.values import Subject
from models.claims.windows import DAY, When, bare_day, day_after, month_window, when_at
from models.claims.words import WORDS, Tag, word_at
from models.frozen import frozen
from models.review.values import Window
from models.traffic.values import Granularity


class Sort(Enum):
    """What a token is."""

    NAME = auto()
    WHEN = auto()
    NUMBER = auto()
    WORD = auto()
    TEXT = auto()
    COMMA = auto()
    STOP = auto()  # ；
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    END = auto()  # of a sentence
    LINE = auto()  # of a line


@frozen(kw_only=True)
class Token:
    """One token at its place in the text. names, when, number, tag and value as its sort has them."""

    sort: Sort
    start: int
    end: int
    said: str
    names: tuple[Subject, ...] = ()
    when: When | None = None
    number: Number | None = None
    tag: Tag | None = None
    value: str = ""

    def does(self, *tags: Tag) -> bool:
        """Whether it is a word that does one of these."""
        return self.tag is not None and self.tag in tags


MARKS = {
    "，": Sort.COMMA, ",": Sort.COMMA, "；": Sort.STOP, ";": Sort.STOP, ":": Sort.COLON, "(": Sort.OPEN, "[": Sort.OPEN,
    "【": Sort.OPEN, "〔": Sort.OPEN, ")": Sort.CLOSE, "]": Sort.CLOSE, "】": Sort.CLOSE, "〕": Sort.CLOSE,
    "。": Sort.END, "！": Sort.END, "？": Sort.END, "!": Sort.END, "?": Sort.END, "\n": Sort.LINE, "\r": Sort.LINE,
    "|": Sort.STOP, "｜": Sort.STOP,
}  # fmt: skip
NEAR = 10  # days: a bare 25日 is of the window it is read with
SILENT = set(" \"'“”‘’「」『』《》<>*#·•●■◆▪→_`~…")


def tokens(text: str, names: Names, read_in: Window) -> list[Token]:
    """Every token of a text, in order. read_in: the window the text is read with."""
    plain, made, at, year = folded(text), list[Token](), 0, 0
    last: Window | None = None
    day: Window | None = None
    month: Window | None = None
    while at < len(plain):
        chain = plain[at] in "<>≥≤" and bool(made) and made[-1].sort in (Sort.NAME, Sort.CLOSE)
        if chain and not number_at(plain, at):
            tag = Tag.BEAT if plain[at] in ">≥" else Tag.TRAIL
            made.append(Token(sort=Sort.WORD, start=at, end=at + 1, said=text[at], tag=tag, value="chain"))
            at += 1
            continue
        if plain[at] in SILENT and not (plain[at] in "<>" and number_at(plain, at)):
            at += 1
            continue
        found = _mark(plain, at) or _named(plain, at, names) or _behind(plain, at, day)
        found = found or _headed(plain, at, made, read_in)
        if not (made and made[-1].does(Tag.STREAK)):  # 连续三日 is no window
            found = found or _month_before(plain, at, month) or _dated(plain, at, read_in, year, names)
        found = (
            found
            or _another_day(plain, at, last or None, made, read_in)
            or _tally(plain, at)
            or _counted(plain, at, read_in, names)
        )
        found = found or _worded(plain, at, names, made)
        if found is None:
            at = _text(plain, text, at, made)
            continue
        end, kept = found
        if (when := kept.get("when")) is not None:
            year, last = when.year or year, when.window
            day = last if last.first == last.last and when.other is None else day
            day = Window(first=last.last, last=last.last) if when.until else day  # 截至9月25日
            month = last if when.period is Granularity.MONTH else month
        elif kept["sort"] in (Sort.END, Sort.LINE):
            month = None
        made.append(Token(start=at, end=end, said=text[at:end], **kept))
        at = end
    return _shared_units(_unbarred(_whole(made, text)))


def _unbarred(made: list[Token]) -> list[Token]:
    """英伟达 | 6.47%: a bar between a name and its number, or two names, is a mere blank."""
    kept: list[Token] = []
    for place, one in enumerate(made):
        after = made[place + 1] if place + 1 < len(made) else None
        named = bool(kept) and kept[-1].sort is Sort.NAME
        if one.said in ("|", "｜") and named and after is not None and after.sort in (Sort.NAME, Sort.NUMBER):
            continue
        kept.append(one)
    return kept


def _whole(made: list[Token], text: str) -> list[Token]:
    """A short word inside of something unknown is a part of it: 中 of 赋能中心."""
    kept: list[Token] = []
    for place, one in enumerate(made):
        after = made[place + 1] if place + 1 < len(made) else None
        inside = (
            one.sort is Sort.WORD and one.end - one.start == 1 and one.does(Tag.FILL, Tag.BE, Tag.FROM, Tag.OUTSIDE)
        )
        joins = bool(kept) and kept[-1].sort is Sort.TEXT and kept[-1].end == one.start
        inside = inside and joins and after is not None and after.sort is Sort.TEXT and after.start == one.end
        if joins and (inside or one.sort is Sort.TEXT):
            before = kept.pop()
            kept.append(Token(sort=Sort.TEXT, start=before.start, end=one.end, said=text[before.start : one.end]))
        else:
            kept.append(one)
    return kept


def _shared_units(made: list[Token]) -> list[Token]:
    """2.53、3.53和0.51个百分点: the last number's unit is that of the whole list."""
    for place in range(len(made) - 1, 1, -1):
        last, joint, first = made[place].number, made[place - 1], made[place - 2].number
        if last is None or first is None or not joint.does(Tag.AND) or first.unit is not Unit.PLAIN or first.word:
            continue
        if last.unit in (Unit.PERCENT, Unit.POINTS, Unit.COUNT) and first.step == 10.0**-first.digits:
            scale = last.step * 10.0**last.digits
            number = replace(first, unit=last.unit, value=first.value * scale, step=first.step * scale, word=last.word)
            made[place - 2] = replace(made[place - 2], number=number)
    return made


_LAST_MONTH = re.compile(r"(?<![较比])(?:上个?月|前一?个?月)(?![份来]|相比)")
_TALLY = re.compile(
    r"(?:(?P<up>\d{1,6})\s*[只家个]?\s*(?:上涨|收涨|涨|升)[、,，/;\s]*(?P<down>\d{1,6})\s*[只家个]?\s*(?:下跌|收跌|跌)"
    r"|(?P<down2>\d{1,6})\s*[只家个]?\s*(?:下跌|收跌|跌)[、,，/;\s]*(?P<up2>\d{1,6})\s*[只家个]?\s*(?:上涨|收涨|涨|升)"
    r"|(?:上涨|涨)\s?(?P<up3>\d{1,6})\s?[只家个][、,，/;\s]*(?:下跌|跌)\s?(?P<down3>\d{1,6})\s?[只家个])(?![\d.%])"
    r"(?:[、,，/;\s]*(?:\d{1,6})\s*[只家个]?\s*(?:平盘|持平|平|停牌))?"
)


_CN_TALLY = re.compile(
    r"(?P<a>[一二两三四五六七八九十]{1,3})(?P<first>涨|跌|升)[、,，]?(?P<b>[一二两三四五六七八九十]{1,3})(?P<then>涨|跌|升)(?![幅停])"
)


def _told_in_words(plain: str, at: int) -> Found:
    """两涨两跌."""
    match = _CN_TALLY.match(plain, at)
    if match is None or (match["first"] == "跌") == (match["then"] == "跌"):
        return None
    counts = [int(chinese(match[one]) or 0) for one in ("a", "b")]
    up, down = counts if match["then"] == "跌" else reversed(counts)
    return match.end(), {"sort": Sort.WORD, "tag": Tag.TALLY, "value": f"{up} {down}"}


def _tally(plain: str, at: int) -> Found:
    """10涨2跌."""
    if found := _told_in_words(plain, at):
        return found
    match = _TALLY.match(plain, at) if plain[at].isdigit() or plain[at] in "上涨" else None
    if match is None:
        return None
    up, down = (match[name] or match[name + "2"] or match[name + "3"] for name in ("up", "down"))
    return match.end(), {"sort": Sort.WORD, "tag": Tag.TALLY, "value": f"{up} {down}"}


def _month_before(plain: str, at: int, month: Window | None) -> Found:
    """上月 after a month that the sentence names is the one before that."""
    match = _LAST_MONTH.match(plain, at) if month is not None else None
    if match is None or month is None:
        return None
    day = month.first - DAY
    window = month_window(day.year, day.month)
    return match.end(), {"sort": Sort.WHEN, "when": When(window=window, period=Granularity.MONTH)}


_HEADED = re.compile(r"(?P<m>1[0-2]|[1-9])\.(?P<d>[0-3]?\d)(?=\))", re.ASCII)


_DIGITS = re.compile(r"(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?=[\])】〕])", re.ASCII)


def _headed(plain: str, at: int, made: list[Token], read_in: Window) -> Found:
    """今日复盘（9.24）: a day in brackets that stand at no name."""
    match = _HEADED.match(plain, at)
    opens = bool(made) and made[-1].sort is Sort.OPEN and not (len(made) > 1 and made[-2].sort is Sort.NAME)
    if match is None or not opens:
        match = _DIGITS.match(plain, at) if at and not (plain[at - 1].isalnum() or plain[at - 1] in ".-~") else None
    if match is None:
        return None
    try:
        day = dt.date(read_in.last.year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    if abs((day - read_in.last).days) > NEAR:
        return None
    return match.end(), {"sort": Sort.WHEN, "when": When(window=Window(first=day, last=day), period=Granularity.DAY)}


def _behind(plain: str, at: int, day: Window | None) -> Found:
    """当日, 随后两日: the single day that was named before, and those after it."""
    found = day_after(plain, at, day) if day is not None else None
    return (found[1], {"sort": Sort.WHEN, "when": found[0]}) if found else None


def _another_day(plain: str, at: int, last: Window | None, made: list[Token], read_in: Window) -> Found:
    if not plain[at].isdigit() or (made and made[-1].does(Tag.STREAK)):
        return None
    found = bare_day(plain, at, last or read_in)
    near = found is not None and abs((found[0].window.first - read_in.last).days) <= NEAR
    if last is None and not near:
        return None
    return (found[1], {"sort": Sort.WHEN, "when": found[0]}) if found else None


Found = tuple[int, dict[str, Any]] | None


def _mark(plain: str, at: int) -> Found:
    sort = MARKS.get(plain[at])
    return (at + 1, {"sort": sort}) if sort is not None else None


def _named(plain: str, at: int, names: Names) -> Found:
    found = names.at(plain, at)
    if found is None:
        return None
    word = word_at(plain, at)
    if word and at + len(word) > found[1] and WORDS[word][0] is not Tag.FILL:
        return None
    return found[1], {"sort": Sort.NAME, "names": found[0]}


def _dated(plain: str, at: int, read_in: Window, year: int, names: Names) -> Found:
    found = when_at(plain, at, read_in, year)
    if (
        found
        and plain[found[1] : found[1] + 1] == "连"
        and plain[found[1] + 1 : found[1] + 2] in set("阳阴涨跌红绿升降")
    ):
        found = when_at(plain[: found[1] - 1], at, read_in, year)  # 本周三连阳
    place = plain.find("天", at + 1, at + 6)
    if place > 0 and (found is None or found[1] > place) and names.at(plain, place) is not None:
        found = when_at(plain[:place], at, read_in, year)  # 本周天孚通信
    return (found[1], {"sort": Sort.WHEN, "when": found[0]}) if found else None


def _counted(plain: str, at: int, read_in: Window, names: Names) -> Found:
    word = word_at(plain, at)
    found = number_at(plain, at)
    digit = next((place for place in range(at, found[1]) if plain[place].isdigit()), at) if found else at
    told = digit > at and plain[at] not in "+-"
    if told and (when_at(plain, digit, read_in) is not None or names.at(plain, digit) is not None):
        return None  # 低于5月的…, 低于601138.SH
    if found is None or (word and at + len(word) >= found[1]):
        return None
    return found[1], {"sort": Sort.NUMBER, "number": found[0]}


_NONE = re.compile(
    r"(?:没有|并无|未有|无)(?:任何)?(?:一?[只家](?!跌停)|(?=个股|标的|股票|公司|成分股))|无一(?!例外|[下上收跌涨])"
)
_CANDLES = re.compile(r"(?:连收?[一二两三四五六七八九十\d]根?)(?:阳线?|阴线?|红|绿|板)")
_CLOSED = re.compile(r"收\s*(?=\d)")


def _into_a_name(plain: str, at: int, word: str, names: Names) -> bool:
    """Whether the last letter of a word begins a name."""
    last = at + len(word) - 1
    return not plain[last].isascii() and names.at(plain, last) is not None


def _worded(plain: str, at: int, names: Names, made: list[Token]) -> Found:
    if made and made[-1].number is not None and made[-1].number.word == "连" and plain[at] in "阳红阴绿":
        tag = Tag.UP if plain[at] in "阳红" else Tag.DOWN  # 三连阳
        return at + 1, {"sort": Sort.WORD, "tag": tag, "value": ""}
    if none := _NONE.match(plain, at):
        return none.end(), {"sort": Sort.WORD, "tag": Tag.NOT, "value": "none"}
    if candles := _CANDLES.match(plain, at):
        return candles.end(), {"sort": Sort.WORD, "tag": Tag.FILL, "value": ""}
    word = word_at(plain, at)
    if not word and _CLOSED.match(plain, at):
        return at + 1, {"sort": Sort.WORD, "tag": Tag.CLOSE}
    if word.endswith("上周") and plain[at + len(word) : at + len(word) + 1] in set("一二三四五六日天"):
        word = word.removesuffix("上周")  # 较上周五 is beside a day
    if len(word) > 1 and _into_a_name(plain, at, word, names):
        word = word_at(plain[: at + len(word) - 1], at)  # 三大指数中标普500
    if not word:
        return None
    tag, value = WORDS[word]
    return at + len(word), {"sort": Sort.WORD, "tag": tag, "value": value}


def _text(plain: str, text: str, at: int, made: list[Token]) -> int:
    """A letter that nothing is known of joins the one before; a Latin word stays whole."""
    end = at + 1
    if plain[at].isascii() and plain[at].isalnum():
        while (
            end < len(plain)
            and plain[end].isascii()
            and (plain[end].isalnum() or plain[end] in "-.")
            and not (DATED.match(plain, end))
        ):
            end += 1
    if made and made[-1].sort is Sort.TEXT and made[-1].end == at:
        before = made.pop()
        made.append(Token(sort=Sort.TEXT, start=before.start, end=end, said=text[before.start : end]))
    else:
        made.append(Token(sort=Sort.TEXT, start=at, end=end, said=text[at:end]))
    return end
