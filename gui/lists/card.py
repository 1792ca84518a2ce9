"""The card of one instrument, painted: what it costs, the day, the year, what was noted, how far it may be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTextOption, QTransform

from gui.lists.shapes import range_bar, sparkline
from gui.look import numbers
from gui.look.flags import flag_colour
from gui.look.theme import PADDING, SMALL_PX, TITLE_PX, UNIT, Theme, font
from models.figures.values import Figures
from models.instruments import Instrument
from models.lists.values import Mark
from models.values import Quote

LINE, SMALL_LINE, HEAD, PRICE, BAR, SPARK, APART = 19, 16, 24, 30, 30, 46, 9
PRICE_PX, DOT, NOTE_LINES = 20, 8, 4
UNSEEN = 0.005  # a change in percent that is written 0.00 has no direction
SINGLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft | SINGLE, Qt.AlignmentFlag.AlignRight | SINGLE
CENTRE = Qt.AlignmentFlag.AlignHCenter | SINGLE
Aligned = Qt.AlignmentFlag | Qt.TextFlag
Draw = Callable[[QPainter, QRect], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeekFacts:
    """What the card shows of a row. state: how far the quote may be trusted, in words. now: UTC seconds."""

    instrument: Instrument
    quote: Quote | None = None
    figures: Figures | None = None
    mark: Mark = field(default_factory=Mark)
    state: str = ""
    now: float = 0.0


class Card:
    """Lays facts out in blocks from top to bottom; what is not known has a block with "--", or none."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        self._texts, self._lang, self._theme = texts, lang, theme

    def height(self, facts: PeekFacts, width: int) -> int:
        """How high the card is in a width, in logical pixels."""
        return sum(height for height, _ in self._blocks(facts, width)) + 2 * PADDING

    def paint(self, painter: QPainter, facts: PeekFacts, room: QRect) -> None:
        """All of it, as far as the room goes."""
        left, width, top = room.left() + PADDING + UNIT, room.width() - 2 * (PADDING + UNIT), room.top() + PADDING
        for height, draw in self._blocks(facts, room.width()):
            if top + height > room.bottom() + 1:
                break
            draw(painter, QRect(left, top, width, height))
            top += height

    def pairs(self, facts: PeekFacts) -> list[tuple[str, str]]:
        """Label and value of the day's numbers, two to a line."""
        quote, one = facts.quote, facts.instrument
        names = ("open", "previous_close", "high", "low")
        values = [numbers.price(getattr(quote, name, None), one.decimals) for name in names]
        held = [(self._texts[f"table.{name}"], value) for name, value in zip(names, values, strict=True)]
        held.append((self._texts["table.volume"], numbers.big(getattr(quote, "volume", None), self._lang)))
        for name, key in (("turnover", "turnover"), ("market_cap", "cap")):
            held.append((self._texts[f"table.{key}"], self._money(quote, name)))
        if quote is not None and quote.volume_ratio is not None:
            held.append((self._texts["table.volume_ratio"], f"{quote.volume_ratio:.2f}"))
        if quote is not None and quote.turnover_rate is not None:
            held.append((self._texts["table.turnover_rate"], f"{quote.turnover_rate:.2f}%"))
        return held

    def foot(self, facts: PeekFacts) -> list[str]:
        """State, source and both clocks."""
        quote, texts = facts.quote, self._texts
        if quote is None:
            return [facts.state or texts["table.no_quote"]]
        received = numbers.age(facts.now - quote.received_at, self._lang)
        here = f"{dt.datetime.fromtimestamp(quote.exchange_time):%Y-%m-%d %H:%M:%S}"
        source = texts.get(f"source.{quote.source}", quote.source)
        return [
            "  ·  ".join(part for part in (facts.state, source, texts["peek.received"].format(age=received)) if part),
            texts["peek.exchange"].format(time=numbers.stamp(quote.exchange_time, facts.instrument.zone)),
            texts["peek.local"].format(time=here),
        ]

    def said(self, facts: PeekFacts) -> str:
        """The card for a reader who does not see it."""
        quote, one = facts.quote, facts.instrument
        last = numbers.price(quote.last if quote else None, one.decimals)
        change = numbers.percent(quote.change_pct if quote else None)
        held = [f"{one.name(self._lang)} {one.id}", last, change]
        held += [f"{label} {value}" for label, value in self.pairs(facts)]
        return ", ".join([*held, facts.mark.note, *facts.mark.tags, *self.foot(facts)])

    # blocks

    def _blocks(self, facts: PeekFacts, width: int) -> Iterator[tuple[int, Draw]]:
        quote, decimals = facts.quote, facts.instrument.decimals
        yield HEAD, lambda painter, room: self._head(painter, room, facts)
        yield PRICE, lambda painter, room: self._price(painter, room, facts)
        if quote is not None and quote.extended_last is not None:
            yield LINE, lambda painter, room: self._outside(painter, room, quote, decimals)
        yield from self._grid(facts)
        if quote is not None and quote.limit_up is not None and quote.limit_down is not None:
            yield LINE, lambda painter, room: self._limits(painter, room, quote, decimals)
        if facts.figures is not None:
            yield from self._history(facts, facts.figures)
        yield from self._marks(facts, width)
        yield from self._origin(facts)

    def _head(self, painter: QPainter, room: QRect, facts: PeekFacts) -> None:
        one, look = facts.instrument, self._theme
        code = QFontMetrics(font(SMALL_PX)).horizontalAdvance(one.id)
        self._write(painter, room, one.id, font(SMALL_PX), look.muted, RIGHT)
        if facts.mark.flag:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(flag_colour(look, facts.mark.flag))
            painter.drawEllipse(QRectF(room.left(), room.center().y() - DOT / 2 + 1, DOT, DOT))
            room = room.adjusted(DOT + UNIT + 2, 0, 0, 0)
        named = room.adjusted(0, 0, -code - PADDING, 0)
        self._write(painter, named, one.name(self._lang), font(TITLE_PX, bold=True), look.text, LEFT)

    def _price(self, painter: QPainter, room: QRect, facts: PeekFacts) -> None:
        quote, decimals = facts.quote, facts.instrument.decimals
        face = font(PRICE_PX, bold=True)
        last = numbers.price(quote.last if quote else None, decimals)
        self._write(painter, room, last, face, self._theme.text, LEFT)
        change, percent = (quote.change, quote.change_pct) if quote else (None, None)
        colour = self._direction(percent)
        said = f"{numbers.signed(change, decimals)}   {numbers.percent(percent)}"
        moved = room.adjusted(QFontMetrics(face).horizontalAdvance(last) + PADDING, 0, 0, 0)
        self._write(painter, moved, said, font(TITLE_PX, bold=True), colour, RIGHT)

    def _outside(self, painter: QPainter, room: QRect, quote: Quote, decimals: int) -> None:
        said = f"{numbers.price(quote.extended_last, decimals)}   {numbers.percent(quote.extended_pct)}"
        self._write(painter, room, self._texts["peek.outside"], font(SMALL_PX), self._theme.muted, LEFT)
        self._write(painter, room, said, font(), self._direction(quote.extended_pct), RIGHT)

    def _grid(self, facts: PeekFacts) -> Iterator[tuple[int, Draw]]:
        yield self._rule()
        held = self.pairs(facts)
        for place in range(0, len(held), 2):
            yield LINE, lambda painter, room, two=held[place : place + 2]: self._two(painter, room, two)

    def _two(self, painter: QPainter, room: QRect, held: list[tuple[str, str]]) -> None:
        half = (room.width() - 2 * PADDING) // 2
        for place, (label, value) in enumerate(held):
            cell = QRect(room.left() + place * (half + 2 * PADDING), room.top(), half, room.height())
            self._pair(painter, cell, label, value)

    def _pair(self, painter: QPainter, room: QRect, label: str, value: str) -> None:
        self._write(painter, room, label, font(SMALL_PX), self._theme.muted, LEFT)
        self._write(painter, room, value, font(), self._theme.text, RIGHT)

    def _limits(self, painter: QPainter, room: QRect, quote: Quote, decimals: int) -> None:
        said = f"{numbers.price(quote.limit_up, decimals)} / {numbers.price(quote.limit_down, decimals)}"
        self._pair(painter, room, self._texts["peek.limits"], said)

    def _history(self, facts: PeekFacts, figures: Figures) -> Iterator[tuple[int, Draw]]:
        ranged = figures.high52 is not None and figures.low52 is not None
        if ranged or len(figures.closes) > 1:
            yield self._rule()
        if ranged:
            yield BAR, lambda painter, room: self._range(painter, room, facts, figures)
        if len(figures.closes) > 1:
            yield SPARK, lambda painter, room: self._spark(painter, room, figures)

    def _range(self, painter: QPainter, room: QRect, facts: PeekFacts, figures: Figures) -> None:
        look, decimals = self._theme, facts.instrument.decimals
        low, high = figures.low52 or 0.0, figures.high52 or 0.0
        above = QRect(room.left(), room.top(), room.width(), SMALL_LINE)
        small = font(SMALL_PX)
        self._write(painter, above, numbers.price(low, decimals), small, look.text, LEFT)
        self._write(painter, above, self._texts["peek.range"], small, look.muted, CENTRE)
        self._write(painter, above, numbers.price(high, decimals), small, look.text, RIGHT)
        last = facts.quote.last if facts.quote else None
        bar = QRect(room.left(), above.bottom() + 3, room.width(), 9)
        range_bar(painter, bar, low, high, last, look)

    def _spark(self, painter: QPainter, room: QRect, figures: Figures) -> None:
        label = QRect(room.left(), room.top(), 74, room.height())
        said = self._texts["peek.closes"].format(count=len(figures.closes))
        self._write(painter, label, said, font(SMALL_PX), self._theme.muted, LEFT)
        sparkline(painter, room.adjusted(90, 4, 0, -4), figures.closes, self._theme)

    def _marks(self, facts: PeekFacts, width: int) -> Iterator[tuple[int, Draw]]:
        mark = facts.mark
        if mark.note or mark.tags:
            yield self._rule()
        if mark.note:
            note = _note(mark.note, width - 2 * (PADDING + UNIT))
            height = min(ceil(note.size().height()) + 3, NOTE_LINES * 18)
            yield height, lambda painter, room: self._note(painter, room, note)
        if mark.tags:
            said = "  ".join(f"#{tag}" for tag in mark.tags)
            yield LINE, lambda painter, room: self._write(painter, room, said, font(SMALL_PX), self._theme.muted, LEFT)

    def _origin(self, facts: PeekFacts) -> Iterator[tuple[int, Draw]]:
        yield self._rule()
        for said in self.foot(facts):
            yield (
                SMALL_LINE,
                lambda painter, room, said=said: self._write(
                    painter, room, said, font(SMALL_PX), self._theme.muted, LEFT
                ),
            )

    # inside

    def _rule(self) -> tuple[int, Draw]:
        def draw(painter: QPainter, room: QRect) -> None:
            painter.fillRect(QRect(room.left(), room.center().y(), room.width(), 1), ink)

        ink = self._theme.line
        return APART, draw

    def _note(self, painter: QPainter, room: QRect, note: QStaticText) -> None:
        painter.save()
        painter.setClipRect(room)
        painter.setFont(font())
        painter.setPen(self._theme.text)
        painter.drawStaticText(room.topLeft(), note)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, face: QFont, ink: QColor, at: Aligned) -> None:
        painter.setFont(face)
        painter.setPen(ink)
        part = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(at), part)

    def _money(self, quote: Quote | None, name: str) -> str:
        return numbers.money(getattr(quote, name, None), quote.currency if quote else "", self._lang)

    def _direction(self, percent: float | None) -> QColor:
        return self._theme.direction(None if percent is None or abs(percent) < UNSEEN else percent)


def _note(text: str, width: int) -> QStaticText:
    """Broken between words where that is possible, else anywhere: a long link stays inside."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made = QStaticText(text.replace("\n", "\u2028"))  # a line, as a plain text of Qt breaks it
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextOption(option)
    made.setTextWidth(width)
    made.prepare(QTransform(), font())
    return made
