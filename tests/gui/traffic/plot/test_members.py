"""How a member's numbers are written: bounds, gaps, and changes with no more digits than they bear."""

import numpy as np
import pytest

import resources
from gui.look.theme import theme
from gui.traffic.plot.members import by_size, newest, shown_of, unit_words
from models.traffic.units import Unit, unit_of
from models.traffic.values import BELOW, PARTIAL, Metric
from tests.gui.traffic.plot.panels import member, panel

WAN = Unit(size=1e4, scale="small")


def shown(*members, **changes):
    held = panel(list(members), **changes)
    return shown_of(held, range(len(members)), lambda key: theme("dark").text, "zh")


def test_the_note_of_chatgpt_in_figures_of_two_digits():
    (one,) = shown(member("ChatGPT", [2.6e9, 3.1e9], step=1e8))
    assert one.text(1, WAN) == "310,000"
    assert one.change(1) == "≈+19.2%"  # 15.1 to 23.5 are possible


def test_doubao_in_figures_of_three_digits():
    (one,) = shown(member("Doubao", [10.8e6, 13.5e6], step=1e5))
    assert (one.title, one.change(1)) == ("豆包", "≈+25.0%")


def test_exact_figures_have_two_decimals_and_nothing_is_not_a_fall():
    (one,) = shown(member("Kimi", [1e6, 1.01234e6, 1.01234e6, 0.0, 5.0]))
    assert [one.change(bar) for bar in range(5)] == ["", "+1.23%", "0.00%", "-100.00%", ""]


def test_a_part_a_bound_and_a_gap_have_no_change():
    flags = [0, PARTIAL, 0, BELOW, 0, 0]
    (one,) = shown(member("Kimi", [1e6, 2e6, 3e6, 5000.0, None, 4e6], flags=flags))
    assert [one.change(bar) for bar in range(6)] == [""] * 6
    assert [one.text(bar, Unit()) for bar in (3, 4)] == ["<5,000", "--"]
    assert one.open.tolist() == [False, True, False, True, False, False]


def test_a_rank_rises_to_a_smaller_number():
    (one,) = shown(member("Kimi", [7.0, 4.0, 5.5]), metric=Metric.RANK)
    assert [one.change(bar) for bar in (1, 2)] == ["+3", "-1.5"]


def test_digits_that_only_the_largest_needs_are_left_out_of_bars():
    (one,) = shown(member("Kimi", [846.3e4, 3.2e3]))
    assert one.text(0, WAN, 1e4) == "846"
    assert one.text(1, WAN, 1e4) == "0.32"  # not nothing


def test_the_largest_newest_number_is_first_and_who_has_none_is_out():
    held = shown(member("A", [9.0, None]), member("B", [1.0, 10.0]), member("C", [None, None]))
    assert [one.key for one in by_size(held, 0, 2)] == ["B", "A"]
    assert [one.key for one in by_size(held, 1, 2)] == ["B"]
    ranks = shown(member("A", [9.0]), member("B", [1.0]), metric=Metric.RANK)
    assert [one.key for one in by_size(ranks, 0, 1)] == ["B", "A"]


def test_the_newest_place_with_a_number():
    values = np.array([1.0, np.nan, 3.0, np.nan])
    assert [newest(values, 0, 4), newest(values, 0, 2), newest(values, 3, 4), newest(values, -5, 1)] == [2, 0, -1, 0]


@pytest.mark.parametrize("metric", list(Metric))
def test_every_metric_has_its_words(metric):
    for lang in ("zh", "en"):
        assert unit_words(unit_of(metric, 1e7, lang), metric, resources.texts(lang))


def test_visits_are_counted_as_the_note_does():
    assert unit_words(unit_of(Metric.VISITS, 3e9, "zh"), "visits", resources.texts("zh")) == "万次"
    assert unit_words(unit_of(Metric.VISITS, 3e9, "en"), "visits", resources.texts("en")) == "M visits"
