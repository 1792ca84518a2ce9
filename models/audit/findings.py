"""What does not fit together in a note: each flaw's own check. Pure.

A check reads statements and spans and gives findings; one finding for all that has the same cause.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from models import sessions
from models.audit import words
from models.audit.days import days_in, week_of
from models.audit.happened import happened
from models.audit.reading import Clause, Statement
from models.audit.spans import Told, names_of
from models.audit.support import supported
from models.audit.values import Finding, Flaw
from models.claims.values import About
from models.frozen import frozen
from models.instruments import EXCHANGES, Market
from models.note.inputs import Inputs
from models.review.values import Window
from models.traffic.values import Granularity

_LATER = dt.timedelta(days=7)  # a note of the week may speak of what came just after its window


@frozen(kw_only=True)
class Read:
    """A text as it was read. published: its day, None when nobody says. final: whether it is called so."""

    text: str
    statements: tuple[Statement, ...]
    told: tuple[Told, ...]
    inputs: Inputs
    published: dt.date | None = None
    final: bool = False

    @property
    def plain(self) -> tuple[Told, ...]:
        """What its sentences say of prices, visits and downloads."""
        return tuple(one for one in self.told if not one.caption and one.span.about is not About.EVENT)

    @property
    def captions(self) -> tuple[Told, ...]:
        """What its figures' captions say of their data."""
        return tuple(one for one in self.told if one.caption)

    def named(self, said: str) -> tuple[dt.date, ...]:
        """The days of the announcement that the words name."""
        last = max(self.published or dt.date.min, self.inputs.window.last + _LATER)
        found = happened(said, self.inputs.events.events, self.inputs.products, last)
        return tuple(one.date for one in found)


def event_after_data(read: Read) -> Iterator[Finding]:
    """What is counted up to a day is explained by what happened after it."""
    late: dict[tuple[About, dt.date], dict[str, tuple[dt.date, ...]]] = {}
    for one in read.plain:
        days = tuple(day for day in _reasons(read, one) if day > one.span.window.last)
        if days:
            held = late.setdefault((one.span.about, one.span.window.last), {})
            held[one.span.where] = tuple(dict.fromkeys((*held.get(one.span.where, ()), *days)))
    for (about, last), where in late.items():
        after = sorted({day for held in where.values() for day in held})
        facts = {"about": str(about), "last": last.isoformat(), "days": _listed(after)}
        yield Finding(flaw=Flaw.EVENT_AFTER_DATA, facts=facts, where=tuple(where))


def _reasons(read: Read, one: Told) -> Iterator[dt.date]:
    """The days of what a sentence names beside its numbers, or what the next one does that goes on with it."""
    at = bisect_left(read.statements, one.statement.start, key=lambda held: held.start)
    for held in (one.statement, *_going_on(read.statements[at + 1 :], one.statement)):
        because = words.BECAUSE.search(held.text) is not None
        if words.NOT_IN.search(held.text) or (one.span.about is About.PRICE and not because):
            continue
        for place, clause in enumerate(held.clauses):
            if not _to_come(clause, held.clauses[place + 1 : place + 2]):
                yield from _days_of(read, clause)


def _to_come(clause: Clause, following: Sequence[Clause]) -> bool:
    """Whether it speaks of what the numbers will be: 9月25日全面开放后，后续访问量有望增长."""
    after = words.AFTERWARDS.search(clause.text) and any(words.TO_COME.search(one.text) for one in following)
    return bool(after or words.TO_COME.search(clause.text))


def _going_on(rest: Sequence[Statement], first: Statement) -> Iterator[Statement]:
    for held in rest:
        if held.line != first.line or held.caption or held.abouts or not words.GOES_ON.match(held.text):
            return
        yield held


def _days_of(read: Read, clause: Clause) -> Iterator[dt.date]:
    """When that was which a clause gives as a reason."""
    told = words.HAPPENED.search(clause.text) is not None or words.BECAUSE.search(clause.text) is not None
    days = [one.window.first for one in clause.days if one.one_day]
    if told and days:
        yield from days
    elif told and not clause.days:
        found = read.named(clause.text)
        yield from [min(found)] if found else []


def visits_by_downloads(read: Read) -> Iterator[Finding]:
    """A claim about visits rests on downloads, or the other way round."""
    names = names_of(read.inputs.products)
    for (product, claimed, given), where in supported(read.statements, names).items():
        facts = {"product": product, "claimed": str(claimed), "given": str(given)}
        yield Finding(flaw=Flaw.VISITS_BY_DOWNLOADS, facts=facts, where=where)


def weekly_on_monthly(read: Read) -> Iterator[Finding]:
    """A week is spoken of where the figure beside it is of months."""
    for about in (About.VISITS, About.DOWNLOADS):
        shown = [one for one in read.captions if one.span.about is about]
        monthly = [one for one in shown if one.span.period is Granularity.MONTH]
        if not monthly or len(monthly) < len(shown):
            continue
        weekly = [one for one in read.plain if one.span.about is about and _weekly(one)]
        if weekly:
            spans = [one.span.window for one in weekly if one.own]
            facts = {"about": str(about), "weeks": "; ".join(dict.fromkeys(map(_span, spans))) or weekly[0].span.called}
            where = dict.fromkeys(one.span.where for one in (*weekly, *monthly))
            yield Finding(flaw=Flaw.WEEKLY_ON_MONTHLY, facts=facts, where=tuple(where))


def _weekly(one: Told) -> bool:
    of_a_week = one.span.period is Granularity.WEEK
    said = one.span.where
    claims = words.TREND.search(said) or words.AMOUNT.search(said)
    return bool((of_a_week or one.span.called in words.CALLS) and claims and not words.APART.search(said))


def different_windows(read: Read) -> Iterator[Finding]:
    """Several stretches of days are all called this week."""
    called = [one for one in read.plain if words.CALLS.get(one.span.called) == 0 and _long(one.span.window)]
    spans_of = {(one.span.about, one.span.window.first, one.span.window.last): one for one in called}  # far fewer
    kept = [one for one in called if not _inside_another(one, spans_of.values())]
    if len({_key(one.span.window) for one in kept}) < 2:
        return
    spans = [(about, one.span.window) for about in About for one in kept if one.span.about is about]
    told = dict.fromkeys(f"{about} {_span(window)}" for about, window in spans)
    facts = {"called": kept[0].span.called, "windows": "; ".join(told)}
    where = dict.fromkeys(one.span.where for one in kept)
    shown = [one.statement.text for one in read.captions if any(one.span.window == held.span.window for held in kept)]
    yield Finding(flaw=Flaw.DIFFERENT_WINDOWS, facts=facts, where=(*where, *shown))


def _long(window: Window) -> bool:
    return dt.timedelta(0) < window.last - window.first < dt.timedelta(days=30)


def _inside_another(one: Told, others: Iterable[Told]) -> bool:
    """Two days of the three that the same sentence's week has are no other week."""
    span = one.span
    return any(
        other.span.about is span.about
        and other.span.window != span.window
        and other.span.window.first <= span.window.first
        and span.window.last <= other.span.window.last
        for other in others
    )


def _key(window: Window) -> tuple[dt.date, dt.date]:
    """Windows within one calendar week are the same week."""
    week = week_of(window.first)
    return (week.first, week.last) if window.last <= week.last else (window.first, window.last)


def event_outside_week(read: Read) -> Iterator[Finding]:
    """What is said to be of a week happened in another one."""
    found: dict[tuple[str, dt.date], list[str]] = {}
    for held in read.statements:
        for call, said, days in () if held.caption else _called(held, read.inputs.window.last):
            week = week_of(read.inputs.window.last, words.CALLS[call])
            when = days or read.named(said)
            if when and not any(week.first <= day <= week.last for day in when):
                found.setdefault((call, min(when)), []).append(held.text)
    for (call, day), where in found.items():
        week = week_of(read.inputs.window.last, words.CALLS[call])
        facts = {"called": call, "day": day.isoformat(), "week": _span(week)}
        yield Finding(flaw=Flaw.EVENT_OUTSIDE_WEEK, facts=facts, where=tuple(dict.fromkeys(where)))


def _called(held: Statement, near: dt.date) -> Iterator[tuple[str, str, tuple[dt.date, ...]]]:
    """The week that an event is put into, its words, and the days it is given: "上周发布的o1"."""
    for place, clause in enumerate(held.clauses):
        call = words.CALL.search(clause.text)
        after = clause.text[call.end() :] if call else ""
        if call and not after.strip(",，、 "):  # 回顾上周，央行推出…
            after = "".join(one.text for one in held.clauses[place + 1 : place + 2])
        metric = words.METRIC.search(after)
        said = after[: metric.start()] if metric else after
        if call and (words.HAPPENED.search(said) or said.startswith("的")):
            inside = [one for one in days_in(said, near) if one.one_day]
            yield call[0], said, tuple(one.window.first for one in inside)


def session_counts(read: Read) -> Iterator[Finding]:
    """The markets of the note had different numbers of sessions, and it does not say so."""
    if words.SESSIONS_TOLD.search(read.text):
        return
    spans = dict.fromkeys(one.span.window for one in read.plain if one.span.about is About.PRICE)
    markets = markets_of(read.text, read.inputs)
    for window in spans:
        counts = {one: len(sessions.sessions_between(one, window.first, window.last)) for one in markets}
        if _long(window) and len(set(counts.values())) > 1:
            told = ", ".join(f"{market} {count}" for market, count in counts.items())
            where = dict.fromkeys(one.span.where for one in read.plain if one.span.window == window)
            facts = {"window": _span(window), "counts": told}
            yield Finding(flaw=Flaw.SESSION_COUNTS, facts=facts, where=tuple(where))


def markets_of(text: str, inputs: Inputs) -> tuple[Market, ...]:
    """The markets whose shares are named."""
    held = inputs.universe.instruments
    names = {name: one.market for one in held.values() for name in (one.name_zh, one.name_en, one.id)}
    names |= {alias: held[name].market for alias, name in inputs.universe.aliases.items() if name in held}
    named = {market for name, market in names.items() if name and name in text}
    return tuple(market for market in EXCHANGES if market in named)


def final_early(read: Read) -> Iterator[Finding]:
    """It is called final, or printed with its numbers, before the last market of the window had closed."""
    window, prices = read.inputs.window, [one for one in read.plain if one.span.about is About.PRICE]
    markets = markets_of(read.text, read.inputs)
    day = read.published
    if day is not None:
        open_ = [one for one in markets if day < window.last + dt.timedelta(days=one is Market.US)]
    else:
        open_ = [one for one in markets if read.final and not sessions.is_over(one, window.last, read.inputs.now)]
    if prices and open_ and (read.final or day is not None):
        facts = {"markets": ", ".join(open_), "last": window.last.isoformat()}
        yield Finding(flaw=Flaw.FINAL_EARLY, facts=facts)


CHECKS: tuple[Callable[[Read], Iterator[Finding]], ...] = (
    event_after_data, visits_by_downloads, weekly_on_monthly, different_windows, event_outside_week, session_counts,
    final_early,
)  # fmt: skip


def _listed(days: Iterable[dt.date]) -> str:
    return ", ".join(day.isoformat() for day in days)


def _span(window: Window) -> str:
    return f"{window.first}..{window.last}"
