"""What leaves the tab: a figure (a split pair together), its numbers, and the workbook with all vintages."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMenu

from data_sources.protocol.traffic import VintagesWanted
from gui.charts.chart import Chart
from gui.look.menus import empty
from gui.look.theme import Theme
from gui.parts import Parts
from gui.seats.out_menu import GROUPS_BEGIN
from gui.seats.outs import ACTS, Outs
from gui.traffic.board import Board
from gui.traffic.figures import Figures
from gui.traffic.out.source import Seen, TrafficSource
from gui.traffic.report import Report
from models.errors import AppError
from models.traffic import presets
from models.traffic.values import Series

TABLE, NUMBERS = "table", "numbers"
WITH_VINTAGES = ("xlsx",)  # what holds every number ever known
Say = Callable[[str, str], None]


class Leaving(QObject):
    """Fills the menu of what can go out; ``say(text, role)`` hears how it went."""

    def __init__(
        self, parts: Parts, board: Board, figures: Figures, report: Report, say: Say,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__(figures)
        self._parts, self._texts, self._board, self._say = parts, parts.texts, board, say
        self._figures, self._report = figures, report
        self._number: int | None = None  # of the figure that goes out
        self._vintages: tuple[Series, ...] = ()
        self._asked: Future[tuple[Series, ...]] | None = None
        self.source = TrafficSource(parts, self._seen, self._size)
        self._outs = Outs(parts, lambda: self.source, figures, clock)
        self._outs.told.connect(say)
        self.write = self._outs.write

    def fill(self, menu: QMenu) -> None:
        """The acts of the figure that stands alone; on a page a menu for each that is drawn."""
        empty(menu)
        if not self._parts.traffic.whole:
            menu.addAction(self._texts["traffic.out.table"], partial(self.do, TABLE))
            self._fill(menu, None)
            return
        drawn = self._figures.drawn_numbers
        for number in drawn:
            self._fill(menu.addMenu(self._named(number)), number)
        if not drawn:
            menu.addAction(self._texts["out.nothing"]).setEnabled(False)

    def do(self, act: str, number: int | None = None) -> None:
        """TABLE, NUMBERS or one of ACTS. number: of a figure on a page, None of the one that stands alone."""
        self._number, self._vintages = number, ()
        if act == TABLE:
            self._report.table.copy()
            self._say(self._texts["traffic.copied"], "foot")
        elif act == NUMBERS:
            done = self.source.copy_numbers()
            self._say(self._texts["traffic.copied" if done else "out.nothing"], "foot" if done else "error")
        elif act in WITH_VINTAGES:
            self._with_vintages(act)
        else:
            self._outs.do(act)

    def retire(self) -> None:
        """Wait for a picture that is being packed, and for nothing else."""
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None
        self._outs.retire()

    # inside

    def _with_vintages(self, act: str) -> None:
        seen = self._seen()
        if seen is None:
            self._outs.do(act)
            return
        names = tuple(one.product.id for one in seen.panel.members)
        future = self._parts.client.vintages(VintagesWanted(products=names, metric=seen.panel.view.metric))
        self._asked = future
        self._parts.bridge.when_done(
            future, lambda held: self._go(act, future, held), lambda error: self._fail(future, error)
        )

    def _go(self, act: str, future: Future[tuple[Series, ...]], vintages: tuple[Series, ...]) -> None:
        if self._asked is future:
            self._asked, self._vintages = None, vintages
            self._outs.do(act)

    def _fail(self, future: Future[tuple[Series, ...]], error: AppError) -> None:
        """A workbook that lacks what it promises is none."""
        from models.reasons import said

        if self._asked is future:
            self._asked = None
            self._say(self._texts["out.failed"].format(why=said(error.detail, self._texts)), "error")

    def _seen(self) -> Seen | None:
        shown = self._figures.shown_of(self._number)
        if not shown:
            return None
        panel = shown[0][0]
        colours, held = self._board.colours, self._board.held(panel.view)
        return Seen(
            panel=panel, captions=tuple(caption for _, caption in shown), charts=self._charts,
            inked=lambda product, look: colours.of(product, look).name(),
            vintages=self._vintages, batches=held.batches if held is not None else (),
        )  # fmt: skip

    def _charts(self, look: Theme) -> list[Chart | None]:
        drawn = [one.drawn for one in self._figures.views_of(self._number)]
        return [None if one is None else one.chart_in(look).chart for one in drawn]

    def _size(self) -> QSize:
        views = self._figures.views_of(self._number)
        wide, high = sum(one.width() for one in views), max((one.height() for one in views), default=0)
        return QSize(wide, high)

    def _fill(self, menu: QMenu, number: int | None) -> None:
        menu.addAction(self._texts["traffic.out.numbers"], partial(self.do, NUMBERS, number))
        for act in ACTS:
            if act in GROUPS_BEGIN:
                menu.addSeparator()
            menu.addAction(self._texts[f"out.{act}"], partial(self.do, act, number))

    def _named(self, number: int) -> str:
        numbers = presets.NUMBERS[:2] if number == presets.WHOLE[0] else (number,)
        return self._texts["traffic.figure"].format(number="/".join(map(str, numbers)))
