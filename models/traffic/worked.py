"""What is worked out of a panel's numbers, for its table on screen and in files alike. Pure.

All periods that are held count, of which the window shows some.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from models.traffic.changes import Change, Over, changes, lag
from models.traffic.panel import Member, Panel
from models.traffic.records import Record, records
from models.traffic.shares import Shares, rank_changes, ranks, shares
from models.traffic.values import SUMMED, Metric
from models.values import Floats


class Worked:
    """Columns of n members by T periods, each made when it is asked for."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._lowest = panel.view.metric is Metric.RANK
        members, shape = panel.members, (0, len(panel.start))
        self.value = panel.matrix
        self.step = np.stack([one.step for one in members]) if members else np.empty(shape)
        self.flags = np.stack([one.flags for one in members]) if members else np.empty(shape, np.uint8)

    @cached_property
    def changes(self) -> dict[Over, Change]:
        """Against the week, the month, the year before, as far as the granularity has them."""
        lags = {over: lag(self._panel.view.granularity, over) for over in Over}
        return {over: changes(self.value, self.step, self.flags, by) for over, by in lags.items() if by is not None}

    @cached_property
    def shares(self) -> Shares:
        """Of all that are shown; what does not add up has none."""
        adds_up = self._panel.view.metric in SUMMED
        return shares(self.value if adds_up else np.full(self.value.shape, np.nan), self.flags)

    @cached_property
    def rank(self) -> Floats:
        """1 is the most; of places in a list the least."""
        return ranks(self.value, self.flags, lowest=self._lowest)

    @cached_property
    def climbed(self) -> Floats:
        """Ranks gained since the period before."""
        return rank_changes(self.rank)

    @cached_property
    def records(self) -> list[list[Record | None]]:
        """A row a member; none where they are aligned: the level breaks that speak against one are not told there."""
        panel = self._panel
        if panel.offsets:
            return [[None] * len(panel.start) for _ in panel.members]
        return [records_of(panel, one) for one in panel.members]


def records_of(panel: Panel, member: Member) -> list[Record | None]:
    """The records of one member, with the level breaks of its source."""
    broken = [one.place for one in panel.breaks if one.source == member.source]
    return records(member.value, member.step, member.flags, broken, lowest=panel.view.metric is Metric.RANK)
