"""``measure ID ...``: what happened from one day to another (区间统计), a column an instrument."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from data_sources.protocol import LOOK_BACK, BarsWanted
from gui.terminal import gathered
from gui.terminal.spans import today
from gui.terminal.writing import as_json, as_sheet, format_of, write
from models.arguments import FAILED
from models.charts.days import kept_from
from models.charts.ranges import Range, range_of
from models.charts.ranges import as_json as range_json
from models.charts.ranges import as_sheet as range_sheet
from models.values import Adjust, Bars, Interval

if TYPE_CHECKING:
    from main import Desk
    from models.instruments import Instrument

FORMATS = ("table", "json")
BEFORE = dt.timedelta(days=14)  # longer than any holiday: the last minute before the range


def run(desk: Desk) -> int:
    """Write the ranges; 1 when an instrument has none, or not as asked for."""
    ones = {one.id: one for one in map(desk.instrument, desk.arguments.ids)}
    with desk.client() as client:
        found, why = gathered({name: client.bars(_want(desk, one)) for name, one in ones.items()})
    why = {name: desk.why(reason) for name, reason in why.items()}
    made = [each for name, one in ones.items() if name in found and (each := _range(desk, one, found[name], why))]
    if made:
        write(_content(desk, made), desk.arguments.out)
    for name, reason in why.items():
        print(f"{name}: {reason}", file=sys.stderr)
    doubtful = not desk.boot.offline and any(one.bars.doubt for one in made)
    return FAILED if len(made) < len(ones) or doubtful else 0


def _want(desk: Desk, one: Instrument) -> BarsWanted:
    asked, interval = desk.arguments, Interval(desk.arguments.interval)
    start = asked.first - LOOK_BACK
    if interval.intraday:
        start = kept_from(interval, asked.first, BEFORE, today(one))
    return BarsWanted(
        instrument=one, interval=interval, start=start, end=asked.last, adjust=Adjust(asked.adjust),
        actions=not interval.intraday,
    )  # fmt: skip


def _range(desk: Desk, one: Instrument, bars: Bars, why: dict[str, str]) -> Range | None:
    """The range; without one the reason stands in ``why``."""
    asked, texts = desk.arguments, desk.texts
    if bars.adjust is not Adjust(asked.adjust):
        why[one.id] = texts["cli.not_adjusted"].format(name=one.id, source=bars.source).removeprefix(f"{one.id}: ")
        return None
    made = range_of(one, bars, asked.first, asked.last)
    if made is None:
        why[one.id] = texts["cli.no_session"].format(first=asked.first, last=asked.last)
    elif bars.doubt:
        why[one.id] = desk.why(bars.doubt)
    return made


def _content(desk: Desk, made: list[Range]) -> bytes:
    asked, texts = desk.arguments, desk.texts
    if format_of(asked.format, asked.out, FORMATS) == "json":
        return as_json([range_json(one) for one in made])
    told = {"first": asked.first, "last": asked.last, "interval": texts[f"interval.{asked.interval}"]}
    return as_sheet(desk, range_sheet(made, texts["measure.title"].format(**told), texts, desk.lang), "table")
