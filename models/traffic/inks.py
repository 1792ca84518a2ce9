"""Which colour a product has: the same one in every figure, whatever else is shown beside it, on screen and on paper.

Colours are numbered: the ramp of ten, then the ramp nearer to the text, then nearer to the ground. A product's number
is its place among those of its category; categories begin at different colours.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from models.products.values import CATEGORIES, Product
from models.workbook import PAPER_RAMP

TURN, SHADES = 3, 30  # how far apart categories begin on the ramp; how many colours there are in all
BRIGHT, DEEP = 0.62, 0.6  # how much of the ramp its second and third turn have
TEXT, GROUND = "1A1F27", "FFFFFF"  # of paper


def numbers(products: Iterable[Product]) -> dict[str, int]:
    """The number of each product's colour, by its id. products: all that are known, in their order."""
    held: dict[str, int] = {}
    counted: dict[str, int] = {}
    for one in products:
        place = counted[one.category] = counted.get(one.category, -1) + 1
        held.setdefault(one.id, _number(place, _begin(one.category)))
    return held


def stranger(product: str) -> int:
    """The number of what nobody knows, by its own name: it stays, but another may have it too."""
    return zlib.crc32(product.encode()) % SHADES


def on_paper(products: Iterable[Product]) -> dict[str, str]:
    """RRGGBB on white paper of each product, by its id."""
    return {product: paper(number) for product, number in numbers(products).items()}


def paper(number: int) -> str:
    """RRGGBB of a number on white paper."""
    ink, turn = PAPER_RAMP[number % len(PAPER_RAMP)], number // len(PAPER_RAMP) % 3
    return ink if not turn else _mixed(TEXT, ink, BRIGHT) if turn == 1 else _mixed(GROUND, ink, DEEP)


def _mixed(ground: str, ink: str, part: float) -> str:
    pairs = ((int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(under + (over - under) * part):02X}" for under, over in pairs)


def _begin(category: str) -> int:
    return TURN * CATEGORIES.index(category) if category in CATEGORIES else 0


def _number(place: int, begin: int) -> int:
    """The colours of a turn before those of the next, each turn from where the category begins."""
    turn, step = divmod(place, 10)
    return turn % (SHADES // 10) * 10 + (begin + step) % 10
