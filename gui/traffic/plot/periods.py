"""The axes of traffic: periods one after another, or the products themselves. Each knows how its places are called."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from gui.charts.axis import BarAxis
from gui.charts.dates import DateTick, month_words
from gui.charts.rows import Rows
from models.charts.marks import Mark, Placed
from models.traffic.panel import Panel
from models.traffic.values import Granularity
from models.values import Days

STRIDES = 3  # every second or third week may be named; beyond that the calendar is
ROOMY, NARROW, NARROWEST = 1.35, 0.76, 0.46  # rooms of a mark: a week's long name, a month with its year, a month
DAY_S = 86_400


class PeriodAxis(BarAxis):
    """A bar is a period: its place in time is its first day, and what it tells other charts is its last.

    offsets: how many periods after launch or event each one is, where the panel is aligned; such an axis tells no day.
    """

    def __init__(self, panel: Panel, texts: Mapping[str, str]) -> None:
        super().__init__(Rows({"date": panel.start, "time": _seconds(panel.start)}), "UTC")
        self._ends, self._texts = panel.end, texts
        self._granularity, self._offsets = panel.view.granularity, panel.offsets

    @property
    def dated(self) -> bool:
        """Whether its periods are days of the calendar."""
        return not self._offsets

    def told(self, bar: int) -> int | None:
        """UTC seconds of the last day's midnight, for charts beside this one; None of a period without a day."""
        return None if self._offsets else int(self._ends[bar].astype("datetime64[s]").astype(np.int64))

    def bar_at(self, moment: float) -> int | None:
        """The period that a moment lies in."""
        return None if self._offsets else self.bar_of_day(dt.datetime.fromtimestamp(moment, dt.UTC).date())

    def bar_of_day(self, day: dt.date) -> int | None:
        """The period that a day belongs to."""
        bar = self._rows.find("date", np.datetime64(day, "D"), side="right") - 1
        return bar if bar >= 0 and self._ends[bar] >= np.datetime64(day, "D") else None

    def words(self, bar: int, texts: Mapping[str, str]) -> str:
        """The whole period, or how far it is from what it is aligned at."""
        if self._offsets:
            return texts[f"traffic.offset.{self._granularity}"].format(count=_counted(self._offsets[bar]))
        first, last = self.session(bar), self._end(bar)
        if self._granularity is Granularity.DAY:
            return super().words(bar, texts)
        return f"{first:%Y-%m}" if self._granularity is Granularity.MONTH else f"{first} ~ {last}"

    def short(self, bar: int) -> str:
        """As a mark says it: 2024-09, 0913-0919, 2024-09-13, +3."""
        if self._offsets:
            return _counted(self._offsets[bar])
        return self._named(bar, roomy=False)

    def ticks(self, first: int, stop: int, most: int, lang: str) -> list[DateTick]:
        """Each period, or every second or third counted from the newest, by name; more of them by the calendar."""
        begin, end = max(0, first), min(stop, self.count)
        most = max(1, most)
        stride = math.ceil((stop - first) / most)
        if begin >= end:
            return []
        if self._offsets:
            return self._by_offset(begin, end, most)
        if self._granularity is Granularity.MONTH and (stop - first) * NARROWEST <= most:
            return self._months(begin, end, lang, whole=(stop - first) * NARROW <= most)
        if self._granularity is Granularity.MONTH and (step := math.ceil((stop - first) * NARROW / most)) <= STRIDES:
            return [one for one in self._months(begin, end, lang, whole=True) if not (self.count - 1 - one.bar) % step]
        if self._granularity is not Granularity.WEEK or stride > STRIDES:
            return super().ticks(first, stop, most, lang)
        roomy = (stop - first) * ROOMY <= most * stride
        places = range(self.count - 1 - (self.count - 1 - begin) // stride * stride, end, stride)
        return [DateTick(bar, self._named(bar, roomy=roomy), strong=False) for bar in places]

    def _months(self, begin: int, end: int, lang: str, *, whole: bool) -> list[DateTick]:
        """Every month with its year; or the year alone in January, and other months without."""
        days = [(bar, self.session(bar)) for bar in range(begin, end)]
        if whole:
            return [DateTick(bar, f"{day:%Y-%m}", strong=False) for bar, day in days]
        return [DateTick(bar, f"{day.year}", strong=True) if day.month == 1
                else DateTick(bar, month_words(day, lang), strong=False) for bar, day in days]  # fmt: skip

    def _by_offset(self, begin: int, end: int, most: int) -> list[DateTick]:
        step = next(step for step in (1, 2, 3, 6, 12, 26, 52, 104, 365, 10**6) if (end - begin) / step <= most)
        held = self._offsets
        return [DateTick(bar, _counted(held[bar]), strong=not held[bar])
                for bar in range(begin, end) if held[bar] % step == 0]  # fmt: skip

    def _named(self, bar: int, *, roomy: bool) -> str:
        first, last = self.session(bar), self._end(bar)
        if self._granularity is Granularity.MONTH:
            return f"{first:%Y-%m}"
        if self._granularity is Granularity.DAY:
            return first.isoformat()
        return f"{first:%m-%d} ~ {last:%m-%d}" if roomy else f"{first:%m%d}-{last:%m%d}"

    def _end(self, bar: int) -> dt.date:
        day: dt.date = self._ends[bar].astype(object)
        return day


class ProductAxis(BarAxis):
    """A bar is a product. It has no days: nothing of other charts is found on it."""

    def __init__(self, names: Sequence[str]) -> None:
        days = np.datetime64("1970-01-05", "D") + np.arange(len(names))
        super().__init__(Rows({"date": days, "time": _seconds(days)}), "UTC")
        self.names = tuple(names)

    def told(self, bar: int) -> int | None:
        """No moment."""
        return None

    def bar_at(self, moment: float) -> int | None:
        """No product is a moment."""
        return None

    def words(self, bar: int, texts: Mapping[str, str]) -> str:
        """Its name."""
        return self.names[bar]

    def short(self, bar: int) -> str:
        """Its name."""
        return self.names[bar]

    def ticks(self, first: int, stop: int, most: int, lang: str) -> list[DateTick]:
        """None: names are written by a layer that knows their room."""
        return []


def placed_on(marks: Iterable[Mark], axis: PeriodAxis) -> tuple[Placed, ...]:
    """Announcements on the periods their days belong to, ascending; what lies outside all of them is left out."""
    found = ((mark, axis.bar_of_day(mark.date)) for mark in marks)
    made = [Placed(mark, bar, False) for mark, bar in found if bar is not None]
    return tuple(sorted(made, key=lambda one: (one.bar, one.mark.date)))


def _counted(offset: int) -> str:
    return f"{offset:+d}" if offset else "0"


def _seconds(days: Days) -> np.ndarray:
    return days.astype("datetime64[s]").astype(np.int64)
