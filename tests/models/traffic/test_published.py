"""Monthly visits: one series a product and publisher, no month invented, none joined."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.traffic.published import CATEGORIES, Visits, traffic_from

ROW = {
    "product": "可灵", "domain": "klingai.com", "category": "video", "month": "2024-08", "visits": "14900000",
    "as_published_by": "A",
}  # fmt: skip


@pytest.fixture(scope="module")
def bundled():
    return traffic_from(resources.monthly_visits())


def test_every_bundled_number_is_in_one_series_of_its_publisher(bundled):
    rows = resources.monthly_visits()
    held = {
        (one.product, one.publisher, str(month)): visits
        for one in bundled.series
        for month, visits in zip(one.months, one.visits, strict=True)
        if not np.isnan(visits)
    }
    assert len(rows) == len(held) == 186
    assert held == {(row["product"], row["as_published_by"], row["month"]): float(row["visits"]) for row in rows}


def test_the_products_by_category_then_name(bundled):
    assert len(bundled.products) == 21
    assert [CATEGORIES.index(one.category) for one in bundled.products] == sorted(
        CATEGORIES.index(one.category) for one in bundled.products
    )
    chat = next(one for one in bundled.products if one.name == "ChatGPT")
    assert (chat.domain, chat.publishers) == ("chatgpt.com", ("Similarweb via AIPure", "Toolify"))


def test_two_publishers_are_two_series_whatever_lies_between_them(bundled):
    """Joined, Character.AI would lose 99 % of its visits in a month in which nothing happened."""
    first, second = bundled.of("Character.AI")
    assert (str(first.months[-1]), first.visits[-1]) == ("2024-12", 201_800_000)
    assert (str(second.months[0]), second.visits[0]) == ("2025-01", 1_700_000)
    assert bundled.of("nobody") == ()


def test_a_month_that_nobody_published_is_missing():
    (one,) = traffic_from([ROW | {"month": "2024-11", "visits": "0"}, ROW]).series
    assert [str(month) for month in one.months] == ["2024-08", "2024-09", "2024-10", "2024-11"]
    assert np.array_equal(one.visits, [14_900_000, np.nan, np.nan, 0], equal_nan=True)


@pytest.mark.parametrize(
    "change",
    [
        {"month": "2024-13"}, {"month": "2024-8"}, {"month": "2024-08-01"}, {"visits": "1.49e7"}, {"visits": "-1"},
        {"visits": ""}, {"visits": "1490万"}, {"category": "films"}, {"as_published_by": ""}, {"domain": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_row_that_does_not_fit_is_named(change):
    with pytest.raises(ValueError, match="visits"):
        traffic_from([ROW | change])


def test_a_row_without_a_column_is_named():
    with pytest.raises(ValueError, match="lacks a field"):
        traffic_from([{key: text for key, text in ROW.items() if key != "month"}])


def test_a_month_twice_or_a_product_with_two_sites_is_refused():
    with pytest.raises(ValueError, match="twice"):
        traffic_from([ROW, ROW])
    with pytest.raises(ValueError, match="two sites"):
        traffic_from([ROW, ROW | {"month": "2024-09", "domain": "other.com"}])


def test_the_columns_are_read_only_and_without_holes():
    (one,) = traffic_from([ROW]).series
    with pytest.raises(ValueError, match="read-only"):
        one.visits[0] = 1.0
    with pytest.raises(ValueError, match="one after another"):
        Visits(product="a", publisher="b", months=["2024-01", "2024-03"], visits=[1.0, 2.0])


@given(st.dictionaries(st.tuples(st.sampled_from("AB"), st.integers(0, 40)), st.integers(0, 10**12), min_size=1))
def test_what_goes_in_comes_out_and_nothing_else(published):
    def month(number):
        return f"{2020 + number // 12}-{number % 12 + 1:02d}"

    rows = [
        ROW | {"as_published_by": who, "month": month(number), "visits": str(count)}
        for (who, number), count in published.items()
    ]
    made = traffic_from(rows)
    out = {
        (one.publisher, str(when)): count
        for one in made.series
        for when, count in zip(one.months, one.visits, strict=True)
        if not np.isnan(count)
    }
    assert out == {(who, month(number)): float(count) for (who, number), count in published.items()}
    assert all(not np.isnan(one.visits[[0, -1]]).any() for one in made.series)
