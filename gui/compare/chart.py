"""The chart of a comparison: a line a member, based on one day; pairs in a pane of their own below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.axis import BarAxis
from gui.charts.chart import Chart
from gui.charts.curve import Curve
from gui.charts.frame import Frame
from gui.charts.layers.base import Layer
from gui.charts.layers.box import nearest
from gui.charts.layers.curves import Curves, Drawn, Levels
from gui.charts.layers.ends import EndNames, FarAxis, FarCrosshair, room_for
from gui.charts.layers.events import EventBox, Events
from gui.charts.layers.ground import DateAxis, Grid
from gui.charts.layers.span import Span
from gui.charts.pane import Pane
from gui.charts.rows import Rows
from gui.charts.scale import Reading, Scale
from gui.compare.base import BaseLine
from gui.compare.board import Board
from gui.compare.readout import Carried, Readout, Value
from gui.look.theme import Theme, mixed, shade
from models.compare import paper, rebasing
from models.compare.values import Member, Pair, Visits, parts_of
from models.values import Floats

WIDTH, FOCUS_WIDTH, REST = 1.5, 2.5, 0.30  # logical pixels; how much colour the others keep beside one that stands out
NAME_REST = 0.6
MANY, MANY_WIDTH = 12, 1.2
EVENTS = 0.04  # of the pane, under the lines
RIGHT_BARS = 0.6
PAIRS_WEIGHT = 0.35
NEAR_PX = 10


class Lines:
    """The members of one pane. plain: whether they are drawn as points instead of on the axis of growth."""

    def __init__(self, board: Board, keys: Sequence[str], titles: dict[str, str], theme: Theme, *, plain: bool) -> None:
        self._board, self._theme, self._plain, self._titles = board, theme, plain, titles
        self.keys = tuple(keys)
        self.colours = {key: shade(theme, board.held.colours.get(key, 0)) for key in keys}
        self._curves = {key: Curve(values) for key, values in zip(keys, self._values(), strict=True)}
        self.layer = Curves(())
        self.stand_out("")

    def stand_out(self, focus: str) -> None:
        """One line stands out (by key), the others step back; "" none does."""
        drawn = [self._drawn(key, focus) for key in self.keys]
        self.layer.drawn = tuple(sorted(drawn, key=lambda one: one.title == self._titles.get(focus)))

    def put(self) -> None:
        """Other values in the place of all."""
        for key, values in zip(self.keys, self._values(), strict=True):
            self._curves[key].replace(values)

    def put_newest(self) -> bool:
        """Other newest values. Whether older places changed too: a market's newest day need not be the axis's."""
        older = False
        for key, values in zip(self.keys, self._values(), strict=True):
            curve = self._curves[key]
            if not np.array_equal(curve.part(0, len(values) - 1), values[:-1], equal_nan=True):
                curve.replace(values)
                older = True
            elif len(values):
                curve.put(len(values) - 1, float(values[-1]))
        return older

    def carried(self) -> list[Floats]:
        """Whether each value of each line is carried, in the order the lines are drawn; a month's number always is."""
        based = self._board.based
        flags = based.carried
        held = ((row, one) for row, one in enumerate(based.members) if one.key in self.colours)
        by_title = {self._titles[one.key]: (row, one) for row, one in held}
        found = [by_title[one.title] for one in self.layer.drawn]
        return [flags[row] & (not is_monthly(member)) for row, member in found]

    def said(self, bar: int, text: Callable[[float], str]) -> list[Value]:
        """What each line says at a bar."""
        based = self._board.based
        rows = {one.key: row for row, one in enumerate(based.members)}
        found = []
        for key in self.keys:
            number = self._curves[key].at(bar)
            if np.isfinite(number):
                stands = based.stands[rows[key], bar]
                late = stands != based.dates[bar]
                found.append(Value(
                    title=self._titles[key], number=number, text=text(number), colour=self.colours[key],
                    carried=f"{stands.astype(object):%m-%d}" if late else "",
                ))  # fmt: skip
        return found

    def at(self, frame: Frame, bar: int, y: float) -> str:
        """The key of the line that passes near a row at a bar; "" when none does."""
        rows = frame.y(np.array([self._curves[key].at(bar) for key in self.keys], float))
        place = nearest(rows, y, frame.px(NEAR_PX))
        return "" if place is None else self.keys[place]

    def _drawn(self, key: str, focus: str) -> Drawn:
        width = MANY_WIDTH if len(self.keys) > MANY else WIDTH
        colour = self.colours[key]
        if focus and key != focus:
            colour = mixed(self._theme.panel, colour, REST)
        title = self._titles[key]
        return Drawn(title=title, curve=self._curves[key], colour=colour, width=FOCUS_WIDTH if key == focus else width)

    def _values(self) -> list[Floats]:
        """Growth times a hundred; over a benchmark, and of pairs, points from nought."""
        board, based = self._board, self._board.based
        rows = {one.key: row for row, one in enumerate(based.members)}
        against = board.against if board.held.excess else {}
        made = []
        for key in self.keys:
            growth = based.growth[rows[key]]
            if self._plain:
                made.append((growth - 1.0) * 100.0)
            elif board.held.excess:
                made.append(self._excess(growth, board.benchmarks.get(against.get(key, ""))))
            else:
                made.append(growth * 100.0)
        return made

    def _excess(self, growth: Floats, mark: Floats | None) -> Floats:
        """Percentage points over a benchmark, from where both are there."""
        met = rebasing.together(growth, mark, self._board.based.place) if mark is not None else None
        return (met[0] - met[1]) * 100.0 if met is not None else np.full(len(growth), np.nan)


class CompareChart:
    """``chart`` is what to show. Made anew for other members or dates; other values are put into it."""

    def __init__(self, board: Board, theme: Theme, texts: dict[str, str], lang: str, events: Events) -> None:
        self._board, self._theme, self.events = board, theme, events
        shown = [one for one in board.held.shown if np.isfinite(board.based.growth[_row(board, one)]).any()]
        titles = titles_of(shown, texts, lang)
        self.titles, self._focus = titles, ""
        pairs = [one.key for one in shown if isinstance(one, Pair)]
        plain = [one.key for one in shown if not isinstance(one, Pair)]
        self.main = Lines(board, plain, titles, theme, plain=False)
        self.pairs = Lines(board, pairs, titles, theme, plain=True)
        self.base = BaseLine(texts["duel.base"], board.based.place)
        self._second_base = BaseLine("", board.based.place, titled=False)
        self.span = Span()
        self.ends = EndNames(self.main.layer, self._focus_title, self._name_ink)
        dates = board.based.dates
        axis = BarAxis(Rows({"date": dates, "time": dates.astype("datetime64[s]").astype(np.int64)}), "UTC")
        self.chart = Chart(
            axis=axis, panes=self._panes(), right_bars=RIGHT_BARS, axis_px=room_for(list(titles.values()))
        )

    def rebased(self) -> None:
        """Other values, or another base."""
        self.base.bar = self._second_base.bar = self._board.based.place
        self.main.put()
        self.pairs.put()

    def ticked(self) -> bool:
        """Other newest values; whether older places changed with them."""
        return any([self.main.put_newest(), self.pairs.put_newest()])

    @property
    def focus(self) -> str:
        """The key of the member that stands out."""
        return self._focus

    def stand_out(self, key: str) -> bool:
        """One member stands out; whether that is another one than before."""
        key = key if key in self.titles else ""
        if key == self._focus:
            return False
        self._focus = key
        self.main.stand_out(key if key in self.main.keys else "")
        self.pairs.stand_out(key if key in self.pairs.keys else "")
        return True

    def key_of(self, title: str) -> str:
        """Who is called so."""
        return next((key for key, one in self.titles.items() if one == title), "")

    def rescale(self) -> None:
        """The axis counts otherwise."""
        self.chart.panes[0].scale = self._scale()

    def _name_ink(self, one: Drawn) -> QColor:
        """A name beside one that stands out is fainter, but can be read."""
        key = self.key_of(one.title)
        ink = {**self.main.colours, **self.pairs.colours}[key]
        return ink if self._focus in ("", key) else mixed(self._theme.panel, ink, NAME_REST)

    def _focus_title(self) -> str:
        return self.titles.get(self._focus, "")

    def _scale(self) -> Scale:
        held = self._board.held
        if held.excess:
            return Scale(reading=Reading.POINTS)
        index = held.scale is rebasing.Scale.INDEX
        return Scale(log=held.log, reading=Reading.INDEX if index else Reading.PERCENT, base=100.0)

    def _panes(self) -> list[Pane]:
        box = EventBox(self.events)
        readout = Readout(self._said, self._focus_title, self._over_event)
        level = 0.0 if self._board.held.excess else 100.0
        layers: list[Layer] = [
            Grid(), Levels([level]), self.main.layer, Carried(self.main.layer, self.main.carried), self.events,
            FarAxis(), self.span, self.base, self.ends, FarCrosshair(), readout, box,
        ]  # fmt: skip
        foot = EVENTS if self.events.placed else 0.0
        panes = [Pane(key="members", layers=layers, scale=self._scale(), foot=foot)]
        if self.pairs.keys:
            panes.append(self._pair_pane())
        panes[-1].layers = [*panes[-1].layers, DateAxis()]
        return panes

    def _pair_pane(self) -> Pane:
        layers = [
            Grid(), Levels([0.0]), self.pairs.layer, FarAxis(), self.span, self._second_base,
            EndNames(self.pairs.layer, self._focus_title, self._name_ink), FarCrosshair(),
        ]  # fmt: skip
        return Pane(key="pairs", layers=layers, weight=PAIRS_WEIGHT, scale=self._pair_scale())

    def _pair_scale(self) -> Scale:
        """Ratios change by percent; beside a spread, which is in points, no sign would be true of all."""
        held = [one for one in self._board.held.members if one.key in self.pairs.keys]
        return Scale(reading=Reading.POINTS if any(map(rebasing.is_spread, held)) else Reading.CHANGE)

    def _said(self, bar: int) -> list[Value]:
        text = replace(self._scale(), log=False).text
        return [*self.main.said(bar, text), *self.pairs.said(bar, self._pair_scale().text)]

    def _over_event(self, frame: Frame) -> bool:
        at = frame.cursor
        return at is not None and at[1] is not None and bool(self.events.at(frame, at[0], at[1]))


def titles_of(members: Sequence[Member], texts: dict[str, str], lang: str) -> dict[str, str]:
    """What lines are called, by key: as short as tells them apart."""
    short = {one.key: one.name(lang) for one in members}
    taken = [name for name in short.values() if list(short.values()).count(name) > 1]
    return {
        one.key: paper.member_name(one, texts, lang) if short[one.key] in taken else short[one.key] for one in members
    }


def is_monthly(member: Member) -> bool:
    """Whether a member's numbers are of months."""
    return any(isinstance(part, Visits) for part in parts_of(member))


def _row(board: Board, member: Member) -> int:
    return next(row for row, one in enumerate(board.based.members) if one.key == member.key)
