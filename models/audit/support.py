"""Where a claim about visits rests on downloads, or one about downloads on visits. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.audit import words
from models.audit.reading import Clause, Statement
from models.audit.spans import Names, subjects
from models.claims.values import About

Support = tuple[str, About, About]  # product ("" where none is named), what is claimed, what is given for it
_COUNTED = (About.VISITS, About.DOWNLOADS)


def supported(statements: Sequence[Statement], names: Names) -> dict[Support, tuple[str, ...]]:
    """The sentences that do so, by what they do."""
    found: dict[Support, list[str]] = {}
    for place, held in enumerate(statements):
        if held.caption:
            continue
        following = statements[place + 1 : place + 2]
        for one in (*_inside(held, names), *_by_source(held, names), *_after(held, following, names)):
            found.setdefault(one, []).append(held.text)
    return {one: tuple(dict.fromkeys(where)) for one, where in found.items()}


def _inside(held: Statement, names: Names) -> Iterator[Support]:
    """豆包访问量持续增长，9月18日-24日下载量环比提升: a claim without its own number, and the other's behind it."""
    said = [one for one in held.clauses if one.said]
    for first, second in pairwise(said):
        yield from _pair(first, second, names)
        if words.EVIDENCE.search(first.text) and not words.EVIDENCE.search(second.text):  # 从下载量看，访问量…
            yield from _pair(second, first, names)


def _after(held: Statement, following: Sequence[Statement], names: Names) -> Iterator[Support]:
    """The same over two sentences of one paragraph, when the second goes on with the same product."""
    mine = [one for one in held.clauses if one.said]
    for other in following:
        theirs = [one for one in other.clauses if one.said]
        if not mine or not theirs or other.caption or other.line != held.line:
            continue
        same = set(subjects(mine[-1].text, names)) & set(subjects(other.text, names))
        if same or words.GOES_ON.match(other.text):
            yield from _pair(mine[-1], theirs[0], names)


def _pair(first: Clause, second: Clause, names: Names) -> Iterator[Support]:
    for claimed, given in (_COUNTED, _COUNTED[::-1]):
        if first.abouts != {claimed} or second.abouts != {given} or not words.TREND.search(first.text):
            continue
        shown = words.EVIDENCE.search(second.text) is not None
        apart = (
            claimed is About.DOWNLOADS or words.AMOUNT.search(first.text) or words.BESIDE.search(second.text)
            or words.APART.search(second.text)
        )  # fmt: skip
        mine, theirs = subjects(first.text, names), subjects(second.text, names)
        if (shown or not apart) and (not mine or not theirs or set(mine) & set(theirs)):
            yield (*mine, *theirs, "")[0], claimed, given


def _by_source(held: Statement, names: Names) -> Iterator[Support]:
    """据七麦数据，豆包访问量增长: the source named measures the other one."""
    for claimed, given, source in (
        (About.VISITS, About.DOWNLOADS, words.DOWNLOAD_SOURCES),
        (About.DOWNLOADS, About.VISITS, words.VISIT_SOURCES),
    ):
        if held.abouts & set(_COUNTED) == {claimed} and source.search(held.text):
            yield (*subjects(held.text, names), "")[0], claimed, given
