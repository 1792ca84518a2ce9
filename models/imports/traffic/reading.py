"""Tables of visits, downloads, page views, ranks: cells in, series out.

Recognised by content, whatever the layout; nothing is guessed that would change a number: a unit, a metric, a year
that nobody states is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from models.facts import Said
from models.imports.cells import plain
from models.imports.headings import CODE, heading
from models.imports.traffic import asking
from models.imports.traffic.context import Context, context_of, source_of
from models.imports.traffic.joining import stacked
from models.imports.traffic.naming import Names
from models.imports.traffic.panes import panes_of
from models.imports.traffic.shapes import HEAD, Table, line, tables_of
from models.imports.traffic.taking import take
from models.imports.traffic.templates import fingerprint, lasting
from models.imports.traffic.values import Block, Hints, Layout, Named, Question, Role, Template, TrafficTaken
from models.imports.traffic.working import Taking
from models.imports.values import Cells, Grid, Refused
from models.traffic.values import UNNAMED

ENOUGH = 200  # rows that tell what a table is of
SHOWN = 12  # rows of a table that a reader is shown
_CODE = re.compile(r"(?:\d{5,6}\.(?:SH|SZ|HK|BJ)|[A-Z]{1,5}(?:[._][A-Z])?(?:\.(?:US|OQ?|N)| US EQUITY))", re.IGNORECASE)
NO_HINTS = Hints()
NO_TABLE = "no row of headings with products or periods and a number to count"


def is_traffic(cells: Cells, products: Named) -> bool:
    """Whether a file is of traffic and not of prices: it says what is counted, or names a product of ours."""
    if cells.form == "json":
        return True
    if any(_is_market(grid) for grid in cells.sheets):
        return False
    panes = [pane for grid in cells.sheets for pane in panes_of(grid)]
    found = (table for pane in (*map(_top, panes), *panes) for table in tables_of(pane, products, NO_HINTS))
    return any(_counts(cells, table, products) for table in found)


def _top(grid: Grid) -> Grid:
    """Most say it there."""
    return replace(grid, rows=grid.rows[:ENOUGH])


def _is_market(grid: Grid) -> bool:
    """A code beside a close, a cap or shares; or codes across."""
    for row in grid.rows[:HEAD]:
        fields = {found.field for cell in row if (found := heading(cell)) is not None}
        if CODE in fields and fields & set(Said):
            return True
        if sum(bool(_CODE.fullmatch(plain(cell))) for cell in row if isinstance(cell, str)) > 0:
            return True
    return False


def _counts(cells: Cells, table: Table, products: Named) -> bool:
    context = context_of(table, cells.name)
    if context.metric or any(one is not None and (one.metric or one.known) for one in table.marks):
        return True
    first = table.of(Role.PRODUCT)
    rows = table.grid.rows[table.start : table.stop][:ENOUGH]
    return bool(first) and any(products.named(plain(row[first[0]])) for row in rows if len(row) > first[0])


def _tables(cells: Cells, grid: Grid, products: Named, hints: Hints) -> list[Table]:
    found = [one for pane in panes_of(grid) for one in tables_of(pane, products, hints)]
    return [replace(one, layout=Layout.JSON) for one in found] if cells.form == "json" else found


def taken_of(cells: Cells, products: Named, hints: Hints = NO_HINTS, *, today: dt.date) -> TrafficTaken:
    """Every number that ``cells`` state of a product and a period, what is not taken, and what must be answered.

    today: the user's date; a year that is not written is offered so that the period is over by then.
    """
    names = Names(products, hints)
    takings: list[Taking] = []
    refused: list[Refused] = []
    for grid in cells.sheets:
        found = _tables(cells, grid, products, hints)
        takings += [take(one, context, names, hints, today) for one, context in _with_context(found, cells.name)]
        if not found and any(plain(cell) for row in grid.rows[:HEAD] for cell in row):
            refused.append(Refused(sheet=grid.title, row=0, reason=NO_TABLE))
    series, twice = stacked([piece for one in takings for piece in one.pieces], hints.known_at)
    refused += [why for one in takings for why in one.refused] + twice
    blocks = tuple(_block(one) for one in takings)
    sources = list(dict.fromkeys(key.source for key in series.keys)) or [block.source for block in blocks]
    units = {unit for one in takings for unit in one.units} if series else set()
    return TrafficTaken(
        vendor=", ".join(dict.fromkeys(sources)) or UNNAMED,
        unit=units.pop() if len(units) == 1 else 0.0,
        series=series,
        refused=tuple(dict.fromkeys(refused)),
        questions=_questions(takings, hints),
        template=Template(fingerprint=fingerprint([one.table for one in takings]), hints=lasting(hints)),
        blocks=blocks,
        names=_names(names, {key.product for key in series.keys}),
    )


def _with_context(found: list[Table], file: str) -> Iterable[tuple[Table, Context]]:
    earlier = found[0].above if found else ()
    return [(one, context_of(one, file, earlier if place else ())) for place, one in enumerate(found)]


def _questions(takings: list[Taking], hints: Hints) -> tuple[Question, ...]:
    """Each once a sheet, those that must be answered first."""
    asked = [question for one in takings for question in one.questions]
    for one in takings:
        unnamed = not hints.source and Role.SOURCE not in one.body.texts
        if unnamed and any(not source_of(one.context, metric) for metric in one.metrics):
            asked.append(asking.source(one.sheet, one.context.sources))
    once: dict[tuple[str, str], Question] = {}
    for question in asked:
        once.setdefault((question.asked, question.sheet), question)
    return tuple(sorted(once.values(), key=lambda one: not one.needed))


def _names(names: Names, taken: set[str]) -> tuple[tuple[str, str, str], ...]:
    by_id = {id_: (id_, text, names.categories.get(id_, "")) for id_, text in reversed(names.found)}
    return tuple(one for one in reversed(by_id.values()) if one[0] in taken)


def _block(one: Taking) -> Block:
    table = one.table
    top = max(0, max(table.header, 0) - len(table.above))
    rows = table.grid.rows[top : min(table.stop, max(table.header, 0) + SHOWN)]
    metrics, units = set(one.metrics), set(one.units)
    return Block(
        sheet=one.sheet,
        layout=table.layout,
        header=table.header + 1 if table.start > table.header else 0,
        first=table.start + 1,
        last=table.stop,
        roles=tuple((place, mark.role) for place, mark in enumerate(table.marks) if mark is not None and mark.role),
        caption=line(table.above),
        metric=metrics.pop() if len(metrics) == 1 else None,
        unit=units.pop() if len(units) == 1 else 0.0,
        source=source_of(one.context, one.metrics[0] if one.metrics else None) or one.hints.source or UNNAMED,
        top=top + 1,
        rows=tuple(tuple(plain(cell)[:80] for cell in row) for row in rows),
    )
