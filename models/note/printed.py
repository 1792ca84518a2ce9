"""Percentages that a published note printed, and a footnote where the closes give another one. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from models.note.printed_values import Printed
from models.note.values import LANGS
from models.numbers import price
from models.review.paper import signed
from models.review.values import Review, Row, Window

Texts = Mapping[str, str]


def printed_from(rows: Iterable[Mapping[str, str]]) -> tuple[Printed, ...]:
    """The percentages of a table. Raises ValueError naming the row that does not fit."""
    return tuple(_printed(row) for row in rows)


def _printed(row: Mapping[str, str]) -> Printed:
    try:
        first, last = (dt.date.fromisoformat(row[key]) for key in ("first", "last"))
        return Printed(
            instrument=row["instrument"], window=Window(first=first, last=last), percent=float(row["percent"]),
            where=row["where"],
        )  # fmt: skip
    except (KeyError, ValueError, TypeError) as error:
        raise ValueError(f"no printed percentage: {dict(row)} ({error})") from error


def footnotes(review: Review, printed: Iterable[Printed], texts: Mapping[str, Texts]) -> dict[str, tuple[str, ...]]:
    """By language, a sentence for each row of which another percentage was printed for the very same window."""
    said = {one.instrument: one for one in printed if one.window == review.window}
    differing = [
        (row, said[row.instrument.id])
        for row in review.rows
        if row.instrument.id in said and differs(row, said[row.instrument.id])
    ]
    return {lang: tuple(_footnote(*one, texts[lang], lang) for one in differing) for lang in LANGS}


def differs(row: Row, one: Printed) -> bool:
    """Whether the row's percentage does not round to what was printed."""
    return row.change_pct is not None and signed(row.change_pct) != signed(one.percent)


def _footnote(row: Row, one: Printed, texts: Texts, lang: str) -> str:
    decimals = row.instrument.decimals
    return texts["note.figure.printed"].format(
        name=row.instrument.name(lang), change=signed(row.change_pct, "%"), printed=signed(one.percent, "%"),
        base=price(row.base_close, decimals), base_date=row.base_date, end=price(row.end_close, decimals),
        end_date=row.end_date,
    )  # fmt: skip
