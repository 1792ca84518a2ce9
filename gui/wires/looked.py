"""What the user last saw: kept once a minute, and compared with what is there when the program begins again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from models import sessions
from models.alerts.targets import members_of
from models.alerts.values import Seen
from models.errors import AppError
from models.lists.values import Lists
from models.store import QuoteStore
from models.values import Action

if TYPE_CHECKING:
    from models.alerts.digest import Digest, Event, Price

KEEP_S = 60.0
PATIENCE_S = 30.0  # quotes of rows off the screen come slowly; then it is told with those that are there


class LastLook(QObject):
    """``ready`` tells the digest, once the quotes of what was seen have come, and again when ex-dates become known.

    Nothing is kept before: what was seen then must not be written over by prices that nobody has compared yet.
    """

    ready = Signal(object)

    def __init__(self, client: DataClient, bridge: Bridge, events: Callable[[], Iterable[Event]] = tuple) -> None:
        super().__init__()
        self._client, self._bridge, self._events = client, bridge, events
        self._lists = Lists()
        self._actions: Mapping[str, Sequence[Action]] = {}
        self._seen: Seen | None = None
        self._asked: Future[Any] | None = None
        self._answered = self._told = False
        self._begun = self._kept = 0.0
        self.digest: Digest | None = None

    def begin(self, now: float) -> None:
        """Ask what was seen."""
        self._begun = now
        self._asked = self._client.seen()
        self._bridge.when_done(self._asked, self._take, self._miss)

    def follow(self, lists: Lists) -> None:
        """The lists as they are now."""
        self._lists = lists

    def take_actions(self, actions: Mapping[str, Sequence[Action]], store: QuoteStore | None, now: float) -> None:
        """Splits and distributions by instrument id."""
        self._actions = actions
        if self._told and self.digest is not None and store is not None:
            self._tell(store, now)

    def tick(self, store: QuoteStore, now: float) -> None:
        """A second passed."""
        if not self._answered:
            return
        if not self._told and self._has_come(store, now):
            self._told = True
            self._tell(store, now)
        if self._told and not 0 <= now - self._kept < KEEP_S:  # a clock that was set back keeps at once
            self.keep(store, now)

    def keep(self, store: QuoteStore, now: float) -> None:
        """Remember the prices that stand there, once they have been compared."""
        if self._told:
            self._kept = now
            last = dict(zip(store.row_of, store.values("last").tolist(), strict=True))
            self._client.keep_seen(Seen(at=now, last={name: price for name, price in last.items() if price > 0}))

    def dismiss(self) -> None:
        """It has been read."""
        self.digest = None

    def retire(self) -> None:
        """Wait for nothing any more."""
        if self._asked is not None:
            self._client.forget(self._asked)
            self._asked = None

    def _take(self, seen: object) -> None:
        self._asked, self._answered = None, True
        self._seen = seen if isinstance(seen, Seen) else None

    def _miss(self, error: AppError) -> None:
        """Nothing can be compared; from now on it is kept again."""
        self._asked, self._answered = None, True

    def _has_come(self, store: QuoteStore, now: float) -> bool:
        """Whether enough quotes are of this run of the program."""
        fresh = store.values("received_at") >= self._begun
        wanted = [
            row for name in (self._seen.last if self._seen else ()) if (row := store.row_of.get(name)) is not None
        ]
        patient = now - self._begun < PATIENCE_S
        return bool(fresh[wanted].all() if wanted and patient else fresh.any())

    def _tell(self, store: QuoteStore, now: float) -> None:
        if self._seen is None:
            return
        from models.alerts.digest import digest  # what happened meanwhile is told long after the first paint

        made = digest(
            self._seen, _prices(store, self._begun), now, known=self._lists.known, members=members_of(self._lists),
            alerts=self._lists.alerts.values(), actions=self._actions, events=self._events(),
        )  # fmt: skip
        if made or self.digest is not None:
            self.digest = made
            self.ready.emit(made)


def _prices(store: QuoteStore, since: float) -> dict[str, Price]:
    """The prices that have come since the program began, by instrument id."""
    from models.alerts.digest import Price

    names = ("last", "exchange_time", "received_at", "previous_close", "open")
    columns = {name: store.values(name) for name in names}
    rows = np.flatnonzero(columns["received_at"] >= since).tolist()
    local_date = cache(sessions.local_date)  # of as many minutes as there are, which are few
    found = {}
    for row in rows:
        one = store.instruments[row]
        date = local_date(one.market, columns["exchange_time"][row] // 60 * 60)
        held = (float(columns[name][row]) for name in ("previous_close", "open"))
        found[one.id] = Price(float(columns["last"][row]), date, *held)
    return found
