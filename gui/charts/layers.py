"""What a price chart is made of: each layer a function from a frame to marks, in the order of LAYERS on screen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gui.charts.frame import Anchor, Fill, Frame, Label, Layer, Line, Mark, rects
from gui.charts.ticks import DateMarks, decimals_of, price_ticks
from gui.look import numbers
from gui.look.theme import faded, mixed
from models.values import Floats

LABEL_PX, TAG_PX, PAD_PX = 44, 18, 6
DATE_PX = 76
HOLLOW_FROM = 5  # device pixels of a bar: narrower bodies have no inside
COLUMNS_UNDER = 2.5  # device pixels of a bar under which a pixel column shows several
BODY_SHARE = 0.7
APART_FROM = 4  # device pixels of a bar: under it a body of three would touch its neighbour


def grid(frame: Frame) -> Iterator[Mark]:
    """Hairlines at the marks of both axes, and the line between plot and axes."""
    rows = np.round(frame.y(np.array(_prices(frame))))
    bars = np.array([tick.bar for tick in _dates(frame)], float)
    columns = np.round(frame.x(bars))
    lines = [rects(0, rows, frame.width - 1, rows), rects(columns, 0, columns, frame.height - 1)]
    yield Fill(colour=frame.theme.grid, rects=np.concatenate(lines))
    edges = [rects(frame.width, 0, frame.width, frame.height), rects(0, frame.height, frame.width, frame.height)]
    yield Fill(colour=frame.theme.line, rects=np.concatenate(edges))


def axes(frame: Frame) -> Iterator[Mark]:
    """Prices on the right, dates at the foot."""
    values = _prices(frame)
    step = values[1] - values[0] if len(values) > 1 else 1.0
    decimals = decimals_of(step, frame.decimals)
    for value, row in zip(values, frame.y(np.array(values)), strict=True):
        text = f"{value:,.{decimals}f}"
        yield Label(text=text, x=frame.width + frame.px(PAD_PX), y=float(row), colour=frame.theme.muted)
    for tick in _dates(frame):
        x = float(frame.x(np.array(tick.bar, float)))
        if frame.px(12) < x < frame.width - frame.px(12):
            ink = frame.theme.text if tick.strong else frame.theme.muted
            yield _under(frame, tick.text, x, ink)


def volume(frame: Frame) -> Iterator[Mark]:
    """Volume bars in the lower fifth, fainter than the candles."""
    if frame.stack.close_only or not frame.busiest:
        return
    left, right, columns = _bodies(frame)
    height = frame.height - 1 - frame.volume_top
    tops = frame.height - 1 - np.round(columns[4] / frame.busiest * height)
    up = columns[3] >= columns[0]
    for colour, which in ((frame.theme.up, up), (frame.theme.down, ~up)):
        bars = rects(left[which], tops[which], right[which], frame.height - 1)
        yield Fill(colour=mixed(frame.theme.panel, colour, 0.4), rects=bars)


def candles(frame: Frame) -> Iterator[Mark]:
    """Wicks and bodies; rising bodies are hollow where they have an inside, so colour is not the only sign."""
    if frame.stack.close_only:
        return
    left, right, (open_, high, low, close, _) = _bodies(frame)
    middle = (left + right) // 2
    wick_top, wick_foot = np.round(frame.y(high)), np.round(frame.y(low))
    top, foot = np.round(frame.y(np.maximum(open_, close))), np.round(frame.y(np.minimum(open_, close)))
    up = close >= open_
    for colour, which in ((frame.theme.up, up), (frame.theme.down, ~up)):
        wicks = rects(middle[which], wick_top[which], middle[which], wick_foot[which])
        bodies = rects(left[which], top[which], right[which], foot[which])
        yield Fill(colour=colour, rects=np.concatenate([wicks, bodies]) if frame.bar_width >= COLUMNS_UNDER else wicks)
    if frame.bar_width >= HOLLOW_FROM:
        edge = max(1, int(frame.scale))
        inside = up & (foot - top > 2 * edge)
        rect = rects(left[inside] + edge, top[inside] + edge, right[inside] - edge, foot[inside] - edge)
        yield Fill(colour=frame.theme.panel, rects=rect)


def close_line(frame: Frame) -> Iterator[Mark]:
    """A source that holds closes only gives a line and no candles."""
    if frame.stack.close_only and frame.stop > frame.first:
        bars = np.arange(frame.first, frame.stop, dtype=float)
        points = np.stack([frame.x(bars), frame.y(frame.stack.close[frame.first : frame.stop])], axis=1)
        yield Line(colour=frame.theme.accent, points=points, width=1.5 * frame.scale)


def last_price(frame: Frame) -> Iterator[Mark]:
    """The newest close as a tag on the price axis and a thin line across."""
    if not frame.stack.count:
        return
    last = float(frame.stack.close[-1])
    row = float(frame.y(np.array(last)))
    if not 0 <= row < frame.price_height:
        return
    colour = frame.theme.direction(last - _reference(frame, frame.stack.count - 1))
    dots = np.arange(0, frame.width, frame.px(4))
    yield Fill(colour=faded(colour, 0.7), rects=rects(dots, round(row), dots + frame.px(1), round(row)))
    yield _tag(frame, _price(frame, last), row, colour)


def crosshair(frame: Frame) -> Iterator[Mark]:
    """Two hairlines at the pointer, and what lies there on both axes."""
    if frame.cursor is None:
        return
    bar = frame.bar_at(frame.cursor[0])
    x = float(frame.x(np.array(bar, float))) if bar is not None else frame.cursor[0]
    lines = [rects(round(x), 0, round(x), frame.height - 1)]
    y = frame.cursor[1]
    if y < frame.price_height:
        lines.append(rects(0, round(y), frame.width - 1, round(y)))
        yield _tag(frame, _price(frame, frame.price_at(y)), y, frame.theme.muted)
    yield Fill(colour=faded(frame.theme.muted, 0.6), rects=np.concatenate(lines))
    if bar is not None:
        day = frame.stack.date[bar].astype(object)
        text = f"{day.isoformat()} {frame.texts['chart.weekdays'].split()[day.weekday()]}"
        yield _under(frame, text, min(max(x, frame.px(48)), frame.width - frame.px(48)), frame.theme.panel, ground=True)


def legend(frame: Frame) -> Iterator[Mark]:
    """One line at the top: the bar under the pointer, or the newest."""
    bar = frame.bar_at(frame.cursor[0]) if frame.cursor else None
    bar = frame.stack.count - 1 if bar is None else bar
    if bar < 0:
        return
    names = ("close",) if frame.stack.close_only else ("open", "high", "low", "close")
    change = float(frame.stack.close[bar]) - _reference(frame, bar)
    ink = frame.theme.direction(change)
    words = [(frame.texts[f"chart.{name}"], _price(frame, float(getattr(frame.stack, name)[bar]))) for name in names]
    words.append(("", numbers.percent(change / _reference(frame, bar) * 100.0)))
    if not frame.stack.close_only:
        words.append((frame.texts["chart.volume"], numbers.big(float(frame.stack.volume[bar]), frame.lang)))
    x = float(frame.px(8))
    for title, value in words:
        for text, colour in ((title, frame.theme.muted), (value, ink)):
            if text:
                yield Label(text=text, x=x, y=frame.px(12), colour=colour)
                x += frame.px(_room(text))


STILL: tuple[Layer, ...] = (grid, volume, candles, close_line, axes)  # stays while the window does
NEWEST: tuple[Layer, ...] = (volume, candles)  # what a quote changes of it
MOVING: tuple[Layer, ...] = (last_price, crosshair, legend)
LAYERS: tuple[Layer, ...] = (*STILL, *MOVING)


def _room(text: str) -> float:
    """Logical pixels a legend's word takes, its space included: digits are 7 wide, Chinese 12."""
    return sum(12.5 if ord(mark) > 0x2E80 else 7.2 for mark in text) + 6


def _prices(frame: Frame) -> list[float]:
    return price_ticks(frame.low, frame.high, max(2, frame.price_height // frame.px(LABEL_PX)))


def _dates(frame: Frame) -> list:  # type: ignore[type-arg]
    marks: DateMarks = frame.stack.marks
    return marks.ticks(frame.first, frame.stop, frame.width // frame.px(DATE_PX), frame.lang)


def _bodies(frame: Frame) -> tuple[Floats, Floats, tuple[Floats, ...]]:
    """Left and right pixel of each body, and open, high, low, close, volume: bars, or pixel columns of many bars."""
    if frame.bar_width < COLUMNS_UNDER:
        held = frame.stack.columns(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
        return held.pixel, held.pixel, (held.open, held.high, held.low, held.close, held.volume)
    span = slice(frame.first, frame.stop)
    middle = np.floor(frame.x(np.arange(frame.first, frame.stop, dtype=float)))
    half = max(1, int(frame.bar_width * BODY_SHARE / 2)) if frame.bar_width >= APART_FROM else 0
    stack = frame.stack
    columns = (stack.open[span], stack.high[span], stack.low[span], stack.close[span], stack.volume[span])
    return middle - half, middle + half, columns


def _reference(frame: Frame, bar: int) -> float:
    """The close a bar's change is measured from: the bar before, or the quote's previous close for the newest."""
    if bar == frame.stack.count - 1 and frame.previous_close:
        return frame.previous_close
    return float(frame.stack.close[bar - 1]) if bar else float(frame.stack.open[bar])


def _price(frame: Frame, value: float) -> str:
    return numbers.price(value, frame.decimals)


def _tag(frame: Frame, text: str, row: float, colour: object) -> Label:
    return Label(
        text=text, x=frame.width + frame.px(PAD_PX), y=row, colour=frame.theme.panel, ground=colour, bold=True,  # type: ignore[arg-type]
    )  # fmt: skip


def _under(frame: Frame, text: str, x: float, ink: object, *, ground: bool = False) -> Label:
    y = frame.height + frame.bottom / 2
    behind = frame.theme.muted if ground else None
    return Label(text=text, x=x, y=y, colour=ink, anchor=Anchor.MIDDLE, ground=behind)  # type: ignore[arg-type]
