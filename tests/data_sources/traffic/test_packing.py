"""Batches of series as bytes: what is unpacked is what was packed, and damage is seen."""

import pytest

from data_sources.traffic.packing import pack, packed, unpack
from models.traffic.values import COLUMNS
from tests.models.traffic.made import days, months


def test_what_is_unpacked_was_packed():
    series = [months([1.5, None, 3.1e9], step=1e8, flags=2), days([1.0, 2.0], product="豆包"), months([], product="无")]
    made = unpack(*pack(packed(series)))
    assert (made.points, made.keys) == (4, tuple(one.key for one in series))
    for place, one in enumerate(series):
        back = made.series(place, 7.0, 3)
        for name in set(COLUMNS) - {"known_at", "batch"}:
            assert getattr(back, name).tolist() == getattr(one, name).tolist()
        assert (back.known_at.tolist(), back.batch.tolist()) == ([7.0] * len(one), [3] * len(one))


def test_nothing_packs_to_nothing():
    assert unpack(*pack(packed([]))).points == 0


@pytest.mark.parametrize("part", [0, 1])
def test_damage_is_seen(part):
    held = list(pack(packed([months([1.0, 2.0])])))
    held[part] = held[part][:-3] + b"xyz"
    with pytest.raises(ValueError, match=r".+"):
        unpack(*held)
