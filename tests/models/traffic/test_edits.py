"""What a user does to a view; whatever would contradict itself gives way."""

import datetime as dt

from models.products.values import Product
from models.traffic import edits
from models.traffic.chosen import YEAR, Shape, View
from models.traffic.values import Granularity, Metric

ALL = tuple(
    Product(id=name, name_zh=name, name_en=name, category=kind)
    for name, kind in (("A", "text"), ("B", "text"), ("C", "image"), ("D", "music"))
)
DAY = dt.date(2024, 9, 1)


def ids(view):
    return [one.id for one in edits.shown(view, ALL)]


def test_a_category_shows_its_products_and_all_shows_every_one():
    assert ids(edits.of_category(View(products=("C",), left_out=("C",)), "text")) == ["A", "B"]
    assert ids(edits.of_category(View(), edits.ALL)) == ["A", "B", "C", "D"]


def test_products_one_by_one_keep_their_order_and_nobody_is_there_twice():
    view = edits.of_products(View(left_out=("A", "C")), ("C", "A", "C"))
    assert (view.category, view.products, view.left_out) == ("", ("C", "A"), ("A", "C"))
    assert ids(view) == ["C", "A"]


def test_a_product_joins_those_that_are_shown_and_leaves_them():
    view = edits.with_product(View(), "C", ids(View()), on=True)
    assert ids(view) == ["A", "B", "C"]
    assert ids(edits.with_product(view, "A", ids(view), on=False)) == ["B", "C"]


def test_without_any_product_a_category_is_back():
    assert ids(edits.with_product(View(category="", products=("D",)), "D", ["D"], on=False)) == ["A", "B"]


def test_a_product_is_switched_off_and_on():
    off = edits.switched(View(), "A")
    assert off.left_out == ("A",)
    assert edits.switched(off, "A") == View()


def test_places_in_a_list_have_neither_shares_nor_an_index():
    view = edits.of_metric(View(shape=Shape.SHARE, base=DAY, source="Similarweb"), Metric.RANK)
    assert (view.shape, view.base, view.source) == (Shape.LINES, None, "")
    assert edits.of_metric(View(shape=Shape.SHARE), Metric.DOWNLOADS).shape is Shape.SHARE


def test_a_share_has_no_logarithm_and_an_index_is_no_share():
    share = edits.in_shape(View(log=True, base=DAY), Shape.SHARE)
    assert (share.log, share.base) == (False, None)
    assert edits.based(share, DAY).shape is Shape.LINES
    assert edits.based(share, None) == share


def test_what_is_aligned_has_no_calendar_base_and_no_prices():
    view = edits.aligned(View(base=DAY, prices=True), "launch")
    assert (view.align, view.base, view.prices) == ("launch", None, False)
    assert edits.aligned(View(base=DAY, prices=True), "").prices


def test_windows():
    own = edits.between(View(), dt.date(2024, 9, 30), DAY)
    assert (own.first, own.last) == (DAY, dt.date(2024, 9, 30))
    assert edits.in_days(own, 92) == View(days=92)
    assert edits.every(edits.in_days(View(granularity=Granularity.WEEK), 92), Granularity.MONTH).days == YEAR
    assert edits.every(View(days=0), Granularity.MONTH).days == 0
    assert edits.every(View(days=92), Granularity.WEEK).days == 92


def test_what_was_brought_in_is_shown_as_its_category_or_by_its_products():
    held = View(align="launch", known_on=DAY, first=DAY, last=DAY)
    view = edits.brought(held, Metric.DOWNLOADS, "text", Granularity.WEEK, ["A"])
    assert (view.category, view.metric, view.granularity, view.align, view.known_on, view.first) == (
        "text", Metric.DOWNLOADS, Granularity.WEEK, "", None, None,
    )  # fmt: skip
    assert edits.brought(held, Metric.VISITS, "", Granularity.WEEK, ["X", "Y"]).products == ("X", "Y")
