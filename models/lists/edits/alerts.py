"""Alerts among the user's lists: kept, changed, taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.alerts.values import Alert, Scope
from models.instruments import Instrument
from models.lists.edits.whole import fresh, settled
from models.lists.values import Lists


def new_alert_id(lists: Lists) -> str:
    """The id the next alert gets: "a" and a number."""
    return fresh("a", lists.alerts)


def keep(lists: Lists, alert: Alert, instrument: Instrument | None = None) -> Lists:
    """Put an alert in, or another in the place of the one of its id; without an id it gets a new one.

    instrument: whom an alert on a row is about, where the lists do not know it yet. One about nobody is not kept.
    """
    named = alert if alert.id else replace(alert, id=new_alert_id(lists))
    more = (instrument,) if instrument is not None and instrument.id == alert.target else ()
    if not (more or about(lists, alert)) or lists.alerts.get(named.id) == named:
        return lists
    return settled(replace(lists, alerts={**lists.alerts, named.id: named}), more)


def drop(lists: Lists, ids: Iterable[str]) -> Lists:
    """Take alerts out."""
    gone = frozenset(ids)
    kept = {name: alert for name, alert in lists.alerts.items() if name not in gone}
    return lists if len(kept) == len(lists.alerts) else settled(replace(lists, alerts=kept))


def about(lists: Lists, alert: Alert) -> bool:
    """Whether what the alert watches is there: an instrument known, a list, a section of a list with a title.

    The untitled section comes and goes with its rows; nothing can be said about it that lasts.
    """
    if alert.scope is Scope.ROW:
        return alert.target in lists.known
    list_id, slash, section_id = alert.target.partition("/")
    one = lists.named(list_id)
    if one is None or (alert.scope is Scope.SECTION) is not bool(slash):
        return False
    return alert.scope is Scope.LIST or any(section.id == section_id != "" for section in one.sections)
