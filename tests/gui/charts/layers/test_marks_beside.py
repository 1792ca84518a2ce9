"""Events at the foot, boxes beside the pointer, names beside line ends, a measured span: where each of them stands."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from gui.charts.axis import BarAxis
from gui.charts.curve import Curve
from gui.charts.frame import Fill, Frame, Label, Sheet
from gui.charts.layers.box import BoxLine, box, elided, width_of, wrapped
from gui.charts.layers.curves import Curves, Drawn
from gui.charts.layers.ends import EndNames, FarCrosshair
from gui.charts.layers.events import EventBox, Events
from gui.charts.layers.span import Span
from gui.charts.rows import Rows
from gui.look.theme import theme
from models.charts.marks import Kind, Mark, Placed

DARK = theme("dark")
COUNT = 40


def frame(*, cursor=None, **changes):
    """Forty bars of ten pixels each; a unit of value is a row, 300 at the top."""
    dates = np.datetime64("2024-08-01") + np.arange(COUNT)
    axis = BarAxis(Rows({"date": dates, "time": np.zeros(COUNT, np.int64)}), "UTC")
    sheet = Sheet(
        axis=axis, x0=0.0, x1=40.0, width=400, height=301, right=200, bottom=24, scale=1.0, theme=DARK,
        texts=resources.texts("zh"), lang="zh", cursor=cursor,
    )  # fmt: skip
    return Frame(**({"sheet": sheet, "low": 0.0, "high": 300.0, "height": 301} | changes))


def placed(*bars, own=True, category="text"):
    day = dt.date(2024, 8, 1)
    return [Placed(Mark(date=day, kind=Kind.EVENT, text=f"e{n}", category=category, own=own), bar, False)
            for n, bar in enumerate(bars)]  # fmt: skip


def labels(marks):
    return [mark for mark in marks if isinstance(mark, Label)]


def curves(*ends):
    return Curves([
        Drawn(title=f"line{n}", curve=Curve(np.full(COUNT, float(end))), colour=DARK.ramp[n % 10])
        for n, end in enumerate(ends)
    ])  # fmt: skip


def test_an_event_has_its_letter_and_several_their_number(qapp):
    made = labels(Events(placed(2, 20, 20, 21)).marks(frame()))
    assert [one.text for one in made] == ["文", "3"]
    assert [one.x for one in made] == [25.0, 205.0]


def test_the_charts_own_are_filled_and_the_sectors_are_quiet(qapp):
    own, other = (Events(placed(2, own=flag)) for flag in (True, False))
    grounds = [[mark.colour for mark in layer.marks(frame()) if isinstance(mark, Fill)] for layer in (own, other)]
    assert DARK.ramp[0] in grounds[0]
    assert DARK.ramp[0] not in grounds[1]


def test_the_tag_under_the_pointer_tells_its_marks_and_no_other(qapp):
    layer = Events(placed(2, 20, 21))
    assert [one.mark.text for one in layer.at(frame(), 206.0, 290.0)] == ["e1", "e2"]
    assert layer.at(frame(), 206.0, 100.0) == ()
    assert layer.at(frame(), 120.0, 290.0) == ()
    assert list(EventBox(layer).marks(frame(cursor=(206.0, 100.0)))) == []
    said = [one.text for one in labels(EventBox(layer).marks(frame(cursor=(206.0, 290.0))))]
    assert said == ["2024-08-01 e1", "2024-08-01 e2"]


def test_clusters_hold_while_the_window_is_panned(qapp):
    layer = Events(placed(2, 3, 20))
    first = layer._clusters(frame())
    assert layer._clusters(frame()) is first


def test_events_of_nobody_draw_nothing(qapp):
    assert list(Events(()).marks(frame())) == []


@given(st.floats(0, 400), st.floats(0, 300), st.integers(1, 12))
def test_a_box_stays_inside_the_picture(x, y, count):
    lines = [BoxLine(text="英伟达", right="+1.00%", swatch=DARK.ramp[0]) for _ in range(count)]
    grounds = [mark.rects for mark in box(frame(), lines, x, y) if isinstance(mark, Fill)]
    outer = grounds[0][0]
    assert outer[0] >= 0
    assert outer[1] >= 0
    assert outer[2] <= 400
    assert outer[3] <= 301


def test_long_texts_are_wrapped_or_end_in_an_ellipsis(qapp):
    text = "OpenAI 发布 o1 preview 推理模型" * 4
    assert "".join(wrapped(text, 120)).replace(" ", "") == text.replace(" ", "")
    assert max(map(width_of, wrapped(text, 120))) <= 120
    assert width_of(elided(text, 90)) <= 90
    assert elided("短", 90) == "短"


def test_names_stand_beside_their_ends_and_apart(qapp):
    made = EndNames(curves(100.0, 101.0, 250.0)).placed(frame())
    rows = {one.title: row for one, _, row, _ in made}
    ends = {one.title: end for one, end, _, _ in made}
    assert ends == {"line0": 200.0, "line1": 199.0, "line2": 50.0}
    assert rows["line2"] == 50.0
    assert abs(rows["line0"] - rows["line1"]) >= 16


def test_where_there_is_no_room_the_highest_the_lowest_and_the_chosen_are_named(qapp):
    layer = EndNames(curves(*range(10, 290, 7)), lambda: "line20")
    made = layer.placed(frame())
    titles = {one.title for one, *_ in made}
    assert len(made) == (301 - 16) // 16
    assert {"line0", "line39", "line20"} <= titles


def test_a_line_without_a_value_has_no_name(qapp):
    assert EndNames(curves(np.nan)).placed(frame()) == []
    assert list(EndNames(curves()).marks(frame())) == []


def test_the_value_at_the_pointer_stands_at_the_far_right(qapp):
    tags = [one for one in labels(FarCrosshair().marks(frame(cursor=(105.0, 150.0)))) if one.x > 400]
    assert [one.x for one in tags] == [594.0]


@pytest.mark.parametrize("bars", [(5, 12), (12, 5)])
def test_a_span_reaches_from_bar_to_bar_with_both_dates(qapp, bars):
    layer = Span()
    assert list(layer.marks(frame())) == []
    layer.bars = bars
    marks = list(layer.marks(frame()))
    assert marks[0].rects.tolist() == [[55, 0, 125, 300]]
    assert [one.text for one in labels(marks)] == ["08-06", "08-13"]


def test_a_curve_with_other_values_forgets_the_old_ones(qapp):
    curve = Curve(np.arange(5000.0))
    assert curve.extremes(0, 5000) == (0.0, 4999.0)
    curve.replace(np.arange(5000.0) + 1.0)
    assert curve.extremes(0, 5000) == (1.0, 5000.0)
    curve.put(4999, 9.0)
    assert curve.at(4999) == 9.0
