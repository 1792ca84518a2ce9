"""The chart tab: the bars of the list's current instrument, as they come, with its live quotes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.panel import ChartPanel
from gui.charts.seat import Seat
from gui.parts import Parts
from models.instruments import Instrument
from models.values import Quote


class ChartTab(QWidget):
    """Hands what it hears to its charts."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.seat = Seat(parts, clock=clock)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.seat)

    @property
    def panel(self) -> ChartPanel:
        """The chart that keys go to."""
        return self.seat.panel

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's current row changed."""
        self.seat.show_instrument(instrument)

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self.seat.apply(quotes)

    def tick(self, now: float) -> None:
        """A second passed."""
        self.seat.tick(now)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.seat.retire()
