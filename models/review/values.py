"""What a review is made of: window, rows, sectors, footnotes. See calculation.py for the definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from models.facts import Override
from models.frozen import frozen
from models.instruments import Instrument, Market
from models.universe import Sector

if TYPE_CHECKING:
    from models.caps import Cap


class RowState(StrEnum):
    """Why a row has no percentage, or that it has one."""

    OK = "ok"
    SUSPENDED = "suspended"  # 停牌: its market had sessions in the window, it traded in none
    CLOSED = "closed"  # its market had no session in the window
    LISTED = "listed"  # first listed inside the window: no close before it
    MISSING = "missing"  # no source could say


@frozen(kw_only=True)
class Window:
    """A free span of local dates, both included."""

    first: dt.date
    last: dt.date


@frozen(kw_only=True)
class Row:
    """One instrument over the window.

    change_pct is in percent, excess_pct in percentage points over the market's benchmark. base_close and
    end_close are traded prices of their dates in ``currency``; None where the source holds only adjusted ones.
    cap: market cap of end_date with who says so; None without dated shares and without one stated for that date.
    manual: the overrides that a close or the cap of this row rests on.
    as_of: UTC seconds, when the source was asked. ex_dates: what went ex inside and is in the percentage.
    """

    instrument: Instrument
    state: RowState
    base_date: dt.date | None = None
    base_close: float | None = None
    end_date: dt.date | None = None
    end_close: float | None = None
    change_pct: float | None = None
    benchmark: str = ""
    excess_pct: float | None = None
    sessions: int | None = None
    cap: Cap | None = None
    source: str = ""
    as_of: float | None = None
    ex_dates: tuple[dt.date, ...] = ()
    actions_known: bool = True
    doubt: str = ""
    manual: tuple[Override, ...] = ()

    @property
    def market_cap(self) -> float | None:
        """Currency units."""
        return self.cap.value if self.cap is not None else None


@frozen(kw_only=True)
class SectorReview:
    """A sector's rows in order, and its figures over the rows that have a percentage."""

    sector: Sector
    rows: tuple[Row, ...]
    mean_pct: float | None
    median_pct: float | None
    up: int
    down: int


class NoteKind(StrEnum):
    """What a footnote is about; the sentence is in the texts."""

    CUT_OFF = "cut_off"
    NOT_FINAL = "not_final"
    SESSIONS = "sessions"
    EX_DATES = "ex_dates"
    ACTIONS_UNKNOWN = "actions_unknown"
    RETURNS_ONLY = "returns_only"
    SUSPENDED = "suspended"
    LISTED = "listed"
    MISSING = "missing"
    DOUBT = "doubt"
    CAP_SHARES = "cap_shares"
    CAP_STATED = "cap_stated"
    CAP_LIVE = "cap_live"
    NO_CAP = "no_cap"
    MANUAL = "manual"
    SIMULATED = "simulated"


@frozen(kw_only=True)
class Note:
    """A footnote as data: its kind and what fills its sentence."""

    kind: NoteKind
    facts: Mapping[str, str] = field(default_factory=dict)


@frozen(kw_only=True)
class Review:
    """The whole of figure 1: sectors, benchmarks, sessions a market had in the window, footnotes.

    expected: the sessions the calendar has for the whole window, in the same markets.
    final is False until every market's last session of the window has closed. made_at: UTC seconds.
    """

    window: Window
    sectors: tuple[SectorReview, ...]
    benchmarks: tuple[Row, ...]
    sessions: Mapping[Market, int]
    expected: Mapping[Market, int]
    final: bool
    made_at: float
    notes: tuple[Note, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every instrument's row, in order."""
        return tuple(row for sector in self.sectors for row in sector.rows)
