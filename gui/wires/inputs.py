"""Everything the note is made of, in the window: the week's bars, and what is asked for beside them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from data_sources.protocol.traffic import TrafficWanted
from gui.start import Backstage
from gui.wires.bridge import Bridge
from gui.wires.products import ProductBook
from gui.wires.week import Week
from models.note.inputs import Inputs
from models.traffic.values import Metric
from models.universe import Universe


class NoteInputs(QObject):
    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, week: Week, products: ProductBook, universe: Universe, backstage: Backstage, clock: Callable[[], float] = time.time, simulated=False, offline=False) -> None:
        super().__init__()
        self._client, self._bridge, self._week, self._products, self._universe = client, bridge, week, products, universe
        self._backstage, self._clock = backstage, clock
        self._simulated, self._offline = simulated, offline
        self._series = {}
        week.changed.connect(self._tell)

    def want(self) -> None:
        for metric in (Metric.VISITS, Metric.DOWNLOADS):
            f = self._client.traffic(TrafficWanted(metric=metric, known_on=None))
            self._bridge.when_done(f, lambda held, metric=metric: self._take(metric, held))
    again = want

    def _take(self, metric, held):
        self._series[metric] = held.series
        self.changed.emit()

    def _tell(self):
        if not self._week.busy:
            self.changed.emit()

    def inputs(self) -> Inputs:
        w = self._week
        return Inputs(window=w.window, universe=self._universe, products=self._products.products.items, bars=dict(w._bars), failures=dict(w._failures),
            beside=w.besides.known(), series=tuple(s for held in self._series.values() for s in held), events=self._backstage.library(), now=self._clock(), simulated=self._simulated, offline=self._offline)

    def retire(self):
        self._week.changed.disconnect(self._tell)
