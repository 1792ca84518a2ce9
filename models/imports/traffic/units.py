"""What the numbers of a column are multiplied by: never a guess that could be another.

A heading states it, or each cell, or the numbers are too large to be thousands; anything else is asked.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.frozen import frozen
from models.imports.traffic.numbers import Column, Marks
from models.imports.traffic.values import Asked, Option, Question
from models.traffic.values import Metric
from models.values import Floats

# what no product of ours reaches in a month: Google has 1.4e11 visits
CEILING = {Metric.VISITS: 5e10, Metric.PAGE_VIEWS: 2e11, Metric.DOWNLOADS: 1e9, Metric.RATINGS: 1e9, Metric.RANK: 1e6}
HIGHEST = {Metric.VISITS: 1e12, Metric.PAGE_VIEWS: 5e12, Metric.DOWNLOADS: 1e10, Metric.RATINGS: 1e9, Metric.RANK: 1e6}
THRESHOLD = 5000  # Similarweb writes "<5,000" of small sites, whatever the unit of a table around it
OFFERED = (1.0, 1e3, 1e4, 1e6, 1e8)
UNSCALED = (Metric.RANK, Metric.RATINGS)


@frozen(kw_only=True, eq=False)
class Counts:
    """Plain counts with their last printed digit; wrong: why, by row."""

    value: Floats
    step: Floats
    wrong: dict[int, str]
    unit: float


def ceiling(metric: Metric) -> float:
    """The largest count that a column in units may state."""
    return CEILING.get(metric, 1e12)


def certain(one: Column, metric: Metric) -> float:
    """The unit that follows from the numbers themselves, 0.0 for none."""
    have = np.isfinite(one.value)
    if metric in UNSCALED or not have.any():
        return 1.0
    bare, scaled = one.value[have & ~one.scaled], one.value[have & one.scaled]
    if len(scaled) and (not len(bare) or bare.max() < min(10_000, scaled.min())):
        return 1.0  # 12.3万 beside 8,500: smaller ones are written out
    return 1.0 if bare.max() * 1e3 > ceiling(metric) else 0.0


def which_unit(one: Column, cells: Callable[[int], str], sheet: str) -> Question:
    """What the numbers are multiplied by, with what the largest would become. cells: the text of a row."""
    bare = np.where(np.isfinite(one.value) & ~one.scaled, one.value, -1.0)
    at = int(bare.argmax())
    text = cells(at)
    options = tuple(
        Option(value=f"{unit:.0f}", means=f"{text} = {bare[at] * unit:,.10g}" if bare[at] >= 0 else "")
        for unit in OFFERED
    )
    return Question(
        asked=Asked.UNIT, sheet=sheet, why="nothing states the unit of the numbers", example=text, options=options
    )


def which_scale(
    one: Column, unit: float, metric: Metric, cells: Callable[[int], str], scale: str, sheet: str
) -> Question | None:
    """Where a cell and its heading state a scale, and both together would be possible, too."""
    doubtful = one.scaled & np.isfinite(one.value) & (one.value * unit <= ceiling(metric))
    if unit == 1.0 or scale in ("cell", "both") or not doubtful.any():
        return None
    row = int(np.flatnonzero(doubtful)[0])
    value, text = float(one.value[row]), cells(row)
    options = (
        Option(value="cell", means=f"{text} = {value:,.10g}"),
        Option(value="both", means=f"{text} = {value * unit:,.10g}"),
    )
    why = "a cell states a scale, and so does its heading"
    return Question(asked=Asked.SCALE, sheet=sheet, why=why, example=text, options=options, offered="cell")


def counts(one: Column, unit: float, metric: Metric, scale: str) -> Counts:
    """The column in its unit, without what cannot be."""
    times = np.where(one.scaled & (scale != "both"), 1.0, unit)
    value, step = _rounded(one.value * times), one.step * times
    wrong = dict(one.wrong)
    strange = one.below & ~one.scaled & (one.value == THRESHOLD) & (unit != 1.0)
    _refuse(value, strange, wrong, "5,000 visits, or 5,000 of the unit?")
    most = ceiling(metric) if unit != 1.0 else HIGHEST.get(metric, 1e13)
    _refuse(value, value > most, wrong, "more than there can be: is the unit right?")
    _refuse(value, (value > 0) & (value < 1), wrong, "less than one: a share?")
    if metric is Metric.RANK:
        _refuse(value, (value < 1) | (value != np.rint(value)), wrong, "not a rank")
        step = np.zeros(len(step))
    if unit == 1.0:
        step = np.where(~one.scaled & (step <= 1), 0.0, step)  # visits are estimates: some have fractions
    return Counts(value=value, step=step, wrong=wrong, unit=unit)


def _rounded(value: Floats) -> Floats:
    """Without what binary fractions add: 6.8 * 10,000 is 68,000."""
    near = np.rint(value)
    return np.where(np.abs(value - near) <= 1e-12 * np.maximum(np.abs(value), 1), near, value)


def _refuse(value: Floats, which: Marks, wrong: dict[int, str], why: str) -> None:
    for row in np.flatnonzero(which & np.isfinite(value)):
        wrong[int(row)] = why
        value[row] = np.nan


def printed(value: Floats) -> float:
    """The place that the plain numbers of a table are rounded to, of 1,000 at least: 24,800,000 and 13,900,000 to 1e5.

    0.0 when they are fewer than three or have all their digits.
    """
    whole = np.unique(value[np.isfinite(value) & (value > 0)])
    if len(whole) < 3 or (whole != np.rint(whole)).any() or whole.max() > 1e15:
        return 0.0
    common = int(np.gcd.reduce(whole.astype(np.int64)))
    step = 1
    while common % (step * 10) == 0:
        step *= 10
    return float(step) if step >= 1000 else 0.0
