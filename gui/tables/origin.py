"""How far a row's numbers may be trusted, where they come from, how old and how late they are: in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.look import numbers
from gui.tables.columns import Ground
from models.freshness import Freshness, freshness, in_words, stale
from models.store import MARKETS, Picked

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Origin:
    """Answers for the rows of one ground. A row's freshness is kept for the second it was asked in."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept: dict[int, Freshness] = {}
        self._at = 0.0

    def forget(self) -> None:
        """Quotes have come."""
        self._kept.clear()

    def freshness(self, row: int) -> Freshness:
        """How far the row's quote may be trusted."""
        if self._ground.now != self._at:
            self._kept.clear()
            self._at = self._ground.now
        held = self._kept.get(row)
        if held is None:
            held = self._kept[row] = self._judged(row)
        return held

    def stale(self, picked: Picked) -> NDArray[np.bool_]:
        """Which of some rows show a quote that may not hold any more."""
        store, values = self._ground.store, picked.values
        times = (values("exchange_time"), values("received_at"), values("delay_s"))
        found = stale(MARKETS, store.market[picked.numbers], *times, self._ground.now)
        for at in np.flatnonzero(found & (values("suspended") > 0)).tolist():
            found[at] = self.freshness(int(picked.numbers[at])) is Freshness.STALE
        return found

    def state(self, row: int) -> str:
        """The words for a row's state."""
        store, ground = self._ground.store, self._ground
        delay = store.value(row, "delay_s") or 0.0
        return in_words(self.freshness(row), store.instruments[row].market, delay, ground.now, ground.texts)

    def words(self, row: int) -> str:
        """State, source, the exchange's time and the reader's own, age, delay."""
        store, texts, now = self._ground.store, self._ground.texts, self._ground.now
        received = store.value(row, "received_at")
        if received is None:
            return texts["table.no_quote"]
        name, exchange = store.sources[row], store.value(row, "exchange_time")
        said = texts["table.state"].format(state=self.state(row))
        said += texts["table.origin"].format(
            source=texts.get(f"source.{name}", name),
            exchange=numbers.stamp(exchange, store.instruments[row].zone),
            local=numbers.local_stamp(exchange),
            age=numbers.age(now - received, self._ground.lang),
        )
        delay = store.value(row, "delay_s")
        if not delay or self.freshness(row) is Freshness.DELAYED:  # then it has been said
            return said
        return said + texts["table.delay"].format(minutes=round(delay / 60))

    def _judged(self, row: int) -> Freshness:
        value = self._ground.store.value
        return freshness(
            self._ground.store.instruments[row].market,
            value(row, "exchange_time"),
            value(row, "received_at"),
            value(row, "delay_s") or 0.0,
            self._ground.now,
            suspended=bool(value(row, "suspended")),
        )
