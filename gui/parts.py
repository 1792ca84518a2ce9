"""What a tab is given: the desk's shared parts, and nothing of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from data_sources.client import DataClient
from gui.charts.loading import Plotting
from gui.charts.pointing import Pointing
from gui.look.theme import Theme
from gui.search.finder import Finder
from gui.start import Backstage
from gui.wires.alerting import Alerting
from gui.wires.board import Board
from gui.wires.bridge import Bridge
from gui.wires.choices import Choices
from gui.wires.comparing import CompareBook
from gui.wires.drawings import DrawingBook
from gui.wires.histories import Histories
from gui.wires.layouts import LayoutBook
from gui.wires.lists import ListBook
from gui.wires.neighbours import Neighbours
from gui.wires.products import ProductBook
from gui.wires.templates import TemplateBook
from gui.wires.traffic import TrafficBook
from gui.wires.week import Week
from gui.wires.writing import Writing
from models.frozen import frozen
from models.instruments import Instrument
from models.store import QuoteStore
from models.universe import Universe
from models.values import Quote

if TYPE_CHECKING:  # nobody looks at the note before the first paint
    from gui.wires.notes import Notes


@frozen(kw_only=True)
class Parts:
    """Shared by all tabs.

    texts: every sentence, by key. week: the review's window and its bars. finder: what the search box searches in.
    board: the newest state of the data side. choices: the user's settings. lists: what the user has arranged.
    histories: figures of rows in sight. store: the newest quotes, of all lists alike. ignored: stored settings nobody
    can read. alerting: the alerts at work. comparing: what is compared.
    templates: what was said of imported tables. layouts: the grid of charts and its templates.
    drawings: what is drawn on charts. neighbours: the list's rows as they are shown. pointing: the crosshair that
    charts share. traffic: what the traffic tab shows. products: as the user has
    them. writing: the files that are being written. notes: what the weekly note needs, made when it is first asked for.
    """

    client: DataClient
    bridge: Bridge
    plotting: Plotting
    week: Week
    finder: Finder
    board: Board
    choices: Choices
    lists: ListBook
    histories: Histories
    alerting: Alerting
    comparing: CompareBook
    templates: TemplateBook
    traffic: TrafficBook
    products: ProductBook
    notes: Callable[[], Notes]
    writing: Writing
    layouts: LayoutBook
    drawings: DrawingBook
    store: QuoteStore
    universe: Universe
    texts: Mapping[str, str]
    lang: str
    theme: Theme
    simulated: bool = False
    offline: bool = False
    ignored: tuple[str, ...] = ()
    backstage: Backstage = field(default_factory=Backstage)
    neighbours: Neighbours = field(default_factory=Neighbours)
    pointing: Pointing = field(default_factory=Pointing)

    def replaced(self) -> None:
        """Another data process has begun: what the one before it may have lost of the user's is written again."""
        for book in (
            self.lists,
            self.layouts,
            self.drawings,
            self.comparing,
            self.traffic,
            self.products,
            self.templates,
        ):
            book.replaced()
        self.notes().replaced()

    @property
    def warning(self) -> str:
        """What a reader must know before he trusts anything on the screen."""
        said = [self.texts[key] for key in ("simulated", "offline") if getattr(self, key)][:1]
        lost = [f"{self.texts['doctor.ignored']}: {', '.join(self.ignored)}"] if self.ignored else []
        return "    ".join(said + lost)


class Tab(Protocol):
    """What the window asks of a tab; every tab is also a QWidget."""

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's current row changed."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""

    def tick(self, now: float) -> None:
        """A second passed. ``now``: UTC seconds."""

    def retire(self) -> None:
        """The window closes: wait for nothing any more."""
