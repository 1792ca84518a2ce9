"""The stream outlives whatever happens to its lines. Clocks and pauses are the test's; nothing sleeps."""

import datetime as dt
import queue
import threading

import pytest

from data_sources.yahoo import supervisor as watch
from tests.data_sources.samples import HK, US

OPEN = dt.datetime(2024, 9, 24, 15, tzinfo=dt.UTC).timestamp()  # New York trades, Hong Kong does not
NIGHT = dt.datetime(2024, 9, 24, 21, tzinfo=dt.UTC).timestamp()


class Line:
    """A line whose ``script(line, heard, idle)`` runs in ``listen``."""

    def __init__(self, script):
        self._script = script
        self.asked, self.closed = [], 0

    def subscribe(self, symbols):
        self.asked.append(("+", *symbols))

    def unsubscribe(self, symbols):
        self.asked.append(("-", *symbols))

    def listen(self, heard, idle):
        self._script(self, heard, idle)

    def close(self):
        self.closed += 1


class Scene:
    """A supervisor whose lines follow ``scripts`` one after the other; the last one ends the scene."""

    def __init__(self, *scripts, now=OPEN, wanted=None):
        self.lines, self.waits, self.clock = [], [], 0.0
        self._scripts = list(scripts)
        self.over = threading.Event()
        self.supervisor = watch.Supervisor(
            self._connect, self._heard, clock=lambda: now, monotonic=lambda: self.clock, pause=self.waits.append,
            jitter=lambda: 1.0,
        )  # fmt: skip
        self.supervisor.want(wanted or {"NVDA": US})

    def _connect(self):
        script = self._scripts.pop(0) if self._scripts else self._last
        if isinstance(script, Exception):
            raise script
        self.lines.append(Line(script))
        return self.lines[-1]

    def _heard(self, held):
        return bool(held)

    def _last(self, line, heard, idle):
        self.over.set()
        while True:  # the supervisor's close raises through idle
            idle()
            self.supervisor._closed.wait(0.01)

    def play(self):
        try:
            assert self.over.wait(10)
        finally:
            self.supervisor.close()
        return self


def good(line, heard, idle):
    heard({"id": "NVDA"})


def silent_end(line, heard, idle):
    """What yfinance's listen does on a close, an abort and a message it cannot read."""


def broken(line, heard, idle):
    raise ConnectionResetError


def test_after_every_end_there_is_a_new_line_with_every_subscription():
    scene = Scene(silent_end, broken, good, broken, wanted={"NVDA": US, "0700.HK": HK}).play()
    assert len(scene.lines) == 5
    assert all(line.asked == [("+", "0700.HK", "NVDA")] and line.closed == 1 for line in scene.lines)


def test_waits_double_up_to_a_minute_and_begin_anew_after_a_usable_message():
    scene = Scene(*[broken] * 8, good, OSError("refused"), broken).play()
    assert scene.waits == [1, 2, 4, 8, 16, 32, 60, 60, 1.0, 1.0, 2.0]


def test_no_wait_is_over_a_minute():
    assert {watch.wait_up_to(failures) for failures in (0, 1, 7, 8, 2000)} == {1.0, 60.0}


def test_junk_does_not_count_as_life():
    scene = Scene(*[lambda line, heard, idle: heard({})] * 3).play()
    assert scene.waits == [1, 2, 4]
    assert (scene.supervisor.dropped, scene.supervisor.used) == (3, 0)


def test_silence_in_an_open_market_ends_the_line_within_45_seconds():
    seen = []

    def half_open(line, heard, idle):
        heard({"id": "NVDA"})
        for _ in range(1000):
            scene.clock += watch.TICK_S
            seen.append(scene.clock)
            idle()

    scene = Scene.__new__(Scene)
    scene.__init__(half_open)
    scene.play()
    assert len(scene.lines) == 2
    assert 45.0 < seen[-1] <= 45.0 + 2 * watch.TICK_S


def test_silence_of_a_closed_market_is_no_fault_and_the_opening_starts_the_count():
    def quiet(line, heard, idle):
        for _ in range(1000):
            scene.clock += 10
            idle()

    scene = Scene.__new__(Scene)
    scene.__init__(quiet, now=NIGHT)
    scene.play()
    assert scene.clock == 10_000  # it came to the end of its script


def test_subscriptions_change_on_the_living_line():
    steps = queue.Queue()

    def living(line, heard, idle):
        scene.supervisor.want({"0700.HK": HK})
        idle()
        idle()
        steps.put(list(line.asked))

    scene = Scene.__new__(Scene)
    scene.__init__(living)
    scene.play()
    assert steps.get() == [("+", "NVDA"), ("+", "0700.HK"), ("-", "NVDA")]


def test_without_subscriptions_there_is_no_line_and_it_ends_at_once():
    scene = Scene.__new__(Scene)
    scene.lines = []
    made = watch.Supervisor(scene._connect, bool)
    assert made.state() == "idle"
    made.close()
    assert (made.state(), made.connections, scene.lines) == ("closed", 0, [])


def test_a_line_that_nobody_wants_any_more_is_closed():
    def unwanted(line, heard, idle):
        scene.supervisor.want({})
        scene.over.set()
        idle()
        pytest.fail("still listening")

    scene = Scene.__new__(Scene)
    scene.__init__(unwanted)
    scene.play()
    assert (len(scene.lines), scene.lines[0].closed, scene.waits) == (1, 1, [])
