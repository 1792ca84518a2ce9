"""What a seat asks for: bars, earlier ones where the window reaches the first, and again when some may be missing."""

import datetime as dt

import numpy as np
import pytest

from gui.seats.feeds import RESTS_S
from models.charts.days import AGAIN_S, SETTLED_S, SPANS
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from models.values import Interval
from tests.gui.charts.minutes import DAY, SHARE, WEEK, of_days
from tests.gui.samples import NOW, bars, fresh

MINUTES = ChartSpec(minute_days=1)
FIVE = ChartSpec(interval=Interval.MIN5)


def wants(client, interval):
    return [one.want for one in client.open if one.want.interval is interval]


def foot(seat):
    return seat.panel._foot.text()


def about(seat):
    return seat.panel._about.text()


def fives(days, **changes):
    return of_days(tuple(days), interval=Interval.MIN5, **changes)


def weekdays(last, count):
    return [day.astype(dt.date) for day in np.busday_offset(np.datetime64(last), np.arange(-count + 1, 1))]


NEWER, OLDER = weekdays("2024-09-13", 14), weekdays("2024-09-13", 28)


def to_the_left(seat):
    seat.panel.canvas.pan(-1e9)


def test_at_the_first_bar_as_much_again_is_asked_for_once(seat_of, answers, client):
    seat = seat_of(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    assert client.open == []
    seat.panel.canvas.pan(-50)
    assert client.open == []
    to_the_left(seat)
    to_the_left(seat)
    (want,) = wants(client, Interval.MIN5)
    assert (want.start, want.end) == (DAY - 2 * dt.timedelta(days=SPANS[Interval.MIN5]), DAY)
    assert about(seat).endswith("正在取更早的K线")


def test_earlier_bars_do_not_move_what_is_in_sight(seat_of, answers):
    seat = seat_of(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    to_the_left(seat)
    axis = seat.panel.canvas.chart.axis
    moment, place = axis.time(20), 20 - seat.panel.canvas.window[0]
    answers(Interval.MIN5, fives(OLDER))
    axis = seat.panel.canvas.chart.axis
    assert axis.count == 28 * 48
    assert axis.place(moment) - seat.panel.canvas.window[0] == pytest.approx(place, abs=1)
    assert about(seat) == "600000.SH  ·  5分  ·  CNY"


def test_two_answers_without_anything_earlier_are_the_end(seat_of, answers, client):
    seat, held = seat_of(ChartSpec(interval=Interval.MIN1)), of_days(WEEK)
    answers(Interval.MIN1, held)
    to_the_left(seat)
    answers(Interval.MIN1, held)
    assert len(wants(client, Interval.MIN1)) == 1  # the first may have been a long holiday
    answers(Interval.MIN1, held)
    to_the_left(seat)
    assert client.open == []
    assert "更早" not in about(seat)


def test_what_the_cache_answers_is_not_the_end(seat_of, answers, client, clock):
    seat = seat_of(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    to_the_left(seat)
    answers(Interval.MIN5, fives(NEWER, doubt="offline"))
    clock.now += RESTS_S
    to_the_left(seat)
    assert len(wants(client, Interval.MIN5)) == 1


def test_of_a_young_share_nothing_earlier_is_asked_for(seat_of, answers, client):
    seat = seat_of(ChartSpec())
    answers(Interval.DAY, bars(100, name=SHARE.id))
    to_the_left(seat)
    assert client.open == []


def test_beyond_what_any_source_keeps_nothing_is_asked_for(seat_of, answers, client):
    seat = seat_of(ChartSpec(interval=Interval.MIN1))
    asked = []
    days = weekdays("2024-09-25", 60)
    for _ in range(9):
        asked += [want.start for want in wants(client, Interval.MIN1)]
        answers(Interval.MIN1, of_days(tuple(day for day in days if day >= asked[-1])))
        to_the_left(seat)
    assert asked == sorted(set(asked), reverse=True)
    assert asked[-1] == DAY - dt.timedelta(days=29)


def test_earlier_bars_that_cannot_be_had_are_asked_for_again_after_a_while(seat_of, answers, client, clock, settle):
    seat = seat_of(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    to_the_left(seat)
    client.fail(SHARE.id, "offline")
    settle()
    assert seat.panel.painted
    clock.now += 1
    seat.tick(clock.now)  # the age of what is shown is not worth more than why there is no more of it
    assert foot(seat) == "600000.SH 的K线取不到：离线"
    to_the_left(seat)
    assert client.open == []
    clock.now += RESTS_S
    seat.tick(clock.now)
    assert "取不到" not in foot(seat)
    to_the_left(seat)
    (want,) = wants(client, Interval.MIN5)
    assert want.start == DAY - 2 * dt.timedelta(days=SPANS[Interval.MIN5])


def test_a_day_before_the_first_bar_is_gone_to_when_its_bars_have_come(seat_of, answers, client):
    seat = seat_of(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    goal = OLDER[2]
    seat.go_to(goal)
    (want,) = wants(client, Interval.MIN5)
    assert want.start <= goal
    answers(Interval.MIN5, fives(OLDER))
    canvas = seat.panel.canvas
    assert canvas.chart.axis.date(canvas.pointed_bar) == goal
    to_the_left(seat)
    canvas.reset()
    answers(Interval.MIN5, fives(OLDER))
    assert canvas.pointed_bar is None or canvas.window[1] > canvas.chart.axis.count  # once: it does not go back there


def test_a_far_day_is_asked_for_at_once_and_no_further_than_anybody_keeps(seat_of, answers, client):
    seat = seat_of(ChartSpec())
    days = np.array(weekdays("2024-09-24", 1560), "datetime64[D]")
    answers(Interval.DAY, bars(1560, name=SHARE.id, date=days))
    seat.go_to(dt.date(1998, 6, 1))
    (want,) = wants(client, Interval.DAY)
    assert want.start == dt.date(1998, 5, 2)
    seat.retire()
    seat.show_instrument(SHARE)
    answers(Interval.DAY, bars(1560, name=SHARE.id, date=days))
    seat.go_to(dt.date(1900, 1, 1))
    (want,) = wants(client, Interval.DAY)
    assert want.start > dt.date(1960, 1, 1)


def test_bars_of_days_are_not_asked_for_again_and_minutes_are(seat_of, answers, client, clock):
    seat = seat_of(ChartSpec())
    answers(Interval.DAY, bars(300, name=SHARE.id))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert client.open == []
    seat.set_spec(FIVE)
    answers(Interval.MIN5, fives(NEWER))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert len(wants(client, Interval.MIN5)) == 1


def test_bars_of_days_are_asked_for_again_when_another_session_has_come(seat_of, answers, client, clock, settle):
    seat = seat_of(ChartSpec())
    answers(Interval.DAY, bars(300, name=SHARE.id))
    clock.now += 86_400
    seat.tick(clock.now)
    (want,) = wants(client, Interval.DAY)
    assert want.end == DAY + dt.timedelta(days=1)
    client.fail(SHARE.id)
    settle()
    seat.tick(clock.now + 1)
    assert client.open == []
    clock.now += AGAIN_S
    seat.tick(clock.now)
    answers(Interval.DAY, bars(300, name=SHARE.id))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert client.open == []


def test_a_bar_runs_until_its_session_is_over_whatever_quotes_still_come(seat_of, answers, clock):
    seat = seat_of(ChartSpec())
    answers(Interval.DAY, bars(300, name=SHARE.id, last="2024-09-25"))
    seat.apply((fresh(SHARE.id, 10.2),))
    assert seat.panel.price.candles.partial  # 11:00 in Shanghai
    clock.now += 5 * 3600
    seat.tick(clock.now)
    assert not seat.panel.price.candles.partial
    seat.apply((fresh(SHARE.id, 10.3, exchange_time=NOW + 4 * 3600),))
    assert not seat.panel.price.candles.partial
    seat.panel.set_spec(ChartSpec(volume=False))
    assert (seat.panel.price.candles.partial, seat.panel.price.bars.last_is_final) == (False, True)


def test_other_bars_are_asked_for_without_drawing_those_that_are_there(seat_of, answers, monkeypatch):
    seat = seat_of(ChartSpec())
    answers(Interval.DAY, bars(300, name=SHARE.id))
    drawn = []
    monkeypatch.setattr(seat.panel, "_draw", lambda **_: drawn.append(1))
    seat.set_spec(FIVE)
    assert drawn == []
    assert seat.spec == FIVE


def test_a_retired_seat_waits_for_nothing(seat_of, client):
    seat = seat_of()
    assert seat.waiting
    seat.retire()
    assert (client.open, seat.waiting) == ([], False)
    seat.tick(NOW + SETTLED_S)
    assert client.open == []


def test_a_currency_has_minutes_too(seat_of, client, answers):
    from models.instruments import Kind

    dollar = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
    seat = seat_of(one=dollar)
    answers(Interval.MIN1, of_days((DAY,), dollar, count=500))
    assert len(seat.panel.line) == 1440
