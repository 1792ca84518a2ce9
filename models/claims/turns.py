"""先跌0.40%，再跌1.00%，最后涨0.69%: a day each that nobody names, where there are as many days as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from models import sessions
from models.claims.clauses import Clause, Inside
from models.claims.lexing import Sort, Token
from models.claims.numbers import Unit
from models.claims.windows import When
from models.claims.words import Tag
from models.instruments import Market
from models.review.values import Window
from models.traffic.values import Granularity

NEXT = ("再", "后", "随后", "继而", "最后", "然后", "接着", "又", "其后", "之后", "进而", "转而")


def turns_of(clauses: Sequence[Clause], window: Window, spoken: When | None) -> dict[int, When | None]:
    """The day of each number of such a row, by where it starts; None where the days do not fit the numbers."""
    made: dict[int, When | None] = {}
    for place, clause in enumerate(clauses):
        if _begins(clause):
            made |= _shared(_row(clauses[place:]), window, spoken)
    return made


def _begins(clause: Clause) -> bool:
    return any(one.said in ("先", "先是") for one in clause.tokens()) and bool(_percents(clause))


def _row(clauses: Sequence[Clause]) -> list[Clause]:
    """From 先 on, as long as it goes on."""
    held = [clauses[0]]
    for one in clauses[1:]:
        words = [token for token in one.tokens() if token.sort is Sort.WORD]
        goes_on = any(word.said in NEXT or word.said.startswith("再") for word in words)
        if one.before is not Sort.COMMA or not goes_on or not _percents(one) or _dated(one):
            break
        held.append(one)
    return held


def _dated(clause: Clause) -> bool:
    """Whether single days are named, or the sum of all."""
    summed = any(one.said in ("累计", "合计") for one in clause.tokens())
    return summed or any(one.when is not None for one in clause.tokens())


def _shared(row: Sequence[Clause], window: Window, spoken: When | None) -> dict[int, When | None]:
    numbers = [one for clause in row for one in _percents(clause)]
    named = [one.when for one in row[0].tokens() if one.when is not None] or [spoken]
    when = named[-1]
    if len(numbers) < 2 or (when is not None and when.period is Granularity.DAY):
        return {}
    days = _days(when.window if when is not None else window)
    if len(days) != len(numbers):
        return {one.start: None for one in numbers}
    return {one.start: day for one, day in zip(numbers, days, strict=True)}


def _days(window: Window) -> list[When]:
    held = sessions.sessions_between(Market.CN, window.first, window.last)
    return [When(window=Window(first=day, last=day), period=Granularity.DAY) for day in held]


def _percents(clause: Clause) -> list[Token]:
    held = [one for one in clause.items if not isinstance(one, Inside)]
    counted = [one for one in held if one.number is not None and one.number.unit is Unit.PERCENT]
    return counted if any(one.does(Tag.UP, Tag.DOWN) for one in held) else []
