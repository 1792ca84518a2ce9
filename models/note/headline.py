"""The headline: how broadly each sector rose, who led, and how much of it was the market.

普涨: of the sector's rows with a percentage at least ``broad`` rose; 普跌: at least that many fell; 涨跌互现 otherwise,
where some rose and some fell. A sector of one or two rows is told by its numbers, for two are no breadth; one whose
rows all rose or stood still, in too few to be 普涨, by how many did.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from enum import StrEnum

from models.note import queries
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Evidence, Sentence
from models.review.paper import listed, signed, window_text
from models.review.values import Review, Row, SectorReview

Texts = Mapping[str, str]
LEAST_ROWS = 3
LEVEL = 0.005  # percentage points that are printed as 0.00: neither ahead nor behind
_ROUNDING = 1e-9


class Breadth(StrEnum):
    """How broadly a sector moved."""

    UP = "up"
    DOWN = "down"
    MIXED = "mixed"
    FEW = "few"  # too few rows to say
    LEVEL = "level"  # neither broadly one way, nor both ways


def breadth(held: SectorReview, broad: float) -> Breadth:
    """See above. broad: 0 to 1."""
    counted = sum(row.change_pct is not None for row in held.rows)
    if counted < LEAST_ROWS:
        return Breadth.FEW
    least = broad * counted - _ROUNDING
    if held.up >= least:
        return Breadth.UP
    if held.down >= least:
        return Breadth.DOWN
    return Breadth.MIXED if held.up and held.down else Breadth.LEVEL


def sentences(review: Review, settings: NoteSettings, texts: Mapping[str, Texts]) -> tuple[Sentence, ...]:
    """Breadth, leaders and the market's part; those that have nothing to say are left out."""
    rows = [row for row in review.rows if row.change_pct is not None]
    if not rows:
        return (_told("none", {lang: texts[lang]["note.headline.none"] for lang in LANGS}, ()),)
    ends, against = _ends(rows, settings.leaders), [row for row in rows if row.excess_pct is not None]
    made = [
        _told(
            "breadth",
            {lang: _breadths(review, settings, texts[lang], lang) for lang in LANGS},
            tuple(queries.breadth(held.sector.id, held.up, review.window, review) for held in review.sectors),
        )
    ]
    if ends:
        evidence = tuple(queries.returned(row, review.window) for row in ends)
        said = {lang: _leaders(ends, len(rows), texts[lang], lang) for lang in LANGS}
        made.append(_told("leaders", said, evidence, follows=True))
    if against:
        evidence = tuple(queries.excess(row, review.window) for row in against)
        said = {lang: _market(review, against, texts[lang], lang) for lang in LANGS}
        made.append(_told("market", said, evidence, follows=True))
    if len(set(review.sessions.values())) > 1:
        said = {lang: _sessions(review, texts[lang]) for lang in LANGS}
        made.append(_told("sessions", said, (), follows=True))
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
        texts[f"note.headline.{kind}"].format(sectors=listed([one.sector.name(lang) for one in groups[kind]], texts))
        for kind in (Breadth.UP, Breadth.MIXED, Breadth.DOWN)
        if kind in groups
    ]
    for kind, tell in ((Breadth.LEVEL, _counts), (Breadth.FEW, _numbers)):
        told += [
            texts["note.headline.few"].format(sector=held.sector.name(lang), said=said)
            for held in groups.get(kind, ())
            if (said := tell(held, texts, lang))
        ]
    said = texts["note.headline.join"].join(told)
    made = texts["note.headline.breadth"].format(window=window_text(review.window, texts, lang), said=said)
    return made[:1].upper() + made[1:]


def _counts(held: SectorReview, texts: Texts, _: str) -> str:
    """How many rose, fell, stood still."""
    flat = sum(row.change_pct is not None for row in held.rows) - held.up - held.down
    counts = {"up": held.up, "down": held.down, "flat": flat}
    return listed([texts[f"note.headline.count.{way}"].format(count=n) for way, n in counts.items() if n], texts)


def _numbers(held: SectorReview, texts: Texts, lang: str) -> str:
    return _changes([row for row in held.rows if row.change_pct is not None], texts, lang)


def _changes(rows: Sequence[Row], texts: Texts, lang: str) -> str:
    return listed(
        [
            texts["review.sentence.name"].format(name=row.instrument.name(lang), change=signed(row.change_pct, "%"))
            for row in rows
        ],
        texts,
    )


# who led


def _ends(rows: Sequence[Row], count: int) -> list[Row]:
    """The first and the last by their percentages, ``count`` of each, none of them twice; none where all are level."""
    ordered = sorted(rows, key=lambda row: -(row.change_pct or 0.0))
    if signed(ordered[0].change_pct) == signed(ordered[-1].change_pct):
        return []
    count = min(count, len(ordered) // 2)
    return [*ordered[:count], *ordered[len(ordered) - count :]]


def _leaders(ends: Sequence[Row], count: int, texts: Texts, lang: str) -> str:
    """涨幅居前 of those that rose; whoever fell least has no 涨幅."""
    half = len(ends) // 2
    rose = all((row.change_pct or 0.0) > 0 for row in ends[:half])
    return texts["note.headline.leaders" if rose else "note.headline.leaders.down"].format(
        first=_changes(ends[:half], texts, lang), last=_changes(ends[half:][::-1], texts, lang), count=count
    )


# how much was the market


def _market(review: Review, rows: Sequence[Row], texts: Texts, lang: str) -> str:
    """How far the rows went beyond their markets.

    Its own rows come first and the benchmarks last: what follows a benchmark reads as if it were said of it.
    """
    mean = statistics.fmean(row.change_pct or 0.0 for row in rows)
    over = statistics.fmean(row.excess_pct or 0.0 for row in rows)
    return texts["note.headline.market" if len(rows) > 1 else "note.headline.market.one"].format(
        marks=_changes([row for row in review.benchmarks if row.change_pct is not None], texts, lang),
        name=rows[0].instrument.name(lang),
        count=len(rows),
        mean=signed(mean, "%"),
        excess=signed(over),
        part=_part(mean, over, texts),
        behind=_behind(rows, texts, lang),
    )


def _part(mean: float, over: float, texts: Texts) -> str:
    """How much of the mean rise or fall the markets' own is, where they went the same way and not as far."""
    part = (mean - over) / mean * 100.0 if abs(mean) >= LEVEL else 0.0
    if not 0.5 <= part <= 100.0:
        return ""
    return texts["note.headline.part" if mean > 0 else "note.headline.part.down"].format(part=round(part))


def _behind(rows: Sequence[Row], texts: Texts, lang: str) -> str:
    """Who lagged; where that is most of them, who did not."""
    ahead = [row for row in rows if (row.excess_pct or 0.0) >= LEVEL]
    behind = [row for row in rows if (row.excess_pct or 0.0) <= -LEVEL]
    if not behind:
        return texts["note.headline.ahead" if len(ahead) == len(rows) else "note.headline.behind.none"]
    if not ahead:
        return texts["note.headline.behind.all" if len(behind) == len(rows) else "note.headline.ahead.none"]
    few = len(behind) <= len(rows) / 2
    told = [
        texts["note.headline.name"].format(name=row.instrument.name(lang), excess=signed(row.excess_pct))
        for row in (behind if few else ahead)
    ]
    return texts["note.headline.behind" if few else "note.headline.ahead.few"].format(names=listed(told, texts))


def _sessions(review: Review, texts: Texts) -> str:
    """How many sessions each market had."""
    counts = [
        texts["note.headline.sessions.one"].format(market=texts[f"market.{market}"], count=count)
        for market, count in review.sessions.items()
    ]
    return texts["note.headline.sessions"].format(counts=listed(counts, texts))
