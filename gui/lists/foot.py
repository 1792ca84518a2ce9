"""The quiet line under the list: sources on screen, when the newest number came, the window, what rates are of."""

from __future__ import annotations

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
        sources = sorted({self._store.sources[row] for row in rows.tolist()} - {""})
        parts = [self._texts["watchlist.empty"]]
        if sources:
            received = self._store.values("received_at", rows)
            newest = now - float(received[received == received].max())
            named = " · ".join(self._texts.get(f"source.{name}", name) for name in sources)
            parts = [self._texts["watchlist.origin"].format(source=named, age=numbers.age(newest, self._lang))]
        redress(self, "warn" if "simulated" in sources else "foot")
        self.setText("   ".join(part for part in (*parts, self.window, self.rates) if part))
        self.setToolTip(tip(self.text()))
