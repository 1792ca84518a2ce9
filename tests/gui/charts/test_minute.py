"""分时 as a chart: the close before in the middle, what is read off it, and what a quote changes."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gui.charts.frame import Anchor, Fill, Label, Line
from gui.charts.layers.minutes import LastMinute, MinuteDates, MinuteVolume, TwoAxes, TwoSided
from gui.charts.layers.sessions import Sessions
from gui.charts.minute import QUIET, carried
from gui.charts.picture import live, still
from gui.look.theme import theme
from tests.gui.charts.minutes import DAY, HK, INDEX, SHARE, US, WEEK, chart, frames, line, said

NAN = math.nan
DARK = theme("dark")


def marks(made, kind, **shown):
    """What the layers of one kind draw, with their frame."""
    for pane, frame in zip(made.chart.panes, frames(made, **shown), strict=True):
        for layer in pane.layers:
            if isinstance(layer, kind):
                return list(layer.marks(frame)), frame
    raise LookupError(kind)


def labels(made, kind, **shown):
    return [mark for mark in marks(made, kind, **shown)[0] if isinstance(mark, Label)]


def flat(price=10.0, count=240, **changes):
    return line(count=count, close=np.full(count, price), high=np.full(count, price), low=np.full(count, price),
                open=np.full(count, price), turnover=np.full(count, price * 100), volume=np.full(count, 100.0),
                **changes)  # fmt: skip


# the picture


def test_the_close_before_lies_in_the_middle():
    for days, one in (((DAY,), SHARE), (WEEK, HK), ((DAY,), US)):
        made = chart(line(days, one, before=9.5), one)
        frame = frames(made)[0]
        middle = float(frame.y(np.array(made.line.centre)))
        assert middle == pytest.approx(frame.top + (frame.rows - 1) / 2)


def test_percent_stands_on_the_right_and_the_price_of_the_same_row_on_the_left():
    pairs = labels(chart(line(before=10.0)), TwoAxes)
    right, left = pairs[::2], pairs[1::2]
    assert [mark.y for mark in right] == [mark.y for mark in left]
    assert {mark.anchor for mark in left} == {Anchor.RIGHT}
    for percent, price in zip(right, left, strict=True):
        change = float(percent.text.rstrip("%"))
        assert float(price.text) == pytest.approx(10.0 * (1 + change / 100), abs=0.006)
        ink = DARK.up if change > 0 else DARK.down if change < 0 else DARK.flat
        assert (percent.colour, price.colour) == (ink, ink)


def test_a_line_without_any_change_still_has_an_axis():
    made = chart(flat(10.0, before=10.0))
    frame = frames(made)[0]
    assert frame.low < 10.0 - 0.02
    assert frame.high > 10.0 + 0.02


def test_all_minutes_of_the_session_have_room_beside_the_prices():
    made = chart(line(count=30))
    frame = frames(made, 1000, 500)[0]
    assert (frame.left, frame.width) == (68, 932)
    assert float(frame.x(np.array(-0.5))) == pytest.approx(68)
    assert float(frame.x(np.array(239.5))) == pytest.approx(932)


def test_no_window_moves_it():
    made = chart().chart
    assert made.within(50.0, 20.0) == made.newest() == (0.0, 240.0)


def test_labels_at_the_ends_are_not_cut():
    placed = labels(chart(), MinuteDates)
    assert [mark.text for mark in placed] == ["09:30", "10:30", "11:30/13:00", "14:00", "15:00"]
    assert placed[0].x > 68 + 15
    assert placed[-1].x < 900 - 68 - 15


def test_dates_stand_under_the_middle_of_their_days():
    made = chart(line(WEEK))
    frame = frames(made)[0]
    middles = [float(frame.x(np.array(day * 240 + 119.5))) for day in range(5)]
    assert [mark.x for mark in labels(made, MinuteDates)] == pytest.approx(middles, abs=1)


def test_where_not_all_dates_have_room_each_stands_under_its_own_day():
    made = chart(line(WEEK))
    frame = frames(made, width=330)[0]
    middles = {f"Sep {day.day}": float(frame.x(np.array(n * 240 + 119.5))) for n, day in enumerate(WEEK)}
    placed = {mark.text: mark.x for mark in labels(made, MinuteDates, width=330)}
    assert 1 < len(placed) < 5
    assert placed == pytest.approx({text: middles[text] for text in placed})


def test_days_are_parted_and_their_lines_do_not_join():
    made = chart(line(WEEK))
    found, frame = marks(made, Sessions)
    assert len(found[1].rects) == 4
    strokes = [mark for mark in still(made.chart, frames(made)) if isinstance(mark, Line) and mark.colour.alpha()]
    width = 240 * frame.bar_width
    assert all(np.ptp(mark.points[:, 0]) < width for mark in strokes)


def test_outside_the_hours_is_shaded():
    found, frame = marks(chart(line(one=US, extended=True), US), Sessions)
    shade = found[0].rects.tolist()
    assert [row[0] for row in shade] == [round(float(frame.x(np.array(place - 0.5)))) for place in (0, 720)]
    assert [row[2] + 1 for row in shade] == [round(float(frame.x(np.array(place - 0.5)))) for place in (330, 960)]
    assert not len(marks(chart(), Sessions)[0][0].rects)


def test_volumes_have_the_colour_of_their_minute():
    price = np.array([9.0, 9.5, 9.5, 9.4])
    made = chart(line(count=4, close=price, volume=np.array([1.0, 2.0, 0.0, 4.0]), before=10.0))
    assert made.lines.rising(0, 4).tolist() == [False, True, True, False]
    found, frame = marks(made, MinuteVolume)
    up, down = (mark.rects.tolist() for mark in found)
    assert [len(up), len(down)] == [1, 2]  # what was not traded is not drawn
    foot = frame.top + frame.height - 1
    assert [row[3] for row in (*up, *down)] == [foot] * 3
    heights = [foot - row[1] for row in (down[0], up[0], down[1])]
    assert [round(height / heights[0], 1) for height in heights] == pytest.approx([1, 2, 4], abs=0.1)


def test_of_many_minutes_in_a_pixel_column_the_busiest_is_seen():
    volume = np.tile([1.0, 5.0], 600)
    price = np.tile([10.1, 10.0], 600)  # the busy minutes fall
    found, frame = marks(chart(line(WEEK, close=price, volume=volume)), MinuteVolume, width=300)
    assert frame.bar_width < 0.5
    up, down = (mark.rects for mark in found)
    assert len(up) < 0.1 * len(down)
    assert len(np.unique(np.concatenate([up, down])[:, 0])) == len(up) + len(down)


def test_a_short_hole_is_a_standing_price_and_a_long_one_a_faint_line():
    column = np.full(60, NAN)
    column[[2, 5, 5 + QUIET + 2]] = 1.0, 2.0, 3.0
    short = carried(column, QUIET)
    assert short[2:6].tolist() == [1.0, 1.0, 1.0, 2.0]
    assert np.isnan(short[6 : 5 + QUIET + 2]).all()
    assert np.isnan(short[[0, 1, 59]]).all()
    assert carried(column, 60)[2:23].tolist() == [1.0] * 3 + [2.0] * 17 + [3.0]
    assert np.isnan(carried(np.full(3, NAN), 9)).all()


# what is read


def test_the_legend_says_time_price_change_average_and_volume():
    made = chart(flat(10.5, before=10.0))
    assert said(made, 90) == ["11:00", "Price 10.50", "+5.00%", "Avg 10.50", "Vol 100"]


def test_of_several_days_it_says_the_day_too_and_measures_from_the_first():
    made = chart(line(WEEK, close=np.full(1200, 11.0), before=10.5))
    assert math.isclose(made.line.centre, 11.0)  # nothing is known before the first day but its first price
    assert said(made, 250)[:3] == ["09-20 09:40", "Price 11.00", "0.00%"]


def test_an_index_has_no_average_and_a_source_without_turnover_an_estimate():
    assert [word.split()[0] for word in said(chart(line(one=INDEX), INDEX), 3)] == [
        "09:33",
        "Price",
        words_of(3),
        "Vol",
    ]
    bare = chart(line(turnover=np.full(240, NAN)))
    assert any(word.startswith("Avg (est.)") for word in said(bare, 3))


def words_of(bar):
    """The change of a minute of the usual line, worked out again."""
    made = line(one=INDEX)
    return f"{(made.price[bar] / made.centre - 1) * 100:+.2f}%".replace("+0.00%", "0.00%").replace("-0.00%", "0.00%")


def test_a_minute_without_a_trade_says_nothing_of_its_price():
    assert said(chart(line(keep=(0, 1, 30))), 10) == ["09:40", "Price --", "--", "Avg --", "Vol --"]
    assert said(chart(), 240) == []


def test_the_newest_minute_has_a_dot_and_both_tags():
    made = chart(flat(10.5, 100, before=10.0))
    found, frame = marks(made, LastMinute)
    tags = [mark for mark in found if isinstance(mark, Label)]
    assert [mark.text for mark in tags] == ["+5.00%", "10.50"]
    dots = [mark for mark in found if isinstance(mark, Line)]
    middle = [np.mean(mark.points[:-1], axis=0) for mark in dots]
    x, y = float(frame.x(np.array(99.0))), float(frame.y(np.array(10.5)))
    assert np.allclose(middle, [[x, y]] * 2)


def test_the_crosshair_reads_percent_and_price_of_its_row():
    made = chart(flat(10.5, before=10.0))
    row = float(frames(made)[0].y(np.array(10.25)))
    texts = [mark.text for mark in labels(made, TwoSided, cursor=(400.0, row))]
    assert texts == ["+2.50%", "10.25"]


# degenerate ones


@pytest.mark.parametrize("made", [
    line(count=0), line(count=1), line(count=0, before=None), line(keep=(7,)), line(WEEK, count=0),
    line(volume=np.zeros(240)), line(volume=np.full(240, NAN), turnover=np.full(240, NAN)), line(WEEK, keep=(5, 800)),
    replace(line(), centre=NAN),
])  # fmt: skip
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_whatever_is_known_it_draws(made, scale):
    one = chart(made)
    shown = frames(one, scale=scale, cursor=(300.0, 60.0))
    found = [*still(one.chart, shown), *live(one.chart, shown)]
    assert any(isinstance(mark, Label) and mark.text in ("09:30", "Sep 19") for mark in found)
    assert all(mark.rects.shape[1:] == (4,) for mark in found if isinstance(mark, Fill))
