"""The time axis of 分时: every minute of its sessions, with or without a price, marked where the line says."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gui.charts.axis import NEAREST, BarAxis
from gui.charts.dates import DateTick, day_words, with_room
from gui.charts.rows import Rows
from models.charts.minute_line import Mark, MinuteLine

MINUTE_S = 60


class Reach(NamedTuple):
    """One session on the axis: its minutes are first <= place < stop."""

    first: int
    stop: int


class MinuteAxis(BarAxis):
    """A fixed axis. Its marks stand between minutes: lunch is one place, at which a morning ends and noon begins.

    newest: the minute that a quote changes; -1 before the first price.
    """

    lead = 0.5

    def __init__(self, line: MinuteLine, zone: str) -> None:
        dates = np.array([block.date for block in line.blocks], "datetime64[D]")
        lengths = [block.stop - block.first for block in line.blocks]
        super().__init__(Rows({"date": np.repeat(dates, lengths), "time": line.time}), zone, 1)
        self.blocks = tuple(Reach(block.first, block.stop) for block in line.blocks)
        self._marks, self._newest = line.marks, line.newest

    @property
    def newest(self) -> int:
        """The place of the newest minute that has a price."""
        return self._newest

    def move_to(self, newest: int) -> None:
        """A later minute has a price."""
        self._newest = newest

    def ticks(self, first: int, stop: int, most: int, lang: str) -> list[DateTick]:
        """The line's marks on the shown clock; of those inside a session the ones that have room."""
        ticks = [DateTick(mark.place - self.lead, self._text(mark, lang), mark.main) for mark in self._marks]
        return with_room(ticks, (stop - first) / max(1, most) * NEAREST)

    def _text(self, mark: Mark, lang: str) -> str:
        """The day, of several; else the clock, on both sides of a lunch."""
        if len(self.blocks) > 1:
            return day_words(self.date(mark.place), lang)
        held = self.count
        ended = f"{self.clock_at(self.time(mark.place - 1) + MINUTE_S):%H:%M}" if mark.place else ""
        begun = f"{self.clock(mark.place):%H:%M}" if mark.place < held else ""
        return ended if ended == begun else "/".join(text for text in (ended, begun) if text)
