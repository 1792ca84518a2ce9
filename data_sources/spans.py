"""Spans a source was asked for: what "all it said is here" is claimed of. Pure date arithmetic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The source was asked for first..last (both included) at fetched_at, UTC seconds, and all it said is here."""

    first: dt.date
    last: dt.date
    fetched_at: float


def joined(spans: Iterable[Span], new: Span) -> list[Span]:
    """``spans`` with ``new``, overlapping ones made one; a joined span is as fresh as its newest end.

    Nothing is fresher than the answer that has just come: a later one was stamped by a clock that was ahead.

    Neighbours that only touch stay apart: the last day of the earlier one may have been a running one.
    """
    together, apart = new, []
    for other in spans:
        if together.first <= other.last and other.first <= together.last:
            together = _union(together, other)
        else:
            apart.append(other)
    return [*apart, replace(together, fetched_at=min(together.fetched_at, new.fetched_at))]


def without(spans: Iterable[Span], first: dt.date, last: dt.date) -> list[Span]:
    """What is left of ``spans`` when nothing of first..last (both included) is held any more."""
    kept = []
    for span in spans:
        if span.last < first or span.first > last:
            kept.append(span)
            continue
        if span.first < first:
            kept.append(replace(span, last=first - DAY))
        if span.last > last:
            kept.append(replace(span, first=last + DAY))
    return kept


def _union(one: Span, other: Span) -> Span:
    newest = max(one, other, key=lambda span: (span.last, span.fetched_at))
    return Span(first=min(one.first, other.first), last=newest.last, fetched_at=newest.fetched_at)
