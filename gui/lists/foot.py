"""The quiet line under the list: sources on screen, when the newest number came, the window, what rates are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from gui.look import numbers
from gui.look.labels import Plain, redress, tip
from gui.look.theme import PADDING
from models.store import QuoteStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEIGHT = 24


class Foot(Plain):
    """Says where the numbers of the shown rows come from. ``window`` and ``rates``: what else it says."""

    def __init__(self, store: QuoteStore, texts: Mapping[str, str], lang: str) -> None:
        super().__init__()
        self._store, self._texts, self._lang = store, texts, lang
        self.window = self.rates = ""
        self._heard = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        redress(self, "foot")
        self.setContentsMargins(PADDING, 0, PADDING, 0)
        self.setFixedHeight(HEIGHT)
        self.setText(texts["watchlist.empty"])

    def heard(self, rows: NDArray[np.intp], now: float) -> None:
        """Quotes came: the first are told at once, after that once a second is enough."""
        if not self._heard:
            self._heard = True
            self.say(rows, now)

    def say(self, rows: NDArray[np.intp], now: float) -> None:
        """Put it together anew. ``now``: UTC seconds."""
        origin = self._texts["watchlist.empty"]
        sources, newest = self._heard_of(rows)
        if sources:
            age = numbers.age(now - newest, self._lang)
            origin = self._texts["watchlist.origin"].format(source=self._named(sources), age=age)
        redress(self, "warn" if "simulated" in sources else "foot")
        self.setText("   ".join(filter(None, (origin, self.window, self.rates))))
        self.setToolTip(tip(self.text()))

    def kept(self, rows: NDArray[np.intp]) -> list[str]:
        """The same for what is read later, a line each: a time, where on screen there is an age."""
        sources, newest = self._heard_of(rows)
        origin = self._texts["watchlist.empty"]
        if sources:
            at = f"{dt.datetime.fromtimestamp(newest).astimezone():%Y-%m-%d %H:%M:%S}"
            origin = self._texts["watchlist.origin_at"].format(source=self._named(sources), at=at)
        return list(filter(None, (origin, self.window, self.rates)))

    def _heard_of(self, rows: NDArray[np.intp]) -> tuple[list[str], float]:
        """The sources of the rows, and when the newest of their numbers came, UTC seconds."""
        sources = sorted({self._store.sources[row] for row in rows.tolist()} - {""})
        received = self._store.values("received_at", rows) if sources else np.zeros(1)
        return sources, float(np.nanmax(received))

    def _named(self, sources: list[str]) -> str:
        return " · ".join(self._texts.get(f"source.{name}", name) for name in sources)
