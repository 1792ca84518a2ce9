"""How periods, moments and flags are called in the cells of a workbook."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from models.traffic.panel import Panel
from models.traffic.titling import period_at
from models.traffic.values import ASSUMED, BELOW, MOVED, PARTIAL
from models.workbook import Value

Texts = Mapping[str, str]
FLAGS = {BELOW: "below", PARTIAL: "partial", MOVED: "moved", ASSUMED: "assumed"}


def labels(panel: Panel) -> list[str]:
    """How the axis calls every period: 2024-09, 0913-0919 (with the year where there are several), +3."""
    seen = slice(panel.first, panel.stop)
    years = {day.astype(object).year for column in (panel.start[seen], panel.end[seen]) for day in column}
    return [period_at(panel, place, year=len(years) > 1) for place in range(len(panel.start))]


def day(panel: Panel, which: object) -> Value:
    """A day of a period; None where the panel is aligned and every product has days of its own."""
    return None if panel.offsets else which.astype(object)  # type: ignore[attr-defined]


def moment(known_at: float) -> Value:
    """UTC seconds as a moment; None of what was known always."""
    return dt.datetime.fromtimestamp(known_at, dt.UTC) if math.isfinite(known_at) and known_at > 0 else None


def number(value: float) -> Value:
    """A number; None of NaN and of what is without bounds."""
    return float(value) if math.isfinite(value) else None


def marks(flags: int, texts: Texts) -> str:
    """What must be known about a number: "部分天数；上限值"; "" when it is plain."""
    held = [texts[f"trafficfile.flag.{name}"] for bit, name in FLAGS.items() if flags & bit]
    return texts["trafficfile.and"].join(held)
