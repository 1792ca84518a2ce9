"""How one source has done, beside its host group's budget and breaker; and whether it is trusted to go first again.

After its group was left alone a source stands behind the others of its route until it has given three good answers
in a row to small questions: one that comes and goes would make every answer late.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from data_sources.protocol import SourceState
from models.errors import AppError

GOOD_PROBES = 3
BETWEEN_S = 10.0  # such questions


@dataclass(slots=True)
class Standing:
    """One source's record. Times are UTC seconds, asked_at monotonic. owed: good answers until it goes first again."""

    last_ok: float = 0.0
    last_failed: float = 0.0
    reason: str = ""
    owed: int = 0
    asked_at: float = 0.0
    delay_s: float | None = None

    def asked(self, now: float) -> None:
        """A question leaves."""
        self.asked_at = now

    def answered(self, wall: float) -> None:
        """It gave an answer that can be trusted, or said honestly that it has none."""
        self.last_ok, self.reason = wall, ""
        self.owed = max(0, self.owed - 1)

    def failed(self, wall: float, error: AppError) -> None:
        """It did not."""
        self.last_failed, self.reason = wall, error.detail
        if self.owed:
            self.owed = GOOD_PROBES

    def has_no_key(self) -> None:
        """Nobody was asked, for want of a key: what was before says nothing of now."""
        self.last_ok, self.reason = 0.0, ""

    def falls_back(self) -> None:
        """Its group is not asked for a while: others of the route answer in its place."""
        self.owed = GOOD_PROBES

    def may_be_tested(self, now: float) -> bool:
        """Whether it is time for a small question on the way back."""
        return self.owed > 0 and now - self.asked_at >= BETWEEN_S

    def line(self, lane: SourceState, why: str) -> SourceState:
        """The line of the source page: the group's part with the source's own. ``why`` the group is left alone."""
        name = "failed" if self.reason else "ok" if self.last_ok else "idle"
        return replace(
            lane,
            state="resting" if lane.state == "resting" else name,
            reason=self.reason or why,
            last_ok=self.last_ok,
            last_failed=self.last_failed,
            delay_s=self.delay_s,
        )
