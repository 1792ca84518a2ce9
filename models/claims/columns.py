"""What a column of a table tells, by its head: a return, a close, a market cap, visits of a month, a change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from models.claims.folding import folded
from models.claims.names import OWN
from models.claims.numbers import SCALES, Number, Unit
from models.claims.values import About, Kind
from models.claims.windows import When
from models.frozen import frozen
from models.traffic.values import Granularity

_KINDS = (  # the first that fits
    ("no", r"同比|市盈|估值|p[ebs]\b|目标价|评级|成交|换手|振幅|占比|收入|净利|eps|排名|最[高低]|开盘|预[测期]"),
    ("excess", r"超额|相对|alpha"),
    ("change", r"环比|mom\b|wow\b"),
    ("return", r"涨跌|涨幅|跌幅|升幅|收益率|回报|区间表现|周表现|表现|变动|变化|chg|change|return"),
    ("cap", r"市值"),
    ("close", r"收盘|现价|股价|最新价|收市|点位|价格|收报|\bclose\b|\bprice\b"),
    ("downloads", r"下载|安装|downloads"),
    ("users", r"月活|日活|用户|mau|dau"),
    ("level", r"访问|流量|万次|亿次|百万次|visits"),
)  # fmt: skip
_MEASURES = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)
_BASE = re.compile(r"期初|基期|上周收盘|前收|上周末|起始")
_SCALE = re.compile(r"(万亿|千亿|百亿|十亿|亿|千万|百万|万|千|m|bn?)(?=次|美元|港元|元|人民币|\b|\)|$)")
_DAYS = re.compile(r"\d{4}-\d{4}|\d{1,2}月|\d{1,2}/\d{1,2}|本周|上周|周[一二三四五]|\d{4}年|20\d\d-\d\d|\d{1,2}日")
_INDICES = (
    ("沪深300", "000300.SH"), ("恒生指数", "HSI"), ("恒指", "HSI"), ("纳指", "IXIC"), ("纳斯达克", "IXIC"),
    ("标普", "SPX"),
)  # fmt: skip
_MONEY = re.compile(r"美元|港元|港币|人民币|元")
_ABOUT = {
    **dict.fromkeys(("return", "excess", "close", "cap"), About.PRICE),
    **dict.fromkeys(("change", "level", "users"), About.VISITS),
    "downloads": About.DOWNLOADS,
}
_KIND = {"return": Kind.RETURN, "excess": Kind.EXCESS, "close": Kind.CLOSE, "cap": Kind.CAP, "change": Kind.CHANGE,
         "level": Kind.LEVEL, "downloads": Kind.LEVEL, "users": Kind.LEVEL}  # fmt: skip


@frozen(kw_only=True)
class Column:
    """kind, about: of the claims below. sign: of numbers that are written without one. scale: 万 of 9月（万次）."""

    kind: Kind
    about: About
    when: When | None
    sign: int = 0
    scale: float = 1.0
    against: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def takes(self, number: Number) -> bool:
        """Whether a number can be what the head says."""
        percent = self.kind in (Kind.RETURN, Kind.CHANGE)
        if self.kind is Kind.EXCESS:
            return number.unit in (Unit.PERCENT, Unit.POINTS, Unit.PLAIN)
        if percent:
            return number.unit in (Unit.PERCENT, Unit.PLAIN)
        return number.unit not in (Unit.PERCENT, Unit.POINTS, Unit.STOCKS, Unit.TIMES)

    def scale_of(self, number: Number) -> float:
        """What the head multiplies a number with that has no scale of its own."""
        return self.scale if number.step <= 1 else 1.0

    def period(self, when: When | None) -> Granularity | None:
        """How long the period of a count is."""
        if self.about is About.PRICE or when is None:
            return None
        return when.period


def measure_in(plain: str) -> str:
    """What a head says that is told below it; "days" where it only names days; "" for nothing."""
    for name, pattern in _MEASURES:
        if pattern.search(plain):
            return "" if name == "no" else name
    return "days" if _DAYS.search(plain) else ""


def column_of(said: str, whole: str, own: When | None, days: When | None, below: str = "") -> Column | None:
    """The column under a head.

    whole: the heading and the first head, for what the head itself does not say; below: its first cell.
    """
    plain = folded(said)
    name = measure_in(plain)
    if name == "days":
        name = measure_in(folded(whole))
        if name in ("", "days", "close", "level") and "%" in folded(plain + below):
            name = "return" if name != "level" else ""
        elif name in ("", "days"):
            name = "level" if re.search(r"[万亿]|\d[mb]\b", folded(below)) else ""
    if not name or name not in _KIND:
        return None
    about = _ABOUT[name]
    if name == "change" and re.search(r"下载|安装", folded(whole)):
        about = About.DOWNLOADS
    words = {"over": "chain"} if name == "change" else {}
    if name == "return":
        words["of"] = "median" if "中位" in plain else "mean" if re.search("平均|均值|等权", plain) else "any"
    if name == "users":
        words["metric"] = "users"
    if name == "close" and _BASE.search(plain):
        words["at"] = "base"
    if money := _MONEY.search(plain):
        words["unit"] = money[0]
    against = next((mark for word, mark in _INDICES if word in plain), OWN) if name == "excess" else ""
    if name == "excess":
        words["against"] = "instrument" if against != OWN else "market"
    falls = name == "return" and "跌幅" in plain and "涨跌" not in plain
    return Column(
        kind=_KIND[name], about=about, when=own or days, sign=-1 if falls else 0, against=against,
        scale=_scale(plain, whole) if name in ("level", "downloads", "users", "cap") else 1.0, words=words,
    )  # fmt: skip


def _scale(plain: str, whole: str) -> float:
    for text in (plain, folded(whole)):
        if match := _SCALE.search(text):
            return SCALES[match[1]]
    return 1.0
