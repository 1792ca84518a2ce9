"""Alerts and readings for their tests: a Hong Kong share that trades at NOW, and a level of 100."""

from __future__ import annotations

import datetime as dt

from models.alerts.readings import Reading
from models.alerts.values import Alert, Crossing, Scope, What
from models.alerts.watch import Watch
from models.freshness import Freshness
from models.instruments import Instrument, Market
from models.lists.values import Lists, NamedList, Section

NOW = dt.datetime(2024, 9, 25, 3, tzinfo=dt.UTC).timestamp()  # 11:00 in Hong Kong, a Wednesday
TODAY = dt.date(2024, 9, 25)
DAY = 86400.0
ONE, TWO, THREE = "00700.HK", "NVDA.US", "600000.SH"
KNOWN = {
    ONE: Instrument(id=ONE, market=Market.HK, name_zh="腾讯控股", name_en="Tencent"),
    TWO: Instrument(id=TWO, market=Market.US, name_zh="英伟达", name_en="NVIDIA"),
    THREE: Instrument(id=THREE, market=Market.CN, name_zh="浦发银行", name_en="SPD Bank"),
}
LISTS = Lists(
    lists=(
        NamedList(
            id="main", name_zh="主", name_en="Main",
            sections=(
                Section(id="a", name_zh="甲", name_en="Alpha", members=(ONE, TWO)),
                Section(id="b", name_zh="乙", name_en="Beta", members=(THREE,)),
            ),
        ),
    ),
    known=KNOWN,
)  # fmt: skip


def alert(name="a", **changes):
    """Price of ONE upwards over 100, without a cool-down."""
    held = {"scope": Scope.ROW, "target": ONE, "what": What.PRICE, "crossing": Crossing.UP, "level": 100.0,
            "cool_down_s": 0.0}  # fmt: skip
    return Alert(id=name, **(held | changes))


def reading(last=99.0, name=ONE, **changes):
    """A live reading of this session."""
    held = {
        "market": KNOWN[name].market,
        "freshness": Freshness.LIVE,
        "phase": "open",
        "source": "yahoo",
        "date": TODAY,
    }
    return Reading(name, last=last, **(held | changes))


def watch_of(*alerts, members=None, log=()):
    made = Watch()
    made.set({one.id: one for one in alerts}, members or (lambda one: (one.target,)))
    made.recall(log)
    return made


def run(watch, *readings, start=NOW, every=3.0):
    """Steps one after the other; what fired, as (place, alert, instrument, value)."""
    found = []
    for place, one in enumerate(readings):
        held = one if isinstance(one, list) else [one]
        found += [
            (place, fired.alert, fired.instrument, fired.value) for fired in watch.step(held, start + place * every)
        ]
    return found


def prices(watch, *values, **named):
    """The places at which a row of prices fires."""
    return [place for place, *_ in run(watch, *(reading(value) for value in values), **named)]
