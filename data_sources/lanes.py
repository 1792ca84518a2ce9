"""A lane per host group: so many jobs at once, within its budget of requests, and left alone after a refusal.

The one retry layer of the program is here: what failed quickly without an answer (a connection that was reset) is
tried once more after a random pause. Adapters and libraries try once.
"""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from data_sources.breaker import Breaker
from data_sources.budget import Budget
from data_sources.catalog import Group
from data_sources.protocol import SourceState
from models.errors import AppError, NoSuchData, Refused, Unreachable

T = TypeVar("T")
URGENT, LOOKED_AT, ORDINARY, BEHIND = 0, 1, 2, 3
PATIENCE_S = 3.0  # an urgent job (quotes) that would wait longer for the budget is better off with another source
QUICK_S = 1.0  # a failure without an answer within this is worth a second try
PAUSE_S = (0.1, 0.5)  # before it
ANSWERED = "HTTP "  # how every transport begins to say that the host did answer, with an error


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """A place in the queue. alone: the source, when it takes one job at a time (a provider's worker)."""

    priority: int
    number: int
    alone: str = ""


class Lane:
    """Lets jobs for one host group in: quotes first, then histories somebody looks at, others, and what can wait.

    Threads call ``run`` and wait there. ``clock`` is monotonic seconds, ``wall`` UTC seconds, ``dice`` gives 0..1.
    """

    def __init__(
        self,
        group: Group,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._group, self._clock, self._wall, self._dice = group, clock, wall, dice
        self._budget = Budget(group.per_s, group.burst, clock, wall)
        self._breaker = Breaker(group.rests_s, clock, dice)
        self._free = threading.Condition()
        self._queue: list[Ticket] = []
        self._numbers = itertools.count()
        self._inside: list[Ticket] = []
        self._closed = False

    def run(self, call: Callable[[Callable[[], None]], T], priority: int = ORDINARY, alone: str = "") -> T:
        """``call(sent)`` when it is this caller's turn; it calls ``sent`` for each request it sends.

        ``alone`` names a source that takes one job at a time: others of the group pass it. Raises Unreachable or
        RateLimited without calling while the group is left alone, and what ``call`` raises.
        """
        ticket = Ticket(priority, next(self._numbers), alone)
        begun = self._enter(ticket)
        try:
            return self._tried(call, _Account(self, begun))
        finally:
            self._leave(ticket)

    def resting(self) -> AppError | None:
        """Why this group is left alone just now, or None."""
        with self._free:
            return self._breaker.refusal()

    def silent(self) -> bool:
        """True when it is left alone because nothing came back, so that a working network may change that."""
        with self._free:
            return self._breaker.silent

    def state(self, source: str) -> SourceState:
        """The group's part of a line on the source page."""
        with self._free:
            wait, budget = self._breaker.wait(), self._budget
            return SourceState(
                source=source,
                group=self._group.id,
                state="resting" if self._breaker.refusal() else "idle",
                breaker=self._breaker.state,
                rests_until=self._wall() + wait if wait else 0.0,
                requests=budget.spent,
                requests_today=budget.today(),
                last_minute=budget.last_minute(),
                per_minute=budget.per_minute,
            )

    def reset(self) -> None:
        """The user says: ask now."""
        with self._free:
            self._breaker.reset()

    def hasten(self, within: float) -> None:
        """The network seems to be back: look again within so many seconds if it was silence that ended it."""
        with self._free:
            if self._breaker.silent:
                self._breaker.hasten(within)

    def close(self) -> None:
        """Turn away everybody who waits."""
        with self._free:
            self._closed = True
            self._free.notify_all()

    # waiting for a turn

    def _enter(self, ticket: Ticket) -> int:
        with self._free:
            self._queue.append(ticket)
            try:
                self._await_turn(ticket)
            finally:
                self._queue.remove(ticket)
                self._free.notify_all()
            self._inside.append(ticket)
            self._budget.take()
            return self._breaker.begin()

    def _await_turn(self, ticket: Ticket) -> None:
        """Return when ``ticket`` is the first that may go, has a place, and the budget has a request for it."""
        while not self._closed:
            if refusal := self._breaker.refusal():
                raise refusal
            if not self._may_go(ticket):
                self._free.wait()
            elif wait := self._pause():
                if ticket.priority == URGENT and wait > PATIENCE_S:
                    raise Unreachable("its budget is spent just now", wait_s=wait)
                self._free.wait(wait)
            else:
                return
        raise Unreachable("closing")

    def _may_go(self, ticket: Ticket) -> bool:
        return ticket == min((one for one in self._queue if self._has_place(one)), default=None)

    def _has_place(self, ticket: Ticket) -> bool:
        """One place is kept for urgent jobs where there are two: a history that hangs holds up no quotes."""
        if len(self._inside) >= self._group.at_once:
            return False
        if ticket.alone and any(held.alone == ticket.alone for held in self._inside):
            return False
        histories = sum(held.priority != URGENT for held in self._inside)
        return ticket.priority == URGENT or histories < max(1, self._group.at_once - 1)

    def _pause(self) -> float:
        """Seconds to wait for the budget, never exactly on the beat of a machine where the group wants it so."""
        wait = self._budget.wait()
        return wait + self._dice() * self._group.jitter_s if wait else 0.0

    def _leave(self, ticket: Ticket) -> None:
        with self._free:
            self._inside.remove(ticket)
            self._free.notify_all()

    # the job itself

    def _tried(self, call: Callable[[Callable[[], None]], T], account: _Account) -> T:
        began = self._clock()
        try:
            value = self._twice(call, account, began)
        except (NoSuchData, Refused):  # the host did its work
            self._praise(account)
            raise
        except AppError as error:
            self._blame(error, account, self._clock() - began)
            raise
        except BaseException:
            self._blame(Unreachable("a bug of ours"), account, 0.0)
            raise
        self._praise(account)
        return value

    def _twice(self, call: Callable[[Callable[[], None]], T], account: _Account, began: float) -> T:
        try:
            return call(account.sent)
        except Unreachable as error:
            answered = error.detail.startswith(ANSWERED)
            if answered or self._clock() - began >= QUICK_S or self._breaker.state != "closed":
                raise
        account.attempts += 1
        self._rest_between()
        return call(account.sent)

    def _rest_between(self) -> None:
        shortest, longest = PAUSE_S
        with self._free:
            self._free.wait_for(lambda: self._closed, timeout=shortest + self._dice() * (longest - shortest))
            if self._closed:
                raise Unreachable("closing")

    def charge(self, prepaid: bool) -> None:
        """One request left."""
        with self._free:
            self._budget.charge(prepaid)

    def _praise(self, account: _Account) -> None:
        with self._free:
            account.settle(self._budget, answered=True)
            self._breaker.succeeded(account.begun)
            self._free.notify_all()

    def _blame(self, error: AppError, account: _Account, took: float) -> None:
        with self._free:
            account.settle(self._budget, answered=False)
            self._breaker.failed(account.begun, error, took, account.attempts)
            self._free.notify_all()


class _Account:
    """The requests of one job: the first is prepaid. begun: what the breaker said when it was let in."""

    def __init__(self, lane: Lane, begun: int) -> None:
        self._lane, self.begun = lane, begun
        self.requests, self.attempts = 0, 1

    def sent(self) -> None:
        """One more left."""
        self.requests += 1
        self._lane.charge(prepaid=self.requests == 1)

    def settle(self, budget: Budget, *, answered: bool) -> None:
        """Give the prepaid one back when nothing was sent; a failure that counted nothing counts as one."""
        if self.requests == 0 and answered:
            budget.give_back()
        elif self.requests == 0:
            budget.charge(prepaid=True)
