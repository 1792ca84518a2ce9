"""Which rows of a list are shown: by typed words, markets, sections, flags and tags. Fast enough for typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from models.frozen import frozen
from models.instruments import Instrument
from models.lists.values import Mark
from models.search.fold import folded

UNMARKED = Mark()
APART = "\x1e"  # between the keys of rows that are folded in one go
BLOCK = 4096
if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
else:  # numpy.typing takes 10 ms to import and says nothing at run time
    Mask = np.ndarray


@frozen(kw_only=True)
class Filter:
    """What a row must have to be shown. An empty part asks for nothing; inside a part one of its values is enough.

    text: words, all of which must be found. sections: ids. flags: of models.lists.values.FLAGS, "" is no flag.
    """

    text: str = ""
    markets: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def on(self) -> bool:
        """Whether it can hide anything."""
        return bool(self.words or self.markets or self.sections or self.flags or self.tags)

    @property
    def words(self) -> tuple[str, ...]:
        """What is typed, word by word, made comparable."""
        return tuple(folded(self.text).split())


class Rows:
    """The rows of a list, ready to be filtered: 50,000 of them in a few milliseconds a key.

    Their folded texts are made in blocks: call ``prepare`` in quiet moments, or the first word typed waits for it.
    """

    def __init__(self, instruments: Sequence[Instrument], sections: Sequence[str], marks: Mapping[str, Mark]) -> None:
        """``sections``: the section id of each row. ``marks``: by instrument id."""
        self._instruments, self._sections = tuple(instruments), tuple(sections)
        self._marks = [marks.get(one.id, UNMARKED) for one in self._instruments]
        self._keys: list[str] = []
        self._stood: tuple[Filter, Mask] | None = None  # what the buttons let through: typing changes words only

    def prepare(self) -> bool:
        """Make the next block of folded texts; whether there is more to make."""
        first = len(self._keys)
        block = zip(self._instruments[first : first + BLOCK], self._marks[first : first + BLOCK], strict=True)
        self._keys += _all_folded([_said(one, mark) for one, mark in block])
        return len(self._keys) < len(self._instruments)

    def mark(self, row: int, mark: Mark) -> None:
        """A row is marked otherwise."""
        self._marks[row], self._stood = mark, None
        if row < len(self._keys):
            self._keys[row] = folded(_said(self._instruments[row], mark))

    def kept(self, wanted: Filter) -> Mask:
        """Which rows are shown, one truth a row. Words are looked for in id, both names, tags and note."""
        buttons = replace(wanted, text="")
        if self._stood is None or self._stood[0] != buttons:
            self._stood = (buttons, self._standing(buttons))
        return self._with_words(self._stood[1].copy(), wanted.words)

    def _standing(self, wanted: Filter) -> Mask:
        shown = np.ones(len(self._instruments), np.bool_)
        if wanted.markets:
            shown &= _truths(one.market in wanted.markets for one in self._instruments)
        if wanted.sections:
            shown &= _truths(section in wanted.sections for section in self._sections)
        if wanted.flags:
            shown &= _truths(mark.flag in wanted.flags for mark in self._marks)
        if wanted.tags:
            shown &= _truths(not wanted.tags.isdisjoint(mark.tags) for mark in self._marks)
        return shown

    def _with_words(self, shown: Mask, words: tuple[str, ...]) -> Mask:
        """Each word is looked for only where the ones before it were found."""
        while words and len(self._keys) < len(self._instruments):
            self.prepare()
        for word in sorted(words, key=len, reverse=True):
            places = np.flatnonzero(shown)
            held = self._keys if len(places) == len(shown) else [self._keys[place] for place in places]
            shown[places] = _truths(word in key for key in held)
        return shown


def _said(instrument: Instrument, mark: Mark) -> str:
    """Everything of a row that is searched, apart by a character nobody types. The id holds the code."""
    if mark is UNMARKED:
        return f"{instrument.id}\n{instrument.name_zh}\n{instrument.name_en}"
    return "\n".join((instrument.id, instrument.name_zh, instrument.name_en, mark.note, *mark.tags))


def _all_folded(said: Sequence[str]) -> list[str]:
    """Each text folded, in one go: blanks stay as they are, for words have none."""
    whole = APART.join(said)
    whole = whole.lower() if whole.isascii() else unicodedata.normalize("NFKC", whole).lower()
    keys = whole.split(APART)
    return keys if len(keys) == len(said) else [folded(one) for one in said]  # somebody's text holds the mark


def _truths(found: Iterable[bool]) -> Mask:
    return np.fromiter(found, np.bool_)
