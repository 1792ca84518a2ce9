"""What charts show, as frozen values: one chart, a grid of them, a grid under a name.

They are chosen by the user and kept as they were left; nothing of the data is in them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum

from models.frozen import frozen
from models.values import Adjust, Interval

SHAPES = {1: (1, 1), 2: (1, 2), 4: (2, 2), 9: (3, 3)}  # charts -> rows, columns
MOST_CHARTS = max(SHAPES)
MOST_DAYS = 5  # of a minute line
GROUPS = 6  # colours charts and lists are linked by; 0: free
LONGEST_NAME = 60


class Style(StrEnum):
    """How bars are drawn. HOLLOW: candles whose body is empty when they rise."""

    CANDLES = "candles"
    HOLLOW = "hollow"
    BARS = "bars"
    LINE = "line"
    AREA = "area"


class Scale(StrEnum):
    """What the price axis counts. PERCENT and INDEX (100) begin at the first bar in sight."""

    LINEAR = "linear"
    LOG = "log"
    PERCENT = "percent"
    INDEX = "index"


@frozen(kw_only=True)
class IndicatorChoice:
    """An indicator on a chart. key: its name in models/indicators; params: () are the usual ones.

    colour: number of the series colour its first line has, None as they come.
    """

    key: str
    params: tuple[float, ...] = ()
    colour: int | None = None

    def __post_init__(self) -> None:
        if not self.key or not all(math.isfinite(one) for one in self.params):
            raise ValueError("not an indicator")


USUAL = (IndicatorChoice(key="ma", params=(5.0, 10.0, 20.0, 60.0, 0.0, 0.0)), IndicatorChoice(key="volma"))


@frozen(kw_only=True)
class ChartSpec:
    """One chart. instrument: an id, "" for whatever the list or its group shows.

    minute_days: 1 to 5 shows the minute line 分时 of so many days, 0 bars of ``interval``. extended: hours before and
    after the session (US). local_time: the axis in the reader's time, not the exchange's. link: colour group, 0 free.
    """

    instrument: str = ""
    interval: Interval = Interval.DAY
    minute_days: int = 0
    style: Style = Style.HOLLOW
    scale: Scale = Scale.LINEAR
    adjust: Adjust = Adjust.QFQ
    indicators: tuple[IndicatorChoice, ...] = USUAL
    extended: bool = False
    volume: bool = True
    events: bool = True
    local_time: bool = False
    link: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.minute_days <= MOST_DAYS or not 0 <= self.link <= GROUPS:
            raise ValueError("not a chart")


@frozen(kw_only=True)
class GridSpec:
    """Charts side by side. shape: 1, 2, 4 or 9 are seen; ``charts`` may hold more, which come back in a larger shape.

    active: the chart that keys and searches go to. large: it alone is seen, as large as the grid.
    """

    shape: int = 1
    charts: tuple[ChartSpec, ...] = (ChartSpec(),)
    active: int = 0
    large: bool = False

    def __post_init__(self) -> None:
        if self.shape not in SHAPES or not self.shape <= len(self.charts) <= MOST_CHARTS:
            raise ValueError("not a grid")
        if not 0 <= self.active < self.shape:
            raise ValueError("no such chart")

    @property
    def shown(self) -> tuple[ChartSpec, ...]:
        """The charts that are seen, row by row."""
        return self.charts[: self.shape]


@frozen(kw_only=True)
class Template:
    """A grid under a name."""

    name: str
    grid: GridSpec

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= LONGEST_NAME or self.name != named(self.name):
            raise ValueError("not a name")


def named(text: str) -> str:
    """``text`` as the name of a template: blanks are single, and it is not too long."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def with_chart(grid: GridSpec, place: int, spec: ChartSpec) -> GridSpec:
    """Another chart at a place."""
    charts = tuple(spec if at == place else one for at, one in enumerate(grid.charts))
    return replace(grid, charts=charts)


def reshaped(grid: GridSpec, shape: int) -> GridSpec:
    """More charts or fewer: the first stay, those that were hidden come back, new ones are as the active one.

    A new chart shows what its list or group shows: nine of the same instrument are of no use to anybody.
    """
    fresh = replace(grid.charts[grid.active], instrument="", link=0)
    charts = (*grid.charts, *(fresh for _ in range(shape - len(grid.charts))))
    return replace(grid, shape=shape, charts=charts, active=min(grid.active, shape - 1), large=False)
