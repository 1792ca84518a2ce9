"""The counts of a column as pieces of series: of whom, of which period, with flags."""

from __future__ import annotations

import numpy as np

from models.imports.traffic.bodies import NO_PERIOD
from models.imports.traffic.dating import Dated, Period
from models.imports.traffic.headers import Mark
from models.imports.traffic.joining import Piece
from models.imports.traffic.keys import keys_of
from models.imports.traffic.numbers import Column, Marks
from models.imports.traffic.units import UNSCALED, Counts, printed
from models.imports.traffic.values import Layout, Role
from models.imports.traffic.working import Taking
from models.traffic.values import BELOW, Metric
from models.values import Floats, Ints

UNASKED = -2


def add_pieces(
    made: Taking, mark: Mark, idx: Ints, column: Column, counted: Counts, metric: Metric, periods: Dated
) -> None:
    """Add what the rows ``idx`` of a column state to the pieces of ``made``."""
    place, spans = _spans(made, mark, idx, periods)
    product = _product(made, mark, idx)
    good = np.isfinite(counted.value) & (place >= 0) & (product >= 0)
    good &= ~_zeros(made, good, counted.value, column)
    if not good.any():
        return
    flags = np.array([span.flags for span in spans], np.uint8)[place]
    flags[column.below] |= BELOW
    starts, ends = (np.array([getattr(one, name) for one in spans], "datetime64[D]") for name in ("start", "end"))
    codes, keys = keys_of(made, mark, idx, product, metric, place, spans)
    part = np.flatnonzero(good & (codes >= 0))
    if len(part):
        made.pieces.append(
            Piece(
                keys=keys, key=codes[part], sheet=made.sheet, start=starts[place[part]], end=ends[place[part]],
                value=counted.value[part], step=_precision(counted, column, metric)[part], flags=flags[part],
                row=made.body.rows[idx[part]],
            )
        )  # fmt: skip


def _zeros(made: Taking, good: Marks, value: Floats, column: Column) -> Marks:
    """Those left out, as they may stand for what the source does not know."""
    zero: Marks = good & (value == 0) & ~column.below
    if made.hints.zeros == "number":
        return np.zeros(len(value), np.bool_)
    made.zeros += int(zero.sum())
    return zero


def _precision(counted: Counts, column: Column, metric: Metric) -> Floats:
    """Plain numbers that all end in zeros were rounded."""
    plain = (counted.step == 0) & ~column.below & ~column.scaled & (counted.unit == 1.0)
    if metric in UNSCALED or not plain.any():
        return counted.step
    return np.where(plain, printed(counted.value), counted.step)


def _product(made: Taking, mark: Mark, idx: Ints) -> Ints:
    """For each row the place of its product among the names, or of the one that the heading or a title names."""
    context = made.context
    if made.table.of(Role.PRODUCT):
        row = made.body.product[idx]
        ids = made.ids = np.full(len(made.body.names) + 1, UNASKED) if made.ids is None else made.ids
        new = row[(row >= 0) & (ids[row] == UNASKED)]
        for at in np.unique(new).tolist():
            ids[at] = made.names.place(made.body.names[at], context.category)
        return np.where(row >= 0, ids[row], -1)
    name = mark.name or made.names.titled(context.lines)
    if not name:
        made.refuse_column("no product is named", mark.text)
    return np.full(len(idx), made.names.place(name, mark.category or context.category) if name else -1)


def _spans(made: Taking, mark: Mark, idx: Ints, periods: Dated) -> tuple[Ints, list[Period]]:
    """For each row the place of its period, -1 for none, and the periods."""
    if mark.period is not None:
        return _one(periods.get(mark.period), len(idx))
    if made.body.periods:
        row, spans = made.body.period[idx], [periods.get(one) for one in made.body.periods]
        kept = [one for one in spans if isinstance(one, Period)]
        where, count = np.full(len(spans) + 1, NO_PERIOD), 0
        for at, one in enumerate(spans):
            where[at], count = (count, count + 1) if isinstance(one, Period) else (NO_PERIOD, count)
        return np.where(row >= 0, where[row], NO_PERIOD), kept
    if made.table.layout is Layout.PRODUCTS_DOWN:
        made.refuse_column("no period", mark.text)
        return np.full(len(idx), NO_PERIOD), []
    return _one(next(iter(periods.values()), None), len(idx))


def _one(period: Period | str | None, size: int) -> tuple[Ints, list[Period]]:
    return (np.zeros(size, np.int64), [period]) if isinstance(period, Period) else (np.full(size, NO_PERIOD), [])
