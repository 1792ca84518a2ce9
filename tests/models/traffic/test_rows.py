"""The table of a period: values, changes with their range, shares, ranks, records and what speaks against them."""

import datetime as dt

import numpy as np
import pytest

import resources
from models.products.reading import products_from
from models.traffic import printed, rows
from models.traffic.bundled import bundled_series
from models.traffic.changes import Over
from models.traffic.chosen import View
from models.traffic.paneling import panel_of
from models.traffic.published import traffic_from
from models.traffic.rows import Moved
from models.traffic.units import Unit
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from models.traffic.worked import Worked
from tests.models.traffic.made import months

PRODUCTS = products_from(resources.products())
AIPURE = "Similarweb via AIPure"
BUNDLED = bundled_series(traffic_from(resources.monthly_visits()))
WAN = Unit(size=1e4, scale="small")


def at(end, view=None, series=BUNDLED):
    panel = panel_of(view or View(source=AIPURE, days=0), series, PRODUCTS)
    place = int(np.flatnonzero(panel.end == np.datetime64(end))[0])
    return {row.product.id: row for row in rows.table(panel, place).rows}


def test_the_reference_month_is_reproduced():
    """Hand-checked: 3.1B after 2.6B, 13.5M after 10.8M."""
    september = at("2024-09-30")
    chatgpt, doubao = september["ChatGPT"], september["豆包"]
    assert chatgpt.value == 3.1e9
    moved = chatgpt.changes[Over.MONTH]
    assert (round(moved.percent, 2), round(moved.low, 1), round(moved.high, 1)) == (19.23, 15.1, 23.5)
    assert printed.change_text(moved) == "≈+19.2%"
    assert printed.change_text(doubao.changes[Over.MONTH]) == "≈+25.0%"
    assert round(doubao.changes[Over.MONTH].percent, 1) == 25.0
    assert chatgpt.record is not None
    assert chatgpt.record.certain
    assert chatgpt.rank == 1


def test_products_without_a_number_show_none():
    row = at("2024-09-30")["百川"]
    assert (row.value, row.share, row.rank, row.climbed, row.record, row.changes) == (None, None, None, None, None, {})
    said = [printed.value_text(row, WAN), printed.share_text(row), printed.rank_text(row), printed.climbed_text(row)]
    assert said == ["--"] * 4


def test_shares_add_up_over_those_that_have_a_number():
    shares = [row.share for row in at("2024-09-30").values() if row.share is not None]
    assert sum(shares) == pytest.approx(100.0)


def weekly(values, **changes):
    key = SeriesKey(product="Kimi", metric=Metric.VISITS, granularity=Granularity.WEEK, source="S", week_start=4)
    days = [dt.date(2024, 9, 6), dt.date(2024, 9, 13)]
    points = [
        Point(start=day, end=day + dt.timedelta(days=6), value=value, **changes)
        for day, value in zip(days, values, strict=True)
    ]
    return (series_of(key, points, 1.0e9),)


def test_weeks_change_over_a_week_and_a_year():
    panel = panel_of(View(granularity=Granularity.WEEK, days=0), weekly((100.0, 110.0)), PRODUCTS)
    assert rows.overs(panel) == (Over.WEEK, Over.YEAR)
    row = at("2024-09-19", View(granularity=Granularity.WEEK, days=0), weekly((100.0, 110.0)))["Kimi"]
    assert printed.change_text(row.changes[Over.WEEK]) == "+10.00%"
    assert Over.YEAR not in row.changes


def test_ranks_have_no_share_and_the_least_is_best():
    key = {"metric": Metric.RANK, "granularity": Granularity.DAY, "source": "Apple"}
    day = dt.date(2024, 9, 19)
    held = tuple(
        series_of(SeriesKey(product=name, **key), [Point(start=day, end=day, value=value)], 1.0)
        for name, value in (("Kimi", 3.0), ("豆包", 1.0))
    )
    made = at("2024-09-19", View(metric=Metric.RANK, granularity=Granularity.DAY, days=0), held)
    assert (made["豆包"].rank, made["Kimi"].rank, made["Kimi"].share) == (1, 2, None)


def test_the_newest_period_is_the_last_that_anybody_has():
    panel = panel_of(View(granularity=Granularity.WEEK, days=0), weekly((100.0, 110.0)), PRODUCTS)
    assert rows.newest(panel) == 1
    assert rows.newest(panel_of(View(category="music"), (), PRODUCTS)) is None


@pytest.mark.parametrize(
    ("moved", "said"),
    [(Moved(percent=19.23, low=15.1, high=23.5), "≈+19.2%"), (Moved(percent=6.47, low=6.42, high=6.54), "+6.5%"),
     (Moved(percent=-6.478, low=-6.478, high=-6.478), "-6.48%"), (Moved(percent=0.2, low=-3.0, high=3.0), "≈+0.2%"),
     (None, "--")],
)  # fmt: skip
def test_a_change_says_about_where_its_digits_leave_much_open(moved, said):
    assert printed.change_text(moved) == said


def test_a_bound_and_what_is_partial_are_marked(zh):
    below = at("2024-09-19", View(granularity=Granularity.WEEK, days=0), weekly((9e3, 5e3), flags=2))["Kimi"]
    assert printed.value_text(below, Unit()).startswith("<5,000")
    assert below.changes == {}
    assert any("上限" in line for line in printed.explained(below, zh))


def test_the_range_stands_in_words(zh, en):
    row = at("2024-09-30")["ChatGPT"]
    lines = "\n".join(printed.explained(row, en))
    assert "+19.2% (its printed digits allow +15.1% to +23.5%)" in lines
    assert "±50,000,000" in lines
    assert "新高" in printed.record_line(row, zh)


@pytest.fixture
def zh():
    return resources.texts("zh")


@pytest.fixture
def en():
    return resources.texts("en")


def test_the_table_on_screen_and_in_files_say_the_same_of_what_is_aligned_or_does_not_add_up():
    held = [months([1.0, 2.0, 3.0], first="2024-05")]
    assert rows.table(panel_of(View(days=0), held, PRODUCTS), 2).rows[0].record is not None
    aligned = panel_of(View(days=0, align="2024-06-01"), held, PRODUCTS)
    assert [row.record for row in rows.table(aligned, 2).rows if row.value] == [None]  # its breaks are not told
    ratings = panel_of(View(days=0, metric=Metric.RATINGS), [months([5.0], metric=Metric.RATINGS)], PRODUCTS)
    assert [row.share for row in rows.table(ratings, 0).rows if row.value] == [None]
    assert np.isnan(Worked(ratings).shares.percent).all()
