"""What the user says about products, laid over the bundled ones: only what differs is kept.

A later version's bundled products therefore still bring their news to every field the user has not touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from models.frozen import frozen
from models.products.reading import FIELDS
from models.products.universe import Products
from models.products.values import Product


@frozen(kw_only=True)
class Own:
    """changes: by the id of a bundled product, its fields that differ. added: products of the user's own."""

    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    added: tuple[Product, ...] = ()


def with_own(bundled: Products, own: Own) -> Products:
    """The bundled products as the user has them, then those of the user's own.

    A change of a product that is bundled no more waits; an own product whose id is bundled by now gives way.
    """
    if not own.changes and not own.added:
        return bundled
    laid = [replace(one, **own.changes.get(one.id, {})) for one in bundled.items]
    return Products((*laid, *(one for one in own.added if bundled.get(one.id) is None)))


def kept(own: Own, bundled: Products, wanted: Product) -> Own:
    """The edits with ``wanted`` as the user wants it: a changed bundled product, or one of the user's own."""
    there = bundled.get(wanted.id)
    if there is None:
        others = [one for one in own.added if one.id != wanted.id]
        place = next((at for at, one in enumerate(own.added) if one.id == wanted.id), len(others))
        return replace(own, added=(*others[:place], wanted, *others[place:]))
    differs = {name: getattr(wanted, name) for name in FIELDS if getattr(wanted, name) != getattr(there, name)}
    changes = {name: held for name, held in own.changes.items() if name != wanted.id}
    return replace(own, changes=changes | ({wanted.id: differs} if differs else {}))


def reset(own: Own, product: str) -> Own:
    """A bundled product as it was shipped; one of the user's own is gone."""
    changes = {name: held for name, held in own.changes.items() if name != product}
    return replace(own, changes=changes, added=tuple(one for one in own.added if one.id != product))


def is_touched(own: Own, product: str) -> bool:
    """Whether the user has changed or added it."""
    return product in own.changes or any(one.id == product for one in own.added)


def merged(earlier: Own, later: Own) -> Own:
    """Both, field by field; where they differ the later ones count."""
    changes = {
        name: {**earlier.changes.get(name, {}), **later.changes.get(name, {})}
        for name in (*earlier.changes, *later.changes)
    }
    return Own(changes=changes, added=tuple({one.id: one for one in (*earlier.added, *later.added)}.values()))
