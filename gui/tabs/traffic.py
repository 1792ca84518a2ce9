"""The traffic tab: products' figures over the table of one period, as the weekly note prints them."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from gui.compare.chips import MembersBar
from gui.lists.bringing import FileDrop
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, UNIT
from gui.parts import Parts
from gui.traffic import foot
from gui.traffic.acts import Acts
from gui.traffic.aside import Aside
from gui.traffic.board import Board
from gui.traffic.figures import Figures
from gui.traffic.leaving import Leaving
from gui.traffic.picker import Picker
from gui.traffic.prices import Prices
from gui.traffic.refreshing import Refreshing
from gui.traffic.report import Report
from gui.traffic.strip import Strip
from gui.traffic.tools import Change, Tools
from models.imports.traffic.values import TrafficPreview
from models.instruments import Instrument
from models.traffic import edits, presets
from models.traffic.chosen import Shape
from models.traffic.rows import newest
from models.traffic.values import Granularity, Metric
from models.values import Quote

ROOMS = (54, 18, 28)  # parts of the height of figures, prices and table
FOOT_PX = 24
MOST_CHIPS = 60  # beyond that they are a wall: the table's menu and the picker do the same


class TrafficTab(QWidget):
    """Puts what the user does into the book of the view, and shows what the board makes of it."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.book = parts.traffic
        self.board = Board(parts, clock)
        self.strip, self.tools = Strip(parts.texts), Tools(parts.texts, parts.lang)
        self.acts = Acts(parts.texts)
        self.chips = MembersBar(parts.theme, self.acts)
        self.figures, self.prices = Figures(parts, self.board), Prices(parts)
        self.report, self.refreshing = Report(parts), Refreshing(parts)
        self.picker: Picker | None = None
        self._chipped: dict[str, dict[str, object]] = {}
        self._state, self._foot = plain(role="foot"), plain(role="foot")
        self._again = QPushButton(self._texts["again"], clicked=self.board.again)
        self._sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.pages = Aside(parts, self.board, self._main())
        self.leaving = Leaving(parts, self.board, self.figures, self.report, self.say, clock)
        self.pages.setParent(self)  # no layout: a label that says something else would have the whole window painted
        self._connect()
        self.board.begin()
        self._take()

    # what the window calls

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's line is not what is looked at here."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """Traffic has no quotes."""

    def tick(self, now: float) -> None:
        """A period is over when its source says so."""

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.book.changed.disconnect(self._take)
        if self.picker is not None:
            self.picker.hide()
        self.board.retire()
        self.pages.retire()
        self.leaving.retire()
        self.prices.retire()
        self.refreshing.retire()

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The pages fill it."""
        super().resizeEvent(event)
        self.pages.setGeometry(self.rect())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Theirs."""
        return self.pages.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Theirs."""
        return self.pages.minimumSizeHint()

    # what the user does

    def do(self, change: Change) -> None:
        """Another view, made of the one that is held; choices that a page of all figures shares leave it a page."""
        held = change(self.book.held)
        shared = replace(self.book.held, **{name: getattr(held, name) for name in presets.SHARED})
        self.book.put(held, whole=self.book.whole and held == shared)

    def show_figure(self, number: int) -> None:
        """One of the note's figures; the window and the day of knowledge stay the user's."""
        made = presets.figure(number, self.board.products.all())
        self.book.put(replace(made, known_on=self.book.held.known_on, events=self.book.held.events))

    def show_whole(self) -> None:
        """All figures of the note on a page, weekly as they are printed."""
        held = self.book.held
        if not self.book.whole:
            held = replace(presets.figure(presets.WHOLE[0], ()), known_on=held.known_on, events=held.events)
        self.book.put(held, whole=True)

    def pick(self) -> None:
        """The products, to be chosen one by one."""
        if self.picker is None:
            self.picker = Picker(self._texts, self._parts.lang, self)
            self.picker.switched.connect(self._pick)
        self._fill_picker()
        self.picker.open(self.strip.pick.mapTo(self, QPoint(0, self.strip.pick.height() + UNIT)))

    def refresh(self, source: str = "", granularity: Granularity | None = None) -> None:
        """Ask a source (of the view's metric, when none is named) for what is shown."""
        view = self.book.held
        products = self.board.shown
        name = source or self.refreshing.source_for(view.metric)
        self.refreshing.begin(name, products, view, self.board.today, granularity)

    def say(self, text: str, role: str = "foot") -> None:
        """How something went."""
        if shiboken6.isValid(self):  # an answer may come after its window
            redress(self._state, role)
            self._state.setText(text)
            self._state.setToolTip(tip(text))

    def _brought(self, made: TrafficPreview | None) -> None:
        """An import is on disk, or was taken back: what it holds is shown."""
        self.board.again()
        if made is None or not made.lines:
            return
        counted = Counter((one.metric, one.category, one.granularity) for one in made.lines)
        (metric, category, granularity), _ = counted.most_common(1)[0]
        if len({(one.metric, one.category) for one in made.lines if one.known}) > 1:
            self.show_whole()
            sites = [one.granularity for one in made.lines if one.metric is Metric.VISITS]
            self.do(lambda held: replace(held, granularity=sites[0] if sites else held.granularity))
        else:
            names = [one.product for one in made.lines]
            self.book.put(edits.brought(self.book.held, metric, category, granularity, names))
        self.say(self._texts["traffic.brought"].format(points=f"{made.points:,}", name=made.name))

    def _pick(self, product: str, on: bool) -> None:
        shown = [one.id for one in self.board.shown]
        self.book.put(edits.with_product(self.book.held, product, shown, on=on))

    def _take_out(self, products: tuple[str, ...]) -> None:
        held = self.book.held
        for product in products:
            held = edits.with_product(held, product, [one.id for one in edits.shown(held, self.board.products.all())],
                                      on=False)  # fmt: skip
        self.book.put(held)

    def _base(self, day: dt.date, quiet: bool) -> None:
        self.book.put(edits.based(self.book.held, day), quiet=quiet)

    def _menu(self, product: str, at: QPoint) -> None:
        """What can be done with one product."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        on = product not in self.book.held.left_out
        for name, does in (
            ("hide" if on else "show", lambda: self.do(lambda held: edits.switched(held, product))),
            ("only", lambda: self.do(lambda held: edits.of_products(held, (product,)))),
            ("remove", lambda: self._take_out((product,))),
            ("refresh", lambda: self._refresh_one(product)),
            ("versions", lambda: self.pages.show_versions(product)),
            ("edit", lambda: self.pages.edit_products(product)),
        ):
            menu.addAction(self._texts[f"traffic.chip.{name}"], does)
        menu.popup(at)

    def _refresh_one(self, product: str) -> None:
        one = self.board.products.get(product)
        if one is not None:
            view = self.book.held
            self.refreshing.begin(self.refreshing.source_for(view.metric), (one,), view, self.board.today)

    def _fill_empty(self, act: str, number: int) -> None:
        """The buttons of a place without data."""
        if act == "monthly":
            self.do(edits.monthly)
        elif act == "refresh":
            view = self.board.views.get(number, self.book.held)
            products = edits.shown(view, self.board.products.all())
            self.refreshing.begin(self.refreshing.source_for(view.metric), products, view, self.board.today)
        else:
            self.pages.bring_in()

    # what is shown

    def _take(self) -> None:
        """Another view is held: the tools say so at once; the figures follow, and with them who is in them."""
        self._show_tools()

    def _made(self) -> None:
        """The board has other panels."""
        self.figures.show_panels()
        panel, whole = self.board.panel, self.book.whole
        shape = panel.view.shape if panel is not None else self.book.held.shape
        self.figures.setVisible(whole or shape is not Shape.TABLE or panel is None)
        there = panel is not None and newest(panel) is not None
        self.report.setVisible(not whole and there)
        prices = not whole and there and panel is not None and panel.view.prices and not panel.offsets
        self.prices.setVisible(prices)
        if not whole:
            self.report.show_panel(panel, self.board.colours)
            if prices and panel is not None:
                drawn = self.figures.alone[0].drawn
                self.prices.show_panel(panel, drawn.chart if drawn is not None and not self._split else None)
        self._say_foot()
        self._told()
        self._show_tools()
        self._show_members()

    def _told(self) -> None:
        """Something is awaited, has come or has failed."""
        numbers = list(self.board.views)
        failed = next((why for number in numbers if (why := self.board.failure(number))), "")
        self._again.setVisible(bool(failed))
        self.figures.dim()
        if self.picker is not None and self.picker.isVisible():
            self._fill_picker()

    def _say_foot(self) -> None:
        panel = self.board.panel
        if self.book.whole:
            text = foot.many(len(self.figures.shown), self._texts)
        else:
            there = panel is not None and newest(panel) is not None
            text = foot.line(panel, self._texts, self._parts.lang) if panel is not None and there else ""
        self._foot.setText(text)
        self._foot.setToolTip(tip(text))

    def _show_tools(self) -> None:
        held, whole = self.book.held, self.book.whole
        numbers = presets.numbers_of(held, self.board.products.all())
        category = None if held.products else held.category
        self.strip.show_view(numbers, category, len(held.products), whole=whole)
        first = self.board.panel if not whole else self.board.panels.get(presets.WHOLE[0])
        self.tools.show_view(held, first, self.board.sources, self.board.today, whole=whole)

    def _show_members(self) -> None:
        held, colours, counted = self.book.held, self.board.colours, self.board.counted
        shown = () if self.book.whole or len(self.board.shown) > MOST_CHIPS else self.board.shown
        shown = tuple(one for one in shown if one.id in counted) or shown  # whom nobody counts is in the footnotes
        self.chips.setVisible(bool(shown))
        told = {
            one.id: {
                "name": one.name(self._parts.lang), "colour": colours.of(one.id, self._parts.theme),
                "shown": one.id not in held.left_out, "why": "", "waits": one.id not in counted,
            }
            for one in shown
        }  # fmt: skip
        if told != self._chipped:
            self._chipped = told
            self.chips.show_members(list(told), told)

    def _fill_picker(self) -> None:
        assert self.picker is not None
        strangers = frozenset(name for name, _ in self.board.holding.strangers())
        shown = [one.id for one in self.board.shown]
        self.picker.show_products(self.board.products.all(), shown, self.board.counted, strangers)

    # inside

    def _connect(self) -> None:
        strip, chips, table, figures = self.strip, self.chips, self.report.table, self.figures
        self.book.changed.connect(self._take)
        self.board.made.connect(self._made)
        self.board.told.connect(self._told)
        self.tools.wanted.connect(self.do)
        self.tools.align.events = lambda: figures.events(self.board.shown)
        strip.figure.connect(self.show_figure)
        strip.whole.connect(self.show_whole)
        strip.category.connect(lambda name: self.book.put(edits.of_category(self.book.held, name)))
        strip.picked.connect(self.pick)
        chips.switched.connect(lambda product: self.do(lambda held: edits.switched(held, product)))
        chips.removed.connect(lambda product: self._take_out((product,)))
        chips.stepped.connect(self._move)
        chips.asked.connect(self._menu)
        table.asked.connect(self._menu)
        table.removed.connect(self._take_out)
        for told in (chips.hovered, table.hovered, table.picked):
            told.connect(figures.stand_out)
        figures.based.connect(self._base)
        figures.picked.connect(self._select)
        figures.wanted.connect(self._fill_empty)
        figures.moved.connect(self._follow)
        self.acts.refresh.connect(self.refresh)
        self.acts.wanted.connect(lambda act: self.pages.bring_in() if act == "import" else self.pages.edit_products())
        self.acts.outs.menu().aboutToShow.connect(lambda: self.leaving.fill(self.acts.outs.menu()))
        self.pages.taken.connect(self._brought)
        self.acts.asked.connect(self.refreshing.ask_quota)
        self.refreshing.quota.connect(self.acts.say_quota)
        self.refreshing.told.connect(self.say)
        self.refreshing.ended.connect(self.board.again)
        FileDrop(self._front).brought.connect(lambda path: self.pages.bring_in(path=path))
        self._keys()

    def _keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, does in (
            (QKeySequence.StandardKey.Undo, self.book.undo), (QKeySequence.StandardKey.Redo, self.book.redo),
            (QKeySequence.StandardKey.Paste, lambda: self.pages.bring_in(paste=True)),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self._front, context=context)
            shortcut.activated.connect(does)

    def _move(self, product: str, by: int) -> None:
        shown = [one.id for one in self.board.shown]
        at = shown.index(product)
        shown.insert(min(max(at + by, 0), len(shown) - 1), shown.pop(at))
        self.do(lambda held: edits.of_products(held, shown))

    @property
    def _split(self) -> bool:
        """Whether two figures stand side by side, and the prices under both."""
        return not self.figures.alone[1].isHidden()

    def _select(self, product: str) -> None:
        place = self.report.table.rows.place_of(product)
        if place >= 0:
            self.report.table.selectRow(place)

    def _follow(self) -> None:
        """The prices show the periods of the figure above."""
        view = self.figures.alone[0].view
        if view is not None and not self.prices.isHidden() and not self._split:
            self.prices.look(*view.window)

    def _main(self) -> QWidget:
        top = QHBoxLayout()
        top.setContentsMargins(PADDING, UNIT, PADDING, 0)
        top.addWidget(self.strip, 1)
        top.addWidget(self.acts, 0, Qt.AlignmentFlag.AlignTop)
        low = QHBoxLayout()
        low.setContentsMargins(PADDING, 0, PADDING, 0)
        low.addWidget(self._foot, 1)
        low.addWidget(self._state)
        low.addWidget(self._again)
        self._again.hide()
        for widget, part in zip((self.figures, self.prices, self.report), ROOMS, strict=True):
            self._sides.addWidget(widget)
            self._sides.setStretchFactor(self._sides.count() - 1, part)
        self._sides.setSizes([10 * part for part in ROOMS])
        self._foot.setFixedHeight(FOOT_PX)
        main = self._front = QWidget()
        box = QVBoxLayout(main)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        for bar in (self.tools, self.chips):
            room = QVBoxLayout()
            room.setContentsMargins(PADDING, UNIT, PADDING, 0)
            room.addWidget(bar)
            box.addLayout(room)
        box.addWidget(self._sides, 1)
        box.addLayout(low)
        return main
