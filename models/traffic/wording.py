"""Periods, numbers and notes of traffic as readers of a language have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from models.numbers import big
from models.products.values import Product
from models.traffic.panel import Panel, Said
from models.traffic.values import Granularity

Texts = Mapping[str, str]
COUNTS = ("old_value", "new_value")  # slots that are plain counts


def period_text(start: dt.date, end: dt.date, granularity: Granularity, *, year: bool = False) -> str:
    """2024-09, 2024-09-13, or a week as the note writes it: 0913-0919, with ``year`` 2024 0913-0919."""
    if granularity is Granularity.MONTH:
        return f"{start:%Y-%m}"
    if granularity is Granularity.DAY:
        return start.isoformat()
    return f"{f'{end.year} ' if year else ''}{start:%m%d}-{end:%m%d}"


def notes_text(panel: Panel, products: Iterable[Product], texts: Texts, lang: str) -> tuple[str, ...]:
    """The panel's notes as sentences, products by their names: a note may speak of one that is not shown."""
    known = (*products, *(one.product for one in panel.members))
    names = {one.id: one.name(lang) for one in known}
    return tuple(
        note_text(one, texts, lambda name: names.get(name, name), panel.view.granularity, lang) for one in panel.notes
    )


def note_text(said: Said, texts: Texts, name: Callable[[str], str], granularity: Granularity, lang: str) -> str:
    """One note as a sentence; counts in units of the language."""
    values: dict[str, str | int] = {
        key: _slot(key, value, said, texts, name, lang) for key, value in said.values.items()
    }
    if "period" in values and isinstance(start := said.values.get("start"), dt.date):
        values["period"] = period_text(start, said.values["period"], granularity)
    return texts[f"traffic.note.{said.key}"].format(**values)


def _slot(key: str, value: Any, said: Said, texts: Texts, name: Callable[[str], str], lang: str) -> str | int:
    if said.key == "week":
        return texts["traffic.weekdays"].split()[int(value)]
    if isinstance(value, tuple):
        return texts["traffic.comma"].join(name(one) if key == "products" else str(one) for one in value)
    if key in COUNTS:
        return big(float(value), lang)
    if key in ("product", "other"):
        return str(name(value))
    if isinstance(value, float):
        return f"{value:+.0f}%"
    return int(value) if isinstance(value, int) else str(value)
