"""Claims about levels and days: 收报, 总市值, 新高, 连续三日, 三个交易日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models import sessions
from models.claims.lexing import Token
from models.claims.names import INSTRUMENT, OWN
from models.claims.numbers import Unit
from models.claims.predications import Said
from models.claims.saying import (
    GROUPS,
    PRICE,
    Saying,
    against_itself,
    amount,
    negated,
    paired,
    said_of,
    sign_of,
)
from models.claims.values import Claim, Kind, Subject
from models.claims.words import Tag
from models.instruments import Market


def record(saying: Saying) -> Iterator[Claim]:
    """创年内新高."""
    part = saying.part
    word, since = part.word(Tag.RECORD), part.word(Tag.SINCE)
    if word is None:
        return
    before = saying.text[max(0, word.start - 8) : word.start]
    if word.said in ("高点", "低点", "峰值", "历史记录", "高位") and not any(
        one in before for one in ("创", "刷新", "突破")
    ):
        return
    for subject in saying.subjects(INSTRUMENT, *GROUPS):
        words = {"which": word.value, "since": since.value if since is not None else ""}
        if saying.within is not None:
            words["within"] = f"{saying.within.first}..{saying.within.last}"
        elif "收盘" in word.said and word.said.startswith("最") and since is None and saying.since is None:
            continue  # the highest close of days that are not named
        if "盘中" in saying.text[max(0, word.start - 8) : word.start]:
            words["intraday"] = "1"
        if negated(saying, word) or any(one.does(Tag.NOT) for one in part.words):
            words["not"] = "1"
        (start, end), said = saying.whole()
        yield saying.claim(
            Kind.RECORD,
            PRICE,
            subject,
            (start, end),
            said,
            sign=1 if word.value == "high" else -1,
            words=words,
            since=saying.since,
        )


def level(saying: Saying, kind: Kind) -> Iterator[Claim]:
    """收报123.51美元, 总市值3.03万亿美元; kind says which."""
    part = saying.part
    units = (Unit.MONEY,) if kind is Kind.CAP else (Unit.MONEY, Unit.INDEX, Unit.PLAIN)
    numbers = [one for one in part.numbers if one.unit in units]
    if kind is Kind.CLOSE:
        closes = part.has(Tag.CLOSE) or (saying.closing and any(one.unit is Unit.MONEY for one in numbers))
        numbers = [
            one for one in numbers if one.to or closes or (one.unit is not Unit.PLAIN and _after_from(saying, one))
        ]
    if kind is Kind.CAP and part.has(Tag.BEAT, Tag.TRAIL, Tag.GROW, Tag.SHRINK, Tag.UP, Tag.DOWN):
        return
    for subject, number in paired(saying.subjects(INSTRUMENT), numbers):
        made = amount(number, 0)
        held = number.token.number
        assert held is not None
        words = dict(made.pop("words")) | {"unit": held.word}  # type: ignore[call-overload]
        if kind is Kind.CLOSE and _after_from(saying, number):
            words["at"] = "base"
        if kind is Kind.CLOSE and against_itself(part, number):
            words["wrong"] = "1"
        made |= {"sign": 0, "value": held.value}
        at = (number.token.start, number.token.end)
        yield saying.claim(kind, PRICE, subject, at, said_of(saying, subject, number), words=words, **made)


def _after_from(saying: Saying, number: Said) -> bool:
    return (
        any(one.does(Tag.FROM) and 0 <= number.token.start - one.end <= 14 for one in saying.part.words)
        and not number.to
    )


def streak(saying: Saying, spans: list[Said]) -> Iterator[Claim]:
    """连续三个交易日上涨."""
    part = saying.part
    word = part.word(Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK)
    if not spans or spans[0].token.number is None or word is None:
        return
    number = spans[0].token.number
    if number.word not in ("个交易日", "天", "日", "连"):
        return
    for subject in saying.subjects(INSTRUMENT):
        (start, end), said = saying.whole()
        yield saying.claim(
            Kind.TREND, PRICE, subject, (start, end), said, value=number.value, sign=sign_of(word),
            words={"streak": str(int(number.value))} | _until(saying, word),
        )  # fmt: skip


_EACH_DAY = re.compile(r"交易日(?:均|都|全)")
DAILY = ("天天", "日日", "每天", "每日")


def daily(saying: Saying, spans: list[Said]) -> Iterator[Claim]:
    """天天收红, 三个交易日均上涨: every session of the days that are meant."""
    part = saying.part
    word = part.word(Tag.UP, Tag.DOWN)
    if word is None or any(one.unit is Unit.PERCENT for one in part.numbers):
        return
    window = saying.when.window if saying.when is not None else saying.window
    count = len(sessions.sessions_between(Market.CN, window.first, window.last))
    if spans and spans[0].token.number is not None:
        count = int(spans[0].token.number.value)
    for subject in saying.subjects(INSTRUMENT):
        at, said = saying.whole()
        words = {"streak": str(count)}
        yield saying.claim(Kind.TREND, PRICE, subject, at, said, value=float(count), sign=sign_of(word), words=words)


def is_daily(saying: Saying, spans: list[Said]) -> bool:
    """Whether something is said of every single session."""
    part = saying.part
    if not part.has(Tag.UP, Tag.DOWN):
        return False
    counted = bool(spans) and "交易日" in spans[0].token.said and part.has(Tag.EACH) and not part.has(Tag.STREAK)
    start, end = part.span()
    counted = counted or (len(part.names) == 1 and _EACH_DAY.search(saying.text[start:end]) is not None)
    return counted or any(one.said in DAILY for one in part.words)


def _until(saying: Saying, word: Token) -> dict[str, str]:
    """连续两日下跌后反弹: it ended before."""
    spans = [one.token.end for one in saying.part.numbers if one.unit is Unit.SPAN]
    end = max([word.end, *spans])  # 连跌两日后
    after = saying.text[end : end + 2]
    return {"after": "1"} if after.startswith(("后", "之后")) else {}


def session_count(saying: Saying, said: Said) -> Iterator[Claim]:
    """A股共三个交易日."""
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
