"""``bars ID``: bars of one instrument, from a minute to a month, and the lines of indicators beside them."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.protocol import BarsWanted
from gui.terminal.benchmark import Answered, ask
from gui.terminal.spans import span_of, today
from gui.terminal.writing import as_json, as_sheet, format_of, write
from models.answers import bars_csv, bars_json
from models.arguments import FAILED, parser
from models.charts import table
from models.charts.days import lead
from models.errors import AppError
from models.indicators.benchmark import beside
from models.indicators.chosen import Chosen, Made, NotAnIndicator, chosen, over
from models.indicators.values import Columns
from models.values import Adjust, Bars, Interval
from models.workbook import Format, Sheet

if TYPE_CHECKING:
    from main import Desk
    from models.instruments import Instrument

FORMATS = ("json", "table", "csv", "xlsx")


def run(desk: Desk) -> int:
    """Write the bars; 1 when there are none, none so adjusted, or doubtful ones of the network."""
    one, which = desk.instrument(desk.arguments.id), _chosen(desk)
    want = _want(desk, one)
    longer = _with_lead(want) if which else want
    try:
        with desk.client() as client:
            answer = ask(desk, client, longer, benchmark=any(each.needs_benchmark for each in which))
    except AppError as error:
        return _failed(one.id, desk.why(error.detail))
    if answer.bars.adjust is not want.adjust:
        return _failed("", desk.texts["cli.not_adjusted"].format(name=one.id, source=answer.bars.source))
    if not len(answer.bars.between(want.start, want.end)):
        return _failed(one.id, desk.texts["cli.no_session"].format(first=want.start, last=want.end))
    return _written(desk, want, answer, which)


def _chosen(desk: Desk) -> tuple[Chosen, ...]:
    try:
        return chosen(desk.arguments.indicators)
    except NotAnIndicator as error:
        told = {"text": error.text, "takes": error.takes}
        return parser().error(desk.texts[f"cli.indicators.{error.why}"].format(**told))


def _want(desk: Desk, one: Instrument) -> BarsWanted:
    asked, (first, last) = desk.arguments, span_of(desk, one)
    return BarsWanted(
        instrument=one, interval=Interval(asked.interval), start=first, end=last, adjust=Adjust(asked.adjust),
        extended=asked.extended,
    )  # fmt: skip


def _with_lead(want: BarsWanted) -> BarsWanted:
    """Indicators look back: the first line that is written has one already, where there are older bars."""
    return replace(want, start=lead(want.interval, want.start, today(want.instrument)))


def _written(desk: Desk, want: BarsWanted, answer: Answered, which: tuple[Chosen, ...]) -> int:
    """Write the bars of the days asked for with their lines, and say what is doubtful."""
    whole, other = answer.bars, answer.benchmark
    bars, columns = whole.between(want.start, want.end), Columns.of(whole, beside(whole, other) if other else None)
    lines = over(which, columns, slice(len(whole) - len(bars), len(whole)))
    write(_content(desk, want.instrument, bars, lines, other), desk.arguments.out)
    for name, why in answer.doubts.items():
        print(f"{name}: {desk.why(why)}", file=sys.stderr)
    lacking = other is None and any(each.needs_benchmark for each in which)
    return FAILED if lacking or (answer.doubts and not desk.boot.offline) else 0


def _content(desk: Desk, one: Instrument, bars: Bars, lines: tuple[Made, ...], other: Bars | None) -> bytes:
    format_ = format_of(desk.arguments.format, desk.arguments.out, FORMATS)
    if format_ == "json":
        return as_json(bars_json(bars, lines) | ({"benchmark": other.instrument} if other else {}))
    if format_ == "csv":
        return bars_csv(bars, lines).encode()
    return as_sheet(desk, _sheet(desk, one, bars, lines, other), format_, one.decimals)


def _sheet(desk: Desk, one: Instrument, bars: Bars, lines: tuple[Made, ...], other: Bars | None) -> Sheet:
    texts = desk.texts
    series = [
        table.Series(title=each.title, values=each.values, format=Format.BIG if each.volume else Format.PRICE)
        for each in lines
    ]
    sources = [line for held in (bars, other) if held is not None for line in table.origin(held, texts)]
    return table.sheet(
        f"{one.titled(desk.lang)} {texts[f'interval.{bars.interval}']}", bars.date,
        [*table.of_bars(bars, texts), *series], texts, time=bars.time if bars.interval.intraday else None,
        zone=one.zone, under=sources,
    )  # fmt: skip


def _failed(name: str, why: str) -> int:
    print(f"{name}: {why}" if name else why, file=sys.stderr)
    return FAILED
