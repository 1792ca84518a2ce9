"""The measured ranges of several instruments (区间统计) side by side: a column each, and plain data for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from models.answers import moment
from models.charts.measure import Extreme, Measure, measure
from models.charts.measured import Texts, Told, lines
from models.charts.table import origin
from models.instruments import Instrument
from models.values import Adjust, Bars, Basis
from models.workbook import Column, Line, Sheet, Value

PLACES = ("first", "last", "first_time", "last_time", "first_date", "last_date", "high", "low", "ex_dates")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Range:
    """What ``held`` says of ``one`` is of ``bars``, which begin earlier: with the close a change is measured from."""

    one: Instrument
    bars: Bars
    held: Measure

    @property
    def intraday(self) -> bool:
        """Whether its moments have an hour."""
        return self.bars.interval.intraday


def range_of(one: Instrument, bars: Bars, first: dt.date, last: dt.date) -> Range | None:
    """The bars of the exchange's dates ``first`` to ``last``; None when there is none between.

    Flat bars of a suspended share are none. Prices as traded say what went ex inside.
    """
    held = bars.traded()
    ends = np.array([first, last + dt.timedelta(days=1)], "datetime64[D]")
    begin, stop = np.searchsorted(held.date, ends).tolist()
    if begin >= stop:
        return None
    traded = held.adjust is Adjust.NONE and held.basis is Basis.RAW
    made = measure(
        held, begin, stop - 1, interval=held.interval, as_traded=traded, actions=held.actions or ()
    )  # fmt: skip
    return None if made is None else Range(one=one, bars=held, held=made)


def as_sheet(ranges: Sequence[Range], title: str, texts: Texts, lang: str) -> Sheet:
    """A row a number, a column an instrument; empty where one has no such number."""
    told = [{each.label: each for each in _lines(one, texts, lang)} for one in ranges]
    heads = [Column(title=texts["measure.heading"], width=24)]
    heads += [Column(title=one.one.titled(lang), width=28) for one in ranges]
    rows = [Line(values=(label, *(_value(each.get(label)) for each in told))) for label in _merged(told)]
    under = tuple(line for one in ranges for line in origin(one.bars, texts))
    return Sheet(title=title, above=(title,), columns=tuple(heads), lines=tuple(rows), under=under)


def as_json(one: Range) -> dict[str, Any]:
    """A range as plain data, the numbers of Measure unrounded and with their names there; moments in UTC."""
    held, bars = one.held, one.bars
    clock = one.intraday
    return {
        "id": one.one.id,
        "interval": str(bars.interval),
        "adjust": str(bars.adjust),
        "basis": str(bars.basis),
        "currency": bars.currency,
        "from": _when(held.first_date, held.first_time, clock=clock),
        "to": _when(held.last_date, held.last_time, clock=clock),
        **{name: value for name, value in asdict(held).items() if name not in PLACES},
        "base_kind": str(held.base_kind),
        "high": _extreme(held.high, clock=clock),
        "low": _extreme(held.low, clock=clock),
        "ex_dates": [day.isoformat() for day in held.ex_dates],
        "last_is_final": bars.last_is_final,
        "source": bars.source,
        "as_of": moment(bars.fetched_at),
        "doubt": bars.doubt or None,
    }


def _lines(one: Range, texts: Texts, lang: str) -> tuple[Told, ...]:
    return lines(one.held, one.one, texts, lang, intraday=one.intraday)


def _value(told: Told | None) -> Value:
    return None if told is None else told.value


def _merged(told: Iterable[dict[str, Told]]) -> list[str]:
    """Every label once; one that others lack stands where its own instrument has it."""
    made: list[str] = []
    for each in told:
        place = 0
        for label in each:
            if label not in made:
                made.insert(place, label)
            place = made.index(label) + 1
    return made


def _extreme(held: Extreme | None, *, clock: bool) -> dict[str, Any] | None:
    return None if held is None else {"value": held.value, "at": _when(held.date, held.time, clock=clock)}


def _when(date: dt.date, time: float, *, clock: bool) -> str | None:
    return moment(time) if clock else date.isoformat()
