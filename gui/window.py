"""The main window: a strip of indices, under it list and tabs, at the foot a status line. It knows only its parts."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from gui.menu import ViewMenu
from gui.pages import Pages
from gui.parts import Parts
from gui.status import StatusLine
from gui.strip import IndexStrip
from gui.unkept import Unkept
from gui.watchlist import Watchlist
from gui.wires.announcing import Announcing
from gui.wires.following import Following
from gui.wires.inbox import Inbox
from models.alerts.values import Fired
from models.instruments import Instrument
from models.values import Quote

if TYPE_CHECKING:
    from gui.search.box import SearchBox
    from models.alerts.digest import Digest

FLUSH_MS, TICK_MS = 100, 1000
SIDES = (844, 756)
SMALLEST = (960, 540)
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class MainWindow(QMainWindow):
    """Hands what arrives to whom it concerns: quotes to list and tabs, the state of the sources to the status line."""

    def __init__(
        self,
        parts: Parts,
        inbox: Inbox,
        menu: ViewMenu,
        clock: Callable[[], float] = time.time,
        tab: str = "chart",
        lists: Watchlist | None = None,
        *,
        later: bool = False,
    ) -> None:
        """``lists``: the watchlist, where it was built before. later: the tab in front comes with ``pages.fill``."""
        super().__init__()
        self._parts, self._inbox, self._clock = parts, inbox, clock
        parts.theme.dress(self)  # the window, not the program: Qt would dress the one that is going once more
        self.rounds = 0
        self.strip = IndexStrip(parts.universe, parts.texts, parts.lang, parts.theme)
        self.lists = lists or Watchlist(parts)
        self.watchlist = self.lists.panel
        self.status = StatusLine(parts.texts, parts.lang, parts.warning, simulated=parts.simulated)
        self.pages = Pages(parts, menu, tab, later=later)
        self.guest: Instrument | None = None  # shown though it stands in no list
        self._lay_out()
        self._announcing = Announcing(parts.alerting, parts.choices, parts.texts, parts.lang)
        self._unkept = Unkept(parts, self.status)
        self.strip.offers = parts
        self.status.follow(parts.writing)
        self._following = Following(parts.client, parts.universe)
        self._flush = QTimer(self, interval=FLUSH_MS)
        self._tick = QTimer(self, interval=TICK_MS)
        self._following.follow(parts.lists.lists)
        self._connect()
        self.flush()
        self.tick()

    @cached_property
    def search(self) -> SearchBox:
        """Made when somebody searches for the first time."""
        from gui.search import box

        made = box.SearchBox(self._parts, self)
        made.chosen.connect(self.visit)
        made.added.connect(self._add)
        return made

    def choose(self, instrument: str) -> None:
        """Make an instrument the current one."""
        self.watchlist.select(instrument)

    def visit(self, instrument: Instrument) -> None:
        """Show any instrument in the chart: its line if the list has one, else by itself, with its quotes."""
        self.pages.open("chart")
        self._show(instrument)

    def _show(self, instrument: Instrument) -> None:
        self.choose(instrument.id)
        if self.watchlist.model.place_of(instrument.id) is not None:
            self._leave(instrument)
            return
        self.guest = instrument
        self._parts.store.add((instrument,))
        self._follow_rows()
        self.pages.show_instrument(instrument)
        self.watchlist.view.clearSelection()  # its line is not what is shown

    @property
    def shown(self) -> Instrument | None:
        """What the tabs show."""
        return self.guest or self.watchlist.current

    def start(self) -> None:
        """Ask for the first answers, and look into the inbox from now on."""
        self._flush.start()
        self._tick.start()
        if self.watchlist.current is None:
            for one in self.watchlist.model.watchlist.instruments[:1]:
                self.choose(one.id)

    @property
    def chart_painted(self) -> bool:
        """Whether bars are on screen."""
        chart = self.pages.built("chart")
        return chart is not None and chart.panel.drawn

    def inherit(self, old: MainWindow) -> None:
        """Show what another window showed: its quotes, its line, its tab."""
        self.rounds = old.rounds
        self.lists.inherit(old.lists)
        self.strip.inherit(old.strip)
        self.pages.inherit(old.pages)
        if old.guest is not None:
            self._show(old.guest)

    def flush(self) -> None:
        """Show what came since the last time."""
        post = self._inbox.take()
        self.rounds += post.rounds
        if post.lost:
            self.status.say(self._parts.texts["status.lost"])
        if post.quotes:
            self.strip.apply(post.quotes)
            self.lists.apply(post.quotes, self._clock())
            self.pages.apply(tuple(filter(self._stands, post.quotes)))  # list and chart say the same
        if post.status is not None:
            if not post.lost:
                self.status.say("")
            self.status.show_status(post.status, self._clock())
            self._parts.board.put(post.status)
        if post.lost:
            self._parts.replaced()
            self._ask_again()

    def tick(self) -> None:
        """A second passed."""
        now = self._clock()
        self.status.tick(now)
        self.strip.tick(now)
        self.lists.tick(now)
        self.pages.tick(now)
        self._follow_rows()
        if self._parts.week.tick() and (one := self.shown) is not None:
            self.pages.show_instrument(one)  # a day's bars are missing since yesterday

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc, where nothing else is to be left, goes back to the list, or to the preview in its place.

        A letter that nobody wanted begins a search, on charts as in the list.
        """
        text, held = event.text(), event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | KEYPAD)
        if event.key() == Qt.Key.Key_Escape:
            self.watchlist.take_keyboard()
        elif not held and text.isprintable() and text.strip():
            self._type(text)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Wait for nothing any more."""
        self._flush.stop()
        self._tick.stop()
        if "search" in vars(self):
            self.search.dismiss()
        self._unkept.retire()
        self._parts.lists.changed.disconnect(self._following.follow)
        self._parts.alerting.fired.disconnect(self._say_fired)
        self._parts.alerting.chosen.disconnect(self._see)
        self._parts.alerting.digest_ready.disconnect(self._say_digest)
        self._announcing.retire()
        self.lists.retire()
        self.pages.retire()
        super().closeEvent(event)

    def _stands(self, quote: Quote) -> bool:
        """Whether a quote is the one to show: the newest of its instrument."""
        return self._parts.store.shows(quote)

    def _leave(self, instrument: Instrument) -> None:
        """The list's own instruments are shown again: ``instrument`` instead of the guest."""
        if self.guest is not None:
            self.guest = None
            self.pages.show_instrument(instrument)
            self._follow_rows()

    def _select(self, instrument: Instrument) -> None:
        """Another line of the list is current."""
        if self.guest is None:
            self.pages.show_instrument(instrument)
        else:
            self._leave(instrument)

    def _follow_rows(self) -> None:
        """Quotes of what is on screen come quickly. A window that is not shown yet asks for all alike."""
        if self.isVisible():
            self._following.show(self._on_screen(), self.guest, self.pages.charted)

    def _on_screen(self) -> tuple[str, ...]:
        one = self.watchlist.current
        return (*self.watchlist.on_screen(), *([one.id] if one else []))

    def _ask_again(self) -> None:
        """The data process was replaced: what was under way is asked for once more."""
        if self._parts.week.interrupted:
            self._parts.week.refresh()
        if (one := self.shown) is not None:
            self.pages.show_instrument(one)

    def _clicked(self) -> None:
        """The list's line that was current already is wanted back."""
        if self.guest is not None and (one := self.watchlist.current) is not None:
            self._leave(one)

    def _say_fired(self, fired: tuple[Fired, ...]) -> None:
        """The newest alert at the foot, how many on the tab; all of them stand in the log."""
        from models.alerts.words import of_fired  # nothing fires before the first paint

        known = self._parts.lists.lists.known
        self.status.tell(of_fired(fired[-1], known, self._parts.texts, self._parts.lang), alarm=True)
        self.pages.note("alerts", len(fired))

    def _say_digest(self, digest: Digest | None) -> None:
        """Something happened while nobody looked: the page of alerts tells what."""
        if digest:
            self.status.tell(self._parts.texts["digest.hint"].format(count=len(digest)))
            self.pages.note("alerts", len(digest))

    def _see(self, instrument: str) -> None:
        """Somebody wants to see what an alert is about."""
        if (one := self._parts.lists.lists.known.get(instrument)) is not None:
            self.visit(one)

    def _do(self, act: str) -> None:
        """An act of the list that is the window's."""
        if act == "add":
            self.search.open()
        elif act == "open":
            self.pages.open("chart")
        elif act == "compare":
            self.pages.compare(self.watchlist.chosen, self.watchlist.view.sections)

    def _type(self, text: str = "") -> None:
        """The first letter of a search, or the wish to begin one."""
        self.search.open(text)

    def _add(self, instrument: Instrument) -> None:
        """Found in the search box, and wanted in the list."""
        self.lists.add(instrument)
        self.watchlist.take_keyboard()

    def _connect(self) -> None:
        self._flush.timeout.connect(self.flush)
        self._tick.timeout.connect(self.tick)
        self.watchlist.selected.connect(self._select)
        self.watchlist.view.clicked.connect(self._clicked)
        self.pages.chosen.connect(self._show)
        self.watchlist.view.typed.connect(self._type)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._type)
        self.lists.wanted.connect(self._do)
        self.lists.said.connect(self.status.tell)
        self._parts.lists.changed.connect(self._following.follow)
        self._parts.alerting.fired.connect(self._say_fired)
        self._parts.alerting.chosen.connect(self._see)
        self._parts.alerting.digest_ready.connect(self._say_digest)

    def _lay_out(self) -> None:
        self.setWindowTitle(self._parts.texts["app.title"])
        self.setMinimumSize(*SMALLEST)  # by itself Qt takes the longest text on screen, anew with every text
        sides = QSplitter(childrenCollapsible=False)
        sides.addWidget(self.watchlist)
        sides.addWidget(self.pages)
        sides.setSizes(SIDES)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(sides, 1)
        box.addWidget(self.status)
        self.setCentralWidget(whole)
