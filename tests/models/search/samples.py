"""A few dozen instruments to search in, as the data process would prepare them."""

from __future__ import annotations

from functools import cache

import resources
from data_sources.listing.merging import merged, sounding
from models.instruments import Instrument, Kind, Market
from models.search import lines
from models.search.index import Index, weights
from models.search.lines import Known
from models.search.table import table_of
from models.universe import universe_from
from tests.models.samples import day

TODAY = day("0925")


def known(id_, zh="", en="", *, market=None, kind=Kind.STOCK, **held):
    """An instrument as a list knows it; its market by its suffix."""
    markets = {"SH": Market.CN, "SZ": Market.CN, "BJ": Market.CN, "HK": Market.HK, "US": Market.US}
    where = market or markets[id_.rpartition(".")[2]]
    return Known(instrument=Instrument(id=id_, market=where, kind=kind, name_zh=zh, name_en=en), **held)


OTHERS = (
    known("600519.SH", "贵州茅台", "Kweichow Moutai Co., Ltd."),
    known("600132.SH", "重庆啤酒", "Chongqing Brewery Co., Ltd."),
    known("600900.SH", "长江电力", "China Yangtze Power Co., Ltd."),
    known("600036.SH", "招商银行", "China Merchants Bank Co., Ltd."),
    known("688018.SH", "乐鑫科技", "Espressif Systems"),
    known("000001.SH", "上证指数", "SSE Composite", kind=Kind.INDEX),
    known("000001.SZ", "平安银行", "Ping An Bank Co., Ltd."),
    known("000002.SZ", "万科Ａ", "China Vanke Co.,Ltd."),
    known("300680.SZ", "隆盛科技", "Longsheng Technology"),
    known("688147.SH", "微导纳米", "Leadmicro"),
    known("300505.SZ", "川金诺", ""),
    known("00005.HK", "汇丰控股", "HSBC Holdings plc"),
    known("03005.HK", "南方中五百", "CSOP CSI 500 ETF"),
    known("07788.HK", "南方两倍做多英伟达", "CSOP NVIDIA Daily 2x"),
    known("BRK.B.US", "伯克希尔", "Berkshire Hathaway Inc."),
    known("BAC.US", "", "Bank of America Corporation"),
    known("S.US", "", "SentinelOne Inc."),
    known("YWD.US", "", "Yawning Dogs Inc."),
)


def universe():
    return universe_from(resources.universe())


def listed(*more):
    """The universe and OTHERS, with their pinyin."""
    own = lines.read(lines.of_universe(universe()))
    return [sounding(one) for one in merged([own, [*OTHERS, *more]], TODAY)]


@cache
def table():
    return table_of(listed())


def index(used=None, *more):
    """The index over all of them; the universe ranks first, as in the program."""
    return Index(table_of(listed(*more)) if more else table(), weights(universe(), used or {}))


def ids(hits):
    return [hit.instrument.id for hit in hits]
