"""One table while it is taken: what is found, refused and asked so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from models.imports.traffic.bodies import Body
from models.imports.traffic.context import Context
from models.imports.traffic.joining import Piece
from models.imports.traffic.naming import Names
from models.imports.traffic.shapes import Table
from models.imports.traffic.values import Hints, Layout, Question
from models.imports.values import Refused
from models.traffic.values import Metric, SeriesKey
from models.values import Ints


@dataclass(slots=True)
class Taking:
    """metrics, units: of the columns that are taken. zeros: numbers left out as they may stand for nothing.

    sure: units by metric. sure, ids, keyed: what is the same for many columns and is made once.
    """

    table: Table
    context: Context
    names: Names
    hints: Hints
    today: dt.date
    body: Body
    pieces: list[Piece] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    metrics: list[Metric] = field(default_factory=list)
    units: list[float] = field(default_factory=list)
    zeros: int = 0
    sure: dict[Metric, float] = field(default_factory=dict)
    ids: Ints | None = None
    keyed: dict[Hashable, tuple[Ints, Sequence[SeriesKey]]] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The name of the sheet it is on."""
        return self.table.grid.title

    @property
    def saved(self) -> bool:
        """Whether it is an answer of Similarweb's interface, which states plain counts and weeks by their first day."""
        return self.table.layout is Layout.JSON

    def refuse(self, row: int, reason: str) -> None:
        """Not taken; row from 1."""
        self.refused.append(Refused(sheet=self.sheet, row=row, reason=reason))

    def refuse_column(self, reason: str, heading: str) -> None:
        """A column that is not taken, by its heading."""
        self.refuse(self.table.header + 1, f"{reason}: {heading[:40]}")
