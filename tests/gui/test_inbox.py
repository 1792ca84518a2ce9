"""Where pushed messages wait: the newest of each instrument, in one batch."""

import threading
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from data_sources.protocol import Status
from gui.wires.inbox import Inbox, Post
from tests.gui.samples import NOW, fresh

NAMES = ("NVDA.US", "00700.HK", "600000.SH")


def test_an_empty_inbox_gives_an_empty_post():
    assert Inbox().take() == Post()


def test_taking_empties_it():
    inbox = Inbox()
    inbox.quotes((fresh(),))
    inbox.status(Status(sources=()))
    inbox.round()
    inbox.round()
    inbox.lost()
    post = inbox.take()
    assert (len(post.quotes), post.status, post.rounds, post.lost) == (1, Status(sources=()), 2, True)
    assert inbox.take() == Post()


def test_only_the_newest_status_waits():
    inbox = Inbox()
    inbox.status(Status(sources=(), pid=1))
    inbox.status(Status(sources=(), pid=2))
    assert inbox.take().status.pid == 2


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 4)), max_size=30), st.integers(1, 5))
def test_the_newest_quote_of_an_instrument_wins_however_they_come_in(events, batch):
    inbox, expected = Inbox(), {}
    quotes = [fresh(name, float(place), received_at=NOW + second) for place, (name, second) in enumerate(events)]
    for quote in quotes:
        if quote.instrument not in expected or quote.received_at >= expected[quote.instrument].received_at:
            expected[quote.instrument] = quote
    for first in range(0, len(quotes), batch):
        inbox.quotes(tuple(quotes[first : first + batch]))
    assert {quote.instrument: quote for quote in inbox.take().quotes} == expected


def test_no_quote_is_lost_between_two_threads():
    inbox, started = Inbox(), threading.Event()
    names = [f"N{number}.US" for number in range(500)]

    def fill():
        started.set()
        for name in names:
            inbox.quotes((fresh(name),))

    taken = []
    with ThreadPoolExecutor(1) as pool:
        filling = pool.submit(fill)
        started.wait(30.0)
        while not filling.done():
            taken += inbox.take().quotes
    taken += inbox.take().quotes
    assert sorted(quote.instrument for quote in taken) == sorted(names)
