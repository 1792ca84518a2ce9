"""Which rows are asked for, when, and in which batches; sleep and clock jumps. On clocks of our own."""

import threading
from datetime import UTC, datetime

import pytest

from data_sources.poller import Poller
from data_sources.protocol import QuotesAnswer
from models import symbols
from models.errors import Failure
from tests.data_sources.samples import CN, HK, US, quote

ASIA = datetime(2024, 9, 25, 2, 0, tzinfo=UTC).timestamp()  # Shanghai and Hong Kong trade, New York sleeps
LUNCH = datetime(2024, 9, 25, 4, 30, tzinfo=UTC).timestamp()
NIGHT = datetime(2024, 9, 28, 12, 0, tzinfo=UTC).timestamp()  # Saturday
OTHER = symbols.instrument("600001.SH")


class Now:
    """Runs what a pool would run, at once; ``held`` keeps it instead."""

    def __init__(self):
        self.held = None

    def submit(self, call, *arguments):
        call(*arguments) if self.held is None else self.held.append((call, arguments))

    def shutdown(self, **_):
        """Nothing runs."""


class Router:
    """Tencent for Asia, Yahoo for New York; notes what is asked and when."""

    def __init__(self, room):
        self.room, self.accident, self.failing, self.resumes = room, None, (), 0

    def cached_quotes(self, instruments):
        return tuple(quote(one, last=1.0) for one in instruments)

    def batches(self, instruments):
        found = {}
        for one in instruments:
            found.setdefault("yahoo" if one is US else "tencent", []).append(one)
        return {source: tuple(members) for source, members in found.items()}

    def quotes(self, wanted, push):
        self.room.asked.append((round(self.room.at, 1), tuple(one.id for one in wanted.instruments)))
        if self.accident:
            raise self.accident
        quotes = tuple(quote(one, last=2.0) for one in wanted.instruments)
        push(quotes)
        return QuotesAnswer(quotes=quotes, failures=tuple((name, Failure(kind="Unreachable")) for name in self.failing))

    def resumed(self):
        self.resumes += 1


class Streams:
    """Rows in ``fresh`` are streamed."""

    def __init__(self):
        self.fresh, self.subscribed, self.resumes = set(), None, 0

    def subscribe(self, instruments):
        self.subscribed = instruments

    def is_fresh(self, instrument):
        return instrument in self.fresh

    def polled(self, quotes):
        return quotes

    def resumed(self):
        self.resumes += 1


class Room:
    """A poller with everything it needs; ``run(seconds)`` moves both clocks and ticks."""

    def __init__(self, wall, **options):
        self.at, self.wall = 0.0, wall
        self.asked, self.pushed, self.rounds = [], [], []
        self.router, self.streams = Router(self), Streams()
        self.poller = Poller(
            self.router, self.pushed.append, lambda: self.rounds.append(self.at), threading.Event(), self.streams,
            clock=lambda: self.at, wall=lambda: self.wall, **options,
        )  # fmt: skip
        self.poller.close()
        self.poller._rounds = Now()

    def run(self, seconds, step=0.5):
        for _ in range(round(seconds / step)):
            self.poller.tick()
            self.at += step
            self.wall += step

    def times(self, one):
        return [at for at, names in self.asked if one.id in names]


def test_what_is_known_is_pushed_at_once_and_then_each_round():
    room = Room(ASIA)
    room.poller.subscribe((CN, HK))
    assert [batch[0].last for batch in room.pushed] == [1.0]
    room.run(7.0)
    assert [batch[0].last for batch in room.pushed] == [1.0, 2.0, 2.0, 2.0]
    assert room.rounds == [0.0, 3.0, 6.0]


def test_one_batch_a_source_and_tick_never_one_a_symbol():
    room = Room(ASIA)
    room.poller.subscribe((CN, HK, OTHER))
    room.run(60.0)
    assert room.asked == [(3.0 * place, (CN.id, HK.id, OTHER.id)) for place in range(20)]


def test_rows_off_screen_come_slowly_and_only_when_others_go_or_their_minute_is_over():
    room = Room(ASIA)
    room.poller.subscribe((CN, OTHER), visible=(CN.id,))
    room.run(121.0)
    assert len(room.times(CN)) == 41
    assert room.times(OTHER) == [0.0, 30.0, 60.0, 90.0, 120.0]  # in a batch that leaves anyway: no request more
    assert len(room.asked) == 41


def test_off_screen_alone_a_minute_is_a_minute():
    room = Room(ASIA)
    room.poller.subscribe((CN, US), visible=(US.id,))
    room.run(181.0)
    assert room.times(CN) == [0.0, 60.0, 120.0, 180.0]


def test_a_row_that_scrolls_into_view_joins_the_next_tick():
    room = Room(ASIA)
    room.poller.subscribe((CN, OTHER), visible=(CN.id,))
    room.run(10.0)
    room.poller.subscribe((CN, OTHER), visible=(OTHER.id,))
    room.run(1.0)
    assert room.asked[-1] == (10.0, (CN.id, OTHER.id)) or OTHER.id in room.asked[-1][1]


def test_at_lunch_it_rests():
    room = Room(LUNCH)
    room.poller.subscribe((CN,))
    room.run(46.0)
    assert room.times(CN) == [0.0, 15.0, 30.0, 45.0]


def test_a_closed_market_is_confirmed_once_and_then_asked_by_the_minute():
    room = Room(NIGHT)
    room.poller.subscribe((CN,))
    room.run(3601.0)
    assert len(room.times(CN)) == 61


def test_until_the_close_is_confirmed_it_is_asked_more_often():
    room = Room(NIGHT)
    room.router.failing = (CN.id,)
    room.poller.subscribe((CN,))
    room.run(46.0)
    assert room.times(CN) == [0.0, 15.0, 30.0, 45.0]


def test_what_a_stream_brings_is_only_checked():
    room = Room(ASIA)
    room.streams.fresh = {CN.id}
    room.poller.subscribe((CN,))
    room.run(61.0)
    assert room.times(CN) == [0.0, 30.0, 60.0]
    assert room.streams.subscribed == (CN,)


def test_only_rows_on_screen_are_streamed():
    room = Room(ASIA)
    room.poller.subscribe((CN, US), visible=(US.id,))
    assert room.streams.subscribed == (US,)


def test_for_a_load_run_every_market_trades():
    room = Room(NIGHT, always_open=True)
    room.poller.subscribe((CN, US))
    room.run(31.0)
    assert len(room.times(CN)) == len(room.times(US)) == 11


def test_a_source_that_hangs_holds_up_its_own_rows_only():
    room = Room(ASIA, always_open=True)
    room.poller.subscribe((CN, US))
    pool = room.poller._rounds
    pool.held = []
    room.poller.tick()
    (hanging,) = [one for one in pool.held if one[1][0] == "yahoo"]
    held, pool.held = [one for one in pool.held if one is not hanging], None
    for call, arguments in held:
        call(*arguments)
    room.run(10.0)
    assert (len(room.times(CN)), len(room.times(US))) == (4, 0)
    hanging[0](*hanging[1])
    room.run(1.0)
    assert len(room.times(US)) == 2


@pytest.mark.logs
def test_a_bug_in_one_round_does_not_end_the_quotes(caplog):
    room = Room(ASIA)
    room.router.accident = ZeroDivisionError("bug")
    room.poller.subscribe((CN,))
    room.run(7.0)
    assert (len(room.asked), len(room.rounds)) == (3, 3)
    assert "polling" in caplog.text


# P17, D11


@pytest.mark.parametrize(("steady", "wall"), [(0.0, 300.0), (300.0, 300.0)], ids=("suspended", "stopped"))
def test_after_a_sleep_connections_are_dropped_and_all_is_asked_again_one_source_after_the_other(steady, wall):
    room = Room(ASIA, always_open=True)
    room.poller.subscribe((CN, HK, US))
    room.run(10.0)
    room.at, room.wall = room.at + steady, room.wall + wall
    room.asked.clear()
    woke = room.at
    room.run(2.0)
    assert (room.router.resumes, room.streams.resumes) == (1, 1)
    assert [(at - woke, names) for at, names in room.asked] == [(0.0, (CN.id, HK.id)), (1.0, (US.id,))]


@pytest.mark.parametrize(("jump", "resumes"), [(86_400.0, 1), (-86_400.0, 0)])
def test_a_clock_that_jumps_a_day_refreshes_each_row_at_most_once_more(jump, resumes):
    usual, jumped = Room(ASIA, always_open=True), Room(ASIA, always_open=True)
    for room in (usual, jumped):
        room.poller.subscribe((CN,))
        room.run(10.0)
    jumped.wall += jump
    for room in (usual, jumped):
        room.run(10.0)
    assert len(jumped.times(CN)) - len(usual.times(CN)) <= 1
    assert jumped.router.resumes == resumes
