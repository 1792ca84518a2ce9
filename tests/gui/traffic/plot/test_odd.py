"""Nothing at all, one period, gaps only, zeros, numbers beyond reason: each is drawn, in both themes and languages."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from models.traffic.chosen import Shape
from models.traffic.panel import Break
from models.traffic.values import BELOW, PARTIAL, Granularity, Metric
from tests.gui.traffic.plot.panels import member, panel, weekly

SHAPES = [
    {"shape": Shape.LINES}, {"shape": Shape.LINES, "log": True}, {"shape": Shape.LINES, "base": dt.date(2024, 6, 1)},
    {"shape": Shape.BARS}, {"shape": Shape.BARS, "by_product": True}, {"shape": Shape.SHARE},
]  # fmt: skip
ODD = {
    "nobody": [],
    "one period": [member("A", [3e6]), member("B", [5e6])],
    "nothing": [member("A", [None, None, None])],
    "zeros": [member("A", [0.0, 0.0, 0.0]), member("B", [0.0, None, 0.0])],
    "one": [member("A", [None, 1.0, None])],
    "huge": [member("A", [1e200, 1e15, 9e18]), member("B", [1.0, 1e-9, None])],
    "unsure": [member("A", [1e6, 2e6, 5e3], flags=[PARTIAL, PARTIAL | BELOW, BELOW])],
    "odd names": [member("", [1e6, 2e6, 3e6]), member("长" * 60, [1e6, 2e6, 3e6]), member("<b>x</b>", [1.0, 2.0, 3.0])],
}
MAKES = [pytest.param(kind, id="-".join(str(one) for one in kind.values())) for kind in SHAPES]


@pytest.mark.parametrize("name", list(ODD))
@pytest.mark.parametrize("kind", MAKES)
def test_it_is_drawn_and_can_be_pointed_at(make, shot, frame, name, kind):
    for look, lang in (("dark", "zh"), ("light", "en")):
        drawn = make(panel(ODD[name], **kind), look=look, lang=lang)
        assert not shot(drawn, 1.5).isNull()
        for x in (0.0, 300.0, 799.0):
            made = frame(drawn, cursor=(x, 200.0))
            assert all(list(layer.marks(made)) is not None for layer in drawn.chart.panes[0].layers)
            bar = made.bar_at(x)
            assert drawn.product_at(made, -1 if bar is None else bar, x, 200.0) in {
                one.key for one in drawn.scene.shown
            } | {""}


def test_nobody_is_missing_where_nobody_was_asked_for(make):
    assert make(panel([])).missing == ()
    drawn = make(panel({"A": [1.0, 2.0, None], "B": [None, None, None]}, window=(2, 3)))
    assert drawn.missing == ("A", "B")  # neither has a number in the window
    assert drawn.scene.shown == ()


def test_no_period_at_all_is_an_empty_chart(make, shot):
    nothing = np.empty(0, "datetime64[D]")
    for kind in SHAPES:
        drawn = make(panel([], periods=(nothing, nothing), window=(0, 0), **kind))
        assert drawn.chart.axis.count == 0
        assert not shot(drawn).isNull()


def test_zero_is_seen_and_missing_is_not(make, frame):
    drawn = make(panel({"A": [0.0, None, 1e6]}, shape=Shape.BARS))
    (columns,) = drawn.figure.layers
    (rects,) = [mark.rects for mark in columns.marks(frame(drawn)) if hasattr(mark, "rects")]
    assert len(rects) == 2
    assert rects[0][1] == rects[0][3]  # one row


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", MAKES)
def test_the_figure_fills_its_picture_at_any_scale(make, shot, kind, scale):
    held = panel({"ChatGPT": [2.5e8, 2.9e8, None, 3.1e8], "Doubao": [9e7, 1e8, 1.08e8, 1.35e8]}, **kind)
    picture = shot(make(held), scale)
    assert (picture.width(), picture.height()) == (round(640 * scale), round(360 * scale))
    assert colours(picture) > 8


def colours(picture: QImage) -> int:
    small = picture.convertToFormat(QImage.Format.Format_RGB32)
    step = max(1, small.width() // 200)
    return len({small.pixel(x, y) for x in range(0, small.width(), step) for y in range(0, small.height(), 2)})


def test_many_breaks_stand_under_each_other(make, frame):
    breaks = tuple(Break(place=n, source="S", products=("A", "B", "C"), middle=-50.0) for n in range(1, 6))
    drawn = make(panel({"A": [1.0] * 40}, breaks=breaks))
    tags = [box for _, _, box in drawn.breaks._tags(frame(drawn))]
    assert len(tags) == 5
    for number, (left, top, right, _) in enumerate(tags):
        for other in tags[:number]:
            assert left > other[2] or right < other[0] or top != other[1]


def test_days_of_five_years_are_drawn_dense(make, shot):
    days = np.datetime64("2024-09-19") - np.arange(1826)[::-1]
    luck = np.random.default_rng(3)
    members = [member(f"P{n}", (1e6 * np.exp(luck.normal(0, 0.02, 1826).cumsum())).tolist()) for n in range(5)]
    for kind in SHAPES:
        drawn = make(panel(members, periods=(days, days), granularity=Granularity.DAY, **kind))
        assert colours(shot(drawn)) > 8


numbers = st.one_of(st.none(), st.floats(1e-3, 1e12), st.just(0.0))


@given(
    st.lists(st.lists(numbers, min_size=6, max_size=6), min_size=1, max_size=5), st.sampled_from(SHAPES),
    st.lists(st.sampled_from([0, PARTIAL, BELOW]), min_size=6, max_size=6), st.sampled_from(list(Metric)),
    st.integers(0, 5),
)  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_is_drawn_and_no_missing_number_is(make, shot, frame, rows, kind, flags, metric, first):
    members = [member(f"P{n}", row, flags=flags) for n, row in enumerate(rows)]
    drawn = make(weekly(members, window=(first, 6), metric=metric, **kind))
    shot(drawn)
    made = frame(drawn)
    assert np.isfinite([made.low, made.high]).all()
    assert made.high > made.low
    for one in drawn.scene.shown:
        for bar in range(6):
            if not np.isfinite(one.values[bar]):
                assert one.text(bar, drawn.scene.unit) == "--"
