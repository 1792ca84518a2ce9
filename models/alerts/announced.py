"""The bundled announcements as events: who, what, and what about it. Names stay as their vendors write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from models.alerts.digest import Event


def events_of(rows: Iterable[Mapping[str, str]]) -> tuple[Event, ...]:
    """Rows with date, vendor, product and event, oldest first. The remark is in English in both languages."""
    return tuple(sorted(_event(row) for row in rows))


def _event(row: Mapping[str, str]) -> Event:
    what, remark = f"{row['vendor']} {row['product']}", row["event"]
    new = remark and remark not in row["product"]
    return Event(
        dt.date.fromisoformat(row["date"]), f"{what}：{remark}" if new else what, f"{what}: {remark}" if new else what
    )
