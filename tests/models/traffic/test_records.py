"""Record highs: against what they are, whether the digits are enough, and a level break between."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.traffic.published import traffic_from
from models.traffic.records import Record, records, records_at
from models.traffic.values import BELOW, PARTIAL
from tests.models.traffic.samples import NAN


def found(values, step=0.0, flags=None, breaks=(), **ways):
    marks = np.array(flags or [0] * len(values), np.uint8)
    return records(np.array(values, np.float64), np.full(len(values), step), marks, breaks, **ways)


def sure(held, broken=False):
    return Record(certain=True, held=held, broken=broken)


def test_the_first_is_none_and_a_tie_is_none():
    assert found([5, 5, 6, 4, 6, 7]) == [None, None, sure(2), None, None, sure(5)]


def test_chatgpt_in_september_2024_is_a_record_of_its_publisher_behind_a_level_break():
    """AIPure's months from May 2024: 2.5, 2.9, 2.4, 2.6, 3.1, 3.7, 3.8, 3.7 (billions); July is a break."""
    series = traffic_from(resources.monthly_visits()).of("ChatGPT")[0]
    made = found(series.visits, step=1e8, breaks=(2,))
    assert [str(month) for month, one in zip(series.months, made, strict=True) if one] == [
        "2024-06", "2024-09", "2024-10", "2024-11",
    ]  # fmt: skip
    assert made[1] == sure(1) and made[4] == sure(4, broken=True)


def test_neighbouring_digits_leave_a_tie_open():
    """3.8B after 3.7B: both may be 3.75B. 3.9B after 3.7B cannot."""
    unsure, certain = found([3.7e9, 3.8e9], step=1e8)[1], found([3.7e9, 3.9e9], step=1e8)[1]
    assert unsure == Record(certain=False, held=1, broken=False) and certain == sure(1)


def test_a_missing_period_is_not_held():
    assert found([NAN, 1, NAN, 2]) == [None, None, None, sure(1)]
    assert found([]) == [] and found([NAN]) == [None]


def test_a_part_of_a_week_sets_no_record_but_forbids_one_below_it():
    flags = [0, PARTIAL, 0, 0]
    assert found([1, 5, 4, 6], flags=flags) == [None, None, None, sure(2)]
    assert found([1, 5, 4, 6], flags=[0, BELOW, 0, 0]) == [None, None, None, sure(2)]


def test_the_best_rank_is_the_least():
    assert found([3, 2, 2, 4, 1], lowest=True) == [None, sure(1), None, None, sure(4)]
    assert found([3, 1, 2], flags=[0, PARTIAL, 0], lowest=True) == [None, None, sure(1)]


def test_a_break_before_the_first_period_or_after_this_one_lies_not_between():
    assert found([NAN, 1, 2, 3, 4], breaks=(0, 1, 3)) == [None, None, sure(1), sure(2, True), sure(3, True)]


@given(st.lists(st.one_of(st.just(NAN), st.integers(0, 20).map(float)), max_size=40), st.sampled_from([0.0, 1.0, 4.0]))
def test_the_same_as_looking_back_at_every_period(values, step):
    for place, one in enumerate(found(values, step)):
        before = [value for value in values[:place] if value == value]
        if not before or not values[place] > max(before):
            assert one is None
        else:
            certain = values[place] - step / 2 > max(before) + step / 2
            assert one == Record(certain=certain, held=len(before), broken=False)


@given(st.integers(0, 10_000), st.booleans())
def test_one_place_of_many_rows_is_that_of_each_row(seed, lowest):
    luck = np.random.default_rng(seed)
    value = luck.choice([NAN, 1, 2, 3, 4, 5, 6], (4, 9)).astype(float)
    flags, step = luck.choice([0, 0, PARTIAL, BELOW], (4, 9)).astype(np.uint8), luck.choice([0.0, 1.0], (4, 9))
    breaks = [sorted(luck.choice(9, int(luck.integers(0, 3)), replace=False).tolist()) for _ in value]
    rows = [records(*columns, lowest=lowest) for columns in zip(value, step, flags, breaks, strict=True)]
    for place in range(9):
        assert records_at(value, step, flags, breaks, place, lowest=lowest) == [row[place] for row in rows]


def test_a_record_of_one_or_two_periods_is_not_told():
    made = records(np.array([1.0, 2.0, 3.0, 4.0]), np.zeros(4), np.zeros(4, np.uint8))
    assert [one is not None and one.told for one in made] == [False, False, False, True]
