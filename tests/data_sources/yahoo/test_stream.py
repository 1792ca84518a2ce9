"""The real yfinance WebSocket against a server on the loopback: drops, junk, half-open lines, new subscriptions."""

import base64
import json
import queue
import threading
import time

import pytest

from data_sources.adapters import yahoo_stream
from data_sources.adapters.yahoo_stream import YahooStream, open_line
from tests.data_sources.samples import HK, US, context
from tests.data_sources.yahoo.streamer import Streamer, abort, message

pytestmark = pytest.mark.library


def tick(price=123.5, **changes):
    held = {"id": "NVDA", "price": price, "time": int(time.time() * 1000), "currency": "USD", "market_hours": 1}
    return message(**(held | changes))


@pytest.fixture
def scene(monkeypatch, tmp_path):
    """``scene(act, **supervision)``: server, stream, and the queue of what it pushed; all closed afterwards."""
    made = []

    def play(act, **supervision):
        server = Streamer(act)
        made.append(server)
        monkeypatch.setenv(yahoo_stream.ADDRESS, server.url)
        pushed = queue.Queue()
        supervision = {"pause": lambda seconds: None} | supervision
        stream = YahooStream(lambda: open_line(context(tmp_path)), pushed.put, **supervision)
        made.append(stream)
        return server, stream, pushed

    yield play
    for one in reversed(made):
        one.close()


def stay(connection):
    """Until the other side goes."""
    for _ in connection:
        pass


def test_quotes_arrive_as_they_happen(scene):
    def act(connection, number, symbols):
        connection.send(tick())
        stay(connection)

    server, stream, pushed = scene(act)
    stream.subscribe((US, HK))
    (quote,) = pushed.get(timeout=10)
    assert (quote.instrument, quote.last, stream.state()) == ("NVDA.US", 123.5, "live")
    assert server.subscriptions == [{"NVDA", "0700.HK"}]


@pytest.mark.parametrize("end", ["close", "abort"])
def test_dropped_again_and_again_it_comes_back_with_every_subscription(scene, end):
    drops, over = 20, threading.Event()

    def act(connection, number, symbols):
        connection.send(tick(100.0 + number))
        if number > drops:
            over.set()
            stay(connection)
        elif end == "abort":
            abort(connection)

    server, stream, pushed = scene(act)
    stream.subscribe((US, HK))
    assert over.wait(30)
    found = [pushed.get(timeout=10)[0].last]
    while found[-1] != 101.0 + drops:
        found.append(pushed.get(timeout=10)[0].last)
    assert server.subscriptions == [{"NVDA", "0700.HK"}] * (drops + 1)
    assert stream.counts()["connections"] == drops + 1


def framed(raw):
    return json.dumps({"type": "pricing", "message": base64.b64encode(raw).decode()})


JUNK = (
    "", "no json", "[]", "null", "1", '"text"', "{}", '{"message": 5}', '{"message": null}', '{"message": ""}',
    '{"message": "%%%"}', '{"message": "AAAA"}', "[" * 5000, framed(b"\xff" * 40), framed(b""), framed(b"\n\x04NVDA"),
    b"\x00\x01\xff", "{" + '"message":' * 3,
)  # fmt: skip


def test_junk_is_dropped_and_counted_and_the_line_lives_on(scene):
    others = [tick(id="EVIL"), tick(price=0.0), tick(time=0), tick(currency="GBp"), tick(price=float("nan"))]

    def act(connection, number, symbols):
        for text in (*JUNK, *others, tick(1.5)):
            connection.send(text)
        stay(connection)

    _, stream, pushed = scene(act)
    stream.subscribe((US,))
    (quote,) = pushed.get(timeout=10)
    assert (quote.last, pushed.empty()) == (1.5, True)
    assert stream.counts() == {"connections": 1, "used": 1, "dropped": len(JUNK) + len(others)}


def test_a_half_open_line_is_left_and_another_one_taken(scene):
    clock = [0.0]
    started = threading.Event()

    def act(connection, number, symbols):
        if number == 1:
            connection.send(tick(1.0))
            started.set()
        else:
            connection.send(tick(2.0))
        stay(connection)

    opened = 1727191800.0  # 2024-09-24 15:30 UTC: New York trades
    _, stream, pushed = scene(act, clock=lambda: opened, monotonic=lambda: clock[0])
    stream._clock = time.time
    stream.subscribe((US,))
    assert started.wait(10)
    assert pushed.get(timeout=10)[0].last == 1.0
    clock[0] += 45.5
    assert pushed.get(timeout=10)[0].last == 2.0
    assert stream.counts()["connections"] == 2


def test_a_new_subscription_goes_over_the_living_line(scene):
    more = queue.Queue()

    def act(connection, number, symbols):
        for text in connection:
            more.put(json.loads(text))

    _, stream, _ = scene(act)
    stream.subscribe((US,))
    while stream.state() != "live":
        time.sleep(0)
    stream.subscribe((HK,))
    assert set(more.get(timeout=10)["subscribe"]) == {"NVDA", "0700.HK"}
    assert more.get(timeout=10) == {"unsubscribe": ["NVDA"]}


def test_a_server_that_is_not_there_is_tried_again_with_patience(tmp_path, monkeypatch):
    waits, enough = [], threading.Event()

    def pause(seconds):
        waits.append(seconds)
        if len(waits) == 5:
            enough.set()
            stream._supervisor._closed.wait()

    monkeypatch.setenv(yahoo_stream.ADDRESS, "ws://127.0.0.1:9")
    stream = YahooStream(lambda: open_line(context(tmp_path)), lambda quotes: None, pause=pause, jitter=lambda: 1.0)
    stream.subscribe((US,))
    try:
        assert enough.wait(20)
        assert (waits, stream.state()) == ([1.0, 2.0, 4.0, 8.0, 16.0], "no connection, waiting to try again")
    finally:
        stream.close()
    assert stream.state() == "closed"
