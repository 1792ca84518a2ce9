"""Days of years: all lines at once are what each of them would be alone, gaps included."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.charts.curve import Curve
from gui.charts.frame import Fill
from gui.charts.layers.curves import Curves, Drawn
from models.traffic.values import Granularity
from tests.gui.traffic.plot.panels import member, panel


def rows(mark):
    return mark.rects.tolist()


@given(st.integers(0, 10_000), st.integers(1500, 4000), st.integers(1, 14))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_lines_at_once_are_each_line_alone(make, frame, seed, count, many):
    luck = np.random.default_rng(seed)
    days = np.datetime64("2024-09-19") - np.arange(count)[::-1]
    values = 1e6 * np.exp(luck.normal(0, 0.05, (many, count)).cumsum(axis=1))
    for row in values:
        at = luck.integers(0, count)
        row[at : at + luck.integers(0, 200)] = np.nan
    members = [member(f"P{n}", row.tolist()) for n, row in enumerate(values)]
    drawn = make(panel(members, periods=(days, days), granularity=Granularity.DAY))
    made = frame(drawn, size=(500, 300))
    lines = drawn.figure.lines
    together = [rows(mark) for mark in lines.marks(made) if isinstance(mark, Fill)]
    for one, found in zip(reversed(lines.traces), together, strict=True):
        alone = Drawn(title="", curve=Curve(one.values), colour=one.shown.ink, width=lines._width(one))
        assert sorted(found) == sorted(rect for mark in Curves([alone]).marks(made) for rect in rows(mark))


def test_nothing_in_sight_is_nothing(make, frame):
    days = np.datetime64("2024-09-19") - np.arange(4000)[::-1]
    drawn = make(panel([member("A", [1.0] * 4000)], periods=(days, days), granularity=Granularity.DAY))
    drawn.chart.x0, drawn.chart.x1 = 9000.0, 13000.0
    assert [len(mark.rects) for mark in drawn.figure.lines.marks(frame(drawn)) if isinstance(mark, Fill)] == [0]


@pytest.mark.parametrize("width", [300, 900])
def test_a_gap_of_years_has_no_pixel(make, frame, width):
    days = np.datetime64("2024-09-19") - np.arange(4000)[::-1]
    values = [1.0] * 1000 + [None] * 2000 + [2.0] * 1000
    drawn = make(panel([member("A", values)], periods=(days, days), granularity=Granularity.DAY))
    made = frame(drawn, size=(width, 300))
    (mark,) = [mark for mark in drawn.figure.lines.marks(made) if isinstance(mark, Fill)]
    begin, end = (float(made.x(np.array(at))) for at in (1000.0, 2998.0))
    columns = mark.rects[:, 0]
    assert not ((columns > begin + 1) & (columns < end - 1)).any()
    assert len(set(mark.rects[:, 1].tolist())) == 2
