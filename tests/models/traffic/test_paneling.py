"""From series to a panel: one measure a figure, whole rows of periods, and everything that must be said."""

import datetime as dt

import numpy as np
import pytest

import resources
from models.products.reading import products_from
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.products.values import Asset, Kind, Product
from models.traffic.bundled import bundled_series
from models.traffic.chosen import EVER, LAUNCH, View
from models.traffic.paneling import panel_of
from models.traffic.published import traffic_from
from models.traffic.values import MOVED, PARTIAL, Granularity, Metric
from tests.models.traffic.made import days, months, weeks

AIPURE = "Similarweb via AIPure"


@pytest.fixture(scope="module")
def products() -> Products:
    return products_from(resources.products())


@pytest.fixture(scope="module")
def bundled():
    return bundled_series(traffic_from(resources.monthly_visits()))


def member(panel, product):
    return next(one for one in panel.members if one.product.id == product)


def said(panel, key):
    return [one.values for one in panel.notes if one.key == key]


def test_september_2024_of_the_text_models(products, bundled):
    first, last = dt.date(2024, 8, 1), dt.date(2024, 9, 30)
    panel = panel_of(View(category="text", first=first, last=last), bundled, products)
    assert panel.view.source == AIPURE
    assert panel.end[panel.first : panel.stop].tolist() == [dt.date(2024, 8, 31), last]
    assert member(panel, "ChatGPT").value[panel.first : panel.stop].tolist() == [2.6e9, 3.1e9]
    assert np.isnan(member(panel, "文小言").value).all()
    assert member(panel, "文小言").series is None
    assert "文小言" in said(panel, "elsewhere")[0]["products"]  # Toolify has it, in another year


def test_the_level_break_of_july_2024_is_said(products, bundled):
    view = View(category="", source=AIPURE, days=EVER)
    (found,) = said(panel_of(view, bundled, products), "break")
    assert set(found["products"]) == {"Civitai", "Perplexity", "Poe"}
    assert (found["period"], found["source"]) == (dt.date(2024, 7, 31), AIPURE)
    later = View(category="", source=AIPURE, first=dt.date(2024, 8, 1), last=dt.date(2024, 12, 31))
    assert said(panel_of(later, bundled, products), "break") == []


def test_no_source_continues_another(products, bundled):
    view = View(products=("ChatGPT",), days=EVER)
    panels = [
        panel_of(View(products=("ChatGPT",), days=EVER, source=one), bundled, products) for one in (AIPURE, "Toolify")
    ]
    ends = [panel.members[0].series.end for panel in panels]
    assert ends[0][-1] < ends[1][0]
    assert len(panel_of(view, bundled, products).members[0].series) == max(map(len, ends))


def test_days_are_cut_into_the_note_s_week(products):
    held = [days([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])]  # 13 (a Friday) to 20 September
    panel = panel_of(View(products=("ChatGPT",), granularity=Granularity.WEEK), held, products)
    assert (panel.view.week_end, panel.start[0].astype(object)) == (3, dt.date(2024, 9, 13))
    assert panel.members[0].value.tolist() == [28.0, 8.0]
    assert (panel.members[0].flags & PARTIAL).astype(bool).tolist() == [False, True]
    assert said(panel, "week") == [{"first": 4, "last": 3}]
    assert said(panel, "recut")
    assert said(panel, "partial") == [{"products": ("ChatGPT",), "count": 1}]


def test_the_weeks_that_are_held_say_where_a_week_ends(products):
    week = weeks([7.0], first=dt.date(2024, 9, 18))  # a Wednesday
    panel = panel_of(View(products=("ChatGPT",), granularity=Granularity.WEEK), [week], products)
    assert (panel.view.week_end, panel.members[0].value.tolist()) == (1, [7.0])  # Wednesday to Tuesday
    friday = panel_of(View(products=("ChatGPT",), granularity=Granularity.WEEK, week_end=3), [week], products)
    assert friday.members[0].series is None


def test_a_product_that_moved_is_one_line_with_its_mark(products):
    old = months([1.0e9, 1.5e9], first="2024-04", asset="chat.openai.com")
    new = months([0.5e9, 2.9e9], first="2024-05", asset="chatgpt.com")
    panel = panel_of(View(products=("ChatGPT",), days=EVER), [new, old], products)
    line = panel.members[0]
    assert line.value.tolist() == [1.0e9, 2.0e9, 2.9e9]
    assert bool(line.flags[1] & MOVED)
    assert [key for _, _, key in panel.moves] == ["moved"]
    assert said(panel, "overlap")


def test_what_only_a_table_names_is_shown_under_its_name(products):
    known = with_strangers(products, [("无名", "image"), ("ChatGPT", "video"), ("谁", "nonsense")])
    panel = panel_of(View(category="image"), [months([1.0], product="无名")], known)
    assert member(panel, "无名").value.tolist() == [1.0]
    assert (known.get("ChatGPT").category, known.get("谁").category) == ("text", "other")
    assert with_strangers(products, []) is products


def test_aligned_by_launch(products):
    known = Products(
        [
            Product(id=name, name_zh=name, name_en=name, category="text", launched=day)
            for name, day in (("a", dt.date(2024, 5, 3)), ("b", dt.date(2024, 7, 9)), ("c", None))
        ]
    )
    held = [
        months([1.0, 2.0, 3.0, 4.0], product="a"),
        months([None, None, 30.0, 40.0], product="b"),
        months([9.0], product="c"),
    ]
    panel = panel_of(View(category="text", align=LAUNCH, days=EVER), held, known)
    assert panel.offsets == (0, 1, 2, 3)
    assert panel.members[0].value.tolist() == [1.0, 2.0, 3.0, 4.0]
    assert panel.members[1].value[:2].tolist() == [30.0, 40.0]
    assert np.isnan(panel.members[2].value).all()


def test_products_that_are_switched_off_are_no_members(products, bundled):
    panel = panel_of(View(category="image", left_out=("Civitai",)), bundled, products)
    assert "Civitai" not in [one.product.id for one in panel.members]


@pytest.mark.parametrize("metric", list(Metric))
@pytest.mark.parametrize("granularity", list(Granularity))
def test_nothing_held_is_an_empty_panel_that_says_so(products, metric, granularity):
    panel = panel_of(View(metric=metric, granularity=granularity), [], products)
    assert (len(panel.start), panel.first, panel.stop, panel.sources) == (0, 0, 0, ())
    assert said(panel, "nothing")


def test_a_product_counted_in_china_is_found_without_asking_for_china(products):
    panel = panel_of(
        View(products=("豆包",), metric=Metric.DOWNLOADS),
        [months([1e6], product="豆包", metric=Metric.DOWNLOADS, geo="CN", device="ios", source="七麦 Qimai")],
        products,
    )
    assert panel.members[0].value.tolist() == [1e6]
    assert Asset(kind=Kind.APP, name="豆包", store="ios-cn").valid(dt.date.min, dt.date.max)


def test_a_break_is_told_by_products_that_are_not_shown(products, bundled):
    """Of the text models alone two fell in July 2024; Civitai, an image product, fell with them."""
    panel = panel_of(View(category="text", source=AIPURE, days=EVER), bundled, products)
    assert [(str(panel.end[one.place]), len(one.products)) for one in panel.breaks] == [("2024-07-31", 3)]


TABLE = {"source": "Similarweb"}
INTERFACE = {"source": "Similarweb", "day_cut": "EST", "definition": "visits of the domain with its subdomains"}


def chatgpt(held, products):
    return panel_of(View(products=("ChatGPT",), days=EVER), held, products).members[0]


@pytest.mark.parametrize("asset", ["", "chatgpt.com"])
def test_what_a_table_leaves_unsaid_is_no_other_series(products, asset):
    fetched = months([100.0, 110.0], first="2024-08", asset="chatgpt.com", known_at=1.0, **INTERFACE)
    pasted = months([112.0, 120.0], first="2024-09", asset=asset, known_at=2.0, **TABLE)
    one = chatgpt([fetched, pasted], products)
    assert one.value.tolist() == [100.0, 112.0, 120.0]  # the newest number of each
    assert one.series.key.day_cut == "EST"


def test_two_day_cuts_are_never_joined(products):
    eastern = months([100.0, 110.0], first="2024-08", asset="chatgpt.com", day_cut="EST")
    universal = months([120.0], first="2024-10", asset="", day_cut="UTC")
    assert chatgpt([eastern, universal], products).value.tolist() == [100.0, 110.0]


def test_two_definitions_of_a_site_are_never_joined(products):
    one = months([100.0, 110.0], first="2024-08", asset="chatgpt.com", definition="visits")
    other = months([120.0], first="2024-10", asset="chatgpt.com", definition="visits of the main domain only")
    assert chatgpt([one, other], products).value.tolist() == [100.0, 110.0]


def test_another_metrics_weeks_do_not_cut_those_of_visits(products):
    held = [
        weeks([1.0], first=dt.date(2024, 9, 13)),
        weeks([1.0] * 9, first=dt.date(2024, 7, 1), metric=Metric.DOWNLOADS),
    ]
    panel = panel_of(View(products=("ChatGPT",), granularity=Granularity.WEEK), held, products)
    assert (panel.view.week_end, panel.matrix.tolist()) == (3, [[1.0]])


@pytest.mark.parametrize("granularity", list(Granularity))
def test_a_window_without_sense_is_a_window_of_some_years(products, granularity):
    view = View(products=("ChatGPT",), granularity=granularity, first=dt.date.min, last=dt.date.max)
    panel = panel_of(view, [months([1.0])], products)
    assert len(panel.start) < 50_000
    assert all(isinstance(day.astype(object), dt.date) for day in (panel.start[0], panel.end[-1]))


def test_the_panel_says_where_and_on_what_was_measured(products):
    panel = panel_of(View(products=("ChatGPT",)), [months([1.0], geo="US", device="desktop")], products)
    assert (panel.view.geo, panel.view.device) == ("US", "desktop")


def test_a_move_before_all_periods_is_no_mark(products):
    """chatgpt.com came in May 2024: weeks of September are not those of the move."""
    panel = panel_of(View(granularity=Granularity.WEEK, days=EVER), [weeks([1e7, 2e7])], products)
    assert panel.moves == ()
    there = panel_of(View(days=EVER), [months([1e7, 2e7], first="2024-04")], products)
    assert [(place, name) for place, name, _ in there.moves if name == "ChatGPT"] == [(1, "ChatGPT")]


def test_who_has_no_launch_day_is_named(products):
    held = [months([1e7, 2e7]), months([1e6, 2e6], product="Nobody")]
    known = with_strangers(products, [("Nobody", "text")])
    panel = panel_of(View(align=LAUNCH, days=EVER), held, known)
    assert said(panel, "undated") == [{"products": ("Nobody",)}]
    assert said(panel_of(View(align="2024-05-13", days=EVER), held, known), "undated") == []
