"""A sheet of a workbook as text for a terminal: the same table, its numbers as a screen shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models import numbers
from models.text_table import aligned, printable
from models.workbook import Format, Sheet, Value

LEFT = (Format.TEXT, Format.DATE, Format.MOMENT)


def as_text(sheet: Sheet, lang: str, decimals: int = 2) -> str:
    """The sentences above, the table, the sentences under it. decimals: of prices."""
    heads = [printable(column.title) for column in sheet.columns]
    rows = [
        [
            cell_text(value, column.format, lang, decimals)
            for value, column in zip(line.values, sheet.columns, strict=True)
        ]
        for line in sheet.lines
    ]
    left = {place for place, column in enumerate(sheet.columns) if column.format in LEFT}
    parts = (_lines(sheet.above), aligned([heads, *rows], left), _lines(sheet.under))
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(sentences: tuple[str, ...]) -> str:
    return "\n".join(printable(one) for one in sentences if one)


def cell_text(value: Value, format_: Format, lang: str, decimals: int) -> str:
    """A value as its column shows it, on one line; what is missing is "--". decimals: of prices."""
    if value is None:
        return numbers.MISSING
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return _NUMBERS[format_](float(value), lang, decimals)


_NUMBERS: dict[Format, Callable[[float, str, int], str]] = {
    Format.PERCENT: lambda value, _, __: numbers.percent(value),
    Format.POINTS: lambda value, _, __: numbers.signed(value),
    Format.BIG: lambda value, lang, _: numbers.big(value, lang),
    Format.COUNT: lambda value, _, __: f"{value:,.0f}",
    Format.TENTHS: lambda value, _, __: f"{value:,.1f}",
    Format.PART: lambda value, _, __: numbers.part(value),
    Format.PLAIN: lambda value, _, __: f"{value:,.6f}".rstrip("0").rstrip("."),
}
_NUMBERS |= dict.fromkeys(set(Format) - set(_NUMBERS), lambda value, _, decimals: numbers.price(value, decimals))
