"""What the hand draws and measures on one panel: its hands and layers, and the book that keeps the drawings.

Drawings belong to the instrument: each chart that shows it shows them, as soon as one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal, SignalInstance

from gui.charts.axis import BarAxis
from gui.charts.drawing_menu import DrawingMenu
from gui.charts.hands.drawing import DrawingGrip, DrawingTool
from gui.charts.layers.base import Layer
from gui.charts.layers.drawings import DrawingsLayer, LevelTags, Underway
from gui.charts.measuring import Measuring
from gui.charts.panel import ChartPanel
from gui.charts.places import places_on
from gui.charts.sketch import Ground, Hung, Sketch
from gui.charts.text_line import TextLine
from models.drawings import edits
from models.drawings.history import Edit
from models.drawings.paper import MOST
from models.drawings.values import Anchor, Drawing, Drawings, Kind
from models.values import Bars

if TYPE_CHECKING:
    from gui.charts.price import Look

WHOLE: dict[str, Callable[[Drawings], Drawings]] = {  # acts on all drawings of the instrument
    "draw.lock_all": partial(edits.lock_all, locked=True),
    "draw.unlock_all": partial(edits.lock_all, locked=False),
    "draw.hide_all": partial(edits.show_all, visible=False),
    "draw.show_all": partial(edits.show_all, visible=True),
    "draw.remove_all": edits.remove_all,
}


class Book(Protocol):
    """What keeps the drawings: gui/wires/drawings.py, which fetches; a chart does not. ``changed`` is a signal."""

    changed: SignalInstance

    def of(self, instrument: str) -> Drawings:
        """What is drawn on it."""

    def edit(self, instrument: str, label: str, made: Edit, *, hand: str = "") -> bool:
        """Make an edit; False when it changes nothing."""

    def finish(self) -> None:
        """The drag is over."""

    def undo(self, instrument: str) -> str:
        """One step back; its label, "" for none."""

    def redo(self, instrument: str) -> str:
        """And forth."""


class Drawn(QObject):
    """``said`` tells the status line a sentence, ``tooled`` the act whose tool is taken ("": none)."""

    said = Signal(str)
    tooled = Signal(str)

    def __init__(self, panel: ChartPanel, book: Book) -> None:
        super().__init__(panel)
        self._panel, self._book, self._texts = panel, book, panel.texts
        self.sketch = Sketch()
        self.measuring = Measuring(panel, self.sketch)
        self.measuring.ended.connect(lambda: self.tooled.emit(""))
        self._tool = DrawingTool(self.sketch, self)
        self._grip = DrawingGrip(self.sketch, self, lambda: self.sketch.tool is None and not self.measuring.armed)
        self._line: TextLine | None = None
        self._writing: Drawing | None = None
        self._of = ""  # whose chart is on the panel
        panel.over = (*panel.over, self._layers)
        panel.made.connect(self._take_canvas)
        panel.charted.connect(self._chart)
        book.changed.connect(self._follow)
        if panel.canvas is not None:
            self._take_canvas()
            if panel.price is not None:
                panel.set_spec(panel.spec)  # what is on it is drawn again, with what this adds

    @property
    def ready(self) -> bool:
        """Whether there are bars to draw on: while another instrument is awaited the old picture is not."""
        one = self._panel.instrument
        return self.sketch.ground is not None and one is not None and one.id == self._of

    def act(self, name: str) -> bool:
        """Do an act of the menu or a key; False when it is not one of these."""
        if name in ("undo", "redo"):
            self._step(name)
        elif name in WHOLE:
            self._whole(name)
        elif name in ("measure", "ruler") or name.removeprefix("draw.") in tuple(Kind):
            self._take_tool(name)
        else:
            return False
        return True

    # what hands ask for

    def add(self, drawing: Drawing) -> None:
        """A new drawing on top, selected."""
        if len(self.sketch.drawings) >= MOST:
            self.said.emit(self._texts["draw.full"].format(most=MOST))
            return
        self.sketch.selected = drawing.id
        self.edit(f"draw.{drawing.kind}", lambda held: edits.add(held, drawing))

    def move(self, name: str, anchors: tuple[Anchor, ...], hand: str) -> None:
        """It hangs elsewhere; all of one drag is one step back."""
        self.edit("draw.step.move", lambda held: edits.move(held, name, anchors), hand=hand)

    def let_go(self) -> None:
        """The drag is over."""
        self._book.finish()

    def remove(self, name: str) -> None:
        """It goes, unless it is locked."""
        if not self.edit("draw.remove", lambda held: edits.remove(held, name)):
            self.said.emit(self._texts["draw.locked"])

    def select(self, name: str) -> None:
        """Edits are about this one."""
        if self.sketch.selected != name:
            self.sketch.selected = name
            self._repaint()

    def write(self, drawing: Drawing) -> None:
        """Its text is asked for, where it stands."""
        canvas, ground = self._panel.canvas, self.sketch.ground
        frames = canvas.frames() if canvas is not None else ()
        if canvas is None or ground is None or not frames or drawing.locked:
            return
        shape = ground.hung.shape(drawing, frames[0])
        x, y = shape.points[0] if shape is not None else (0.0, 0.0)
        self._writing = drawing
        self._text_line.open(QPointF(x, y) / frames[0].scale, drawing.text)

    def offer(self, drawing: Drawing, at: QPoint) -> None:
        """What can be done to it."""
        panel = self._panel
        menu = DrawingMenu(drawing, panel.texts, panel.theme, self.edit, lambda: self.write(drawing), panel)
        menu.popup(at)

    def put_away(self) -> None:
        """No tool, nothing under way."""
        self.sketch.tool = self.sketch.making = None
        self._tool.drop()
        self.tooled.emit("")
        self._repaint()

    def edit(self, label: str, made: Edit, *, hand: str = "") -> bool:
        """Change the drawings of what the panel shows; False when nothing changed."""
        return self.ready and self._book.edit(self._of, label, made, hand=hand)

    # inside

    def _take_tool(self, act: str) -> None:
        """The next press on the chart is for it; taken again it is put away."""
        if not self.ready or self._panel.canvas is None:
            self.said.emit(self._texts["draw.no_bars"])
            return
        taken = self.sketch.tool
        self.put_away()
        self.measuring.put_away()
        if act in ("measure", "ruler"):
            (self.measuring.range if act == "measure" else self.measuring.ruler).arm()
        elif (kind := Kind(act.removeprefix("draw."))) is not taken:
            self.sketch.tool, self.sketch.selected = kind, ""
        else:
            return
        self._panel.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tooled.emit(act)
        self._repaint()

    def _whole(self, act: str) -> None:
        if self.edit(act, WHOLE[act]):
            kept = sum(one.locked for one in self.sketch.drawings) if act == "draw.remove_all" else 0
            done = self._texts["draw.done"].format(what=self._texts[act])
            self.said.emit(done + (self._texts["draw.kept"].format(count=kept) if kept else ""))
        else:
            self.said.emit(self._texts["draw.nothing"])

    def _step(self, act: str) -> None:
        """One step back or forth, and what it was."""
        if not self.ready:
            return
        self._book.finish()
        label = self._book.undo(self._of) if act == "undo" else self._book.redo(self._of)
        key = f"draw.{act}" if label else f"draw.{act}.none"
        self.said.emit(self._texts[key].format(what=self._texts[label] if label else ""))

    def _written(self, text: str) -> None:
        """A text without words is no drawing; a line without a remark still is one."""
        one, self._writing = self._writing, None
        if one is None or not self.ready:
            return
        if edits.found(self.sketch.drawings, one.id) is None:
            if text:
                self.add(Drawing(id=one.id, kind=one.kind, anchors=one.anchors, style=one.style, text=text))
        elif text or one.kind is not Kind.TEXT:
            self.edit("draw.step.text", lambda held: edits.retext(held, one.id, text))
        else:
            self.remove(one.id)

    def _layers(self, bars: Bars, axis: BarAxis, look: Look) -> list[Layer]:
        """The drawings on any chart of these bars, also one that goes to a file."""
        hung = Hung(places_on(bars, axis))
        return [DrawingsLayer(hung, self.sketch), LevelTags(hung, self.sketch)]

    def _chart(self) -> None:
        """Another chart is on the panel: of another instrument, or the same with other bars."""
        price, one = self._panel.price, self._panel.instrument
        name = one.id if one is not None else ""
        if name != self._of:
            self._of, self.sketch.selected = name, ""
            self.put_away()
            self._leave_text()
        self.sketch.drawings = self._book.of(name) if name else ()
        layer = self._own_layer()
        if price is None or layer is None:
            self.sketch.ground = None
            self.put_away()
        else:
            self.sketch.ground = Ground(stack=price.stack, hung=layer.hung)
            every, prices = self.measuring.layers(price.stack)
            for place, pane in enumerate(price.chart.panes):
                own = [Underway(layer.hung, self.sketch), *prices] if not place else []
                pane.layers = [*pane.layers, *every, *own]
        self.measuring.charted()

    def _own_layer(self) -> DrawingsLayer | None:
        chart = self._panel.canvas.chart if self._panel.canvas is not None else None
        if chart is None or self._panel.price is None or chart is not self._panel.price.chart:
            return None
        return next((one for one in chart.panes[0].layers if isinstance(one, DrawingsLayer)), None)

    def _follow(self, instrument: str) -> None:
        """Somebody drew on a chart of this instrument, perhaps on this one."""
        if instrument == self._of:
            self.sketch.drawings = self._book.of(instrument)
            self._repaint()

    def _take_canvas(self) -> None:
        canvas = self._panel.canvas
        if canvas is not None:
            canvas.hands = [self._tool, self._grip, *self.measuring.hands, *canvas.hands]

    @property
    def _text_line(self) -> TextLine:
        if self._line is None:
            self._line = TextLine(self._texts, self._panel.canvas)
            self._line.written.connect(self._written)
        return self._line

    def _leave_text(self) -> None:
        self._writing = None
        if self._line is not None:
            self._line.leave()

    def _repaint(self) -> None:
        if self._panel.canvas is not None:
            self._panel.canvas.repaint_live()
