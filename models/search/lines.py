"""The lines of a Listing: one instrument each, its fields separated by tabs. Reading and writing, nothing else.

Fields: id, kind, market, exchange, name_zh, name_en, initials, pinyin, aliases, seen. The last four may be missing
or empty; the three before ``seen`` hold several values separated by blanks, syllables of pinyin by apostrophes.
A blank inside an alias is written as a no-break space. seen: the day a source named the instrument last, ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.frozen import frozen
from models.instruments import EXCHANGES, Instrument, Kind, Market
from models.universe import Universe

FIELDS = 10
NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_NAME = 120  # what a source calls a name and is longer, is none


@frozen(kw_only=True)
class Known:
    """An instrument and everything it answers to."""

    instrument: Instrument
    initials: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seen: str = ""

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among equals: by market, then the shorter name, then the code."""
        one = self.instrument
        return MARKET_PLACE[one.market], len(one.name_zh or one.name_en or one.code), one.id


MARKET_PLACE = {market: place for place, market in enumerate((*EXCHANGES, Market.FX))}


def read(text: str) -> Iterator[Known]:
    """Every line that can be understood; the others are left out, for they come from outside."""
    for line in text.splitlines():
        if (known := read_line(line)) is not None:
            yield known


def read_line(line: str) -> Known | None:
    """One line; None when it names no kind or market we know."""
    fields = line.split("\t")
    fields = fields[:FIELDS] + [""] * (FIELDS - len(fields))
    initials, pinyin, aliases, seen = fields[6:]
    try:
        one = read_instrument([*fields[:4], named(fields[4]), named(fields[5])])
    except ValueError:
        return None
    return Known(
        instrument=one,
        initials=tuple(initials.split(" ")) if initials else (),
        pinyin=tuple(pinyin.split(" ")) if pinyin else (),
        aliases=tuple(alias.replace(NO_BREAK, " ") for alias in aliases.split(" ") if alias),
        seen=seen,
    )


def read_instrument(fields: Sequence[str]) -> Instrument:
    """The instrument of a line's first six fields. Raises ValueError for a kind or market we do not know."""
    id_, kind, market, exchange, zh, en = fields[:6]
    return Instrument(id=id_, kind=Kind(kind), market=Market(market), exchange=exchange, name_zh=zh, name_en=en)


def write(known: Iterable[Known]) -> str:
    """The lines of a Listing's text, without a last line break."""
    return "\n".join(map(write_line, known))


def write_line(known: Known) -> str:
    """One line."""
    one = known.instrument
    fields = (
        one.id, one.kind, one.market, one.exchange, named(one.name_zh), named(one.name_en), " ".join(known.initials),
        " ".join(known.pinyin), " ".join(named(alias).replace(" ", NO_BREAK) for alias in known.aliases), known.seen,
    )  # fmt: skip
    return "\t".join(fields)


def named(text: str) -> str:
    """A name on one line: controls, tabs and line breaks are blanks, and only one at a time."""
    if len(text) > LONGEST_NAME:
        return ""
    if text.isprintable() and "  " not in text and NO_BREAK not in text:
        return text.strip()
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def of_universe(universe: Universe) -> str:
    """The bundled universe as lines, without pinyin: the text of a Listing."""
    aliases: dict[str, list[str]] = {}
    for alias, id_ in universe.aliases.items():
        aliases.setdefault(id_, []).append(alias)
    return write(Known(instrument=one, aliases=tuple(aliases.get(one.id, ()))) for one in universe.instruments.values())
