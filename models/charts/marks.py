"""Announcements and ex-dates as marks on a chart: on which bar, which of them together, and in which words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log2
from typing import NamedTuple

import numpy as np

from models.adjustment import MADE_OF_DAYS
from models.events import Event, Library, is_own
from models.periods import period
from models.values import Action, ActionKind, Days, Floats, Interval

Texts = Mapping[str, str]


class Kind(StrEnum):
    """What is marked."""

    EVENT = "event"
    EX = "ex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark. text: what is told of it, without its date. category: an announcement's, "" of an ex-date.

    own: it concerns what the chart shows; others are of its sector.
    """

    date: dt.date
    kind: Kind
    text: str
    category: str = ""
    own: bool = True


class Placed(NamedTuple):
    """A mark and the number of the bar it stands at. moved: its day had no session, so it stands at the next one."""

    mark: Mark
    bar: int
    moved: bool


class Cluster(NamedTuple):
    """Marks ``first`` to ``stop`` (exclusive) of the placed ones, drawn as one at the place of the first."""

    at: float
    first: int
    stop: int


# what is marked


def marks_of_events(
    events: Iterable[Event], library: Library, subjects: Collection[str], texts: Texts, lang: str
) -> tuple[Mark, ...]:
    """Announcements as marks on a chart of ``subjects`` (as models.events has them), in their order."""
    return tuple(
        Mark(
            date=one.date, kind=Kind.EVENT, text=_told(one, texts, lang), category=one.category,
            own=is_own(library, one, subjects),
        )
        for one in events
    )  # fmt: skip


def marks_of_actions(
    actions: Iterable[Action], factors: Mapping[dt.date, float], currency: str, texts: Texts
) -> tuple[Mark, ...]:
    """A mark for each ex-date, oldest first, with what was split or paid and the factor, where there is one.

    factors: of models.adjustment.factors, by ex-date. currency: ISO 4217 code of what is paid.
    """
    days: dict[dt.date, list[Action]] = {}
    for one in actions:
        days.setdefault(one.ex_date, []).append(one)
    return tuple(
        Mark(date=day, kind=Kind.EX, text=_went_ex(days[day], factors.get(day), currency, texts))
        for day in sorted(days)
    )


def _told(event: Event, texts: Texts, lang: str) -> str:
    category, basis = (
        texts.get(f"event.category.{event.category}", event.category),
        texts[f"event.basis.{event.date_basis.name.lower()}"],
    )
    return texts["event.told"].format(text=event.text(lang), category=category, basis=basis)


def _went_ex(actions: Iterable[Action], factor: float | None, currency: str, texts: Texts) -> str:
    keys = {ActionKind.SPLIT: "event.split", ActionKind.DIVIDEND: "event.dividend"}
    said = [texts[keys[one.kind]].format(value=f"{one.value:g}", currency=currency) for one in actions]
    if factor is not None:
        said.append(texts["event.factor"].format(factor=f"{factor:.6g}"))
    return texts["event.comma"].join(said)


# where it stands


def placed(marks: Iterable[Mark], date: Days, interval: Interval) -> tuple[Placed, ...]:
    """The marks on bars of these dates (exchange-local, ascending): on the day's first bar, or the next session's.

    A week or month has the date of its last session. What lies before the first bar or after the last is left out.
    """
    if not len(date):
        return ()
    first: dt.date = date[0].astype("datetime64[D]").astype(dt.date)
    long = interval in MADE_OF_DAYS
    begin = period(interval, first)[0] if long else first
    return _placed(marks, date.astype("datetime64[D]"), begin, is_long=long)


def _placed(marks: Iterable[Mark], ends: Days, begin: dt.date, *, is_long: bool) -> tuple[Placed, ...]:
    """``ends``: the last day of each bar; of several bars of one day the first takes the mark."""
    made = []
    for mark in marks:
        day = np.datetime64(mark.date, "D")
        bar = int(np.searchsorted(ends, day))
        if mark.date >= begin and bar < len(ends):
            made.append(Placed(mark, bar, not is_long and bool(ends[bar] != day)))
    return tuple(sorted(made, key=lambda one: (one.bar, one.mark.date)))


def reach(bar_px: float, apart_px: float) -> float:
    """How many bars a cluster spans at most: the same clusters hold for as long as this is the same."""
    return 2.0 ** ceil(log2(apart_px / bar_px))


def clusters(places: Floats, bar_px: float, apart_px: float) -> tuple[Cluster, ...]:
    """Marks that would stand nearer than ``apart_px`` to the first of a cluster are in it, the first at most left.

    places: bars by number, ascending. bar_px: pixels of a bar. The least distance is rounded up to a power of two of
    bars (``reach``), and clusters begin at the first mark of all, not of the window: panning changes none of them, and
    zooming only where a power is crossed. Drawn clusters are at least ``apart_px`` apart. Raises ValueError for places
    that descend.
    """
    if len(places) and (np.diff(places) < 0).any():
        raise ValueError("places must ascend")
    bars = reach(bar_px, apart_px)
    made, first = [], 0
    while first < len(places):
        at = float(places[first])
        stop = max(first + 1, int(np.searchsorted(places, at + bars)))
        made.append(Cluster(at, first, stop))
        first = stop
    return tuple(made)


# what is said of it


def words(together: Sequence[Placed], texts: Texts, most: int = 10) -> tuple[str, ...]:
    """A line a mark: ex-dates, the chart's own, then the sector's, each oldest first; and how many more there are."""
    order = sorted(together, key=lambda one: (one.mark.kind is not Kind.EX, not one.mark.own, one.mark.date))
    told = [_line(one, texts) for one in order[:most]]
    more = len(order) - len(told)
    return (*told, texts["event.more"].format(count=more)) if more else tuple(told)


def _line(one: Placed, texts: Texts) -> str:
    key = "event.moved" if one.moved else "event.line"
    return texts[key].format(date=one.mark.date.isoformat(), text=one.mark.text)
