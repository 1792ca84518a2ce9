"""``events [ID ...]``: the bundled announcements about AI products that concern a subject. Nothing is asked for."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import resources
from gui.terminal.writing import as_json, as_sheet, format_of, write
from models import announcements
from models.announcements import Listed
from models.arguments import FAILED, parser
from models.events import Library, categories_of, events_for, is_own, library_from, subjects_of
from models.instruments import EXCHANGES
from models.traffic.published import traffic_from
from models.visits import product_of

if TYPE_CHECKING:
    from main import Desk

FORMATS = ("table", "json", "csv", "xlsx")


class Subject(NamedTuple):
    """What was asked about: its name, the subjects it stands for, the first of which is itself."""

    name: str
    subjects: tuple[str, ...]


def run(desk: Desk) -> int:
    """Write the announcements; 1 when there is none."""
    library = library_from(resources.events(), resources.vendors())
    about = [_subject(desk, text) for text in desk.arguments.subjects]
    listed = _listed(desk, library, about)
    if not listed:
        print(desk.texts["cli.events.nothing"], file=sys.stderr)
        return FAILED
    write(_content(desk, listed, about, len(library.events)), desk.arguments.out)
    return 0


def _subject(desk: Desk, text: str) -> Subject:
    """A market, a product with visits, or an instrument in any spelling; a share called as a product is: NAME.US."""
    if text.upper() in EXCHANGES:
        return Subject(text.upper(), (text.upper(),))
    product = product_of(traffic_from(resources.monthly_visits()), text)
    if product is not None:
        return Subject(product.name, (product.name,))
    one = desk.instrument(text)
    return Subject(one.titled(desk.lang), subjects_of(one))


def _listed(desk: Desk, library: Library, about: Sequence[Subject]) -> list[Listed]:
    asked = desk.arguments
    known, wanted = categories_of(library.events), [one.casefold() for one in asked.category]
    if unknown := next((one for one in wanted if one not in known), None):
        told = {"text": unknown, "choice": ", ".join(known)}
        parser().error(desk.texts["cli.events.category"].format(**told))
    subjects = [name for one in about for name in one.subjects]
    first, last = asked.first or dt.date.min, asked.last or dt.date.max
    return [
        Listed(event, is_own(library, event, [one.subjects[0] for one in about]))
        for event in events_for(library, subjects, categories=wanted)
        if first <= event.date <= last
    ]


def _content(desk: Desk, listed: Sequence[Listed], about: Sequence[Subject], whole: int) -> bytes:
    format_, texts = format_of(desk.arguments.format, desk.arguments.out, FORMATS), desk.texts
    if format_ == "json":
        return as_json(announcements.as_json(listed))
    if format_ == "csv":
        return announcements.as_csv(listed).encode()
    title, key = texts["events.title"], "events.under.all"
    if about:
        title, key = texts["events.title.of"].format(names=", ".join(one.name for one in about)), "events.under"
    under = [texts[key].format(count=len(listed), whole=whole), texts["events.source"]]
    return as_sheet(desk, announcements.as_sheet(listed, title, texts, under), format_)
