"""One chart at its place: what it shows as a value, who asks for it, the quotes it hears."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.panel import ChartPanel
from gui.look import numbers
from gui.parts import Parts
from gui.seats.feeds import BarFeed, Feed
from gui.seats.minute_feed import MinuteFeed
from models.charts.values import ChartSpec
from models.freshness import Freshness, freshness_of, in_words
from models.instruments import Instrument
from models.values import Quote

if TYPE_CHECKING:
    from gui.charts.drawn import Drawn
    from gui.seats.against import Against
    from gui.seats.link_dot import LinkDot

ASKS_ANEW = ("interval", "adjust", "extended", "minute_days")  # of a spec: other bars are wanted


class Seat(QWidget):
    """active: somebody works with this chart. specified: it shows something in another way.

    linked: it is to be of this colour group. said: a sentence about what was drawn; tooled: the tool that is taken.
    """

    active = Signal()
    specified = Signal(object)
    linked = Signal(int)
    said = Signal(str)
    tooled = Signal(str)

    def __init__(
        self, parts: Parts, spec: ChartSpec | None = None, clock: Callable[[], float] = time.time
    ) -> None:  # fmt: skip
        super().__init__()
        self._parts, self._clock = parts, clock
        self.panel = ChartPanel(parts.texts, parts.lang, parts.theme, parts.plotting)
        self.panel.set_spec(spec or ChartSpec())
        self._quotes: dict[str, Quote] = {}
        self._bars = BarFeed(parts, self.panel, self._quotes.get, clock)
        self._minutes = MinuteFeed(parts, self.panel, self._quotes.get, clock)
        self._kind: object = None  # of what was asked for last
        self._dot: LinkDot | None = None
        self._against: Against | None = None
        self.drawn: Drawn | None = None
        self.panel.made.connect(self._furnish)
        if self.panel.canvas is not None:
            self._furnish()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    @property
    def spec(self) -> ChartSpec:
        """What is shown, and how."""
        return self.panel.spec

    @property
    def feed(self) -> Feed:
        """Who asks for what is shown."""
        return self._minutes if self.spec.minute_days else self._bars

    @property
    def instrument(self) -> Instrument | None:
        """What is shown or awaited."""
        return self.panel.instrument

    def set_spec(self, spec: ChartSpec) -> None:
        """Show it another way; other bars are asked for when these will not do."""
        if spec != self.spec:
            self.present(spec, self.instrument)
            self.specified.emit(spec)

    def present(self, spec: ChartSpec, instrument: Instrument | None, *, anew: bool = False) -> None:
        """Show an instrument in a way; bars are asked for once at most. anew: those that are there may be old."""
        before, self.panel.spec = self.spec, spec
        other = any(getattr(spec, key) != getattr(before, key) for key in ASKS_ANEW)
        if instrument is not None and (other or anew or instrument != self.instrument):
            self.show_instrument(instrument)
        elif spec != replace(before, instrument=spec.instrument, link=spec.link):
            self.panel.set_spec(spec)

    def show_link(self, group: int, *, several: bool) -> None:
        """Of which colour group it is, where there are ``several`` charts."""
        if self._dot is None and several:
            from gui.seats.link_dot import LinkDot

            self._dot = LinkDot(self._parts.texts, self._parts.theme)
            self._dot.chosen.connect(self.linked)
            self.panel.put_in_front(self._dot)
        if self._dot is not None and self._dot.group != group:
            self._dot.show_group(group)
        if self._dot is not None and self._dot.isHidden() == several:
            self._dot.setVisible(several)

    def _furnish(self) -> None:
        """There is a canvas: what stands on it beside the bars, which the first paint does not wait for."""
        from gui.charts.drawn import Drawn
        from gui.seats.against import Against
        from gui.seats.happenings import Happenings

        self._against = Against(self._parts, self.panel, self._quotes.get)
        self.panel.over = (*self.panel.over, Happenings(self._parts, self.panel))
        self.drawn = Drawn(self.panel, self._parts.drawings)
        self.drawn.said.connect(self.said)
        self.drawn.tooled.connect(self.tooled)

    @property
    def waiting(self) -> bool:
        """Whether bars are on their way."""
        return self.feed.waiting

    def show_instrument(self, instrument: Instrument) -> None:
        """Ask for its bars or minutes; cached ones are shown at once."""
        self.retire()
        spec = self.spec
        kind = (instrument, spec.minute_days, None if spec.minute_days else spec.interval)
        if kind != self._kind:
            self._kind = kind
            self.panel.show_pending(instrument)
        self._say_state()
        self.feed.ask(instrument, spec)

    def go_to(self, date: dt.date) -> None:
        """Bring a day into sight, with the crosshair on it."""
        self.feed.go_to(date)

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """The quote of what is shown changes its newest bar; the others wait until theirs is shown."""
        one = self.panel.instrument
        for quote in quotes:
            self._quotes[quote.instrument] = quote
            if self._against is not None:
                self._against.apply(quote)
            if one is not None and quote.instrument == one.id:
                self.feed.apply(quote)
                self._say_state()

    def tick(self, now: float) -> None:
        """The age under the chart grows, and the quote in its heading with it."""
        self._say_state()
        self.feed.tick(now)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._bars.cancel()
        self._minutes.cancel()
        if self._against is not None:
            self._against.cancel()

    # Qt's calls

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A press on what is no chart, heading or foot, is meant for this chart all the same."""
        super().mousePressEvent(event)
        self.active.emit()

    # inside

    def _say_state(self) -> None:
        """How far the quote of what is shown may be trusted."""
        one, now = self.panel.instrument, self._clock()
        quote = self._quotes.get(one.id) if one is not None else None
        if one is None or quote is None:
            self.panel.say_state("", doubtful=False)
            self._say_change(None, doubtful=False)
            return
        state = freshness_of(quote, one.market, now)
        words = in_words(state, one.market, quote.delay_s, now, self._parts.texts)
        self.panel.say_state(words, doubtful=state is Freshness.STALE)
        self._say_change(quote, doubtful=state is Freshness.STALE)

    def _say_change(self, quote: Quote | None, *, doubtful: bool) -> None:
        """Price and change, for a heading with little room; a change nobody can vouch for has no colour."""
        one = self.panel.instrument
        if one is None or quote is None or quote.last is None:
            self.panel.say_change("", None)
            return
        words = f"{numbers.price(quote.last, one.decimals)}  {numbers.percent(quote.change_pct)}"
        self.panel.say_change(words, None if doubtful else quote.change_pct)
