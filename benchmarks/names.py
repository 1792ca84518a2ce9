"""Fifty thousand instruments to search in: real lists when they are at hand, and made-up ones that look like them.

The lists are CSV files of codes and names in ``../shared/data/symbols`` beside the repository. Made-up names are put
together from the characters and words of what is there, so that they collide with real ones as neighbours do.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import string
from collections.abc import Iterator
from pathlib import Path

import peers

from data_sources.listing.merging import merged
from models.instruments import Instrument, Market
from models.search import lines
from models.search.lines import Known
from models.universe import universe_from

SEED = 20240229
FOLDER = peers.ROOT.parent / "shared" / "data" / "symbols"
FILES = (  # file, market, columns of code, Chinese and English name
    ("cn_a_stocks_2026-05.csv", Market.CN, "ts_code", "name", ""),
    ("cn_a_stocks_tushare_basic.csv", Market.CN, "ts_code", "name", "enname"),
    ("hk_stocks_zh.csv", Market.HK, "code", "name_zh", "name_en"),
    ("us_names_zh_partial.csv", Market.US, "symbol", "name_zh", ""),
    ("us_stocks_en_2026-08-22.csv", Market.US, "symbol", "", "name"),
)
CHARACTERS = (
    "中国华夏金银海山东西南北新科技能源电力信息通讯光机械材料生物医药食品酒业银行证券长江重庆乐行朝阳厦门盛天地集团"
)
WORDS = "American Global Advanced Micro Power Data Energy First National Bank Capital Holdings Group Technology Systems"


def instruments(count: int, folder: Path = FOLDER) -> tuple[list[Known], int]:
    """The universe, the real ones at hand, and as many more as make ``count``; and how many are real."""
    import resources

    own = lines.read(lines.of_universe(universe_from(resources.universe())))
    held = merged([own, list(_real(folder))], dt.date.today())[:count]
    real = len(held)
    seen, made = {one.instrument.id for one in held}, _made_up(held)
    while len(held) < count:
        one = next(made)
        if one.instrument.id not in seen:
            seen.add(one.instrument.id)
            held.append(one)
    return held, real


def _real(folder: Path) -> Iterator[Known]:
    for file, market, code, zh, en in FILES:
        path = folder / file
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as opened:
                for row in csv.DictReader(opened):
                    id_ = row[code].replace("/", ".") + (".US" if market is Market.US else "")
                    yield _known(id_, market, row.get(zh, ""), row.get(en, ""))


def _made_up(real: list[Known]) -> Iterator[Known]:
    luck = random.Random(SEED)
    characters = CHARACTERS + "".join(one.instrument.name_zh for one in real)
    words = (WORDS + " " + " ".join(one.instrument.name_en for one in real)).split()
    while True:
        market = luck.choice((Market.CN, Market.HK, Market.US))
        zh = "".join(luck.choices(characters, k=luck.randint(3, 6)))
        yield _known(_code(luck, market), market, zh, " ".join(luck.choices(words, k=luck.randint(2, 5))))


def _code(luck: random.Random, market: Market) -> str:
    if market is Market.US:
        return "".join(luck.choices(string.ascii_uppercase, k=luck.randint(2, 5))) + ".US"
    if market is Market.HK:
        return f"{luck.randrange(100_000):05d}.HK"
    code = luck.choice("0368") + f"{luck.randrange(100_000):05d}"
    return code + {"6": ".SH", "8": ".BJ"}.get(code[0], ".SZ")


def _known(id_: str, market: Market, zh: str, en: str) -> Known:
    return Known(instrument=Instrument(id=id_, market=market, name_zh=zh or "", name_en=en or ""))
