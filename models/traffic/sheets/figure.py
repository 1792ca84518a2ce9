"""A figure's sheet: the chart, its source and footnotes, and the numbers it is drawn from.

Numbers in cells are plain counts (31,000,000). What the chart draws stands beside them in the unit that its axis names:
no axis divides by 10,000 in a way that every spreadsheet understands, and one that does not would show numbers 10,000
times too large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from models.frozen import frozen
from models.traffic.captions import Caption
from models.traffic.chosen import Shape
from models.traffic.indexed import indexed
from models.traffic.panel import Panel
from models.traffic.shares import shares
from models.traffic.sheets.words import Texts, day, labels, marks, number
from models.traffic.titling import base_place
from models.traffic.values import BELOW, PARTIAL, SUMMED, Flags, Metric
from models.values import Floats
from models.workbook import PAPER_RAMP, Column, Format, Graph, Line, Plot, Run, Sheet, Value

PLOTS = {Shape.LINES: Plot.LINE, Shape.BARS: Plot.COLUMN, Shape.SHARE: Plot.SHARE, Shape.TABLE: Plot.LINE}
GROUPED = 6  # newest periods side by side where bars stand in groups by product
DECIMALS = 2  # of an index
WIDTH = 15  # characters of a column of numbers


@frozen(kw_only=True, eq=False)
class Grid:
    """What a figure's sheet holds, as it stands there: a row is a period, or a product where bars are so grouped.

    heads: the columns before the numbers; rows: their cells. plain: counts. drawn: what the chart draws, of the same
    shape; None where that is the counts. names, colours: of the numbers' columns. flags: as the numbers. remarks: of
    the rows, beside what flags say.
    """

    heads: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    names: list[str]
    colours: list[str]
    plain: Floats
    drawn: Floats | None
    flags: Flags
    remarks: Sequence[tuple[str, ...]] = ()

    @property
    def seen(self) -> list[int]:
        """The columns of numbers that have any: the others are in the table, and in no legend."""
        shown = self.plain if self.drawn is None else self.drawn
        return np.flatnonzero(np.isfinite(shown).any(axis=0)).tolist() if shown.size else []


def figure_sheet(
    panel: Panel, figure: Caption, texts: Texts, lang: str, name: str, colours: Mapping[str, str]
) -> Sheet:
    """One figure; a product without a number stands in its footnotes and in the table, not here.

    name: the sheet's. colours: of products by id, RRGGBB; what is not there takes the ramp in order.
    """
    grid = _grid(panel, figure, texts, lang, colours)
    format_drawn, counter = _drawn_as(panel, figure, texts)
    plain_counter = texts[f"trafficfile.counter.{panel.view.metric}"]
    columns = list(grid.heads)
    columns += [Column(title=f"{one}\n{plain_counter}", format=Format.PLAIN, width=WIDTH) for one in grid.names]
    if grid.drawn is not None:
        columns += [Column(title=f"{one}\n{counter}", format=format_drawn, width=WIDTH) for one in grid.names]
    begin = len(columns) - len(grid.names)
    columns.append(Column(title=texts["trafficfile.column.remark"], width=40))
    graph = Graph(
        plot=PLOTS[panel.view.drawn], title=figure.title, unit=figure.unit, labels=0, log=panel.view.log,
        rank=panel.view.metric is Metric.RANK and base_place(panel) is None,
        zero=panel.view.metric in SUMMED and base_place(panel) is None,
        runs=tuple(Run(column=begin + at, name=grid.names[at], colour=grid.colours[at]) for at in grid.seen),
    )  # fmt: skip
    return Sheet(
        title=name, graph=graph, above=_said(figure, texts), columns=tuple(columns),
        lines=tuple(_line(grid, place, texts) for place in range(len(grid.rows))),
    )  # fmt: skip


def _said(figure: Caption, texts: Texts) -> tuple[str, ...]:
    """What stands between the chart and its numbers."""
    warned = (figure.warning,) if figure.warning else ()
    notes = [texts["trafficfile.note"].format(place=place, note=note) for place, note in enumerate(figure.notes, 1)]
    return (*warned, figure.source, *notes, texts["trafficfile.blank"], "")


def _drawn_as(panel: Panel, figure: Caption, texts: Texts) -> tuple[Format, str]:
    """The format and the unit of what is drawn."""
    if panel.view.drawn is Shape.SHARE:
        return Format.PART, texts["trafficfile.share"]
    if base_place(panel) is not None:
        return Format.PRICE, texts["trafficfile.index"]
    return Format.PLAIN, figure.counter


def _grid(panel: Panel, figure: Caption, texts: Texts, lang: str, colours: Mapping[str, str]) -> Grid:
    """The numbers inside the window, of the products that have any."""
    seen = slice(panel.first, panel.stop)
    which = [place for place in figure.which if np.isfinite(panel.members[place].value[seen]).any()]
    which = which or list(figure.which)
    members, plain = [panel.members[place] for place in which], panel.matrix[which]
    every = np.stack([one.flags for one in members]) if members else np.empty((0, len(panel.start)), np.uint8)
    drawn = _drawn(panel, figure, plain, every)
    names = [one.product.name(lang) for one in members]
    inks = [_ink(colours.get(one.product.id, ""), place) for place, one in enumerate(members)]
    periods, days = labels(panel)[seen], zip(panel.start[seen], panel.end[seen], strict=True)
    cut = None if drawn is None else drawn[:, seen]
    if panel.view.shape is Shape.BARS and panel.view.by_product:
        return _by_product(names, periods, plain[:, seen], cut, every[:, seen], texts)
    heads = [(texts[f"trafficfile.column.{key}"], kind) for key, kind in _HEADS]
    rows = [(label, day(panel, first), day(panel, last)) for label, (first, last) in zip(periods, days, strict=True)]
    return Grid(
        heads=tuple(Column(title=title, format=kind, width=13) for title, kind in heads), rows=rows, names=names,
        colours=inks, plain=plain[:, seen].T, drawn=None if cut is None else cut.T, flags=every[:, seen].T,
        remarks=remarks(panel, plain, every, names, texts)[seen],
    )  # fmt: skip


_HEADS = (("period", Format.TEXT), ("start", Format.DATE), ("end", Format.DATE))


def _ink(colour: str, place: int) -> str:
    return colour or PAPER_RAMP[place % len(PAPER_RAMP)]


def _drawn(panel: Panel, figure: Caption, value: Floats, flags: Flags) -> Floats | None:
    """Shares in percent, an index, or counts in the figure's unit."""
    if panel.view.drawn is Shape.SHARE:
        return shares(value, flags).percent
    if (place := base_place(panel)) is not None:
        return np.round(indexed(value, flags, place).value, DECIMALS)
    return value / figure.size if figure.size != 1.0 else None


def remarks(panel: Panel, plain: Floats, flags: Flags, names: Sequence[str], texts: Texts) -> list[tuple[str, ...]]:
    """What a period's shares or indices need to have said: a total of fewer products, a base of another period."""
    made: list[tuple[str, ...]] = [()] * len(panel.start)
    if panel.view.drawn is Shape.SHARE:
        covered = shares(plain, flags).covered
        most = int(covered.max(initial=0))
        said = [texts["trafficfile.covered"].format(count=int(count)) for count in covered]
        return [(one,) if 0 < count < most else () for one, count in zip(said, covered, strict=True)]
    if (place := base_place(panel)) is not None:
        for name, at in zip(names, indexed(plain, flags, place).places.tolist(), strict=True):
            if at not in (place, -1):
                made[at] = (*made[at], texts["trafficfile.based"].format(name=name))
    return made


def _by_product(
    names: list[str], periods: list[str], plain: Floats, drawn: Floats | None, flags: Flags, texts: Texts
) -> Grid:
    """A row a product, with its newest periods side by side."""
    newest = slice(max(0, len(periods) - GROUPED), len(periods))
    return Grid(
        heads=(Column(title=texts["trafficfile.column.product"], width=16),), rows=[(name,) for name in names],
        names=periods[newest], colours=[_ink("", place) for place in range(len(periods[newest]))],
        plain=plain[:, newest], drawn=None if drawn is None else drawn[:, newest], flags=flags[:, newest],
    )  # fmt: skip


def _line(grid: Grid, place: int, texts: Texts) -> Line:
    numbers: list[Value] = [number(value) for value in grid.plain[place].tolist()]
    if grid.drawn is not None:
        numbers += [number(value) for value in grid.drawn[place].tolist()]
    told = [
        texts["trafficfile.of"].format(name=name, mark=marks(int(flag) & (PARTIAL | BELOW), texts))
        for name, flag in zip(grid.names, grid.flags[place], strict=True) if flag & (PARTIAL | BELOW)
    ]  # fmt: skip
    told += grid.remarks[place] if grid.remarks else ()
    return Line(values=(*grid.rows[place], *numbers, texts["trafficfile.and"].join(told)))
