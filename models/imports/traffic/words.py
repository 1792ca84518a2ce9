"""The words of captions and headings: what is counted, in which unit, by whom, where, on which devices.

All take text as models.imports.cells.plain gives it, and give nothing ("" , None, 0.0) where the text does not say
or says two things: what is left open is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from models.traffic.values import Granularity, Metric

NOT_KEPT = {
    "a change, not a count": r"环比|同比|[涨跌增]幅|涨跌|变[化动]|增[长速]|升降|差额|change|growth|\b[mwyd]o[mwyd]\b",
    "a share, not a count": r"占比|份额|比例|比重|渗透率|构成|\bshare\b|percent|%|％",
    "of an earlier period": r"上周|上月|上期|去年|前值|前期|上一|previous|\blast (?:week|month|year)|prior|\bprev\b",
    "unique visitors are not visits": r"独立访客|访客|去重|unique|\buv\b|visitors|访问人数|访问用户",
    "users are not counted here": r"活跃|\b[mdw]au\b|active users|用户",
    "an average, not a count": r"[日周月天]均|每[日天周月]平均|per day"
    r"|(?:daily|weekly|monthly) (?:average|avg)|(?:average|avg)\.? (?:daily|weekly|monthly)",
    "a running total, not of a period": r"累计|总下载|历史|cumulative|lifetime|to date|all[- ]time",
    "engagement is not kept": r"跳出|bounce|时长|duration|per visit|pages ?/|[人次]均|页数|time on|平均|average|\bavg",
    "money is not kept": r"收入|revenue|sales|流水|price|价格|市值",
    "a rank of sites, not of a store": r"(?:global|country|category|industry) ?rank|全球排名|国家排名|网站排名",
    "a score, not a number of ratings": r"评分(?!人?数|次数)|\brating\b(?! count)|score|得分|星级",
    "a total is no product": r"^(?:合计|总计|小计|总和|其他|其它|total|sum|subtotal|others?|全部|all)$",
}  # fmt: skip
COUNTS = {
    Metric.PAGE_VIEWS: r"浏览量|浏览次数|page[ _]?views?|\bpv\b",
    Metric.RATINGS: r"评分人?数|评分次数|评价数|\bratings\b|rating count",
    Metric.DOWNLOADS: r"下载|downloads?(?![a-z])",
    Metric.VISITS: r"访问|visits?(?![a-z])|sessions(?![a-z])",
}
_RANK = re.compile(r"(?:排名|名次|位次|\brank(?:ing)?)$", re.ASCII)
_RANKED = re.compile(r"排名|排行|名次|榜|\brank(?:ing)?\b", re.ASCII)
SOURCES = {
    "Similarweb": r"similar ?web",
    "七麦 Qimai": r"七麦|qimai",
    "点点 Diandian": r"点点数据|diandian",
    "Sensor Tower": r"sensor ?tower",
    "Semrush": r"semrush",
    "AIPure": r"aipure",
    "Toolify": r"toolify",
    "AI产品榜": r"ai产品榜|aicpb",
    "data.ai": r"\bdata\.ai\b|app ?annie",
    "QuestMobile": r"quest ?mobile",
}
_SAID = re.compile(r"(?:数据来源|资料来源|来源|source)s?\s*[:：]\s*([^;；|\n]{1,60})", re.IGNORECASE)
SIZES = {
    "万亿": 1e12, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3,
    "k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "mn": 1e6, "mm": 1e6,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "000": 1e3, "'000": 1e3, "000s": 1e3,
}  # fmt: skip
_UNITS = re.compile(
    r"(万亿|十亿|亿|千万|百万|十万|万|千)(?:人次|次|个|人|份|下载|访问)?(?=$|[)\]}】,，、。;；:/\s])"
    r"|[(\[,/_]\s*(?:in )?(k|m|b|bn|mn|mm|'?000s?)(?:\s*(?:visits|downloads|views|次))?\s*(?=[)\],]|$)"
    r"|\b(thousand|million|billion)s?\b"
)
_PLAIN = re.compile(r"(?:[(\[/]|单位\s*[:：]?)\s*(?:人次|次数?|个|visits|downloads|count)\s*(?=[)\],，]|$)")
LENGTHS = {
    Granularity.WEEK: r"周度|每周|单周|周访问|周下载|weekly",
    Granularity.MONTH: r"月度|每月|单月|月访问|月下载|monthly",
    Granularity.DAY: r"日度|每日|逐日|单日|日访问|日下载|daily",
}
_LENGTHS = {  # where none of those stands
    Granularity.WEEK: r"周(?![年边刊期一二三四五六日末])|\bweeks?\b",
    Granularity.MONTH: r"(?<!\d)月份?(?!\d)|\d月(?!\d)|\bmonths?\b",
    Granularity.DAY: r"\bdays?\b",
}
DEVICES = {
    "desktop": r"桌面|pc端|电脑|desktop",
    "mobile_web": r"移动端网页|移动网页|移动端|手机网页|\bmobile\b",
    "ios": r"\bios\b|苹果|app ?store|iphone",
    "android": r"安卓|android",
}
CATEGORIES = {
    "text": r"文本|文字|聊天|对话|\btext\b|chatbot",
    "image": r"图像|图片|绘画|文生图|\bimage",
    "video": r"视频|文生视频|\bvideo",
    "music": r"音乐|音频|\bmusic|\baudio",
    "agent": r"智能体|\bagent",
}
COUNTRIES = {
    "ww": ("ww", "world", "worldwide", "global", "全球", "全世界", "999", "0", "all"),
    "CN": ("cn", "china", "中国", "中国大陆", "156", "大陆", "国内"),
    "US": ("us", "usa", "united states", "美国", "840"),
    "JP": ("jp", "japan", "日本", "392"), "GB": ("gb", "uk", "united kingdom", "英国", "826"),
    "IN": ("in", "india", "印度", "356"), "DE": ("de", "germany", "德国", "276"),
    "FR": ("fr", "france", "法国", "250"), "KR": ("kr", "south korea", "korea", "韩国", "410"),
    "HK": ("hk", "hong kong", "香港", "中国香港", "344"), "TW": ("tw", "taiwan", "台湾", "中国台湾", "158"),
    "BR": ("br", "brazil", "巴西", "76"), "CA": ("ca", "canada", "加拿大", "124"),
    "SG": ("sg", "singapore", "新加坡", "702"), "RU": ("ru", "russia", "俄罗斯", "643"),
}  # fmt: skip
Key = TypeVar("Key", bound=str)
_COUNTRY = {word: code for code, words in COUNTRIES.items() for word in words}


_TOTAL = re.compile(
    r"(?:合计|总计|小计|总和|其他|其它|全部|平均|均值|中位数|(?:grand |sub-?)?total|sum|others?|all"
    r"|average|mean|median)(?:[:(\[/（：].*)?"
    r"|(?:前 ?\d+|top ?\d+)(?:名|家|大)?(?:产品|应用)?(?:合计|总计|小计|总和|平均|total|average)?"
    r"|.{1,20}(?:合计|总计|小计|总和|平均值?|均值|中位数| total| average):?",
    re.ASCII,
)


def is_total(text: str) -> bool:
    """Whether a name is of no product but of several together: 合计（前2名）, 国内合计, Top 10, 行业平均."""
    return _TOTAL.fullmatch(" ".join(text.lower().split())) is not None


@lru_cache(maxsize=4096)
def not_kept(text: str) -> str:
    """Why numbers below this heading are none of those that are kept here; "" when they may be."""
    low = text.lower().strip()
    return next((reason for reason, words in NOT_KEPT.items() if re.search(words, low, re.ASCII)), "")


@lru_cache(maxsize=4096)
def metric_in(text: str) -> Metric | None:
    """What a text says is counted. A list by visits counts visits; a heading that ends in a rank is one."""
    low = text.lower()
    bare = re.sub(r"[\s(\[].*$", "", low) or low
    if _RANK.search(low) or _RANK.search(bare):
        return Metric.RANK
    found = [metric for metric, words in COUNTS.items() if re.search(words, low, re.ASCII)]
    if not found:
        return Metric.RANK if _RANKED.search(low) else None
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def unit_in(text: str) -> float:
    """What a text says numbers are multiplied by; 1.0 for plain 次, 0.0 when it says none or two."""
    low = text.lower()
    found = {SIZES[next(group for group in match.groups() if group)] for match in _UNITS.finditer(low)}
    if not found and _PLAIN.search(low):
        return 1.0
    return found.pop() if len(found) == 1 else 0.0


def unit_of(text: str) -> float:
    """The unit that a cell of a column of units is: 万次, K, 次; 0.0 for none."""
    return unit_in(f"({text})")


@lru_cache(maxsize=1024)
def sources_in(text: str) -> tuple[str, ...]:
    """Everybody known who measures and is named; else who "数据来源：" says, as it is written."""
    low = text.lower()
    known = tuple(source for source, words in SOURCES.items() if re.search(words, low, re.ASCII))
    if known:
        return known
    match = _SAID.search(text)
    said = re.split(r"[,，、。]", match[1])[0].strip() if match else ""
    return (said,) if said else ()


def granularity_in(text: str) -> Granularity | None:
    """The length of the periods that a text speaks of."""
    return _only(LENGTHS, text) or _only(_LENGTHS, text)


def device_in(text: str) -> str:
    """The device or store that a text speaks of, "" for none or several."""
    return _only(DEVICES, text) or ""


def category_in(text: str) -> str:
    """The category of product that a text speaks of."""
    return _only(CATEGORIES, text) or ""


def country_of(text: str) -> str:
    """Code of the country that a cell is, "ww" for all; "" when nobody knows it."""
    low = text.strip().lower()
    return _COUNTRY.get(low) or (low.upper() if re.fullmatch(r"[a-z]{2}", low) else "")


def _only(words: Mapping[Key, str], text: str) -> Key | None:
    low = text.lower()
    found = [key for key, one in words.items() if re.search(one, low, re.ASCII)]
    return found[0] if len(found) == 1 else None
