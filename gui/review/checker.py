"""Checks a pasted text: the clerk reads it, the bars its claims need are asked for, the clerk checks it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from data_sources.protocol import review_bars
from gui.render.errands import Needs, ReadErrand, TextErrand
from gui.render.parent import Renderer
from gui.wires.bridge import Bridge
from gui.wires.gathering import Gathering
from gui.wires.inputs import NoteInputs
from gui.wires.note import NoteBook
from models.note.inputs import Inputs
from models.values import Bars


class Checker(QObject):
    """``checked``: the Verdicts of the newest text, or an AppError. told(done, asked): bars that have come."""

    checked = Signal(object)
    told = Signal(int, int)

    def __init__(
        self, client: DataClient, bridge: Bridge, inputs: NoteInputs, book: NoteBook, clerk: Renderer,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__()
        self._client, self._bridge, self._inputs, self._book, self._clerk = client, bridge, inputs, book, clerk
        self._clock = clock
        self._text = ""
        self._asked: Future[Any] | None = None
        self._round: Gathering[Bars] | None = None

    def check(self, text: str) -> None:
        """Check a text; one that is on its way is not told any more."""
        self.retire()
        self._text, inputs = text, self._inputs.inputs()
        today = dt.datetime.fromtimestamp(self._clock()).date()
        self._ask(ReadErrand(text=text, inputs=inputs, today=today), lambda needs: self._gather(needs, inputs))

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._asked = None
        if self._round is not None:
            self._round.cancel()
            self._round = None

    # inside

    def _ask(self, errand: Any, then: Callable[[Any], None]) -> None:
        future = self._asked = self._clerk.render(errand)
        self._bridge.when_done(
            future, lambda found: then(found) if self._asked is future else None,
            lambda error: self._tell(error) if self._asked is future else None,
        )  # fmt: skip

    def _gather(self, needs: Needs, inputs: Inputs) -> None:
        """Bars over all the days that are spoken of; those of the window are held as they are."""
        window = needs.window
        same = window.first >= inputs.window.first and window.last <= inputs.window.last
        wanted = [one for one in needs.instruments if not same or one.id not in inputs.bars]
        if not wanted:
            self._check(inputs)
            return
        wants = {one.id: review_bars(one, window.first, window.last) for one in wanted}
        self._round = Gathering(
            self._client, self._bridge, wants, lambda found, failed: self._come(inputs, found, failed)
        )

    def _come(self, inputs: Inputs, found: Mapping[str, Bars], failed: Mapping[str, str]) -> None:
        done, asked = self._round.progress if self._round is not None else (0, 0)
        self.told.emit(done, asked)
        if done == asked:
            failures = {**inputs.failures, **failed}
            self._check(replace(inputs, bars={**inputs.bars, **found}, failures=failures))

    def _check(self, inputs: Inputs) -> None:
        errand = TextErrand(text=self._text, inputs=inputs, settings=self._book.settings)
        self._ask(errand, self._tell)

    def _tell(self, found: object) -> None:
        self._asked = self._round = None
        self.checked.emit(found)
