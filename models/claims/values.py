"""A checkable claim as a value: who, what, how much, over which days; and what was found of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.frozen import frozen
from models.review.values import Window
from models.traffic.values import Granularity


class Kind(StrEnum):
    """What is claimed."""

    RETURN = "return"  # 英伟达+6.47%, 上涨逾6%
    DIRECTION = "direction"  # 上涨, 收跌, without a number
    EXCESS = "excess"  # 跑赢沪深300 5.5个百分点
    BEAT = "beat"  # 跑赢, 跑输, without a number
    LEAD = "lead"  # 领涨, 领跌, 涨幅居首
    BREADTH = "breadth"  # 普涨, 普跌, 涨跌互现, 全线上涨
    SPREAD = "spread"  # 12只个股中10只上涨
    RECORD = "record"  # 创新高, 历史新低
    CHANGE = "change"  # visits or downloads 环比+19.2%, 翻倍
    TREND = "trend"  # visits or downloads 持续增长, 明显回落, 连续三个月增长
    LEVEL = "level"  # visits 31.0亿次, downloads 689.3万次
    RANK = "rank"  # visits 居首, 位列第二
    CLOSE = "close"  # 收于123.51美元
    CAP = "cap"  # 总市值3.03万亿美元
    EVENT = "event"  # 9月24日，商汤科技中标…
    SESSIONS = "sessions"  # 本周仅三个交易日


class About(StrEnum):
    """What a number is of."""

    PRICE = "price"
    VISITS = "visits"
    DOWNLOADS = "downloads"
    EVENT = "event"


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"  # to the digits that are printed
    ABOUT = "about"  # 约, 左右
    OVER = "over"  # 逾, 超, 以上
    UNDER = "under"  # 不足, 近, 以内


class State(StrEnum):
    """What a claim turned out to be."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNDECIDABLE = "undecidable"


@frozen(kw_only=True)
class Subject:
    """Whom a claim is about. kind: "instrument", "product", "sector", "market", "list", "vendor" or "unknown".

    id: canonical (unknown: as written); name: as it is written in the text; members: ids of a sector, list or group
    that the text names together.
    """

    kind: str
    id: str
    name: str
    members: tuple[str, ...] = ()


@frozen(kw_only=True)
class Claim:
    """One checkable claim. sentence: as it stands in the text; start, end: its characters in the whole text.

    said: the words of the claim itself. value: percent, percentage points, plain counts, a price or a number of
    sessions; None without a number; digits: decimals that are printed; sign: +1, -1, 0 as the words say. against: the
    benchmark that is named ("" the market's own). window: days that are meant, None where the text names none;
    named: whether the text itself names them. period: of visits and downloads. since: how far back a record reaches.
    """

    kind: Kind
    about: About
    subject: Subject
    sentence: str
    start: int
    end: int
    said: str
    value: float | None = None
    digits: int = 0
    sign: int = 0
    bound: Bound = Bound.EXACT
    against: str = ""
    window: Window | None = None
    named: bool = False
    period: Granularity | None = None
    since: dt.date | None = None
    words: Mapping[str, str] = field(default_factory=dict)  # what only one kind needs


@frozen(kw_only=True)
class Checked:
    """A claim with what is held beside it. found: in words and numbers, "" when nothing is held.

    why: key of texts under "claims.why.", facts: what fills it. value: what was found, in the claim's unit. query:
    what was looked up, so that anybody can ask again ("return NVDA.US 2024-09-23..2024-09-25"); source, as_of (UTC
    seconds): whose number it is.
    """

    claim: Claim
    state: State
    value: float | None = None
    found: str = ""
    why: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    source: str = ""
    as_of: float | None = None
