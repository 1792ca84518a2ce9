"""A row of the review beside what a second, independent source says of the same days. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from math import isfinite

from models import sessions
from models.frozen import frozen
from models.gate.independence import independent
from models.instruments import EXCHANGES, Market
from models.note.inputs import Inputs
from models.review.calculation import measured
from models.review.values import Review, Row, Window
from models.values import Bars, Basis

NOWHERE: Mapping[Market, frozenset[dt.date]] = {market: frozenset() for market in EXCHANGES}


@frozen(kw_only=True, eq=False)
class Pair:
    """``row`` as it is printed, and ``second``: the same by ``witness``, None where it does not count.

    lack: why it does not: "none" (no second source is held), "same" (it is not independent of the first), "early" (it
    was asked before the close), "short" (it gives no percentage, or ends before the row does); "" when it does.
    last: the session the row should end on, None when its market had none that is over. bars: of the first source.
    """

    row: Row
    last: dt.date | None
    bars: Bars | None = None
    witness: Bars | None = None
    second: Row | None = None
    lack: str = ""

    @property
    def apart(self) -> float | None:
        """How far the two percentages are apart, in percentage points; None without both."""
        first, second = self.row.change_pct, self.second.change_pct if self.second is not None else None
        return None if first is None or second is None else abs(first - second)


def pairs_of(review: Review, inputs: Inputs) -> tuple[Pair, ...]:
    """Every row and benchmark of ``review`` with its witness, in order."""
    rows = (*review.rows, *review.benchmarks)
    ends = {market: _last_session(market, rows, inputs) for market in {row.instrument.market for row in rows}}
    return tuple(_pair(row, ends[row.instrument.market], inputs) for row in rows)


def _last_session(market: Market, rows: Iterable[Row], inputs: Inputs) -> dt.date | None:
    """The last session of the window that is over. Beyond the calendar's years only trading shows what was one."""
    window = inputs.window
    last = min(sessions.on_or_before(market, window.last), sessions.last_final_date(market, inputs.now))
    if sessions.is_provisional(market, last):
        seen = [row.end_date for row in rows if row.instrument.market is market and row.end_date is not None]
        last = min(last, max(seen, default=last))
    return last if last >= window.first else None


def _pair(row: Row, last: dt.date | None, inputs: Inputs) -> Pair:
    name = row.instrument.id
    bars, witness = inputs.bars.get(name), inputs.witnesses.get(name)
    second = _measured(row, bars, witness, inputs.window)
    lack = _lack(row, witness, second, inputs.window)
    return Pair(row=row, last=last, bars=bars, witness=witness, second=None if lack else second, lack=lack)


def _measured(row: Row, bars: Bars | None, witness: Bars | None, window: Window) -> Row | None:
    """The row by the witness alone. Where it knows of no distributions, by closes as traded and the first's factors.

    So the returns say whether the closes agree; whether what went ex is known well enough is a check of its own.
    """
    if witness is None or not len(witness):
        return None
    if witness.basis is Basis.RAW and witness.actions is None and bars is not None and bars.basis is Basis.RAW:
        witness = witness.with_columns(actions=bars.actions)
    return measured(row.instrument, window, {row.instrument.id: witness}, {}, NOWHERE)


def _lack(row: Row, witness: Bars | None, second: Row | None, window: Window) -> str:
    if witness is None or second is None:
        return "none"
    if not independent(row.source, witness.source):
        return "same"
    if not sessions.is_over(row.instrument.market, window.last, witness.fetched_at):
        return "early"
    if row.change_pct is not None and not _reaches(row, second):
        return "short"
    return ""


def _reaches(row: Row, second: Row) -> bool:
    if second.change_pct is None or not isfinite(second.change_pct) or second.end_date is None:
        return False
    return row.end_date is None or second.end_date >= row.end_date
