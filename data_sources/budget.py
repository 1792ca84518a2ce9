"""What a host group bears, counted in HTTP requests: a token bucket that may go into debt, and the day's account.

A job of a provider library may send several requests; it is let in on one token and charged for the rest as they
leave, so the next job waits for the debt. Not safe for threads by itself; the lane holds its lock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MINUTE_S, DAY_S = 60.0, 86_400.0


class Budget:
    """``per_s`` tokens a second up to ``burst``. ``clock``: monotonic seconds; ``wall``: UTC seconds."""

    def __init__(self, per_s: float, burst: int, clock: Callable[[], float], wall: Callable[[], float]) -> None:
        self._per_s, self._burst = per_s, float(burst)
        self._clock, self._wall = clock, wall
        self._tokens, self._filled_at = float(burst), clock()
        self._minute: deque[float] = deque()
        self._day, self._on_day = self._today(), 0
        self.spent = 0

    @property
    def per_minute(self) -> float:
        """Requests a minute it bears in the long run."""
        return self._per_s * MINUTE_S

    def wait(self) -> float:
        """Seconds until one more request may leave; 0 now."""
        self._refill()
        return max(0.0, (1.0 - self._tokens) / self._per_s)

    def take(self) -> None:
        """Set one request aside for a job that is let in."""
        self._refill()
        self._tokens -= 1.0

    def charge(self, prepaid: bool) -> None:
        """One request left; ``prepaid``: the one that was set aside."""
        self._refill()
        self._tokens -= 0.0 if prepaid else 1.0
        self._note()

    def give_back(self) -> None:
        """The job sent nothing after all."""
        self._refill()
        self._tokens = min(self._burst, self._tokens + 1.0)

    def today(self) -> int:
        """Requests since midnight UTC."""
        return self._on_day if self._day == self._today() else 0

    def last_minute(self) -> int:
        """Requests in the last 60 s."""
        while self._minute and self._clock() - self._minute[0] >= MINUTE_S:
            self._minute.popleft()
        return len(self._minute)

    def _note(self) -> None:
        self.spent += 1
        if self._day != self._today():
            self._day, self._on_day = self._today(), 0
        self._on_day += 1
        self._minute.append(self._clock())
        self.last_minute()  # so that the account of a busy day does not grow

    def _today(self) -> int:
        return int(self._wall() // DAY_S)

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._per_s)
        self._filled_at = now
