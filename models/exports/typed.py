"""Columns of printed cells as what they are: numbers as numbers, dates as dates, and all else as the text it is.

For tables that know only what they print. Nothing is guessed of single cells: a column is of numbers when every cell
of it that says something is printed as one, so that "000001" and "1.2亿" stay texts. Where a table knows the exact
value behind a printed number, that is taken.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

from models.numbers import MISSING
from models.workbook import Format, Value

_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d+)?")
_PERCENT = re.compile(_NUMBER.pattern + "%")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIGNED = ("+", "-")
_EMPTY = ("", MISSING)


def typed(texts: Sequence[str], exact: Sequence[Value] | None = None) -> tuple[Format, tuple[Value, ...]]:
    """The format of a column and its values, None where nothing is said.

    texts: as they are printed. exact: what is behind each, None where nobody knows; percentages in percent.
    """
    told = [text for text in texts if text not in _EMPTY]
    if exact is not None and any(value is not None for value in exact):
        return _format_of(told, exact), tuple(_exact(*pair) for pair in zip(texts, exact, strict=True))
    for pattern, read in ((_PERCENT, _percent), (_NUMBER, _number), (_DAY, _day)):
        if told and all(pattern.fullmatch(text) for text in told):
            values = tuple(None if text in _EMPTY else read(text) for text in texts)
            return (Format.DATE if pattern is _DAY else _number_format(told)), values
    return Format.TEXT, tuple(texts)


def _number_format(told: Sequence[str]) -> Format:
    """By signs and units, as people read them."""
    numbers = [text for text in told if _PERCENT.fullmatch(text) or _NUMBER.fullmatch(text)]
    signed = any(text.startswith("+") for text in numbers)
    if any(text.endswith("%") for text in numbers):
        return Format.PERCENT if signed or all(text.startswith(_SIGNED) for text in numbers) else Format.PART
    return Format.POINTS if signed else Format.PLAIN


def _format_of(told: Sequence[str], exact: Sequence[Value]) -> Format:
    held = [value for value in exact if value is not None]
    if any(isinstance(value, dt.datetime) for value in held):
        return Format.MOMENT
    if any(isinstance(value, dt.date) for value in held):
        return Format.DATE
    return _number_format(told) if any(isinstance(value, int | float) for value in held) else Format.TEXT


def _exact(text: str, value: Value) -> Value:
    """What is behind a cell; its own words where there is nothing."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None if text in _EMPTY else text
    return value


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _percent(text: str) -> float:
    return _number(text[:-1])


def _day(text: str) -> Value:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:  # 2024-02-31 is printed by nobody, but it may be read in somebody's file
        return text
