"""What two packs state differently: closes and counts first, then the percentages and sentences that follow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from models.caps import Beside
from models.note.inputs import Inputs
from models.note.values import LANGS, WeeklyNote
from models.pack.values import Difference, Restated, Reworded
from models.traffic.values import Series
from models.values import Bars


class Key(NamedTuple):
    """What a number is of."""

    what: str
    subject: str
    when: str
    of: str = ""  # what parts two numbers of one subject and day: a series' source, an override's author


class Number(NamedTuple):
    """What a pack says of it."""

    value: float | None
    source: str


Numbers = dict[Key, Number]


def difference(was: WeeklyNote, now: WeeklyNote) -> Difference:
    """Every number and sentence that differs. Days and periods that only one of two windows reaches are none."""
    before, after = numbers(was), numbers(now)
    same = was.inputs.window == now.inputs.window
    restated = [
        Restated(
            what=key.what, subject=key.subject, when=key.when, was=_value(before, key), now=_value(after, key),
            source=(after.get(key) or before[key]).source,
        )
        for key in dict.fromkeys((*before, *after))
        if (same or (key in before and key in after)) and not _alike(_value(before, key), _value(after, key))
    ]  # fmt: skip
    return Difference(restated=tuple(restated), reworded=tuple(_reworded(was, now)))


def numbers(note: WeeklyNote) -> Numbers:
    """Every number of a note: inputs, then what is calculated of them."""
    return dict(
        (*_inputs(note.inputs), *_rows(note), *_evidence(note))
    )  # fmt: skip


def _inputs(inputs: Inputs) -> Iterator[tuple[Key, Number]]:
    for name, bars in inputs.bars.items():
        yield from _closes("close", name, bars)
    for name, bars in inputs.witnesses.items():
        yield from _closes("witness close", name, bars)
    for name, one in inputs.beside.items():
        yield from _beside(name, one)
    for series in inputs.series:
        yield from _points(series)


def _closes(what: str, name: str, bars: Bars) -> Iterator[tuple[Key, Number]]:
    days, closes = bars.date.astype(str).tolist(), bars.close.tolist()
    for day, close in zip(days, closes, strict=True):
        yield Key(what, name, day), Number(_known(close), bars.source)
    for one in bars.actions or ():
        yield Key(f"{what}: {one.kind}", name, one.ex_date.isoformat()), Number(one.value, bars.source)


def _beside(name: str, one: Beside) -> Iterator[tuple[Key, Number]]:
    for override in one.overrides:
        day = override.date.isoformat()
        yield Key(f"override {override.what}", name, day, str(override.number)), Number(override.value, override.author)
    for fact in one.facts.shares if one.facts is not None else ():
        yield Key("shares", name, fact.date.isoformat(), fact.source), Number(fact.value, fact.source)


def _points(series: Series) -> Iterator[tuple[Key, Number]]:
    key = series.key
    of = " ".join(str(one) for one in (key.source, key.asset, key.geo, key.device, key.definition, key.granularity))
    starts, ends = series.start.astype(str).tolist(), series.end.astype(str).tolist()
    for start, end, value in zip(starts, ends, series.value.tolist(), strict=True):
        yield Key(str(key.metric), key.product, f"{start}..{end}", of), Number(_known(value), key.source)


def _rows(note: WeeklyNote) -> Iterator[tuple[Key, Number]]:
    window = note.inputs.window
    days = f"{window.first}..{window.last}"
    for row in (*note.review.rows, *note.review.benchmarks):
        told = {"return": row.change_pct, "excess": row.excess_pct, "market cap": row.market_cap}
        for what, value in told.items():
            yield Key(what, row.instrument.id, days), Number(value, row.source)


def _evidence(note: WeeklyNote) -> Iterator[tuple[Key, Number]]:
    """Of sentences, where it is neither a row's nor an input."""
    for one in (evidence for sentence in note.sentences for evidence in sentence.evidence):
        what, _, rest = one.query.partition(" ")
        if what == "breadth":
            yield Key(what, one.subject, rest.rpartition(" ")[2]), Number(one.value, one.source)


def _reworded(was: WeeklyNote, now: WeeklyNote) -> Iterable[Reworded]:
    before, after = ({one.id: one.text for one in note.sentences} for note in (was, now))
    for name in dict.fromkeys((*before, *after)):
        for lang in LANGS:
            old, new = (_text(held, name, lang) for held in (before, after))
            if old != new:
                yield Reworded(id=name, lang=lang, was=old, now=new)


def _text(held: Mapping[str, Mapping[str, str]], name: str, lang: str) -> str:
    return held[name].get(lang, "") if name in held else ""


def _value(held: Numbers, key: Key) -> float | None:
    return held[key].value if key in held else None


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _alike(was: float | None, now: float | None) -> bool:
    return was == now or (was is not None and now is not None and math.isclose(was, now, rel_tol=1e-12))


def as_json(held: Difference) -> dict[str, Any]:
    """As plain data."""
    return {
        "restated": [
            {"what": one.what, "subject": one.subject, "when": one.when, "was": one.was, "now": one.now,
             "source": one.source}
            for one in held.restated
        ],
        "reworded": [{"id": one.id, "lang": one.lang, "was": one.was, "now": one.now} for one in held.reworded],
    }  # fmt: skip
