"""Lists to write and read again: 2,000 rows, in sections with names that mean harm."""

from __future__ import annotations

import datetime as dt

import resources
from models.instruments import Instrument, Kind, Market
from models.listfiles import tdx
from models.listfiles.meaning import Meaning
from models.listfiles.resolving import resolved
from models.listfiles.tdx import Block
from models.listfiles.values import Content, Entry, Part
from models.lists.values import Mark

NOW = dt.datetime(2024, 9, 25, 3, tzinfo=dt.UTC)
ZH, EN = resources.texts("zh"), resources.texts("en")
LONG = "长" * 40_000
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-1", "@x", "＝1+1", "'=1", "<img src=file:///etc/passwd>", "a\0b", "\ud800 lone",
    "\u202eright to left\u200f", "tab\tbreak\r\nline", "🚀 moon", "a,b;c、d", "###x", '"quoted"', "{name}%s", "&amp; &",
    "\u2028sep\x85", "_x0041_", LONG,
)  # fmt: skip


class Listed:
    """A lookup of these instruments, by id and by either name."""

    def __init__(self, *instruments):
        self.held = {one.id: one for one in instruments}
        self.names = {}
        for one in instruments:
            for name in {one.name_zh, one.name_en} - {""}:
                self.names.setdefault(name, []).append(one)

    def known(self, id_):
        return self.held.get(id_)

    def named(self, text):
        return tuple(self.names.get(text, ()))


def one(id_, zh="", en="", exchange=""):
    """An instrument; its market and exchange by its suffix."""
    suffix = id_.rpartition(".")[2] if "." in id_ else ""
    if not suffix:
        market = Market.FX if len(id_) == 6 else Market.HK if id_.startswith("HS") else Market.US
        kind = Kind.FX if market is Market.FX else Kind.INDEX
        return Instrument(id=id_, kind=kind, market=market, name_zh=zh, name_en=en)
    market = {"HK": Market.HK, "US": Market.US}.get(suffix, Market.CN)
    listing = {"SH": "XSHG", "SZ": "XSHE", "BJ": "XBSE", "HK": "XHKG"}.get(suffix, exchange or "XNAS")
    index = (suffix == "SH" and id_.startswith("000")) or (suffix == "SZ" and id_.startswith("399"))
    kind = Kind.INDEX if index else Kind.STOCK
    return Instrument(id=id_, kind=kind, market=market, exchange=listing, name_zh=zh, name_en=en)


def two_thousand():
    """Shares of every market."""
    made = [one(f"{600000 + n}.SH", f"沪股{n}", f"Shanghai {n}") for n in range(700)]
    made += [one(f"{300000 + n}.SZ", f"深股{n}", f"Shenzhen {n}") for n in range(600)]
    made += [one(f"{n:05d}.HK", f"港股{n}", f"Hong Kong {n}") for n in range(1, 501)]
    letters = "ABCDEFGHIJKLMNOPQRST"
    made += [one(f"{a}{b}Q.US", "", f"America {a}{b}") for a in letters for b in letters[:10]]
    return made


def content(names=HOSTILE, mark=None):
    """Two thousand rows in as many sections as there are names."""
    shares = two_thousand()
    size = len(shares) // len(names)
    parts = [
        Part(
            name_zh=name,
            name_en=name,
            entries=tuple(
                Entry(instrument=share, mark=mark(place) if mark else Mark())
                for place, share in enumerate(shares[number * size : (number + 1) * size])
            ),
        )
        for number, name in enumerate(names)
    ]
    return Content(name_zh="盘中 <b>", name_en="盘中 <b>", parts=tuple(parts))


def lookup():
    """What lists those two thousand."""
    return Listed(*two_thousand())


def previewed(draft, held=None):
    """A draft's preview."""
    return resolved(draft, Meaning(held or lookup()).row, "file")


def ids(held):
    """Section by section, the ids in order."""
    return [[entry.instrument.id for entry in part.entries] for part in held.parts]


def titles(held):
    """The sections' names."""
    return [part.name_zh for part in held.parts]


def write_index(blocks):
    """The index of ``blocks``; names are cut where their field ends, never within a character."""
    return b"".join(_padded(block.name, tdx.NAME) + _padded(block.file, tdx.FILE) for block in blocks)


def blocks_of(content):
    """A block a section and their index, by file name: what goes into ``T0002/blocknew``."""
    files, blocks = {}, []
    for number, part in enumerate(content.parts, 1):
        block = Block(name=part.name_zh, file=f"SUANLI{number}")
        blocks.append(block)
        files[f"{block.file}.blk"] = tdx.write(Content(parts=(part,)))[0]
    return files | {"blocknew.cfg": write_index(tuple(blocks))}


def _padded(text, size):
    """GBK, at most ``size`` - 1 bytes and a NUL."""
    held = b""
    for mark in text:
        more = held + mark.encode("gbk", errors="ignore")
        if len(more) >= size:
            break
        held = more
    return held.ljust(size, b"\0")
