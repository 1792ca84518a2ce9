"""The search table: made once away from the window, read there without any further work.

``haystack`` holds one line an instrument, in the order in which equals are shown. In a line every key begins behind a
mark that says what it is, and ends before the next mark. ``starts`` are the places in it where somebody may begin to
read (a key, a word, a syllable, a Chinese character), sorted by what follows: so all places that begin with what was
typed stand beside each other and are found by bisection. ``rows`` says whose each of them is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from models.frozen import frozen
from models.instruments import Instrument, Market
from models.search.fold import folded, word_starts
from models.search.lines import Known, write_line

CODE, SPELLING, NAME = b"\t", b"\x1e", b"\x1f"  # what a key is: the code, another way to write it, a name
KEY = 32  # bytes by which the places are sorted
WORDS = 12  # words of a name somebody may begin with
PREFIXED = ("SH", "SZ", "BJ", "HK")
Key = tuple[bytes, str, list[int]]  # mark, text, places in it (characters) where a reader may begin


@frozen(kw_only=True)
class Table:
    """lines: one an instrument, as models.search.lines writes them, UTF-8. haystack: the same lines as keys.

    line_at, hay_at: where each line begins in the two (and where the last ends). starts, rows: see above.
    All five of them int32, little-endian.
    """

    lines: bytes
    line_at: bytes
    haystack: bytes
    hay_at: bytes
    starts: bytes
    rows: bytes

    @property
    def count(self) -> int:
        """Instruments."""
        return len(self.line_at) // 4 - 1


def table_of(known: Iterable[Known]) -> Table:
    """The table of ``known``, each id once. Takes about a second for 50,000, most of it sorting."""
    ordered = sorted({one.instrument.id: one for one in known}.values(), key=lambda one: one.place)
    line_at, lines = _joined(write_line(_shown(one)).encode() + b"\n" for one in ordered)
    starts, rows = array("i"), array("i")
    hay_at, haystack = _joined(_hay(ordered, starts, rows))
    by_text = np.array(_sorted(haystack, starts), np.intp)
    return Table(
        lines=lines,
        line_at=_packed(line_at),
        haystack=haystack,
        hay_at=_packed(hay_at),
        starts=_packed(np.array(starts, np.int32)[by_text]),
        rows=_packed(np.array(rows, np.int32)[by_text]),
    )


def _sorted(haystack: bytes, starts: array[int]) -> list[int]:
    """The numbers of the places in the order of what follows them.

    Sorted in many small parts: one great sort would keep every other thread of its process waiting for a second.
    """
    parts: dict[bytes, list[int]] = {}
    for place, at in enumerate(starts):
        parts.setdefault(haystack[at : at + 2], []).append(place)
    order: list[int] = []
    for head in sorted(parts):
        order += sorted(parts[head], key=lambda place: haystack[starts[place] : starts[place] + KEY])
    return order


def _shown(known: Known) -> Known:
    """What the window needs of it: the instrument."""
    return Known(instrument=known.instrument)


def _joined(parts: Iterable[bytes]) -> tuple[array[int], bytes]:
    """Where each part begins and the last ends, and all of them."""
    at, whole = array("i", [0]), bytearray()
    for part in parts:
        whole += part
        at.append(len(whole))
    return at, bytes(whole)


def _packed(numbers: object) -> bytes:
    return np.asarray(numbers, "<i4").tobytes()


def _hay(ordered: list[Known], starts: array[int], rows: array[int]) -> Iterator[bytes]:
    """Each instrument's line; ``starts`` and ``rows`` grow on the way."""
    begun = 0
    for row, known in enumerate(ordered):
        line, places = _line(known)
        for place in places:
            starts.append(begun + place)
            rows.append(row)
        begun += len(line)
        yield line


def _line(known: Known) -> tuple[bytes, list[int]]:
    """The keys of one instrument, and where in them a reader may begin: the same text once."""
    line, places, heard = bytearray(), list[int](), set[str]()
    for mark, text, begins in _keys(known):
        if not text or text in heard:
            continue
        line += mark
        at = len(line)
        line += text.encode()
        for begin in begins:
            if (rest := text[begin:]) not in heard:
                heard.add(rest)
                places.append(at + len(text[:begin].encode()))
    return bytes(line + b"\n"), places


def _keys(known: Known) -> Iterator[Key]:
    one = known.instrument
    yield CODE, one.code.lower(), [0]
    yield CODE, one.id.lower(), [0]
    for text in spellings(one):
        yield SPELLING, text, [0]
    for name in (one.name_zh, one.name_en, *known.aliases):
        text = folded(name)
        yield NAME, text, word_starts(text)[:WORDS]
    for initials in known.initials:
        yield NAME, initials, [0]
    for syllables in known.pinyin:
        yield NAME, syllables.replace("'", ""), _syllable_starts(syllables)


def _syllable_starts(syllables: str) -> list[int]:
    at, begins = 0, list[int]()
    for syllable in syllables.split("'"):
        begins.append(at)
        at += len(syllable)
    return begins


def spellings(one: Instrument) -> list[str]:
    """Other ways to begin a code that are as common as ours: ``0700``, ``700``, ``hk0700``, ``sh600000``, ``brk-b``."""
    code, suffix = one.code.lower(), one.suffix
    if suffix in PREFIXED:
        forms = [code]
        if one.market is Market.HK and code.isdigit():
            forms = [code, *(short for size in (4, 3, 2, 1) if (short := f"{int(code):0{size}d}") != code)]
        made = [text for form in forms for text in (form, f"{form}.{suffix.lower()}", f"{suffix.lower()}{form}")]
    else:
        made = [code.replace(".", "-"), code.replace(".", "")]
    return list(dict.fromkeys(made))
