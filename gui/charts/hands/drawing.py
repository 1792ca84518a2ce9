"""Making drawings with a tool, and taking those that are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

import numpy as np
from PySide6.QtCore import QPoint, Qt

from gui.charts.frame import Frame
from gui.charts.hands.base import Hand, Spot, Where
from gui.charts.hands.reaching import Reaching
from gui.charts.hands.snapping import point, snapped
from gui.charts.sketch import Ground, Sketch
from models.drawings.geometry import Hit, hit
from models.drawings.values import Anchor, Drawing, Kind

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView

REACH_PX = 5
GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
MEASURES = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
OUT_OF_REACH = (ValueError, OverflowError)  # of an anchor, or of a log scale


class Pen(Protocol):
    """What hands ask for."""

    def add(self, drawing: Drawing) -> None:
        """A new one is made; the tool is put away."""

    def move(self, name: str, anchors: tuple[Anchor, ...], hand: str) -> None:
        """It hangs elsewhere. ``hand``: of the drag that goes on."""

    def let_go(self) -> None:
        """The drag is over."""

    def remove(self, name: str) -> None:
        """It goes."""

    def select(self, name: str) -> None:
        """Edits are about this one; "" for none."""

    def write(self, drawing: Drawing) -> None:
        """Its text is asked for; one that is not there yet is added with it."""

    def offer(self, drawing: Drawing, at: QPoint) -> None:
        """A menu of what can be done to it, at a place of the screen."""

    def put_away(self) -> None:
        """No tool any more, and nothing under way."""


class DrawingTool(Reaching):
    """Makes what the sketch's tool says."""

    def __init__(self, sketch: Sketch, pen: Pen) -> None:
        super().__init__()
        self._sketch, self._pen = sketch, pen

    def begins(self, view: ChartView, spot: Spot) -> bool:
        """On the prices, with a tool."""
        sketch = self._sketch
        if sketch.tool is None or sketch.ground is None or spot.where is not Where.PLOT or spot.pane:
            return False
        anchor = _anchor(sketch.ground, spot.frame, spot)
        if anchor is None:
            return False
        self.two_clicks = sketch.tool.anchors > 1
        sketch.making = Drawing(id=uuid4().hex, kind=sketch.tool, anchors=(anchor,) * sketch.tool.anchors)
        return True

    def reach(self, view: ChartView, spot: Spot) -> None:
        """The last anchor follows."""
        sketch, made = self._sketch, self._sketch.making
        if sketch.ground is None or made is None:
            return
        start = made.anchors[0] if len(made.anchors) > 1 else None
        anchor = _anchor(sketch.ground, prices(view, spot), spot, start, square=made.kind is Kind.RECTANGLE)
        if anchor is not None:
            sketch.making = replace(made, anchors=(*made.anchors[:-1], anchor))

    def end(self, view: ChartView, spot: Spot) -> None:
        """It is made; one without any length is not."""
        made = self._sketch.making
        self._pen.put_away()
        if made is None or (len(made.anchors) > 1 and made.anchors[0] == made.anchors[1]):
            return
        if made.kind is Kind.TEXT:
            self._pen.write(made)
        else:
            self._pen.add(made)

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """With a tool the pointer is a cross, whatever lies under it."""
        shape = super().over(view, spot)
        return self.cursor if shape is None and self._sketch.tool is not None and spot.where is Where.PLOT else shape

    def key(self, view: ChartView, key: int) -> bool:
        """Esc puts the tool away."""
        if key != Qt.Key.Key_Escape or self._sketch.tool is None:
            return False
        self._pen.put_away()
        return True

    def menu(self, view: ChartView, spot: Spot, at: QPoint) -> bool:
        """So does the right button."""
        return self.key(view, Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A drawing as it was when the hand took it. name: of the drag."""

    drawing: Drawing
    handle: int | None
    grip: Spot
    name: str


class DrawingGrip(Hand):
    """Selects drawings, moves them or one of their anchors. free: whether no other hand is at work."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, sketch: Sketch, pen: Pen, free: Callable[[], bool]) -> None:
        self._sketch, self._pen, self._free = sketch, pen, free
        self._hold: Hold | None = None

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """On a drawing: it is selected, and held. Elsewhere nothing is selected any more."""
        self._hold = None
        if not self._free() or spot.where is not Where.PLOT:
            return False
        found = self._under(spot)
        if spot.keys & MEASURES and (found is None or found.handle is None):
            found = None  # with these keys a chart is measured, but an anchor goes straight
        self._pen.select(found.id if found is not None else "")
        drawing = self._sketch.chosen
        if found is None or drawing is None:
            return False
        self._hold = Hold(drawing=drawing, handle=found.handle, grip=spot, name=uuid4().hex)
        return True

    def drag(self, view: ChartView, spot: Spot) -> None:
        """A locked one stays."""
        ground = self._sketch.ground
        if self._hold is None or ground is None or self._hold.drawing.locked:
            return
        anchors = _moved(ground, prices(view, spot), spot, self._hold)
        if anchors is not None:
            self._pen.move(self._hold.drawing.id, anchors, self._hold.name)

    def release(self, view: ChartView, spot: Spot) -> None:
        """Let go."""
        self._hold = None
        self._pen.let_go()

    def double(self, view: ChartView, spot: Spot) -> bool:
        """The text of a drawing, or what is remarked on it."""
        found = self._under(spot) if self._free() else None
        drawing = self._sketch.chosen
        if found is None or drawing is None:
            return False
        self._pen.write(drawing)
        return True

    def menu(self, view: ChartView, spot: Spot, at: QPoint) -> bool:
        """What can be done to the drawing under the pointer."""
        found = self._under(spot) if self._free() else None
        if found is None:
            return False
        self._pen.select(found.id)
        if (drawing := self._sketch.chosen) is not None:
            self._pen.offer(drawing, at)
        return True

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """A drawing can be taken."""
        taken = self._free() and self._under(spot) is not None
        return Qt.CursorShape.PointingHandCursor if taken else None

    def key(self, view: ChartView, key: int) -> bool:
        """Del removes the selected one, Esc leaves it."""
        chosen = self._sketch.chosen
        if chosen is None or (key not in GONE and key != Qt.Key.Key_Escape):
            return False
        if key in GONE:
            self._pen.remove(chosen.id)
        else:
            self._pen.select("")
        return True

    def _under(self, spot: Spot) -> Hit | None:
        if spot.where is not Where.PLOT or spot.pane:
            return None
        shapes = [shape for _, shape in self._sketch.shapes(spot.frame)]
        return hit((spot.x, spot.y), shapes, REACH_PX * spot.frame.scale)


def prices(view: ChartView, spot: Spot) -> Frame:
    """The frame of the prices, in whichever pane the pointer is."""
    return spot.frame if spot.pane == 0 else view.frames()[0]


def _anchor(
    ground: Ground, frame: Frame, spot: Spot, start: Anchor | None = None, *, square: bool = False
) -> Anchor | None:
    """The anchor at a spot; None out of reach."""
    bar, price = snapped(ground, frame, spot, start, square=square)
    try:
        return ground.places.anchor(bar, price)
    except OUT_OF_REACH:
        return None


def _moved(ground: Ground, frame: Frame, spot: Spot, hold: Hold) -> tuple[Anchor, ...] | None:
    """The anchors of what is held, with the pointer here."""
    anchors, kind = hold.drawing.anchors, hold.drawing.kind
    if hold.handle is None and kind not in (Kind.HORIZONTAL, Kind.VERTICAL):
        return _shifted(ground, frame, spot, hold)
    number = hold.handle or 0
    other = anchors[1 - number] if len(anchors) > 1 else None
    made = _anchor(ground, frame, spot, other, square=kind is Kind.RECTANGLE)
    return None if made is None else (*anchors[:number], made, *anchors[number + 1 :])


def _shifted(ground: Ground, frame: Frame, spot: Spot, hold: Hold) -> tuple[Anchor, ...] | None:
    """All of them by as many bars and rows as the pointer moved."""
    bars = round(spot.bar - hold.grip.bar)
    rows = spot.y - float(frame.y(np.array(hold.grip.value)))
    if spot.keys & Qt.KeyboardModifier.ShiftModifier:
        bars, rows = (bars, 0.0) if abs(bars) * frame.bar_width > abs(rows) else (0, rows)
    try:
        return tuple(
            ground.places.moved(one, bars, frame.value_at(point(ground, frame, one)[1] + rows))
            for one in hold.drawing.anchors
        )
    except OUT_OF_REACH:
        return None
