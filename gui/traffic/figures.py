"""The figures of what is held: one, two of one view split by magnitude, or all of the note on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSplitter, QStackedWidget, QWidget

from gui.look.theme import UNIT
from gui.parts import Parts
from gui.traffic.board import ONE, Board
from gui.traffic.figure import FigureView
from models.charts.marks import Mark, marks_of_events
from models.events import Event, events_for
from models.products.values import Product
from models.reasons import said
from models.traffic import presets, titling
from models.traffic.captions import Caption
from models.traffic.chosen import View
from models.traffic.panel import Panel
from models.traffic.rows import newest
from models.traffic.units import Unit, unit_of
from models.traffic.values import Granularity, Metric

DRAWING_PX = 236  # of a figure on a page of five
COLUMNS = 2
USUAL = 1e7  # visits a week of a product that is no giant


class Figures(QStackedWidget):
    """Follows the board. based(date, quiet), hovered, picked: as of FigureView. wanted(act, number): in an empty place.

    shown: panel and caption by the place they are drawn in.
    """

    based = Signal(object, bool)
    hovered = Signal(str)
    picked = Signal(str)
    wanted = Signal(str, int)
    moved = Signal()

    def __init__(self, parts: Parts, board: Board) -> None:
        super().__init__()
        self._parts, self._board, self._texts = parts, board, parts.texts
        self._library = parts.backstage.library()
        self._concerned: tuple[tuple[str, ...], tuple[Event, ...]] = ((), ())  # whom, and by what
        self._marked: tuple[tuple[str, ...], tuple[Mark, ...]] = ((), ())
        self.shown: dict[FigureView, tuple[Panel, Caption]] = {}
        self.alone = [self._figure(ONE), self._figure(ONE)]
        self._pair = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for one in self.alone:
            self._pair.addWidget(one)
        self.addWidget(self._pair)
        self.page: dict[int, FigureView] = {}
        self._scroll: QScrollArea | None = None

    @property
    def views(self) -> list[FigureView]:
        """Those that are in sight."""
        return [one for one in (self.page.values() if self._whole else self.alone) if not one.isHidden()]

    @property
    def drawn_numbers(self) -> list[int]:
        """The views of a page that have something drawn, by number."""
        return [number for number in presets.WHOLE if self.shown_of(number)] if self._whole else []

    def shown_of(self, number: int | None) -> list[tuple[Panel, Caption]]:
        """Panel and caption of each figure of a view that is drawn; None: of the view that stands alone."""
        return [self.shown[one] for one in self.views_of(number)]

    def views_of(self, number: int | None) -> list[FigureView]:
        """The places of a view's figures that are drawn; one that is hidden may still hold an earlier figure."""
        if not self._whole or number is None:
            places = [] if self._whole else self.alone
        else:
            places = [one for place, one in self.page.items() if _of(place) == number]
        return [one for one in places if one in self.shown]

    def show_panels(self) -> None:
        """What the board holds now."""
        self.shown = {}
        if self._whole:
            self._show_page()
        else:
            self._show_alone()
        self.dim()

    def dim(self) -> None:
        """What is not what is wanted yet is fainter."""
        for number, one in self.page.items() if self._whole else [(ONE, each) for each in self.alone]:
            one.dim(on=self._board.waits(_of(number)))

    def stand_out(self, product: str) -> None:
        """A product stands out in every figure, "" none."""
        for one in self.views:
            one.stand_out(product)

    def events(self, products: Sequence[Product]) -> tuple[Event, ...]:
        """The announcements that concern some products, oldest first."""
        names = tuple(one.id for one in products)
        if names != self._concerned[0]:
            self._concerned = names, events_for(self._library, names) if names else ()
        return self._concerned[1]

    # inside

    @property
    def _whole(self) -> bool:
        return self._parts.traffic.whole

    def _figure(self, number: int, height: int = 0) -> FigureView:
        made = FigureView(self._parts, height)
        made.based.connect(self.based)
        made.hovered.connect(self.hovered)
        made.picked.connect(self.picked)
        made.moved.connect(self.moved)
        made.wanted.connect(lambda act: self.wanted.emit(act, number))
        return made

    def _show_alone(self) -> None:
        self.setCurrentWidget(self._pair)
        panel, products = self._board.panel, self._board.products.all()
        view = panel.view if panel is not None else self._parts.traffic.held
        numbers = presets.numbers_of(view, products)
        self._show(panel, view, numbers, self.alone, ONE)

    def _show_page(self) -> None:
        if self._scroll is None:
            self._scroll = self._grid()
            self.addWidget(self._scroll)
        self.setCurrentWidget(self._scroll)
        for number, view in self._board.views.items():
            panel = self._board.panels.get(number)
            numbers = (2, 3) if number == presets.WHOLE[0] else (number,)
            self._show(panel, view, numbers, [self.page[one] for one in numbers], number)

    def _show(
        self, panel: Panel | None, view: View, numbers: tuple[int, ...], places: Sequence[FigureView], number: int
    ) -> None:
        """One view in one place or two; the second is hidden where nothing is split, unless it is of the note."""
        if panel is None or newest(panel) is None:
            self._show_nothing(panel.view if panel is not None else view, numbers, places, number)
            return
        parts = titling.parts_of(panel)
        if len(parts) == 1 and len(numbers) > 1:
            numbers = numbers[:1] if not self._whole else numbers
        marks, colours = self._marks(panel), self._board.colours
        for at, one in enumerate(places):
            one.setVisible(at < len(parts))
            if at < len(parts):
                part = at + 1 if len(parts) > 1 else 0
                figure = self._made(panel, parts[at], numbers, part)
                self.shown[one] = panel, figure
                one.show_figure(panel, figure, colours, marks)

    def _made(self, panel: Panel, which: tuple[int, ...], numbers: tuple[int, ...], part: int) -> Caption:
        parts = self._parts
        return titling.caption_of(
            panel, which, self._board.products.all(), parts.texts, parts.lang, numbers, part, parts.warning
        )

    def _show_nothing(
        self, view: View, numbers: tuple[int, ...], places: Sequence[FigureView], number: int
    ) -> None:  # fmt: skip
        texts, board = self._texts, self._board
        waits, failed = board.waits(number), board.failure(number)
        count = len(places) if self._whole else 1
        why = texts["traffic.waiting"] if waits else self._why(view)
        why = texts["traffic.failed"].format(why=said(failed, texts)) if failed else why
        unit = titling.unit_line(view, usual_unit(view.metric, self._parts.lang), texts)
        source = texts["traffic.source.usual"].format(source=texts[f"traffic.usual.{view.metric}"])
        for at, one in enumerate(places):
            one.setVisible(at < count)
            part = at + 1 if count > 1 else 0
            title = titling.title(view, board.products.all(), texts, numbers, part)
            one.show_empty(title, unit, source, why, waits=waits, monthly=self._has_months(view))

    def _why(self, view: View) -> str:
        measured = titling.measured(view, self._texts)
        key = "traffic.empty.known_on" if view.known_on is not None else "traffic.empty"
        return self._texts[key].format(measured=measured, date=view.known_on)

    def _has_months(self, view: View) -> bool:
        """Whether the monthly version of a figure has numbers, where a shorter one has none."""
        if view.granularity is Granularity.MONTH:
            return False
        return self._board.has_numbers(replace(view, granularity=Granularity.MONTH, days=0, first=None, last=None))

    def _marks(self, panel: Panel) -> tuple[Mark, ...]:
        if not panel.view.events or panel.offsets:
            return ()
        shown = [one.product for one in panel.members]
        names = tuple(one.id for one in shown)
        if names != self._marked[0]:
            found = self.events(shown)
            made = marks_of_events(found, self._library, names, self._texts, self._parts.lang)
            self._marked = names, made
        return self._marked[1]

    def _grid(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        page = QWidget(objectName="page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(UNIT)
        for place, number in enumerate(presets.NUMBERS):
            made = self.page[number] = self._figure(_of(number), DRAWING_PX)
            grid.addWidget(made, place // COLUMNS, place % COLUMNS, Qt.AlignmentFlag.AlignTop)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        area.setWidget(page)
        return area


def usual_unit(metric: Metric, lang: str) -> Unit:
    """What numbers of a metric are mostly counted in."""
    return unit_of(metric, USUAL, lang)


def _of(number: int) -> int:
    """The view that a figure is part of."""
    return presets.WHOLE[0] if number in presets.NUMBERS[:2] else number
