"""``traffic``: visits, downloads and the like of AI products, from what is held; sources stay apart."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.protocol import Held, TrafficWanted, VintagesWanted
from gui.terminal.writing import as_json, format_of, write
from gui.traffic import asking
from models.arguments import FAILED, parser
from models.errors import NoSuchData
from models.exports import EXPORTS
from models.imports.traffic.wording import ANYWHERE
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.sheet_text import as_text
from models.traffic import told
from models.traffic.chosen import AUTO, EVER, View
from models.traffic.paneling import chosen_products
from models.traffic.sheets.book import as_book
from models.traffic.sheets.table import table_sheet
from models.traffic.titling import caption_of
from models.traffic.values import Granularity, Metric, Series

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk
    from models.products.values import Product
    from models.traffic.captions import Caption
    from models.traffic.panel import Panel
    from models.workbook import Book, Sheet

FORMATS = ("table", "json", "csv", "xlsx")


def run(desk: Desk) -> int:
    """Write the traffic; 1 when no number lies in the window, or a source that was to be asked failed."""
    with desk.client() as client:
        wanted = TrafficWanted(metric=_metric(desk), known_on=desk.arguments.known_on)  # all products tell of a break
        held = client.traffic(wanted).result()
        products = with_strangers(desk.products(client), held.strangers)
        view = view_of(desk, products)
        came = True
        if desk.arguments.refresh:
            came = refreshed(desk, client, view, chosen_products(view, products))
            held = client.traffic(wanted).result()
        panels = told.panels_of(view, held.series, products)
        shown = tuple(one.product.id for one in panels[0].members)
        vintages = client.vintages(VintagesWanted(products=shown, metric=view.metric)).result()
    captions = [_caption(desk, one, products.all()) for one in panels]
    write(_content(desk, panels, captions, held, vintages), desk.arguments.out)
    there = told.anything(panels)
    if not there:
        print(desk.texts["cli.traffic.nothing"], file=sys.stderr)
    return 0 if there and came else FAILED


def view_of(desk: Desk, products: Products) -> View:
    """The view the arguments mean; leaves with one sentence and exit 2 when they name nobody."""
    asked = desk.arguments
    return View(
        category="" if asked.products else asked.category,
        products=tuple(dict.fromkeys(_named(desk, products, text) for text in asked.products)),
        metric=_metric(desk), granularity=Granularity(asked.granularity), source=asked.source,
        geo=asked.geo if asked.geo.lower() == ANYWHERE else asked.geo.upper(),
        device=asked.device, week_end=AUTO if asked.week_end is None else asked.week_end,
        days=EVER, first=asked.first, last=asked.last, known_on=asked.known_on,
    )  # fmt: skip


def _metric(desk: Desk) -> Metric:
    """As asked for; without a word what the source gives that is asked, else visits. Leaves where it does not."""
    asked = desk.arguments
    gives = asking.GIVES[asked.refresh[0]] if asked.refresh else (Metric.VISITS,)
    metric = Metric(asked.metric) if asked.metric else gives[0]
    if asked.refresh and metric not in gives:
        choice = ", ".join(gives)
        parser().error(desk.texts["cli.traffic.gives"].format(source=asked.refresh[0], choice=choice))
    return metric


def _named(desk: Desk, products: Products, text: str) -> str:
    """The product a word means; leaves where it means several or none."""
    found = products.candidates(text)
    if len(found) > 1:
        parser().error(desk.texts["cli.ambiguous"].format(text=text, choice=", ".join(found)))
    return found[0] if found else parser().error(desk.texts["cli.traffic.product"].format(text=text))


def refreshed(desk: Desk, client: DataClient, view: View, products: Sequence[Product]) -> bool:
    """Ask the source; how it went goes to stderr. Whether all that it knows of has come.

    Raises CacheError where nothing may be kept.
    """
    source, length = desk.arguments.refresh
    want = asking.wanted(source, products, view, dt.date.today(), Granularity(length) if length else None)
    done = client.refresh_traffic(want).result()
    print(asking.told(done, desk.texts), file=sys.stderr)
    return all(failure.kind == NoSuchData.__name__ for _, _, failure in done.failures)


def _content(
    desk: Desk, panels: Sequence[Panel], captions: Sequence[Caption], held: Held, vintages: Sequence[Series]
) -> bytes:
    format_ = format_of(desk.arguments.format, desk.arguments.out, FORMATS)
    if format_ == "json":
        return as_json(told.as_json(panels))
    if format_ == "csv":
        return told.as_csv(panels).encode("utf-8" if desk.arguments.out == "-" else "utf-8-sig")  # Excel asks for it
    both = tuple(zip(panels, captions, strict=True))
    if format_ == "table":
        return b"\n".join(as_text(_table(desk, *one), desk.lang, 2).encode() for one in both)
    books = [_book(desk, *one, held, vintages) for one in both]
    sheets = [
        replace(sheet, title=f"{sheet.title} {place}" if len(books) > 1 else sheet.title)
        for place, one in enumerate(books, 1)
        for sheet in one.sheets
    ]
    return EXPORTS[format_](replace(books[0], sheets=tuple(sheets)))


def _table(desk: Desk, panel: Panel, caption: Caption) -> Sheet:
    """The table with the footnotes of its figure, which stand beside the figure in a workbook."""
    sheet = table_sheet(panel, (caption,), desk.texts, desk.lang)
    return replace(sheet, under=(caption.source, *caption.notes, *sheet.under))


def _book(desk: Desk, panel: Panel, caption: Caption, held: Held, vintages: Sequence[Series]) -> Book:
    return as_book(
        panel, [caption], desk.texts, desk.lang, made_at=time.time(), convention=desk.convention,
        vintages=vintages, batches=held.batches,
    )  # fmt: skip


def _caption(desk: Desk, panel: Panel, products: Sequence[Product]) -> Caption:
    everyone = tuple(range(len(panel.members)))
    return caption_of(
        panel, everyone, products, desk.texts, desk.lang, warning=desk.texts["simulated"] if desk.boot.simulated else ""
    )
