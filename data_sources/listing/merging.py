"""One list out of several: the bundled universe, what each source lists, what was known before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from data_sources.listing.sounds import CHINESE, sounds
from models.instruments import Instrument, Market
from models.search.lines import Known

REMEMBERED = dt.timedelta(days=400)  # how long a name stays that no list holds any more
MOST_ALIASES = 8
TODAY_ONLY = re.compile(r"(XD|XR|DR|N|C)(?=[\u3400-\u9fff])")  # what exchanges put before a name on certain days


def merged(lists: Iterable[Iterable[Known]], today: dt.date) -> list[Known]:
    """Every instrument of the lists once. Earlier lists say what it is called; other names become aliases.

    What was ``seen`` too long before ``today`` is left out; a line without a day stays.
    """
    held: dict[str, Known] = {}
    for known in (one for each in lists for one in each):
        before = held.get(known.instrument.id)
        held[known.instrument.id] = known if before is None else _joined(before, known)
    oldest = (today - REMEMBERED).isoformat()
    return [one for one in held.values() if not one.seen or one.seen >= oldest]


def sounding(known: Known) -> Known:
    """``known`` with the pinyin of its Chinese names; what is there already stays."""
    if known.pinyin or known.initials:
        return known
    initials, pinyin = list[str](), list[str]()
    for name in (known.instrument.name_zh, *known.aliases):
        short, long = sounds(name)
        initials += short
        pinyin += long
    return replace(known, initials=tuple(dict.fromkeys(initials)), pinyin=tuple(dict.fromkeys(pinyin)))


def listed(known: Iterable[Known], today: dt.date) -> list[Known]:
    """What a source lists today, with today's marks taken off its names."""
    return [replace(one, instrument=_everyday(one.instrument), seen=today.isoformat()) for one in known]


def _everyday(one: Instrument) -> Instrument:
    if one.market is Market.US and not CHINESE.search(one.name_zh):  # a Chinese source says "Meta Platforms-A"
        one = replace(one, name_zh="", name_en=one.name_en or one.name_zh)
    name = TODAY_ONLY.sub("", one.name_zh, count=1) if TODAY_ONLY.match(one.name_zh) else one.name_zh
    return replace(one, name_zh=name)


def _joined(first: Known, second: Known) -> Known:
    """Names of ``first``, gaps filled from ``second``, whose other names are kept as aliases."""
    one, other = first.instrument, second.instrument
    named = replace(
        one,
        exchange=one.exchange or other.exchange,
        name_zh=one.name_zh or other.name_zh,
        name_en=one.name_en or other.name_en,
    )
    own = {name.casefold() for name in (named.name_zh, named.name_en, named.code)}
    names = dict.fromkeys((*first.aliases, other.name_zh, other.name_en, *second.aliases))
    aliases = tuple(name for name in names if name and name.casefold() not in own)[:MOST_ALIASES]
    known = Known(instrument=named, aliases=aliases, seen=_latest(first.seen, second.seen))
    heard = (each for each in (first, second) if each.pinyin and _chinese(each) == _chinese(known))
    said = next(heard, known)
    return replace(known, initials=said.initials, pinyin=said.pinyin)


def _chinese(known: Known) -> set[str]:
    """The names that its pinyin is made of."""
    return {name for name in (known.instrument.name_zh, *known.aliases) if CHINESE.search(name)}


def _latest(one: str, other: str) -> str:
    """The later day; "" (bundled, always there) wins."""
    return max(one, other) if one and other else ""
