"""The user's weekly note: settings, and what was written over its sentences. It outlives the window, as papers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # nobody writes a note before the first paint
    from models.note.edits import Edit, Edits
    from models.note.schedule import Schedule
    from models.note.settings import NoteSettings
    from models.review.values import Window

KIND, SETTINGS, EDIT = "note", "settings", "edit."  # as models.note.paper names them
SCHEDULE = "schedule"
STEPS = 100


class NoteBook(PaperBook):
    """``changed``: settings or edits are others, by whatever hand. Edits belong to a window, see edit_name.

    ``scheduled``: the schedule is another one.
    """

    changed = Signal()
    scheduled = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__(client, bridge, KIND)
        self._settings: NoteSettings | None = None
        self._schedule: Schedule | None = None
        self._edits: dict[str, Edit] = {}  # by the paper's name
        self._touched: set[str] = set()  # names that were changed before it was known what is kept
        self._before: list[tuple[str, Any]] = []
        self._asked = False

    def begin(self) -> None:
        """Ask for what is kept; called when somebody looks for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    @property
    def settings(self) -> NoteSettings:
        """As the user has them."""
        return self._usual if self._settings is None else self._settings

    def put(self, settings: NoteSettings) -> None:
        """Other settings; written a moment later, as more may change."""
        if settings != self.settings:
            self._step(SETTINGS, self.settings)
            self._set(SETTINGS, settings)

    @property
    def schedule(self) -> Schedule:
        """When the note is made by itself."""
        return self._never if self._schedule is None else self._schedule

    def put_schedule(self, schedule: Schedule) -> None:
        """Another one."""
        if schedule != self.schedule:
            self._touched.add(SCHEDULE)
            self._schedule = schedule
            self._papers.touch(SCHEDULE)
            self.scheduled.emit()

    def edits(self, window: Window) -> Edits:
        """What was written over the sentences of a window, by "zh.prices.cpu_gpu"."""
        from models.note.paper import edits_of

        return edits_of(self._edits, window)

    def edit(self, window: Window, sentence: str, base: str, text: str) -> None:
        """A sentence ("zh.prices.cpu_gpu") is to be ``text``; base: as the data made it then. "" takes it out."""
        from models.note.edits import Edit

        self._change(window, sentence, Edit(base=base, text=text))

    def revert(self, window: Window, sentence: str) -> None:
        """A sentence is to be as the data make it."""
        self._change(window, sentence, None)

    def undo(self) -> bool:
        """The newest change is taken back; False when there is none."""
        if not self._before:
            return False
        self._set(*self._before.pop())
        return True

    # inside

    @cached_property
    def _usual(self) -> NoteSettings:
        from models.note.settings import NoteSettings

        return NoteSettings()

    @cached_property
    def _never(self) -> Schedule:
        from models.note.schedule import Schedule

        return Schedule()

    def _change(self, window: Window, sentence: str, edit: Edit | None) -> None:
        from models.note.paper import edit_name

        name = edit_name(window, sentence)
        if edit != self._edits.get(name):
            self._step(name, self._edits.get(name))
            self._set(name, edit)

    def _step(self, name: str, before: Any) -> None:
        self._before = [*self._before[-STEPS:], (name, before)]

    def _set(self, name: str, value: Any) -> None:
        self._touched.add(name)
        if name == SETTINGS:
            self._settings = value
        elif value is None:
            self._edits.pop(name, None)
        else:
            self._edits[name] = value
        self._papers.touch(name, later=name == SETTINGS)
        self.changed.emit()

    def _paper(self, name: str) -> Any:
        from models.note.paper import edit_paper, settings_paper
        from models.note.schedule import schedule_paper

        if name == SCHEDULE:
            return schedule_paper(self.schedule)
        if name == SETTINGS:
            return settings_paper(self.settings)
        edit = self._edits.get(name)
        return None if edit is None else edit_paper(edit)

    def _take(self) -> None:
        """What is kept has come; what was changed meanwhile counts before it."""
        from models.note.paper import edits_from, settings_from
        from models.note.schedule import schedule_from

        said = {name: body for name, body in self._papers.said.items() if name not in self._touched}
        if SETTINGS in said:
            self._settings = settings_from(said[SETTINGS])
        kept = edits_from({name: body for name, body in said.items() if name.startswith(EDIT)})
        self._edits = {**kept, **self._edits}
        if SCHEDULE in said:
            self._schedule = schedule_from(said[SCHEDULE])
            self.scheduled.emit()
        if said:
            self.changed.emit()
