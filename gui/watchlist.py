"""The watchlist panel: the live table in its sections, with a quiet line about where the numbers come from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look import numbers
from gui.look.labels import plain, redress
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, Theme
from gui.tables.model import QuoteTableModel
from gui.tables.view import QuoteTableView
from gui.wires.week import Week
from models.instruments import Instrument
from models.values import Quote
from models.watchlist import Watchlist

NARROWEST = 340


class WatchlistPanel(QWidget):
    """Shows a watchlist; knows no client. ``selected`` tells the instrument of the current line."""

    selected = Signal(object)

    def __init__(self, watchlist: Watchlist, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = QuoteTableModel(watchlist, texts, lang, self)
        self.view = QuoteTableView(self.model, theme, self)
        self._title = plain(texts["watchlist.title"], role="title")
        self._foot = plain(texts["watchlist.empty"], role="foot")
        self._window = ""
        self._chosen: Instrument | None = None
        self._lay_out()
        self.view.chosen.connect(self._on_chosen)

    def apply(self, quotes: tuple[Quote, ...], now: float) -> None:
        """Show newer quotes. ``now``: UTC seconds, for ages."""
        self.model.now = now
        first = not any(self.model.store.sources)
        self.view.flash(self.model.apply(quotes))
        if first:  # after that once a second is enough
            self._say_origin()

    def tick(self, now: float) -> None:
        """Time passed: ages and staleness."""
        self.model.now = now
        self._say_origin()
        self.view.viewport().update()

    def follow(self, week: Week) -> None:
        """Measure the window column as ``week`` does: live while it runs, fixed when it is over."""
        if week.running:
            self.model.set_bases(week.bases())
        else:
            self.model.set_window(week.changes())
        first, last = week.window.first, week.window.last
        self._window = self._texts["watchlist.window"].format(first=first, last=last)
        self._say_origin()

    def inherit(self, old: WatchlistPanel) -> None:
        """Take over the numbers and the current line of a list that is going."""
        self.model.store = old.model.store
        self.model.now = old.model.now
        if old.current is not None:
            self.select(old.current.id)
        self._say_origin()

    def select(self, instrument: str) -> None:
        """Make an instrument's line the current one."""
        place = self.model.place_of(instrument)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags)

    def on_screen(self) -> tuple[str, ...]:
        """Ids of the lines that can be seen."""
        seen = (self.model.instrument(place) for place in self.view.on_screen())
        return tuple(one.id for one in seen if one is not None)

    @property
    def current(self) -> Instrument | None:
        """The instrument of the current line, or of the one before when that is a heading."""
        return self.model.instrument(self.view.currentIndex().row()) or self._chosen

    def _lay_out(self) -> None:
        for label, height in ((self._title, TOOLBAR_HEIGHT), (self._foot, 24)):
            label.setContentsMargins(PADDING, 0, PADDING, 0)
            label.setFixedHeight(height)
        self.setMinimumWidth(NARROWEST)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._title)
        box.addWidget(self.view, 1)
        box.addWidget(self._foot)

    def _on_chosen(self, place: int) -> None:
        one = self.model.instrument(place)
        if one is not None:
            self._chosen = one
            self.selected.emit(one)

    def _say_origin(self) -> None:
        """Sources on screen, when the newest number came, the window."""
        sources = sorted({name for name in self.model.store.sources if name})
        parts = [self._texts["watchlist.empty"]]
        if sources:
            received = self.model.store.columns["received_at"]
            newest = self.model.now - float(received[received == received].max())
            named = " · ".join(self._texts.get(f"source.{name}", name) for name in sources)
            parts = [self._texts["watchlist.origin"].format(source=named, age=numbers.age(newest, self._lang))]
        redress(self._foot, "warn" if "simulated" in sources else "foot")
        self._foot.setText("   ".join([*parts, self._window]))
