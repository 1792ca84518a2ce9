"""Traffic for programs: the panels of a view as plain data and as CSV. Values are plain counts."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.listfiles.tables import quoted
from models.products.universe import Products
from models.traffic.changes import changes
from models.traffic.choosing import fits, measures_of, usable, week_end_of, window_of
from models.traffic.chosen import View
from models.traffic.panel import Break, Member, Panel
from models.traffic.paneling import chosen_products, panel_of
from models.traffic.values import BELOW, PARTIAL, RESTATED, UNNAMED, Series
from models.traffic.worked import records_of
from models.workbook import clean

NOBODY = "not stated"  # the source of a table that names none
DIGITS = 2  # of a percentage
DECIMALS = 6  # of a count: what adding days up leaves behind them is not a number anybody counted
HEADS = (
    "product", "category", "source", "geo", "device", "start", "end", "value", "change_pct", "change_low",
    "change_high", "record", "partial", "below", "restated",
)  # fmt: skip


def panels_of(view: View, series: Sequence[Series], products: Products) -> list[Panel]:
    """A panel a source, place and device with anything in the window, as they are never joined; an empty one for none.

    Where the view names them, only those.
    """
    wanted = {one.id for one in chosen_products(view, products)}
    held = usable(view, (one for one in series if one.key.product in wanted), week_end_of(view, series))
    first, last = window_of(view, held)
    inside = [one for one in held if len(one.between(first, last))]
    measures = [one for one in measures_of(inside) if fits(one, view)]
    whole = replace(view, first=first, last=last)
    return [panel_of(whole, series, products, one) for one in measures] or [panel_of(view, (), products)]


def anything(panels: Sequence[Panel]) -> bool:
    """Whether a number lies in the window."""
    return any(_has(panel, one) for panel in panels for one in panel.members)


def as_json(panels: Sequence[Panel]) -> dict[str, Any]:
    """{"metric", "unit", "granularity", "series": [...]}: a series a product, source, place and device; a gap is null.

    A product that no source has is there once, with nulls. change_pct: against the period before, percent, from the
    figures as printed; change_low, change_high: the range their digits leave open. record: above all periods that the
    source holds till then, which are LEAST_HELD or more; null where there is no number.
    """
    view = panels[0].view
    return {
        "metric": view.metric.value,
        "unit": view.metric.value,
        "granularity": view.granularity.value,
        "known_on": None if view.known_on is None else view.known_on.isoformat(),
        "series": [
            {key: said or None for key, said in _named(panel, member).items()}
            | {"points": list(_points(panel, member))}
            for panel, member in _members(panels)
        ],
        "breaks": [_break(panel, one) for panel in panels for one in panel.breaks if _in_sight(panel, one)],
    }


def _break(panel: Panel, one: Break) -> dict[str, Any]:
    return {
        "start": str(panel.start[one.place]), "end": str(panel.end[one.place]), "source": one.source,
        "products": list(one.products), "median_pct": round(one.middle, DIGITS),
    }  # fmt: skip


def _in_sight(panel: Panel, one: Break) -> bool:
    return panel.first <= one.place < panel.stop


def _named(panel: Panel, member: Member) -> dict[str, str]:
    """Whose numbers they are, and who measured them where and on what; "" without any."""
    there = {"source": _source(member.source), "geo": panel.view.geo, "device": panel.view.device}
    return {
        "product": member.product.id, "category": member.product.category,
        **(there if member.source else dict.fromkeys(there, "")),
    }  # fmt: skip


def as_csv(panels: Sequence[Panel]) -> str:
    """A line a product, source and period; a gap is empty.

    A text that a spreadsheet would run has a quote before it.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for panel, member in _members(panels):
        named = {key: quoted(clean(text)) for key, text in _named(panel, member).items()}
        for point in _points(panel, member):
            said = {name: "" if value is None else value for name, value in point.items()}
            writer.writerow(said | named)
    return out.getvalue()


def _members(panels: Sequence[Panel]) -> Iterator[tuple[Panel, Member]]:
    """Every product with a number from each source that has one, in order; those without any with the first panel."""
    for place, one in enumerate(panels[0].members):
        held = [panel for panel in panels if _has(panel, panel.members[place])] or [panels[0]]
        for panel in held:
            yield panel, replace(panel.members[place], product=one.product)


def _has(panel: Panel, member: Member) -> bool:
    return bool(np.isfinite(member.value[panel.first : panel.stop]).any())


def _points(panel: Panel, member: Member) -> Iterator[dict[str, Any]]:
    change = changes(member.value, member.step, member.flags)
    found = records_of(panel, member)
    for place in range(panel.first, panel.stop):
        value, flags = _number(member.value[place]), int(member.flags[place])
        there = value is not None
        yield {
            "start": str(panel.start[place]),
            "end": str(panel.end[place]),
            "value": value,
            "change_pct": _percent(change.percent[place]),
            "change_low": _percent(change.low[place]),
            "change_high": _percent(change.high[place]),
            "source": _source(member.source) if there else None,
            "record": (found[place] is not None) if there else None,
            "partial": bool(flags & PARTIAL) if there else None,
            "below": bool(flags & BELOW) if there else None,
            "restated": bool(flags & RESTATED) if there else None,
        }


def _source(source: str) -> str:
    return NOBODY if source == UNNAMED else source


def _number(value: float) -> float | int | None:
    """A whole number as one: 3100000000, not 3.1e9."""
    if not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), DECIMALS)


def _percent(value: float) -> float | None:
    return round(float(value), DIGITS) if math.isfinite(value) else None
