"""The loop of the data process, in this process: wants to answers, pools apart, and the poller's rounds."""

import multiprocessing
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest

from data_sources import catalog, poller, worker
from data_sources.cache import Cache
from data_sources.poller import Poller
from data_sources.protocol import Answer, Ask, Boot, Failed, Forget, StatusWanted, Stop
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import CN, HK, US, WEEK, bars, close_of, quote, quotes_of, span, want

SOON = 20.0


def heard(pipe):
    """The next message; a test that waits for ever says nothing."""
    assert pipe.poll(SOON), "no message came"
    return pipe.recv()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """``desk(**answers)``: a data process's parts on fake sources, and the other end of its pipe."""
    made = []

    def open_(**answers):
        ours, theirs = multiprocessing.Pipe()
        sources = Sources(**answers)
        sources.states, sources.close = tuple, lambda: None
        monkeypatch.setattr(worker, "Sources", lambda boot: sources)
        one = worker.Desk(theirs, Boot(profile=str(tmp_path)), Cache(None))
        made.append((one, ours, theirs))
        return one, ours

    yield open_
    for one, ours, theirs in made:
        one.close()
        for pool in (one._history, one._quick, one._parts):
            pool.shutdown()
        ours.close(), theirs.close()


def test_bars_quotes_and_failures_are_answered_by_number(desk):
    one, pipe = desk(akshare=bars(), tencent=(quote(),))
    one._take(Ask(1, want()))
    answer = heard(pipe)
    assert (type(answer), answer.number, close_of(answer.value)) == (Answer, 1, WEEK)
    one._take(Ask(2, quotes_of(CN)))
    assert heard(pipe).value.quotes == (quote(),)
    one._take(Ask(3, want(US)))
    failed = heard(pipe)
    assert (type(failed), failed.number) == (Failed, 3)
    assert [part.source for part in failed.failure.tried] == list(catalog.ORDER["bars.US"])


def test_a_partial_answer_comes_before_the_final_one(desk):
    one, pipe = desk(akshare=bars())
    first = bars({"2024-09-20": 10.0}, at=1.7e9)
    one._cache.merge(first, span("2024-09-20", "2024-09-20", 1.7e9))
    one._take(Ask(1, want()))
    part, whole = heard(pipe), heard(pipe)
    assert (part.final, close_of(part.value)) == (False, {"2024-09-20": 10.0})
    assert (whole.final, close_of(whole.value)) == (True, WEEK)


@pytest.mark.logs
def test_a_bug_is_an_unreadable_answer_with_its_trace(desk, caplog):
    one, pipe = desk(akshare=ZeroDivisionError("bug"))
    one._take(Ask(1, want()))
    failed = heard(pipe).failure
    assert (failed.kind, failed.detail) == ("Unreadable", "ZeroDivisionError: bug")
    assert "ZeroDivisionError" in failed.trace
    assert "answering" in caplog.text


def test_quotes_do_not_queue_behind_histories(desk):
    go, waiting = threading.Event(), threading.Semaphore(0)

    def slow(asked):
        waiting.release()
        go.wait(SOON)
        return bars(one=asked.instrument)

    one, pipe = desk(akshare=slow, tencent=(quote(),))
    for number in range(worker.HISTORY_THREADS + 5):
        one._take(Ask(number, want()))
    for _ in range(worker.HISTORY_THREADS):
        waiting.acquire()
    one._take(Ask(1000, quotes_of(CN)))
    assert heard(pipe).number == 1000
    go.set()
    assert {heard(pipe).number for _ in range(worker.HISTORY_THREADS + 5)} == set(range(worker.HISTORY_THREADS + 5))


def test_many_quotes_at_once_do_not_block_each_other(desk):
    together = threading.Barrier(worker.QUICK_THREADS)  # every quick thread waits for its parts at the same moment

    def all_at_once(asked):
        together.wait(SOON)
        return (quote(),)

    one, pipe = desk(tencent=all_at_once)
    for number in range(worker.QUICK_THREADS):
        one._take(Ask(number, quotes_of(CN)))
    assert {heard(pipe).number for _ in range(worker.QUICK_THREADS)} == set(range(worker.QUICK_THREADS))


def test_forgotten_work_is_skipped_and_leaves_no_trace(desk):
    one, pipe = desk()
    one._awaited.add(1)
    one._take(Forget(1))
    one._answer(1, StatusWanted())
    one._take(Forget(2))  # answered long ago
    one._take(Ask(3, StatusWanted()))
    assert heard(pipe).number == 3
    assert one._awaited == set()


@pytest.mark.parametrize("message", [Stop(), None])
def test_the_loop_ends_when_told_and_when_the_parent_is_gone(desk, message):
    one, pipe = desk()
    pipe.send(message) if message else pipe.close()
    one.run()
    assert not one._closing.is_set() or message is None
    one.close()


# the poller


class Router:
    """Counts rounds; ends the polling after some, or fails in one."""

    def __init__(self, closing, rounds, accident=None):
        self.closing, self.left, self.accident, self.asked = closing, rounds, accident, []

    def cached_quotes(self, instruments):
        return tuple(quote(one, last=1.0) for one in instruments)

    def quotes(self, wanted, push):
        self.asked.append(wanted.instruments)
        self.left -= 1
        if not self.left:
            self.closing.set()
        if self.accident:
            raise self.accident
        push(tuple(quote(one, last=2.0) for one in wanted.instruments))


@pytest.fixture
def polled(monkeypatch):
    """``polled(rounds, accident)``: the router and what was pushed, after that many rounds in this thread."""
    monkeypatch.setattr(poller, "TRADING_S", 0.0)
    monkeypatch.setattr(poller, "RESTING_S", 0.0)

    def run(rounds, accident=None):
        closing, pushed, told = threading.Event(), [], []
        router = Router(closing, rounds, accident)
        one = Poller(router, pushed.append, lambda: told.append(True), closing)
        one.subscribe((CN, HK))
        one._run()
        return router, pushed, told

    return run


def test_what_is_known_is_pushed_at_once_and_then_each_round(polled):
    router, pushed, told = polled(3)
    assert [batch[0].last for batch in pushed] == [1.0, 2.0, 2.0, 2.0]
    assert (router.asked, len(told)) == ([(CN, HK)] * 3, 3)


@pytest.mark.logs
def test_a_bug_in_one_round_does_not_end_the_quotes(polled, caplog):
    router, _, told = polled(3, accident=ZeroDivisionError("bug"))
    assert (len(router.asked), len(told)) == (3, 3)
    assert "polling" in caplog.text


def test_which_trade_at_a_moment():
    open_ = datetime(2024, 9, 25, 2, 0, tzinfo=UTC).timestamp()
    night = datetime(2024, 9, 28, 12, 0, tzinfo=UTC).timestamp()
    assert poller._live((CN, US), open_) == (CN,)
    assert poller._live((CN, HK, US), night) == poller._live((), open_) == ()


@pytest.mark.parametrize(("live", "pause"), [((CN,), 3.0), ((), 15.0)])
def test_quick_while_a_market_trades_and_slow_otherwise(monkeypatch, polled, live, pause):
    waited = []
    monkeypatch.setattr(poller, "_live", lambda wanted, now: live)
    monkeypatch.setattr(poller, "TRADING_S", 3.0)
    monkeypatch.setattr(poller, "RESTING_S", 15.0)
    monkeypatch.setattr(Poller, "_wait", lambda self, seconds: waited.append(seconds))
    polled(1)
    assert waited == [pause]


def test_a_market_that_rests_is_not_asked_at_the_pace_of_one_that_trades(monkeypatch, polled):
    monkeypatch.setattr(poller, "_live", lambda wanted, now: (CN,))
    monkeypatch.setattr(poller, "RESTING_S", 3600.0)
    router, *_ = polled(3)
    assert router.asked == [(CN, HK), (CN,), (CN,)]


def test_a_new_set_is_asked_for_whole(monkeypatch, polled):
    monkeypatch.setattr(poller, "_live", lambda wanted, now: (CN,))
    monkeypatch.setattr(poller, "RESTING_S", 3600.0)
    monkeypatch.setattr(Poller, "_wait", lambda self, seconds: self.subscribe((CN, US)))
    router, *_ = polled(2)
    assert router.asked == [(CN, HK), (CN, US)]


# how it starts


def test_which_cache_a_data_process_opens(tmp_path):
    class Owner:
        held = True

    with closing(worker._cache(Boot(profile=str(tmp_path)), Owner())) as own:
        assert own.state == "ok"
        Owner.held = False
        with closing(worker._cache(Boot(profile=str(tmp_path)), Owner())) as guest:
            assert guest.state == "read-only"
    Owner.held = True
    for boot in (Boot(profile=str(tmp_path), simulated=True), Boot(profile=str(tmp_path / "nowhere" / "x"))):
        with closing(worker._cache(boot, Owner())) as none:
            assert none.state == "off"
