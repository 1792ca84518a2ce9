"""Everything that is shown of traffic as one workbook: figures, the table behind them, vintages, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from models.traffic.captions import Caption
from models.traffic.choosing import measure_of
from models.traffic.panel import Panel
from models.traffic.sheets.figure import figure_sheet
from models.traffic.sheets.kept import sources_sheet, vintages_sheet
from models.traffic.sheets.table import table_sheet
from models.traffic.sheets.words import Texts
from models.traffic.values import Batch, Series
from models.workbook import PAPER_COLOURS, Book, Sheet


def as_book(
    panel: Panel,
    figures: Sequence[Caption],
    texts: Texts,
    lang: str,
    *,
    made_at: float,
    convention: str,
    vintages: Iterable[Series] = (),
    batches: Iterable[Batch] = (),
    colours: Mapping[str, str] | None = None,
) -> Book:
    """The panel's workbook. made_at: UTC seconds. convention: of PAPER_COLOURS. colours: RRGGBB of products by id.

    vintages: a series a batch of the products, for the sheet of all numbers their source ever said; without any there
    is none.
    """
    known = {one.number: one for one in batches}
    single = len(figures) == 1
    names = [
        texts["trafficfile.sheet.figure"].format(place="" if single else at).strip()
        for at in range(1, len(figures) + 1)
    ]
    sheets = [
        figure_sheet(panel, one, texts, lang, name, colours or {}) for one, name in zip(figures, names, strict=True)
    ]
    sheets.append(table_sheet(panel, tuple(figures), texts, lang))
    sheets += _kept(panel, tuple(vintages), known, texts, lang)
    up, down = PAPER_COLOURS[convention]
    created = dt.datetime.fromtimestamp(made_at, dt.UTC)
    title = figures[0].title if figures else texts["trafficfile.sheet.table"]
    return Book(sheets=tuple(sheets), title=title, created=created, up=up, down=down)


def joined(books: Sequence[tuple[tuple[int, ...], int, Book]], texts: Texts) -> Book:
    """Several workbooks as one. books: the figures' numbers, how many sheets at the front are figures, the workbook.

    A figure's sheet is called by its number, the others carry the numbers of their figures behind their names.
    """
    sheets: list[Sheet] = []
    for numbers, figures, book in books:
        tag = "-".join(map(str, numbers))
        named = [texts["traffic.figure"].format(number=number) for number in numbers]
        for place, sheet in enumerate(book.sheets):
            title = named[place] if place < min(figures, len(named)) else f"{sheet.title} {tag}"
            sheets.append(replace(sheet, title=title))
    return replace(books[0][2], sheets=tuple(sheets), title=texts["traffic.title"])


def _kept(
    panel: Panel, vintages: tuple[Series, ...], batches: Mapping[int, Batch], texts: Texts, lang: str
) -> list[Sheet]:
    products = {one.product.id: one.product for one in panel.members}
    measures = {measure_of(one.series) for one in panel.members if one.series is not None}
    shown = [one for one in vintages if measure_of(one) in measures]  # another source's numbers are another figure's
    held = [vintages_sheet(shown, batches, products, texts, lang)] if shown else []
    return [*held, sources_sheet(panel, batches, texts, lang)]
