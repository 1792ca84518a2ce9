"""The traffic figures of the weekly note, 2 to 6, as views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.products.values import Kind, Product
from models.traffic.chosen import QUARTER, YEAR, Shape, View
from models.traffic.values import Granularity, Metric

NUMBERS = (2, 3, 4, 5, 6)
SITES = {2: "text", 3: "text", 4: "image", 5: "video"}  # weekly visits of a category; 2 and 3 are one view, split
APPS = 6
WHOLE = (2, 4, 5, 6)  # what stands on one page; the first of them is two figures
SHARED = ("granularity", "week_end", "days", "first", "last", "known_on", "events")  # of all that stand on it


def figure(number: int, products: Iterable[Product]) -> View:
    """The view of one of NUMBERS. products: all that are known. Raises KeyError for another number."""
    if number == APPS:
        return View(
            category="", products=domestic(products), metric=Metric.DOWNLOADS, granularity=Granularity.MONTH,
            shape=Shape.BARS, days=YEAR,
        )  # fmt: skip
    category = SITES[number]
    return View(category=category, granularity=Granularity.WEEK, days=QUARTER, split=category == SITES[2])


def on_page(number: int, products: Iterable[Product], held: View) -> View:
    """The view of one of WHOLE as it stands on a page of all, under the choices of ``held``. Downloads stay monthly."""
    made = figure(number, products)
    shared = {key: getattr(held, key) for key in SHARED}
    if number == APPS:
        shared |= {"granularity": Granularity.MONTH, "days": max(held.days, YEAR) if held.days else held.days}
    return replace(made, **shared)


def numbers_of(view: View, products: Iterable[Product]) -> tuple[int, ...]:
    """The figures of the note that a view is, whatever its period, window and form; () when it is none."""
    held = tuple(products)
    found = tuple(number for number in NUMBERS if _subject(figure(number, held)) == _subject(view))
    return found if view.split or found != NUMBERS[:2] else ()  # unsplit they are one figure, and neither


def domestic(products: Iterable[Product]) -> tuple[str, ...]:
    """The products of figure 6: those of mainland China that have an app."""
    return tuple(one.id for one in products if one.domestic and one.of(Kind.APP))


def _subject(view: View) -> tuple[object, ...]:
    return view.category, view.products, view.metric
