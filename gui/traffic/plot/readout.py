"""What every member says in the period under the pointer: its number, its change, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gui.charts.frame import Frame, Mark
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import BoxLine, box, wrapped
from gui.traffic.plot.figure import Figure, Value

MOST, WIDEST_PX = 24, 320  # lines of a box; logical pixels of a sentence


class Readout(Layer):
    """told: what something else says at the pointer, [] a box of its own; None: nothing."""

    pace = Pace.MOVING

    def __init__(self, figure: Figure, told: Callable[[Frame], list[str] | None]) -> None:
        self._figure, self._told = figure, told

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A box, where there is anything; marks under the pointer speak instead of the period."""
        at = frame.cursor
        bar = frame.bar_at(at[0]) if at is not None else None
        if at is None or bar is None or at[0] >= frame.width:
            return
        y = at[1] if at[1] is not None else frame.top + frame.height / 2
        told = self._told(frame)
        if told is not None:
            lines = [BoxLine(text=line) for text in told for line in wrapped(text, WIDEST_PX)]
        else:
            lines = self._lines(frame, bar)
        if len(lines) > (told is None):
            yield from box(frame, lines, at[0], y)

    def _lines(self, frame: Frame, bar: int) -> list[BoxLine]:
        focus, values = self._figure.focus, self._figure.values(bar)
        kept = [*values[:MOST], *(one for one in values[MOST:] if one.key == focus)]
        name = frame.axis.words(bar, frame.texts)
        head = BoxLine(text=f"{name}  {self._figure.heading(bar)}".strip(), ink=frame.theme.muted)
        lines = [head, *(self._line(one, stands=one.key == focus) for one in kept)]
        if len(values) > len(kept):
            text = frame.texts["traffic.more"].format(count=len(values) - len(kept))
            lines.append(BoxLine(text=text, ink=frame.theme.muted))
        return lines

    @staticmethod
    def _line(one: Value, *, stands: bool) -> BoxLine:
        title = f"{one.title}  {one.note}" if one.note else one.title
        right = f"{one.text}  {one.change}" if one.change else one.text
        return BoxLine(text=title, right=right, swatch=one.ink, bold=stands)
