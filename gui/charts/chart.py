"""A chart as a value: panes over one time axis and the window that is looked at. No widget: a picture is made of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, count

from gui.charts.axis import BarAxis
from gui.charts.frame import Frame, Sheet
from gui.charts.pane import Pane
from gui.look.theme import Theme

AXIS_PX, DATES_PX = 68, 24
FEWEST, START, RIGHT_BARS = 12, 160, 4
SPLITTER_PX = 1
NUMBERS = count()


@dataclass(slots=True, kw_only=True)
class Chart:
    """x0, x1: the bars in sight, as fractions. right_bars: how many places are free beside the newest bar.

    left_px: logical pixels that stay free on the left, for an axis. fewest: how many bars are in sight at least.
    """

    axis: BarAxis
    panes: list[Pane]
    x0: float = 0.0
    x1: float = 1.0
    axis_px: int = AXIS_PX
    left_px: int = 0
    start: int = START
    fewest: float = FEWEST
    right_bars: float = RIGHT_BARS
    still: bool = False  # whether it holds one window that is not moved, as 分时
    revision: int = 0
    number: int = field(default_factory=NUMBERS.__next__, init=False)  # an id() is given anew once a chart is gone

    @property
    def span(self) -> float:
        """Bars in sight."""
        return self.x1 - self.x0

    @property
    def settled(self) -> int:
        """No quote can change the bars before this one."""
        return max(0, self.axis.newest)

    def newest(self) -> tuple[float, float]:
        """The window of the newest bars at their first size."""
        stop = self.axis.count + self.right_bars
        return (0.0, float(stop)) if self.still else (max(-self.right_bars, stop - self.start), float(stop))

    def within(self, x0: float, span: float) -> tuple[float, float]:
        """A window of ``span`` bars from x0 that does not leave the data."""
        if self.still:
            return self.newest()
        span = min(max(span, self.fewest), max(self.fewest, self.axis.count + 2 * self.right_bars))
        last = self.axis.count + self.right_bars - span
        x0 = min(max(x0, -self.right_bars), max(last, -self.right_bars))
        return x0, x0 + span

    def frames(
        self, width: int, height: int, scale: float, theme: Theme, texts: Mapping[str, str], lang: str,
        cursor: tuple[float, float | None] | None = None,
    ) -> list[Frame]:  # fmt: skip
        """A frame a pane for a picture of device pixels, axes included; from the top down."""
        right, bottom, left = (round(room * scale) for room in (self.axis_px, DATES_PX, self.left_px))
        wide = max(1, width - right)
        sheet = Sheet(
            axis=self.axis, x0=self.x0 - left * self.span / max(1, wide - left), x1=self.x1, width=wide,
            height=max(1, height - bottom), left=left, right=right, bottom=bottom, scale=scale, theme=theme,
            texts=texts, lang=lang, cursor=cursor,
        )  # fmt: skip
        tops = self.tops(sheet.height, round(SPLITTER_PX * scale))
        return [self._frame(sheet, pane, place, *tops[place]) for place, pane in enumerate(self.panes)]

    def tops(self, height: int, between: int) -> list[tuple[int, int]]:
        """First row and number of rows of each pane."""
        whole = sum(pane.weight for pane in self.panes) or 1.0
        shares = accumulate((pane.weight / whole for pane in self.panes), initial=0.0)
        edges = [round(share * height) for share in shares]
        last = len(self.panes) - 1
        return [
            (edges[place], max(1, edges[place + 1] - edges[place] - (between if place < last else 0)))
            for place in range(len(self.panes))
        ]

    def _frame(self, sheet: Sheet, pane: Pane, place: int, top: int, height: int) -> Frame:
        first, stop = math.floor(sheet.x0), math.ceil(sheet.x1)
        scale = pane.fitted(first, stop)
        low, high = pane.ends(scale, first, stop)
        return Frame(
            sheet=sheet, low=low, high=high, top=top, height=height, foot=round(height * pane.foot), values=scale,
            last_pane=place == len(self.panes) - 1,
        )  # fmt: skip
