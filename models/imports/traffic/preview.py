"""What the user is shown before an import of traffic is taken: a line a series, and what is not taken and why."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from models.imports.traffic.values import Named, TrafficLine, TrafficPreview, TrafficTaken
from models.imports.values import Cells
from models.traffic.values import BELOW, Series

REASONS = 200
SAMPLE = 3
LINES = 1000
One = TypeVar("One")


def preview_of(cells: Cells, taken: TrafficTaken, products: Named) -> TrafficPreview:
    """Lines, questions, the first reasons, and the cells of each table with their roles."""
    said = {id_: (text, category) for id_, text, category in taken.names}
    categories = dict(taken.template.hints.categories)
    lines = tuple(_line(one, said, categories, products) for one in taken.series[:LINES])
    return TrafficPreview(
        name=cells.name,
        encoding=cells.encoding,
        layout=taken.layout,
        vendor=taken.vendor,
        unit=taken.unit,
        metric=_same([one.metric for one in lines]),
        granularity=_same([one.granularity for one in lines]),
        lines=lines,
        points=taken.series.points,
        series=len(taken.series),
        refused=taken.refused[:REASONS],
        refused_count=len(taken.refused),
        questions=taken.questions,
        template=taken.template,
        blocks=taken.blocks,
        remarks=cells.remarks,
    )


def _same(values: list[One]) -> One | None:
    return values[0] if values and len(set(values)) == 1 else None


def _line(one: Series, said: dict[str, tuple[str, str]], given: dict[str, str], products: Named) -> TrafficLine:
    text, category = said.get(one.key.product, (one.key.product, ""))
    known = products.named(one.key.product) is not None
    chosen = given.get(text, category)
    return TrafficLine(
        product=one.key.product, written=text, known=known,
        category=products.category(one.key.product) if known else chosen,
        metric=one.key.metric, granularity=one.key.granularity, source=one.key.source, geo=one.key.geo,
        device=one.key.device, first=one.start[0].item(), last=one.end[-1].item(), count=len(one),
        below=int(np.count_nonzero(one.flags & BELOW)), sample=tuple(one.value[-SAMPLE:].tolist()),
    )  # fmt: skip
