"""What the weekly note needs that outlives a window: its book, its inputs, and the two processes that work for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data_sources.client import DataClient
from gui.render.parent import Renderer
from gui.start import Backstage
from gui.wires.bridge import Bridge
from gui.wires.inputs import NoteInputs
from gui.wires.note import NoteBook
from gui.wires.products import ProductBook
from gui.wires.week import Week
from models.note.values import LANGS
from models.review.values import Window
from models.settings import Settings, usual_convention
from models.universe import Universe

if TYPE_CHECKING:
    from gui.wires.timed import Timed

CLERK = "gui.render.clerk"


class Notes(QObject):
    """Made when somebody looks at the note for the first time; either process begins when it is first needed."""

    def __init__(
        self, client: DataClient, bridge: Bridge, inputs_of: Callable[[Week], NoteInputs], week: Week,
        universe: Universe, conventions: Callable[[], dict[str, str]], clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        """inputs_of: of a note over a week. conventions: which colour means up, by language."""
        super().__init__()
        self._client, self._bridge, self._universe = client, bridge, universe
        self._inputs_of, self._conventions, self._clock = inputs_of, conventions, clock
        self.book, self.inputs = NoteBook(client, bridge), inputs_of(week)

    @cached_property
    def clerk(self) -> Renderer:
        """Makes notes and checks texts."""
        return Renderer(CLERK)

    @cached_property
    def renderer(self) -> Renderer:
        """Draws figures and makes files."""
        return Renderer()

    @cached_property
    def timed(self) -> Timed:
        """Makes the note by itself."""
        from gui.wires.drafting import Drafting
        from gui.wires.timed import Timed

        drafting = Drafting(self._bridge, self.clerk, self.renderer)
        return Timed(self._client, self._bridge, self.book, drafting, self._makes, self._conventions, self._clock)

    def begin(self) -> None:
        """Ask for what is kept; the schedule is looked at from now on."""
        self.book.begin()
        self.timed.begin()

    def replaced(self) -> None:
        """Another data process has begun: what was under way with the one before it is asked for once more."""
        self.book.replaced()
        self.inputs.again()

    def retire(self) -> None:
        """Wait for nothing any more; both processes end."""
        if "timed" in vars(self):
            self.timed.retire()
        self.book.retire()
        self.inputs.retire()
        for name in ("clerk", "renderer"):
            if name in vars(self):
                getattr(self, name).close()

    # inside

    def _makes(self, window: Window) -> tuple[Week, NoteInputs]:
        """A week of its own, for a note over other days than the desk's."""
        week = Week(self._client, self._bridge, self._universe, window, self._clock)
        return week, self._inputs_of(week)


def notes_of(
    client: DataClient, bridge: Bridge, week: Week, products: ProductBook, universe: Universe, backstage: Backstage,
    settings: Callable[[], Settings], *, simulated: bool, offline: bool,
) -> Notes:  # fmt: skip
    """Everything for the desk's week."""

    def inputs_of(week: Week) -> NoteInputs:
        held = (client, bridge, week, products, universe, backstage)
        return NoteInputs(*held, simulated=simulated, offline=offline)

    return Notes(client, bridge, inputs_of, week, universe, lambda: conventions_of(settings()))


def conventions_of(settings: Settings) -> dict[str, str]:
    """Which colour means up, by language: as the user has chosen, or as a language's readers expect."""
    return {lang: settings.convention or usual_convention(lang) for lang in LANGS}
