"""What the lines around a table say of all of it: the caption first, then the sheet's name, then the file's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from models.frozen import frozen
from models.imports.cells import plain
from models.imports.traffic.periods import Form, Written, days_of, inside, years_in
from models.imports.traffic.shapes import Table
from models.imports.traffic.words import (
    category_in,
    device_in,
    granularity_in,
    metric_in,
    not_kept,
    sources_in,
    unit_in,
)  # fmt: skip
from models.traffic.values import Granularity, Metric

Found = TypeVar("Found")
BY_METRIC = {Metric.VISITS: "Similarweb", Metric.DOWNLOADS: "七麦 Qimai"}
AS_OF = re.compile(r"截[至止]|更新|导出|采集|抓取|统计|as of|updated|retrieved", re.IGNORECASE)
EVENT = re.compile(
    r"上线|推出|更名|改名|更新为|公测|原文|成立|launch|renamed", re.IGNORECASE
)  # its day is not the table's
AVERAGE = "an average, not a count"  # nor is what stands below a heading that says less
PLAIN_NAMES = re.compile(r"(?i)(?:工作表|sheet|表)\s*\d*|clipboard")


@frozen(kw_only=True)
class Context:
    """None, 0.0 and "" where nothing is said. reason: why a title makes a table none of counts.

    sources: everybody named. period: of the whole table. days: the days and months the lines name, for guessing no
    year but reading one. years: those they name. lines: captions, sheet, file, in this order.
    """

    lines: tuple[str, ...]
    metric: Metric | None = None
    unit: float = 0.0
    sources: tuple[str, ...] = ()
    granularity: Granularity | None = None
    period: Written | None = None
    days: tuple[dt.date, ...] = ()
    years: tuple[int, ...] = ()
    device: str = ""
    category: str = ""
    reason: str = ""


def context_of(table: Table, file: str, earlier: tuple[str, ...] = ()) -> Context:
    """What stands around ``table``. earlier: lines above the first table of its sheet, which hold for all."""
    lines = _lines(table, file, earlier)
    granularity = _first(granularity_in, lines)
    told = next((text for text in lines if metric_in(text)), "")
    days, years = _dated(lines)
    noted, _ = _dated(tuple(text for text in table.below if AS_OF.search(text)))
    return Context(
        lines=lines,
        metric=metric_in(told) if told else None,
        unit=_first(unit_in, (*lines, *_unit_notes(table))) or 0.0,
        sources=_first(sources_in, (*table.below, *lines)) or (),
        granularity=granularity,
        period=_period(lines, granularity),
        days=(*days, *noted),
        years=years,
        device=_first(device_in, lines) or "",
        category=_first(category_in, lines) or "",
        reason=_reason(told),
    )


def _first(read: Callable[[str], Found], lines: Iterable[str]) -> Found | None:
    """What the first line says that says something."""
    return next((found for text in lines if (found := read(text))), None)


def _lines(table: Table, file: str, earlier: tuple[str, ...]) -> tuple[str, ...]:
    stem = re.sub(r"\.[A-Za-z]{2,5}$", "", file)
    corner = table.marks[0].text if table.marks and table.marks[0] is not None else ""
    named = [plain(name) for name in (table.grid.title, stem)]
    own = (*reversed(table.above), corner, named[0], *reversed(earlier), named[1])
    return tuple(dict.fromkeys(text for text in own if text and not PLAIN_NAMES.fullmatch(text)))


def _unit_notes(table: Table) -> list[str]:
    return [text for text in table.below if "单位" in text or text.lower().startswith("unit")]


def _reason(told: str) -> str:
    """A title of changes or shares alone: no count is stated beside them."""
    reason = not_kept(told) if told else ""
    both = re.search(r"及|和|与|、|&|\band\b", told)
    kept = ("a change, not a count", "a share, not a count", "a running total, not of a period", AVERAGE)
    return reason if reason in kept and not both and (not unit_in(told) or reason in kept[2:]) else ""


def _period(lines: tuple[str, ...], granularity: Granularity | None) -> Written | None:
    for text in lines:
        found = inside(text)
        if found is None or found[0].form is Form.DAY:
            continue
        week_of_month = found[0].form is Form.MONTH and granularity is Granularity.WEEK
        return None if week_of_month else found[0]
    return None


def _dated(lines: tuple[str, ...]) -> tuple[tuple[dt.date, ...], tuple[int, ...]]:
    """The last days of what the lines name with a year, and all years."""
    days, years = [], []
    for text in lines:
        if EVENT.search(text):
            continue
        found = inside(text)
        if found is not None and found[0].year and not found[0].slashed:
            try:
                days.append(days_of(found[0], found[0].year)[1])
            except ValueError:
                continue
        if found is None or found[0].form is not Form.DAY:  # a day that is not near is of something else
            years += years_in(text)
    return tuple(days), tuple(dict.fromkeys(years))


def source_of(context: Context, metric: Metric | None) -> str:
    """The one who measured: of two that are named the one known for this metric; "" when nothing decides."""
    if len(context.sources) < 2:
        return context.sources[0] if context.sources else ""
    usual = BY_METRIC.get(metric) if metric is not None else None
    return usual if usual in context.sources else ""
