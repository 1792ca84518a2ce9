"""A streaming adapter for a real child process: pushes its process id as the price of what is subscribed."""

import os

from tests.data_sources.samples import quote


class Stream:
    def __init__(self, context, push):
        self.context, self.push = context, push
        self.asked = ()

    def subscribe(self, instruments):
        self.asked = instruments
        if any(one.code == "DIE" for one in instruments):
            os._exit(3)
        self.push(tuple(quote(one, float(os.getpid())) for one in instruments))

    def state(self):
        return "live"

    def close(self):
        """Nothing is held open."""


def open_stream(context, push):
    if context.seed == 2:
        raise ImportError("no such library")
    return Stream(context, push)
