"""Bars written down and read back: identity, or nothing at all."""

import numpy as np
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
    blob, crc = chunks.pack(made)
    found = chunks.unpack(blob, crc, len(rows))
    assert all(np.array_equal(found[name], getattr(made, name), equal_nan=True) for name in COLUMNS)
    assert (found["date"] == made.date).all()
    assert (found["time"] == made.time).all()


@given(st.data())
def test_any_flipped_bit_is_seen(data):
    blob, crc = chunks.pack(bars())
    place = data.draw(st.integers(0, len(blob) * 8 - 1))
    damaged = bytearray(blob)
    damaged[place // 8] ^= 1 << place % 8
    assert chunks.unpack(bytes(damaged), crc, 4) is None


def test_another_length_is_seen():
    blob, crc = chunks.pack(bars())
    assert chunks.unpack(blob, crc, 5) is None


def test_merging_puts_the_new_over_the_old():
    old, new = bars({"2024-09-20": 1.0, "2024-09-23": 2.0}), bars({"2024-09-19": 0.5, "2024-09-23": 2.5})
    assert close_of(chunks.merged(old, new)) == {"2024-09-19": 0.5, "2024-09-20": 1.0, "2024-09-23": 2.5}


def test_how_many_days_differ():
    made = many("2024-01-01", 50)
    assert chunks.differing(made, made) == 0
    assert chunks.differing(made, made.with_columns(close=made.close * 1.00001)) == 0  # noise
    assert chunks.differing(made, made.rows(slice(10, 20)).with_columns(close=made.close[10:20] - 0.5)) == 10
    assert chunks.differing(made, many("2025-01-01", 5)) == 0
