"""The products that are known, and whom a name, a site or an app means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from models.frozen import frozen
from models.products.naming import app_of, asset_key, folded, site_of
from models.products.values import CATEGORIES, Kind, Product

ALWAYS = (dt.date.min, dt.date.max)


@frozen
class Claim:
    """A product goes by a name from ``first`` to ``last``, both included."""

    product: str
    first: dt.date
    last: dt.date


class Products:
    """Products in their order. Equal when the products are. Raises ValueError when an id is there twice."""

    def __init__(self, items: Iterable[Product] = ()) -> None:
        self.items = tuple(items)
        self._by_id = {one.id: one for one in self.items}
        if len(self._by_id) != len(self.items):
            raise ValueError("a product is there twice")
        self._ids = {folded(one.id): one.id for one in self.items}
        self._names: dict[str, list[Claim]] = {}
        self._sites: dict[str, list[Claim]] = {}
        for one in self.items:
            self._enter(one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Products) and self.items == other.items

    def __hash__(self) -> int:
        return hash(self.items)

    def all(self) -> tuple[Product, ...]:
        """Every product."""
        return self.items

    def get(self, product: str) -> Product | None:
        """The product of an id; None when nobody knows it."""
        return self._by_id.get(product)

    def category(self, product: str) -> str:
        """The category of an id, "other" when nobody knows it."""
        held = self.get(product)
        return held.category if held else "other"

    def of_category(self, category: str) -> tuple[Product, ...]:
        """The products of a category, in order."""
        return tuple(one for one in self.items if one.category == category)

    def categories(self) -> tuple[str, ...]:
        """The categories that have products, in the order of CATEGORIES."""
        return tuple(name for name in CATEGORIES if any(one.category == name for one in self.items))

    def named(self, text: str, on: dt.date | None = None) -> str | None:
        """The id of the product that ``text`` means; None when that is nobody or not one alone.

        ``text`` is an id, a name, former name or alias, a domain (also as a link), an app or an article. Width, case
        and blanks make no difference. on: the day of which the text speaks; of several the one valid then is meant.
        """
        found = self.candidates(text, on)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str, on: dt.date | None = None) -> tuple[str, ...]:
        """Whom ``text`` may mean, in order. A site that several share is the first one's: its visits are not split."""
        key = folded(app_of(text))
        if key in self._ids:
            return (self._ids[key],)
        if claims := self._names.get(key):
            return _meant(claims, on)
        shared = self._sites.get(site_of(text))
        return _meant(shared, on)[:1] if shared else ()

    def sharing(self, domain: str) -> tuple[str, ...]:
        """The products that have a site, in order."""
        return _meant(self._sites.get(site_of(domain), []), None)

    def _enter(self, one: Product) -> None:
        for name in (one.name_zh, one.name_en, *one.aliases):
            self._claim(name, Claim(one.id, *ALWAYS))
        for old in one.former:
            self._claim(old.name, Claim(one.id, dt.date.min, old.until or dt.date.max))
        for asset in one.assets:
            claim = Claim(one.id, asset.first or dt.date.min, asset.last or dt.date.max)
            held = self._sites if asset.kind is Kind.SITE else self._names
            held.setdefault(asset_key(asset), []).append(claim)

    def _claim(self, name: str, claim: Claim) -> None:
        self._names.setdefault(folded(name), []).append(claim)
        if site := site_of(name):  # "kimi.com" among the aliases is found as a link too
            self._sites.setdefault(site, []).append(claim)


def _meant(claims: Iterable[Claim], on: dt.date | None) -> tuple[str, ...]:
    """The products of claims; with a day those valid then, or all when none is: an old name is still a name."""
    held = list(claims)
    valid = [one for one in held if on is not None and one.first <= on <= one.last]
    return tuple(dict.fromkeys(one.product for one in valid or held))
