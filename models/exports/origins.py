"""The sheet that says whose numbers a workbook holds: one form for every view that leaves the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.workbook import Column, Format, Line, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one thing shown is from. as_of: when it was so, a moment or a day; None where nobody says."""

    what: str
    source: str
    as_of: dt.datetime | dt.date | None = None
    note: str = ""


def sources_sheet(origins: Iterable[Origin], texts: Mapping[str, str]) -> Sheet:
    """A row for each, once."""
    wide = {"what": 30, "source": 30, "as_of": 20, "note": 60}
    columns = tuple(
        Column(
            title=texts[f"sources.column.{key}"],
            format=Format.MOMENT if key == "as_of" else Format.TEXT,
            width=width,
        )
        for key, width in wide.items()
    )
    lines = tuple(Line(values=(one.what, one.source, one.as_of, one.note)) for one in dict.fromkeys(origins))
    return Sheet(title=texts["sources.sheet"], above=(texts["sources.title"],), columns=columns, lines=lines)
