"""Answers in the shapes that sources give, small and made up, each with what is right about it."""

from __future__ import annotations

import datetime as dt
import json

from data_sources.protocol import BarsWanted, FactsWanted, ListingWanted, QuotesWanted, SuggestWanted
from models import symbols
from models.instruments import Instrument, Kind, Market
from models.values import Interval

NOW = dt.datetime(2024, 9, 25, 12, tzinfo=dt.UTC).timestamp()  # 20:00 in Beijing, 08:00 in New York
CN, STAR, CSI = (symbols.instrument(name) for name in ("600000.SH", "688256.SH", "000300.SH"))
HK, US = symbols.instrument("00700.HK"), symbols.instrument("NVDA.US", "XNAS")
FX = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
CLOSED_CN = dt.datetime(2024, 9, 25, 7, tzinfo=dt.UTC).timestamp()


def quotes(*instruments):
    return QuotesWanted(instruments=instruments)


def days(one, **changes):
    held = {"instrument": one, "start": dt.date(2024, 9, 1), "end": dt.date(2024, 9, 25)}
    return BarsWanted(**(held | changes))


# Eastmoney


def em_row(code="600000", market=1, *, last=10.5, before=10.0, volume=20_000, lot=100, **changes):
    held = {
        "f2": last, "f3": round((last / before - 1) * 100, 2), "f5": volume, "f6": volume * lot * 10.3, "f8": 0.4,
        "f10": 1.2, "f12": code, "f13": market, "f14": "浦发银行", "f15": 10.6, "f16": 10.1, "f17": 10.2,
        "f18": before, "f20": 3.1e11, "f23": 0.48, "f115": 6.1, "f124": int(CLOSED_CN) - 3,
    }  # fmt: skip
    return held | changes


def em_quotes(*rows):
    return {"rc": 0, "data": {"total": len(rows), "diff": list(rows)}}


EM_FACTS = {"rc": 0, "data": {"f57": "600000", "f58": "浦发银行", "f84": 29_352_080_397.0, "f189": 19991110}}
EM_SUGGEST = {
    "QuotationCodeTable": {
        "Data": [
            {"Code": "AAPL", "Name": "苹果", "SecurityType": "20", "TypeUS": "1", "QuoteID": "105.AAPL"},
            {"Code": "AAPL27", "Name": "Apple Notes", "SecurityType": "7", "TypeUS": "6", "QuoteID": "105.AAPL27"},
            {"Code": "300059", "Name": "东方财富", "SecurityType": "2", "QuoteID": "0.300059"},
        ]
    }
}


def em_page(codes, total, market=1):
    rows = [{"f12": code, "f13": market, "f14": f"第 {code}"} for code in codes]
    return {"rc": 0, "data": {"total": total, "diff": rows}}


# Tencent


def tencent_fields(one, *, last=10.5, before=10.0, lots=20_000.0):
    """The numbered fields of a long line: 88 of an A-share, 78 of Hong Kong, 73 of the US."""
    market = one.market
    held = [""] * {Market.CN: 88, Market.HK: 78, Market.US: 73}[market]
    turnover = lots * (100 if market is Market.CN and one is not STAR else 1) * 10.3
    shares = 2.9e10
    numbered = {
        0: "1", 1: "浦发银行", 2: one.code if market is not Market.US else f"{one.code}.OQ", 3: last, 4: before,
        5: 10.2, 6: lots, 7: 900, 8: 800, 9: 10.49,
        30: {Market.CN: "20240925150003", Market.HK: "2024/09/25 16:08:21", Market.US: "2024-09-24 16:00:01"}[market],
        31: round(last - before, 2), 32: 5.0, 33: 10.6, 34: 10.1, 36: lots,
        37: turnover / (1e4 if market is Market.CN else 1), 38: 0.4, 39: 6.3, 44: 3.0e3,
        45: last * shares / 1e8,
    }  # fmt: skip
    special = {
        Market.CN: {
            35: f"{last}/{lots}/{turnover}",
            46: 0.47,
            47: 11.0,
            48: 9.0,
            49: 1.2,
            67: 12.5,
            68: 8.5,
            72: shares,
            73: shares,
            74: 5.26,
            81: "",
            82: "CNY",
            83: "0",
        },
        Market.HK: {
            46: "NAME",
            48: 12.5,
            49: 8.5,
            57: 14.8,
            58: 3.1,
            50: 1.2,
            69: shares,
            70: shares,
            71: 15.2,
            74: -28.9,
            75: "HKD",
            76: "1",
        },
        Market.US: {
            35: "USD",
            46: "Name Inc.",
            48: 12.5,
            49: 8.5,
            51: 46.3,
            53: last * shares / 1e8,
            61: 15.9,
            62: shares,
            63: shares * 0.99,
        },
    }[market]
    for place, value in (numbered | special).items():
        held[place] = str(value)
    return held


def tencent_line(code, fields):
    return f'v_{code}="{"~".join(fields)}";\n'


DAYS_CN = [
    ["2024-09-20", "10.10", "10.00", "10.20", "9.90", "150000.000"],
    ["2024-09-23", "10.05", "10.40", "10.50", "10.00", "180000.000"],
    ["2024-09-24", "10.42", "10.60", "10.70", "10.30", "200000.000", {"nd": "2023", "FHcontent": "10派2元"}],
    ["2024-09-25", "10.65", "10.30", "10.80", "10.25", "190000.000"],
]
DAYS_HK = [
    ["2024-09-23", "401.0", "399.0", "404.0", "397.0", "15000000.000", {}, "0.160", "600000.000"],
    ["2024-09-24", "400.0", "410.0", "412.0", "398.0", "16000000.000", {"HGcontent": "回购"}, "0.170", "650000.000"],
    ["2024-09-25", "411.0", "405.0", "415.0", "404.0", "15500000.000", {}, "0.165", "634000.000"],
]
MINUTES = {
    "date": "20240925",
    "data": [
        "0930 10.20 900 918000.00",
        "0931 10.25 1900 1942000.00",
        "0932 10.22 2400 2454000.00",
        "1130 10.30 5000 5130000.00",
        "1300 10.30 5000 5130000.00",
        "1301 10.35 5600 5750000.00",
        "1302 10.36 5900 6060000.00",
    ],
}


def tencent_days(rows, code="sh600000", key="day"):
    return {"code": 0, "msg": "", "data": {code: {key: rows, "qt": {}, "prec": "10.00"}}}


# Sina

SINA_CN = [
    "浦发银行", "10.200", "10.000", "10.500", "10.600", "10.100", "10.490", "10.500", "2000000", "20600000.000",
    *["100", "10.49"] * 10, "2024-09-25", "15:00:03", "00",
]  # fmt: skip
SINA_HK = [
    "TENCENT", "腾讯控股", "10.200", "10.000", "10.600", "10.100", "10.500", "0.500", "5.000", "10.480", "10.500",
    "20600000.0", "2000000", "15.7", "0.0", "12.1", "7.3", "2024/09/25", "16:08:08",
]  # fmt: skip
SINA_US = [
    "英伟达", "10.5000", "5.00", "2024-09-25 08:30:00", "0.5000", "10.2000", "10.6000", "10.1000", "14.1", "4.0",
    "2000000", "2100000", "304500000000", "1.7", "60.1", "0.0", "0.5", "0.0", "0.0", "29000000000", "63",
    "10.6500", "1.43", "0.15", "Sep 24 07:59PM EDT", "Sep 24 04:00PM EDT", "10.0000", "31000", "1", "2024",
    "20600000.0", "10.7", "10.4", "330000.0", "10.5", "10.0",
]  # fmt: skip
SINA_FX = [
    "15:04:31", "7.0197", "7.0215", "7.0249", "121.0", "7.0108", "7.0215", "7.0094", "7.0206", "在岸人民币",
    "-0.0612", "-0.0043", "0.0121", "算出", "0.0", "0.0", "", "2024-09-25",
]  # fmt: skip


def sina_line(code, fields):
    return f'var hq_str_{code}="{",".join(fields)}";\n'


def body(value):
    """A JSON body."""
    return json.dumps(value, ensure_ascii=False).encode()


__all__ = ["FactsWanted", "Interval", "ListingWanted", "SuggestWanted"]
