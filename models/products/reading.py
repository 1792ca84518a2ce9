"""Products as JSON rows, both ways: the bundled file and the user's paper have the same form.

A row: id, name_zh, name_en, category; and where there is something to say vendor, domestic, launched, aliases,
former [{name, until, of}], assets [{kind, name, store, first, last}], exposed [{instrument, reason}]. Days are
YYYY-MM-DD, both included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from models.products.universe import Products
from models.products.values import CATEGORIES, Asset, Exposure, Former, Kind, Product

LONGEST = 120  # of a name
MOST = 200  # names or assets of a product
OF = ("", "app", "site")
Read = TypeVar("Read")


def products_from(rows: Iterable[Mapping[str, Any]]) -> Products:
    """The products of rows, in order. Raises ValueError naming the product and what does not fit."""
    return Products(product_from(row) for row in rows)


def product_from(row: Mapping[str, Any]) -> Product:
    """One row's product. Raises ValueError naming what does not fit."""
    if not isinstance(row, Mapping):
        raise ValueError(f"no product: {row!r}")
    return Product(**{name: field_from(name, row.get(name)) for name in ("id", *FIELDS)})


def field_from(name: str, said: Any) -> Any:
    """One field as Product has it; None is what it has without. Raises ValueError naming what does not fit."""
    try:
        return READERS[name](said)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{name}: {error}") from error


def product_json(product: Product) -> dict[str, Any]:
    """A product as a row; what it does not have is left out."""
    row = {name: field_json(getattr(product, name)) for name in ("id", *FIELDS)}
    return {name: said for name, said in row.items() if said not in ("", None, [], False)}


def field_json(value: Any) -> Any:
    """A field's value as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [field_json(one) for one in value]
    if isinstance(value, Asset | Former | Exposure):
        names = {Asset: ("kind", "name", "store", "first", "last"), Former: ("name", "until", "of")}
        fields = {name: getattr(value, name) for name in names.get(type(value), ("instrument", "reason"))}
        return {name: field_json(said) for name, said in fields.items() if said not in ("", None)}
    return str(value) if isinstance(value, str) else value


def _name(said: Any) -> str:
    if not isinstance(said, str) or not said.strip() or len(said) > LONGEST:
        raise ValueError(f"no name: {said!r}")
    return said.strip()


def _word(said: Any) -> str:
    return "" if said in (None, "") else _name(said)


def _category(said: Any) -> str:
    if said not in CATEGORIES:
        raise ValueError(f"no category: {said!r}")
    return str(said)


def _truth(said: Any) -> bool:
    if said not in (None, False, True):
        raise ValueError(f"neither true nor false: {said!r}")
    return said is True


def _day(said: Any) -> dt.date | None:
    return None if said in (None, "") else dt.date.fromisoformat(said)


def _each(read: Callable[[Any], Read]) -> Callable[[Any], tuple[Read, ...]]:
    def rows(said: Any) -> tuple[Read, ...]:
        if said is None:
            return ()
        if not isinstance(said, list) or len(said) > MOST:
            raise ValueError(f"no list: {said!r}")
        return tuple(read(one) for one in said)

    return rows


def _former(said: Any) -> Former:
    if said.get("of", "") not in OF:
        raise ValueError(f"whose name: {said!r}")
    return Former(name=_name(said["name"]), until=_day(said.get("until")), of=said.get("of", ""))


def _asset(said: Any) -> Asset:
    first, last = _day(said.get("first")), _day(said.get("last"))
    if first and last and last < first:
        raise ValueError(f"it ends before it begins: {said!r}")
    kind, name, store = Kind(said["kind"]), _name(said["name"]), _word(said.get("store"))
    return Asset(kind=kind, name=name, first=first, last=last, store=store)


def _exposure(said: Any) -> Exposure:
    return Exposure(instrument=_name(said["instrument"]), reason=_name(said["reason"]))


READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": _name, "name_zh": _name, "name_en": _name, "category": _category, "vendor": _word, "domestic": _truth,
    "launched": _day, "aliases": _each(_name), "former": _each(_former), "assets": _each(_asset),
    "exposed": _each(_exposure),
}  # fmt: skip
FIELDS = tuple(name for name in READERS if name != "id")
