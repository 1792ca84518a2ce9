"""The bundled reference facts: closes of the reference week, with their publisher named. Read-only, dated.

Closes only, so no candles; no shares outstanding, so no market cap. A close whose basis is "dividend-adjusted"
serves returns only and is never shown as a price.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

from data_sources.protocol import Asked, BarsWanted, Given, SourceContext
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.values import Bars, Basis

FILE = "closes_2024-09.csv"
COMPILED = dt.datetime(2026, 11, 23, tzinfo=dt.UTC).timestamp()  # when the facts were compiled: their as-of
Closes = list[tuple[dt.date, float, str]]


def open_source(context: SourceContext) -> Reference:
    """The facts in the folder of ``context``."""
    return Reference(Path(context.folder))


class Reference:
    """Closes of the bundled days, by instrument."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._closes: dict[str, Closes] | None = None

    def download(self, want: Asked) -> Closes:
        """Every close held of the wanted instrument."""
        if not isinstance(want, BarsWanted):
            raise NoSuchData("holds closes of past days only", source="reference")
        if self._closes is None:
            self._closes = _read(self._path)
        found = self._closes.get(want.instrument.id, [])
        if not any(want.start <= day <= want.end for day, _, _ in found):
            raise NoSuchData("not among the bundled facts", source="reference")
        return found

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """The closes within the span as bars without open, high and low."""
        if not isinstance(want, BarsWanted):
            raise NoSuchData("holds closes of past days only", source="reference")
        rows: Closes = [row for row in raw if want.start <= row[0] <= want.end]
        nothing = np.full(len(rows), np.nan)
        return Bars(
            instrument=want.instrument.id,
            date=np.array([day for day, _, _ in rows], "datetime64[D]"),
            time=np.array([int(sessions.open_time(want.instrument.market, day)) for day, _, _ in rows]),
            open=nothing, high=nothing, low=nothing, volume=nothing, turnover=nothing,
            close=np.array([close for _, close, _ in rows]),
            basis=Basis(rows[0][2]),
            currency=want.instrument.currency,
            source="reference",
            fetched_at=COMPILED,
        )  # fmt: skip

    def close(self) -> None:
        """Nothing is held open."""


def _read(path: Path) -> dict[str, Closes]:
    closes: dict[str, Closes] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                day = dt.date.fromisoformat(row["date"])
                closes.setdefault(row["instrument"], []).append((day, float(row["close"]), row["basis"]))
    except (OSError, KeyError, ValueError) as error:
        raise Unreadable(f"the bundled facts: {error}", source="reference") from error
    return {name: sorted(rows) for name, rows in closes.items()}
