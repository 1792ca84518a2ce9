"""The user's edits of products on paper: JSON both ways, and one bad entry costs nobody else anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.products.edits import Own
from models.products.reading import FIELDS, field_from, field_json, product_from, product_json
from models.products.values import Product

KIND, NAME = "products", "own"
VERSION = 1
MOST_ADDED = 5_000


def own_json(own: Own) -> dict[str, Any]:
    """The edits as JSON values."""
    return {
        "version": VERSION,
        "changes": {
            product: {name: field_json(value) for name, value in fields.items()}
            for product, fields in own.changes.items()
        },
        "added": [product_json(one) for one in own.added],
    }


def own_from(said: Any) -> tuple[Own, int]:
    """The edits of a paper, and how many of its entries could not be read and were left out."""
    if not isinstance(said, Mapping):
        return Own(), 0 if said is None else 1
    changed, added = said.get("changes"), said.get("added")
    changes, bad = _changes(changed if isinstance(changed, Mapping) else {})
    products = list(_products(added if isinstance(added, list) else []))
    whole = {one.id: one for one in products if one is not None}
    return Own(changes=changes, added=tuple(whole.values())), bad + len(products) - len(whole)


def _changes(said: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], int]:
    held: dict[str, dict[str, Any]] = {}
    bad = 0
    for product, fields in said.items():
        if not isinstance(fields, Mapping):
            bad += 1
            continue
        for name, value in fields.items():
            try:
                held.setdefault(product, {})[name] = _known(name, value)
            except ValueError:
                bad += 1
    return {product: fields for product, fields in held.items() if fields}, bad


def _known(name: str, value: Any) -> Any:
    if name not in FIELDS:
        raise ValueError(f"{name}: no field of a product")
    return field_from(name, value)


def _products(said: list[Any]) -> Iterator[Product | None]:
    for row in said[:MOST_ADDED]:
        try:
            yield product_from(row)
        except ValueError:
            yield None
