"""How a number that a sentence rests on was looked up, so that anybody can ask again. One spelling for all."""

from __future__ import annotations

from models.note.values import Evidence
from models.review.values import Review, Row, Window
from models.traffic.panel import Panel
from models.traffic.rows import Row as Counted


def span(window: Window) -> str:
    """2024-09-23..2024-09-25."""
    return f"{window.first}..{window.last}"


def returned(row: Row, window: Window) -> Evidence:
    """A row's percentage over the window."""
    return Evidence(
        query=f"return {row.instrument.id} {span(window)}", subject=row.instrument.id, value=row.change_pct, unit="%",
        source=row.source, as_of=row.as_of,
    )  # fmt: skip


def excess(row: Row, window: Window) -> Evidence:
    """A row's percentage points over its benchmark."""
    return Evidence(
        query=f"excess {row.instrument.id} {row.benchmark} {span(window)}", subject=row.instrument.id,
        value=row.excess_pct, unit="pp", source=row.source, as_of=row.as_of,
    )  # fmt: skip


def breadth(name: str, up: int, window: Window, review: Review) -> Evidence:
    """How many rows of a sector rose."""
    asked = [row.as_of for row in review.rows if row.as_of is not None]
    return Evidence(
        query=f"breadth {name} {span(window)}", subject=name, value=float(up), unit="count",
        source=", ".join(dict.fromkeys(row.source for row in review.rows if row.source)),
        as_of=min(asked) if asked else None,
    )  # fmt: skip


def counted(row: Counted, panel: Panel, place: int) -> Evidence:
    """A product's visits or downloads in a period."""
    view = panel.view
    days = f"{panel.start[place]}..{panel.end[place]}"
    return Evidence(
        query=f"{view.metric} {row.product.id} {view.granularity} {days}", subject=row.product.id, value=row.value,
        unit=str(view.metric), source=row.source, as_of=row.known_at or None,
    )  # fmt: skip
