"""The compare tab: members over a chart that is based on one day, beside the table of what is in sight."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from gui import dialogs
from gui.compare import out, wording
from gui.compare.adding import Adding
from gui.compare.board import Board
from gui.compare.chips import MembersBar
from gui.compare.plot import Plot
from gui.compare.table_view import ReturnsView
from gui.compare.tools import Tools
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, UNIT
from gui.parts import Parts
from gui.search.box import SearchBox
from models.charts.marks import marks_of_events
from models.compare import chosen, paper
from models.compare.chosen import Comparison
from models.compare.returns import Table
from models.compare.values import Basket, Member, Single
from models.errors import AppError
from models.events import categories_of, events_for
from models.instruments import Instrument
from models.reasons import said
from models.values import Quote

TABLE_MS = 60  # while a hand pans, the table follows so often
WIDE = 1000  # logical pixels from which the table stands beside the chart
NOTES = 66
TABLE_PX = 748  # all of its columns
BESIDE, UNDER = 0.5, 0.34  # how much of the room the table gets


class CompareTab(QWidget):
    """Puts what the user does into the book of comparisons, and shows what the board makes of it."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._texts, self._clock = parts, parts.texts, clock
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        traffic = parts.backstage.traffic()
        self._library = parts.backstage.library()
        self.book = parts.comparing
        self.board = Board(parts, traffic, clock)
        self.tools = Tools(parts.texts)
        self.chips = MembersBar(parts.theme, self.tools.add)
        self.plot = Plot(parts, self.board)
        self.table = ReturnsView(parts.texts, parts.lang, parts.theme)
        self._notes = QPlainTextEdit(readOnly=True)
        self._title, self._state, self._foot = plain(role="title"), plain(role="foot"), plain(role="foot")
        self._again = QPushButton(self._texts["again"], clicked=self.board.bars.retry)
        self._adding = Adding(parts, traffic, lambda: self.book.held.members, self.add, self._find)
        self._search: SearchBox | None = None
        self._sides = QSplitter(childrenCollapsible=False)
        self._later = QTimer(self, singleShot=True, interval=TABLE_MS)
        self._table: Table | None = None
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
        self.book.sight = None if self.plot.settled else self.plot.sight
        if self._search is not None:
            self._search.dismiss()
        self.board.retire()

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

    def _change(self, field: str, value: object) -> None:
        held = replace(self.book.held, **{field: value})  # type: ignore[arg-type]
        if field == "against" and value == chosen.NONE:
            held = replace(held, excess=False)
        if field == "excess" and value:
            held = replace(held, log=False)
        self.book.put(held)

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
        member, held = self.book.held.member(key), self.book.held
        if member is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        does: list[tuple[str, Callable[[], Comparison]]] = [
            ("hide" if key not in held.hidden else "show", lambda: chosen.switched(held, key)),
            ("left", lambda: chosen.moved(held, key, -1)),
            ("right", lambda: chosen.moved(held, key, 1)),
            ("remove", lambda: chosen.without(held, (key,))),
        ]
        if isinstance(member, Basket):
            does.insert(1, ("weights", lambda: chosen.reweighted(held, key)))
        if isinstance(member, Single):
            does.insert(1, ("mark", lambda: replace(held, against=member.instrument.id)))
        for name, made in does:
            menu.addAction(self._texts[f"duel.chip.{name}"], lambda made=made: self.book.put(made()))
        menu.popup(at)

    # what is shown

    def _take(self, *, fresh: bool = False) -> None:
        """Another comparison is held."""
        before, held = self.board.held, self.book.held
        self.plot.marks = self._marks(held)
        self._show_tools(held)
        if not fresh:
            self.board.take(held)
            if (held.events, held.left_out) != (before.events, before.left_out):
                self.plot.realigned()
            elif (held.scale, held.log) != (before.scale, before.log):
                self.plot.rebased()
        self._show_members()
        self._soon()

    def _show_tools(self, held: Comparison) -> None:
        base = self.board.base if held is self.board.held else held.base or self.board.base
        preset = wording.preset_of(base, self.board.today, self._parts.week.window)
        singles = {one.instrument.id: one.instrument for one in chosen.singles(held)}
        known = self._parts.universe.instruments
        marks = {
            known[name].id: known[name] for name in (*self._parts.universe.benchmarks.values(), "SPX") if name in known
        }
        named = [(one.name(self._parts.lang), name) for name, one in (marks | singles).items()]
        self.tools.show_comparison(held, base, preset, named)
        self.tools.offer_events(held, categories_of(self._library.events))

    def _show_members(self) -> None:
        held, failed, lang = self.book.held, self._failed(), self._parts.lang
        drawn = self.plot.drawn
        told = {
            one.key: {
                "name": paper.member_name(one, self._texts, lang),
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
        failed = self.board.failures
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
        if shiboken6.isValid(self):
            redress(self._state, role)
            self._state.setText(text)
            self._state.setToolTip(tip(text))

    def _failed(self) -> dict[str, str]:
        """Why a member has no line, by key."""
        failed = self.board.failures
        return wording.failed(self.book.held, failed, self._texts)

    def _soon(self) -> None:
        """The table follows in a moment, with whatever has moved by then."""
        if not self._later.isActive():
            self._later.start()

    def _measure(self) -> None:
        """The table of what is in sight, or of the range that is dragged out."""
        span = self.plot.span or self.plot.sight or (self.board.base, self.board.today)
        self._table = made = self.board.table(*span)
        lines = self.plot.drawn
        colours = {**lines.main.colours, **lines.pairs.colours} if lines is not None else {}
        self.table.show_table(made, colours, self._failed())
        key = "duel.title.range" if self.plot.span is not None else "duel.title.sight"
        self._title.setText(self._texts[key].format(title=paper.title(made, self._texts)))
        notes = [f"{place}. {one}" for place, one in enumerate(self._sentences(made), 1)]
        if (text := "\n".join(notes)) != self._notes.toPlainText():
            self._notes.setPlainText(text)
        one = self.board.instrument(self.book.held.against)
        name = one.name(self._parts.lang) if one is not None else ""
        self._foot.setText(wording.foot(made, self.book.held, name, self._texts))
        self._foot.setToolTip(tip(self._foot.text()))

    def _sentences(self, made: Table) -> tuple[str, ...]:
        return paper.sentences(made, self._texts, self._parts.lang, self.board.failures)

    def _marks(self, held: Comparison) -> tuple:
        events = [one for one in events_for(self._library, ()) if one.category not in held.left_out]
        subjects = {*chosen.subjects(held)}
        return marks_of_events(events, self._library, subjects, self._texts, self._parts.lang)

    def _realigned(self) -> None:
        self.plot.marks = self._marks(self.book.held)
        self.plot.realigned()
        self._show_members()
        self._soon()

    # out

    def _out(self, name: str) -> None:
        if self._table is None:
            return
        if name == "copy":
            self.table.copy()
        elif name == "picture" and self.plot.view is not None:
            out.copy_picture(self.plot.view, self._parts.theme, self._title.text(), self._foot.text())
        elif name in ("xlsx", "csv"):
            kinds = self._texts[f"duel.kind.{name}"]
            first = f"{self._texts['duel.file']}_{self._table.first}_{self._table.last}.{name}"
            target, _ = dialogs.to_write(self, self._texts[f"duel.out.{name}"], first, kinds)
            if target:
                self.export_to(target)
            return
        self._say(self._texts["duel.copied"], "foot")

    def export_to(self, target: str) -> None:
        """Write the table and the lines of what is shown."""
        if self._table is None:
            return
        want = out.book_wanted(self._parts, self._table, self.board.failures, target, self._clock())
        self._parts.bridge.when_done(
            self._parts.client.file(want),
            lambda size: self._say(self._texts["review.exported"].format(file=target), "foot"),
            self._export_failed,
        )

    def _export_failed(self, error: AppError) -> None:
        self._say(self._texts["review.export_failed"].format(why=said(error.detail, self._texts)), "error")

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The table stands beside the chart where there is room, else under it."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if way is not self._sides.orientation() or not self._laid:
            self._laid = True
            self._sides.setOrientation(way)
            whole = self.width() if wide else self.height()
            part = min(TABLE_PX, round(whole * BESIDE)) if wide else round(whole * UNDER)
            self._sides.setSizes([whole - part, part])

    # inside

    def _connect(self) -> None:
        self.book.changed.connect(self._take)
        self.tools.wanted.connect(self._change)
        self.tools.preset.connect(self._preset)
        self.tools.out.connect(self._out)
        self.tools.ruler.connect(self.plot.take_ruler)
        self.tools.add.menu().aboutToShow.connect(lambda: self._adding.fill(self.tools.add.menu()))
        self.chips.switched.connect(lambda key: self.book.put(chosen.switched(self.book.held, key)))
        self.chips.removed.connect(lambda key: self.book.put(chosen.without(self.book.held, (key,))))
        self.chips.stepped.connect(lambda key, by: self.book.put(chosen.moved(self.book.held, key, by)))
        self.chips.hovered.connect(self.plot.stand_out)
        self.chips.asked.connect(self._menu)
        self.table.hovered.connect(self.plot.stand_out)
        self.table.picked.connect(self.plot.pick)
        self.plot.based.connect(self._base)
        self.plot.moved.connect(self._soon)
        self.plot.measured.connect(self._soon)
        self.board.realigned.connect(self._realigned)
        for told in (self.board.rebased, self.board.ticked):
            told.connect(self._soon)
        self.board.rebased.connect(self.plot.rebased)
        self.board.ticked.connect(self.plot.ticked)
        self.board.told.connect(self._show_members)
        self._later.timeout.connect(self._measure)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.book.undo)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        head.addWidget(self._title)
        head.addWidget(self._state, 1, Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._again)
        self._again.hide()
        beside = QWidget()
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.table, 1)
        side.addWidget(self._notes)
        self._notes.setMaximumHeight(NOTES)
        self._notes.setProperty("role", "foot")
        self._sides.addWidget(self.plot)
        self._sides.addWidget(beside)
        self._sides.setOrientation(Qt.Orientation.Vertical)
        self._sides.setStretchFactor(0, 1)
        self._foot.setContentsMargins(PADDING, 0, PADDING, 0)
        self._foot.setFixedHeight(24)
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
        box.addWidget(self._foot)
