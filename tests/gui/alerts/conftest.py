"""Lists with alerts, a store that ticks, and the alerts at work over a fake data side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal

from gui.wires.alerting import Alerting
from models.alerts.values import Alert, Crossing, Scope, What
from models.instruments import Instrument, Market
from models.lists.values import Lists, NamedList, Section
from models.store import QuoteStore
from tests.gui.samples import fresh

ONE, TWO, THREE = "00700.HK", "600000.SH", "NVDA.US"
KNOWN = {
    ONE: Instrument(id=ONE, market=Market.HK, name_zh="腾讯控股", name_en="Tencent"),
    TWO: Instrument(id=TWO, market=Market.CN, name_zh="浦发银行", name_en="SPD Bank"),
    THREE: Instrument(id=THREE, market=Market.US, name_zh="英伟达", name_en="NVIDIA"),
}


class FakeLists(QObject):
    """Holds lists; an edit is made at once and remembered."""

    changed = Signal()

    def __init__(self, lists):
        super().__init__()
        self.lists, self.edits = lists, []

    def edit(self, label, change, subject=""):
        self.edits.append((label, subject))
        self.lists = change(self.lists)
        self.changed.emit()


def alert(name="a", **changes):
    """Price of ONE upwards over 400, without a cool-down."""
    held = {"scope": Scope.ROW, "target": ONE, "what": What.PRICE, "crossing": Crossing.UP, "level": 400.0,
            "cool_down_s": 0.0}  # fmt: skip
    return Alert(id=name, **(held | changes))


def lists_of(*alerts):
    sections = (
        Section(id="a", name_zh="平台", name_en="Platforms", members=(ONE, THREE)),
        Section(id="b", name_zh="银行", name_en="Banks", members=(TWO,)),
    )
    one = NamedList(id="main", name_zh="算力链", name_en="Compute chain", sections=sections)
    return Lists(lists=(one,), known=KNOWN, alerts={one.id: one for one in alerts})


@pytest.fixture
def store():
    return QuoteStore(list(KNOWN.values()))


@pytest.fixture
def alerting(client, bridge, clock):
    made = Alerting(client, bridge, clock)
    yield made
    made.retire()


@pytest.fixture
def lists(alerting):
    """Edits reach the watch as the window does it."""
    made = FakeLists(lists_of(alert()))
    made.changed.connect(lambda: alerting.follow(made.lists))
    alerting.follow(made.lists)
    return made


@pytest.fixture
def desk(parts, lists, alerting):
    return replace(parts, lists=lists, alerting=alerting)


@pytest.fixture
def ticks(store, alerting, clock):
    """``ticks(399, 401)`` puts prices of an instrument into the store, one a second; what fired."""

    def run(*prices, name=ONE, **changes):
        found = []
        for price in prices:
            clock.now += 1
            held = {"exchange_time": clock.now, "received_at": clock.now} | changes
            rows = store.apply([fresh(name, price, **held)])
            found += alerting.step(store, rows, clock.now)
        return found

    return run
