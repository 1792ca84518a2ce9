"""Everything a note is made of, asked for at once: bars, second sources, facts, traffic. Ctrl+C ends it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Any

import resources
from data_sources.protocol import Held, TrafficWanted, review_bars, witness_for
from gui.terminal import Given
from gui.terminal.beside import Besides
from models.errors import AppError
from models.events import library_from
from models.instruments import Instrument
from models.note import wanted
from models.note.inputs import Inputs
from models.note.printed import printed_from
from models.products.strangers import with_strangers
from models.review.values import Window
from models.values import Bars

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk

Progress = Callable[[int, int], None]
Ended = Callable[[Future[Any]], None]
PAUSE_S = 0.2  # some systems hear of Ctrl+C only between two waits


def inputs_of(
    desk: Desk,
    client: DataClient,
    window: Window,
    *,
    everyone: bool = False,
    also: Iterable[str] = (),
    currency: str = "",
    witnesses: bool = True,
    progress: Progress = lambda done, asked: None,
) -> Inputs:
    """What is held and what sources answer. What failed stands in ``failures``; a witness that failed is none.

    everyone, also, currency: see models/note/wanted.py. progress: hears how many of the questions are answered.
    Raises KeyboardInterrupt as it comes, with nothing waited for any more.
    """
    rows = wanted.rows(desk.universe, everyone=everyone, also=also)
    others = [one for one in wanted.beside(desk.universe, currency=currency) if one not in rows]
    asking = _Asking(client, window, progress)
    for one in (*rows, *others):
        asking.bars(one, confirmed=witnesses and one in rows)
    besides = Besides(client, rows, window)
    traffic = client.traffic(TrafficWanted())
    asking.also((*besides.futures, traffic))
    asking.wait()
    held = _or_nothing(traffic)
    return Inputs(
        window=window, universe=desk.universe, bars=_ordered(asking.found), failures=_ordered(asking.failures),
        witnesses=_ordered(asking.witnesses), beside=besides.known(), series=held.series,
        products=with_strangers(desk.products(client), held.strangers).all(),
        events=library_from(resources.events(), resources.vendors()), printed=printed_from(resources.printed()),
        now=time.time(), simulated=desk.boot.simulated, offline=desk.boot.offline,
    )  # fmt: skip


def _ordered(held: Mapping[str, Given]) -> dict[str, Given]:
    """By name instead of by who answered first: the same answers make the same inputs."""
    return dict(sorted(held.items()))


def _or_nothing(traffic: Future[Held]) -> Held:
    """Without the user's data there is no traffic; prices are told nevertheless."""
    try:
        return traffic.result()
    except AppError:
        return Held()


class _Asking:
    """The questions that are out. A second source is asked for as soon as the first has answered."""

    def __init__(self, client: DataClient, window: Window, progress: Progress) -> None:
        self._client, self._window, self._progress = client, window, progress
        self._open: dict[Future[Any], Ended] = {}
        self._asked = self._done = 0
        self.found: dict[str, Bars] = {}
        self.witnesses: dict[str, Bars] = {}
        self.failures: dict[str, str] = {}

    def bars(self, one: Instrument, *, confirmed: bool) -> None:
        """Ask for the bars of a row; ``confirmed`` by a second source too."""

        def ended(future: Future[Any]) -> None:
            try:
                self.found[one.id] = future.result()
            except AppError as error:
                self.failures[one.id] = error.detail
            if confirmed:
                self._confirm(one)

        self._asked += 2 if confirmed else 1
        self._open[self._client.bars(review_bars(one, self._window.first, self._window.last))] = ended

    def also(self, futures: Iterable[Future[Any]]) -> None:
        """Wait for these too; whoever asked looks at what they came to."""
        for future in futures:
            self._asked += 1
            self._open[future] = lambda future: None

    def wait(self) -> None:
        """Until everything has been answered."""
        try:
            while self._open:
                done, _ = wait(self._open, timeout=PAUSE_S, return_when=FIRST_COMPLETED)
                for future in done:
                    self._done += 1
                    self._open.pop(future)(future)
                if done:
                    self._progress(self._done, self._asked)
        except BaseException:
            for future in self._open:
                self._client.forget(future)
            raise

    def _confirm(self, one: Instrument) -> None:
        """Ask for the second source; of what the first did not answer there is nothing to confirm."""
        bars = self.found.get(one.id)
        if bars is None or not len(bars):
            self._done += 1
            return

        def ended(future: Future[Any]) -> None:
            if future.exception() is None:
                self.witnesses[one.id] = future.result()

        self._open[self._client.witness(witness_for(one, bars, self._window.first, self._window.last))] = ended
