"""What a heading says: which field stands below it, in which unit, of which date, in which currency."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from models.facts import Said
from models.imports.cells import SCALES, plain, within
from models.imports.values import Cell

CODE, NAME, DATE, CURRENCY = "code", "name", "date", "currency"
FIELDS: dict[str, tuple[str, ...]] = {
    CODE: ("证券代码", "股票代码", "代码", "code", "ticker", "symbol", "thscode", "windcode", "instrument", "id"),
    NAME: ("证券简称", "证券名称", "股票简称", "股票名称", "简称", "名称", "name", "shortname", "securityname"),
    DATE: ("交易日期", "日期", "时间", "截止日期", "date", "tradedate", "time"),
    CURRENCY: ("币种", "交易币种", "货币", "currency", "ccy"),
    Said.CLOSE: ("收盘价", "收盘", "最新价", "close", "closeprice", "closingprice", "last", "pxlast"),
    Said.MARKET_CAP: ("总市值", "市值", "证券总市值", "marketcap", "mktcap", "marketvalue", "totalmarketcap",
                      "marketcapitalization", "marketcapitalisation", "curmktcap"),
    Said.SHARES: ("总股本", "股本", "totalshares", "sharesoutstanding", "shares", "shareoutstanding", "eqyshout"),
}  # fmt: skip
WORDS = {word: field for field, words in FIELDS.items() for word in words}
OTHER = ("流通", "自由", "float", "free")  # of these no total can be made
CURRENCIES = {
    "CNY": ("CNY", "RMB", "人民币"), "HKD": ("HKD", "HK$", "港元", "港币"), "USD": ("USD", "US$", "美元"),
}  # fmt: skip
_UNIT = re.compile(r"(万亿|亿|千万|百万|万|千)?(人民币|港|美)?(元|股|币)|(万亿|亿|千万|百万|万)")
_ENGLISH = re.compile(r"(?i)(?:\(|\[|\bin |\b)(trillion|billion|million|thousand|bn|mn|mm|[TBMK])(?=s?\b)")
_ADJUSTED = re.compile(r"前复权|后复权|(?<!不)复权(?!方式)|adjusted|qfq|hfq", re.IGNORECASE)
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """field: one of FIELDS. unit: what the numbers below are multiplied by, 0.0 when the heading says none."""

    field: str
    unit: float = 0.0
    currency: str = ""
    date: dt.date | None = None
    refusal: str = ""


def heading(cell: Cell) -> Heading | None:
    """What ``cell`` says as a heading; None when it is none that is known here."""
    text = plain(cell) if isinstance(cell, str) else ""
    if not text or len(text) > LONGEST:
        return None
    field = _field(text)
    if field is None:
        return None
    value = field in tuple(Said)
    return Heading(
        field=field,
        unit=unit_of(text) if value else 0.0,
        currency=currency_of(text),
        date=within(text),
        refusal=_refusal(field, text),
    )


def _field(text: str) -> str | None:
    """By its first word: what stands in brackets, after a line break or a colon only qualifies it."""
    if any(word in text.lower() for word in OTHER):
        return None
    first = re.split(r"[\n\[(（【:,，]", text)[0]
    bare = re.sub(r"[\s_.\-]+|\d+$", "", first).lower()
    bare = re.sub(r"(?:单位.*|万股|亿元|万元|亿|万|(?<=股本)股|元|[€$¥].*)$", "", bare) or bare
    return WORDS.get(bare)


def _refusal(field: str, text: str) -> str:
    if field == Said.CLOSE and _ADJUSTED.search(text.replace("不复权", "")):
        return "adjusted closes are not prices: export them unadjusted"
    return ""


def unit_of(text: str) -> float:
    """The scale a heading or a line of text states; 1.0 for plain 元 or 股, 0.0 when it states none."""
    about = re.sub(r"总市值|市值|总股本|股本|股票|股价", "", text)
    if match := _UNIT.search(about):
        return SCALES.get(match[1] or match[4] or "", 1.0)
    match = _ENGLISH.search(text)
    return SCALES[match[1].upper()] if match else 0.0


@lru_cache(maxsize=256)
def currency_of(text: str) -> str:
    """ISO 4217 code of the currency a text names; "" without one."""
    upper = plain(text).upper()
    return next((code for code, words in CURRENCIES.items() if any(word in upper for word in words)), "")
