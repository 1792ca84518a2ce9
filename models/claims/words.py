"""What the words of such notes do in a sentence, and the longest one that begins at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from models.claims.vocabulary import VOCABULARY


class Tag(Enum):
    """What a word does."""

    UP = auto()  # of prices
    DOWN = auto()
    FLAT = auto()
    GROW = auto()  # of anything that is counted; of prices only where the sentence says so
    SHRINK = auto()
    GAIN = auto()  # 涨幅
    LOSS = auto()  # 跌幅
    MOVE = auto()  # 涨跌幅
    LEAD = auto()  # value: "top" or "bottom"
    PLACE = auto()  # 居首, 第二, 前三; value: a place
    BEAT = auto()
    TRAIL = auto()
    AGAINST = auto()  # 相对, 较, 比: the object follows
    EXCESS = auto()  # 超额收益
    BREADTH = auto()  # value: which
    MOST = auto()
    SOME = auto()  # of which nothing can be checked
    EACH = auto()  # 均, 都, 悉数
    RESPECT = auto()  # 分别
    RECORD = auto()  # value: "high" or "low"
    SINCE = auto()  # how far back a record reaches
    NOT = auto()
    ONLY = auto()
    EXCEPT = auto()
    OUTSIDE = auto()  # 外, 以外, 之外
    REST = auto()  # 其余
    MAYBE = auto()  # conditional, forecast, opinion
    OTHER = auto()  # a number of something that is not followed
    INTRADAY = auto()
    VISITS = auto()
    DOWNLOADS = auto()
    USERS = auto()
    OVER = auto()  # 环比, 同比; value: which
    CLOSE = auto()
    REACH = auto()  # 升至, 达
    FROM = auto()
    CAP = auto()
    MEAN = auto()  # value: "mean" or "median"
    STREAK = auto()  # 连续
    STEADY = auto()  # 持续
    PRICE = auto()  # 股价, 行情: prices are spoken of
    BACK = auto()  # 其, 该股: whoever was named before
    FORMER = auto()
    LATTER = auto()
    GROUP = auto()  # 板块, 个股: those that are spoken of
    ALSO = auto()  # 跟涨
    CAUSE = auto()  # 受, 因, 由于: what follows is no claim about a window
    ACT = auto()  # 发布, 中标
    BE = auto()  # 为, 是, 达
    AND = auto()
    DOUBLE = auto()
    ABOUT = auto()
    TALLY = auto()  # 10涨2跌; value: how many up and down
    FILL = auto()  # says nothing that could be checked
    NOISE = auto()  # looks like a claim and is none


MOVEMENT = (Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK, Tag.FLAT, Tag.ALSO, Tag.DOUBLE)
AMOUNT = (Tag.GAIN, Tag.LOSS, Tag.MOVE)
METRIC = (Tag.VISITS, Tag.DOWNLOADS, Tag.USERS)
CLASSES: dict[Tag, str] = {
    **dict.fromkeys((*MOVEMENT, *AMOUNT), "move"),
    **dict.fromkeys((Tag.LEAD, Tag.PLACE), "lead"),
    **dict.fromkeys((Tag.BEAT, Tag.TRAIL, Tag.EXCESS, Tag.AGAINST), "beat"),
    **dict.fromkeys((Tag.BREADTH, Tag.TALLY), "broad"),
    **dict.fromkeys((Tag.CLOSE, Tag.REACH), "close"),
    Tag.RECORD: "record",
    Tag.CAP: "cap",
}


def _entries() -> Iterator[tuple[str, tuple[Tag, str]]]:
    """Every word with what it does; a block begins with a name in capitals and goes on in lines that are set in."""
    for block in re.split(r"\n(?=[A-Z])", VOCABULARY.strip()):
        head, _, words = block.partition(":")
        name, _, value = head.partition(" ")
        yield from ((word, (Tag[name], value)) for word in words.split())


WORDS: Mapping[str, tuple[Tag, str]] = dict(_entries())
LONGEST = max(map(len, WORDS))
STARTS = frozenset(word[0] for word in WORDS)
ASCII_WORD = re.compile(r"[a-z0-9]")


def word_at(text: str, start: int) -> str:
    """The longest known word that begins there in folded text, "" for none; a Latin one ends where letters end."""
    if text[start] not in STARTS:
        return ""
    for size in range(min(LONGEST, len(text) - start), 0, -1):
        word = text[start : start + size]
        if word in WORDS and not _cut(text, start, start + size):
            return word
    return ""


def _cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin word goes on beyond one of its ends."""
    before = start > 0 and text[start].isascii() and bool(ASCII_WORD.match(text[start - 1]))
    after = end < len(text) and text[end - 1].isascii() and bool(ASCII_WORD.match(text[end]))
    return (before and bool(ASCII_WORD.match(text[start]))) or (after and bool(ASCII_WORD.match(text[end - 1])))
