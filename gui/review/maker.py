"""Keeps the note up to date: when inputs, settings or edits are others, the clerk makes it again."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.render.errands import Made, NoteErrand, Opened, OpenErrand
from gui.render.parent import Renderer
from gui.wires.bridge import Bridge
from gui.wires.inputs import NoteInputs
from gui.wires.note import NoteBook
from models.errors import AppError
from models.note.inputs import Inputs
from models.note.values import WeeklyNote
from models.review.standing_values import Standing
from models.review.values import Window

SETTLE_MS = 60  # changes that come together make one note
AGAIN = 1  # a clerk that died is asked once more


class NoteMaker(QObject):
    """``made``: another note is there. ``told``: one is on its way, or failed (``failure``).

    note, standing: what is shown, of now or of a pack. ``opened``: a pack, or an AppError where it is none.
    """

    made = Signal()
    told = Signal()
    opened = Signal(object)

    def __init__(self, bridge: Bridge, inputs: NoteInputs, book: NoteBook, clerk: Renderer) -> None:
        super().__init__()
        self._bridge, self._inputs, self._book, self._clerk = bridge, inputs, book, clerk
        self._own: Made | None = None  # of what is held now
        self.pack: Opened | None = None
        self.failure = ""
        self._asked: Future[Made] | None = None
        self._opening: Future[Opened] | None = None
        self._tries = 0
        self._stale = False  # what is asked for is not what is wanted any more
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self._ask)
        inputs.changed.connect(self.take)
        book.changed.connect(self.take)

    @property
    def busy(self) -> bool:
        """Whether the note that is shown is not that of now."""
        return self._soon.isActive() or self._asked is not None

    @property
    def note(self) -> WeeklyNote | None:
        """What is looked at."""
        shown = self.pack or self._own
        return shown.note if shown is not None else None

    @property
    def standing(self) -> Standing | None:
        """What stands beside its figure 1."""
        shown = self.pack or self._own
        return shown.standing if shown is not None else None

    @property
    def errand(self) -> NoteErrand | None:
        """What the note that is shown is made of; None while there is none."""
        note, pack = self.note, self.pack
        if note is None:
            return None
        edits = pack.edits if pack is not None else self._book.edits(note.inputs.window)
        return NoteErrand(inputs=note.inputs, settings=note.settings, edits=edits)

    def take(self) -> None:
        """Something is different; a note is made as soon as what was asked for has come."""
        self._tries = 0
        self._soon.start()
        self.told.emit()

    def open(self, path: str) -> None:
        """Look at the note of a pack, and compare it with that of now."""
        self.close()
        errand = OpenErrand(path=path, against=self.errand)
        future = self._opening = self._clerk.render(errand)
        self._bridge.when_done(
            future, lambda found: self._take_opened(future, found), lambda error: self._take_opened(future, error)
        )

    def close(self) -> None:
        """What is held now is looked at again."""
        if self.pack is not None:
            self.pack = None
            self.made.emit()
            self.told.emit()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._soon.stop()
        self._inputs.changed.disconnect(self.take)
        self._book.changed.disconnect(self.take)
        # not cancelled: that would end the clerk, whom the next window needs
        self._asked = self._opening = None

    # inside

    def _ask(self) -> None:
        if self._asked is not None:
            self._stale = True
            return
        inputs = self._inputs.inputs()
        if not inputs.bars:
            self._let_go(inputs.window)
            return
        self._stale = False
        errand = NoteErrand(inputs=inputs, settings=self._book.settings, edits=self._book.edits(inputs.window))
        future = self._asked = self._clerk.render(errand)
        self._bridge.when_done(
            future, lambda made: self._take(future, inputs, made), lambda error: self._fail(future, error)
        )

    def _let_go(self, window: Window) -> None:
        """Not one close is held of these days: a note of others does not stand for them."""
        if self._own is not None and self._own.note.inputs.window != window:
            self._own, self.failure = None, ""
            if self.pack is None:
                self.made.emit()
        self.told.emit()

    def _take(self, future: Future[Made], inputs: Inputs, made: Made) -> None:
        if self._asked is not future:
            return
        self._asked, self.failure = None, ""
        self._own = replace(made, note=replace(made.note, inputs=inputs))
        if self.pack is None:
            self.made.emit()
        if self._stale:
            self._soon.start()
        self.told.emit()

    def _fail(self, future: Future[Made], error: AppError) -> None:
        if self._asked is not future:
            return
        self._asked, self.failure = None, error.detail
        self._tries += 1
        if self._tries <= AGAIN or self._stale:
            self._soon.start()
        self.told.emit()

    def _take_opened(self, future: Future[Opened], found: object) -> None:
        if self._opening is not future:
            return
        self._opening = None
        if isinstance(found, Opened):
            self.pack = found
        self.opened.emit(found)
        if self.pack is not None:
            self.made.emit()
            self.told.emit()
