"""A benchmark's closes beside the bars of a chart."""

import numpy as np

from models.indicators.benchmark import aligned


def test_another_series_is_laid_on_the_days_of_a_chart_with_its_last_value_before():
    days, other = np.array([1, 2, 3, 6]), np.array([2, 4, 6])
    found = aligned(days, other, np.array([20.0, 40.0, 60.0]))
    assert np.isnan(found[0])
    assert found[1:].tolist() == [20.0, 20.0, 60.0]
    assert np.isnan(aligned(days, np.empty(0, np.int64), np.empty(0))).all()
