"""Prices from before a split, in today's units: a level that was set at 1,200 is 120 after ten for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import prod

from models import sessions
from models.alerts.values import Alert, Scope, What
from models.instruments import Instrument
from models.values import Action, ActionKind


def ratio(actions: Iterable[Action], after: dt.date, until: dt.date) -> float:
    """New shares for one old, of every split that went ex in (after, until]; 1 without any."""
    splits = (one for one in actions if one.kind is ActionKind.SPLIT and after < one.ex_date <= until)
    return prod((one.value for one in splits if one.value > 0), start=1.0)


def rebased(
    alerts: Iterable[Alert], known: Mapping[str, Instrument], actions: Mapping[str, Sequence[Action]], now: float
) -> tuple[Alert, ...]:
    """The price alerts whose share was split since they were made or edited, with their level in today's prices.

    Only those on one instrument: a price on a whole list is nobody's price. ``now``, the new made_at: UTC seconds.
    """
    found = []
    for alert in alerts:
        one = known.get(alert.target)
        if alert.scope is Scope.ROW and alert.what is What.PRICE and alert.made_at > 0 and one is not None:
            days = (sessions.local_date(one.market, moment) for moment in (alert.made_at, now))
            by = ratio(actions.get(alert.target, ()), *days)
            if by != 1.0:
                found.append(replace(alert, level=round(alert.level / by, one.decimals), made_at=now))
    return tuple(found)
