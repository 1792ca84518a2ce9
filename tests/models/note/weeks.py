"""Weeks that never were: every share of the universe moves as a test says, in even steps over its market's sessions."""

import datetime as dt

import resources
from models import sessions
from models.instruments import EXCHANGES
from models.review.values import Window
from models.universe import universe_from
from tests.models.note.samples import note
from tests.models.samples import bars

UNIVERSE = universe_from(resources.universe())
SUSPENDED, LISTED = "suspended", "listed"
BASE = 100.0
LATER = 3 * 86400.0


def window(first, last):
    return Window(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last))


def week(first, last, moves, settings=None, *, without=(), late=(), **changes):
    """The note of a week. moves: percent by id, or SUSPENDED or LISTED; those not named move as "" does, or not at all.

    without: ids that nobody has; late: those whose bars end before it.
    """
    days = window(first, last)
    asked = dt.datetime.combine(days.last, dt.time(), dt.UTC).timestamp() + LATER
    held = {
        name: _bars(one, days, SUSPENDED if name in late else moves.get(name, moves.get("", 0.0)), asked)
        for name, one in UNIVERSE.instruments.items()
        if one.market in EXCHANGES and name not in without
    }
    return note(settings, **({"window": days, "bars": held, "now": asked, "offline": False, "printed": ()} | changes))


def _bars(one, days, move, asked):
    known = sessions.sessions_between(one.market, days.first - dt.timedelta(days=40), days.last)
    before, inside = [day for day in known if day < days.first], [day for day in known if day >= days.first]
    percent = move if isinstance(move, float) else 1.0
    moved = {day: BASE * (1 + percent / 100 * place / len(inside)) for place, day in enumerate(inside, 1)}
    closes = dict.fromkeys(before, BASE) | moved
    kept = before if move == SUSPENDED else inside if move == LISTED else known
    made = bars({day.isoformat(): closes[day] for day in kept}, name=one.id, currency=one.currency, fetched_at=asked)
    return made.with_columns(high=made.close * 1.01, low=made.close * 0.99)


def contradicted(made):
    """What the ledger holds against its own note."""
    return [(one.claim.subject.name, one.claim.said, one.found) for one in made.ledger if one.state == "contradicted"]
