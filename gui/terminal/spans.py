"""The days a command is about, where its arguments leave them open: those a chart would ask for first."""

from __future__ import annotations

import datetime as dt
import time
from argparse import Namespace
from typing import TYPE_CHECKING

from models import sessions
from models.arguments import parser
from models.charts.days import ask_from
from models.values import Interval

if TYPE_CHECKING:
    from main import Desk
    from models.instruments import Instrument


def today(one: Instrument) -> dt.date:
    """The exchange's calendar day."""
    return sessions.local_date(one.market, time.time())


def span_of(desk: Desk, one: Instrument) -> tuple[dt.date, dt.date]:
    """First and last day; leaves with one sentence and exit 2 when nothing lies between."""
    asked: Namespace = desk.arguments
    last = asked.last or today(one)
    first = asked.first or ask_from(Interval(asked.interval), last)
    if first > last:  # a first day without a last one, in the future
        parser().error(desk.texts["cli.order"].format(first=first, last=last))
    return first, last
