"""What the weekly note needs that outlives a window: its book, its inputs, and the two processes that work for it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject

from data_sources.client import DataClient
from gui.render.parent import Renderer
from gui.start import Backstage
from gui.wires.bridge import Bridge
from gui.wires.inputs import NoteInputs
from gui.wires.note import NoteBook
from gui.wires.products import ProductBook
from gui.wires.week import Week
from models.universe import Universe

CLERK = "gui.render.clerk"


class Notes(QObject):
    """Made when somebody looks at the note for the first time; either process begins when it is first needed."""

    def __init__(self, book: NoteBook, inputs: NoteInputs) -> None:
        super().__init__()
        self.book, self.inputs = book, inputs

    @cached_property
    def clerk(self) -> Renderer:
        """Makes notes and checks texts."""
        return Renderer(CLERK)

    @cached_property
    def renderer(self) -> Renderer:
        """Draws figures and makes files."""
        return Renderer()

    def retire(self) -> None:
        """Wait for nothing any more; both processes end."""
        self.book.retire()
        self.inputs.retire()
        for name in ("clerk", "renderer"):
            if name in vars(self):
                getattr(self, name).close()


def notes_of(
    client: DataClient, bridge: Bridge, week: Week, products: ProductBook, universe: Universe, backstage: Backstage, *,
    simulated: bool, offline: bool,
) -> Notes:  # fmt: skip
    """Everything for the desk's week."""
    inputs = NoteInputs(client, bridge, week, products, universe, backstage, simulated=simulated, offline=offline)
    return Notes(NoteBook(client, bridge), inputs)
