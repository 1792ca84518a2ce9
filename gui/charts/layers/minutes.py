"""What only 分时 shows: two axes around the close before, the newest minute, and volumes by the minute's direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark, rects
from gui.charts.layers.base import NOWHERE, Layer, Pace, Word, word_width
from gui.charts.layers.candles import inks, sides
from gui.charts.layers.curves import dotted
from gui.charts.layers.ground import PAD_PX, TOP_PX, beside, dates, under, values
from gui.charts.layers.moving import Crosshair
from gui.look import numbers
from gui.look.theme import faded, mixed
from models.values import Floats

if TYPE_CHECKING:
    from gui.charts.minute import MinuteLines

INK = 0.75  # how much colour the volumes have
DOT_PX, HALO_PX, HALO = 2.5, 6.0, 0.25
CORNERS = 24  # of a dot


class Centre(Layer):
    """The close before, dotted across the pane."""

    def __init__(self, centre: float) -> None:
        self._centre = centre

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing while none is known."""
        row = np.round(frame.y(np.array([self._centre])))
        yield Fill(colour=frame.theme.muted, rects=dotted(frame, row[np.isfinite(row)]))


class TwoAxes(Layer):
    """Percent on the right and prices on the left, at the same rows, in the colours of up and down."""

    def __init__(self, centre: float, decimals: int) -> None:
        self._centre, self._decimals = centre, decimals

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A pair of labels a mark, none of them cut; and the line between the prices and the plot."""
        yield Fill(
            colour=frame.theme.line, rects=rects(frame.left, frame.top, frame.left, frame.top + frame.height)
        )  # fmt: skip
        room = frame.px(TOP_PX)
        for value, text in values(frame):
            row = float(frame.y(np.array(value)))
            if frame.top + room <= row <= frame.top + frame.height - room:
                ink = frame.theme.direction(round(value - self._centre, self._decimals))
                yield Label(text=text, x=frame.width + frame.px(PAD_PX), y=row, colour=ink)
                yield on_left(frame, numbers.price(value, self._decimals), row, ink)


class MinuteDates(Layer):
    """Hours under their marks, none of them cut; of several days each date under the middle of its day."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a mark."""
        ticks = dates(frame)
        middles = {block.first: (block.first + block.stop - 1) / 2 for block in frame.axis.blocks}
        days = len(middles) > 1
        for tick in ticks:
            place = middles[round(tick.bar + frame.axis.lead)] if days else tick.bar
            x, half = float(frame.x(np.float64(place))), frame.px(word_width(tick.text) / 2)
            x = x if days else min(max(x, frame.left + half), frame.width - half)
            yield under(frame, tick.text, x, frame.theme.text if tick.strong else frame.theme.muted)


class LastMinute(Layer):
    """The newest price: a dot at the line's end, a dotted line across, and what it is on both axes."""

    pace = Pace.MOVING

    def __init__(self, lines: MinuteLines) -> None:
        self._lines = lines

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing before the first price."""
        place, price = self._lines.newest
        row = float(frame.y(np.array(price)))
        if not frame.top <= row < frame.top + frame.rows:
            return
        colour = frame.theme.direction(price - self._lines.centre)
        yield Fill(colour=faded(colour, 0.7), rects=dotted(frame, np.array([round(row)])))
        for radius, share in ((HALO_PX, HALO), (DOT_PX, 1.0)):
            yield _dot(float(frame.x(np.array(float(place)))), row, radius * frame.scale, faded(colour, share))
        yield beside(frame, frame.values.text(price), row, colour)
        yield on_left(frame, numbers.price(price, self._lines.decimals), row, frame.theme.panel, behind=colour)


class TwoSided(Crosshair):
    """The crosshair, with the price of its row on the left too."""

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """What every crosshair has, and the price."""
        yield from super().marks(frame)
        at = frame.cursor
        if at is not None and at[1] is not None and at[1] < frame.top + frame.rows:
            text = numbers.price(frame.value_at(at[1]), self._decimals)
            yield on_left(frame, text, at[1], frame.theme.panel, behind=frame.theme.muted)


class MinuteVolume(Layer):
    """A bar a minute, coloured by whether its price is above or under that of the minute before."""

    pace = Pace.NEWEST
    inside = True

    def __init__(self, lines: MinuteLines) -> None:
        self._lines = lines

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Rising minutes, then falling ones."""
        curve = self._lines.volume
        first, stop = frame.first, min(frame.stop, curve.count)
        if stop <= first:
            return
        held, foot = curve.part(first, stop), frame.top + frame.height - 1
        left, right = sides(frame, first, stop)
        tops, traded = np.round(frame.y(held)), (held > 0) & _seen(left, held)
        for colour, which in inks(frame, self._lines.rising(first, stop)):
            shown = which & traded
            bars = rects(left[shown], tops[shown], right[shown], foot)
            yield Fill(colour=mixed(frame.theme.panel, colour, INK), rects=bars)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """From nothing to the busiest minute."""
        busiest = self._lines.volume.extremes(first, stop)[1]
        return (0.0, busiest) if busiest > 0 else NOWHERE


class MinuteWords(Layer):
    """What the legend says of a minute; it draws nothing itself."""

    pace = Pace.MOVING

    def __init__(self, lines: MinuteLines) -> None:
        self._lines = lines

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing."""
        return iter(())

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """Time, price, change from the centre, average and volume; "--" for what is not known."""
        if not 0 <= bar < frame.axis.count:
            return []
        lines, texts, theme = self._lines, frame.texts, frame.theme
        price = lines.price.at(bar)
        ink = theme.direction(price - lines.centre) if np.isfinite(price) else theme.muted
        change = (price / lines.centre - 1.0) * 100.0 if lines.centre > 0 else np.nan
        clock = frame.axis.clock(bar)
        said = [
            Word("", f"{clock:%m-%d %H:%M}" if len(frame.axis.blocks) > 1 else f"{clock:%H:%M}", theme.text),
            Word(texts["chart.price"], numbers.price(price, lines.decimals), ink),
            Word("", numbers.percent(change), ink),
        ]
        if (key := lines.average_words(bar)) is not None:
            average = numbers.price(lines.average.at(bar), lines.decimals)
            said.append(Word(texts[key], average, lines.average_colour))
        return [*said, Word(texts["chart.volume"], numbers.big(lines.volume.at(bar), frame.lang), theme.text)]


def on_left(frame: Frame, text: str, row: float, ink: object, *, behind: object = None) -> Label:
    """A price on the left axis; with ``behind`` on a tag of that colour."""
    return Label(
        text=text, x=frame.left - frame.px(PAD_PX), y=row, colour=ink, anchor=Anchor.RIGHT, ground=behind,  # type: ignore[arg-type]
        bold=behind is not None,
    )  # fmt: skip


def _seen(left: Floats, volume: Floats) -> np.ndarray:
    """Of several bars in one pixel column only the highest, or the colour drawn last would have them all."""
    order = np.lexsort((np.nan_to_num(volume), left))
    seen = np.zeros(len(left), bool)
    seen[order[np.append(np.diff(left[order]) > 0, True)]] = True
    return seen


def _dot(x: float, y: float, radius: float, colour: object) -> Line:
    turns = np.linspace(0.0, 2.0 * np.pi, CORNERS)
    points = np.stack([x + radius * np.cos(turns), y + radius * np.sin(turns)], axis=1)
    return Line(colour=faded(colour, 0.0), points=points, ground=colour)  # type: ignore[arg-type]
