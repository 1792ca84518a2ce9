"""One table to pieces of series. What must be known first is asked, and then nothing of the table is taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from models.imports.cells import plain
from models.imports.traffic import asking
from models.imports.traffic.bodies import IS_TOTAL, body_of
from models.imports.traffic.context import AVERAGE, Context
from models.imports.traffic.dating import Dated, dated
from models.imports.traffic.headers import Mark
from models.imports.traffic.naming import Names
from models.imports.traffic.numbers import Column, whole
from models.imports.traffic.periods import written
from models.imports.traffic.pieces import add_pieces
from models.imports.traffic.shapes import Table, is_rank_of_rows
from models.imports.traffic.units import UNSCALED, Counts, certain, counts, which_scale, which_unit
from models.imports.traffic.values import Hints, Role
from models.imports.traffic.words import metric_in, unit_in, unit_of
from models.imports.traffic.working import Taking
from models.traffic.values import Metric
from models.values import Ints


def take(table: Table, context: Context, names: Names, hints: Hints, today: dt.date) -> Taking:
    """All of a table: pieces of series, or what has to be asked first, and what is not taken."""
    made = Taking(table, context, names, hints, today, body_of(table))
    if context.reason and (context.reason == AVERAGE or not any(one is not None and one.metric for one in table.marks)):
        made.refuse(table.header + 1, context.reason)
        return made
    _columns_not_taken(made)
    periods = _periods(made)
    _rows_not_taken(made)
    for place, column in made.body.columns.items():
        _column(made, place, column, periods)
    if made.zeros:
        made.questions.append(asking.zeros(made.zeros, hints, made.sheet))
    if any(one.needed for one in made.questions):
        made.pieces = []
    return made


# what is not taken, and why


def _columns_not_taken(made: Taking) -> None:
    for one in made.table.marks:
        if one is not None and one.role is Role.IGNORED and one.text:
            made.refuse_column(one.reason or "not a number of traffic", one.text)


def _rows_not_taken(made: Taking) -> None:
    body = made.body
    for row, text in body.idle:
        made.refuse(row, f"a row without a number: {text[:40]}")
    if made.table.of(Role.PRODUCT):
        for place in np.flatnonzero(body.product < 0).tolist():
            total = bool(body.product[place] == IS_TOTAL)
            made.refuse(int(body.rows[place]), "a total is no product" if total else "no product is named")
    for place, text in body.strange.items():
        if body.product[place] >= 0 or not made.table.of(Role.PRODUCT):
            made.refuse(int(body.rows[place]), f"not a period: {text}")


def _wrong(made: Taking, place: int, idx: Ints, counted: Counts) -> None:
    """Numbers that are none: a whole column of them once."""
    if not counted.wrong:
        return
    mark = made.table.marks[place]
    text = mark.text if mark is not None else ""
    reasons = set(counted.wrong.values())
    if len(reasons) == 1 and not np.isfinite(counted.value).any() and len(counted.wrong) > 1:
        made.refuse_column(reasons.pop(), text)
        return
    for row, reason in sorted(counted.wrong.items()):
        at = int(idx[row])
        if made.body.product[at] >= 0 or not made.table.of(Role.PRODUCT):
            made.refuse(int(made.body.rows[at]), f"{reason}: {plain(made.body.cells[place][at])[:40]}")


# periods


def _periods(made: Taking) -> Dated:
    """Every period of the table with its days; empty when they have to be asked for."""
    table, context = made.table, made.context
    found = list(made.body.periods)
    found += [one.period for one in _values(table) if one.period is not None]
    if not found and (one := context.period or written(made.hints.period.replace("/", " - "))):
        found = [one]
    if not found:
        if any(np.isfinite(column.value).any() for column in made.body.columns.values()):
            made.questions.append(asking.period(made.sheet, context))
        return {}
    when = [table.marks[place] for place in table.of(Role.DATE, Role.START, Role.END)]
    length = next((one.granularity for one in when if one is not None and one.granularity), None)
    known = replace(context, granularity=length or context.granularity)
    periods, asked = dated(found, known, made.hints, _which_day(made), made.sheet, made.today)
    made.questions += asked
    _not_periods(made, periods)
    return periods


def _which_day(made: Taking) -> str:
    """Which day of its week a single date is, where the heading says so, or Similarweb's own answer does."""
    starts, ends = made.table.of(Role.START), made.table.of(Role.END)
    if made.saved:
        return "first"
    return "" if bool(starts) == bool(ends) else "first" if starts else "last"


def _not_periods(made: Taking, periods: Dated) -> None:
    for one, period in periods.items():
        if isinstance(period, str):
            made.refuse_column(period, asking.text_of(one))
        elif period.start > made.today:
            made.refuse_column("a period that has not begun", asking.text_of(one))
            periods[one] = "a period that has not begun"


def _values(table: Table) -> list[Mark]:
    return [one for place in table.of(Role.VALUE) if (one := table.marks[place]) is not None]


# numbers


def _column(made: Taking, place: int, column: Column, periods: Dated) -> None:
    """One column of numbers; where the rows say what they count and in which unit, as many parts as they say."""
    mark = made.table.marks[place]
    if mark is None or not (np.isfinite(column.value).any() or column.wrong):
        return
    if is_rank_of_rows(made.table, mark, made.context.sources, made.context.metric):
        made.refuse_column("the order of the rows, or a rank of nobody's list", mark.text)
        return
    size = len(column.value)
    said = [made.body.texts.get(role, ("",) * size) for role in (Role.METRIC, Role.UNIT)]
    if not any(role in made.body.texts for role in (Role.METRIC, Role.UNIT)):
        _part(made, place, mark, np.arange(size), ("", ""), periods)
        return
    parts: dict[tuple[str, str], list[int]] = {}
    for row, texts in enumerate(zip(*said, strict=True)):
        parts.setdefault(texts, []).append(row)
    for texts, rows in parts.items():
        _part(made, place, mark, np.array(rows, np.int64), texts, periods)


def _part(made: Taking, place: int, mark: Mark, idx: Ints, texts: tuple[str, str], periods: Dated) -> None:
    column = _rows(made.body.columns[place], idx)
    if not (np.isfinite(column.value).any() or column.wrong):
        return
    metric = metric_in(texts[0]) or mark.metric or made.context.metric or made.hints.metric
    if texts[0] and metric_in(texts[0]) is None:
        made.refuse(int(made.body.rows[idx[0]]), f"not counted here: {texts[0][:40]}")
        return
    if metric is None:
        made.questions.append(asking.metric(made.context, mark.text, made.sheet))
        return
    counted = _counted(made, place, mark, idx, column, metric, texts)
    if counted is not None:
        made.metrics.append(metric)
        made.units.append(counted.unit)
        _wrong(made, place, idx, counted)
        add_pieces(made, mark, idx, column, counted, metric, periods)


def _rows(column: Column, idx: Ints) -> Column:
    if len(idx) == len(column.value):
        return column
    wrong = {new: column.wrong[old] for new, old in enumerate(idx.tolist()) if old in column.wrong}
    return Column(
        value=column.value[idx], step=column.step[idx], below=column.below[idx], scaled=column.scaled[idx], wrong=wrong
    )


def _certain(made: Taking, place: int, column: Column, metric: Metric) -> float:
    """The unit of a column; all that are headed by periods or products only are numbers of one kind."""
    marks = made.table.marks
    places = [at for at in made.body.columns if (one := marks[at]) is not None and not one.unit and not one.metric]
    if len(places) < 2 or place not in places:
        return certain(column, metric)
    if metric not in made.sure:
        made.sure[metric] = certain(whole([made.body.columns[at] for at in places]), metric)
    return made.sure[metric]


def _counted(
    made: Taking, place: int, mark: Mark, idx: Ints, column: Column, metric: Metric, said: tuple[str, str]
) -> Counts | None:
    """The numbers in their unit; None when it has to be asked for."""

    def text(row: int) -> str:
        return plain(made.body.cells[place][idx[row]])

    stated = 1.0 if metric in UNSCALED else unit_of(said[1]) or unit_in(said[0]) or mark.unit or made.context.unit
    unit = stated or _certain(made, place, column, metric) or made.hints.unit or float(made.saved)
    if not unit:
        made.questions.append(which_unit(column, text, made.sheet))
        return None
    question = which_scale(column, unit, metric, text, made.hints.scale, made.sheet)
    if question is not None:
        made.questions.append(question)
    return counts(column, unit, metric, made.hints.scale)
