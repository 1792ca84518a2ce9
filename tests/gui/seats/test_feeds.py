"""What a seat asks for: minutes of the newest sessions; latest wins."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from gui.charts.out.priced import PricedSource
from gui.look.theme import theme
from models.charts.days import AGAIN_S
from models.charts.values import ChartSpec
from models.values import Adjust, Interval
from tests.gui.charts.minutes import DAY, HK, SHARE, US, WEEK, daily, of_days
from tests.gui.samples import NOW, bars, fresh

MINUTES = ChartSpec(minute_days=1)
FIVE = ChartSpec(interval=Interval.MIN5)


def wants(client, interval):
    return [one.want for one in client.open if one.want.interval is interval]


def foot(seat):
    return seat.panel._foot.text()


def about(seat):
    return seat.panel._about.text()


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


def test_the_line_stands_around_the_daily_close_whichever_comes_first(seat_of, answers):
    for first, then in ((Interval.MIN1, Interval.DAY), (Interval.DAY, Interval.MIN1)):
        seat = seat_of()
        held = {Interval.MIN1: of_days(count=90), Interval.DAY: daily(close=9.5)}
        answers(first, held[first])
        answers(then, held[then])
        assert seat.panel.painted
        assert (seat.panel.line.centre, seat.panel.line.newest) == (9.5, 89)
        assert (seat.panel.price, seat.panel.minute.line) == (None, seat.panel.line)


def test_without_the_days_the_minutes_are_shown_all_the_same(seat_of, answers, client, settle):
    seat = seat_of()
    client.fail(SHARE.id)  # the newest want is for minutes: that fails, and is asked for again
    settle()
    assert seat.panel._again.isVisible()


def test_the_quotes_previous_close_is_the_middle_what_went_ex_is_in_it(seat_of, answers):
    seat = seat_of()
    answers(Interval.MIN1, of_days(count=90))
    answers(Interval.DAY, daily(close=9.5))
    seat.apply((fresh(SHARE.id, 10.2, previous_close=9.1),))
    assert seat.panel.line.centre == 9.1
    assert seat.panel.line.price[89] == 10.2  # 11:00 is NOW: the quote is of the minute before


def test_a_quote_of_the_day_before_tells_nothing_of_today(seat_of, answers):
    seat = seat_of()
    answers(Interval.MIN1, of_days(count=90))
    answers(Interval.DAY, daily(close=9.5))
    seat.apply((fresh(SHARE.id, 10.2, previous_close=9.1, exchange_time=NOW - 86_400),))
    assert seat.panel.line.centre == 9.5


def test_a_quote_moves_the_picture_and_nothing_is_asked(seat_of, answers, client, settle):
    seat = seat_of()
    answers(Interval.MIN1, of_days(count=89))
    answers(Interval.DAY, daily())
    seat.panel.canvas.grab()
    before = seat.panel.canvas.painted_count
    seat.apply((fresh(SHARE.id, 10.5),))
    assert seat.panel.minute.lines.newest == (89, 10.5)
    seat.panel.canvas.grab()
    assert seat.panel.canvas.painted_count > before
    assert client.open == []


def test_the_heading_says_what_is_shown(seat_of, answers):
    seat = seat_of()
    answers(Interval.MIN1, of_days(count=90))
    assert about(seat) == "600000.SH  ·  分时  ·  CNY"
    seat.set_spec(ChartSpec(minute_days=5))
    answers(Interval.MIN1, of_days(WEEK))
    assert about(seat) == "600000.SH  ·  5日分时  ·  CNY"
    assert seat.panel._adjust.text() == ""


def test_it_leaves_the_window_as_bars_do(seat_of, answers):
    seat = seat_of()
    answers(Interval.MIN1, of_days(count=90))
    source = PricedSource(seat.panel)
    page = source.page(theme("light"))
    assert (page.chart.still, page.chart.axis.newest) == (True, 89)
    assert "分时" in page.title
    assert len(source.book(NOW).sheets[0].lines) == 90


def test_before_the_first_trade_there_is_an_empty_axis(seat_of, answers):
    seat = seat_of()
    answers(Interval.DAY, daily(close=9.5))
    answers(Interval.MIN1, None)
    assert (seat.panel.painted, seat.panel.line.newest, seat.panel.line.centre) == (True, -1, 9.5)
    assert foot(seat) == "本交易日尚无成交"
    seat.apply((fresh(SHARE.id, 9.6),))
    assert seat.panel.minute.lines.newest == (89, 9.6)


def test_of_a_session_that_is_over_no_minutes_are_a_failure(seat_of, answers, clock):
    clock.now = NOW + 6 * 3600
    seat = seat_of()
    answers(Interval.DAY, daily())
    answers(Interval.MIN1, None)
    assert seat.panel._message.text() == "600000.SH 的K线取不到：该区间没有数据"


def test_a_failure_is_said_in_place_and_retry_asks_again(seat_of, answers, client, qtbot):
    seat = seat_of()
    answers(Interval.DAY, daily())
    client.fail(SHARE.id, "no answer in time")
    qtbot.waitUntil(seat.panel._again.isVisible)
    assert seat.panel._message.text() == "600000.SH 的K线取不到：未按时应答"
    qtbot.mouseClick(seat.panel._again, Qt.MouseButton.LeftButton)
    answers(Interval.MIN1, of_days(count=9))
    assert seat.panel.painted


def test_when_another_session_begins_its_minutes_are_asked_for(seat_of, answers, client, clock):
    seat = seat_of()
    answers(Interval.DAY, daily())
    answers(Interval.MIN1, of_days(count=90))
    clock.now = NOW + 22 * 3600 + 29 * 60  # 09:29 of the day after
    seat.tick(clock.now)
    assert all(want.end == DAY for want in wants(client, Interval.MIN1))
    clock.now += 120
    seat.tick(clock.now)
    assert [want.end for want in wants(client, Interval.MIN1)] == [DAY + dt.timedelta(days=1)]
    assert seat.panel.painted  # the day before stays until then


def test_minutes_are_asked_for_again_while_the_market_trades(seat_of, answers, client, clock):
    seat = seat_of()
    answers(Interval.DAY, daily())
    answers(Interval.MIN1, of_days(count=90))
    clock.now += AGAIN_S - 1
    seat.tick(clock.now)
    assert client.open == []
    clock.now += 1
    seat.tick(clock.now)
    seat.tick(clock.now)
    assert len(wants(client, Interval.MIN1)) == 1
    answers(Interval.MIN1, of_days(count=95))
    assert seat.panel.line.newest == 94


def test_what_fails_later_leaves_what_is_shown(seat_of, answers, client, clock):
    seat = seat_of()
    answers(Interval.DAY, daily())
    answers(Interval.MIN1, of_days(count=90))
    clock.now += AGAIN_S
    seat.tick(clock.now)
    client.fail(SHARE.id)
    seat.tick(clock.now)
    assert seat.panel.painted
    assert "来源" in foot(seat)


def test_to_bars_and_back_the_last_choice_is_shown(seat_of, answers, client, settle):
    seat = seat_of()
    old = client.open
    seat.set_spec(ChartSpec())
    assert all(one.future.cancelled() for one in old)
    answers(Interval.DAY, bars(300, name=SHARE.id))
    assert (seat.panel.line, seat.panel.minute) == (None, None)
    assert seat.panel.price is not None
    seat.set_spec(MINUTES)
    answers(Interval.MIN1, of_days(count=90))
    assert (seat.panel.price, seat.panel.line.newest) == (None, 89)


def test_another_instrument_drops_what_was_on_its_way(seat_of, answers, client, settle):
    seat = seat_of()
    late = client.one(SHARE.id)
    seat.show_instrument(HK)
    late.partial(of_days(count=90))
    settle()
    assert not seat.panel.painted
    assert not seat.waiting or all(one.name == HK.id for one in client.open)
