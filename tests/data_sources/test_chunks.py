"""Bars written down and read back: identity, or nothing at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import chunks
from models.values import COLUMNS
from tests.data_sources.samples import bars, close_of, many

NUMBERS = st.floats(allow_nan=True, allow_infinity=True, width=64)


@given(st.lists(st.tuples(*[NUMBERS] * len(COLUMNS)), max_size=30), st.integers(-20000, 40000))
def test_unpacking_gives_back_what_was_packed(rows, first):
    columns = {name: np.array([row[place] for row in rows], float) for place, name in enumerate(COLUMNS)}
    days = np.arange(first, first + len(rows)).astype("datetime64[D]")
    made = bars({}).with_columns(date=days, time=np.arange(len(rows)) - 5, **columns)
    check(made)


def test_prices_of_up_to_four_decimals_take_few_bytes():
    made = many("2014-01-02", 2500)
    assert len(chunks.pack(made)) < 3 * 2500


@pytest.mark.parametrize("decimals", range(5))
def test_decimals_are_kept_to_the_last_bit(decimals):
    rng = np.random.default_rng(decimals)
    prices = {name: np.round(rng.lognormal(3, 1, 300), decimals) for name in ("open", "high", "low", "close")}
    volume = rng.integers(0, 10**9, 300).astype(float)
    made = many("2020-01-02", 300).with_columns(**prices, volume=volume, turnover=np.round(volume * prices["close"], 2))
    check(made)


def test_numbers_of_single_precision_and_missing_ones_are_kept():
    made = many("2020-01-02", 50)
    single = made.close.astype("f4").astype("f8") * np.float64(np.float32(1.1))
    hole = np.where(np.arange(50) % 7 == 3, np.nan, made.open)
    check(made.with_columns(close=single.astype("f4").astype("f8")))
    check(made.with_columns(open=hole, volume=hole, turnover=hole))
    check(made.with_columns(**dict.fromkeys(("open", "high", "low", "turnover"), np.full(50, np.nan))))
    check(made.with_columns(volume=made.volume * 1e14, turnover=np.full(50, np.inf)))


def test_times_of_any_session_are_kept():
    made = many("2020-01-02", 50)
    seconds = made.date.astype("int64") * 86400 + np.where(np.arange(50) < 20, 52200, 48600)
    check(made.with_columns(time=seconds))


def check(made):
    found = chunks.unpack(chunks.pack(made))
    for name in ("date", "time"):
        assert (found[name] == getattr(made, name)).all()
    for name in COLUMNS:
        assert np.array_equal(found[name], getattr(made, name), equal_nan=True), name


@pytest.mark.parametrize("blob", [b"", b"\x02" * 200, chunks.pack(bars())[:90], chunks.pack(bars())[:-9]])
def test_what_is_no_blob_of_ours_is_refused(blob):
    with pytest.raises(ValueError):
        chunks.unpack(blob)


def test_merging_puts_the_new_over_the_old():
    old, new = bars({"2024-09-20": 1.0, "2024-09-23": 2.0}), bars({"2024-09-19": 0.5, "2024-09-23": 2.5})
    assert close_of(chunks.merged(old, new)) == {"2024-09-19": 0.5, "2024-09-20": 1.0, "2024-09-23": 2.5}


def test_how_many_days_differ():
    made = many("2024-01-01", 50)
    assert chunks.differing(made, made) == 0
    assert chunks.differing(made, made.with_columns(close=made.close * 1.00001)) == 0  # noise
    assert chunks.differing(made, made.rows(slice(10, 20)).with_columns(close=made.close[10:20] - 0.5)) == 10
    assert chunks.differing(made, many("2025-01-01", 5)) == 0
