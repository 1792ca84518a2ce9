"""The rows of the list as they are shown: what comes before and after an instrument, for whoever pages through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.instruments import Instrument


class Neighbours:
    """``shown`` is set by the list: its instruments from the top down, each once."""

    def __init__(self) -> None:
        self.shown: Callable[[], Sequence[Instrument]] = tuple

    def beside(self, instrument: str, step: int) -> Instrument | None:
        """``step`` rows further down; the list's ends meet. Of what stands in no list, the first or last row."""
        rows = self.shown()
        place = self._place(rows, instrument)
        if not rows:
            return None
        return rows[(place + step) % len(rows)] if place is not None else rows[0 if step > 0 else -1]

    def after(self, instrument: str) -> tuple[Instrument, ...]:
        """All the others in order, beginning under ``instrument``."""
        rows = tuple(self.shown())
        place = self._place(rows, instrument)
        return rows if place is None else rows[place + 1 :] + rows[:place]

    @staticmethod
    def _place(rows: Sequence[Instrument], instrument: str) -> int | None:
        return next((at for at, one in enumerate(rows) if one.id == instrument), None)
