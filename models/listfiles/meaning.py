"""What a code or a name of a file means, held against the list of everything that is known here. Nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Protocol

from models import symbols
from models.instruments import Instrument, Kind, Market
from models.listfiles.values import LONGEST_TEXT, DraftRow
from models.symbols import TICKER, Reading

LOST = "it may have lost its leading zeros: write it with its market"
UNLISTED = "no list knows it: write it with its market"
UNKNOWN = "neither a code nor a name that is known here"
PRIVATE = symbols.read("880001").reason
CURRENCIES = ("USD", "CNY", "HKD", "CNH", "EUR", "JPY", "GBP")
SHANGHAI = {  # indices that share their digits with a share of Shenzhen, for when no list names them
    "000001.SH": ("上证指数", "SSE Composite"), "000016.SH": ("上证50", "SSE 50"),
    "000300.SH": ("沪深300", "CSI 300"), "000688.SH": ("科创50", "STAR 50"),
    "000852.SH": ("中证1000", "CSI 1000"), "000905.SH": ("中证500", "CSI 500"),
}  # fmt: skip
_TICKER = re.compile(TICKER)
_VENDOR = re.compile(r"(?P<code>[A-Z]{1,5}(?:[._][A-Z])?)\.(?P<listing>OQ?|N|AM?)")  # NVDA.O: Wind, iFinD, Reuters
_BLOOMBERG = re.compile(r"\S+ (?:HK|US)(?: EQUITY)?")  # the only codes with a blank in them
_SHORT = re.compile(r"\d{1,4}")
_PAIR = re.compile(rf"(?:FX_IDC:|FX:|OANDA:)?({'|'.join(CURRENCIES)})/?({'|'.join(CURRENCIES)})(?:=X)?")
_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")  # 五 粮 液


class Lookup(Protocol):
    """Everything that is listed. models.search.index.Index is one."""

    def known(self, id_: str) -> Instrument | None:
        """The instrument of a canonical id."""

    def named(self, text: str) -> tuple[Instrument, ...]:
        """The instruments one of whose names is exactly ``text``."""


class Meaning:
    """Reads codes and names of one file; each text is looked up once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._codes: dict[str, Reading] = {}
        self._names: dict[str, tuple[Instrument, ...]] = {}

    def code(self, text: str) -> Reading:
        """What ``text`` means as a code, with its listed name."""
        if text not in self._codes:
            self._codes[text] = self._code(text) if len(text) <= LONGEST_TEXT else Reading(reason=UNKNOWN)
        return self._codes[text]

    def name(self, text: str) -> tuple[Instrument, ...]:
        """Whose name ``text`` exactly is."""
        if text not in self._names:
            said = _CHINESE_GAP.sub("", text.strip()) if len(text) <= LONGEST_TEXT else ""
            self._names[text] = (self._lookup.named(said) or self._of_shanghai(said)) if said else ()
        return self._names[text]

    def of(self, text: str) -> Reading:
        """What ``text`` means as a code or, failing that, as a name."""
        found = self.code(text)
        if found.instrument is not None or found.candidates:
            return found
        return _one_of(self.name(text)) or found

    def row(self, row: DraftRow) -> Reading:
        """What a row says; of several candidates the name beside them may tell which."""
        if row.reason:
            return Reading(reason=row.reason)
        if row.given is not None:
            return Reading(instrument=self._lookup.known(row.given.id) or row.given)
        found = self._shortened(row.text) if row.lost else self.of(row.code or row.text)
        if found.instrument is not None:
            return found
        named = self.name(row.name) if row.name else ()
        if found.candidates:
            told = [one for one in found.candidates if one.id in {other.id for other in named}]
            return Reading(instrument=told[0]) if len(told) == 1 else found
        return (_one_of(named) if found.reason != PRIVATE else None) or found

    # one code

    def _code(self, text: str) -> Reading:
        word = unicodedata.normalize("NFKC", text).strip().upper()
        if (pair := _PAIR.fullmatch(word)) and pair[1] != pair[2]:
            return Reading(instrument=self._listed(_currencies(pair[1] + pair[2])))
        if " " in word and not _BLOOMBERG.fullmatch(word):
            return Reading(reason=UNKNOWN)
        found = symbols.read(text)
        if found.candidates:
            return self._settled(found.candidates)
        if found.instrument is None:
            return found if found.reason == PRIVATE else Reading(reason=UNKNOWN)
        held = self._lookup.known(found.instrument.id)
        if held is not None or _is_told(word, found.instrument):
            return Reading(instrument=held or self._listed(found.instrument))
        return self._of_vendor(word) or self._bare(word)

    def _settled(self, candidates: tuple[Instrument, ...]) -> Reading:
        """All of them where one is an index everybody knows, which lists of shares do not hold; else the one listed."""
        held = [one for one in candidates if self._lookup.known(one.id) is not None]
        if len(held) == 1 and not any(one.id in SHANGHAI for one in candidates):
            return Reading(instrument=self._listed(held[0]))
        return Reading(candidates=tuple(map(self._listed, candidates)))

    def _of_vendor(self, word: str) -> Reading | None:
        match = _VENDOR.fullmatch(word)
        held = self._lookup.known(f"{match['code'].replace('_', '.')}.US") if match else None
        return Reading(instrument=held) if held is not None else None

    def _bare(self, word: str) -> Reading:
        """A ticker or a few digits without a market that no list knows."""
        return self._shortened(word) if _SHORT.fullmatch(word) else Reading(reason=UNLISTED)

    def _shortened(self, digits: str) -> Reading:
        """Digits that a spreadsheet may have shortened: every listed code that they may be, to be chosen from."""
        number = digits.strip()
        if not number.isascii() or not number.isdigit() or len(number) > 5:
            return Reading(reason=LOST)
        ids = (f"{number:0>5}.HK", f"{number:0>6}.SZ", f"{number:0>6}.SH")
        found = tuple(one for id_ in ids if (one := self._lookup.known(id_)) is not None)
        return Reading(candidates=found) if found else Reading(reason=LOST)

    def _of_shanghai(self, name: str) -> tuple[Instrument, ...]:
        return tuple(self._listed(symbols.instrument(id_)) for id_, names in SHANGHAI.items() if name in names)

    def _listed(self, one: Instrument) -> Instrument:
        zh, en = SHANGHAI.get(one.id, ("", ""))
        return self._lookup.known(one.id) or replace(one, name_zh=zh, name_en=en)


def _one_of(found: tuple[Instrument, ...]) -> Reading | None:
    if len(found) == 1:
        return Reading(instrument=found[0])
    return Reading(candidates=found) if found else None


def _is_told(word: str, one: Instrument) -> bool:
    """Whether the way it is written says what it is: ``600000.SH``, ``00700``, ``US.NVDA``, but no mere word."""
    if one.kind is Kind.INDEX or word.startswith("US.") or word.endswith(".US"):
        return True
    return not _TICKER.fullmatch(word) and not _SHORT.fullmatch(word) and not word.isalpha()


def _currencies(id_: str) -> Instrument:
    return Instrument(id=id_, kind=Kind.FX, market=Market.FX)
