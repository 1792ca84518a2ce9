"""The periods a chart is offered in, from the day's minute line to months, and what each asks of a spec."""

from __future__ import annotations

from dataclasses import replace

from models.charts.values import ChartSpec
from models.values import Interval

PERIODS = ("minute", "minute5", *(str(one) for one in Interval))


def period_of(spec: ChartSpec) -> str:
    """The period that a spec shows."""
    if spec.minute_days:
        return "minute" if spec.minute_days == 1 else "minute5"
    return str(spec.interval)


def with_period(spec: ChartSpec, period: str) -> ChartSpec:
    """The spec in another period."""
    if period.startswith("minute"):
        return replace(spec, minute_days=int(period.removeprefix("minute") or 1))
    return replace(spec, minute_days=0, interval=Interval(period))


def next_period(spec: ChartSpec, step: int = 1) -> ChartSpec:
    """The next longer period (F8), after the longest the shortest."""
    place = PERIODS.index(period_of(spec)) + step
    return with_period(spec, PERIODS[place % len(PERIODS)])


def other_kind(spec: ChartSpec) -> ChartSpec:
    """From bars to the minute line and back (F5)."""
    return replace(spec, minute_days=0 if spec.minute_days else 1)
