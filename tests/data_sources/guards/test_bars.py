"""A series before it is stored: D2, D4-D8, and the rules of section F.4."""

import numpy as np
import pytest

from data_sources.guards import checked_bars, in_order
from models.errors import Unreadable
from models.instruments import Instrument, Market
from models.values import Adjust, Interval
from tests.data_sources.samples import CN, CSI, HK, WEEK, bars, cash, close_of, day, many, split, want

TODAY = day("2024-09-27")


def checked(made, wanted=None):
    return checked_bars(made, wanted or want(), "akshare", TODAY)


def test_good_bars_pass_unchanged():
    assert close_of(checked(bars())) == WEEK


def test_the_source_is_who_was_asked():
    assert checked(bars(source="somebody")).source == "akshare"


@pytest.mark.parametrize("changes", [{"one": HK}, {"currency": "HKD"}])
def test_another_instrument_or_currency_is_refused(changes):
    with pytest.raises(Unreadable, match="instead of"):
        checked(bars(**changes))


def test_rows_without_a_close_and_of_the_future_are_dropped():
    made = bars(WEEK | {"2024-09-26": np.nan, "2024-09-28": 12.0, "2024-09-30": 12.5})
    assert close_of(checked(made)) == WEEK | {"2024-09-28": 12.0}  # tomorrow: the date line


@pytest.mark.parametrize("close", [0.0, -3465.0])
def test_a_row_of_zero_or_less_is_withheld_and_named(close):
    found = checked(bars(WEEK | {"2024-09-24": close}))
    assert close_of(found) == {date: held for date, held in WEEK.items() if date != "2024-09-24"}
    assert found.remark == "rows withheld, a price of zero or less (2024-09-24)"


@pytest.mark.parametrize("name", ["open", "high", "low"])
@pytest.mark.parametrize(("value", "why"), [(0.0, "zero or less"), (1000.0, "twenty times another")])
def test_so_is_one_whose_other_prices_cannot_be(name, value, why):
    made = many("2024-01-01", 60)
    column = getattr(made, name).copy()
    column[7] = value
    found = checked(made.with_columns(**{name: column}))
    assert (len(found), str(made.date[7]) in found.remark, why in found.remark) == (59, True, True)


def test_a_series_of_which_much_is_zero_is_refused():
    with pytest.raises(Unreadable, match="2 of 4 rows withheld"):
        checked(bars(WEEK | {"2024-09-23": 0.0, "2024-09-24": -1.0}))
    with pytest.raises(Unreadable, match="1 of 1"):
        checked(bars({"2024-09-24": 0.0}))


def lively(count=200, seed=5):
    """Bars with gaps, bodies and shadows as real ones have them."""
    random = np.random.default_rng(seed)
    made = many("2023-06-01", count)
    close = 50.0 * np.exp(np.cumsum(random.normal(0, 0.02, count)))
    opened = np.append(close[0], close[:-1]) * np.exp(random.normal(0, 0.008, count))
    high = np.maximum(opened, close) * (1 + np.abs(random.normal(0, 0.006, count)))
    low = np.minimum(opened, close) * (1 - np.abs(random.normal(0, 0.006, count)))
    volume = np.round(random.uniform(1e6, 9e6, count))
    return made.with_columns(open=opened, high=high, low=low, close=close, volume=volume, turnover=volume * close)


PRICES = ("open", "close", "high", "low")


@pytest.mark.parametrize("one", PRICES)
@pytest.mark.parametrize("other", [*PRICES, "volume", "turnover"])
def test_swapped_columns_are_refused(one, other):
    made = lively()
    assert len(checked(made)) == 200
    if one == other:
        return
    with pytest.raises(Unreadable):
        checked(made.with_columns(**{one: getattr(made, other), other: getattr(made, one)}))


def test_volume_in_the_place_of_turnover_is_refused():
    made = lively()
    with pytest.raises(Unreadable, match="turnover / volume"):
        checked(made.with_columns(volume=made.turnover, turnover=made.volume))


def test_open_and_close_swapped_cannot_be_told_on_few_bars():
    made = lively(40)
    assert len(checked(made.with_columns(open=made.close, close=made.open))) == 40  # the one pair that slips through


def test_one_odd_old_row_is_forgiven():
    made = many("2023-01-02", 200)
    high = made.high.copy()
    high[3] = 1.0
    assert len(checked(made.with_columns(high=high))) == 200


def test_closes_only_have_no_order():
    nothing = np.full(4, np.nan)
    assert len(checked(bars(open=nothing, high=nothing, low=nothing))) == 4


@pytest.mark.parametrize("factor", [100.0, 0.01])
def test_a_unit_that_jumps_is_refused(factor):
    with pytest.raises(Unreadable, match="jumps"):
        checked(bars(WEEK | {"2024-09-25": 11.0 * factor}))


def test_a_split_explains_its_jump():
    made = bars(WEEK | {"2024-09-25": 0.5}, actions=(split("2024-09-25", 25.0),))
    assert len(checked(made)) == 4


def test_an_empty_answer_is_no_mistake():
    assert len(checked(bars({}))) == 0


@pytest.mark.parametrize("factor", [100.0, 0.01, 20.0])
def test_a_lone_spike_is_withheld_and_named_never_set_right(factor):
    made = many("2024-01-01", 60)
    prices = {name: getattr(made, name).copy() for name in (*PRICES, "turnover")}
    for column in prices.values():
        column[7] *= factor
    found = checked(made.with_columns(**prices))
    assert (len(found), found.remark) == (59, f"rows withheld, twenty times their neighbours ({made.date[7]})")


@pytest.mark.parametrize("factor", [100.0, 0.01])
def test_a_level_that_shifts_is_refused(factor):
    made = many("2024-01-01", 60)
    scale = np.where(np.arange(60) < 30, 1.0, factor)
    with pytest.raises(Unreadable, match="jumps twenty-fold"):
        checked(made.with_columns(**{name: getattr(made, name) * scale for name in (*PRICES, "turnover")}))


def test_lots_become_shares_row_by_row():
    made = many("2024-01-01", 60)
    lots = made.volume / np.where(np.arange(60) % 2, 100.0, 1.0)
    assert checked(made.with_columns(volume=lots)).volume.tolist() == made.volume.tolist()


def test_a_row_whose_turnover_fits_neither_is_withheld():
    made = many("2024-01-01", 60)
    turnover = made.turnover.copy()
    turnover[7] *= 3
    found = checked(made.with_columns(turnover=turnover))
    assert (len(found), "turnover / volume not between" in found.remark) == (59, True)


def test_units_that_fit_nowhere_refuse_the_series():
    made = many("2024-01-01", 60)
    with pytest.raises(Unreadable, match="unknown units"):
        checked(made.with_columns(turnover=made.turnover * 7))


def test_an_index_and_an_adjusted_series_have_no_average_price():
    made = many("2024-01-01", 60, one=CSI)
    assert len(checked(made.with_columns(turnover=made.turnover * 7), want(CSI))) == 60
    other = many("2024-01-01", 60)
    assert len(checked(other.with_columns(turnover=other.turnover * 7, adjust=Adjust.QFQ))) == 60


def test_bars_of_another_length_are_refused():
    with pytest.raises(Unreadable, match="bars of 1d instead of 5m"):
        checked(bars(), want(interval=Interval.MIN5))


def test_times_in_any_order_and_twice_become_increasing():
    dates = np.array(["2024-09-24", "2024-09-20", "2024-09-24", "2024-09-23"], "datetime64[D]")
    assert in_order(dates).tolist() == [1, 3, 2]  # of two of one day the later given
    assert in_order(dates[:0]).tolist() == []


# beyond the limit


def moved(change, *, name="", one=CN, actions=(), start="2024-08-30"):
    made = many("2024-09-02", 18, one=one, actions=actions)
    scale = np.where(made.date < np.datetime64("2024-09-18"), 1.0, 1.0 + change)
    columns = {name_: getattr(made, name_) * scale for name_ in (*PRICES, "turnover")}
    named = Instrument(id=one.id, market=Market.CN, exchange=one.exchange, name_zh=name)
    return checked(made.with_columns(**columns), want(named, start=start, end="2024-09-27")).remark


def test_a_day_beyond_the_limit_is_marked():
    assert moved(0.15) == "beyond the day's limit without a corporate action (2024-09-18)"
    assert moved(-0.15) != ""


@pytest.mark.parametrize(
    "case",
    [
        {"change": 0.098},
        {"change": 0.15, "actions": None},  # nobody knows what went ex
        {"change": -0.3, "actions": (split("2024-09-18", 1.4),)},
        {"change": -0.12, "actions": (cash("2024-09-18", 1.2),)},
    ],
)
def test_what_is_allowed_or_explained_is_not(case):
    assert moved(**case) == ""


def test_shares_under_special_treatment_are_held_tighter_and_a_listing_not_at_all():
    assert moved(0.08, name="*ST 样本") != ""
    assert moved(0.44, start="2020-01-01") != ""  # the twelfth session of what was listed within the span
    made = many("2024-09-02", 10, actions=())
    scale = np.where(np.arange(10) < 3, 1.0, 1.44)
    young = made.with_columns(**{name: getattr(made, name) * scale for name in (*PRICES, "turnover")})
    assert checked(young, want(start="2020-01-01", end="2024-09-27")).remark == ""
