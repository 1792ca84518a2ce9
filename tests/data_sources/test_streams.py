"""What is pushed: completed from a poll of the same upstream, guarded, and never older than what was shown."""

import pytest

from data_sources import catalog, streams
from data_sources.catalog import Entry, Place
from data_sources.protocol import Boot
from data_sources.sources import Sources
from data_sources.streams import Streams, completed
from models.instruments import Market
from tests.data_sources.clocks import Clock
from tests.data_sources.samples import AFTER, CN, US, quote

ENTRY = Entry(
    id="pushing", module="no.such", place=Place.LIBRARY, group="yahoo.com", gives=frozenset(),
    markets=frozenset({Market.US}), stream=True,
)  # fmt: skip
TRADING = AFTER + 4 * 3600  # Friday noon in New York


class Provider:
    """Remembers what it is told; ``pushed`` is what its thread would call."""

    def __init__(self, source, module, context, pushed):
        self.pushed, self.asked, self.restarts, self.closed, self.state = pushed, None, 0, False, ""

    def subscribe(self, instruments):
        self.asked = instruments

    def restart(self):
        self.restarts += 1

    def close(self):
        self.closed = True


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "SOURCES", (*(one for one in catalog.SOURCES if not one.stream), ENTRY))
    monkeypatch.setattr(catalog, "BY_ID", catalog.BY_ID | {ENTRY.id: ENTRY})
    monkeypatch.setattr(streams, "StreamProvider", Provider)
    monkeypatch.setattr(streams.time, "time", lambda: TRADING)

    class Room:
        clock, pushed, noted = Clock(), [], []

        def __call__(self, **boot):
            sources = Sources(Boot(profile=str(tmp_path), **boot))
            made = Streams(sources, self.pushed.append, self.noted.append, self.clock)
            self.provider = made._open[ENTRY.id][1] if made._open else None
            return made

    return Room()


def tick(last=101.0, at=TRADING, **changes):
    return quote(US, last, source="yahoo", at=at, **changes)


def polled(**changes):
    return tick(last=100.0, at=TRADING - 60, previous_close=98.0, high=100.5, low=97.0, volume=5e6, **changes)


def test_rows_of_its_markets_are_subscribed(room):
    room().subscribe((CN, US))
    assert room.provider.asked == (US,)


def test_a_tick_keeps_what_the_poll_knows_and_widens_the_days_range(room):
    one = room()
    one.subscribe((US,))
    assert one.polled((polled(),)) == (polled(),)
    room.provider.pushed((tick(),))
    ((made,),) = room.pushed
    assert (made.last, made.previous_close, made.high, made.low, made.volume) == (101.0, 98.0, 101.0, 97.0, 5e6)
    assert made.source == "pushing"
    assert room.noted == room.pushed
    assert one.is_fresh(US.id)
    room.clock.now += 31.0
    assert not one.is_fresh(US.id)


def test_a_price_alone_waits_for_the_row_it_belongs_to(room):
    one = room()
    one.subscribe((US,))
    room.provider.pushed((tick(),))
    assert room.pushed == []
    room.provider.pushed((tick(previous_close=98.0),))
    assert len(room.pushed) == 1


def test_two_vendors_are_not_mixed_in_a_row(room):
    one = room()
    one.subscribe((US,))
    one.polled((quote(US, 100.0, source="tencent", at=TRADING - 60, previous_close=98.0),))
    room.provider.pushed((tick(),))
    assert room.pushed == []


@pytest.mark.parametrize("wrong", [tick(last=None), tick(last=-1.0), tick(currency="CNY"), tick(at=TRADING + 9999)])
def test_what_the_guards_refuse_is_not_pushed(room, wrong):
    one = room()
    one.subscribe((US,))
    room.provider.pushed((wrong,))
    assert room.pushed == []
    assert not one.is_fresh(US.id)


def test_nobody_asked_for_it(room):
    one = room()
    one.subscribe(())
    room.provider.pushed((tick(previous_close=98.0),))
    assert room.pushed == []


def test_a_poll_that_is_older_than_the_stream_is_not_shown(room):
    one = room()
    one.subscribe((US,))
    room.provider.pushed((tick(previous_close=98.0),))
    newer = tick(at=TRADING + 5)
    assert one.polled((polled(), quote())) == (quote(),)
    assert one.polled((newer,)) == (newer,)


def test_a_stream_that_fell_silent_overtakes_nobody(room):
    """After the close its last tick is a fraction of a second newer than every poll to come."""
    one = room()
    one.subscribe((US,))
    room.provider.pushed((tick(previous_close=98.0, at=TRADING + 0.4),))
    same_second = tick(at=TRADING)
    assert one.polled((same_second,)) == (same_second,)
    assert one.polled((polled(),)) == ()
    room.clock.now += 30.0
    assert one.polled((polled(),)) == (polled(),)


def test_yesterdays_row_completes_nothing():
    yesterday = polled(exchange_time=TRADING - 86_400)
    assert completed(tick(), yesterday, US) == tick()


def test_a_trade_outside_the_session_leaves_the_days_range_alone():
    late = tick(last=None, extended_last=110.0, extended_time=TRADING)
    assert (completed(late, polled(), US).last, completed(late, polled(), US).high) == (100.0, 100.5)


def test_its_line_on_the_source_page(room):
    one = room()
    assert [line.state for line in one.states()] == ["idle"]
    one.subscribe((US,))
    room.provider.pushed((tick(previous_close=98.0),))
    assert [(line.state, line.last_ok) for line in one.states()] == [("ok", TRADING)]
    room.provider.state = "connecting"
    assert [line.state for line in one.states()] == ["ok"]
    room.provider.state = "no connection, waiting to try again"
    assert [(line.state, line.reason) for line in one.states()] == [("failed", "no connection, waiting to try again")]


def test_sleep_and_end(room):
    one = room()
    one.resumed()
    one.close()
    assert (room.provider.restarts, room.provider.closed) == (1, True)


def test_offline_nothing_streams(room):
    one = room(offline=True)
    one.subscribe((US,))
    assert (room.provider, [line.state for line in one.states()]) == (None, ["off"])
    assert one.polled((polled(),)) == (polled(),)
