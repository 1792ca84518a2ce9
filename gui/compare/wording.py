"""What the compare screen says beside its numbers: usual base dates, why a line is missing, the line at the foot."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from PySide6.QtGui import QColor

from gui.look.theme import Theme, shade
from models.compare import paper
from models.compare.chosen import OWN, Comparison
from models.compare.returns import Table
from models.compare.values import instruments_of
from models.reasons import said
from models.review.values import Window

Texts = Mapping[str, str]
MONTHS = {"1m": 1, "3m": 3, "6m": 6, "1y": 12}


def preset(name: str, today: dt.date, window: Window) -> dt.date | None:
    """A usual base date; None of one that is no usual one."""
    if name == "window":
        return window.first - dt.timedelta(days=1)
    if name == "ytd":
        return dt.date(today.year - 1, 12, 31)
    return months_before(today, MONTHS[name]) if name in MONTHS else None


def preset_of(base: dt.date, today: dt.date, window: Window) -> str:
    """What a base date is usually called; "own" when it has no name."""
    names = ("window", *MONTHS, "ytd")
    return next((name for name in names if preset(name, today, window) == base), "own")


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def colour(theme: Theme, held: Comparison, key: str) -> QColor:
    """A member's colour, also before it has a line."""
    return shade(theme, held.colours.get(key, 0))


def failed(held: Comparison, failures: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Why a member has no line or a poorer one, by key: the reasons of whose bars are missing."""
    found = {}
    for member in held.shown:
        missing = [one.id for one in instruments_of([member]) if one.id in failures]
        if missing:
            told = {"name": ", ".join(missing), "why": said(failures[missing[0]], texts)}
            found[member.key] = texts["duel.failed"].format(**told)
    return found


def foot(table: Table, held: Comparison, mark: str, texts: Texts) -> str:
    """What is shown, in which unit, on which base, against what, from where and when. mark: a benchmark's name."""
    unit = texts["duel.unit.excess" if held.excess else f"duel.unit.{held.scale}"]
    against = {"": texts["duel.against.none"], OWN: texts["duel.against.own"]}.get(held.against, mark)
    told = {"unit": unit, "base": table.based.base or "--", "against": against}
    currency = texts[f"relative.currency.{held.currency.value.lower()}"]
    return texts["duel.foot"].format(**told, currency=currency, source=paper.source_line(table, texts))
