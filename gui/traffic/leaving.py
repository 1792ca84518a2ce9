"""What leaves the tab: a figure (a split pair together), its numbers, and the workbook with all vintages."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMenu

from data_sources.protocol.traffic import VintagesWanted
from gui.charts.chart import Chart
from gui.look.menus import empty
from gui.look.theme import Theme
from gui.outs.menu import fill
from gui.outs.outs import Outs
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from gui.traffic.board import Board
from gui.traffic.figures import Figures
from gui.traffic.out.pages import COLUMNS
from gui.traffic.out.source import Seen, TrafficSource
from gui.traffic.report import Report
from models.errors import AppError
from models.traffic import presets
from models.traffic.values import Metric, Series
from models.workbook import Book

TABLE, NUMBERS = "table", "numbers"
PAGE = -1  # all figures of a page together
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
        self._asked: list[Future[tuple[Series, ...]]] = []
        self.source = TrafficSource(parts, self._seen, self._size)
        self._outs = Outs(parts, lambda: self.source, figures, clock)
        self._outs.told.connect(say)
        self.write = self._outs.write
        self.table = TableOuts(parts, report.table, self._told, book=self._table_book, own_menu=True, clock=clock)

    def fill(self, menu: QMenu) -> None:
        """The acts of the figure that stands alone; on a page a menu for each that is drawn."""
        empty(menu)
        if not self._parts.traffic.whole:
            menu.addAction(self._texts["traffic.out.table"], partial(self.do, TABLE))
            self._fill(menu, None)
            return
        drawn = self._figures.drawn_numbers
        if len(drawn) > 1:
            self._offer(menu, PAGE)
            menu.addSeparator()
        for number in drawn:
            self._fill(menu.addMenu(self._named(number)), number)
        if not drawn:
            menu.addAction(self._texts["out.nothing"]).setEnabled(False)

    def do(self, act: str, number: int | None = None) -> None:
        """TABLE, NUMBERS or one of ACTS. number: of a figure on a page, or PAGE; None of the one that stands alone."""
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
        self._forget()
        self._outs.retire()
        self.table.retire()

    # inside

    def _with_vintages(self, act: str) -> None:
        self._forget()
        names: dict[Metric, dict[str, None]] = {}
        for one in self._seen():
            names.setdefault(one.panel.view.metric, {}).update((held.product.id, None) for held in one.panel.members)
        wants = [VintagesWanted(products=tuple(held), metric=metric) for metric, held in names.items()]
        self._asked = [self._parts.client.vintages(want) for want in wants]
        for future in self._asked:
            self._parts.bridge.when_done(
                future, partial(self._go, act, future), lambda error, future=future: self._fail(future, error)
            )
        if not wants:
            self._outs.do(act)

    def _forget(self) -> None:
        for future in self._asked:
            self._parts.client.forget(future)
        self._asked = []

    def _go(self, act: str, future: Future[tuple[Series, ...]], vintages: tuple[Series, ...]) -> None:
        if future in self._asked:
            self._asked.remove(future)
            self._vintages += vintages
            if not self._asked:
                self._outs.do(act)

    def _fail(self, future: Future[tuple[Series, ...]], error: AppError) -> None:
        """A workbook that lacks what it promises is none."""
        from models.reasons import said

        if future in self._asked:
            self._forget()
            self._say(self._texts["out.failed"].format(why=said(error.detail, self._texts)), "error")

    def _told(self) -> Told:
        """Of the table by itself."""
        return Told(title=self._report.title.text(), origin=self.source.origin)

    def _table_book(self, now: float) -> Book | None:
        """What is behind the table: the same workbook without figures."""
        self._number, self._vintages = None, ()
        shown, book = self._seen(), self.source.book(now)
        return replace(book, sheets=book.sheets[len(shown[0].captions) :]) if shown and book is not None else None

    def _seen(self) -> list[Seen]:
        numbers = self._figures.drawn_numbers if self._number == PAGE else [self._number]
        return [one for number in numbers if (one := self._seen_of(number)) is not None]

    def _seen_of(self, number: int | None) -> Seen | None:
        shown = self._figures.shown_of(number)
        if not shown:
            return None
        panel = shown[0][0]
        ids = {one.product.id for one in panel.members}
        colours, held = self._board.colours, self._board.held(panel.view)
        return Seen(
            panel=panel, captions=tuple(caption for _, caption in shown), charts=partial(self._charts, number),
            inked=lambda product, look: colours.of(product, look).name(),
            vintages=tuple(
                one for one in self._vintages
                if one.key.metric is panel.view.metric and one.key.product in ids
            ),
            batches=held.batches if held is not None else (), numbers=_numbers(number),
        )  # fmt: skip

    def _charts(self, number: int | None, look: Theme) -> list[Chart | None]:
        drawn = [one.drawn for one in self._figures.views_of(number) if one.figure is not None]
        return [None if one is None else one.chart_in(look).chart for one in drawn]

    def _size(self) -> QSize:
        """A page is as wide as two of its figures, and as high as its rows."""
        if self._number == PAGE:
            views = [one for one in self._figures.views if one.figure is not None]
            high = max((one.height() for one in views), default=0)
            return QSize(COLUMNS * max((one.width() for one in views), default=0), high * -(-len(views) // COLUMNS))
        views = [one for one in self._figures.views_of(self._number) if one.figure is not None]
        wide, high = sum(one.width() for one in views), max((one.height() for one in views), default=0)
        return QSize(wide, high)

    def _fill(self, menu: QMenu, number: int | None) -> None:
        menu.addAction(self._texts["traffic.out.numbers"], partial(self.do, NUMBERS, number))
        self._offer(menu, number)

    def _offer(self, menu: QMenu, number: int | None) -> None:
        fill(menu, self._texts, lambda act: self.do(act, number))

    def _named(self, number: int) -> str:
        return self._texts["traffic.figure"].format(number="/".join(map(str, _numbers(number))))


def _numbers(number: int | None) -> tuple[int, ...]:
    """The note's numbers of a view on a page."""
    if number is None:
        return ()
    return presets.NUMBERS[:2] if number == presets.WHOLE[0] else (number,)
