"""区间统计 and the ruler: what a hand marks is what the model measures, and where it is painted."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from gui.charts.frame import Fill
from gui.charts.hands.measuring import RangeHand
from gui.charts.layers.measure import Marked, RangeCard, RangeShade, RulerBox
from gui.charts.measuring import AT_ONCE, REST_MS, Cut
from gui.charts.stack import BarStack
from models.charts import measure
from models.charts.measured import Told, lines
from models.instruments import Market
from models.live_bar import Tail
from models.values import Interval
from tests.gui.charts.drawing.conftest import ONE
from tests.gui.charts.drawing.frames import fills, frame, ground, labels
from tests.gui.charts.drawing.frames import lines as strokes
from tests.gui.samples import bars, closes_only

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
SAME = ("first_date", "last_date", "base", "base_kind", "change_pct", "volume", "turnover", "drawdown_pct", "bars")
TOLD = (Told("区间", "a to b"), Told("涨跌幅", "+1.00%", 1.0))


@pytest.fixture
def marked(drawn):
    return drawn.measuring.marked


@pytest.fixture
def at(view):
    """The logical column of a bar's middle."""
    return lambda bar: float(view.frames()[0].x(np.array(float(bar)))) / view.frames()[0].scale


@pytest.fixture
def ranged(mouse, at, settle):
    def mark(first, last):
        mouse.drag((at(first), 100), (at(last), 200), SHIFT)
        settle()

    return mark


# the range


def test_a_drag_with_shift_measures_the_bars_it_covers(marked, ranged, panel, zh):
    ranged(250, 210)
    assert marked.span == (210, 250)
    held = measure.measure(panel.bars, 210, 250)
    assert marked.told == lines(held, ONE, zh, "zh")


def test_the_tool_measures_with_two_clicks_or_a_drag_and_is_used_once(drawn, marked, mouse, at, view):
    window = view.window
    for gesture in (mouse.drag, lambda a, b: (mouse.click(*a), mouse.move(*b), mouse.click(*b))):
        drawn.act("measure")
        assert drawn.measuring.armed
        gesture((at(210), 100), (at(250), 100))
        assert (marked.span, drawn.measuring.armed, drawn.tools[-1]) == ((210, 250), False, "")
    assert view.window == window


@pytest.mark.parametrize("leave", ["esc", "click"])
def test_it_stays_until_esc_or_a_click_elsewhere(marked, ranged, mouse, view, leave):
    ranged(210, 250)
    mouse.move(300, 300)
    assert marked.told
    if leave == "esc":
        QTest.keyClick(view, Qt.Key.Key_Escape)
    else:
        mouse.click(100, 100)
    assert (marked.span, marked.told) == (None, ())


def test_it_ends_at_the_bars_there_are(drawn, marked, mouse, at, settle):
    mouse.drag((at(290), 100), (at(303), 100), SHIFT)
    settle()
    assert marked.span == (290, 299)


def test_a_live_bar_is_measured_anew(drawn, marked, ranged, panel, settle):
    ranged(290, 299)
    before = marked.told
    tail = Tail(date=panel.bars.date[-1].astype(object), open=100.0, high=500.0, low=1.0, close=400.0, volume=5.0)
    panel.canvas.refresh(panel.price.put(tail))
    panel.grab()
    settle()
    assert marked.told != before
    assert any("500.00" in one.value for one in marked.told)


def test_the_range_stays_on_its_days_when_older_bars_come(drawn, marked, ranged, panel, settle):
    ranged(210, 250)
    told = marked.told
    panel.show_bars(bars(300), ONE, "source", late=False)
    assert marked.span == (210, 250)
    panel.show_bars(panel.bars.rows(slice(100, 300)), ONE, "source", late=False)
    settle()
    assert (marked.span, marked.told) == ((110, 150), told)


def test_what_is_under_way_ends_when_older_bars_come(drawn, marked, mouse, at, panel, settle):
    mouse.press(at(210), 100, SHIFT)
    mouse.move(at(250), 100, SHIFT)
    panel.show_bars(panel.bars.rows(slice(100, 300)), ONE, "source", late=False)
    assert not drawn.measuring.armed
    mouse.move(100, 100)
    mouse.release(100, 100)
    settle()
    assert marked.span == (110, 150)


def test_a_ruler_ends_with_its_bars(drawn, marked, mouse, at, panel):
    mouse.drag((at(210), 430), (at(250), 30), ALT)
    drawn.act("ruler")
    mouse.drag((at(210), 430), (at(250), 30))
    drawn.act("ruler")
    panel.show_bars(panel.bars.rows(slice(100, 300)), ONE, "source", late=False)
    assert marked.ruler is None
    assert drawn.measuring.armed


def test_other_bars_end_it(drawn, marked, ranged, panel):
    ranged(210, 250)
    panel.show_bars(bars(100).with_columns(interval=Interval.WEEK), ONE, "source", late=False)
    assert marked.span is None
    drawn.act("draw.trend")
    assert marked.span is None


def test_many_bars_wait_until_the_hand_rests(drawn, marked):
    measuring = drawn.measuring
    marked.span = (0, AT_ONCE)
    measuring._later()
    assert measuring._timer.interval() == REST_MS
    marked.span = (0, AT_ONCE - 1)
    measuring._later()
    assert measuring._timer.interval() == 0
    measuring._clear_range()
    assert not measuring._timer.isActive()


def test_the_hand_serves_any_chart_and_tells_each_range_once(drawn, view, at):
    told, cleared = [], []
    hand = RangeHand(lambda first, last: told.append((first, last)), lambda: cleared.append(1))
    spot = view.spot(QPointF(at(210), 100), SHIFT)
    assert hand.press(view, spot, None)
    for bar in (211, 211, 205):
        hand.drag(view, view.spot(QPointF(at(bar), 100)))
    hand.release(view, view.spot(QPointF(at(205), 100)))
    assert told == [(210, 210), (210, 211), (205, 210)]
    assert hand.key(view, Qt.Key.Key_Escape)
    assert cleared == [1]
    assert not hand.key(view, Qt.Key.Key_Escape)


# what is measured


def test_a_cut_measures_like_the_whole_with_its_gaps():
    held = bars(50, turnover=np.linspace(1, 2, 50))
    close = held.close.copy()
    close[8:10] = np.nan
    held = held.with_columns(close=close, volume=np.where(np.arange(50) == 20, np.nan, held.volume))
    stack = BarStack(held, Market.US)
    for first, last in ((0, 49), (10, 15), (9, 9), (18, 22), (0, 0)):
        cut = Cut(stack, first, last)
        found, whole = measure.measure(cut, cut.first, cut.last), measure.measure(held, first, last)
        assert [getattr(found, name) for name in SAME] == [getattr(whole, name) for name in SAME]


def test_closes_alone_are_said_to_be_the_base():
    stack = BarStack(closes_only(5), Market.US)
    assert measure.measure(Cut(stack, 0, 3), 0, 3).base_kind is measure.Base.CLOSE


def test_a_live_bars_volume_counts_and_its_turnover_is_unknown():
    held = bars(5, turnover=np.ones(5))
    stack = BarStack(held, Market.US)
    tail = Tail(date=dt.date(2024, 9, 24), open=1.0, high=2.0, low=1.0, close=2.0, volume=7.0)
    stack.put(tail)
    found = measure.measure(Cut(stack, 3, 4), 1, 2)
    assert (found.volume, found.turnover) == (held.volume[3] + 7.0, None)
    stack.put(replace(tail, volume=np.nan))
    assert measure.measure(Cut(stack, 3, 4), 1, 2).volume is None
    assert stack.volume[-1] == 0.0


# the ruler


def test_alt_and_a_drag_stretch_a_ruler(drawn, marked, mouse, at, view, settle, zh):
    frame_of = view.frames()[0]
    mouse.drag((at(210), 430), (at(250), 30), ALT)
    start, end = marked.ruler
    assert (start.bar, end.bar) == (210, 250)
    assert start.price == pytest.approx(frame_of.value_at(430 * frame_of.scale))
    change = end.price - start.price
    assert marked.change == change
    assert f"{change:+,.2f}" in marked.said
    assert "40" in marked.said
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (marked.ruler, marked.said) == (None, "")


def test_the_ruler_has_a_tool_too(drawn, marked, mouse, at):
    drawn.act("ruler")
    mouse.drag((at(210), 430), (at(250), 30))
    assert marked.ruler is not None
    assert not drawn.measuring.armed


# how it looks, by pixels worked out by hand: a bar is 100 wide


def test_a_range_is_shaded_between_two_lines_and_dated(qapp, dark):
    stack, _ = ground()
    found = list(RangeShade(Marked(span=(1, 2))).marks(frame(stack.axis)))
    assert fills(found)[0] == [100, 0, 300, 399]
    assert fills(found)[1:] == [[100, 0, 100, 399], [300, 0, 300, 399]]
    shade = next(mark for mark in found if isinstance(mark, Fill))
    assert shade.colour.alphaF() == pytest.approx(0.1, abs=0.01)
    a, b = labels(found)
    assert (a.text[:10], b.text[:10]) == (str(stack.axis.date(1)), str(stack.axis.date(2)))
    assert (a.x, b.x) == pytest.approx((150.0, 250.0), abs=15)
    assert a.ground == b.ground == dark.accent


def test_one_bar_is_dated_once(qapp):
    stack, _ = ground()
    assert len(labels(RangeShade(Marked(span=(1, 1))).marks(frame(stack.axis)))) == 1


def test_a_pane_above_others_is_shaded_without_dates(qapp):
    stack, _ = ground()
    found = list(RangeShade(Marked(span=(1, 2))).marks(frame(stack.axis, last_pane=False)))
    assert fills(found)
    assert labels(found) == []


def card(marked, **changes):
    held = bars(4, high=np.full(4, 300.0), low=np.full(4, 250.0), open=np.full(4, 260.0), close=np.full(4, 270.0))
    stack = BarStack(held, Market.US)
    return list(RangeCard(marked, stack, lambda: None).marks(frame(stack.axis, **changes)))


def test_the_card_stands_where_no_bars_are_and_beside_the_range(qapp, dark):
    found = card(Marked(span=(2, 3), told=TOLD))
    (left, top, right, bottom), _ = fills(found)
    assert left == 12
    assert right < 200
    assert bottom < 399 - 300 or top > 399 - 250
    assert [one.text for one in labels(found)] == ["区间", "a to b", "涨跌幅", "+1.00%"]
    assert labels(found)[-1].colour == dark.up


def test_a_card_has_as_many_lines_as_there_is_room_for(qapp):
    many = tuple(Told(str(number), "x") for number in range(100))
    found = labels(card(Marked(span=(0, 3), told=many)))
    assert 0 < len(found) // 2 < 23
    assert all(0 < one.y < 400 for one in found)
    assert card(Marked(span=(0, 3), told=many), height=30) == []


@pytest.mark.parametrize(("end", "ink"), [(300.0, "up"), (100.0, "down")])
def test_a_ruler_is_a_box_with_arrows_in_the_colour_of_its_change(qapp, dark, end, ink):
    stack, _ = ground()
    ruler = (measure.Anchor(0, 200.0), measure.Anchor(2, end))
    found = list(RulerBox(Marked(ruler=ruler, said="words", change=end - 200.0)).marks(frame(stack.axis)))
    rows = sorted((199, round(399 - end)))
    assert fills(found)[0] == [50, rows[0], 250, rows[1]]
    assert [line.points.tolist() for line in strokes(found)[::2]] == [
        [[150.0, 199.0], [150.0, 399.0 - end]], [[50.0, sum(rows) / 2], [250.0, sum(rows) / 2]],
    ]  # fmt: skip
    assert strokes(found)[0].colour == getattr(dark, ink)
    (label,) = labels(found)
    assert label.text == "words"
    assert label.y < rows[0] if end > 200 else label.y > rows[1]


@pytest.mark.parametrize("ends", [((0, 200.0), (0, 200.0)), ((-9999, 1e9), (10_000_000, -1e9))])
def test_a_ruler_of_no_length_or_of_any_is_painted(qapp, ends):
    stack, _ = ground()
    ruler = tuple(measure.Anchor(*end) for end in ends)
    for mark in RulerBox(Marked(ruler=ruler, said="words")).marks(frame(stack.axis)):
        if isinstance(mark, Fill):
            assert np.abs(mark.rects).max() < 10_000


def test_nothing_is_painted_of_nothing(qapp):
    stack, _ = ground()
    empty = Marked()
    for layer in (RangeShade(empty), RulerBox(empty), RangeCard(empty, stack, lambda: None)):
        assert list(layer.marks(frame(stack.axis))) == []
