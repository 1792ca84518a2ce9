"""A note's text as statements: each sentence with its clauses, and each clause with what it is about and which days.

Pure. It reads what the auditor needs and no more: numbers are read and checked by models/claims.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from models.audit import words
from models.audit.days import Named, days_in
from models.claims.values import About
from models.frozen import frozen

_ONLY_TIME = re.compile(r"[\s,，:()（）、和及与日内]|消息|讯|截至|收盘|当[日天周]|单日|一?周|年")
_COUNTED = frozenset({About.VISITS, About.DOWNLOADS})


@frozen(kw_only=True)
class Clause:
    """text: in narrow signs, start: its first character in the whole text. abouts: what is spoken of, its own or the

    one before it. said: whether its own words say so. call: what it calls its days ("本周"), own or of before it.
    """

    text: str
    start: int
    days: tuple[Named, ...]
    abouts: frozenset[About]
    said: bool
    call: str = ""
    happened: bool = False

    @property
    def dated(self) -> tuple[dt.date, ...]:
        """The single days it names, where it tells what happened on them."""
        return tuple(one.window.first for one in self.days if one.one_day) if self.happened else ()


@frozen(kw_only=True)
class Statement:
    """One sentence as it stands in the text. line, section: numbers. caption: it names a figure or its data."""

    text: str
    start: int
    line: int
    section: int
    caption: bool
    clauses: tuple[Clause, ...]

    @property
    def abouts(self) -> frozenset[About]:
        """All that its own words speak of."""
        return frozenset(about for one in self.clauses if one.said for about in one.abouts)

    def of(self, about: About) -> tuple[Clause, ...]:
        """Its clauses about it."""
        return tuple(one for one in self.clauses if about in one.abouts)


@frozen(kw_only=True)
class _Line:
    number: int
    section: int
    call: str  # of the section's heading
    about: frozenset[About] = frozenset()  # what is counted in the section, as its last words had it


def statements_of(text: str, near: dt.date) -> tuple[Statement, ...]:
    """The statements of ``text`` in order. near: the day that tells which year its dates are of."""
    narrow, found, line = text.translate(words.NARROW), list[Statement](), _Line(number=0, section=0, call="")
    for hit in words.SENTENCE.finditer(narrow):
        if hit[0] == "\n":
            line = replace(line, number=line.number + 1)
            continue
        if words.HEADING.match(hit[0]):
            call = words.CALL.search(hit[0])
            line = _Line(number=line.number, section=line.section + 1, call=call[0] if call else "")
        if hit[0].strip() and not (words.SOURCE.match(hit[0]) and not _spanned(hit[0], near)):
            found.append(_statement(text[hit.start() : hit.end()], hit, line, near))
            line = replace(line, about=_counted(found[-1]) or line.about)
    return tuple(found)


def _spanned(text: str, near: dt.date) -> bool:
    """Whether it names a stretch of days."""
    return any(not one.one_day for one in days_in(text, near))


def _counted(held: Statement) -> frozenset[About]:
    """Visits or downloads, where a statement speaks of one of them alone."""
    about = held.abouts & _COUNTED
    return about if len(about) == 1 else frozenset()


def _statement(text: str, hit: re.Match[str], line: _Line, near: dt.date) -> Statement:
    caption = _captions(hit[0], near)
    parts = [(hit[0], hit.start())] if caption else _joined(_parts(hit), near)
    clauses = _filled(_placed([_clause(part, start, near) for part, start in parts], line.about), line.call)
    if caption and not clauses[0].abouts & _COUNTED:
        clauses = [replace(clauses[0], abouts=_measured(hit[0]) or line.about)]
    return Statement(
        text=text.strip(), start=hit.start(), line=line.number, section=line.section, caption=caption,
        clauses=tuple(clauses),
    )  # fmt: skip


def _captions(text: str, near: dt.date) -> bool:
    """Whether it is of a figure: its caption, its source, or a heading that says which days its data are of."""
    if words.CAPTION.match(text) or words.SOURCE.match(text):
        return True
    return words.HEADING.match(text) is not None and words.HEADED.fullmatch(text) is not None and _spanned(text, near)


def _measured(text: str) -> frozenset[About]:
    """What the source named measures."""
    found = {About.VISITS: words.VISIT_SOURCES, About.DOWNLOADS: words.DOWNLOAD_SOURCES}
    return frozenset(about for about, pattern in found.items() if pattern.search(text))


def _parts(hit: re.Match[str]) -> Iterator[tuple[str, int]]:
    for one in words.CLAUSE.finditer(hit[0]):
        yield one[0], hit.start() + one.start()


def _joined(parts: Iterable[tuple[str, int]], near: dt.date) -> list[tuple[str, int]]:
    """Clauses that say only when ("9月24日，") are put before the one they belong to."""
    made: list[tuple[str, int]] = []
    ahead: tuple[str, int] | None = None
    for text, start in parts:
        whole = (ahead[0] + text, ahead[1]) if ahead else (text, start)
        ahead = whole if _only_time(whole[0], near) else None
        if ahead is None:
            made.append(whole)
    return [*made, ahead] if ahead else made


def _only_time(text: str, near: dt.date) -> bool:
    days = days_in(text, near)
    rest = text
    for one in reversed(days):
        rest = rest[: one.start] + rest[one.end :]
    called = words.CALL.search(rest)
    return bool(days or called) and not _ONLY_TIME.sub("", words.CALL.sub("", rest))


def _placed(clauses: list[Clause], about: frozenset[About]) -> list[Clause]:
    """豆包持续增长: what begins without saying of what, under a heading or behind a sentence that does."""
    before = len(list(takewhile(lambda one: not one.said, clauses)))
    return [
        replace(one, abouts=about, said=bool(about)) if words.TREND.search(one.text) and not one.happened else one
        for one in clauses[:before]
    ] + clauses[before:]


def _clause(text: str, start: int, near: dt.date) -> Clause:
    abouts = frozenset(about for about, pattern in words.ABOUT.items() if pattern.search(text))
    happened = words.HAPPENED.search(text) is not None
    counted = abouts & _COUNTED
    called = words.CALL.search(text)
    return Clause(
        text=text, start=start, days=days_in(text, near), abouts=counted or abouts, said=bool(abouts),
        call=called[0] if called and not (happened and not abouts) else "", happened=happened and not counted,
    )  # fmt: skip


def _still(one: Clause, about: frozenset[About]) -> bool:
    """Behind visits "环比-4.7%" is of visits, though prices are written so."""
    return one.abouts == {About.PRICE} and bool(about & _COUNTED) and not words.STOCK.search(one.text)


def _filled(clauses: list[Clause], call: str) -> list[Clause]:
    """What a clause leaves unsaid is that of the one before it; at the beginning that of the first that says it."""
    about = next((one.abouts for one in clauses if one.said), frozenset[About]())
    call = next((one.call for one in clauses if one.call), call) if clauses and not clauses[0].said else call
    made = []
    for one in clauses:
        about = one.abouts if one.said and not _still(one, about) else about
        call = one.call or call
        given = frozenset[About]() if one.happened and not one.said else about
        made.append(replace(one, abouts=given, call=call if given else ""))
    return made
