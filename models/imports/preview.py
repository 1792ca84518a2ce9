"""What the user is shown before an import is taken."""

from __future__ import annotations

from collections import Counter

from models.facts import Said
from models.imports.values import Cells, Preview, Taken

SAMPLE = 20
REASONS = 200


def preview_of(cells: Cells, taken: Taken) -> Preview:
    """Counts, the first rows, dates, currencies, and what is not taken."""
    counts = Counter(row.what for row in taken.rows)
    days = [row.date for row in taken.rows]
    return Preview(
        name=cells.name,
        encoding=cells.encoding,
        vendor=taken.vendor,
        counts=tuple((what, counts[what]) for what in Said if counts[what]),
        instruments=len({row.instrument for row in taken.rows}),
        sample=taken.rows[:SAMPLE],
        refused=taken.refused[:REASONS],
        refused_count=len(taken.refused),
        currencies=tuple(sorted({row.currency for row in taken.rows if row.currency})),
        first=min(days, default=None),
        last=max(days, default=None),
        remarks=cells.remarks,
    )
