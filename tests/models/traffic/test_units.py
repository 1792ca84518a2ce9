"""A figure counts in one unit: 万 or M as the note does, and none for ranks."""

import numpy as np
import pytest

from models.numbers import counted
from models.traffic.units import Unit, unit_of
from models.traffic.values import Metric


@pytest.mark.parametrize(
    ("largest", "zh", "en"),
    [
        (np.nan, (1.0, ""), (1.0, "")),
        (0.0, (1.0, ""), (1.0, "")),
        (9_999.0, (1.0, ""), (1.0, "")),
        (99_999.0, (1.0, ""), (1e3, "small")),
        (100_000.0, (1e4, "small"), (1e3, "small")),
        (13.5e6, (1e4, "small"), (1e6, "middle")),
        (3.1e9, (1e4, "small"), (1e6, "middle")),
        (1e11, (1e8, "large"), (1e9, "large")),
    ],
)
def test_the_largest_number_decides_for_all(largest, zh, en):
    for lang, wanted in (("zh", zh), ("en", en)):
        made = unit_of(Metric.VISITS, largest, lang)
        assert (made.size, made.scale) == wanted


@pytest.mark.parametrize("metric", [Metric.RANK, Metric.RATINGS])
def test_ranks_and_ratings_are_told_as_they_are(metric):
    made = unit_of(metric, 2e7, "zh")
    assert made.scale == ""
    assert (made.text(7.0), made.text(7.25), made.text(np.nan)) == ("7", "7.2", "--")


def test_a_number_has_the_digits_it_was_printed_with():
    wan, million = Unit(size=1e4, scale="small"), Unit(size=1e6, scale="middle")
    assert (wan.text(3.1e9, 1e8), million.text(3.1e9, 1e8)) == ("310,000", "3,100")
    assert (wan.text(13.5e6, 1e5), million.text(13.5e6, 1e5)) == ("1,350", "13.5")
    assert (wan.text(31_250.0), wan.text(0.0), wan.text(np.nan)) == ("3.12", "0", "--")


def test_counted_leaves_out_what_is_not_known():
    assert counted(1_234_567.0, 1e4, 1e2) == "123.46"
    assert counted(1_234_567.0, 1e4, 1e4) == "123"
    assert counted(1_234_567.0, 1.0, 2.5) == "1,234,567.0"
    assert counted(None, 1e4) == counted(float("inf"), 1e4) == "--"
