"""All batches of traffic in memory, read once, and the series they make together with the bundled facts."""

from __future__ import annotations

import csv
import datetime as dt
import logging
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.protocol import Held, TrafficWanted, VintagesWanted
from data_sources.traffic.packing import Packed
from models.traffic.bundled import bundled_series, day_end
from models.traffic.published import traffic_from
from models.traffic.values import Batch, Metric, Origin, Series, SeriesKey
from models.traffic.vintages import newest

if TYPE_CHECKING:
    from data_sources.user.traffic import TrafficBatches

log = logging.getLogger(__name__)
FILE = "monthly_visits.csv"
COMPILED = dt.datetime(2026, 11, 23, tzinfo=dt.UTC).timestamp()
MOST = 5000  # series of one answer: more would stop the window while they cross the pipe
Volume = tuple[Batch, Packed, dict[str, str]]


class Shelf:
    """Answers from what is on disk and what is bundled. ``facts``: the folder of the bundled facts, "" without any."""

    def __init__(self, batches: TrafficBatches, facts: str) -> None:
        self._batches, self._facts = batches, facts
        self._lock = threading.Lock()
        self._read_at = -1
        self._volumes: list[Volume] = []
        self._places: dict[str, list[tuple[int, int]]] = {}  # product -> volume and place in it; strangers last
        self._bundled: tuple[Series, ...] | None = None

    def held(self, want: TrafficWanted) -> Held:
        """What ``want`` asks for; of more than MOST series the first. Strangers come last, the newest first."""
        until = day_end(want.known_on) if want.known_on is not None else float("inf")
        with self._lock:
            self._read()
            names = want.products or self._products()
            merged = (newest(one, until) for one in self._vintages(names, want.metric).values())
            series = [one for one in merged if one is not None]
            return Held(series=tuple(series[:MOST]), batches=self._lines(), strangers=self._strangers())

    def vintages(self, want: VintagesWanted) -> tuple[Series, ...]:
        """Every number of the wanted products, the series of a batch apart, the bundled ones first."""
        with self._lock:
            self._read()
            return tuple(one for part in self._vintages(want.products, want.metric).values() for one in part)

    def of(self, key: SeriesKey) -> Series | None:
        """What is held under a key, bundled facts aside: what a download is compared with."""
        with self._lock:
            self._read()
            found = self._vintages((key.product,), key.metric, bundled=False).get(key, [])
        return newest(found)

    # inside, under the lock

    def _read(self) -> None:
        revision = self._batches.revision
        if self._read_at == revision:
            return
        self._volumes, self._places = self._batches.all(), {}
        for number, (_, made, _) in enumerate(self._volumes):
            for place, key in enumerate(made.keys):
                self._places.setdefault(key.product, []).append((number, place))
        unknown = {name for _, _, said in self._volumes for name in said}
        newest_first = {name: -held[-1][0] for name, held in self._places.items() if name in unknown}
        order = sorted(self._places, key=lambda name: newest_first.get(name, -len(self._volumes)))
        self._places = {name: self._places[name] for name in order}
        self._read_at = revision  # last: after a failure nobody takes what was read before for what is there

    def _products(self) -> Iterable[str]:
        return dict.fromkeys([*(one.key.product for one in self._facts_held()), *self._places])

    def _vintages(
        self, products: Iterable[str], metric: Metric | None, *, bundled: bool = True
    ) -> dict[SeriesKey, list[Series]]:
        made: dict[SeriesKey, list[Series]] = {}
        wanted = dict.fromkeys(products)
        for one in self._facts_held() if bundled else ():
            if one.key.product in wanted and metric in (None, one.key.metric):
                made.setdefault(one.key, []).append(one)
        for name in wanted:
            for number, place in self._places.get(name, ()):
                batch, volume, _ = self._volumes[number]
                if metric in (None, volume.keys[place].metric):
                    made.setdefault(volume.keys[place], []).append(volume.series(place, batch.known_at, batch.number))
            if len(made) > MOST:
                break
        return made

    def _lines(self) -> tuple[Batch, ...]:
        bundled = [
            Batch(origin=Origin.BUNDLED, name=FILE, source=", ".join(dict.fromkeys(one.key.source for one in held)),
                  known_at=COMPILED, taken_at=COMPILED, points=sum(map(len, held)))
            for held in (self._facts_held(),) if held
        ]  # fmt: skip
        return (*(batch for batch, _, _ in reversed(self._volumes)), *bundled)

    def _strangers(self) -> tuple[tuple[str, str], ...]:
        said: dict[str, str] = {}
        for _, _, categories in reversed(self._volumes):
            said |= {name: said.get(name) or category for name, category in categories.items()}
        return tuple(list(said.items())[:MOST])

    def _facts_held(self) -> tuple[Series, ...]:
        if self._bundled is None:
            self._bundled = _bundled(Path(self._facts) / FILE) if self._facts else ()
        return self._bundled


def _bundled(path: Path) -> tuple[Series, ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return bundled_series(traffic_from(csv.DictReader(file)))
    except (OSError, ValueError) as error:
        log.info("the bundled visits: %s", error)
        return ()
