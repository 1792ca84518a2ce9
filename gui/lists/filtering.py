"""The filter of the list: what the bar asks for becomes rows of the table that are shown. Each list keeps its own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from gui.lists.filterbar import FilterBar
from gui.look.theme import Theme
from gui.tables.model import QuoteTableModel
from models.instruments import Market
from models.lists.filtering import Filter, Rows
from models.lists.values import Mark
from models.watchlist import Watchlist

QUIET_MS = 200


class Filtering(QObject):
    """``left``: the keyboard is free for the table again. ``filtered``: other rows are shown than before."""

    left = Signal()
    filtered = Signal()

    def __init__(self, model: QuoteTableModel, texts: Mapping[str, str], theme: Theme, lang: str) -> None:
        super().__init__()
        self._model, self._lang = model, lang
        self.bar = FilterBar(texts, theme)
        self._held: dict[str, Filter] = {}
        self._watchlist, self._marks = Watchlist(sections=()), dict[str, Mark]()
        self._rows: Rows | None = None
        self._count = 0
        self._on = False
        self.bar.changed.connect(self._change)
        self.bar.left.connect(self.left)
        self._quiet = QTimer(self, interval=QUIET_MS)
        self._quiet.timeout.connect(self._prepare)

    def show(self, watchlist: Watchlist, marks: Mapping[str, Mark], *, other: bool) -> None:
        """The list as it is now; ``other``: another one than before."""
        self._watchlist, self._marks, self._rows = watchlist, marks, None
        self._quiet.start()
        instruments = watchlist.instruments
        markets, held = {one.market for one in instruments}, {one.id for one in instruments}
        used = [mark for name, mark in marks.items() if name in held]
        self.bar.show_choices(
            [market.value for market in Market if market in markets],
            list(dict.fromkeys(mark.flag for mark in used if mark.flag)),
            sorted({tag for mark in used for tag in mark.tags}),
            [(section.id, section.name(self._lang)) for section in watchlist.sections if section.titled],
        )
        self._count = len(held)
        if other:
            self.bar.set_filter(self._held.get(watchlist.id, Filter()))
        self._apply(self.bar.filter)

    def inherit(self, old: Filtering) -> None:
        """Ask for what another asked for."""
        self._held = dict(old._held)
        self.bar.set_filter(old.bar.filter)
        self._apply(self.bar.filter)

    def retire(self) -> None:
        """The panel goes."""
        self._quiet.stop()

    @property
    def rows(self) -> Rows:
        """The list's rows, ready to be looked through: made when they are first wanted."""
        if self._rows is None:
            members = [(one, section.id) for section in self._watchlist.sections for one in section.members]
            self._rows = Rows([one for one, _ in members], [section for _, section in members], self._marks)
        return self._rows

    def _prepare(self) -> None:
        """Another block of texts, so that the first letter typed need not wait for them."""
        if not self.rows.prepare():
            self._quiet.stop()

    def _change(self, wanted: Filter) -> None:
        self._held[self._watchlist.id] = wanted
        self._apply(wanted)

    def _apply(self, wanted: Filter) -> None:
        if not wanted.on:
            if self._on:
                self._on = False
                self._model.set_filter(None)
                self.filtered.emit()
            self.bar.say_count(self._count, self._count)
            return
        self._on = True
        kept = self.rows.kept(wanted).tolist()
        ids = (one.id for section in self._watchlist.sections for one in section.members)
        found = {name for name, keep in zip(ids, kept, strict=True) if keep}
        self._model.set_filter(found)
        self.filtered.emit()
        self.bar.say_count(len(found), self._count)
