"""Numbers as such notes write them: percent, percentage points, counts, money, tenths; with how they are meant.

The text is folded (models/claims/folding.py): full-width forms are plain, and every character keeps its place.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from models.claims.values import Bound
from models.frozen import frozen


class Unit(Enum):
    """What a number counts."""

    PERCENT = auto()
    POINTS = auto()  # percentage points
    MONEY = auto()  # of a currency
    COUNT = auto()  # 次, visits and downloads
    PEOPLE = auto()  # 人, users
    INDEX = auto()  # 点
    STOCKS = auto()  # 只, 家
    TIMES = auto()  # 倍
    SPAN = auto()  # 个月, 周, 日: of a streak
    PLAIN = auto()


@frozen(kw_only=True)
class Number:
    """value: percent, points, plain counts, money. to: the other end of a range. signed: +1 or -1 as it is written.

    step: what one unit of the last printed digit is worth.
    """

    value: float
    unit: Unit
    digits: int = 0
    step: float = 1.0
    signed: int = 0
    bound: Bound = Bound.EXACT
    to: float | None = None
    word: str = ""  # the unit as it is written


DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": 1.0, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11,
          "万亿": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}  # fmt: skip
UNDER = (
    "不超过",
    "不高于",
    "未超过",
    "不超",
    "未超",
    "不足",
    "不到",
    "未到",
    "未及",
    "低于",
    "少于",
    "以下",
    "以内",
    "之内",
    "不及",
)
OVER = (
    "逾",
    "超过",
    "超",
    "超逾",
    "至少",
    "以上",
    "或以上",
    "及以上",
    "多",
    "余",
    "有余",
    "之上",
    "突破",
    "高于",
    "不低于",
    "超出",
    "开外",
)
MORE, LESS = (">", "≥", "＞", "⩾"), ("<", "≤", "＜", "⩽")
NEAR = ("近", "将近", "接近", "逼近", "快")
ABOUT = ("约", "大约", "约为", "左右", "上下", "大概", "约达", "大致", "附近")
_BEFORE = "|".join(
    sorted(
        (*MORE, *LESS, *UNDER, *OVER[:4], "至少", "不低于", *NEAR, *ABOUT[:3], "大概", "约达", "大致"),
        key=len,
        reverse=True,
    )
)
_AFTER = "或以上|及以上|以上|左右|上下|以下|以内|之内|有余|之上|附近|开外|多|余"
_CN = "[零〇一二两三四五六七八九十百千]"
_ONE = "[一二两三四五六七八九]"
_NUMERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"(?P<sign>[+\-])?"
_DASH = r"\s*[-~至到]\s*"
_SIGNED = rf"{_SIGN}(?P<a>{_NUMERAL})"
_SCALE = r"(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|万|千|bn|mn|[kmb](?![a-z0-9]))?"
_MONEY = "美元|港元|港币|人民币|元|美金"
_SPAN = "个交易日|个月|个季度|周|天|日"
_EACH = f"人次|次|点|只|家|倍|人|{_SPAN}"
_PATTERNS = tuple((re.compile(pattern, re.ASCII), unit) for pattern, unit in (
    (rf"{_SIGNED}\s*%?{_DASH}\+?(?P<b>{_NUMERAL})\s*(?:%|(?P<pp>个?百分点|pct|pp))(?!\d)", None),
    (rf"{_SIGNED}\s*%(?:和|与|及|到|至)\+?(?P<b>{_NUMERAL})\s*(?:%|(?P<pp>个?百分点|pct|pp))之间", None),
    (rf"{_SIGNED}\s*(?P<more>多|余)?\s*(?:个百分点|百分点|%?pcts?|%?pp|ppts?)(?![a-z0-9])", Unit.POINTS),
    (rf"(?P<cn>{_CN}+)\s*(?:个百分点|百分点)", Unit.POINTS),
    (rf"{_SIGNED}\s*(?P<bp>bps?|基点|个基点)(?![a-z0-9])", Unit.POINTS),
    (rf"(?P<a>{_NUMERAL})\s*%\s*(?P<sign>[+\-])(?!\s*[\d.])", Unit.PERCENT),  # 0.73%↓
    (rf"{_SIGNED}\s*%", Unit.PERCENT),
    (rf"{_SIGNED}\s*个(?P<more>多)?点(?![位评])", Unit.PERCENT),
    (rf"(?P<cn>{_CN}+)个(?P<more>多)?点(?![位评])", Unit.PERCENT),
    (rf"百分之(?P<cn>{_CN}+(?:点{_CN}+)?)", Unit.PERCENT),
    (r"(?P<of>[二三四五])分之(?P<part>[一二三四])", Unit.PERCENT),
    (rf"(?P<tenths>{_ONE})成(?P<half>半|{_ONE})?(?![果为本立份分长熟功交员就都])", Unit.PERCENT),
    (rf"{_SIGNED}\s*(?P<more>多|余)?{_SCALE}(?P<more2>多|余)?\s*(?P<unit>{_MONEY}|{_EACH}|个(?![股月]))?", Unit.PLAIN),
    (rf"(?P<cn>{_CN}+|\d)(?P<unit>连)(?=[涨跌升降阳阴红绿])", Unit.SPAN),
    (rf"(?P<cn>{_CN}+)(?P<scale>万亿|亿|万)?(?P<unit>只|家|倍|{_SPAN}|个(?!股|月|百分))", Unit.PLAIN),
))  # fmt: skip
_UNITS = {
    "美元": Unit.MONEY, "港元": Unit.MONEY, "港币": Unit.MONEY, "人民币": Unit.MONEY, "元": Unit.MONEY,
    "美金": Unit.MONEY,
    "人次": Unit.COUNT, "次": Unit.COUNT, "点": Unit.INDEX, "只": Unit.STOCKS, "家": Unit.STOCKS, "个": Unit.STOCKS,
    "倍": Unit.TIMES, "人": Unit.PEOPLE, "个交易日": Unit.SPAN, "个月": Unit.SPAN, "个季度": Unit.SPAN, "周": Unit.SPAN,
    "天": Unit.SPAN, "日": Unit.SPAN,
}  # fmt: skip
_LEAD = re.compile(_BEFORE)
_TAIL = re.compile(_AFTER)
LONGEST = 40
STARTS = frozenset(
    "0123456789+-百零〇"
    + "".join(DIGITS)
    + "十千"
    + "".join(word[0] for word in (*MORE, *LESS, *UNDER, *OVER, *NEAR, *ABOUT))
)


def number_at(text: str, start: int) -> tuple[Number, int] | None:
    """The number that begins there, with the words of its bound, and where it ends."""
    if text[start] not in STARTS:
        return None
    lead = _LEAD.match(text, start)
    place = lead.end() if lead else start
    while lead and place < len(text) and text[place] == " ":
        place += 1
    found = _bare(text, place)
    if found is None:
        return None
    number, end = found
    tail = _TAIL.match(text, end)
    bound = _bound(lead[0] if lead else "", tail[0] if tail else "", number.bound)
    return _with(number, bound), tail.end() if tail else end


def _with(number: Number, bound: Bound) -> Number:
    from dataclasses import replace

    return replace(number, bound=bound) if bound is not number.bound else number


def _bound(before: str, after: str, inside: Bound) -> Bound:
    for words, bound in (
        (LESS, Bound.UNDER),
        (MORE, Bound.OVER),
        (UNDER, Bound.UNDER),
        (OVER, Bound.OVER),
        (ABOUT, Bound.ABOUT),
    ):
        if before in words or after in words:
            return bound
    return NEAR_BOUND if before in NEAR else inside


NEAR_BOUND = Bound.UNDER  # 近6%: a little less; told from 不足 by ``is_near``


def is_near(said: str) -> bool:
    """Whether the words of a number say 近, which promises that it is almost there."""
    return any(word in said for word in NEAR)


def _bare(text: str, start: int) -> tuple[Number, int] | None:
    if start >= len(text):
        return None
    piece = text[start : start + LONGEST]
    for pattern, unit in _PATTERNS:
        match = pattern.match(piece)
        if match and match.end():
            number = _range(match) if unit is None else _number(match, unit)
            if number is not None:
                return number, start + match.end()
    return None


def _range(match: re.Match[str]) -> Number | None:
    low, high = _float(match["a"]), _float(match["b"])
    if match["sign"] == "-" or high < low or "%" not in match[0] + ("%" if match["pp"] else ""):
        return None
    digits = min(_decimals(match["a"]), _decimals(match["b"]))
    unit = Unit.POINTS if match["pp"] else Unit.PERCENT
    return Number(value=low, unit=unit, digits=digits, step=10.0**-digits, to=high)


def _number(match: re.Match[str], unit: Unit) -> Number | None:
    held = match.groupdict()
    if held.get("of"):
        value = 100.0 * DIGITS[held["part"] or ""] / DIGITS[held["of"] or ""]
        return Number(value=value, unit=unit, step=2.0, bound=Bound.ABOUT)
    if held.get("tenths"):
        value = DIGITS[held["tenths"]] * 10.0 + DIGITS.get(held["half"] or "", 5.0 if held["half"] else 0.0)
        return Number(value=value, unit=unit, step=2.0, bound=Bound.ABOUT)
    if held.get("cn"):
        return _chinese(held, unit)
    if held.get("bp"):
        value = _float(held["a"]) / 100
        return Number(value=value, unit=unit, digits=2 + _decimals(held["a"]), step=0.01, signed=_sign(held))
    return _written(held, unit)


def _written(held: dict[str, str | None], unit: Unit) -> Number:
    written, word = held["a"] or "0", held.get("unit") or ""
    scale = SCALES[held.get("scale") or ""]
    bound = Bound.OVER if held.get("more") or held.get("more2") else Bound.EXACT
    kind = _UNITS.get(word, unit) if unit is Unit.PLAIN else unit
    digits = _decimals(written)
    return Number(
        value=_float(written) * scale, unit=kind, digits=digits, step=scale * 10.0**-digits, signed=_sign(held),
        bound=bound, word=word,
    )  # fmt: skip


def _chinese(held: dict[str, str | None], unit: Unit) -> Number | None:
    whole, dot, part = (held["cn"] or "").partition("点")
    value = float(whole) if whole.isdigit() else chinese(whole)
    if value is None or (dot and not all(one in DIGITS for one in part)):
        return None
    digits = len(part)
    fraction = sum(DIGITS[one] * 10.0 ** -(place + 1) for place, one in enumerate(part))
    scale, word = SCALES[held.get("scale") or ""], held.get("unit") or ""
    kind = _UNITS.get(word, unit) if unit is Unit.PLAIN else unit
    bound = Bound.OVER if held.get("more") else Bound.EXACT
    return Number(
        value=(value + fraction) * scale, unit=kind, digits=digits, step=scale * 10.0**-digits, bound=bound, word=word
    )  # fmt: skip


def chinese(text: str) -> float | None:
    """十二 is 12, 二十 is 20, 三 is 3; None where it is no number below ten thousand."""
    total, digit, seen = 0, 0, False
    for one in text:
        if one in DIGITS:
            if seen and digit and one not in "零〇":
                return None
            digit, seen = DIGITS[one], True
        elif one in TENS:
            total += (digit or 1) * TENS[one]
            digit, seen = 0, False
        else:
            return None
    return float(total + digit) if text else None


def _sign(held: dict[str, str | None]) -> int:
    return {"+": 1, "-": -1}.get(held.get("sign") or "", 0)


def _float(text: str | None) -> float:
    return float((text or "0").replace(",", ""))


def _decimals(text: str | None) -> int:
    return len((text or "").partition(".")[2])
