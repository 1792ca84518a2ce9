"""``traffic``: visits, downloads and the like of AI products, from what is held; sources stay apart."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.protocol import Held, TrafficWanted, VintagesWanted
from gui.terminal.writing import as_json, format_of, write
from models.arguments import FAILED, parser
from models.exports import EXPORTS
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.sheet_text import as_text
from models.traffic import told
from models.traffic.chosen import AUTO, EVER, View
from models.traffic.sheets.book import as_book
from models.traffic.sheets.table import table_sheet
from models.traffic.titling import caption_of
from models.traffic.values import Granularity, Metric, Series

if TYPE_CHECKING:
    from main import Desk
    from models.products.values import Product
    from models.traffic.captions import Caption
    from models.traffic.panel import Panel
    from models.workbook import Book

FORMATS = ("table", "json", "csv", "xlsx")


def run(desk: Desk) -> int:
    """Write the traffic; 1 when no number lies in the window."""
    with desk.client() as client:
        products = desk.products(client)
        view = view_of(desk, products)
        wanted = TrafficWanted(metric=view.metric, known_on=view.known_on)  # a break is told by all products
        held = client.traffic(wanted).result()
        known = with_strangers(products, held.strangers)
        panels = told.panels_of(view, held.series, known)
        shown = tuple(one.product.id for one in panels[0].members)
        vintages = client.vintages(VintagesWanted(products=shown, metric=view.metric)).result()
    write(_content(desk, panels, held, vintages, known.all()), desk.arguments.out)
    return 0 if any(panel.sources for panel in panels) else FAILED


def view_of(desk: Desk, products: Products) -> View:
    """The view the arguments mean; leaves with one sentence and exit 2 when they name nobody."""
    asked = desk.arguments
    return View(
        category="" if asked.products else asked.category,
        products=tuple(dict.fromkeys(_named(desk, products, text) for text in asked.products)),
        metric=Metric(asked.metric), granularity=Granularity(asked.granularity), source=asked.source,
        geo=asked.geo, device=asked.device, week_end=AUTO if asked.week_end is None else asked.week_end,
        days=EVER, first=asked.first, last=asked.last, known_on=asked.known_on,
    )  # fmt: skip


def _named(desk: Desk, products: Products, text: str) -> str:
    """The product a word means; one that only imports name goes by its own name."""
    found = products.candidates(text)
    if len(found) > 1:
        parser().error(desk.texts["cli.ambiguous"].format(text=text, choice=", ".join(found)))
    return found[0] if found else text


def _content(
    desk: Desk, panels: Sequence[Panel], held: Held, vintages: Sequence[Series], known: Sequence[Product]
) -> bytes:  # fmt: skip
    format_ = format_of(desk.arguments.format, desk.arguments.out, FORMATS)
    if format_ == "json":
        return as_json(told.as_json(panels))
    if format_ == "csv":
        return told.as_csv(panels).encode()
    if format_ == "table":
        tables = (table_sheet(one, (_caption(desk, one, known),), desk.texts, desk.lang) for one in panels)
        return b"\n".join(as_text(one, desk.lang, 2).encode() for one in tables)
    books = [_book(desk, one, held, vintages, known) for one in panels]
    sheets = [
        replace(sheet, title=f"{sheet.title} {place}" if len(books) > 1 else sheet.title)
        for place, one in enumerate(books, 1)
        for sheet in one.sheets
    ]
    return EXPORTS[format_](replace(books[0], sheets=tuple(sheets)))


def _book(
    desk: Desk, panel: Panel, held: Held, vintages: Sequence[Series], known: Sequence[Product]
) -> Book:  # fmt: skip
    return as_book(
        panel, [_caption(desk, panel, known)], desk.texts, desk.lang, made_at=time.time(), convention=desk.convention,
        vintages=vintages, batches=held.batches,
    )  # fmt: skip


def _caption(desk: Desk, panel: Panel, known: Sequence[Product]) -> Caption:
    everyone = tuple(range(len(panel.members)))
    return caption_of(
        panel, everyone, known, desk.texts, desk.lang, warning=desk.texts["simulated"] if desk.boot.simulated else ""
    )
