"""Histories of the rows on screen: few requests, each once, figures of what came, lines of the day."""

import datetime as dt

import numpy as np
import pytest

from gui.wires import histories as wire
from gui.wires.histories import Histories
from models import sessions
from models.instruments import Instrument, Kind, Market
from models.values import Interval
from tests.gui.samples import bars
from tests.models.samples import small_universe

CN = Instrument(id="600000.SH", market=Market.CN)
HK = Instrument(id="00700.HK", market=Market.HK)
US = Instrument(id="NVDA.US", market=Market.US)
CSI = Instrument(id="000300.SH", kind=Kind.INDEX, market=Market.CN)
FX = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
KEYS = ("pct:5", "mtd")
TUESDAY = dt.date(2024, 9, 24)  # the last settled session: the clock stands at 11:00 on Wednesday in Shanghai


def many(count):
    names = [f"{600000 + place}.SH" for place in range(count)]
    return tuple(small_universe(*names).instruments[name] for name in names)


@pytest.fixture
def wires(client, bridge, clock):
    made = Histories(client, bridge, clock)
    yield made
    made.retire()


@pytest.fixture
def told(wires):
    """Everything ``changed`` has said, the newest last."""
    seen = {}
    wires.changed.connect(seen.update)
    return seen


@pytest.fixture
def lines(wires):
    seen = {}
    wires.day_changed.connect(seen.update)
    return seen


@pytest.fixture
def settled(wires, settle):
    """Lets answers arrive, and what is told be told, without waiting for its timer."""

    def run():
        settle()
        wires._settled.stop()
        wires._tell()

    return run


def names(client):
    return [one.name for one in client.open]


def test_before_anything_is_wanted_nothing_is_asked(wires, client):
    assert client.asked == []
    wires.want((), KEYS)
    wires.day_lines((), {})
    assert client.asked == []


def test_a_row_is_asked_once_as_traded_with_what_went_ex(wires, client):
    for _ in range(3):
        wires.want((CN, CSI, FX), KEYS)
    assert [(want.instrument.id, want.actions, want.interval) for want in client.wants] == [
        ("600000.SH", True, Interval.DAY), ("000300.SH", False, Interval.DAY),
    ]  # fmt: skip
    assert (client.wants[0].start, client.wants[0].end) == (dt.date(2023, 8, 22), dt.date(2024, 9, 25))


def test_a_column_that_reaches_further_back_asks_for_more(wires, client, settle):
    wires.want((CN,), KEYS)
    client.answer(CN.id, bars(name=CN.id))
    settle()
    wires.want((CN,), (*KEYS, "pct:500"))
    assert client.wants[-1].start < client.wants[0].start
    client.answer(CN.id, bars(600, name=CN.id))
    settle()
    wires.want((CN,), KEYS)
    assert client.open == []


def test_at_most_six_are_out_and_only_what_is_on_screen(wires, client, settle):
    rows = many(60)
    wires.want(rows[:20], KEYS)
    assert names(client) == [one.id for one in rows[:6]]
    client.answer(rows[0].id, bars(name=rows[0].id))
    settle()
    assert names(client) == [one.id for one in rows[1:7]]
    wires.want(rows[40:43], KEYS)  # scrolled away
    assert names(client) == [one.id for one in rows[40:43]]
    assert len(client.asked) == 10


def test_figures_come_of_answers_and_answers_that_come_together_are_told_together(wires, client, settled, told):
    heard = []
    wires.changed.connect(heard.append)
    wires.want((CN, US), KEYS)
    client.answer(CN.id, bars(name=CN.id))
    client.answer(US.id, bars(name=US.id))
    settled()
    assert [set(one) for one in heard] == [{CN.id, US.id}]
    held = bars(name=CN.id)
    assert told[CN.id].bases["pct:5"] == (held.close[-5], dt.date(2024, 9, 18))
    assert told[CN.id].last_date == TUESDAY
    assert told[US.id].bases["pct:5"] == (bars(name=US.id).close[-6], dt.date(2024, 9, 17))  # last night's session


def test_the_timer_tells_too(wires, client, told, qtbot):
    wires.want((CN,), KEYS)
    client.answer(CN.id, bars(name=CN.id))
    qtbot.waitUntil(lambda: CN.id in told)


def test_cached_bars_come_first_and_lack_what_a_newer_bar_would_change(wires, client, settled, told):
    wires.want((CN,), KEYS)
    client.one(CN.id).partial(bars(name=CN.id, last="2024-09-23"))
    settled()
    assert set(told[CN.id].bases) == {"mtd"}
    wires.want((CN,), KEYS)
    assert len(client.asked) == 1  # the answer itself is still awaited
    client.answer(CN.id, bars(name=CN.id))
    settled()
    assert set(told[CN.id].bases) == set(KEYS)


def test_other_columns_make_other_figures_without_a_question(wires, client, settled, told):
    wires.want((CN,), KEYS)
    client.answer(CN.id, bars(name=CN.id))
    settled()
    wires.want((CN,), ("pct:20",))
    settled()
    assert set(told[CN.id].bases) == {"pct:20"}
    assert len(client.asked) == 1


def test_nothing_is_told_when_nothing_changed(wires, client, settled, told):
    wires.want((CN,), KEYS)
    client.answer(CN.id, bars(name=CN.id))
    settled()
    told.clear()
    wires.want((CN,), KEYS)
    settled()
    assert told == {}


def at(text):
    return dt.datetime.fromisoformat(f"2024-09-{text}:00+08:00").timestamp()


def test_a_day_asks_twice_once_the_session_runs_and_once_it_is_settled(wires, client, clock, settled):
    asked = []
    for text in (
        "24T20:00",
        "25T08:00",
        "25T09:25",
        "25T09:31",
        "25T09:32",
        "25T11:45",
        "25T15:05",
        "25T15:31",
        "25T23:00",
    ):
        clock.now = at(text)
        wires.want((CN,), KEYS)
        if client.open:
            asked.append(text)
            client.answer(CN.id, bars(name=CN.id, last="2024-09-25" if text >= "25T15:31" else "2024-09-24"))
            settled()
    assert asked == ["24T20:00", "25T09:32", "25T15:31"]


def test_when_a_session_begins_the_same_bars_are_measured_anew(wires, client, clock, settled, told):
    clock.now = at("25T08:00")
    rows = (CN, *many(3)[1:])
    wires.want(rows, KEYS)
    client.answer_all(lambda name: bars(name=name))
    settled()
    assert told[CN.id].bases["pct:5"][1] == dt.date(2024, 9, 17)
    clock.now = at("25T09:26")
    wires.want(rows[:1], KEYS)  # the others are off screen
    settled()
    assert {told[one.id].bases["pct:5"][1] for one in rows} == {dt.date(2024, 9, 18)}


def test_a_failure_is_asked_again_later_and_later(wires, client, clock, settle):
    wires.want((CN,), KEYS)
    waits = []
    for _ in range(9):
        client.fail(CN.id)
        settle()
        failed = clock.now
        while not client.open:
            clock.now += 5
            wires.want((CN,), KEYS)
        waits.append(clock.now - failed)
    assert waits == [15, 30, 60, 120, 240, 480, 600, 600, 600]


def test_after_a_clock_that_was_set_back_a_failure_does_not_wait_for_the_old_time(wires, client, clock, settle):
    wires.want((CN,), KEYS)
    client.fail(CN.id)
    settle()
    assert not client.open
    clock.now -= 3600  # of the same day: the want is the same
    wires.want((CN,), KEYS)
    assert client.open


def test_a_doubtful_answer_is_shown_and_asked_again(wires, client, clock, settled, told):
    wires.want((CN,), KEYS)
    client.answer(CN.id, bars(name=CN.id, last="2024-09-20", doubt="offline"))
    settled()
    assert set(told[CN.id].bases) == {"mtd"}
    clock.now += 20
    wires.want((CN,), KEYS)
    assert names(client) == [CN.id]


def test_a_share_that_did_not_trade_is_believed_after_some_answers(wires, client, clock, settled, told):
    for _ in range(wire.LATE):
        clock.now += 700
        wires.want((CN,), KEYS)
        client.answer(CN.id, bars(name=CN.id, last="2024-09-20"))
        settled()
    assert told[CN.id].bases["pct:5"][1] == dt.date(2024, 9, 16)
    clock.now += 700
    wires.want((CN,), KEYS)
    assert client.open == []


def test_a_halted_share_is_believed_at_once_and_counts_from_its_last_bar(wires, client, settled, told):
    wires.want((CN,), KEYS, frozenset((CN.id,)))
    client.answer(CN.id, bars(name=CN.id, last="2024-09-20"))
    settled()
    assert told[CN.id].bases["pct:5"][1] == dt.date(2024, 9, 13)
    wires.want((CN,), KEYS)  # it trades again
    settled()
    assert told[CN.id].bases["pct:5"][1] == dt.date(2024, 9, 16)


def test_what_was_longest_off_screen_is_given_up(wires, client, settled, told, monkeypatch):
    monkeypatch.setattr(wire, "KEPT", 2)
    rows = many(3)
    for one in rows:
        wires.want((one,), KEYS)
        client.answer(one.id, bars(name=one.id))
        settled()
    assert [told[one.id] is None for one in rows] == [True, False, False]
    wires.want(rows[:1], KEYS)
    assert names(client) == [rows[0].id]


def test_after_the_end_nothing_is_awaited(wires, client, settle, told):
    wires.want((CN,), KEYS)
    wires.day_lines((US,), {US.id: 100.0})
    held = list(client.open)
    wires.retire()
    assert all(one.future.cancelled() for one in held)
    held[0].partial(bars(name=CN.id))
    settle()
    assert told == {}


# lines of the day


def minutes(one, prices, day="2024-09-25"):
    """One-minute bars from the opening on."""
    date = dt.date.fromisoformat(day)
    first = sessions.open_time(one.market, date)
    made = bars(len(prices), name=one.id)
    return made.with_columns(
        interval=Interval.MIN1, date=np.full(len(prices), np.datetime64(day, "D")),
        time=np.array([first + 60 * place for place in range(len(prices))], np.int64), close=np.array(prices, float),
    )  # fmt: skip


def test_a_line_of_the_day_in_percent_of_the_close_before(wires, client, settled, lines):
    wires.day_lines((CN,), {CN.id: 10.0})
    (want,) = client.wants
    assert (want.interval, want.start, want.end) == (Interval.MIN1, dt.date(2024, 9, 25), dt.date(2024, 9, 25))
    client.answer(CN.id, minutes(CN, [10.0, 10.1, 10.2]))
    settled()
    assert lines[CN.id][:3] == pytest.approx([0.0, 1.0, 2.0])
    assert (len(lines[CN.id]), np.isnan(lines[CN.id][3:]).all()) == (240, True)


def test_the_line_is_that_of_the_last_session_where_none_runs(wires, client):
    wires.day_lines((US,), {US.id: 100.0})
    assert client.wants[0].start == TUESDAY


def test_two_lines_at_once_and_none_without_a_close_before(wires, client):
    rows = (*many(5), FX)
    wires.day_lines(rows, {one.id: 10.0 for one in rows[1:]})
    assert names(client) == [rows[1].id, rows[2].id]


def test_a_line_is_asked_again_after_a_minute_while_the_market_trades(wires, client, clock, settled):
    def asks(seconds):
        clock.now += seconds
        wires.day_lines((CN,), {CN.id: 10.0})
        asked = bool(client.open)
        for one in list(client.open):
            client.answer(one.name, minutes(CN, [10.0]))
        settled()
        return asked

    assert [asks(seconds) for seconds in (0, 1, 58, 1, 60)] == [True, False, False, True, True]
    assert [asks(seconds) for seconds in (1800, 60, 600)] == [True, False, True]  # over lunch: to the end of it, once
    clock.now = at("25T14:59")
    assert [asks(seconds) for seconds in (0, 120, 60, 480, 3600)] == [True, True, False, True, False]


def test_a_failed_line_waits_like_a_history(wires, client, clock, settle):
    wires.day_lines((CN,), {CN.id: 10.0})
    client.fail(CN.id)
    settle()
    wires.day_lines((CN,), {CN.id: 10.0})
    assert client.open == []
    clock.now += 15
    wires.day_lines((CN,), {CN.id: 10.0})
    assert names(client) == [CN.id]
    assert client.wants[0] == client.wants[1]
