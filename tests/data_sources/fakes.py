"""Stand-ins: sources that answer what a test tells them, and an adapter for the provider's child process."""

from __future__ import annotations

import os
import time

from data_sources import catalog
from data_sources.protocol import QuotesWanted
from data_sources.transports import jobs
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from tests.data_sources.samples import bars


class Sources:
    """Answers by source id: a value, an error to raise, a function of the want, or a list of these in turn.

    ``asked`` notes (source id, want). A source without an answer is unreachable.
    """

    def __init__(self, **answers):
        self.answers, self.asked, self.tried = answers, [], []
        self.returning, self.dropped = set(), 0
        self.closed = {"reference", "simulated", "yahoo_stream"} - set(answers)

    def is_open(self, source):
        return source not in self.closed

    def open_for(self, wanted, kind, market):
        return tuple(entry for entry in wanted if kind in entry.gives)

    def is_returning(self, entry):
        return entry.id in self.returning

    def may_be_tested(self, entry):
        return entry.id in self.returning and self.is_open(entry.id)

    def of_group(self, group):
        return tuple(entry for entry in catalog.SOURCES if entry.group == group and self.is_open(entry.id))

    def try_now(self, group):
        self.tried.append(group)

    def drop_connections(self):
        self.dropped += 1

    def answer(self, entry, want, priority, check=lambda given: given):
        """As a source would, with the guard's word on it."""
        return check(self._answer(entry, want))

    def _answer(self, entry, want):
        self.asked.append((entry.id, want))
        answer = self.answers.get(entry.id, Unreachable("silent"))
        if isinstance(answer, list):
            answer = answer.pop(0)
        if callable(answer):
            answer = answer(want)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def names(self):
        return [name for name, _ in self.asked]


ENTRY = catalog.BY_ID["yahoo"]


class Foreign(Exception):
    """Does not unpickle: its constructor takes more than its args, as yfinance's do."""

    def __init__(self, first, second):
        super().__init__(first)


class Adapter:
    """Its source id, the start of a want, tells what to do: a fake adapter for a real child process."""

    def __init__(self, context):
        self.context = context

    def download(self, want):
        one = want.instruments[0] if isinstance(want, QuotesWanted) else want.instrument
        what = one.code
        if what == "HANG":
            time.sleep(60)
        if what == "DIE":
            os._exit(3)
        if what == "FOREIGN":
            raise Foreign("one", "two")
        if what == "LIMIT":
            raise RateLimited("too often", wait_s=7.0)
        if what == "DRIP":
            for _ in range(6):
                jobs.sent()
                time.sleep(0.1)
                jobs.heard(200)
        if what == "ENDLESS":
            while True:
                time.sleep(0.05)
                jobs.heard(200)
        if what == "ODD":
            jobs.note_body(b"<odd>")
            raise Unreadable("odd")
        return what

    def parse(self, raw, want, now):
        if raw == "NONE":
            raise NoSuchData("unknown")
        return bars(one=want.instrument, source=str(os.getpid()))

    def close(self):
        """Nothing is held open."""


def open_source(context):
    if context.seed == 2:
        raise ImportError("no such library")
    if context.seed == 3:
        raise Unreachable("no such CA file: x")
    return Adapter(context)
