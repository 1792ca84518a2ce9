"""The compare tab: members over a chart that is based on one day, beside the table of what is in sight."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from gui.compare import chip_menu, wording
from gui.compare.adding import Adding
from gui.compare.board import Board
from gui.compare.chips import MembersBar
from gui.compare.out import Out
from gui.compare.plot import Plot
from gui.compare.report import Report
from gui.compare.tools import Tools
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, UNIT
from gui.parts import Parts
from gui.search.box import SearchBox
from models.charts.marks import Mark, marks_of_events
from models.compare import chosen, paper
from models.compare.chosen import Comparison
from models.compare.values import Member, Single
from models.events import categories_of, events_for
from models.instruments import Instrument
from models.reasons import said
from models.values import Quote

TABLE_MS = 60  # while a hand pans, the table follows so often
WIDE = 1320  # logical pixels from which the table stands beside the chart
TABLE_PX = 748  # all of its columns
BESIDE, UNDER = 0.53, 0.31  # how much of the room the table gets
LEAST = 0.4  # of the height of both, that the chart has over its table


class CompareTab(QWidget):
    """Puts what the user does into the book of comparisons, and shows what the board makes of it."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        traffic = parts.backstage.traffic()
        self._library = parts.backstage.library()
        self.book = parts.comparing
        self.board = Board(parts, traffic, clock)
        self.tools = Tools(parts.texts)
        self.chips = MembersBar(parts.theme, self.tools.add)
        self.plot = Plot(parts, self.board)
        self.report = Report(parts, self.board, self.plot)
        self.out = Out(parts, self.plot, self.report, self._say, lambda: self.board.failures, clock)
        self._state = plain(role="foot")
        self._again = QPushButton(self._texts["again"], clicked=self.board.bars.retry)
        self._adding = Adding(parts, traffic, lambda: self.book.held.members, self.add, self._find)
        self._search: SearchBox | None = None
        self._sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._later = QTimer(self, singleShot=True, interval=TABLE_MS)
        self._laid = False
        self._lay_out()
        self._connect()
        self.book.begin()
        self._take(fresh=True)
        self.board.begin()
        if self.book.sight is not None:
            self.plot.look_at(*self.book.sight)

    # what the window calls

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's line is not what is compared."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self.board.apply(quotes)

    def tick(self, now: float) -> None:
        """A second passed; with another day other bars are wanted."""
        self.board.tick()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._later.stop()
        self.book.changed.disconnect(self._take)
        if self._search is not None:
            self._search.dismiss()
        self.board.retire()
        self.out.retire()

    def compare(self, instruments: Sequence[Instrument], sections: Sequence[str]) -> None:
        """Rows of the list against each other, or sections as baskets. One alone joins those that are there."""
        members: list[Member] = [Single(instrument=one) for one in instruments]
        members = members or list(self._adding.sections(sections))
        if len(members) == 1:
            self.add(members[0])
        elif members:
            self.book.put(chosen.only(self.book.held, members))

    # what the user does

    def add(self, member: Member) -> None:
        """One more member."""
        self.book.put(chosen.with_members(self.book.held, (member,)))

    def _do(self, change: Callable[[Comparison], Comparison]) -> None:
        self.book.put(change(self.book.held))

    def _change(self, field: str, value: object) -> None:
        """One choice. Points have no logarithm, and no excess is over nothing."""
        held = replace(self.book.held, **{field: value})  # type: ignore[arg-type]
        excess = held.excess and held.against != chosen.NONE
        self.book.put(replace(held, excess=excess, log=held.log and not excess))

    def _preset(self, name: str) -> None:
        if (day := wording.preset(name, self.board.today, self._parts.week.window)) is not None:
            self.book.put(replace(self.book.held, base=day))
            self.plot.show_from_base()

    def _base(self, day: dt.date, quiet: bool) -> None:
        self.book.put(replace(self.book.held, base=day), quiet=quiet)

    def _find(self) -> None:
        """The search box: what is found there is compared."""
        if self._search is None:
            self._search = SearchBox(self._parts, self.window())
            for told in (self._search.chosen, self._search.added):
                told.connect(lambda one: self.add(Single(instrument=one)))
        self._search.open()

    def _menu(self, key: str, at: QPoint) -> None:
        """What can be done with one member."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chip_menu.fill(menu, self._texts, self.book.held, key, self._do)
        menu.popup(at)

    # what is shown

    def _take(self, *, fresh: bool = False) -> None:
        """Another comparison is held."""
        before, held = self.board.held, self.book.held
        self.plot.marks = self._marks(held)
        if not fresh:
            self.board.take(held)
            if (held.events, held.left_out) != (before.events, before.left_out):
                self.plot.realigned()
            elif (held.scale, held.log) != (before.scale, before.log):
                self.plot.rebased()
        self._show_tools(held)
        self._show_members()
        self._soon()

    def _realigned(self) -> None:
        self.plot.realigned()
        self._show_tools(self.book.held)
        self._show_members()
        self._soon()

    def _show_tools(self, held: Comparison) -> None:
        preset = wording.preset_of(self.board.base, self.board.today, self._parts.week.window)
        known = self._parts.universe.instruments
        usual = [name for name in (*self._parts.universe.benchmarks.values(), *chosen.FIRST_SHOWN) if name in known]
        marks = {name: known[name] for name in usual}
        marks |= {one.instrument.id: one.instrument for one in chosen.singles(held)}
        named = [(one.name(self._parts.lang), name) for name, one in marks.items()]
        based = self.board.based.base or self.board.base  # a Sunday is based on its Friday, and says so
        self.tools.show_comparison(held, based, preset, named)
        self.tools.offer_events(held, categories_of(self._library.events))

    def _show_members(self) -> None:
        held, drawn = self.book.held, self.plot.drawn
        failed = wording.failed(held, self.board.unfetched, self._texts)
        told = {
            one.key: {
                "name": paper.member_name(one, self._texts, self._parts.lang),
                "colour": wording.colour(self._parts.theme, held, one.key),
                "shown": one.key not in held.hidden,
                "why": failed.get(one.key, ""),
                "waits": drawn is not None and one.key not in drawn.titles,
            }
            for one in held.members
        }
        self.chips.show_members([one.key for one in held.members], told)
        self._say_state()

    def _say_state(self) -> None:
        done, asked = self.board.bars.progress
        failed = self.board.unfetched
        self._again.setVisible(bool(failed) and done == asked)
        if done < asked:
            self._say(self._texts["duel.progress"].format(done=done, asked=asked), "foot")
        elif failed:
            name, why = next(iter(failed.items()))
            key = "duel.failed" if len(failed) == 1 else "duel.failed_more"
            self._say(self._texts[key].format(name=name, why=said(why, self._texts), more=len(failed) - 1), "warn")
        else:
            self._say("", "foot")

    def _say(self, text: str, role: str) -> None:
        if shiboken6.isValid(self):  # an export may end after its window
            redress(self._state, role)
            self._state.setText(text)
            self._state.setToolTip(tip(text))

    def _measure(self) -> None:
        """The table, and what another window would show."""
        self.book.sight = self.plot.left
        self.report.measure()

    def _soon(self) -> None:
        """The table follows in a moment, with whatever has moved by then."""
        if not self._later.isActive():
            self._later.start()

    def _marks(self, held: Comparison) -> tuple[Mark, ...]:
        events = [one for one in events_for(self._library, ()) if one.category not in held.left_out]
        return marks_of_events(events, self._library, chosen.subjects(held), self._texts, self._parts.lang)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The table stands beside the chart where there is room, else under it."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if way is self._sides.orientation() and self._laid:
            chart, table = self._sides.sizes()
            if not wide and chart < LEAST * (chart + table):  # a smaller window takes from the chart alone
                self._sides.setSizes([round((1 - UNDER) * (chart + table)), round(UNDER * (chart + table))])
            return
        self._laid = True
        self._sides.setOrientation(way)
        whole = self.width() if wide else self.height()
        part = min(TABLE_PX, round(whole * BESIDE)) if wide else round(whole * UNDER)
        self._sides.setSizes([whole - part, part])

    # inside

    def _connect(self) -> None:
        tools, chips, table = self.tools, self.chips, self.report.table
        self.book.changed.connect(self._take)
        tools.wanted.connect(self._change)
        tools.preset.connect(self._preset)
        tools.out.connect(self.out.do)
        tools.ruler.connect(self.plot.take_ruler)
        tools.add.menu().aboutToShow.connect(lambda: self._adding.fill(tools.add.menu()))
        chips.switched.connect(lambda key: self._do(lambda held: chosen.switched(held, key)))
        chips.removed.connect(lambda key: self._do(lambda held: chosen.without(held, (key,))))
        chips.stepped.connect(lambda key, by: self._do(lambda held: chosen.moved(held, key, by)))
        chips.asked.connect(self._menu)
        for told in (chips.hovered, table.hovered):
            told.connect(self.plot.stand_out)
        table.picked.connect(self.plot.pick)
        table.removed.connect(lambda keys: self._do(lambda held: chosen.without(held, keys)))
        self._later.timeout.connect(self._measure)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.book.undo)
        self._connect_board()

    def _connect_board(self) -> None:
        board, plot = self.board, self.plot
        plot.based.connect(self._base)
        plot.measured.connect(lambda span: self.tools.show_ruler(plot.ruler_taken))
        for told in (plot.moved, plot.measured, board.rebased, board.ticked):
            told.connect(self._soon)
        board.realigned.connect(self._realigned)
        board.rebased.connect(plot.rebased)
        board.ticked.connect(plot.ticked)
        board.told.connect(self._show_members)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        head.addWidget(self.report.title)
        head.addWidget(self._state, 1, Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._again)
        head.addWidget(self.tools.outs)
        self._again.hide()
        self._sides.addWidget(self.plot)
        self._sides.addWidget(self.report)
        self._sides.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for bar in (self.tools, self.chips):
            room = QVBoxLayout()
            room.setContentsMargins(PADDING, UNIT, PADDING, 0)
            room.addWidget(bar)
            box.addLayout(room)
        box.addLayout(head)
        box.addWidget(self._sides, 1)
        box.addWidget(self.report.foot)
