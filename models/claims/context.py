"""What a reader has in mind from one clause to the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from models.claims.lexing import Token
from models.claims.values import Subject
from models.claims.windows import When

GROUPS = ("sector", "list", "market")


@dataclass(slots=True)
class State:
    """What a reader has in mind: who and when was spoken of last, which group, which number."""

    when: When | None = None
    loose: bool = True  # the days were not named with this claim
    who: list[Token] = field(default_factory=list)
    topic: list[Token] = field(default_factory=list)  # 英特尔：…
    pair: list[Token] = field(default_factory=list)
    scope: Subject | None = None
    metric: Token | None = None
    peers: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)  # in the sentence
    excepted: list[str] = field(default_factory=list)
    seen: list[Token] = field(default_factory=list)  # shares and products that the sentence speaks of
    met: list[Token] = field(default_factory=list)  # those and whom they were put beside
    before: int = 0  # how many of seen stand before the last ；
    since: dt.date | None = None
    ahead: Subject | None = None
    days: list[When] = field(default_factory=list)  # single days named in the paragraph
    against: Subject | None = None  # 相较沪深300，: beside whom the next ones stand
    beaten: Subject | None = None  # beside whom somebody was put in the sentence, or its index
    mean: bool = False  # 从平均涨幅看: the numbers of groups are means
    excess: bool = False  # 超额收益 is spoken of
    groups: list[Subject] = field(default_factory=list)  # that 分别 shares out among the next names
    percents: bool = False  # the heading says that bare numbers are percent
    spoken: str = ""  # what the last claim was about
    fresh: bool = False  # days stand in this very clause
    direction: Token | None = None
    total: int = 0  # 12只个股中: how many are spoken of
    kept: list[tuple[When | None, bool, bool]] = field(default_factory=list)  # the days before those of a forecast
    vague: bool = False  # 科技巨头中: a group that nobody knows
    maybe: bool = False
    supposed: bool = False  # 若: until the sentence ends
    other: bool = False
    month: When | None = None  # that visits and downloads were last told of
    told: frozenset[str] = frozenset()  # shares that the text names anywhere
    heading: bool = False  # the days are those of a heading above
    counted: bool = False  # the clause before had a number of the same subject
