"""The sources tab: how each source is, what was refused, how whole the history is, and what can be set about it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from data_sources.protocol import Status
from gui.imports.page import ImportPage
from gui.look.clipboard import put_report
from gui.outs.tables import TableOuts, in_section
from gui.parts import Parts
from gui.sources import refused, states
from gui.sources.lines import LinesModel, LinesView, Words
from gui.sources.preferences import Preferences
from gui.sources.section import Section, empty, rule
from gui.sources.wholeness import Wholeness
from models.errors import AppError
from models.instruments import Instrument
from models.reasons import said
from models.values import Quote


class SourcesTab(QWidget):
    """Follows the board; everything is built once and changed in place."""

    def __init__(
        self,
        parts: Parts,
        clock: Callable[[], float] = time.time,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        super().__init__()
        self._parts, self._clock = parts, clock
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Words(parts.texts, parts.lang, clock())
        self._routes = parts.backstage.routes()
        self._trying: set[str] = set()
        self.states = LinesModel(states.COLUMNS, self._words, self)
        self.refused = LinesModel(refused.COLUMNS, self._words, self)
        self.whole = Wholeness(parts, self._words, today)
        self.preferences = Preferences(parts, self._routes)
        self.imports = ImportPage(parts, closable=False)
        self._lay_out()
        self.outs = self._outs()
        parts.board.changed.connect(self._show)
        parts.week.changed.connect(self.whole.ask_again)
        self._show()
        self.whole.ask()

    def show_instrument(self, instrument: Instrument) -> None:
        """The page is about all of them."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """The page is about where quotes come from."""

    def tick(self, now: float) -> None:
        """Ages grow, countdowns run, a rest ends."""
        self.states.set_lines(tuple(states.resting(line, now) for line in self.states.lines))
        for model in (self.states, self.refused, self.whole.model):
            model.tick(now)

    def retire(self) -> None:
        """The window closes: wait for nothing any more."""
        self._parts.board.changed.disconnect(self._show)
        self._parts.week.changed.disconnect(self.whole.ask_again)
        self.whole.retire()
        self.imports.retire()
        self.preferences.retire()
        for outs in self.outs:
            outs.retire()

    def try_now(self, group: str) -> None:
        """Ask a host group again, whatever it rests for."""
        if group in self._trying:
            return
        self._trying.add(group)
        self._show()
        future = self._parts.client.try_now(group)
        self._parts.bridge.when_done(
            future, lambda status: self._tried(group, status), lambda error: self._not_tried(group, error)
        )

    def copy_report(self) -> None:
        """A check-up as text and the sources as a table, without secrets."""
        status = self._parts.board.status or Status(sources=())
        report = self._parts.backstage.report(status, self._parts.choices.settings, self._parts.texts)
        titles = [self._parts.texts[f"sources.{column.key}"] for column in self.states.columns[:-1]]
        places = range(len(titles))
        lines = [[self.states.text(row, place) for place in places] for row in range(len(self.states.lines))]
        put_report(report, titles, lines)
        self._head.say(self._parts.texts["review.copied"])

    # inside

    def _show(self) -> None:
        status = self._parts.board.status
        self._words.now = self._clock()
        lines = states.lines(self._routes, status, self._trying)
        self.states.set_lines(lines)
        self._head.say(states.summary(lines, self._words))
        rejected = refused.newest(status.rejected) if status is not None else ()
        self.refused.set_lines(rejected)
        self._refused_view.setVisible(bool(rejected))
        self._none_refused.setVisible(not rejected)
        if status is not None:
            self.preferences.show_status(status)

    def _press_state(self, row: int, _: str) -> None:
        self.try_now(self.states.lines[row].about.group)

    def _tried(self, group: str, status: Status) -> None:
        self._trying.discard(group)
        self._parts.board.put(status)

    def _not_tried(self, group: str, error: AppError) -> None:
        self._trying.discard(group)
        lines = states.lines(self._routes, self._parts.board.status, self._trying)
        self.states.set_lines(tuple(replace(line) for line in lines))
        self._head.say(f"{group}: {said(error.detail, self._parts.texts)}", "error")

    def _add_next(self, box: QVBoxLayout) -> None:
        """One section a turn: dressing all of them takes the GUI thread longer than a frame may."""
        box.insertWidget(box.count() - 1, self._rest.pop(0))
        if self._rest:
            QTimer.singleShot(0, self, lambda: self._add_next(box))

    def _outs(self) -> tuple[TableOuts, ...]:
        """What copies and exports the tables of the page."""
        parts, texts = self._parts, self._parts.texts
        return (
            in_section(parts, self.states_view, self._head, texts["sources.title"]),
            in_section(parts, self._refused_view, self._rejected, texts["sources.rejected"]),
            in_section(parts, self.whole.view, self.whole, texts["sources.whole"]),
        )

    def _lay_out(self) -> None:
        texts, theme = self._parts.texts, self._parts.theme
        self._head = Section(texts["sources.title"], line=False)
        self._head.tools(QPushButton(texts["sources.copy"], clicked=self.copy_report))
        self.states_view = LinesView(self.states, theme, starts=lambda line: line.first)
        self.states_view.pressed.connect(self._press_state)
        self._head.add(self.states_view)
        rejected = self._rejected = Section(texts["sources.rejected"])
        self._refused_view = LinesView(self.refused, theme)
        self._none_refused = empty(texts["sources.rejected.empty"])
        rejected.add(self._refused_view)
        rejected.add(self._none_refused)
        page = QWidget(objectName="page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._head)
        box.addWidget(rejected)
        box.addStretch(1)
        self._rest: list[QWidget] = [self.whole, rule(), self.imports, self.preferences]
        for section in self._rest:
            section.setParent(page)  # theirs from the start: a page that goes early takes them along
        QTimer.singleShot(0, self, lambda: self._add_next(box))
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
