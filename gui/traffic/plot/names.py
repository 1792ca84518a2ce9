"""What stands beside the plot: each member's name with its newest number, in its colour, none of them over another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.brush import TAG_PAD
from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import elided, nearest, width_of
from gui.charts.layers.moving import apart
from gui.look.theme import faded
from gui.traffic.plot.members import INK_REST, beside

LINE_PX, LEAD_PX, GAP_PX = 16, 12, 10  # a name's height, what leads to it, and the room between columns
NAME_PX, LEAST_NAME_PX, LEAST_TICK_PX, EDGE_PX = 118, 30, 28, 6
NARROW_NAME_PX = 72
SWATCH_PX, SWATCH_ROOM_PX = 9, 15
LEAD, LEAD_GONE = 0.55, 0.30  # of the colour
MOST = 24
FROM_PX = 4  # how far from a line's end its lead begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A name. rank: which go first where not all fit. x, row: where its line ends; NaN: it is at no row.

    gone: its line ends before the newest period in sight.
    """

    key: str
    title: str
    ink: QColor
    text: str
    rank: float
    x: float = float("nan")
    row: float = float("nan")
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Logical pixels of the columns beside the plot: names, numbers, marks of the axis."""

    name: int
    value: int
    tick: int
    swatch: int = 0

    @property
    def all(self) -> int:
        """What the axis needs in all."""
        return LEAD_PX + self.swatch + self.name + GAP_PX + self.value + GAP_PX + TAG_PAD + self.tick + EDGE_PX


def rooms_for(titles: Sequence[str], values: Sequence[str], ticks: Sequence[str], *, swatch: bool) -> Rooms:
    """Columns as wide as what stands in them; a very long name is cut."""
    name = max((width_of(one, bold=True) for one in titles), default=0.0)
    return Rooms(
        name=round(min(max(name + 1, LEAST_NAME_PX), NAME_PX)),
        value=round(max((width_of(one, bold=True) for one in values), default=0.0)),
        tick=round(max([LEAST_TICK_PX, *(width_of(one) for one in ticks)])),
        swatch=SWATCH_ROOM_PX if swatch else 0,
    )


class Names(Layer):
    """said: the names of a frame. With ``listed`` they stand under each other from the top, each with its colour.

    narrow: names alone, without their numbers. focus: the key that stands out. lowest: the least number goes first, as
    of ranks. hidden: how many there is no room for on the plot.
    """

    pace = Pace.MOVING

    def __init__(
        self, said: Callable[[Frame], list[Beside]], rooms: Rooms, *, listed: bool = False, lowest: bool = False,
        hidden: Callable[[Frame], int] = lambda frame: 0,
    ) -> None:  # fmt: skip
        self._said, self._rooms, self._listed, self._lowest, self.focus = said, rooms, listed, lowest, ""
        self.narrow = False
        self._hidden = hidden

    @property
    def rooms(self) -> Rooms:
        """The columns they stand in."""
        held = self._rooms
        return replace(held, name=min(held.name, NARROW_NAME_PX), value=-GAP_PX) if self.narrow else held

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Leads first, so that no name lies under one."""
        said = self._said(frame)
        placed = self._placed(frame, said)
        for one, row in placed:
            if not self._listed:
                yield self._lead(frame, one, row)
        for one, row in placed:
            yield from self._words(frame, one, row)
        left_out = len(said) - len(placed) + self._hidden(frame)
        if left_out > 0 and placed:
            row = max(row for _, row in placed) + frame.px(LINE_PX)
            if row <= frame.top + frame.height - frame.px(LINE_PX) / 2:
                text = frame.texts["traffic.more"].format(count=left_out)
                yield Label(text=text, x=self._left(frame), y=row, colour=frame.theme.faint)

    def placed(self, frame: Frame) -> list[tuple[Beside, float]]:
        """The names there is room for, each with its row."""
        return self._placed(frame, self._said(frame))

    def at(self, frame: Frame, y: float) -> str:
        """Whose name lies at a row; "" where none does."""
        placed = self.placed(frame)
        place = nearest(np.array([row for _, row in placed]), y, frame.px(LINE_PX / 2))
        return "" if place is None else placed[place][0].key

    def _placed(self, frame: Frame, said: Sequence[Beside]) -> list[tuple[Beside, float]]:
        height = frame.px(LINE_PX)
        room = min(MOST, max(1, (frame.rows - height // 2) // height - 1))
        held = self._most(said, room)
        if not held:
            return []
        top, foot = frame.top + height // 2, frame.top + frame.rows - height // 2
        if self._listed:
            return [(one, float(top + number * height)) for number, one in enumerate(held)]
        rows = np.clip([one.row for one in held], frame.top, frame.top + frame.rows)
        return list(zip(held, apart(rows, height, top, foot), strict=True))

    def _most(self, said: Sequence[Beside], room: int) -> list[Beside]:
        order = sorted(said, key=lambda one: one.rank if self._lowest else -one.rank)
        kept = order[:room]
        stands = [one for one in order[room:] if one.key == self.focus]
        return [*kept[: room - len(stands)], *stands]

    def _left(self, frame: Frame) -> float:
        return frame.width + frame.px(LEAD_PX)

    def _lead(self, frame: Frame, one: Beside, row: float) -> Line:
        """From the end of a line to its name; a dotted one from a line that ended earlier."""
        end = min(max(one.row, frame.top), frame.top + frame.rows)
        begin = min(one.x + frame.px(FROM_PX), float(frame.width))
        points = np.array([[begin, end], [float(frame.width), end], [self._left(frame) - frame.px(3), row]])
        ink = beside(frame.theme, one.ink, one.key, self.focus)
        return Line(colour=faded(ink, LEAD_GONE if one.gone else LEAD), points=points, width=frame.scale,
                    dashed=one.gone)  # fmt: skip

    def _words(self, frame: Frame, one: Beside, row: float) -> Iterator[Mark]:
        left, rooms, stands = self._left(frame), self.rooms, one.key == self.focus
        right = left + frame.px(rooms.swatch + rooms.name + GAP_PX + rooms.value)
        ink = beside(frame.theme, one.ink, one.key, self.focus, INK_REST)
        half = frame.px(LINE_PX) // 2
        if stands:
            ground = rects(left - frame.px(4), round(row) - half, right + frame.px(4), round(row) + half - 1)
            yield Fill(colour=one.ink, rects=ground)
            ink = frame.theme.panel
        if rooms.swatch:
            size = frame.px(SWATCH_PX)
            top = round(row) - size // 2
            yield Fill(colour=ink, rects=rects(left, top, left + size - 1, top + size - 1))
        x = left + frame.px(rooms.swatch)
        words = self._ink(frame, ink, stands=stands)
        yield Label(text=elided(one.title, rooms.name, bold=True), x=x, y=row, colour=words, bold=True)
        if self.narrow:
            return
        words = frame.theme.faint if one.gone and not stands else words
        yield Label(text=one.text, x=right, y=row, colour=words, anchor=Anchor.RIGHT, bold=stands)

    def _ink(self, frame: Frame, own: QColor, *, stands: bool) -> QColor:
        """A name is in its line's colour; beside a swatch it need not be."""
        if stands or not self.rooms.swatch:
            return own
        return frame.theme.muted if self.focus else frame.theme.text
