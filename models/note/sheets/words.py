"""What the sheets of the note's workbook have in common: columns out of a layout, moments, days, names of sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from models.frozen import frozen
from models.review.paper import source_name
from models.review.standing_values import Total
from models.review.values import Window
from models.text_table import width
from models.workbook import Column, Format

Texts = Mapping[str, str]
YI = 1e8


@frozen
class Slot:
    """A column before it has its heading. key: of texts under "notefile.column."."""

    key: str
    format: Format = Format.TEXT
    width: int = 12
    heat: bool = False
    wrap: bool = False


def columns(slots: Iterable[Slot], texts: Texts) -> tuple[Column, ...]:
    """The columns of a layout."""
    return tuple(
        Column(
            title=texts[f"notefile.column.{one.key}"], format=one.format, width=one.width, heat=one.heat, wrap=one.wrap
        )
        for one in slots
    )


def moment(seconds: float | None) -> dt.datetime | None:
    """UTC seconds as a moment."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None


def days(window: Window) -> str:
    """0923-0925; with the years where they are two."""
    shape = "%m%d" if window.first.year == window.last.year else "%Y%m%d"
    return f"{window.first:{shape}}-{window.last:{shape}}"


def cut(text: str, room: int) -> str:
    """As much of a text as stands in ``room`` characters, a wide one counts two."""
    kept = 0
    for place, mark in enumerate(text):
        kept += width(mark)
        if kept > room:
            return text[:place].rstrip() + "…"
    return text


def sources(named: Iterable[str], texts: Texts) -> str:
    """Sources as a reader knows them, each once."""
    return ", ".join(dict.fromkeys(source_name(one, texts) for one in named if one))


def breadth(of: Total, texts: Texts) -> str:
    """6 up 0 down, and what else there is."""
    shown = [("up", of.up), ("down", of.down)]
    shown += [(key, count) for key in ("flat", "suspended", "without") if (count := getattr(of, key))]
    return " ".join(texts[f"notefile.breadth.{key}"].format(count=count) for key, count in shown)
