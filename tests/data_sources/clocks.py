"""Clocks that move when told, and lanes that wait on them."""

import threading

from data_sources.lanes import Lane


class Clock:
    """Monotonic seconds that move when told, or when a lane waits for its budget."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Sleepless(threading.Condition):
    """A condition whose timed wait moves the clock instead."""

    def __init__(self, clock):
        super().__init__()
        self.clock, self.slept = clock, []

    def wait(self, timeout=None):
        self.slept.append(timeout)
        self.clock.now += timeout
        return True

    def wait_for(self, predicate, timeout=None):
        self.clock.now += timeout
        return predicate()


def still_lane(group, clock=None, dice=lambda: 0.5):
    """A lane on a clock of its own; the dice give no jitter. ``lane.clock`` moves it."""
    clock = clock or Clock()
    made = Lane(group, clock=clock, wall=lambda: clock.now + 5e8, dice=dice)
    made._free, made.clock = Sleepless(clock), clock
    return made


def failing(error):
    """A job of one request that ends in ``error``."""

    def call(sent):
        sent()
        raise error

    return call
