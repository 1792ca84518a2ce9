"""The bars of a chart: any window's extremes, exactly, whatever is held and however the newest bar moves."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.pyramid import FACTOR, SMALLEST_LEVEL
from gui.charts.rows import SPARE
from gui.charts.stack import BarStack
from models.live_bar import Tail, tail_of
from models.values import COLUMNS, Interval
from tests.gui.samples import bars, closes_only

# around a level's size and around powers of eight, where a pyramid would break
COUNTS = sorted({count + off for count in (1, 8, 64, 512, SMALLEST_LEVEL, 4096, FACTOR * SMALLEST_LEVEL, 32768, 40000)
                 for off in (-1, 0, 1) if count + off > 0})  # fmt: skip
HELD = {count: bars(count, seed=count) for count in COUNTS}
counts = st.sampled_from(COUNTS)


def span(count):
    return st.tuples(st.integers(-5, count + 5), st.integers(-5, count + 5)).map(sorted)


windows = counts.flatmap(lambda count: st.tuples(st.just(count), span(count)))


def worst(stack, first, stop):
    """Lowest low and highest high, counted out."""
    first, stop = max(0, first), min(stack.count, stop)
    if first >= stop:
        return (np.nan, np.nan)
    return stack.low[first:stop].min(), stack.high[first:stop].max()


def same(one, other):
    return np.array_equal(one, other, equal_nan=True)


def next_day(stack, **changes):
    last = stack.date[-1].astype(dt.date) if stack.count else dt.date(2024, 9, 24)
    held = {"date": last + dt.timedelta(days=1), "open": 10.0, "high": 11.0, "low": 9.0, "close": 10.5, "volume": 5.0}
    return Tail(**(held | changes))


@given(windows)
def test_extremes_and_the_busiest_bar_are_exact_in_any_window(held):
    count, (first, stop) = held
    stack = BarStack(HELD[count])
    assert same(stack.extremes(first, stop), worst(stack, first, stop))
    inside = stack.volume[max(0, first) : max(0, min(count, stop))]
    assert stack.busiest(first, stop) == (inside.max() if len(inside) else 0.0)


@given(counts, st.integers(1, 900), st.floats(0, 1), st.floats(0.001, 1))
def test_pixel_columns_keep_every_extreme(count, width, at, share):
    stack = BarStack(HELD[count])
    x0, room = at * count * (1 - share), max(1.0, share * count)
    held = stack.columns(x0, x0 + room, width)
    per = room / width
    edges = np.clip(np.floor(np.linspace(x0, x0 + room, width + 1)), 0, count).astype(int)
    wanted = [place for place in range(width) if edges[place + 1] > edges[place]]
    assert held.pixel.tolist() == wanted
    if not wanted:
        return
    near = FACTOR ** stack._tops._level_for(per) - 1  # what a cell over a column's edge may add
    for place, pixel in enumerate(wanted):
        first, stop = int(edges[pixel]), int(edges[pixel + 1])
        assert (held.open[place], held.close[place]) == (stack.open[first], stack.close[stop - 1])
        low, high = worst(stack, first - near, stop + near)
        own_low, own_high = worst(stack, first, stop - near)
        assert low <= held.low[place]
        assert held.high[place] <= high
        if stop - near > first:
            assert held.low[place] <= own_low
            assert held.high[place] >= own_high
    assert held.high.max() >= stack.high[edges[0] : edges[-1]].max()
    assert held.low.min() <= stack.low[edges[0] : edges[-1]].min()
    assert held.volume.max() >= stack.volume[edges[0] : edges[-1]].max()


@given(counts, st.integers(1, 900))
def test_columns_of_few_bars_are_exact(count, width):
    stack = BarStack(HELD[count])
    held = stack.columns(0, min(count, 10 * width), width)
    if stack._tops._level_for(min(count, 10 * width) / width) == 0:
        edges = np.floor(np.linspace(0, min(count, 10 * width), width + 1)).astype(int)
        for place, pixel in enumerate(held.pixel):
            assert (held.low[place], held.high[place]) == worst(stack, edges[pixel], edges[pixel + 1])


def test_a_window_beside_the_bars_has_no_columns():
    stack = BarStack(HELD[64])
    assert len(stack.columns(100, 200, 50).pixel) == 0
    assert same(stack.extremes(100, 200), (np.nan, np.nan))


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, SMALLEST_LEVEL, SMALLEST_LEVEL + 1, FACTOR * SMALLEST_LEVEL + 1])
def test_the_newest_bar_may_change_and_the_pyramid_follows(count):
    stack = BarStack(HELD[count])
    day = stack.date[-1].astype(dt.date)
    for high, low in ((1e6, 0.5), (12.0, 11.0)):  # out of all bounds, and back again
        stack.put(next_day(stack, date=day, open=11.0, high=high, low=low, close=11.5, volume=1e9))
        assert stack.count == count
        assert (stack.high[-1], stack.low[-1], stack.close[-1], stack.volume[-1]) == (high, low, 11.5, 1e9)
        assert same(stack.extremes(0, count), worst(stack, 0, count))


@pytest.mark.parametrize("count", [1, 8, SMALLEST_LEVEL - 1, SMALLEST_LEVEL, SMALLEST_LEVEL + 1, 4090, 16380])
def test_bars_begin_one_after_another_past_the_spare_room(count):
    held = bars(count, seed=3)
    stack = BarStack(held)
    for number in range(SPARE + 10):
        stack.put(next_day(stack, high=1e5 + number, low=0.5))
    assert stack.count == count + SPARE + 10
    assert same(stack.high[:count], held.high)
    assert stack.high[-1] == 1e5 + SPARE + 9
    assert (np.diff(stack.date).astype(int) > 0).all()
    for first in (0, count - 1, count + 3):
        assert same(stack.extremes(first, stack.count), worst(stack, first, stack.count))
    assert stack.axis.ticks(stack.count - 5, stack.count, 9, "en")[-1].bar == stack.count - 1


def test_the_callers_columns_are_never_written():
    for count in (8, SMALLEST_LEVEL + 1):
        held = bars(count)
        before = {name: getattr(held, name).copy() for name in ("date", *COLUMNS)}
        stack = BarStack(held)
        stack.put(next_day(stack, date=held.date[-1].astype(dt.date)))
        stack.put(next_day(stack))
        assert all(same(getattr(held, name), column) for name, column in before.items() if name != "date")
        assert (held.date == before["date"]).all()


def test_two_charts_of_the_same_bars_do_not_see_each_others_quotes():
    held = bars(20)
    one, other = BarStack(held), BarStack(held)
    one.put(next_day(one))
    assert (one.count, other.count) == (21, 20)
    assert same(other.extremes(0, 21), worst(BarStack(held), 0, 20))


def test_closes_alone_stand_for_all_four_prices():
    held = closes_only(50)
    stack = BarStack(held)
    assert stack.close_only
    assert same(stack.high, held.close)
    assert same(stack.low, held.close)
    assert stack.extremes(0, 50) == (held.close.min(), held.close.max())
    assert (stack.busiest(0, 50), stack.volume.tolist()) == (0.0, [0.0] * 50)


def test_a_last_bar_without_open_high_and_low_is_its_close():
    held = bars(20)
    gaps = {name: np.append(getattr(held, name)[:-1], np.nan) for name in ("open", "high", "low", "volume")}
    held = held.with_columns(**gaps)
    stack = BarStack(held)
    assert not stack.close_only
    assert (stack.open[-1], stack.high[-1], stack.low[-1], stack.volume[-1]) == (held.close[-1],) * 3 + (0.0,)
    assert np.isfinite(stack.extremes(19, 20)).all()
    stack.put(next_day(stack, volume=np.nan))
    assert stack.volume[-1] == 0.0
    assert np.isnan(tail_of(held).open)


def test_no_bars_have_no_extremes_and_the_first_quote_begins_them():
    stack = BarStack(bars(1).rows(slice(0, 0)))
    assert (stack.count, stack.busiest(0, 10)) == (0, 0.0)
    assert same(stack.extremes(0, 10), (np.nan, np.nan))
    assert len(stack.columns(0, 10, 10).pixel) == 0
    stack.put(next_day(stack))
    assert stack.extremes(0, 1) == (9.0, 11.0)
    assert stack.axis.date(0) == dt.date(2024, 9, 25)


def minutes(count, first="2024-09-24T13:30", step=300):
    """Bars of five minutes of one session in New York."""
    times = np.datetime64(first, "s").astype(np.int64) + np.arange(count) * step
    return bars(count, interval=Interval.MIN5, time=times, date=np.full(count, np.datetime64("2024-09-24", "D")))


def test_bars_inside_a_day_follow_each_other_by_time():
    stack = BarStack(minutes(3))
    last = int(stack.time[-1])
    same_bar = next_day(stack, date=dt.date(2024, 9, 24), time=last, close=11.0)
    assert not stack.put(same_bar)
    assert stack.count == 3
    assert stack.put(next_day(stack, date=dt.date(2024, 9, 24), time=last + 300))
    assert (stack.count, stack.time[-1]) == (4, last + 300)


def test_a_week_is_one_bar_whatever_day_its_newest_session_is():
    """Its date is that of the newest session, its time that of the first one."""
    held = bars(5, interval=Interval.WEEK, time=np.arange(5) * 604_800)
    stack = BarStack(held)
    for day in (1, 2):
        later = held.date[-1].astype(dt.date) + dt.timedelta(days=day)
        assert not stack.put(next_day(stack, date=later, time=4 * 604_800))
        assert (stack.count, stack.axis.date(4)) == (5, later)
    assert stack.put(next_day(stack, time=5 * 604_800))
    assert stack.count == 6


def test_the_answer_of_a_put_says_whether_a_bar_began():
    stack = BarStack(bars(5))
    assert stack.put(next_day(stack))
    assert not stack.put(next_day(stack, date=stack.date[-1].astype(dt.date)))
