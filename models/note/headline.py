"""The headline: how broadly each sector rose, who led, and how much of it was the market.

普涨: of the sector's rows with a percentage at least ``broad`` rose; 普跌: at least that many fell; 涨跌互现 otherwise.
A sector of one or two rows is told by its numbers: two are no breadth.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from enum import StrEnum

from models.note import queries
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Evidence, Sentence
from models.review.paper import signed
from models.review.values import Review, Row, SectorReview

Texts = Mapping[str, str]
LEAST_ROWS = 3
_ROUNDING = 1e-9


class Breadth(StrEnum):
    """How broadly a sector moved."""

    UP = "up"
    DOWN = "down"
    MIXED = "mixed"
    FEW = "few"  # too few rows to say


def breadth(held: SectorReview, broad: float) -> Breadth:
    """See above. broad: 0 to 1."""
    counted = sum(row.change_pct is not None for row in held.rows)
    if counted < LEAST_ROWS:
        return Breadth.FEW
    least = broad * counted - _ROUNDING
    return Breadth.UP if held.up >= least else Breadth.DOWN if held.down >= least else Breadth.MIXED


def sentences(review: Review, settings: NoteSettings, texts: Mapping[str, Texts]) -> tuple[Sentence, ...]:
    """Breadth, leaders and the market's part; those that have nothing to say are left out."""
    rows = [row for row in review.rows if row.change_pct is not None]
    if not rows:
        return (_told("none", {lang: texts[lang]["note.headline.none"] for lang in LANGS}, ()),)
    made = [
        _told(
            "breadth",
            {lang: _breadths(review, settings, texts[lang], lang) for lang in LANGS},
            tuple(queries.breadth(held.sector.id, held.up, review.window, review) for held in review.sectors),
        ),
        _told(
            "leaders",
            {lang: _leaders(rows, settings, texts[lang], lang) for lang in LANGS},
            tuple(queries.returned(row, review.window) for row in _ends(rows, settings.leaders)),
            follows=True,
        ),
    ]
    against = [row for row in rows if row.excess_pct is not None]
    if against:
        evidence = tuple(queries.excess(row, review.window) for row in against)
        said = {lang: _market(review, against, texts[lang], lang) for lang in LANGS}
        made.append(_told("market", said, evidence, follows=True))
    return tuple(made)


def _told(
    name: str, said: Mapping[str, str], evidence: tuple[Evidence, ...], *, follows: bool = False
) -> Sentence:  # fmt: skip
    return Sentence(
        id=f"{Part.HEADLINE}.{name}", part=Part.HEADLINE, text=said, made=said, evidence=evidence, follows=follows
    )


# how broadly


def _breadths(review: Review, settings: NoteSettings, texts: Texts, lang: str) -> str:
    """CPU/GPU、数据中心硬件板块普涨；云计算方面，商汤科技+6.84%。"""
    groups: dict[Breadth, list[SectorReview]] = {}
    for held in review.sectors:
        groups.setdefault(breadth(held, settings.broad), []).append(held)
    told = [
        texts[f"note.headline.{kind}"].format(
            sectors=texts["note.and"].join(one.sector.name(lang) for one in groups[kind])
        )
        for kind in (Breadth.UP, Breadth.MIXED, Breadth.DOWN)
        if kind in groups
    ]
    told += [_few(held, texts, lang) for held in groups.get(Breadth.FEW, ()) if held.up + held.down]
    first, last = (f"{day:%m%d}" for day in (review.window.first, review.window.last))
    said = texts["note.headline.join"].join(told)
    made = texts["note.headline.breadth"].format(window=_window(review, texts, first, last), said=said)
    return made[:1].upper() + made[1:]


def _window(review: Review, texts: Texts, first: str, last: str) -> str:
    one_week = review.window.first.isocalendar()[:2] == review.window.last.isocalendar()[:2]
    return texts["review.sentence.window" if one_week else "review.sentence.span"].format(first=first, last=last)


def _few(held: SectorReview, texts: Texts, lang: str) -> str:
    rows = [row for row in held.rows if row.change_pct is not None]
    return texts["note.headline.few"].format(sector=held.sector.name(lang), said=_listed(rows, texts, lang))


def _listed(rows: Sequence[Row], texts: Texts, lang: str) -> str:
    return texts["note.and"].join(
        texts["review.sentence.name"].format(name=row.instrument.name(lang), change=signed(row.change_pct, "%"))
        for row in rows
    )


# who led


def _ends(rows: Sequence[Row], count: int) -> list[Row]:
    """The first and the last by their percentages, ``count`` of each, and none of them twice."""
    ordered = sorted(rows, key=lambda row: -(row.change_pct or 0.0))
    count = min(count, len(ordered) // 2)
    return [*ordered[:count], *ordered[len(ordered) - count :]]


def _leaders(rows: Sequence[Row], settings: NoteSettings, texts: Texts, lang: str) -> str:
    ends = _ends(rows, settings.leaders)
    half = len(ends) // 2
    if not half:
        return ""
    return texts["note.headline.leaders"].format(
        first=_listed(ends[:half], texts, lang), last=_listed(ends[half:][::-1], texts, lang), count=len(rows)
    )


# how much was the market


def _market(review: Review, rows: Sequence[Row], texts: Texts, lang: str) -> str:
    """同期沪深300+6.26%……等权平均+6.82%，平均超额+2.06个百分点，涨幅中约70%来自大盘；海光信息（-2.54）跑输基准。"""
    mean = statistics.fmean(row.change_pct or 0.0 for row in rows)
    over = statistics.fmean(row.excess_pct or 0.0 for row in rows)
    return texts["note.headline.market"].format(
        marks=_listed([row for row in review.benchmarks if row.change_pct is not None], texts, lang),
        count=len(rows),
        mean=signed(mean, "%"),
        excess=signed(over),
        part=_part(mean, over, texts),
        behind=_behind([row for row in rows if (row.excess_pct or 0.0) < 0], texts, lang),
    )


def _part(mean: float, over: float, texts: Texts) -> str:
    """How much of the mean rise the markets' own is, where they rose less than the rows."""
    part = (mean - over) / mean * 100.0 if mean > 0 else 0.0
    return texts["note.headline.part"].format(part=round(part)) if 0.5 <= part <= 100.0 else ""


def _behind(rows: Sequence[Row], texts: Texts, lang: str) -> str:
    names = texts["note.and"].join(
        texts["note.headline.name"].format(name=row.instrument.name(lang), excess=signed(row.excess_pct))
        for row in rows
    )
    return texts["note.headline.behind"].format(names=names) if rows else texts["note.headline.ahead"]
