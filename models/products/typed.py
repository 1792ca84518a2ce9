"""A product as it is typed into a form: every field a text, read with a sentence for each that is none.

A day may be typed as 2024-05-01, 2024/5/1, 20240501 or 2024年5月1日, and as a month, whose first or last day is meant.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, TypeVar

from models import symbols
from models.frozen import frozen
from models.products.naming import site_of
from models.products.reading import LONGEST
from models.products.universe import Products
from models.products.values import Asset, Exposure, Former, Kind, Product
from models.universe import Universe

COMMAS = re.compile(r"[,，、;；\n]+")
DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|(\d{2})(\d{2}))")
ARTICLE = re.compile(r"(?:https?://)?([a-z\-]+)\.(?:m\.)?wikipedia(?:\.org/wiki)?/(\S+)")
Line = tuple[str, ...]
Read = TypeVar("Read")


class Bad(ValueError):
    """What was typed is none: the text under "products.bad." and the key says why. slots: of the text."""

    def __init__(self, key: str, **slots: str) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bad) and (self.key, self.slots) == (other.key, other.slots)

    def __hash__(self) -> int:
        return hash(self.key)


@frozen(kw_only=True)
class Typed:
    """The fields of a form. id: "" of a product that is new. aliases: parted by commas.

    former: lines (name, of, until). assets: (kind, name, store, first, last). exposed: (instrument, reason).
    """

    id: str = ""
    name_zh: str = ""
    name_en: str = ""
    category: str = "text"
    vendor: str = ""
    aliases: str = ""
    launched: str = ""
    domestic: bool = False
    former: tuple[Line, ...] = ()
    assets: tuple[Line, ...] = ()
    exposed: tuple[Line, ...] = ()


@frozen(kw_only=True)
class Taken:
    """product: None when something is bad. bad: by field. doubts: what may be meant so, but should be known."""

    product: Product | None
    bad: Mapping[str, Bad] = field(default_factory=dict)
    doubts: Mapping[str, Bad] = field(default_factory=dict)


def typed_of(product: Product) -> Typed:
    """What the form shows of a product."""
    return Typed(
        id=product.id,
        name_zh=product.name_zh,
        name_en=product.name_en,
        category=product.category,
        vendor=product.vendor,
        aliases=", ".join(product.aliases),
        launched=_day_text(product.launched),
        domestic=product.domestic,
        former=tuple((one.name, one.of, _day_text(one.until)) for one in product.former),
        assets=tuple(
            (str(one.kind), one.name, one.store, _day_text(one.first), _day_text(one.last)) for one in product.assets
        ),
        exposed=tuple((one.instrument, one.reason) for one in product.exposed),
    )


def read_typed(typed: Typed, products: Products, universe: Universe | None = None) -> Taken:
    """The product of a form. products: those that are known. universe: whose share names are understood."""
    bad: dict[str, Bad] = {}

    def field_of(name: str, read: Callable[[], Read], usual: Read) -> Read:
        try:
            return read()
        except Bad as why:
            bad[name] = why
            return usual

    zh, en = field_of("names", lambda: _names(typed, products), ("", ""))
    made = Product(
        id=typed.id or zh,
        name_zh=zh,
        name_en=en,
        category=typed.category,
        vendor=field_of("vendor", lambda: _short(typed.vendor), ""),
        aliases=field_of("names", lambda: aliases_of(typed.aliases), ()),
        launched=field_of("launched", lambda: day_of(typed.launched), None),
        domestic=typed.domestic,
        former=field_of("former", lambda: tuple(_former(line) for line in filled(typed.former, (0, 2))), ()),
        assets=field_of("assets", lambda: tuple(_asset(line) for line in filled(typed.assets, (1, 3, 4))), ()),
        exposed=field_of(
            "exposed", lambda: tuple(_exposure(line, universe) for line in filled(typed.exposed, (0, 1))), ()
        ),
    )
    return Taken(product=None if bad else made, bad=bad, doubts=_doubts(made, products))


def day_of(text: str, *, last: bool = False) -> dt.date | None:
    """The day that is typed; of a month its first day, or its last. None when nothing is. Raises Bad."""
    word = unicodedata.normalize("NFKC", text).strip()
    if not word:
        return None
    found = DAY.fullmatch(word)
    year, month, day = (int(found[1]), found[2] or found[4], found[3] or found[5]) if found else (0, None, None)
    try:
        if month is None:
            raise ValueError(word)
        return dt.date(year, int(month), int(day or (monthrange(year, int(month))[1] if last else 1)))
    except ValueError as error:  # IllegalMonthError is one
        raise Bad("day", text=word) from error


def aliases_of(text: str) -> tuple[str, ...]:
    """The names between commas, each once. Raises Bad."""
    return tuple(dict.fromkeys(_short(part) for part in COMMAS.split(text) if part.strip()))


def filled(lines: Sequence[Line], typed: Sequence[int]) -> list[Line]:
    """The lines in which something is typed. typed: the places of what is typed; choices always say something."""
    held = [tuple(part.strip() for part in line) for line in lines]
    return [line for line in held if any(line[place] for place in typed)]


def _day_text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _short(text: str) -> str:
    word = text.strip()
    if len(word) > LONGEST:
        raise Bad("long", most=str(LONGEST))
    return word


def _names(typed: Typed, products: Products) -> tuple[str, str]:
    """Both names; one that is left out is the other."""
    zh, en = _short(typed.name_zh), _short(typed.name_en)
    if not (zh or en):
        raise Bad("name")
    if not typed.id and products.get(zh or en) is not None:
        raise Bad("taken", name=zh or en)
    return zh or en, en or zh


def _line_name(text: str) -> str:
    if not text:
        raise Bad("name")
    return _short(text)


def _former(line: Line) -> Former:
    name, of, until = line
    return Former(name=_line_name(name), of=of, until=day_of(until, last=True))


def _asset(line: Line) -> Asset:
    kind, name, store, first, last = line
    begins, ends = day_of(first), day_of(last, last=True)
    if begins and ends and ends < begins:
        raise Bad("order", name=name)
    made: dict[str, Any] = {
        "kind": Kind(kind),
        "name": READ[Kind(kind)](_line_name(name)),
        "first": begins,
        "last": ends,
    }
    return Asset(store=store if made["kind"] is Kind.APP else "", **made)


def _site(text: str) -> str:
    if not (site := site_of(text)):
        raise Bad("site", text=text)
    return site


def _article(text: str) -> str:
    from urllib.parse import unquote  # for the rare pasted link

    found = ARTICLE.fullmatch(text.strip().replace(" ", "_"))
    if not found:
        raise Bad("article", text=text)
    return f"{found[1]}.wikipedia/{unquote(found[2])}"


READ: Mapping[Kind, Callable[[str], str]] = {Kind.SITE: _site, Kind.APP: str, Kind.ARTICLE: _article}


def _exposure(line: Line, universe: Universe | None) -> Exposure:
    code, reason = line
    found = symbols.read(code, universe).instrument
    if found is None:
        raise Bad("instrument", text=code)
    if not reason:
        raise Bad("reason", text=found.id)
    return Exposure(instrument=found.id, reason=_short(reason))


def _doubts(made: Product, products: Products) -> dict[str, Bad]:
    """Names that others have too: a table that writes them will ask."""
    for name in (made.name_zh, made.name_en, *made.aliases, *(old.name for old in made.former)):
        for other in products.candidates(name) if name else ():
            if other != made.id:
                return {"names": Bad("shared", name=name, other=other)}
    return {}
