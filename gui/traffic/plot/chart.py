"""A panel as a chart, in the shape its view asks for; who stands out, and which period is 100."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from gui.charts.chart import Chart
from gui.charts.frame import Frame
from gui.charts.layers.base import Layer
from gui.charts.layers.curves import Levels
from gui.charts.layers.ends import FarAxis, FarCrosshair
from gui.charts.layers.events import EventBox, Events
from gui.charts.layers.ground import Grid
from gui.charts.pane import Pane
from gui.compare.base import BaseLine
from gui.look.theme import Theme
from gui.traffic.colours import Colours
from gui.traffic.plot.barred import PeriodBars, ProductBars
from gui.traffic.plot.figure import Figure, Scene
from gui.traffic.plot.lined import LineFigure
from gui.traffic.plot.marks import MOVE_OVER_PX, OVER_LABEL_PX, Breaks, Moves, PeriodNames, ProductNames, RowsGrid
from gui.traffic.plot.members import Shown, by_size, shown_of
from gui.traffic.plot.periods import PeriodAxis, placed_on
from gui.traffic.plot.readout import Readout
from gui.traffic.plot.shared import ShareFigure
from models.charts.marks import Mark
from models.traffic.chosen import Shape
from models.traffic.panel import Panel
from models.traffic.titling import base_place
from models.traffic.units import unit_of
from models.traffic.wording import note_text

NARROW_PX = 560
FEWEST = 2.0  # places in sight at least
EVENTS = 0.075  # of the pane, under the numbers


class TrafficChart:
    """``chart`` is what to show.

    which: the members to draw, by their numbers on the panel; those without any number in the window are left out
    (``missing``). colours: of products. events: announcements, on the periods their days belong to.
    """

    def __init__(
        self, panel: Panel, which: Sequence[int], theme: Theme, texts: Mapping[str, str], lang: str, *,
        colours: Colours, events: Sequence[Mark] = (),
    ) -> None:  # fmt: skip
        self._given = panel, tuple(which), texts, lang, colours, tuple(events)
        shown = shown_of(panel, which, lambda product: colours.of(product, theme), lang)
        kept = by_size(shown, panel.first, panel.stop)
        self.missing = tuple(one.key for one in shown if one.key not in {held.key for held in kept})
        self.scene = scene = _scene(panel, kept, theme, texts, lang)
        self.figure = _figure(scene)
        self.base = BaseLine(texts["traffic.base"], self._place) if self._place is not None else None
        by_period = isinstance(self.figure.axis, PeriodAxis)
        self.events = Events(placed_on(events, self.figure.axis) if by_period and not panel.offsets else ())
        self.breaks = Breaks(panel.breaks if by_period else (), texts)
        self.moves = self._moves(by_period)
        x0, x1 = self.figure.window()
        self.chart = Chart(
            axis=self.figure.axis, panes=[self._pane()], x0=x0, x1=x1, axis_px=self.figure.names.rooms.all,
            right_bars=x1 - self.scene.window[1] if by_period else 0.0, fewest=min(FEWEST, x1 - x0),
        )  # fmt: skip

    @property
    def unit(self) -> str:
        """What the axis counts in, for the line under the title: 万次, M visits, a share, an index with its base."""
        return self.figure.unit

    @property
    def home(self) -> tuple[float, float]:
        """The places in sight at first."""
        return self.figure.window()

    @property
    def focus(self) -> str:
        """The product that stands out, "" none."""
        return self.figure.focus

    def fit(self, width: int) -> None:
        """Names keep their numbers beside them only where that leaves room for the plot. width: logical pixels."""
        self.figure.names.narrow = width < NARROW_PX
        self.chart.axis_px = self.figure.names.rooms.all

    def stand_out(self, product: str) -> bool:
        """A product stands out; whether that is another one than before."""
        product = product if any(one.key == product for one in self.scene.shown) else ""
        if product == self.figure.focus:
            return False
        self.figure.stand_out(product)
        return True

    def rebased(self, place: int) -> list[str]:
        """Another period is 100; the ids of products without a whole number there, based on another."""
        if self.base is None or not isinstance(self.figure, LineFigure):
            return []
        self.base.bar = place
        return self.figure.rebased(place)

    @property
    def late(self) -> list[str]:
        """Products that are not based on the base period, as they have no whole number there."""
        return self.figure.late() if isinstance(self.figure, LineFigure) else []

    def date_of(self, place: int) -> dt.date | None:
        """The first day of a period; None where places are no periods."""
        axis = self.figure.axis
        return axis.session(place) if isinstance(axis, PeriodAxis) and 0 <= place < axis.count else None

    def product_at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """Whose line or bar lies at a position of the plot; "" nobody's."""
        return self.figure.at(frame, bar, x, y)

    def chart_in(self, theme: Theme) -> TrafficChart:
        """The same figure in other colours, for a file: the same window, base, and who stands out."""
        panel, which, texts, lang, colours, events = self._given
        made = TrafficChart(panel, which, theme, texts, lang, colours=colours, events=events)
        made.stand_out(self.focus)
        if self.base is not None:
            made.rebased(self.base.bar)
        made.chart.x0, made.chart.x1 = self.chart.x0, self.chart.x1
        made.chart.panes[0].held = self.chart.panes[0].held
        return made

    @property
    def _place(self) -> int | None:
        figure = self.figure
        return figure.place if isinstance(figure, LineFigure) else None

    def _moves(self, by_period: bool) -> Moves:
        titles = {one.key: one.title for one in self.scene.shown}
        held = [(place, product, self._footnote(product, key, titles))
                for place, product, key in self.scene.panel.moves if by_period and product in titles]  # fmt: skip
        over = OVER_LABEL_PX if isinstance(self.figure, PeriodBars) else MOVE_OVER_PX
        return Moves(held, self.figure.spot, over)

    def _footnote(self, product: str, key: str, titles: Mapping[str, str]) -> str:
        """What is said of a rename or a move under the figure."""
        panel, texts, lang = self.scene.panel, self.scene.texts, self.scene.lang
        said = (one for one in panel.notes if one.key == key and one.values.get("product") == product)
        words = [note_text(one, texts, lambda name: titles.get(name, name), panel.view.granularity, lang)
                 for one in said]  # fmt: skip
        return "\n".join(words) or texts["traffic.move"].format(name=titles[product])

    def _pane(self) -> Pane:
        figure = self.figure
        names = PeriodNames() if isinstance(figure.axis, PeriodAxis) else ProductNames()
        ground: list[Layer] = [Grid() if figure.upright else RowsGrid(), *self._levels()]
        behind = [self.breaks] if figure.upright else []
        over = [] if figure.upright else [self.breaks]
        base = [] if self.base is None else [self.base]
        layers = [
            *ground, *behind, *figure.layers, *over, self.moves, self.events, names, FarAxis(), *base, figure.names,
            FarCrosshair(), Readout(figure, self._told), EventBox(self.events),
        ]  # fmt: skip
        return Pane(key="traffic", layers=layers, scale=figure.scale, foot=EVENTS if self.events.placed else 0.0,
                    floor=figure.floor, least=figure.least)  # fmt: skip

    def _levels(self) -> list[Layer]:
        return [Levels([100.0])] if self._place is not None else []

    def _told(self, frame: Frame) -> list[str] | None:
        """What a mark under the pointer says; [] over an event, which has a box of its own; None elsewhere."""
        at = frame.cursor
        if at is None or at[1] is None:
            return None
        if self.events.at(frame, at[0], at[1]):
            return []
        return [*self.breaks.at(frame, at[0], at[1]), *self.moves.at(frame, at[0], at[1])] or None


def _scene(panel: Panel, shown: tuple[Shown, ...], theme: Theme, texts: Mapping[str, str], lang: str) -> Scene:
    most = _largest(shown, panel)
    unit = unit_of(panel.view.metric, most, lang)
    return Scene(panel=panel, shown=shown, unit=unit, largest=most, theme=theme, texts=texts, lang=lang)


def _figure(scene: Scene) -> Figure:
    """The view's shape; what cannot be added up has no shares."""
    view = scene.panel.view
    if view.shape is Shape.BARS:
        return ProductBars(scene) if view.by_product and not scene.panel.offsets else PeriodBars(scene)
    if view.drawn is Shape.SHARE:
        return ShareFigure(scene)
    return LineFigure(scene, base_place(scene.panel))


def _largest(shown: Sequence[Shown], panel: Panel) -> float:
    """The largest number in the window."""
    parts = [one.values[max(0, panel.first) : max(0, panel.stop)] for one in shown]
    held = [part[np.isfinite(part)] for part in parts]
    return max((float(part.max()) for part in held if len(part)), default=float("nan"))
