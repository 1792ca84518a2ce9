"""Which days a clause, a predication and a number are of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from models import sessions
from models.claims.clauses import Clause, Inside
from models.claims.context import State
from models.claims.lexing import Sort, Token
from models.claims.numbers import Unit
from models.claims.predications import Part, Said
from models.claims.windows import When, month_window, week_of
from models.claims.words import Tag
from models.instruments import Market
from models.review.values import Window
from models.traffic.values import Granularity

_BETWEEN = re.compile(
    r"的?(?:收盘价?|收|收于|(?:历史|阶段)?(?:高点|峰值|低点|高位|低位|前高))?"
    r"(?:的|为|是|达|成了|变成|[（(])?"
)
MOST_MONTHS = 25
LONG = re.compile(r"累计|合计|[两三四五六七八九]个月(?!新)")
SHORT = 27  # days: of a month or a quarter earnings are told as well


class Days:
    """The days of one sentence. here, dated: those of the clause and their tokens; base: 较2月, told from there."""

    def __init__(self, text: str, state: State, window: Window) -> None:
        self.text, self.state, self.window = text, state, window
        self.here: list[When] = []
        self.dated: list[Token] = []
        self.base: dt.date | None = None
        self.kept: dt.date | None = None  # the base of a clause before
        self.inner: list[Token] = []  # days that stand in brackets with a number, beside days outside
        self.outer: list[When | None] = []  # those of the clause while brackets are read
        self.months: list[When] = []  # 2月、3月、4月: those that were named last
        self.within: Window | None = None  # 为本周最高收盘价: among whose days

    def take(self, clause: Clause) -> None:
        """The days of a clause, for it and for what follows."""
        state = self.state
        whens = [one for one in flat(clause) if one.when is not None]
        state.fresh = bool(whens)
        told = "".join(one.said for one in clause.tokens())
        self.base = self.kept if not whens and LONG.search(told) else None
        self.here = [one.when for one in whens if one.when is not None]
        if whens:
            self.months = [month for one in self.here for month in (_months(one) or [one])]
        self.dated = whens
        self.inner = _bracketed(clause, whens)
        whens = [one for one in whens if one not in self.inner]
        state.since, self.within = None, None
        if clause.has(Tag.RECORD):
            self.within = _among(clause, whens)
            if self.within is not None and state.when is not None and state.when.period is Granularity.DAY:
                return  # 9月26日收于124.04美元，为当周最高收盘价
            back = [one for one in whens if one.when is not None and one.when.since]
            if back and back[-1].when is not None:
                state.since = back[-1].when.window.first
            whens = [one for one in whens if one not in back]
        passing = clause.has(Tag.MAYBE, Tag.OTHER)
        if not whens:
            if state.kept and not passing:
                state.when, state.loose, state.heading = state.kept[0]
                state.kept = []
            return
        passing = passing and all(_is_long(one.when) for one in whens if one.when is not None)
        if passing and not state.kept:
            state.kept = [(state.when, state.loose, state.heading)]
        elif not passing:
            state.kept = []
        based = self._based(clause, whens)
        if based is not None:
            state.when, state.loose = based, state.loose and based is state.when
            return
        telling = _speaks_of_prices(clause) or any(one.sort is Sort.NUMBER for one in clause.tokens())
        telling = telling or clause.has(Tag.VISITS, Tag.DOWNLOADS)  # 国产AI应用月下载量（2024年8月，七麦）
        unknown = any(one.sort is Sort.TEXT for one in clause.tokens())
        carried = state.loose
        state.loose = not telling and (unknown or clause.has(Tag.CAUSE, Tag.ACT))
        state.days += [one.when for one in whens if one.when is not None and one.when.period is Granularity.DAY]
        state.counted = False
        chosen = whens[-1].when
        firm = [one.when for one in whens if one.when is not None and not one.when.relative]
        if chosen is not None and chosen.relative and firm:
            chosen = firm[-1]
        elif (
            chosen is not None
            and chosen.relative
            and not carried
            and clause.before is not Sort.STOP
            and self._until(chosen)
        ):
            chosen = state.when  # 截至9月24日，本周累计…
        if not carried and whens[-1].said in ("全周", "整周", "周内", "当周") and state.when is not None:
            chosen = _its_week(state.when, chosen)
        state.when, state.heading = chosen, False
        if chosen is not None and not chosen.coming and not state.supposed:
            state.maybe = False

    def own(self, part: Part, clause: Clause, since: int) -> int:
        """上周跌5.99%、本周涨11.92%: the days that stand before a number are its own; where the part ends."""
        if part.of is not None:
            self._inside(part)
            return since
        if self.outer:
            self.state.when = self.outer.pop()
        if not (part.numbers or part.kind):
            return since
        _, end = part.span()
        tokens = clause.tokens()
        based = {after for before, after in pairwise(tokens) if before.does(Tag.AGAINST, Tag.FROM)}
        free = [one for one in self.dated if one not in based and one in tokens]
        mine = [one.when for one in free if since <= one.start < end]
        if len(free) > 1 and mine and not part.has(Tag.RESPECT, Tag.RECORD) and not self.state.kept:
            firm = [one for one in mine if one is not None and not one.relative]
            self.state.when = firm[-1] if firm else mine[-1]
        return end

    def _inside(self, part: Part) -> None:
        """8月1410万次（7月为1280万次）: what stands in brackets is of the days that stand there."""
        _, end = part.span()
        mine = [one.when for one in self.inner if one.start < end]
        if mine:
            self.outer = self.outer or [self.state.when]
            self.state.when = mine[-1]

    def one_each(self, part: Part) -> list[tuple[Said, When]]:
        """8月、9月分别为…, or a share's days in a row: each number has days of its own."""
        if len(part.numbers) < 2 or len({one.names[0].id for one in part.names}) != 1:
            return []
        if not part.has(Tag.RESPECT):
            fits = len(self.months) == len(part.numbers) and all(one.unit is Unit.COUNT for one in part.numbers)
            return list(zip(part.numbers, self.months, strict=True)) if fits else []
        one = self.here[0] if len(self.here) == 1 else self.state.when if not self.here else None
        months = (_months(one) or _days_of(one)) if one is not None else []
        for days in (months, self.here, self.months, self.state.days[-len(part.numbers) :]):
            if len(days) == len(part.numbers):
                return list(zip(part.numbers, days, strict=True))
        return []

    def beside(self, part: Part) -> list[tuple[Said, When]]:
        """从8月的26亿次增至9月的31亿次: a number right after days is of those days."""
        found = []
        for number in part.numbers:
            near = [one for one in self.dated if one.when is not None and self._right_after(one, number.token)]
            if near and near[0].when is not None and number.unit in (Unit.COUNT, Unit.PLAIN, Unit.MONEY):
                found.append((number, near[0].when))
        rest = [one for one in part.numbers if one not in [number for number, _ in found]]
        if not found or (
            not rest and found[0][1] is self.state.when and part.kind != "beat" and not part.has(Tag.FROM)
        ):
            return []
        when = self.state.when
        return found + ([(one, when) for one in rest] if when is not None else [])

    def _right_after(self, one: Token, number: Token) -> bool:
        """上周五收盘价32.15元, 8月的26亿次."""
        return one.end <= number.start and _BETWEEN.fullmatch(self.text[one.end : number.start].strip()) is not None

    def _based(self, clause: Clause, whens: Sequence[Token]) -> When | None:
        """较9月20日收盘价: from that close on, to the end of the days that are spoken of."""
        tokens = clause.tokens()
        for before, one in pairwise(tokens):
            day = one.when
            based = before.does(Tag.AGAINST, Tag.FROM)
            beside = based or before.does(Tag.BEAT, Tag.TRAIL)  # 略低于8月的…
            if day is not None and beside and day.period is Granularity.MONTH and one in whens:
                self.base = self.kept = day.window.first
                held = next((other.when for other in reversed(whens) if other is not one), self.state.when)
                if held is not None and held.window.last < self.base:  # 2025年1月较12月
                    self.base = self.base.replace(year=self.base.year - 1)
                return next((other.when for other in reversed(whens) if other is not one), self.state.when)
            priced = beside and any(other.number is not None and other.number.unit is Unit.MONEY for other in tokens)
            single = day is not None and day.period is Granularity.DAY and not day.since
            if day is not None and single and (based or priced) and one in whens:
                later = [other.when for other in whens if other.when is not None and other is not one]
                last = max([other.window.last for other in later] or [self._end(day)])
                first = day.window.last + dt.timedelta(days=1)
                return When(window=Window(first=first, last=last)) if first <= last else None
        return None

    def _until(self, chosen: When) -> bool:
        """Whether 截至9月24日 stands before 本周."""
        held = self.state.when
        return held is not None and held.until and held.window.last >= chosen.window.first

    def _end(self, day: When) -> dt.date:
        held = self.state.when
        return held.window.last if held is not None and held.window.last > day.window.last else self.window.last


def _bracketed(clause: Clause, whens: Sequence[Token]) -> list[Token]:
    """Days in brackets that have a number there, where other days stand outside."""
    outside = clause.tokens()
    single = [one for one in whens if one.when is not None and one.when.period is Granularity.DAY]
    if not any(one in outside for one in whens) and len(single) < 2:
        return []  # 116元（上周五）
    inner = [item.tokens for item in clause.items if isinstance(item, Inside)]
    counted = [held for held in inner if any(one.sort is Sort.NUMBER for one in held)]
    return [one for held in counted for one in held if one in whens]


def _among(clause: Clause, whens: Sequence[Token]) -> Window | None:
    """Days of whose closes one is the highest or lowest."""
    closes = any(one.does(Tag.RECORD) and "收盘" in one.said for one in clause.tokens())
    windows = [one.when.window for one in whens if one.when is not None and not one.when.since]
    return windows[-1] if closes and windows and windows[-1].first < windows[-1].last else None


def _is_long(when: When) -> bool:
    return (when.window.last - when.window.first).days > SHORT


def _its_week(day: When, chosen: When | None) -> When | None:
    """截至9月20日收盘，…全周下跌: the week of the day that was named."""
    if chosen is None or not day.until or day.window.last >= chosen.window.first:
        return chosen
    week = week_of(day.window.last)
    return When(window=Window(first=week.first, last=day.window.last), period=Granularity.WEEK)


def _months(when: When) -> list[When]:
    """7-9月 month by month."""
    first, last = when.window.first, when.window.last
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if when.period is not Granularity.MONTH or not 1 < count < MOST_MONTHS:
        return []
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    windows = [month_window(one // 12, one % 12 + 1) for one in numbers]
    return [When(window=window, period=Granularity.MONTH) for window in windows]


def _days_of(when: When) -> list[When]:
    """周一至周三 day by day."""
    days = sessions.sessions_between(Market.CN, when.window.first, when.window.last)
    if not 1 < len(days) < SHORT:
        return []
    return [When(window=Window(first=day, last=day), period=Granularity.DAY) for day in days]


def flat(clause: Clause) -> list[Token]:
    """Its tokens with those in brackets."""
    made: list[Token] = []
    for one in clause.items:
        made += one.tokens if isinstance(one, Inside) else [one]
    return made


def _speaks_of_prices(clause: Clause) -> bool:
    return clause.has(
        Tag.UP, Tag.DOWN, Tag.GAIN, Tag.LOSS, Tag.BEAT, Tag.TRAIL, Tag.LEAD, Tag.BREADTH, Tag.VISITS, Tag.CLOSE
    )
