"""What a user does to a view: pure functions, each makes another view. What would contradict itself gives way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.products.values import CATEGORIES, Product
from models.traffic.chosen import YEAR, Shape, View
from models.traffic.values import SUMMED, Granularity, Metric

ALL = ""  # the category of every product
CHIPS = (*CATEGORIES, ALL)


def of_category(view: View, category: str) -> View:
    """All products of a category, or of every one (ALL)."""
    return replace(view, category=category, products=(), left_out=())


def of_products(view: View, products: Iterable[str]) -> View:
    """These products; without any, those of the category of before, or text."""
    named = tuple(dict.fromkeys(products))
    if not named:
        return of_category(view, view.category or CATEGORIES[0])
    left_out = tuple(one for one in view.left_out if one in named)
    return replace(view, category=ALL, products=named, left_out=left_out)


def with_product(view: View, product: str, shown: Sequence[str], *, on: bool) -> View:
    """One product more or fewer beside those that are ``shown``, in order."""
    if on:
        return of_products(view, (*shown, product))
    return of_products(view, (one for one in shown if one != product))


def switched(view: View, product: str) -> View:
    """A product that is switched off, or on again."""
    held = view.left_out
    left = tuple(one for one in held if one != product) if product in held else (*held, product)
    return replace(view, left_out=left)


def of_metric(view: View, metric: Metric) -> View:
    """Another metric, of whichever source measured it. Places in a list have no shares and no 100."""
    shape = Shape.LINES if metric not in SUMMED and view.shape is Shape.SHARE else view.shape
    base = view.base if metric in SUMMED else None
    return replace(view, metric=metric, source="", shape=shape, base=base)


def in_shape(view: View, shape: Shape) -> View:
    """Another form. A share of a whole has neither logarithm nor 100."""
    if shape is Shape.SHARE:
        return replace(view, shape=shape, log=False, base=None)
    return replace(view, shape=shape)


def based(view: View, day: dt.date | None) -> View:
    """100 on a day, or no index; what is aligned is based on its own day."""
    shape = Shape.LINES if day is not None and view.shape is Shape.SHARE else view.shape
    return replace(view, base=day, shape=shape)


def aligned(view: View, align: str) -> View:
    """Laid over each other from launch or an event on: the calendar's marks and prices have no place there."""
    return replace(view, align=align, base=None if align else view.base, prices=view.prices and not align)


def in_days(view: View, days: int) -> View:
    """So many days before the newest period; 0 is everything."""
    return replace(view, days=days, first=None, last=None)


def between(view: View, first: dt.date, last: dt.date) -> View:
    """A window of one's own; days that are the wrong way round are turned."""
    return replace(view, first=min(first, last), last=max(first, last))


def brought(
    view: View, metric: Metric, category: str, granularity: Granularity, products: Iterable[str]
) -> View:  # fmt: skip
    """The numbers of a table that was just brought in: of its category where it has one, else of its products."""
    held = replace(of_metric(view, metric), granularity=granularity, first=None, last=None, align="", known_on=None)
    return of_category(held, category) if category in CATEGORIES else of_products(held, products)


def every(view: View, granularity: Granularity) -> View:
    """Its months, weeks or days; of months enough to see something."""
    enough = max(view.days, YEAR) if view.days and granularity is Granularity.MONTH else view.days
    return replace(view, granularity=granularity, days=enough, first=None, last=None)


def shown(view: View, products: Iterable[Product]) -> tuple[Product, ...]:
    """Whom a view is of, those that are switched off among them, in their order."""
    held = tuple(products)
    if view.products:
        by_id = {one.id: one for one in held}
        return tuple(by_id[name] for name in view.products if name in by_id)
    return held if view.category == ALL else tuple(one for one in held if one.category == view.category)
