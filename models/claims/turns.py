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

LEAST = 2  # numbers that make a row
OTHERWISE = (Tag.GROUP, Tag.MEAN, Tag.EXCESS, Tag.BEAT, Tag.TRAIL, Tag.AGAINST, Tag.OTHER, Tag.VISITS, Tag.DOWNLOADS)
NEXT = ("再", "后", "随后", "继而", "最后", "然后", "接着", "又", "其后", "之后", "进而", "转而")


def turns_of(clauses: Sequence[Clause], window: Window, spoken: When | None) -> dict[int, When | None]:
    """The day of each number of such a row, by where it starts; None where the days do not fit the numbers."""
    made: dict[int, When | None] = {}
    for place, clause in enumerate(clauses):
        if _begins(clause):
            made |= _shared(_row(clauses[place:]), window, spoken)
        elif last := _after_a_streak(clause, window, spoken):
            made |= last
        elif made.keys() & {one.start for one in _percents(clause)}:
            continue
        elif _of_one(clauses[: place + 1]) and (numbers := _in_a_row(clause)):
            made |= _one_each(clause, numbers, window, spoken)
    return made


def _of_one(clauses: Sequence[Clause]) -> bool:
    """Whether a single share is spoken of."""
    own = [one for one in clauses[-1].tokens() if one.sort is Sort.NAME]
    if own or clauses[-1].has(Tag.RESPECT):
        return len(own) == 1 and own[0].names[0].kind == "instrument"
    before = [sum(one.sort is Sort.NAME for one in clause.tokens()) for clause in clauses[:-1]]
    named = [count for count in before if count]
    return bool(named) and named[-1] == 1


def _in_a_row(clause: Clause) -> list[Token]:
    """涨0.22%、跌3.97%、涨2.18% of one share: never all of the same days."""
    tokens = clause.tokens()
    numbers = _percents(clause)
    if len(numbers) < LEAST or any(one.does(*OTHERWISE) for one in tokens):
        return []
    between = [one for one in tokens if numbers[0].start < one.start < numbers[-1].start and one not in numbers]
    plain = all(one.does(Tag.AND, Tag.UP, Tag.DOWN) for one in between)
    joints = sum(one.does(Tag.AND) for one in between)
    return numbers if plain and joints == len(numbers) - 1 and all(_exact(one) for one in numbers) else []


def _exact(one: Token) -> bool:
    return one.number is not None and one.number.to is None


def _one_each(clause: Clause, numbers: Sequence[Token], window: Window, spoken: When | None) -> dict[int, When | None]:
    held = [one for item in clause.items for one in (item.tokens if isinstance(item, Inside) else [item])]
    days = [one.when for one in held if one.when is not None and one.when.period is Granularity.DAY]
    if len(days) == 1:
        days = _numbered(clause, numbers[0].start, days[0])
    if not days:
        return _shared([clause], window, spoken)
    fit = len(days) == len(numbers)
    return {one.start: days[at] if fit else None for at, one in enumerate(numbers)}


def _numbered(clause: Clause, end: int, last: When) -> list[When]:
    """23、24、25日: the month stands with the last one only."""
    plain = [one.number for one in clause.tokens() if one.start < end and one.number is not None]
    days = [int(one.value) for one in plain if one.unit is Unit.PLAIN and 0 < one.value < last.window.first.day]
    firsts = [last.window.first.replace(day=day) for day in days]
    return [*(When(window=Window(first=day, last=day), period=Granularity.DAY) for day in firsts), last]


def _after_a_streak(clause: Clause, window: Window, spoken: When | None) -> dict[int, When | None]:
    """连跌两日后反弹0.69%: on the last day."""
    numbers, tokens = _percents(clause), clause.tokens()
    ends = any(one.said in ("后", "之后") for one in tokens)
    if len(numbers) != 1 or not ends or not clause.has(Tag.STREAK) or _dated(clause):
        return {}
    days = _days(spoken.window if spoken is not None else window)
    return {numbers[0].start: days[-1]} if days else {}


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
    named = [one.when for one in row[0].tokens() if one.when is not None]
    when = named[-1] if named else spoken
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
