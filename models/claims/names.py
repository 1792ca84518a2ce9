"""Whom a word of a note may mean: shares by any name or code, indices, markets, sectors, lists, products, vendors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.claims.folding import folded
from models.claims.nicknames import (
    GROUPS,
    INDEX_NAMES,
    MARKET_NAMES,
    NICKNAMES,
    SECTOR_WORDS,
    STRANGERS,
    SUFFIXES,
    VENDOR_NAMES,
)
from models.claims.values import Subject
from models.events import Library
from models.instruments import Instrument, Kind, Market
from models.products.values import Kind as AssetKind
from models.products.values import Product
from models.universe import Universe

INSTRUMENT, PRODUCT, SECTOR, MARKET, LIST, VENDOR, UNKNOWN = (
    "instrument", "product", "sector", "market", "list", "vendor", "unknown",
)  # fmt: skip
ALL, INDICES, OWN = "all", "indices", "own"  # ids: everything followed; a market's indices; the market's own benchmark
_LATIN = re.compile(r"[a-z0-9]")
_CODE = re.compile(
    r"(?:(?P<cn>\d{6})\.?(?:sh|sz|ss|bj|xshg|xshe)|(?:sh|sz|bj)[.:]?(?P<cn2>\d{6})|(?P<hk>\d{1,5})\.hk|hk[.:]?(?P<hk2>\d{4,5})"
    r"|(?P<us>[a-z]{1,5})\.(?:us|oq|o|n|nasdaq|nyse)|(?:nasdaq|nyse)[.:]\s?(?P<us2>[a-z]{1,5}))(?![a-z0-9])"
    r"|us[.:]?(?P<us3>[a-z]{2,5})(?![a-z0-9])",
    re.ASCII,
)
DATED = re.compile(
    r"\d{1,2}月|20\d\d年|\d{1,2}[./]\d{1,2}(?=[-~至\u4e00-\u9fff])|\d+(?:\.\d+)?\s*(?:%|个?百分点|pct|pp|[万亿倍])",
    re.ASCII,
)  # what may stand at a Latin name: ChatGPT9月
_SHARE = re.compile(r"-(?:s?w|u|r|a|c|s|p)(?![a-z0-9])", re.ASCII)


class Names:
    """The index. ``at`` finds the longest name that begins at a place of a folded text."""

    def __init__(self, universe: Universe, products: Iterable[Product], library: Library | None = None) -> None:
        self.universe = universe
        self._held: dict[str, tuple[Subject, ...]] = {}
        self._codes: dict[str, Subject] = {}
        for one in (*universe.strip, *universe.instruments.values()):
            self._instrument(one)
        for alias, name in universe.aliases.items():
            self._enter(alias, _subject(universe.instruments[name]))
        self._groups()
        for product in products:
            self._product(product)
        for vendor in sorted({name for event in (library.events if library else ()) for name in event.vendors}):
            for name in (vendor, *VENDOR_NAMES.get(vendor, ())):
                self._enter(name, Subject(kind=VENDOR, id=vendor, name=name))
        for event in library.events if library else ():
            for part in re.split(r"; | / ", event.product):
                if not any(one.kind == PRODUCT for one in self._held.get(folded(part), ())):
                    self._enter(part, Subject(kind=VENDOR, id=event.vendors[0], name=part))
        for name in STRANGERS:
            if folded(name) not in self._held:
                self._enter(name, Subject(kind=UNKNOWN, id=name, name=name))
        self._starts: dict[str, tuple[int, ...]] = {}
        for name in self._held:
            sizes = self._starts.get(name[0], ())
            if len(name) not in sizes:
                self._starts[name[0]] = tuple(sorted((*sizes, len(name)), reverse=True))

    def at(self, text: str, start: int) -> tuple[tuple[Subject, ...], int] | None:
        """Whom the longest name there may mean, and where it ends; None for nobody."""
        if code := self._code(text, start):
            return code
        for size in self._starts.get(text[start], ()):
            end = start + size
            held = self._held.get(text[start:end]) if end <= len(text) else None
            if held is not None and not _cut(text, start, end):
                share = _SHARE.match(text, end)
                return held, share.end() if share else end
        return None

    def _code(self, text: str, start: int) -> tuple[tuple[Subject, ...], int] | None:
        if not _LATIN.match(text[start]) or (start and _LATIN.match(text[start - 1])):
            return None
        match = _CODE.match(text, start)
        if match is None:
            return None
        code = next(filter(None, match.groups()))
        key = code.zfill(5) if match["hk"] or match["hk2"] else code
        known = self._codes.get(key)
        if known is None and match["us3"]:
            return None  # a word that begins with us
        return (known or Subject(kind=UNKNOWN, id=match[0].upper(), name=match[0]),), match.end()

    def _instrument(self, one: Instrument) -> None:
        made = _subject(one)
        self._codes[one.code.lower()] = made
        for name in (one.name_zh, one.name_en, one.id, one.code, *NICKNAMES.get(one.id, ())):
            if name and one.kind is not Kind.FX:
                self._enter(name, made)
        if one.kind is Kind.INDEX:
            for name in INDEX_NAMES.get(one.id, ()):
                self._enter(name, made)
            self._enter(one.name_zh.removesuffix("指数") + "指数", made)
        elif (short := _short(one.name_zh)) and not any(
            short in other.name_zh for other in self.universe.instruments.values() if other.id != one.id
        ):
            self._enter(short, made)

    def _groups(self) -> None:
        universe = self.universe
        everyone = tuple(dict.fromkeys(name for sector in universe.sectors for name in sector.members))
        for sector in universe.sectors:
            made = Subject(kind=SECTOR, id=sector.id, name=sector.name_zh, members=sector.members)
            own = {sector.name_zh, sector.name_en, sector.label_zh, sector.name_zh + "板块"} - {""}
            for name in (*own, *SECTOR_WORDS.get(sector.id, ())):
                self._enter(name, made)
        for held in universe.recommended:
            whole = tuple(dict.fromkeys(name for part in held.sections for name in part.members))
            self._enter(held.name_zh, Subject(kind=LIST, id=held.id, name=held.name_zh, members=whole))
            for part in held.sections:
                if part.id:
                    made = Subject(kind=LIST, id=part.id, name=part.name_zh, members=part.members)
                    for name in (part.name_zh, *SECTOR_WORDS.get(part.id, ())):
                        self._enter(name, made)
            for name in SECTOR_WORDS.get(held.id, ()):
                self._enter(name, Subject(kind=LIST, id=held.id, name=held.name_zh, members=whole))
        for name in GROUPS[ALL]:
            self._enter(name, Subject(kind=LIST, id=ALL, name=name, members=everyone))
        for market, names in MARKET_NAMES.items():
            of = tuple(name for name in everyone if str(universe.instruments[name].market) == market)
            for name in names:
                self._enter(name, Subject(kind=MARKET, id=market, name=name, members=of))
        marks = tuple(one.id for one in universe.instruments.values() if one.kind is Kind.INDEX)
        for name in GROUPS[INDICES]:
            self._enter(name, Subject(kind=LIST, id=INDICES, name=name, members=marks))
        for name in GROUPS[OWN]:
            self._enter(name, Subject(kind=MARKET, id=OWN, name=name))

    def _product(self, one: Product) -> None:
        sites = [asset.name for asset in one.assets if asset.kind is not AssetKind.ARTICLE]
        for name in (one.id, one.name_zh, one.name_en, *one.aliases, *(old.name for old in one.former), *sites):
            self._enter(name, Subject(kind=PRODUCT, id=one.id, name=one.name_zh))

    def _enter(self, name: str, subject: Subject) -> None:
        key = folded(name).strip()
        if len(key) < 2 and not key.isascii():
            return
        if not key:
            return
        held = self._held.get(key, ())
        if all((one.kind, one.id) != (subject.kind, subject.id) for one in held):
            self._held[key] = (*held, subject)


def names_of(universe: Universe, products: Iterable[Product], library: Library | None = None) -> Names:
    """The index of everything that is followed. Making it costs a few milliseconds; keep it."""
    return Names(universe, products, library)


def market_of(universe: Universe, name: str) -> Market | None:
    """Where an instrument trades; None of one that is not known."""
    one = universe.instruments.get(name)
    if one is None:
        one = next((mark for mark in universe.strip if mark.id == name), None)
    return one.market if one else None


def with_members(subject: Subject, members: Iterable[str]) -> Subject:
    """A group cut down to some of its members."""
    return Subject(kind=subject.kind, id=subject.id, name=subject.name, members=tuple(members))


def _subject(one: Instrument) -> Subject:
    return Subject(kind=INSTRUMENT, id=one.id, name=one.name_zh or one.name_en or one.code)


def _short(name: str) -> str:
    """海光 of 海光信息; "" where nothing usual is left out."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return ""


def _cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin name goes on beyond one of its ends."""
    first, last = _LATIN.match(text[start]), _LATIN.match(text[end - 1])
    before = bool(first) and start > 0 and bool(_LATIN.match(text[start - 1]))
    if text[start:end].isdigit():
        return (
            before
            or (end < len(text) and bool(re.match(r"[\d.%,]*\d|%|[a-z]", text[end : end + 3])))
            or (start > 0 and text[start - 1] in ".+")
        )
    before = before and not text[start - 1].isdigit()  # 9/25AMD
    return before or (bool(last) and end < len(text) and bool(_LATIN.match(text[end])) and not DATED.match(text, end))
