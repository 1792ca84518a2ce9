"""The bundled announcements as sentences of the digest, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.alerts.digest import Event
from models.events import events_from


def events_of(rows: Iterable[Mapping[str, str]]) -> tuple[Event, ...]:
    """The rows of the table of announcements, oldest first. Raises ValueError naming the row that does not fit."""
    return tuple(sorted(Event(one.date, one.text("zh"), one.text("en")) for one in events_from(rows)))
