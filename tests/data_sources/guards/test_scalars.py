"""D3: one value of an answer is a finite number or missing; never 0 for nothing, never an exception of Python's own."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.guards.scalars import column, missing, number, positive

NOTHING = ["-", "", " ", "--", "---", None, float("nan"), float("inf"), -float("inf"), "NaN", "inf", "-inf", "1e999",
           "Infinity", "null", "None", "n/a"]  # fmt: skip
NO_NUMBERS = [True, False, "abc", "1,234", "1_000", "１２", "0x10", "1.2.3", [], {}, ["1"], b"1", "9" * 65, object()]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.integers()),
    st.from_regex(r"[+-]?\d{0,20}\.?\d{0,20}(e[+-]?\d{0,5})?", fullmatch=True), st.sampled_from(NOTHING),
    st.dictionaries(st.text(max_size=3), st.integers()), st.complex_numbers(),
    st.integers(min_value=10**300, max_value=10**320),
)  # fmt: skip


@pytest.mark.parametrize("value", NOTHING)
def test_what_says_nothing_is_missing(value):
    assert (number(value), positive(value), missing(value)) == (None, None, True)


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_is_none_and_is_no_way_to_say_nothing(value):
    assert (number(value), missing(value)) == (None, False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12.30", 12.3), (" 7 ", 7.0), ("-0.5", -0.5), ("+1e3", 1000.0), (".5", 0.5), ("5.", 5.0), (3, 3.0), (0, 0.0),
     (2**70, 2.0**70)],
)  # fmt: skip
def test_numbers_are_numbers(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize("value", ["0", "0.000", 0, -1.0, "-3"])
def test_zero_and_less_are_no_price(value):
    assert positive(value) is None


def test_a_number_too_small_for_a_float_is_not_zero():
    assert number("1e-999") is None
    assert number("0e-999") == 0.0


def test_an_integer_beyond_every_float_is_missing():
    assert number(10**400) is None


def test_a_column_has_nan_where_a_number_is_missing():
    made = column(["1.5", "-", None, 2])
    assert [made[0], made[3]] == [1.5, 2.0]
    assert all(math.isnan(value) for value in made[1:3])


@given(ANYTHING)
def test_never_an_exception_never_zero_for_nothing(value):
    found = number(value)
    assert found is None or math.isfinite(found)
    if missing(value):
        assert found is None
    if found == 0.0:
        assert isinstance(value, int | float) or not value.lower().partition("e")[0].strip(" +-0.")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_source_prints_is_read_back(value):
    assert number(repr(value)) == value
