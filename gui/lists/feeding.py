"""What the columns show beside the quotes themselves: window, periods, the year's range, lines of closes, rates.

Histories are asked for as rows come into sight, for the columns that are shown; what they say goes into the store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from gui.lists.panel import WatchlistPanel
from gui.wires.histories import Histories
from gui.wires.week import Week
from models.figures.money import PAIRS, Rate, rates
from models.figures.values import Figures
from models.instruments import Instrument
from models.lists.columns import period_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

USUAL = ("pct:5", "pct:20", "mtd", "ytd")  # made beside each other: another column set has its numbers at once
DAY = "spark_day"


class Feeding(QObject):
    """Fills the store of one panel from ``week`` and ``histories``."""

    def __init__(self, panel: WatchlistPanel, week: Week, histories: Histories) -> None:
        super().__init__(panel)
        self._panel, self._week, self._histories = panel, week, histories
        self._store = panel.model.store
        self._figures: dict[str, Figures] = {}
        self._rates: Mapping[tuple[str, str], Rate] = {}
        histories.changed.connect(self._take)
        histories.day_changed.connect(self._take_days)
        week.changed.connect(self.follow)

    def tick(self, now: float) -> None:
        """A second passed: ask for what is in sight and not known yet."""
        seen = self._seen()
        self._histories.want(seen, self._periods(), self._halted(seen))
        shown = DAY in self._panel.keys
        before = {one.id: close for one in seen if (close := self._value(one, "previous_close"))} if shown else {}
        self._histories.day_lines(seen if shown else (), before)
        self._convert(now)

    def follow(self) -> None:
        """Measure the window column as the week does: live while it runs, fixed when it is over."""
        week, window = self._week, self._week.window
        if week.running:
            self._store.set_bases("window", week.bases())
            self._put("window", f"pct:{window.first}", self._figures.values())
        else:
            self._store.give("window", week.changes())
        self._panel.foot.window = self._panel.texts["watchlist.window"].format(first=window.first, last=window.last)
        self._panel.renew()

    def retire(self) -> None:
        """The panel goes."""
        self._histories.changed.disconnect(self._take)
        self._histories.day_changed.disconnect(self._take_days)
        self._week.changed.disconnect(self.follow)

    def inherit(self, old: Feeding) -> None:
        """Know what another knew."""
        self._take(old._figures)
        self._panel.model.sparks = old._panel.model.sparks

    def _seen(self) -> list[Instrument]:
        known = self._store
        held = dict.fromkeys(self._panel.on_screen())
        if (one := self._panel.current) is not None and one.id in known.row_of:
            held[one.id] = None
        return [known.instruments[known.row_of[name]] for name in held]

    def _periods(self) -> tuple[str, ...]:
        """The keys that bases are wanted for: the usual ones, those of shown columns, and the window's."""
        keys = [*USUAL, *(key for key in self._panel.keys if period_of(key) is not None)]
        if self._week.running:
            keys.append(f"pct:{self._week.window.first}")
        return tuple(dict.fromkeys(keys))

    def _halted(self, seen: Iterable[Instrument]) -> frozenset[str]:
        return frozenset(one.id for one in seen if self._value(one, "suspended"))

    def _value(self, one: Instrument, column: str) -> float | None:
        return self._store.value(self._store.row_of[one.id], column)

    def _take(self, found: Mapping[str, Figures | None]) -> None:
        """Figures of some rows; None where they are given up."""
        held = {name: one for name, one in found.items() if one is not None}
        self._figures.update(held)
        for key in {key for one in held.values() for key in one.bases}:
            self._put(key, key, held.values())
        if self._week.running:
            self._put("window", f"pct:{self._week.window.first}", held.values())
        self._store.give("high52", {name: one.high52 for name, one in held.items()}, more=True)
        self._store.give("low52", {name: one.low52 for name, one in held.items()}, more=True)
        lines = self._panel.model.sparks.setdefault("spark", {})
        lines.update((name, one.closes) for name, one in held.items())
        self._panel.peeking.figures = self._figures
        self._panel.renew()

    def _put(self, column: str, key: str, held: Iterable[Figures]) -> None:
        """Bases of a key into a column; the window's own come first."""
        mine: dict[str, tuple[float, dt.date]] = {one.instrument: one.bases[key] for one in held if key in one.bases}
        if column == "window":
            weeks = self._week.bases()
            mine = {name: base for name, base in mine.items() if name not in weeks}
        self._store.set_bases(column, mine, more=True)

    def _take_days(self, found: Mapping[str, NDArray[np.float64]]) -> None:
        self._panel.model.sparks.setdefault(DAY, {}).update(found)
        self._panel.renew()

    def _convert(self, now: float) -> None:
        """The newest rates, with their date under the list where a converted column is shown."""
        pairs = [self._store.row_of[name] for names in PAIRS.values() for name in names if name in self._store.row_of]
        quotes = [quote for row in pairs if (quote := self._store.quote(row)) is not None]
        self._rates = self._store.rates = rates(quotes, now)
        shown = {"cap_cny": "CNY", "cap_usd": "USD"}
        wanted = {shown[key] for key in self._panel.keys if key in shown}
        said = [
            self._panel.texts["watchlist.rate"].format(own=own, other=other, rate=rate.value, date=rate.date)
            for (own, other), rate in sorted(self._rates.items())
            if other in wanted
        ]
        self._panel.foot.rates = "  ".join(said)
