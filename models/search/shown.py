"""How a hit is shown: which part of a name or code was meant, and the lines a terminal prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.instruments import Instrument
from models.search.fold import folded
from models.search.index import Hit

Span = tuple[int, int]  # from, to: characters


def marked(text: str, hit: Hit) -> Span | None:
    """The part of a name that matched; None when this is not what matched.

    Initials mark the characters they stand for (``gyfl``: the four of 工业富联).
    """
    if not hit.length or hit.code:
        return None
    span = (hit.at, hit.at + hit.length)
    if folded(text) == hit.key and len(text) == len(hit.key):
        return span
    chinese = len(text) == len(hit.key) and not any(mark.isascii() for mark in text)
    return span if chinese and hit.key.isascii() else None


def marked_code(hit: Hit) -> Span | None:
    """The part of the code, in our spelling, that matched; None when something else did."""
    typed = hit.key[hit.at : hit.at + hit.length]
    at = hit.instrument.id.lower().find(typed) if hit.code and typed else -1
    return (at, at + len(typed)) if at >= 0 else None


def other_name(one: Instrument, lang: str) -> str:
    """The name in the language that is not read first; "" when there is none."""
    name = one.name_en if lang == "zh" else one.name_zh
    return name if name != one.name(lang) else ""


def as_json(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """What the search command prints for programs."""
    return [
        {
            "id": hit.instrument.id, "kind": str(hit.instrument.kind), "market": str(hit.instrument.market),
            "exchange": hit.instrument.exchange, "name_zh": hit.instrument.name_zh, "name_en": hit.instrument.name_en,
            "match": hit.tier.name.lower(), "key": hit.key, "listed": hit.listed,
        }
        for hit in hits
    ]  # fmt: skip


def as_text(hits: Iterable[Hit], texts: Mapping[str, str], lang: str) -> str:
    """What the search command prints for people: code, market, name, the other name, what matched."""
    lines = []
    for hit in hits:
        one = hit.instrument
        market = texts.get(f"market.{one.market}", str(one.market))
        names = [name for name in (one.name(lang), other_name(one, lang)) if name and name != one.code]
        names = names if hit.listed else [texts["search.unlisted"]]
        lines.append("\t".join([one.id, market, *names]))
    return "".join(f"{line}\n" for line in lines)
