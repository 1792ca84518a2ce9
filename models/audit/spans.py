"""Every stretch of days that a note speaks of: its window, its figures' data, and what its sentences say. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.audit import words
from models.audit.days import Named, week_of
from models.audit.reading import Clause, Statement
from models.audit.values import Span
from models.claims.values import About
from models.frozen import frozen
from models.products.values import Product
from models.review.values import Window
from models.traffic.values import Granularity

_UNTIL = re.compile(r"截[至止]\s*(?:20\d\d年)?\s*$")
_WEEK = dt.timedelta(days=6)
_OTHER_WEEKS = frozenset(call for call, weeks in words.CALLS.items() if weeks)


@frozen(kw_only=True)
class Names:
    """pattern: any name of a product. ids: of the products, by name in small letters."""

    pattern: re.Pattern[str]
    ids: Mapping[str, str]


@frozen(kw_only=True)
class Told:
    """A span and the statement it was read in. own: the sentence names the days itself. caption: a figure's data."""

    span: Span
    statement: Statement
    own: bool
    caption: bool = False


def told(statements: Sequence[Statement], window: Window, products: Iterable[Product]) -> tuple[Told, ...]:
    """The spans of a text, in its order. window: the note's own, which prices without days are of."""
    names = names_of(products)
    captions = tuple(one for held in statements if held.caption for one in _captioned(held))
    said = [held for held in statements if not held.caption]
    own = tuple(one for held in said for one in _all_stated(held, window, captions, names) if one.own)
    plain = [one for held in said for one in _all_stated(held, window, (*captions, *own), names)]
    return (*captions, *plain, *(one for held in statements for one in _dated(held)))


def _captioned(held: Statement) -> Iterator[Told]:
    """What a caption says of its figure's data. Without a window the period alone ("月度") is known."""
    clause = held.clauses[0]
    days = next((one for one in clause.days if not one.one_day), None) or _until(clause)
    for about in clause.abouts & {About.VISITS, About.DOWNLOADS}:
        period = period_of(clause.text, days)
        if days is not None or period is not None:
            window = days.window if days is not None else Window(first=dt.date.min, last=dt.date.max)
            span = Span(about=about, window=window, period=period, where=held.text)
            yield Told(span=span, statement=held, own=days is not None, caption=True)


def _all_stated(held: Statement, window: Window, beside: Sequence[Told], names: Names) -> Iterator[Told]:
    for about in (About.PRICE, About.VISITS, About.DOWNLOADS):
        yield from _stated(held, about, window, beside, names)


def _stated(
    held: Statement, about: About, window: Window, beside: Sequence[Told], names: Names
) -> Iterator[Told]:  # fmt: skip
    """What a sentence says about prices, visits or downloads: of the days it names, or of its figure's."""
    calls = dict.fromkeys(one.call for one in held.of(about))
    for call in calls:
        clauses = [one for one in held.of(about) if one.call == call]
        named = [day for one in clauses if not one.happened for day in one.days if not day.one_day]
        named = named or [
            day for one in clauses for day in (_until(one),) if day is not None and about is not About.PRICE
        ]
        text = "".join(one.text for one in clauses)
        given = [(day.window, True, period_of(text, day)) for day in named]
        if not given and (implied := _implied(held, about, call, window, beside)) is not None:
            given = [(implied.window, False, period_of(text, None) or implied.period)]
        elif not given and about is not About.PRICE and period_of(text, None) is Granularity.WEEK:
            given = [(_week_called(call, window), False, Granularity.WEEK)]
        subject = next((found for one in clauses for found in subjects(one.text, names)), "")
        for days, own, period in given:
            span = Span(about=about, window=days, period=period, called=call, subject=subject, where=held.text)
            yield Told(span=span, statement=held, own=own)


def _implied(held: Statement, about: About, call: str, window: Window, beside: Sequence[Told]) -> Span | None:
    """The days of a sentence that names none: prices are of the note's window, counts of the figure beside them.

    Where no figure says, of the sentences beside them that do.
    """
    if about is About.PRICE:
        days = any(day.one_day for one in held.of(about) for day in one.days)
        back = words.CALLS.get(call, 0)
        return None if days or back else Span(about=about, window=window)
    known = [one for one in beside if one.span.about is about and one.own]
    shown = [one for one in known if one.caption]
    here = [one for one in shown if one.statement.section == held.section]
    after = [one for one in here if one.statement.start > held.start]
    said = [one for one in known if not one.caption and one.span.called not in _OTHER_WEEKS]
    near = [one for one in said if one.statement.section == held.section]
    found = (*after[:1], *here[-1:], *shown[-1:], *near[-1:], *said[-1:])
    return next((one.span for one in found), None)


def _week_called(call: str, window: Window) -> Window:
    """The note's own week, or the one before it."""
    weeks = words.CALLS.get(call, 0)
    return week_of(window.last, weeks) if weeks else window


def _until(clause: Clause) -> Named | None:
    """截至9月19日当周: the week that ends on a day."""
    for one in clause.days:
        if one.one_day and _UNTIL.search(clause.text[: one.start]):
            week = re.search("周", clause.text) is not None
            first = one.window.last - _WEEK if week else one.window.last
            return Named(window=Window(first=first, last=one.window.last), start=one.start, end=one.end)
    return None


def _dated(held: Statement) -> Iterator[Told]:
    """What happened on which day."""
    for clause in held.clauses:
        for day in clause.dated:
            span = Span(about=About.EVENT, window=Window(first=day, last=day), where=held.text)
            yield Told(span=span, statement=held, own=True)


def period_of(text: str, days: Named | None) -> Granularity | None:
    """Whether data are weekly or monthly, by the words or by the length of the days."""
    if days is not None and days.weekly:
        return Granularity.WEEK
    if days is not None and days.month:
        return Granularity.MONTH
    return next((period for period, pattern in words.PERIOD.items() if pattern.search(text)), None)


def names_of(products: Iterable[Product]) -> Names:
    """All names of the products, the longest first."""
    listed = {
        name.lower(): one.id
        for one in products
        for name in (one.id, one.name_zh, one.name_en, *one.aliases, *(former.name for former in one.former))
        if len(name) > 1
    }
    listed_names = "|".join(re.escape(name) for name in sorted(listed, key=len, reverse=True))
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{listed_names})(?![A-Za-z0-9])", re.IGNORECASE)
    return Names(pattern=pattern, ids=listed)


def subjects(text: str, names: Names) -> tuple[str, ...]:
    """Ids of the products that are named, in the order of the text."""
    found = (names.ids.get(hit[0].lower(), "") for hit in names.pattern.finditer(text))
    return tuple(dict.fromkeys(filter(None, found)))
