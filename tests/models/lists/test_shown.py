"""A list under quotes and daily bars: what is asked for, the window's own numbers, and the means of its sections."""

import pytest

import resources
from models.instruments import Kind
from models.lists import paper
from models.lists.default import default_lists
from models.lists.shown import periods, quoted, remembered, spare
from models.universe import universe_from
from tests.models.lists.shown_samples import CLOSES, ONE, UNIVERSE, WINDOW, A, B, H, a_quote, lists, made
from tests.models.samples import EN, bars


def number(one, key, name=A):
    return one.number(key, one.store.row_of[name])


def test_a_section_has_the_mean_of_those_that_trade_and_prices_have_none():
    one = made(
        "last", "change_pct",
        quotes=[a_quote(A, 11.0, 10.0), a_quote(B, 10.0, 10.0, suspended=True), a_quote(H, 300.0, 200.0)],
    )  # fmt: skip
    assert one.mean("change_pct", ONE.sections[1].members) == pytest.approx(10.0)
    assert one.mean("change_pct", (A, H)) == pytest.approx(30.0)
    assert one.mean("last", (A, B)) is None
    assert one.mean("change_pct", ()) is None


def test_periods_and_the_window_are_measured_from_daily_bars():
    one = made("pct:1", "pct:3", "window", quotes=[a_quote(A, 12.1, 11.0)], series=[bars(CLOSES)])
    assert number(one, "pct:1") == pytest.approx(10.0)
    assert number(one, "pct:3") == pytest.approx(21.0)
    assert number(one, "window") == pytest.approx(21.0)
    assert number(one, "window", B) is None


def test_excess_is_over_the_benchmark_of_the_market():
    index = a_quote("000300.SH", 3030.0, 3000.0)
    one = made("excess", quotes=[a_quote(A, 11.0, 10.0), index])
    assert number(one, "excess") == pytest.approx(9.0)
    over = made(
        "excess_window", quotes=[a_quote(A, 11.0, 10.0), index],
        series=[bars(CLOSES), bars(dict.fromkeys(CLOSES, 3000.0), name="000300.SH")],
    )  # fmt: skip
    assert number(over, "excess_window") == pytest.approx(9.0)


def test_bars_that_may_be_old_give_no_base_that_a_missing_one_would_change():
    old = bars({"0912": 8.0, "0913": 9.0})
    one = made("pct:1", quotes=[a_quote(A, 12.0, 11.0)], series=[old])
    assert number(one, "pct:1") is None
    halted = made("pct:1", quotes=[a_quote(A, 9.0, 9.0, suspended=True)], series=[old])
    assert number(halted, "pct:1") == pytest.approx(12.5)


def test_only_what_the_columns_need_is_asked_for():
    held = lists()

    def ids(*keys):
        wanted = quoted(held, ONE, keys, UNIVERSE)
        return [one.id for one in wanted], [one.id for one in remembered(ONE, wanted, keys, UNIVERSE)]

    rows = [H, A, B]
    assert ids("last") == (rows, [])
    assert ids("excess") == ([*rows, "000300.SH", "HSI"], [])
    assert ids("pct:5", "excess") == ([*rows, "000300.SH", "HSI"], rows)
    assert ids("excess_window")[1] == [*rows, "000300.SH", "HSI"]
    assert periods(("last", "ytd", "window"), WINDOW) == ("ytd", "pct:2024-09-23")


def test_dollar_pairs_are_asked_for_where_a_cap_is_converted():
    universe = universe_from(resources.universe())
    held = default_lists(universe, ("", ""), ("", ""))
    cloud = held.named("cloud_names")

    def pairs(key):
        return {one.id for one in quoted(held, cloud, (key,), universe) if one.kind is Kind.FX}

    assert pairs("cap") == set()
    assert pairs("cap_usd") == {"USDHKD"}
    assert {"USDHKD", "USDCNY"} <= pairs("cap_cny")


def test_a_rate_converts_and_its_pair_is_then_spared():
    one = made("cap_usd", quotes=[a_quote(H, 10.0, 9.0, market_cap=780.0), a_quote("USDHKD", 7.8, 7.8)])
    assert number(one, "cap_usd", H) == pytest.approx(100.0)
    assert spare(one) == {"USDHKD"}
    assert "1 HKD = 0.1282 USD (2024-09-25)" in paper.as_text(one, EN, "en")
    assert spare(made("cap_usd")) == frozenset()
