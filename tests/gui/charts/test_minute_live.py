"""分时 on the canvas: what a quote changes in it, its pixels, the pointer and the keys."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.canvas import ChartView
from gui.charts.frame import Line
from gui.charts.picture import live, paint_whole, sight_of, still
from gui.look.theme import mixed, theme
from models.charts.minute_line import with_quote
from models.instruments import ZONES
from models.sessions import moment
from tests.gui.charts.minutes import DAY, SHARE, WEEK, chart, frames, line, said
from tests.gui.samples import fresh, ink, is_colour, pixels

DARK = theme("dark")


# quotes


def at(clock, **changes):
    """A quote of the day at a time of the exchange's clock."""
    hour, minute = map(int, clock.split(":"))
    when = moment(ZONES[SHARE.market], DAY, dt.time(hour, minute))
    return fresh(SHARE.id, exchange_time=when, received_at=when, **changes)


def moved(made, *quotes):
    """Both: the chart after its quotes, and a new one of the same line."""
    after = made.line
    for quote in quotes:
        after = with_quote(after, quote, SHARE)
        assert after is not None
        made.put(after)
    return made, chart(after)


@pytest.mark.parametrize("quotes", [
    [at("11:29", last=10.4, volume=5e6)],
    [at("13:05", last=9.7), at("13:06", last=9.9), at("13:06", last=9.95)],
    [at("14:59", last=10.0)],
])  # fmt: skip
def test_a_chart_that_followed_quotes_is_as_one_made_of_the_line(quotes):
    one, other = moved(chart(line(count=118)), *quotes)
    assert one.axis.newest == other.axis.newest == one.line.newest
    for name in ("price", "average", "volume"):
        assert np.array_equal(getattr(one.lines, name).part(0, 240), getattr(other.lines, name).part(0, 240), True)
    for name in ("prices", "averages", "carried"):
        for mine, its in zip(getattr(one.lines, name), getattr(other.lines, name), strict=True):
            assert np.array_equal(mine.part(0, 240), its.part(0, 240), equal_nan=True)
    assert np.array_equal(one.lines.rising(0, 240), other.lines.rising(0, 240))


def test_the_first_quote_of_a_session_begins_an_empty_line():
    one, other = moved(chart(line(count=0)), at("09:30", last=10.1, volume=100.0, turnover=1010.0))
    assert one.lines.newest == other.lines.newest == (0, 10.1)
    assert said(one, 0)[:4] == ["09:30", "Price 10.10", "+1.00%", "Avg 10.10"]


def test_several_days_take_the_quote_on_their_newest():
    made = chart(line(WEEK, count=4 * 240 + 10))
    after = with_quote(made.line, at("09:45", last=10.2), SHARE)
    made.put(after)
    assert made.lines.newest == (4 * 240 + 15, 10.2)
    assert made.lines.prices[0].count == 4 * 240 + 10  # the days before do not change
    assert np.isnan(made.lines.prices[-1].part(0, 960)).all()


def test_only_the_newest_minute_is_painted_while_it_moves():
    made = chart(line(count=100))
    shown = frames(made)
    before = sight_of(made.chart, shown)
    assert made.chart.settled == 99
    same = with_quote(made.line, at("11:09", last=float(made.line.price[99])), SHARE)
    made.put(same)
    assert sight_of(made.chart, frames(made)) == before
    made.put(with_quote(made.line, at("11:10", last=float(made.line.price[99])), SHARE))
    assert made.chart.settled == 100
    assert sight_of(made.chart, frames(made)) != before


def test_the_still_and_the_live_part_meet():
    made = chart(line(count=100))
    shown = frames(made)
    ends = [mark.points for mark in still(made.chart, shown) if isinstance(mark, Line) and mark.colour.alpha()]
    begins = [mark.points for mark in live(made.chart, shown) if isinstance(mark, Line) and mark.colour.alpha()]
    reach = float(shown[0].x(np.array(98.0)))
    assert max(points[-1, 0] for points in ends) == pytest.approx(reach)
    assert min(points[0, 0] for points in begins) == pytest.approx(reach)


# pixels


def painted(made, scale=1.0, **shown):
    """The whole chart on a ground of its own."""
    found = frames(made, 900, 500, scale=scale, **shown)
    image = QImage(900, 500, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(DARK.panel)
    with QPainter(image) as painter:
        paint_whole(painter, made.chart, found)
    return pixels(image), found


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_golden_pixels(qapp, scale):
    made = chart(line(count=120, close=np.array([9.0, *[10.4] * 119]), volume=np.full(120, 100.0), before=10.0))
    picture, (price, volume) = painted(made, scale)
    row, mean = (round(float(price.y(np.array(value)))) for value in (10.4, float(made.line.average[60])))
    middle = round(float(price.y(np.array(10.0))))
    x = round(float(price.x(np.array(60.0))))
    line_ink = is_colour(picture, DARK.ramp[0], 60)
    average_ink = is_colour(picture, DARK.ramp[1], 60)
    assert line_ink[row - 2 : row + 3, x].any()
    assert average_ink[mean - 2 : mean + 3, x].any()
    assert not (line_ink | average_ink)[row - 2 : row + 3, round(float(price.x(np.array(130.0)))) : price.width].any()
    assert is_colour(picture, DARK.muted)[middle, price.left : price.width].sum() > 100  # dots
    area = picture[middle + 30, x]
    assert not np.array_equal(area, picture[middle + 30, round(float(price.x(np.array(200.0))))])
    foot = volume.top + volume.height - 1
    bar = mixed(DARK.panel, DARK.up, 0.75)
    assert is_colour(picture, bar)[foot, round(float(volume.x(np.array(60.0))) - 3) : x + 4].any()
    assert not is_colour(picture, bar)[foot, round(float(volume.x(np.array(121.0)))) : volume.width].any()
    assert ink(picture, DARK.panel)[price.top : price.top + price.height, : price.left - 4].any()  # prices
    assert not ink(picture, DARK.panel)[volume.top + 5 : foot - 5, : volume.left - 4].any()


# on the canvas


@pytest.fixture
def view(zh, dark, shown):
    made = ChartView(zh, "zh", dark)
    around = QWidget()
    box = QVBoxLayout(around)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(made)
    shown(around, 800, 400)
    made.set_chart(chart(line(count=100)).chart)
    return made


def test_the_pointer_finds_its_minute_beside_the_prices(view):
    for bar in (0, 57, 239):
        view.point_at(bar)
        assert view.pointed_bar == bar
    view.cursor_at = (30.0, 100.0)
    assert view.pointed_bar is None
    view.point_at_moment(view.chart.axis.time(119))
    assert view.pointed_bar == 119


def test_keys_begin_at_the_newest_minute(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.pointed_bar == 99
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.pointed_bar == 98


def test_neither_hands_nor_keys_move_the_window(view, qtbot):
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    qtbot.mouseMove(view.viewport(), QPoint(200, 120))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 120))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
    view.show_bars(10.0, 20.0)
    view.show_all()
    assert view.window == (0.0, 240.0)


def test_minutes_that_come_again_keep_what_hands_have_pulled(view):
    view.chart.panes[0].weight, view.chart.panes[0].held = 7.0, (9.0, 11.0)
    view.put_chart(chart(line(count=101)).chart)
    assert (view.chart.panes[0].weight, view.chart.panes[0].held) == (7.0, (9.0, 11.0))
    assert view.window == (0.0, 240.0)
