"""``visits [PRODUCT ...]``: the bundled monthly visits to AI products' sites. Nothing is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import resources
from gui.terminal.writing import as_json, as_sheet, format_of, write
from models import visits
from models.arguments import FAILED, parser
from models.traffic.published import Site, Traffic, Visits, traffic_from

if TYPE_CHECKING:
    from main import Desk

FORMATS = ("table", "json", "csv", "xlsx")
ABREAST = 5  # series beside one another in a terminal


def run(desk: Desk) -> int:
    """Write the visits; 1 when no month lies between."""
    asked, traffic = desk.arguments, traffic_from(resources.monthly_visits())
    wanted = [product_named(desk, traffic, text) for text in asked.products] or traffic.products
    series = [one for name in dict.fromkeys(one.name for one in wanted) for one in traffic.of(name)]
    held = visits.between(series, asked.first, asked.last)
    if not held:
        print(desk.texts["cli.visits.nothing"], file=sys.stderr)
        return FAILED
    write(_content(desk, held, traffic), asked.out)
    return 0


def product_named(desk: Desk, traffic: Traffic, text: str) -> Site:
    """The product ``text`` means; leaves with one sentence and exit 2 when there is none."""
    found = visits.product_of(traffic, text)
    if found is None:
        told = {"text": text, "choice": ", ".join(one.name for one in traffic.products)}
        return parser().error(desk.texts["cli.visits.product"].format(**told))
    return found


def _content(desk: Desk, held: Sequence[Visits], traffic: Traffic) -> bytes:
    format_, title = format_of(desk.arguments.format, desk.arguments.out, FORMATS), desk.texts["visits.title"]
    if format_ == "json":
        return as_json(visits.as_json(held, traffic))
    if format_ == "csv":
        return visits.as_csv(held).encode()
    if format_ == "xlsx":
        return as_sheet(desk, visits.as_sheet(held, title, desk.texts), format_)
    parts = [held[place : place + ABREAST] for place in range(0, len(held), ABREAST)]
    return b"\n".join(as_sheet(desk, visits.as_sheet(part, title, desk.texts), "table") for part in parts)
