"""Level breaks: July 2024 at one publisher and nothing else; what is too few, too little or two ways."""

import datetime as dt

import numpy as np
import pytest

import resources
from models.traffic.breaks import breaks_of
from models.traffic.cuts import periods
from models.traffic.published import traffic_from
from models.traffic.values import PARTIAL, Granularity
from tests.models.traffic.samples import NAN, rows


def found(*values, sources=None):
    return breaks_of(*rows(*values), sources or ["S"] * len(values), "abcdefghijkl"[: len(values)])


def test_the_bundled_months_break_in_july_2024_and_nowhere_else():
    """Civitai 25.9 -> 12.8 (-50.6 %), Perplexity 80.3 -> 51.3 (-36.1 %), Poe 43.8 -> 28.7 (-34.5 %), of eight."""
    series = traffic_from(resources.monthly_visits()).series
    start, _ = periods(Granularity.MONTH, 3, dt.date(2024, 5, 1), dt.date(2025, 6, 30))
    value = np.full((len(series), len(start)), np.nan)
    for row, one in enumerate(series):
        value[row, np.searchsorted(start, one.months.astype("datetime64[D]"))] = one.visits
    (july,) = breaks_of(
        value, np.zeros(value.shape, np.uint8), [one.publisher for one in series], [one.product for one in series]
    )
    assert (str(start[july.place]), july.source) == ("2024-07-01", "Similarweb via AIPure")
    assert sorted(july.products) == ["Civitai", "Perplexity", "Poe"]
    assert july.middle == pytest.approx((51.3 / 80.3 - 1) * 100)


def test_three_falls_of_thirty_percent_are_a_break():
    (one,) = found([10, 7], [100, 60], [20, 10], [5, 5])
    assert (one.place, one.source, one.products, one.middle) == (1, "S", ("a", "b", "c"), pytest.approx(-40.0))


def test_rises_are_a_break_too():
    (one,) = found([10, 13], [10, 14], [10, 15])
    assert one.products == ("a", "b", "c") and one.middle == pytest.approx(40.0)


@pytest.mark.parametrize(
    "values",
    [
        ([10, 7], [10, 7], [10, 7.1]),  # one is not enough
        ([10, 7], [10, 7], [10, 13]),  # two ways
        ([10, 7], [10, 7], [NAN, 7]),  # nobody knows the third
        ([10, 7], [10, 7]),
    ],
)
def test_too_little_is_none(values):
    assert found(*values) == ()


def test_a_quarter_of_those_with_both_numbers():
    falls, stays, unknown = [[10, 5]] * 3, [[10, 10]], [[NAN, 10]]
    assert found(*falls, *stays * 9, sources=["S"] * 12) != ()
    assert breaks_of(*rows(*falls, *stays * 10), ["S"] * 13, "abcdefghijklm") == ()
    assert breaks_of(*rows(*falls, *stays * 9, *unknown * 5), ["S"] * 17, "abcdefghijklmnopq") != ()


def test_sources_are_counted_apart_and_rows_of_none_not_at_all():
    fall = [10, 5]
    assert found(fall, fall, fall, fall, sources=["A", "A", "B", "B"]) == ()
    made = found(fall, fall, fall, fall, fall, fall, fall, sources=["B", "A", "B", "A", "", "B", "A"])
    assert [(one.source, one.products) for one in made] == [("A", ("b", "d", "g")), ("B", ("a", "c", "f"))]
    assert found(fall, fall, fall, sources=[""] * 3) == ()


def test_the_unfinished_newest_week_of_all_is_no_break():
    value, flags = rows(*[[10, 10, 3]] * 4)
    assert breaks_of(value, flags, ["S"] * 4, "abcd") != ()
    flags[:, 2] = PARTIAL
    assert breaks_of(value, flags, ["S"] * 4, "abcd") == ()


def test_products_that_begin_beside_ones_that_grow_are_no_break():
    """February 2025 at Toolify: Grok +4,192 %, DeepSeek +121 %, Kimi +30 %, and nobody changed a method."""
    value = np.array([[1.0, 42.92], [1.0, 2.21], [1.0, 1.30], [1.0, 0.98]])
    assert breaks_of(value, np.zeros(value.shape, np.uint8), ["Toolify"] * 4, list("abcd")) == ()
