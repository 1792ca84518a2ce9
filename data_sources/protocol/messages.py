"""What goes through the pipe in either direction.

Subscriptions are state, not calls: the full set is sent whenever it changes, and again after a respawn.
"""

from __future__ import annotations

from typing import Any

from data_sources.protocol.answers import Status
from data_sources.protocol.wants import Want
from models.errors import Failure
from models.frozen import frozen
from models.instruments import Instrument
from models.values import Quote

# parent -> data process


@frozen
class Ask:
    """Answer ``want`` under this number."""

    number: int
    want: Want


@frozen
class Forget:
    """Nobody waits for this number any more."""

    number: int


@frozen
class Subscribe:
    """Keep these instruments' quotes coming; replaces the previous set.

    visible: ids of the rows on screen, the only ones asked for at the quick pace; empty means all of them.
    """

    instruments: tuple[Instrument, ...]
    visible: tuple[str, ...] = ()


@frozen
class Stop:
    """Finish: close lanes, flush and close the cache, exit."""


# data process -> parent


@frozen
class Answer:
    """A value for a number. Not final: from the cache, more is on its way."""

    number: int
    value: Any
    final: bool = True


@frozen
class Failed:
    """No value for this number, and why."""

    number: int
    failure: Failure


@frozen
class Pushed:
    """Quotes of subscribed instruments, as they arrive."""

    quotes: tuple[Quote, ...]


@frozen
class Polled:
    """Every subscribed instrument has been asked for once more, with or without an answer."""


@frozen
class Noticed:
    """The state of the data side changed."""

    status: Status
