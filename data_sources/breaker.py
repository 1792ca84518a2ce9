"""The circuit breaker of one host group: closed, open for a while, half-open for exactly one probe.

Pure: the clock (monotonic seconds) and the dice are arguments. A group is left alone for longer after each refusal in
a row; somebody whose network is back need not wait that long, see ``hasten``.
"""

from __future__ import annotations

from collections.abc import Callable

from models.errors import AppError, RateLimited, Unreachable

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half-open"
SILENCE_S = 3.0  # a failure that took this long is not waited for a second time
FAILURES = 2  # in a row that cost no time
UNREADABLE = 3  # in a row: a strange symbol or two is no outage
LONGEST_SILENCE_S = 900.0  # a host that does not answer is looked for this often; one that refuses, by its own rests
BETWEEN_PROBES_S = 60.0
JITTER = 0.2


class Breaker:
    """May the group be asked? ``rests_s``: see catalog.Group. ``dice``: 0..1. Not safe for threads by itself."""

    def __init__(self, rests_s: tuple[float, ...], clock: Callable[[], float], dice: Callable[[], float]) -> None:
        self._rests_s, self._clock, self._dice = rests_s, clock, dice
        self._until = self._opened_at = 0.0
        self._probing = False
        self._in_a_row = self._rests_in_a_row = 0
        self._opened = 0  # times
        self.error: AppError | None = None

    @property
    def state(self) -> str:
        """One of "closed", "open" and "half-open" (a probe is out)."""
        if self._probing:
            return HALF_OPEN
        return OPEN if self._rests_in_a_row else CLOSED

    @property
    def silent(self) -> bool:
        """True when it is open because nothing came back, not because the host said no."""
        return self.state != CLOSED and isinstance(self.error, Unreachable)

    def wait(self) -> float:
        """Seconds until the group may be asked; 0 now."""
        return max(0.0, self._until - self._clock())

    def refusal(self) -> AppError | None:
        """Why nobody may ask now, or None."""
        if self.state == CLOSED or self.error is None or not (self._probing or self.wait()):
            return None
        kind = RateLimited if isinstance(self.error, RateLimited) else Unreachable
        return kind(self.error.detail, wait_s=max(self.wait(), 1.0))

    def begin(self) -> int:
        """Somebody asks: the one probe, when the rest is over. Tell the number with the outcome."""
        self._probing = self._probing or self.state == OPEN
        return self._opened

    def succeeded(self, begun: int) -> None:
        """An answer came; one that was asked for before the group was left alone says nothing of now."""
        if begun != self._opened:
            return
        self._probing = False
        self._in_a_row = self._rests_in_a_row = 0
        self._until, self.error = 0.0, None

    def failed(self, begun: int, error: AppError, took: float, attempts: int) -> None:
        """No answer within ``took`` seconds, or none that can be trusted."""
        if begun != self._opened:
            return
        self.error = error
        self._in_a_row += attempts
        if self._probing or self._is_enough(error, took):
            self._rest(error)

    def reset(self) -> None:
        """Forget the rests: the next one may ask at once."""
        self._until = self._opened_at = 0.0

    def hasten(self, within: float) -> None:
        """The network seems to be back: the next probe within so many seconds, but not too soon after the last one."""
        soonest = self._opened_at + BETWEEN_PROBES_S
        self._until = min(self._until, max(self._clock() + within, soonest))

    def _is_enough(self, error: AppError, took: float) -> bool:
        if isinstance(error, RateLimited):
            return True
        if isinstance(error, Unreachable):
            return took >= SILENCE_S or self._in_a_row >= FAILURES
        return self._in_a_row >= UNREADABLE

    def _rest(self, error: AppError) -> None:
        if not any(self._rests_s):  # no host at all
            return
        rest = self._rests_s[min(self._rests_in_a_row, len(self._rests_s) - 1)]
        rest = rest if isinstance(error, RateLimited) else min(rest, LONGEST_SILENCE_S)
        jitter = 1.0 + JITTER * (2.0 * self._dice() - 1.0)
        self._opened_at = self._clock()
        # never sooner than the vendor says, nor than one probe a minute, whatever the table of rests or the dice say
        self._until = self._opened_at + max(rest * jitter, error.wait_s, BETWEEN_PROBES_S)
        self._rests_in_a_row += 1
        self._opened += 1
        self._probing = False
