"""F.4.1: turnover over volume tells lots from shares. The numbers are those of the reference's worked examples."""

import numpy as np
import pytest

from data_sources.guards import units


@pytest.mark.parametrize(
    ("low", "high", "volume", "turnover", "k"),
    [
        (1228.1, 1241.75, 22_537, 2_783_140_281, 100.0),  # 600519: 123,492 a unit
        (116.57, 116.57, 64_392, 7_506_175, 1.0),  # 688981: STAR comes in shares
        (1.414, 1.471, 68_600_006, 9_887_139_213, 100.0),  # 513120, of which a public comment claims shares
        (1.208, 1.288, 665_383_718, 833_256_048, 1.0),  # 159995 at Sina
        (10.0, 11.0, 1000, 10_500_000, None),  # neither
        (10.0, 11.0, 0, 0, 1.0),
        (10.0, None, 1000, 1, 1.0),
        (10.0, 10.0, 1000, 10_199, 1.0),  # two percent of slack, and no more
        (10.0, 10.0, 1000, 10_201, None),
    ],
)
def test_the_lot_that_fits(low, high, volume, turnover, k):
    assert units.lot(low, high, volume, turnover) == k
    if high is not None:
        (found,) = units.lots(*(np.array([float(value)]) for value in (low, high, volume, turnover)))
        assert found == k or (k is None and np.isnan(found))


def test_rows_that_say_nothing_are_left_as_they_are():
    found = units.lots(*(np.array(held) for held in ([9.0, np.nan], [11.0, 11.0], [5.0, 5.0], [np.nan, 50.0])))
    assert found.tolist() == [1.0, 1.0]


def test_a_sources_own_rule_holds_where_turnover_says_nothing():
    assert units.shares(20.0, None, 9.0, 11.0, 100.0) == 2000.0
    assert units.shares(20.0, 200.0, 9.0, 11.0, 100.0) == 20.0
    assert units.shares(20.0, 3.0, 9.0, 11.0, 100.0) == 2000.0  # the guard will refuse it
    assert units.shares(None, 3.0, 9.0, 11.0, 100.0) is None
