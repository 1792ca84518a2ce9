"""What must be said of a product under a figure: renames, moves, what two sites had together, sites that are shared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from models.frozen import frozen
from models.products.naming import asset_key
from models.products.universe import Products
from models.products.values import Asset, Former, Kind, Product
from models.traffic.panel import Said
from models.traffic.values import Metric

COUNTED_AT = {
    Metric.VISITS: Kind.SITE, Metric.PAGE_VIEWS: Kind.SITE, Metric.WIKI_VIEWS: Kind.ARTICLE,
    Metric.DOWNLOADS: Kind.APP, Metric.RANK: Kind.APP, Metric.RATINGS: Kind.APP,
}  # fmt: skip
DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class Overlap:
    """Two assets of a product had numbers in the same periods, and they were added up.

    first, last: days of the first and the last such period. old_value, new_value: plain counts of those periods.
    """

    product: str
    old: str
    new: str
    first: dt.date
    last: dt.date
    periods: int
    old_value: float
    new_value: float


@frozen(kw_only=True)
class Turn:
    """A product goes by another name, or is found elsewhere, from ``day`` on."""

    day: dt.date
    said: Said

    @property
    def is_move(self) -> bool:
        """Whether it moved, and kept its name."""
        return self.said.key.startswith("moved")


def turns(product: Product, metric: Metric) -> tuple[Turn, ...]:
    """The dated renames and moves that concern what is counted, the earliest first."""
    kind = COUNTED_AT[metric]
    found = [_renamed(product, old, kind, old.until + DAY) for old in product.former if old.until is not None]
    if kind is not Kind.APP:  # of an app only the name changes
        found += _moves(product, kind)
    return tuple(sorted(found, key=lambda one: one.day))


def notes(
    products: Products,
    product: Product,
    metric: Metric,
    first: dt.date,
    last: dt.date,
    overlaps: Iterable[Overlap] = (),
) -> tuple[Said, ...]:
    """What to say of a product whose periods lie between the days, both included.

    Moves inside; renames inside and later ones, as the product then had its former name; overlaps inside; and whose
    visits are counted with another's.
    """
    told = [one.said for one in turns(product, metric) if first <= one.day and (one.day <= last or not one.is_move)]
    told += [_overlap(one) for one in overlaps if one.first <= last and one.last >= first]
    if COUNTED_AT[metric] is Kind.SITE:
        told += _shared(products, product, first, last)
    return tuple(told)


def _renamed(product: Product, old: Former, kind: Kind, day: dt.date) -> Turn:
    """The sentence says whose name it was, and that the other kept its own where that one is counted."""
    key = "renamed" + (f".{old.of}" if old.of else "")
    if old.of and kind is not Kind(old.of):
        key += "_only"
    slots = {"product": product.id, "former": old.name, "year": day.year, "month": day.month}
    return Turn(day=day, said=Said(key=key, values=slots))


def _moves(product: Product, kind: Kind) -> list[Turn]:
    """From one asset to the next: the old one ends, and the new one begins about then. One that begins has a day."""
    found = []
    for old, new in pairwise(_in_time(product.of(kind))):
        if old.last is not None and new.first is not None and _place(old) == _place(new):
            key = "moved" if kind is Kind.SITE else "moved.article"
            slots = {"product": product.id, "old": old.name, "new": new.name, "year": new.first.year}
            found.append(Turn(day=new.first, said=Said(key=key, values=slots | {"month": new.first.month})))
    return found


def _in_time(assets: Iterable[Asset]) -> list[Asset]:
    return sorted(assets, key=lambda one: (_place(one), one.first or dt.date.min, one.last or dt.date.max))


def _place(asset: Asset) -> str:
    """Articles of one language follow each other; sites are all of one place."""
    return asset.name.partition("/")[0] if asset.kind is Kind.ARTICLE else ""


def _overlap(one: Overlap) -> Said:
    names = ("product", "old", "new", "first", "last", "periods")
    slots = {name: getattr(one, name) for name in names}
    return Said(key="overlap", values=slots | {"old_value": round(one.old_value), "new_value": round(one.new_value)})


def _shared(products: Products, product: Product, first: dt.date, last: dt.date) -> list[Said]:
    """Whose visits contain whose: those of a site that several share are the first one's."""
    told = []
    for asset in product.of(Kind.SITE):
        owner, *others = products.sharing(asset_key(asset)) or (product.id,)
        if asset.valid(first, last):
            told += [
                Said(key="shared", values={"product": owner, "other": other, "asset": asset.name})
                for other in others
                if product.id in (owner, other)
            ]
    return told
