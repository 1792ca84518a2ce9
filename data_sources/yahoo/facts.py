"""What Yahoo knows of an instrument beside its prices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from data_sources.protocol import FactsWanted
from data_sources.yahoo import bars, names
from models import sessions
from models.facts import Dated, Facts
from models.instruments import Instrument
from models.values import Action

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Raw facts: the meta and the events of a chart, a series of shares, else the number of shares now."""

    meta: Mapping[str, Any]
    splits: pd.Series[Any]
    dividends: pd.Series[Any] | pd.DataFrame
    shares: pd.Series[Any] | None = None
    shares_now: float | None = None


def parse_facts(raw: Known, want: FactsWanted, now: float) -> Facts:
    """Names, first trade, dated shares, every split and dividend. Raises Unreadable for another instrument's."""
    one = want.instrument
    names.check_meta(raw.meta, one)
    return Facts(
        instrument=one.id,
        name_en=str(raw.meta.get("longName") or raw.meta.get("shortName") or ""),
        currency=one.currency,
        listed=_listed(raw.meta.get("firstTradeDate"), one),
        shares=_dated(raw, one, now),
        actions=_actions(raw, one),
        source="yahoo",
        fetched_at=now,
    )


def _listed(first: Any, one: Instrument) -> dt.date | None:
    """The first trade, which the library has made a Timestamp of. Yahoo's records begin in 1962."""
    if isinstance(first, dt.datetime):
        return first.astimezone(ZoneInfo(one.zone)).date()
    return None


def _dated(raw: Known, one: Instrument, now: float) -> tuple[Dated, ...]:
    """Each number of shares with the first day it held. One that is only known now is dated today."""
    if raw.shares is None or raw.shares.empty:
        today = sessions.local_date(one.market, now)
        return (Dated(date=today, value=raw.shares_now, source="yahoo"),) if raw.shares_now else ()
    _, day = bars.clock(raw.shares, one)
    newest = dict(zip(day, raw.shares.to_numpy(float), strict=True))  # several a day: the last one counts
    held = [(each, value) for each, value in newest.items() if np.isfinite(value) and value > 0]
    changes = [pair for at, pair in enumerate(held) if at == 0 or pair[1] != held[at - 1][1]]
    return tuple(Dated(date=each.astype(dt.date), value=float(value), source="yahoo") for each, value in changes)


def _actions(raw: Known, one: Instrument) -> tuple[Action, ...] | None:
    """None when dividends come in several currencies: which was paid in which is not said reliably."""
    if raw.dividends.ndim != 1:
        return None
    events: bars.Events = {}
    for place, series in enumerate((raw.splits, raw.dividends)):
        if series.empty:
            continue
        _, day = bars.clock(series, one)
        for each, value in zip(day, series.to_numpy(float), strict=True):
            before = events.get(each, (0.0, 0.0))
            events[each] = (float(value), before[1]) if place == 0 else (before[0], float(value))
    return bars.actions(events)
