"""What charts show: what is usual, what a grid holds, and how both are kept on paper."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.charts.paper import (
    chart_read,
    chart_written,
    grid_read,
    grid_written,
    template_read,
    template_written,
)
from models.charts.values import (
    SHAPES,
    ChartSpec,
    GridSpec,
    IndicatorChoice,
    Scale,
    Style,
    Template,
    named,
    reshaped,
    with_chart,
)
from models.values import Adjust, Interval

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
INDICATORS = st.builds(
    IndicatorChoice,
    key=st.text(min_size=1, max_size=10),
    params=st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=4).map(tuple),
    colour=st.none() | st.integers(0, 9),
)
CHARTS = st.builds(
    ChartSpec, instrument=st.text(max_size=20), interval=st.sampled_from(Interval), minute_days=st.integers(0, 5),
    style=st.sampled_from(Style), scale=st.sampled_from(Scale), adjust=st.sampled_from(Adjust),
    indicators=st.lists(INDICATORS, max_size=4).map(tuple), extended=st.booleans(), volume=st.booleans(),
    events=st.booleans(), local_time=st.booleans(), link=st.integers(0, 6),
)  # fmt: skip


@st.composite
def grids(draw):
    shape = draw(st.sampled_from(sorted(SHAPES)))
    charts = draw(st.lists(CHARTS, min_size=shape, max_size=9))
    return GridSpec(
        shape=shape, charts=tuple(charts), active=draw(st.integers(0, shape - 1)), large=draw(st.booleans())
    )


def test_a_chart_is_as_chinese_software_shows_one():
    usual = ChartSpec()
    assert (usual.style, usual.adjust, usual.interval) == (Style.HOLLOW, Adjust.QFQ, Interval.DAY)
    assert [(one.key, one.params) for one in usual.indicators] == [("ma", (5, 10, 20, 60, 0, 0)), ("volma", ())]


@given(grids())
def test_a_grid_is_read_as_it_was_written(grid):
    assert grid_read(json.loads(json.dumps(grid_written(grid), allow_nan=False))) == grid


@given(grids(), st.text(max_size=200).map(named).filter(bool))
def test_a_template_is_read_as_it_was_written(grid, name):
    template = Template(name=name, grid=grid)
    assert template_read(json.loads(json.dumps(template_written(template)))) == template


@pytest.mark.parametrize(
    "bad",
    [
        {"instrument": 5}, {"instrument": "x" * 65}, {"interval": "2d"}, {"interval": []}, {"minute_days": 6},
        {"minute_days": True}, {"minute_days": 1.0}, {"style": "renko"}, {"scale": None}, {"adjust": {}},
        {"extended": 1}, {"volume": "no"}, {"link": -1}, {"link": 10**400}, {"indicators": "ma"},
    ],
)  # fmt: skip
def test_a_bad_choice_is_the_usual_one_and_the_others_stay(bad):
    spec = ChartSpec(interval=Interval.WEEK, scale=Scale.LOG, link=3)
    (name,) = bad
    usual = getattr(ChartSpec(), name)
    made = chart_read(chart_written(spec) | bad)
    assert getattr(made, name) == usual
    assert made == ChartSpec(**{"interval": Interval.WEEK, "scale": Scale.LOG, "link": 3, name: usual})


def test_of_indicators_those_that_can_be_read_stay():
    said = [
        {"key": "ma", "params": [5]}, {"key": ""}, 5, None, {"key": "x", "params": [math.inf]}, {"params": []},
        {"key": "y", "params": [1] * 99}, {"key": "z", "params": [True]}, {"key": "of a later version", "colour": 77},
    ]  # fmt: skip
    made = chart_read({"indicators": said}).indicators
    assert made == (IndicatorChoice(key="ma", params=(5.0,)), IndicatorChoice(key="of a later version"))
    assert len(chart_read({"indicators": [{"key": "ma"}] * 1000}).indicators) == 20


@given(JSON | st.fixed_dictionaries({"charts": JSON | st.lists(JSON), "shape": JSON, "active": JSON, "name": JSON}))
def test_nothing_raises(said):
    for made in (grid_read(said), template_read(said), chart_read(said)):
        assert made is None or isinstance(made, GridSpec | Template | ChartSpec)


def test_a_larger_grid_has_the_charts_again_that_a_smaller_one_hid():
    nine = reshaped(GridSpec(charts=(ChartSpec(instrument="a", scale=Scale.LOG, link=2),)), 9)
    assert len(nine.shown) == 9
    assert nine.charts[8] == ChartSpec(scale=Scale.LOG)
    last = with_chart(nine, 8, ChartSpec(instrument="z"))
    small = reshaped(GridSpec(shape=9, charts=last.charts, active=8), 2)
    assert ([one.instrument for one in small.shown], small.active) == (["a", ""], 1)
    assert reshaped(small, 9).charts == last.charts


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: GridSpec(shape=3), lambda: GridSpec(shape=4), lambda: GridSpec(active=1), lambda: ChartSpec(link=7),
        lambda: ChartSpec(minute_days=6), lambda: Template(name=" a", grid=GridSpec()), lambda: IndicatorChoice(key=""),
        lambda: Template(name="", grid=GridSpec()), lambda: IndicatorChoice(key="ma", params=(math.nan,)),
    ],
)  # fmt: skip
def test_what_is_no_chart_cannot_be_made(wrong):
    with pytest.raises(ValueError, match="no"):
        wrong()
