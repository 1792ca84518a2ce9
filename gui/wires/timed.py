"""Makes the note by itself when its schedule says so, while the program runs: asks, waits, makes, writes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from gui.render.errands import DraftErrand, NoteErrand
from gui.wires.bridge import Bridge
from gui.wires.drafting import Drafting, Outcome
from gui.wires.filing import placed, write_all
from gui.wires.inputs import NoteInputs
from gui.wires.note import NoteBook
from gui.wires.week import Week
from models.errors import AppError
from models.note.schedule import due, window_of
from models.note.values import LANGS
from models.review.values import Window

LOOK_MS = 20_000  # how often the clock is looked at
WAIT_MS = 300_000  # for answers at most; what has not come by then is missing from the note, and said so there
SETTLE_MS = 1500  # after the last answer

Makes = Callable[[Window], tuple[Week, NoteInputs]]


class Timed(QObject):
    """told(key, words): how a run goes: a text's key and what fills it; role "foot" or "error" is words["role"]."""

    told = Signal(str, object)

    def __init__(
        self, client: DataClient, bridge: Bridge, book: NoteBook, drafting: Drafting, makes: Makes,
        conventions: Callable[[], dict[str, str]], clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        """makes: a week over a window, and the inputs of a note of it."""
        super().__init__()
        self._client, self._bridge, self._book, self._drafting = client, bridge, book, drafting
        self._makes, self._conventions, self._clock = makes, conventions, clock
        self._week: Week | None = None
        self._inputs: NoteInputs | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._begin_if_whole)
        self._late = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._late.timeout.connect(self._make)
        drafting.made.connect(self._write)
        drafting.failed.connect(self._fail)

    @property
    def busy(self) -> bool:
        """Whether a run is on its way."""
        return self._week is not None or self._drafting.busy

    def begin(self) -> None:
        """Look at the clock from now on."""
        self._look.start()
        self.look()

    def look(self) -> None:
        """Is it time?"""
        now = dt.datetime.fromtimestamp(self._clock())
        if not self.busy and due(self._book.schedule, now):
            self.run()

    def run(self) -> None:
        """Make the note of the schedule now."""
        today = dt.datetime.fromtimestamp(self._clock()).date()
        held = self._book.schedule
        if self.busy or not held.folder:
            return
        self._book.put_schedule(replace(held, ran=today))
        self._week, self._inputs = self._makes(window_of(held, today))
        settings = self._book.settings
        also = tuple(dict.fromkeys(name for names in settings.featured.values() for name in names))
        self._inputs.want(everyone=settings.everyone, also=also, currency=settings.currency)
        self._inputs.changed.connect(self._settled.start)
        self._late.start()
        self._week.refresh()
        self._tell("noteview.timed.asking")

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._look.stop()
        self._drop()
        self._drafting.cancel()

    # inside

    def _begin_if_whole(self) -> None:
        """Answers come together; the note waits until none is awaited."""
        if self._week is None or self._inputs is None:
            return
        if self._week.busy or self._inputs.busy:
            self._settled.start()
        else:
            self._make()

    def _make(self) -> None:
        if self._inputs is None:
            return
        inputs, book = self._inputs.inputs(), self._book
        self._drop()
        if not inputs.bars:
            self._tell("noteview.timed.nothing", "error")
            return
        errand = NoteErrand(inputs=inputs, settings=book.settings, edits=book.edits(inputs.window))
        self._drafting.begin(DraftErrand(
            note=errand, langs=LANGS, formats=book.schedule.formats, conventions=self._conventions()
        ))  # fmt: skip
        self._tell("noteview.timed.making")

    def _drop(self) -> None:
        """The week and the inputs of the run have done their work."""
        self._settled.stop()
        self._late.stop()
        if self._inputs is not None:
            self._inputs.retire()
        if self._week is not None:
            self._week.retire()
        self._week = self._inputs = None

    def _write(self, made: Outcome) -> None:
        folder, files = self._book.schedule.folder, placed(made.files, self._book.schedule.folder)
        key = "noteview.timed.final" if made.drafts.final else "noteview.timed.open"
        write_all(
            self._client, self._bridge, files, lambda: self._tell(key, folder=folder, count=len(files)), self._fail
        )

    def _fail(self, error: AppError) -> None:
        self._tell("noteview.timed.failed", "error", why=error.detail)

    def _tell(self, key: str, role: str = "foot", **words: Any) -> None:
        self.told.emit(key, {"role": role, **words})
