"""Days and hours on bars of minutes: where a session begins, what is outside its hours, and what the axis says."""

import datetime as dt

import numpy as np
import pytest

from gui.charts.frame import Frame, Sheet
from gui.charts.layers.sessions import DAY_PX, Run, Sessions
from gui.charts.stack import BarStack
from gui.look.theme import theme
from models.instruments import Market
from models.values import Interval
from tests.gui.charts.minutes import HK, SHARE, US, of_days
from tests.gui.samples import bars

# the 28th is a holiday in New York, the 29th a half day
NOVEMBER = (*(dt.date(2024, 11, day) for day in (26, 27, 29)), dt.date(2024, 12, 2))
WIDTH, LABEL = 1000, 76


def frame(axis, x0, x1, zh, width=WIDTH):
    sheet = Sheet(axis=axis, x0=x0, x1=x1, width=width, height=300, right=68, bottom=24, scale=1.0,
                  theme=theme("dark"), texts=zh, lang="zh")  # fmt: skip
    return Frame(sheet=sheet, low=0.0, high=1.0, height=300)


def layer(days, one, zh, *, interval=Interval.MIN5, extended=False, x0=0.0, x1=None):
    stack = BarStack(of_days(days, one, interval=interval, extended=extended), one.market)
    made = Sessions(stack.axis, one.market)
    return made, frame(stack.axis, x0, stack.count if x1 is None else x1, zh)


def test_a_day_begins_with_its_first_bar(zh):
    made, shown = layer(NOVEMBER, SHARE, zh)
    lines = list(made.marks(shown))[1].rects
    assert lines[:, 0].tolist() == [round(float(shown.x(np.array(bar)))) for bar in (48.0, 96.0, 144.0)]


def test_the_edge_of_the_window_is_no_beginning(zh):
    made, shown = layer(NOVEMBER, SHARE, zh, x0=10.0, x1=60.0)
    assert len(list(made.marks(shown))[1].rects) == 1


def test_hours_of_new_york_end_early_on_a_half_day(zh):
    made, _ = layer(NOVEMBER[1:3], US, zh, extended=True)
    assert made.runs(0, 1000, 9) == [Run(0, 192, 66, 144), Run(192, 348, 258, 300)]  # 13:00 and 17:00 on the 29th


def test_a_stretch_in_sight_knows_what_is_outside(zh):
    made, _ = layer(NOVEMBER[:1], US, zh, extended=True)
    assert made.runs(10, 20, 9) == [Run(10, 20, 20, 20)]
    assert made.runs(100, 110, 9) == [Run(100, 110, 100, 110)]


def test_nothing_is_shaded_elsewhere(zh):
    made, shown = layer(NOVEMBER, HK, zh)
    assert not len(next(made.marks(shown)).rects)


def test_narrow_days_and_bars_of_days_have_no_lines(zh):
    made, _ = layer(NOVEMBER, SHARE, zh)
    assert not list(made.marks(frame(made._axis, 0, 192, zh, width=4 * DAY_PX - 1)))
    assert list(made.marks(frame(made._axis, 0, 192, zh, width=4 * DAY_PX)))
    daily = BarStack(bars(50), Market.US)
    assert Sessions(daily.axis, Market.US).runs(0, 50, 9) == []


# the time axis


def days_of(market, first, last):
    from models.sessions import sessions_between

    return tuple(sessions_between(market, first, last))


def ticks(axis, span, lang="zh", right=10):
    stop = axis.count - right
    return axis.ticks(stop - span, stop, WIDTH // LABEL, lang), WIDTH / span


@pytest.mark.parametrize("interval", [Interval.MIN1, Interval.MIN5, Interval.MIN15, Interval.HOUR])
@pytest.mark.parametrize(("one", "zone"), [(SHARE, ""), (HK, ""), (US, ""), (US, "Asia/Shanghai"), (SHARE, "UTC")])
def test_labels_keep_their_distance_at_any_zoom(one, zone, interval):
    found = of_days(days_of(one.market, dt.date(2024, 10, 21), dt.date(2024, 12, 2)), one, interval=interval)
    axis = BarStack(found, one.market).axis
    axis.zone = zone or axis.zone
    for span in (20, 60, 160, 400, 1200, 5000):
        made, per = ticks(axis, span)
        places = np.array([tick.bar for tick in made])
        assert len(made) or span * 2 > axis.count, span
        assert not len(places) or (np.diff(places) * per >= 0.7 * LABEL).all(), (span, made)


def axis_of(one=SHARE, interval=Interval.MIN5, *days):
    return BarStack(of_days(days or NOVEMBER, one, interval=interval), one.market).axis


def texts(axis, span, right=0):
    return [tick.text for tick in ticks(axis, span, right=right)[0]]


def test_days_are_strong_and_hours_stand_between_them():
    made = ticks(axis_of(), 100, right=0)[0]
    assert [tick.text for tick in made if tick.strong] == ["11月29日", "12月2日"]
    assert [tick.text for tick in made if not tick.strong] == ["10:00", "11:00", "13:00", "14:00"] * 2


def test_the_afternoon_follows_the_morning():
    assert texts(axis_of(SHARE, Interval.MIN1, NOVEMBER[0]), 160) == [
        "11:00", "11:15", "13:00", "13:15", "13:30", "13:45", "14:00", "14:15", "14:30", "14:45",
    ]  # fmt: skip


def test_a_session_is_marked_where_it_begins_on_another_clock_too():
    axis = axis_of(US, Interval.MIN15)
    axis.zone = "Asia/Shanghai"
    assert texts(axis, 60) == [
        "00:00", "02:00", "04:00", "11月29日", "00:00", "12月2日", "00:00", "02:00", "04:00",
    ]  # fmt: skip
    assert axis.words(80, {"chart.weekdays": "一 二 三 四 五 六 日"}) == "2024-12-03 二 02:00  (12-02 13:00 New York)"


def test_summer_time_moves_the_reader_not_the_session():
    friday, monday = dt.date(2024, 11, 1), dt.date(2024, 11, 4)  # New York sets its clocks back on the third
    axis = axis_of(US, Interval.HOUR, friday, monday)
    assert (axis.clock(0).strftime("%H:%M"), axis.clock(7).strftime("%H:%M")) == ("09:30", "09:30")
    axis.zone = "Asia/Shanghai"
    assert (axis.clock(0).strftime("%H:%M"), axis.clock(7).strftime("%H:%M")) == ("21:30", "22:30")
