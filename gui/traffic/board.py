"""What the tab shows, worked out: series that are held become panels, one a figure. Holds no picture."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.protocol.traffic import Held
from gui.parts import Parts
from gui.traffic.colours import Colours
from gui.traffic.holding import Holding, Key
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.products.values import Product
from models.traffic import edits, presets
from models.traffic.chosen import View
from models.traffic.panel import Panel
from models.traffic.paneling import panel_of
from models.traffic.rows import newest
from models.traffic.values import Granularity

BARE = View()
DRESS = ("shape", "by_product", "base", "log", "split", "events", "prices")  # of a view: no number changes with it
ONE = 0  # the number of the figure that stands alone


class Board(QObject):
    """``made``: other panels, or another dress of the same. ``told``: what is awaited or has failed is different.

    panels: by the note's figure number, or ONE for a view of the user's own; each says in its ``view`` what it is of,
    which is what was wanted before while that is still on its way.
    """

    made = Signal()
    told = Signal()

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._clock = parts, clock
        self.holding = Holding(parts.client, parts.bridge)
        self.panels: dict[int, Panel] = {}
        self.products, self.colours = Products(), Colours()
        self._from: dict[int, tuple[View, Held, Products]] = {}  # what each panel was made of
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make)
        self._later = QTimer(self, singleShot=True, interval=0)  # to draw is a turn of its own
        self._later.timeout.connect(self.made)
        self.holding.changed.connect(self._heard)
        parts.products.changed.connect(self._heard)
        parts.traffic.changed.connect(self.take)

    def begin(self) -> None:
        """Ask for what the view needs, and for what the user says of products."""
        self._parts.traffic.begin()
        self._parts.products.begin()
        self._know()
        self.take()

    def take(self) -> None:
        """Another view is held: what it needs is asked for; of many changes in one turn the last is worked out."""
        self.holding.want(self._key(view) for view in self.views.values())
        self._soon.start()

    def again(self) -> None:
        """Something was brought in or fetched."""
        self.holding.again()
        self.told.emit()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._soon.stop()
        self._later.stop()
        self._parts.products.changed.disconnect(self._heard)
        self._parts.traffic.changed.disconnect(self.take)
        self.holding.retire()

    # what is asked of it

    @property
    def today(self) -> dt.date:
        """The day of now, UTC."""
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC).date()

    @property
    def now(self) -> float:
        """UTC seconds."""
        return self._clock()

    @property
    def views(self) -> dict[int, View]:
        """What is wanted: the user's view alone, or the note's figures."""
        book = self._parts.traffic
        if not book.whole:
            return {ONE: book.held}
        return {number: self._on_page(number, book.held) for number in presets.WHOLE}

    @property
    def panel(self) -> Panel | None:
        """The panel of the view that stands alone."""
        return self.panels.get(ONE)

    @property
    def shown(self) -> tuple[Product, ...]:
        """The products of the view, those that are switched off among them."""
        return edits.shown(self._parts.traffic.held, self.products.all())

    @property
    def sources(self) -> tuple[str, ...]:
        """Who measured the view's products and metric, whoever has the most products first."""
        view = self._parts.traffic.held
        held, ids = self.held(view), {one.id for one in self.shown}
        counted: dict[str, set[str]] = {}
        for one in held.series if held is not None else ():
            if one.key.product in ids:
                counted.setdefault(one.key.source, set()).add(one.key.product)
        return tuple(sorted(counted, key=lambda name: (-len(counted[name]), name)))

    @property
    def counted(self) -> frozenset[str]:
        """The products that have numbers of the view's metric."""
        held = self.held(self._parts.traffic.held)
        return frozenset(one.key.product for one in held.series) if held is not None else frozenset()

    def waits(self, number: int = ONE) -> bool:
        """Whether what a figure shows is not what is wanted of it yet."""
        view = self.views.get(number)
        return view is not None and self._key(view) not in self.holding.found and not self.failure(number)

    def failure(self, number: int = ONE) -> str:
        """Why a figure has no numbers; "" when nothing went wrong."""
        view = self.views.get(number)
        return self.holding.failures.get(self._key(view), "") if view is not None else ""

    def held(self, view: View) -> Held | None:
        """What the data side holds of a view's metric; None before it has said so."""
        return self.holding.found.get(self._key(view))

    def has_numbers(self, view: View) -> bool:
        """Whether a view would show anything of what is held already."""
        held = self.held(view)
        return held is not None and newest(panel_of(view, held.series, self.products)) is not None

    # inside

    def _on_page(self, number: int, held: View) -> View:
        """The downloads of figure 6 by the week, where that is all there is of them: a figure before an empty place."""
        made = presets.on_page(number, self.products.all(), held)
        found = self.held(made) if number == presets.APPS else None
        if found is None:
            return made
        every = {one.key.granularity for one in found.series if one.key.product in made.products}
        return edits.every(made, Granularity.WEEK) if every == {Granularity.WEEK} else made

    def _key(self, view: View) -> Key:
        return view.metric, view.known_on

    def _heard(self) -> None:
        self._know()
        self.take()
        self.told.emit()

    def _know(self) -> None:
        """The products of the user's universe, and behind them those that only imports name."""
        made = with_strangers(self._parts.products.products, self.holding.strangers())
        if made != self.products:
            self.products, self.colours = made, Colours(made.all())

    def _make(self) -> None:
        views = self.views
        self.panels = {number: held for number, held in self.panels.items() if number in views}
        for number, view in views.items():
            held = self.held(view)
            if held is not None:
                self.panels[number] = self._panel(number, view, held)
        self._later.start()

    def _panel(self, number: int, view: View, held: Held) -> Panel:
        """A panel is made again only of other numbers; another dress is put on the one that is there."""
        bare = replace(view, **{name: getattr(BARE, name) for name in DRESS})
        made_of, before = (bare, held, self.products), self._from.get(number)
        panel = self.panels.get(number)
        if panel is None or before is None or before[0] != bare or before[1] is not held or before[2] is not made_of[2]:
            self._from[number] = made_of
            panel = panel_of(bare, held.series, self.products)
        dressed = replace(panel.view, **{name: getattr(view, name) for name in DRESS})
        return panel if panel.view == dressed else replace(panel, view=dressed)
