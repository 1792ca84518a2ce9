"""The time axis of a chart: bars by their number, without gaps, and what day and minute each of them is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from gui.charts.dates import DateTick, day_marks, minute_marks, with_room
from gui.charts.rows import Rows
from models.values import Days, Ints

DAY_S = 86_400
RESTED = 5  # days from one bar to the next that are no weekend with a day beside it
KEPT = 4096  # marks that are remembered
LONGEST_MINUTES = 20_000  # bars; a wider window has no room for marks inside a day
NEAREST = 0.75  # of the room of a mark: hours nearer to a day than this are left out


class BarAxis:
    """Bars 0..count-1 with their exchange date and UTC time. Places between and beside them are fractions.

    minutes: length of a bar, 0 for a day or longer. zone: IANA name of the clock the axis shows; another than the
    exchange's moves the labels, never the bars.
    """

    daily = False  # whether each bar is one session
    lead = 0.0  # how far in front of its first bar a day is marked

    def __init__(self, rows: Rows, zone: str, minutes: int = 0) -> None:
        self._rows, self.exchange, self.zone, self.minutes = rows, zone, zone, minutes
        self._begins: dict[dt.date, int] = {}
        self._said: dict[tuple[object, ...], DateTick] = {}
        self._marked: tuple[object, list[DateTick]] = (None, [])

    @property
    def count(self) -> int:
        """Bars held."""
        return self._rows.count

    @property
    def newest(self) -> int:
        """The bar that a quote changes; -1 without one."""
        return self.count - 1

    @property
    def intraday(self) -> bool:
        """Whether a day has several bars."""
        return self.minutes > 0

    def date(self, bar: int) -> dt.date:
        """The day of a bar: the exchange's, or the shown clock's for a bar inside a day."""
        if self.intraday and self.zone != self.exchange:
            return self.clock(bar).date()
        return self.session(bar)

    def short(self, bar: int) -> str:
        """What a tag on the axis says of a bar."""
        return self.date(bar).isoformat()

    def clock(self, bar: int, zone: str = "") -> dt.datetime:
        """The start of a bar on the shown clock, or on that of ``zone``."""
        return self.clock_at(int(self._rows.at("time", bar)), zone)

    def clock_at(self, time: int, zone: str = "") -> dt.datetime:
        """A moment (UTC seconds) on the shown clock, or on that of ``zone``."""
        return dt.datetime.fromtimestamp(time, _zone(zone or self.zone))

    def words(self, bar: int, texts: Mapping[str, str]) -> str:
        """A bar's day with its weekday, and its minute; of bars inside a day on both clocks, where they differ."""
        day = self.date(bar)
        said = f"{day.isoformat()} {texts['chart.weekdays'].split()[day.weekday()]}"
        if not self.intraday:
            rested = (day - self.date(bar - 1)).days if self.daily and bar else 0
            return said + (texts["chart.rested"].format(days=rested - 1) if rested >= RESTED else "")
        there = self.clock(bar, self.exchange)
        beside = "" if self.zone == self.exchange else f"  ({there:%m-%d %H:%M} {_city(self.exchange)})"
        return f"{said} {self.clock(bar):%H:%M}{beside}"

    def time(self, bar: int) -> int:
        """UTC seconds of a bar's start; for days midnight UTC of the exchange's date, whatever a source says."""
        if self.intraday:
            return int(self._rows.at("time", bar))
        return int(self._rows.at("date", bar).astype("datetime64[s]").astype(np.int64))

    def times(self, first: int, stop: int) -> Ints:
        """``time`` of the bars first..stop-1."""
        if self.intraday:
            return self._rows.part("time", first, stop)
        return self._rows.part("date", first, stop).astype("datetime64[s]").astype(np.int64)

    def dates(self, first: int, stop: int) -> Days:
        """Exchange dates of the bars first..stop-1."""
        return self._rows.part("date", first, stop)

    def bar_of_date(self, date: dt.date) -> int:
        """The first bar of a day, or of the next one that has any; ``count`` after the last."""
        return self._rows.find("date", np.datetime64(date, "D"))

    def place(self, time: float) -> float:
        """Where a moment (as ``time`` tells it) lies; beside the bars by the step of those that are there."""
        if not self.count:
            return 0.0
        first, last = self.time(0), self.time(self.count - 1)
        if time < first:
            return (time - first) / self._step
        if time > last:
            return self.count - 1 + (time - last) / self._step
        bar = self._find(time)
        over = time - self.time(bar)
        return float(bar) if not over else bar + over / (self.time(bar + 1) - self.time(bar))

    def bar_at(self, moment: float) -> int | None:
        """The bar that another axis means by its ``time``: the last one begun by then; of a whole day the first."""
        if self.intraday and not moment % DAY_S:  # midnight is how an axis of days tells a day
            day = dt.datetime.fromtimestamp(moment, dt.UTC).date()
            bar = self.bar_of_date(day)
            return bar if bar < self.count and self.dates(bar, bar + 1)[0] == np.datetime64(day, "D") else None
        place = self.place(moment)
        return int(place + 1e-9) if -1e-9 <= place < self.count else None

    def moment(self, place: float) -> int:
        """The time at a place: a bar's start, or as many steps beside the first or last one."""
        bar = round(place)
        if not self.count:
            return 0
        if bar < 0:
            return int(self.time(0) + bar * self._step)
        if bar >= self.count:
            return int(self.time(self.count - 1) + (bar - self.count + 1) * self._step)
        return self.time(bar)

    def stretches(self, x0: float, x1: float, width: int, begin: int = 0, end: int | None = None) -> tuple[Ints, ...]:
        """The pixel columns that hold bars, and the first and one after the last bar of each."""
        return stretches(x0, x1, width, begin, self.count if end is None else min(end, self.count))

    def ticks(self, first: int, stop: int, most: int, lang: str) -> list[DateTick]:
        """At most about ``most`` marks between two places, each where a year, month, session or hour begins."""
        least, asked = (stop - first) / max(1, most) * NEAREST, stop - first
        first, stop = max(0, first), min(stop, self.count)
        if stop - first < 1:
            return []
        most = max(1, round(most * (stop - first) / asked))
        sight = (first, stop, self.count, self.time(self.count - 1), most, lang, self.zone, least)
        if self._marked[0] != sight:  # every pane asks for the same marks
            self._marked = sight, self._ticks(first, stop, most, lang, least)
        return self._marked[1]

    def session(self, bar: int) -> dt.date:
        """The exchange's day of a bar, whatever clock is shown."""
        day: dt.date = self._rows.at("date", bar).astype(object)
        return day

    def _ticks(self, first: int, stop: int, most: int, lang: str, least: float) -> list[DateTick]:
        places = [bar for bar in self._places(first, stop, most) if bar > 0]
        marks = [self._tick(bar, lang, not number) for number, bar in enumerate(places)]
        return with_room(marks, least) if self.intraday else marks

    def _places(self, first: int, stop: int, most: int) -> list[int]:
        """Where sessions or longer periods begin; hours too, where each session has room for more than its day."""
        days = day_marks(self._begins_at, self.session, first, stop, most)
        if not self.intraday or stop - first > LONGEST_MINUTES or self._days(first, stop) * 2 > most:
            return days
        return minute_marks(self._minutes_of_day(first, stop), first, most, self.minutes) or days

    def _tick(self, bar: int, lang: str, alone: bool) -> DateTick:
        """A mark; those of settled bars are kept, as a pan shows most of them again."""
        asked = (bar, lang, alone, self.zone)
        made = self._said.get(asked) or DateTick.of(self, bar, lang, alone=alone)
        if bar < self.count - 1:
            _keep(self._said, asked, made)
        return made

    def _begins_at(self, date: dt.date) -> int:
        """``bar_of_date``, remembered."""
        held = self._begins.get(date)
        if held is None:
            held = self.bar_of_date(date)
            if held < self.count - 1:  # what lies between settled bars stays
                _keep(self._begins, date, held)
        return held

    @property
    def _step(self) -> float:
        """Seconds between bars, about: over all of them, nights and weekends included."""
        if self.count < 2:
            return float(self.minutes * 60 or DAY_S)
        return max(1.0, (self.time(self.count - 1) - self.time(0)) / (self.count - 1))

    def _find(self, time: float) -> int:
        """The last bar that begins at or before a moment inside the axis."""
        if self.intraday:
            return self._rows.find("time", int(time), side="right") - 1
        return self._rows.find("date", np.datetime64(int(time // DAY_S), "D"), side="right") - 1

    def _days(self, first: int, stop: int) -> int:
        dates = self.dates(first, stop)
        return 1 + int((dates[1:] != dates[:-1]).sum())

    def _minutes_of_day(self, first: int, stop: int) -> Ints:
        """Minutes after the shown clock's midnight, plus 1440 for each day: ascending."""
        times = self._rows.part("time", max(0, first - 1), stop)
        shift = np.array([_offset(self.zone, int(hour)) for hour in np.unique(times // 3600)], np.int64)
        which = np.searchsorted(np.unique(times // 3600), times // 3600)
        minutes: Ints = (times + shift[which]) // 60
        return minutes if first else np.concatenate([minutes[:1] - 1440, minutes])


@lru_cache(maxsize=16)  # all lines of a picture share them
def stretches(x0: float, x1: float, width: int, begin: int, end: int) -> tuple[Ints, Ints, Ints]:
    """Which of ``width`` pixel columns hold any of the rows begin..end-1, and the rows of each (not to be written)."""
    places = np.linspace(x0, x1, width + 1)  # its end is x1 itself: rounding must not lose the last bar
    edges = np.clip(np.floor(places), begin, max(begin, end)).astype(np.int64)
    held = edges[1:] > edges[:-1]
    return np.flatnonzero(held), edges[:-1][held], edges[1:][held]


def _keep(held: dict[Any, Any], key: object, value: object) -> None:
    """Remember a value; begin anew when there are too many."""
    if len(held) > KEPT:
        held.clear()
    held[key] = value


def _city(zone: str) -> str:
    """The short name of an exchange's clock."""
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=4096)
def _offset(zone: str, hour: int) -> int:
    """Seconds that a clock is ahead of UTC in an hour since the epoch."""
    away = dt.datetime.fromtimestamp(hour * 3600, _zone(zone)).utcoffset()
    return round(away.total_seconds()) if away is not None else 0
