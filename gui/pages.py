"""The tabs beside the list. A tab is built when it is first seen: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from gui.parts import Parts, Tab
from gui.tabs import TABS
from models.instruments import Instrument
from models.values import Quote


class Pages(QTabWidget):
    """Hands quotes and the chosen instrument to the tabs that are there; a new one hears what it has missed.

    ``chosen``: an instrument became current in a chart.
    """

    chosen = Signal(object)

    def __init__(self, parts: Parts, corner: QWidget, first: str = "chart", *, later: bool = False) -> None:
        """``later``: the tab in front stays empty until ``fill``, as the first paint does not wait for it."""
        super().__init__(documentMode=True)
        self._parts = parts
        self._built: dict[str, Tab] = {}
        self._instrument: Instrument | None = None
        self._quotes: dict[str, Quote] = {}
        self._news: dict[str, int] = {}  # of tabs: how much nobody has seen yet
        self.tabBar().setDrawBase(False)
        self.setCornerWidget(corner)
        for name in TABS:
            self.addTab(_room(), parts.texts[f"tab.{name}"])
        self.setMinimumWidth(self.tabBar().sizeHint().width() + corner.sizeHint().width())  # every tab can be reached
        self.open(first)
        if not later:
            self.fill()
        self.currentChanged.connect(self._build)

    def fill(self) -> None:
        """Build the tab in front, unless it is there."""
        self._build(self.currentIndex())

    @property
    def current(self) -> str:
        """The name of the tab in front."""
        return list(TABS)[self.currentIndex()]

    def open(self, name: str) -> None:
        """Bring a tab to the front."""
        self.setCurrentIndex(list(TABS).index(name))

    def compare(self, instruments: Sequence[Instrument], sections: Sequence[str]) -> None:
        """The rows that are selected in the list, or its sections when headings are, against each other."""
        self.open("compare")
        self._built["compare"].compare(instruments, sections)

    def note(self, name: str, count: int) -> None:
        """So much is new on a tab that is not in front: its title says so until it is opened."""
        if name != self.current:
            self._news[name] = self._news.get(name, 0) + count
            self._entitle(name)

    def built(self, name: str) -> Tab | None:
        """A tab, if it has been seen."""
        return self._built.get(name)

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's current line changed."""
        self._instrument = instrument
        for page in self._built.values():
            page.show_instrument(instrument)

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self._quotes.update((quote.instrument, quote) for quote in quotes)
        for page in self._built.values():
            page.apply(quotes)

    @property
    def charted(self) -> tuple[Instrument, ...]:
        """What the charts show."""
        chart = self._built.get("chart")
        return chart.charted if chart is not None else ()  # type: ignore[attr-defined]

    @property
    def busy(self) -> bool:
        """Whether charts or a note are still to be made."""
        return any(getattr(page, "busy", False) for page in self._built.values())

    def tick(self, now: float) -> None:
        """A second passed."""
        for page in self._built.values():
            page.tick(now)

    def inherit(self, old: Pages) -> None:
        """Show the tab that other pages showed, with the quotes they had heard."""
        self.apply(tuple(old._quotes.values()))
        for name, count in old._news.items():
            self.note(name, count)
        self.open(old.current)
        chart = old._built.get("chart")
        if chart is not None and ("chart" in self._built or chart.windows.places):  # type: ignore[attr-defined]
            self._build(list(TABS).index("chart"))
            self._built["chart"].inherit(chart)  # type: ignore[attr-defined]

    def retire(self) -> None:
        """The window closes: wait for nothing any more."""
        for page in self._built.values():
            page.retire()

    def _entitle(self, name: str) -> None:
        title, news = self._parts.texts[f"tab.{name}"], self._news.get(name, 0)
        self.setTabText(list(TABS).index(name), f"{title} ({news})" if news else title)

    def _build(self, place: int) -> None:
        name = list(TABS)[place]
        if self._news.pop(name, 0):
            self._entitle(name)
        if name in self._built:
            return
        page = TABS[name](self._parts)
        self.widget(place).layout().addWidget(page)
        self._built[name] = page
        if hasattr(page, "chosen"):
            page.chosen.connect(self.chosen)
        page.apply(tuple(self._quotes.values()))
        if self._instrument is not None:
            page.show_instrument(self._instrument)


def _room() -> QWidget:
    """Where a tab will stand; on the same ground."""
    room = QWidget(objectName="page")
    QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
    return room
