"""What a seat asks for: bars, earlier ones at the left end, minutes of the newest sessions; latest wins."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.out.priced import PricedSource
from gui.look.theme import theme
from gui.seats.feeds import RESTS_S
from gui.seats.seat import Seat
from models.charts.days import AGAIN_S, SETTLED_S, SPANS
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from models.values import Adjust, Interval
from tests.gui.charts.minutes import DAY, HK, SHARE, US, WEEK, daily, of_days
from tests.gui.samples import NOW, bars, fresh

MINUTES = ChartSpec(minute_days=1)
FIVE = ChartSpec(interval=Interval.MIN5)


@pytest.fixture
def seat_of(parts, clock, shown):
    """Seats on screen; every one is retired at the end."""
    made = []

    def build(spec=MINUTES, one=SHARE):
        made.append(Seat(parts, spec, clock))
        around = QWidget()
        QVBoxLayout(around).addWidget(made[-1])
        shown(around, 700, 400)
        made[-1].show_instrument(one)
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def answered(client, settle):
    """Answers the open wants of an interval with bars, an error or None for none at all."""

    def run(interval, answer):
        for one in [one for one in client.open if one.want.interval is interval]:
            if isinstance(answer, Exception):
                one.future.set_exception(answer)
            else:
                one.future.set_result(bars(1).rows(slice(0, 0)) if answer is None else answer)
        settle()

    return run


def wants(client, interval):
    return [one.want for one in client.open if one.want.interval is interval]


def foot(seat):
    return seat.panel._foot.text()


def about(seat):
    return seat.panel._about.text()


# minutes


def test_it_asks_for_the_minutes_of_the_session_and_the_days_before(seat_of, client):
    seat_of()
    (minutes,) = wants(client, Interval.MIN1)
    (days,) = wants(client, Interval.DAY)
    assert (minutes.start, minutes.end, minutes.adjust) == (DAY, DAY, Adjust.NONE)
    assert days.start < dt.date(2024, 1, 1)
    assert (days.end, days.adjust) == (DAY, Adjust.NONE)


def test_five_days_are_the_five_newest_sessions(seat_of, client):
    seat_of(ChartSpec(minute_days=5))
    (minutes,) = wants(client, Interval.MIN1)
    assert (minutes.start, minutes.end) == (WEEK[0], WEEK[-1])


@pytest.mark.parametrize(("one", "asked"), [(US, True), (SHARE, False)])
def test_hours_outside_are_asked_for_where_there_are_any(seat_of, client, one, asked):
    seat_of(ChartSpec(minute_days=1, extended=True), one)
    assert wants(client, Interval.MIN1)[0].extended is asked


def test_while_new_york_sleeps_its_last_session_is_shown(seat_of, client):
    seat_of(one=US)
    assert wants(client, Interval.MIN1)[0].start == dt.date(2024, 9, 24)


def test_the_line_stands_around_the_daily_close_whichever_comes_first(seat_of, answered):
    for first, then in ((Interval.MIN1, Interval.DAY), (Interval.DAY, Interval.MIN1)):
        seat = seat_of()
        held = {Interval.MIN1: of_days(count=90), Interval.DAY: daily(close=9.5)}
        answered(first, held[first])
        answered(then, held[then])
        assert seat.panel.painted
        assert (seat.panel.line.centre, seat.panel.line.newest) == (9.5, 89)
        assert (seat.panel.price, seat.panel.minute.line) == (None, seat.panel.line)


def test_without_the_days_the_minutes_are_shown_all_the_same(seat_of, answered, client, settle):
    seat = seat_of()
    client.fail(SHARE.id)  # the newest want is for minutes: that fails, and is asked for again
    settle()
    assert seat.panel._again.isVisible()


def test_the_quotes_previous_close_is_the_middle_what_went_ex_is_in_it(seat_of, answered):
    seat = seat_of()
    answered(Interval.MIN1, of_days(count=90))
    answered(Interval.DAY, daily(close=9.5))
    seat.apply((fresh(SHARE.id, 10.2, previous_close=9.1),))
    assert seat.panel.line.centre == 9.1
    assert seat.panel.line.price[89] == 10.2  # 11:00 is NOW: the quote is of the minute before


def test_a_quote_of_the_day_before_tells_nothing_of_today(seat_of, answered):
    seat = seat_of()
    answered(Interval.MIN1, of_days(count=90))
    answered(Interval.DAY, daily(close=9.5))
    seat.apply((fresh(SHARE.id, 10.2, previous_close=9.1, exchange_time=NOW - 86_400),))
    assert seat.panel.line.centre == 9.5


def test_a_quote_moves_the_picture_and_nothing_is_asked(seat_of, answered, client, settle):
    seat = seat_of()
    answered(Interval.MIN1, of_days(count=89))
    answered(Interval.DAY, daily())
    seat.panel.canvas.grab()
    before = seat.panel.canvas.painted_count
    seat.apply((fresh(SHARE.id, 10.5),))
    assert seat.panel.minute.lines.newest == (89, 10.5)
    seat.panel.canvas.grab()
    assert seat.panel.canvas.painted_count > before
    assert client.open == []


def test_the_heading_says_what_is_shown(seat_of, answered):
    seat = seat_of()
    answered(Interval.MIN1, of_days(count=90))
    assert about(seat) == "600000.SH  ·  分时  ·  CNY"
    seat.set_spec(ChartSpec(minute_days=5))
    answered(Interval.MIN1, of_days(WEEK))
    assert about(seat) == "600000.SH  ·  5日分时  ·  CNY"
    assert seat.panel._adjust.text() == ""


def test_it_leaves_the_window_as_bars_do(seat_of, answered):
    seat = seat_of()
    answered(Interval.MIN1, of_days(count=90))
    source = PricedSource(seat.panel)
    page = source.page(theme("light"))
    assert (page.chart.still, page.chart.axis.newest) == (True, 89)
    assert "分时" in page.title
    assert len(source.book(NOW).sheets[0].lines) == 90


def test_before_the_first_trade_there_is_an_empty_axis(seat_of, answered):
    seat = seat_of()
    answered(Interval.DAY, daily(close=9.5))
    answered(Interval.MIN1, None)
    assert (seat.panel.painted, seat.panel.line.newest, seat.panel.line.centre) == (True, -1, 9.5)
    assert foot(seat) == "本交易日尚无成交"
    seat.apply((fresh(SHARE.id, 9.6),))
    assert seat.panel.minute.lines.newest == (89, 9.6)


def test_of_a_session_that_is_over_no_minutes_are_a_failure(seat_of, answered, clock):
    clock.now = NOW + 6 * 3600
    seat = seat_of()
    answered(Interval.DAY, daily())
    answered(Interval.MIN1, None)
    assert seat.panel._message.text() == "600000.SH 的K线取不到：该区间没有数据"


def test_a_failure_is_said_in_place_and_retry_asks_again(seat_of, answered, client, qtbot):
    seat = seat_of()
    answered(Interval.DAY, daily())
    client.fail(SHARE.id, "no answer in time")
    qtbot.waitUntil(seat.panel._again.isVisible)
    assert seat.panel._message.text() == "600000.SH 的K线取不到：未按时应答"
    qtbot.mouseClick(seat.panel._again, Qt.MouseButton.LeftButton)
    answered(Interval.MIN1, of_days(count=9))
    assert seat.panel.painted


def test_when_another_session_begins_its_minutes_are_asked_for(seat_of, answered, client, clock):
    seat = seat_of()
    answered(Interval.DAY, daily())
    answered(Interval.MIN1, of_days(count=90))
    clock.now = NOW + 22 * 3600 + 29 * 60  # 09:29 of the day after
    seat.tick(clock.now)
    assert all(want.end == DAY for want in wants(client, Interval.MIN1))
    clock.now += 120
    seat.tick(clock.now)
    assert [want.end for want in wants(client, Interval.MIN1)] == [DAY + dt.timedelta(days=1)]
    assert seat.panel.painted  # the day before stays until then


def test_minutes_are_asked_for_again_while_the_market_trades(seat_of, answered, client, clock):
    seat = seat_of()
    answered(Interval.DAY, daily())
    answered(Interval.MIN1, of_days(count=90))
    clock.now += AGAIN_S - 1
    seat.tick(clock.now)
    assert client.open == []
    clock.now += 1
    seat.tick(clock.now)
    seat.tick(clock.now)
    assert len(wants(client, Interval.MIN1)) == 1
    answered(Interval.MIN1, of_days(count=95))
    assert seat.panel.line.newest == 94


def test_what_fails_later_leaves_what_is_shown(seat_of, answered, client, clock):
    seat = seat_of()
    answered(Interval.DAY, daily())
    answered(Interval.MIN1, of_days(count=90))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    client.fail(SHARE.id)
    seat.tick(clock.now)
    assert seat.panel.painted
    assert "来源" in foot(seat)


def test_to_bars_and_back_the_last_choice_is_shown(seat_of, answered, client, settle):
    seat = seat_of()
    old = client.open
    seat.set_spec(ChartSpec())
    assert all(one.future.cancelled() for one in old)
    answered(Interval.DAY, bars(300, name=SHARE.id))
    assert (seat.panel.line, seat.panel.minute) == (None, None)
    assert seat.panel.price is not None
    seat.set_spec(MINUTES)
    answered(Interval.MIN1, of_days(count=90))
    assert (seat.panel.price, seat.panel.line.newest) == (None, 89)


def test_another_instrument_drops_what_was_on_its_way(seat_of, answered, client, settle):
    seat = seat_of()
    late = client.one(SHARE.id)
    seat.show_instrument(HK)
    late.partial(of_days(count=90))
    settle()
    assert not seat.panel.painted
    assert not seat.waiting or all(one.name == HK.id for one in client.open)


# bars


def fives(days, **changes):
    return of_days(tuple(days), interval=Interval.MIN5, **changes)


def weekdays(last, count):
    return [day.astype(dt.date) for day in np.busday_offset(np.datetime64(last), np.arange(-count + 1, 1))]


NEWER, OLDER = weekdays("2024-09-13", 14), weekdays("2024-09-13", 28)


def to_the_left(seat):
    seat.panel.canvas.pan(-1e9)


def test_at_the_first_bar_as_much_again_is_asked_for_once(seat_of, answered, client):
    seat = seat_of(FIVE)
    answered(Interval.MIN5, fives(NEWER))
    assert client.open == []
    seat.panel.canvas.pan(-50)
    assert client.open == []
    to_the_left(seat)
    to_the_left(seat)
    (want,) = wants(client, Interval.MIN5)
    assert (want.start, want.end) == (DAY - 2 * dt.timedelta(days=SPANS[Interval.MIN5]), DAY)
    assert about(seat).endswith("正在取更早的K线")


def test_earlier_bars_do_not_move_what_is_in_sight(seat_of, answered):
    seat = seat_of(FIVE)
    answered(Interval.MIN5, fives(NEWER))
    to_the_left(seat)
    axis = seat.panel.canvas.chart.axis
    moment, place = axis.time(20), 20 - seat.panel.canvas.window[0]
    answered(Interval.MIN5, fives(OLDER))
    axis = seat.panel.canvas.chart.axis
    assert axis.count == 28 * 48
    assert axis.place(moment) - seat.panel.canvas.window[0] == pytest.approx(place, abs=1)
    assert about(seat) == "600000.SH  ·  5分  ·  CNY"


def test_two_answers_without_anything_earlier_are_the_end(seat_of, answered, client):
    seat, held = seat_of(ChartSpec(interval=Interval.MIN1)), of_days(WEEK)
    answered(Interval.MIN1, held)
    to_the_left(seat)
    answered(Interval.MIN1, held)
    assert len(wants(client, Interval.MIN1)) == 1  # the first may have been a long holiday
    answered(Interval.MIN1, held)
    to_the_left(seat)
    assert client.open == []
    assert "更早" not in about(seat)


def test_what_the_cache_answers_is_not_the_end(seat_of, answered, client, clock):
    seat = seat_of(FIVE)
    answered(Interval.MIN5, fives(NEWER))
    to_the_left(seat)
    answered(Interval.MIN5, fives(NEWER, doubt="offline"))
    clock.now += RESTS_S
    to_the_left(seat)
    assert len(wants(client, Interval.MIN5)) == 1


def test_of_a_young_share_nothing_earlier_is_asked_for(seat_of, answered, client):
    seat = seat_of(ChartSpec())
    answered(Interval.DAY, bars(100, name=SHARE.id))
    to_the_left(seat)
    assert client.open == []


def test_beyond_what_any_source_keeps_nothing_is_asked_for(seat_of, answered, client):
    seat = seat_of(ChartSpec(interval=Interval.MIN1))
    asked = []
    days = weekdays("2024-09-25", 60)
    for _ in range(9):
        asked += [want.start for want in wants(client, Interval.MIN1)]
        answered(Interval.MIN1, of_days(tuple(day for day in days if day >= asked[-1])))
        to_the_left(seat)
    assert asked == sorted(set(asked), reverse=True)
    assert asked[-1] == DAY - dt.timedelta(days=29)


def test_earlier_bars_that_cannot_be_had_are_asked_for_again_after_a_while(seat_of, answered, client, clock, settle):
    seat = seat_of(FIVE)
    answered(Interval.MIN5, fives(NEWER))
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


def test_a_day_before_the_first_bar_is_gone_to_when_its_bars_have_come(seat_of, answered, client):
    seat = seat_of(FIVE)
    answered(Interval.MIN5, fives(NEWER))
    goal = OLDER[2]
    seat.go_to(goal)
    (want,) = wants(client, Interval.MIN5)
    assert want.start <= goal
    answered(Interval.MIN5, fives(OLDER))
    canvas = seat.panel.canvas
    assert canvas.chart.axis.date(canvas.pointed_bar) == goal
    to_the_left(seat)
    canvas.reset()
    answered(Interval.MIN5, fives(OLDER))
    assert canvas.pointed_bar is None or canvas.window[1] > canvas.chart.axis.count  # once: it does not go back there


def test_a_far_day_is_asked_for_at_once_and_no_further_than_anybody_keeps(seat_of, answered, client):
    seat = seat_of(ChartSpec())
    days = np.array(weekdays("2024-09-24", 1560), "datetime64[D]")
    answered(Interval.DAY, bars(1560, name=SHARE.id, date=days))
    seat.go_to(dt.date(1998, 6, 1))
    (want,) = wants(client, Interval.DAY)
    assert want.start == dt.date(1998, 5, 2)
    seat.retire()
    seat.show_instrument(SHARE)
    answered(Interval.DAY, bars(1560, name=SHARE.id, date=days))
    seat.go_to(dt.date(1900, 1, 1))
    (want,) = wants(client, Interval.DAY)
    assert want.start > dt.date(1960, 1, 1)


def test_bars_of_days_are_not_asked_for_again_and_minutes_are(seat_of, answered, client, clock):
    seat = seat_of(ChartSpec())
    answered(Interval.DAY, bars(300, name=SHARE.id))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert client.open == []
    seat.set_spec(FIVE)
    answered(Interval.MIN5, fives(NEWER))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert len(wants(client, Interval.MIN5)) == 1


def test_bars_of_days_are_asked_for_again_when_another_session_has_come(seat_of, answered, client, clock, settle):
    seat = seat_of(ChartSpec())
    answered(Interval.DAY, bars(300, name=SHARE.id))
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
    answered(Interval.DAY, bars(300, name=SHARE.id))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    assert client.open == []


def test_a_bar_runs_until_its_session_is_over_whatever_quotes_still_come(seat_of, answered, clock):
    seat = seat_of(ChartSpec())
    answered(Interval.DAY, bars(300, name=SHARE.id, last="2024-09-25"))
    seat.apply((fresh(SHARE.id, 10.2),))
    assert seat.panel.price.candles.partial  # 11:00 in Shanghai
    clock.now += 5 * 3600
    seat.tick(clock.now)
    assert not seat.panel.price.candles.partial
    seat.apply((fresh(SHARE.id, 10.3, exchange_time=NOW + 4 * 3600),))
    assert not seat.panel.price.candles.partial
    seat.panel.set_spec(ChartSpec(volume=False))
    assert (seat.panel.price.candles.partial, seat.panel.price.bars.last_is_final) == (False, True)


def test_other_bars_are_asked_for_without_drawing_those_that_are_there(seat_of, answered, monkeypatch):
    seat = seat_of(ChartSpec())
    answered(Interval.DAY, bars(300, name=SHARE.id))
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


def test_a_currency_has_minutes_too(seat_of, client, answered):
    from models.instruments import Kind

    dollar = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
    seat = seat_of(one=dollar)
    answered(Interval.MIN1, of_days((DAY,), dollar, count=500))
    assert len(seat.panel.line) == 1440
