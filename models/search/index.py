"""Reading the search table: bisection for what begins a key, a word or a syllable, one scan for what stands inside one.

A keystroke costs some microseconds of bisection and a sort of what was found; nothing is built, so a query needs
nothing of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from models import symbols
from models.frozen import frozen
from models.instruments import Instrument
from models.search.fold import folded, forms
from models.search.lines import read_instrument
from models.search.table import CODE, KEY, NAME, SPELLING, Table
from models.universe import Universe

LIMIT = 50
MOST_SCANNED = 2000  # places inside words that one query looks at
LETTERS = 4  # so few may be the initials of many a name
SHORTEST_SCAN = 2  # characters: a single letter stands inside everything
MOST_USE = 0xFFFF
BARE = re.compile(r"\d{1,5}")  # may be the beginning of any code
TOLD = re.compile(r"\d{6}|.*[.:#].*|[a-z]{2}\d{3,6}|.* (?:hk|us)(?: equity)?")  # a code, whatever list it is in
if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
else:  # numpy.typing takes 10 ms to import and says nothing at run time
    Numbers = np.ndarray


class Tier(IntEnum):
    """How well something matches; the better first."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    INFIX = 3


@frozen(kw_only=True)
class Hit:
    """Something found. key: the folded text that matched, from ``at`` on for ``length`` characters.

    code: whether the key is a way to write the code, not a name.
    listed: False when no list knows it and only the way it is written says what it is.
    """

    instrument: Instrument
    tier: Tier
    key: str = ""
    at: int = 0
    length: int = 0
    code: bool = False
    listed: bool = True


def weights(universe: Universe, used: Mapping[str, int]) -> dict[str, int]:
    """What ranks first among equals: what was used, and the universe as if each of it had been used once."""
    return {name: 1 + used.get(name, 0) for name in {**universe.instruments, **used}}


class Index:
    """Everything that can be found, and what this user uses. ``used``: id -> how often, more is shown earlier."""

    def __init__(self, table: Table, used: Mapping[str, int] | None = None) -> None:
        self._table, self._hay = table, table.haystack
        self._bytes = np.frombuffer(self._hay, np.uint8)
        self._starts, self._rows, self._hay_at, self._line_at = (
            np.frombuffer(part, "<i4") for part in (table.starts, table.rows, table.hay_at, table.line_at)
        )
        self._use: Numbers = np.zeros(table.count, np.int64)
        self._favoured: list[int] = []
        self.use(used or {})

    def __len__(self) -> int:
        return self._table.count

    def use(self, used: Mapping[str, int]) -> None:
        """Rank by these counts from now on."""
        self._use[:] = 0
        for id_, count in used.items():
            if (row := self._row(id_)) is not None:
                self._use[row] = min(max(count, 0), MOST_USE)
        rows = np.flatnonzero(self._use)
        self._favoured = [int(row) for row in rows[np.argsort(-self._use[rows], kind="stable")]]

    def find(self, text: str, limit: int = LIMIT) -> tuple[Hit, ...]:
        """The best ``limit`` matches, each instrument once: exact, then beginnings, then words, then inside words.

        Among equals the more used first, then by market, then the shorter name. Nothing typed: what is used most.
        """
        typed = forms(text)
        if not typed:
            return tuple(self._hit(row, Tier.EXACT) for row in self._favoured[:limit])
        found = _Found(limit)
        found.add(self._spelled(text))
        for form in typed:
            found.add(self._beginning(form.encode()))
        if found.short and len(typed[0]) >= SHORTEST_SCAN:
            found.add(self._inside(typed[0].encode()))
        if not found.best() and " " in typed[0]:
            words = tuple(typed[0].split(" "))
            found.add(self._all_words(words))
            typed += words
        hits = tuple(self._hit(rank & _ROW, Tier(rank >> _TIER), at, typed) for rank, at in found.best())
        return hits or self._unlisted(text, typed[0])

    def known(self, id_: str) -> Instrument | None:
        """The instrument of a canonical id."""
        row = self._row(id_)
        return None if row is None else self._instrument(row)

    def named(self, text: str) -> tuple[Instrument, ...]:
        """The instruments one of whose names (or its whole pinyin) is exactly ``text``, each once."""
        key = folded(text).encode("utf-8", "replace")
        if not key:
            return ()
        first, last = self._range(key)
        whole = (int(at) for at in self._starts[first:last] if self._is_name(int(at), key))
        found = (self._instrument(row) for row in sorted(set(map(self._row_of, whole))))
        return tuple(one for one in found if len(key) > LETTERS or _is_called(one, key))

    def _is_name(self, at: int, key: bytes) -> bool:
        """Whether a whole key that is no code is ``key``."""
        return self._hay[at - 1 : at] == NAME and self._hay.startswith(key, at) and self._hay[at + len(key)] < 32

    # where something stands

    def _row(self, id_: str) -> int | None:
        key = id_.lower().encode()
        for place in self._starts[slice(*self._range(key))]:
            if self._hay[place - 1 : place] == CODE and self._hay[place + len(key)] < 32:
                row = self._row_of(int(place))
                if self._instrument(row).id.lower() == id_.lower():
                    return row
        return None

    def _row_of(self, place: int) -> int:
        return int(np.searchsorted(self._hay_at, place, "right")) - 1

    def _range(self, key: bytes) -> tuple[int, int]:
        """The places that begin with ``key``, as a slice of ``starts``; by its first KEY bytes."""
        key = key[:KEY]
        first = self._bisect(lambda text: text < key, len(key))
        return first, self._bisect(lambda text: text <= key, len(key))

    def _bisect(self, before: Callable[[bytes], bool], size: int) -> int:
        low, high, hay, starts = 0, len(self._starts), self._hay, self._starts
        while low < high:
            middle = (low + high) // 2
            at = int(starts[middle])
            if before(hay[at : at + size]):
                low = middle + 1
            else:
                high = middle
        return low

    # ways to find

    def _beginning(self, key: bytes) -> _Ranked:
        """Where keys, words and syllables begin with ``key``."""
        first, last = self._range(key)
        at, rows = self._starts[first:last], self._rows[first:last]
        if len(key) > KEY:
            whole = np.array([self._hay.startswith(key, int(place)) for place in at], bool)
            at, rows = at[whole], rows[whole]
        before, behind = self._bytes[at - 1], self._bytes[at + len(key)]
        if not any(map(_is_digit, key)):  # "s" means no code that begins with sz
            meant = (before != SPELLING[0]) | (behind < 32)
            at, rows, before, behind = at[meant], rows[meant], before[meant], behind[meant]
        return _Ranked(self._ranks(_tiers(before, behind, self._bytes[at]), before, behind, rows), at)

    def _ranks(self, tiers: Numbers, before: Any, behind: Any, rows: Any) -> Numbers:
        """One number for the order: tier, use, whole codes before whole names, place in the table."""
        plain = ~((behind < 32) & ((before == CODE[0]) | (before == SPELLING[0])))
        wide = rows.astype(np.int64)
        ranks: Numbers = (tiers << _TIER) | ((MOST_USE - self._use[wide]) << _USE)
        ranks |= (plain.astype(np.int64) << _PLAIN) | wide
        return ranks

    def _inside(self, key: bytes) -> _Ranked:
        """Where ``key`` stands in the midst of a word: first in what is used, then from the top."""
        places = list(self._scan(key))
        at = np.array(places, np.int64)
        rows = np.searchsorted(self._hay_at, at, "right") - 1
        tiers = np.full(len(at), int(Tier.INFIX), np.int64)
        before = np.full(len(at), NAME[0], np.uint8)
        return _Ranked(self._ranks(tiers, before, before, rows), at)

    def _scan(self, key: bytes) -> Iterator[int]:
        hay, at = self._hay, -1
        for row in self._favoured:
            if (place := hay.find(key, self._hay_at[row], self._hay_at[row + 1])) >= 0:
                yield place
        for _ in range(MOST_SCANNED):
            at = hay.find(key, at + 1)
            if at < 0:
                return
            yield at

    def _spelled(self, text: str) -> _Ranked:
        """What ``text`` is as a code in any program's spelling (``105.NVDA``, ``600000.SS``, ``1A0001``)."""
        word = text.strip()
        reading = symbols.read(word)
        one = reading.instrument
        if one is None or BARE.fullmatch(word) or (row := self._row(one.id)) is None:
            return _Ranked(np.zeros(0, np.int64), np.zeros(0, np.int64))
        rank = (MOST_USE - int(self._use[row])) << _USE | row
        return _Ranked(np.array([rank], np.int64), np.array([int(self._hay_at[row]) + 1], np.int64))

    def _all_words(self, words: tuple[str, ...]) -> _Ranked:
        """Instruments in which each word begins something, in any order; ranked as words."""
        each = [self._beginning(word.encode()) for word in words if word]
        held = each[0].ranks & _ROW
        for other in each[1:]:
            held = np.intersect1d(held, other.ranks & _ROW)
        last = each[-1]
        kept = np.isin(last.ranks & _ROW, held)
        rows = last.ranks[kept] & _ROW
        plain = np.full(len(rows), NAME[0], np.uint8)
        tiers = np.full(len(rows), int(Tier.WORD), np.int64)
        return _Ranked(self._ranks(tiers, plain, plain, rows), last.at[kept])

    def _unlisted(self, text: str, typed: str) -> tuple[Hit, ...]:
        """A code that no list holds is still a code, if it is written as one and not as a mere word."""
        if not TOLD.fullmatch(typed):
            return ()
        reading = symbols.read(text)
        meant = (reading.instrument,) if reading.instrument is not None else reading.candidates
        return tuple(Hit(instrument=one, tier=Tier.EXACT, listed=False) for one in meant)

    # what is shown

    def _hit(self, row: int, tier: Tier, at: int = -1, typed: tuple[str, ...] = ()) -> Hit:
        if at < 0:
            return Hit(instrument=self._instrument(row), tier=tier)
        key, place, code = self._key(row, at)
        length = next((len(form) for form in typed if key.startswith(form, place)), 0)
        return Hit(instrument=self._instrument(row), tier=tier, key=key, at=place, length=length, code=code)

    def _key(self, row: int, at: int) -> tuple[str, int, bool]:
        """The whole key around a place of the haystack, where in it the place is (characters), and if it is a code."""
        line_from, line_to = int(self._hay_at[row]), int(self._hay_at[row + 1])
        first = max(self._hay.rfind(mark, line_from, at) for mark in (CODE, SPELLING, NAME))
        ends = (self._hay.find(mark, at, line_to) for mark in (CODE, SPELLING, NAME))
        last = min((end for end in ends if end >= 0), default=line_to - 1)
        key = self._hay[first + 1 : last].decode()
        return key, len(self._hay[first + 1 : at].decode()), self._hay[first : first + 1] != NAME

    def _instrument(self, row: int) -> Instrument:
        line = self._table.lines[self._line_at[row] : self._line_at[row + 1] - 1].decode()
        return read_instrument(line.split("\t"))


_TIER, _USE, _PLAIN, _ROW = 56, 34, 32, 0xFFFFFFFF


@frozen
class _Ranked:
    """ranks: the order, the row in its lowest bits; at: where in the haystack."""

    ranks: Numbers
    at: NDArray[Any]


class _Found:
    """The best of several ways to find, an instrument once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._ranks, self._at = np.zeros(0, np.int64), np.zeros(0, np.int64)

    @property
    def short(self) -> bool:
        """Whether there is room for more."""
        return len(self._ranks) < self._limit

    def add(self, ranked: _Ranked) -> None:
        """Take the best of ``ranked`` to what there is."""
        ranks = np.concatenate([self._ranks, ranked.ranks])
        at = np.concatenate([self._at, ranked.at])
        order = _best(ranks, self._limit)
        self._ranks, self._at = ranks[order], at[order]

    def best(self) -> list[tuple[int, int]]:
        """Rank and place, in order."""
        return list(zip(self._ranks.tolist(), self._at.tolist(), strict=True))


def _best(ranks: Numbers, limit: int) -> list[int]:
    """Where the least ranks of ``limit`` different rows are. An instrument stands there a few times, so a few more."""
    wanted = limit * 8
    while True:
        part = np.argpartition(ranks, wanted)[:wanted] if wanted < len(ranks) else np.arange(len(ranks))
        part = part[np.argsort(ranks[part], kind="stable")]
        _, first = np.unique(ranks[part] & _ROW, return_index=True)
        if len(first) >= limit or len(part) == len(ranks):
            return [int(part[place]) for place in np.sort(first)[:limit]]
        wanted *= 4


def _is_called(one: Instrument, key: bytes) -> bool:
    """Whether ``key`` is what an instrument is called, not how its name is abbreviated."""
    return not key.isascii() or key.decode() in (folded(one.name_zh), folded(one.name_en))


def _is_digit(byte: int) -> bool:
    return 0x30 <= byte <= 0x39


def _tiers(before: Any, behind: Any, first: Any) -> Numbers:
    """Exact: a whole key. Prefix: its beginning, or all of another spelling. Infix: a Chinese character inside."""
    begins = (before == CODE[0]) | (before == SPELLING[0]) | (before == NAME[0])
    whole = begins & (behind < 32) & (before != SPELLING[0])
    inside = np.where(first < 0x80, int(Tier.WORD), int(Tier.INFIX))
    return np.where(whole, int(Tier.EXACT), np.where(begins, int(Tier.PREFIX), inside)).astype(np.int64)
