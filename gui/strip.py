"""The strip above everything: indices and currencies in one thin line, painted in one pass, nothing in it moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look import numbers
from gui.look.glyphs import GlyphSheet
from gui.look.labels import tip
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, SMALL_PX, Theme, font
from models.freshness import Freshness, freshness
from models.instruments import Instrument, Kind, Market
from models.store import QuoteStore
from models.universe import Universe
from models.values import Quote

if TYPE_CHECKING:
    from gui.outs.tables import TableOuts
    from gui.parts import Parts

HEIGHT = 24
GAP, APART = 5, 14  # between an item's parts, between items
ARROW = 14  # where the strip goes on
SIGNS = {"left": "‹", "right": "›"}
UNSEEN = 0.005  # a change in percent that is written 0.00 has no direction
TEXT, MUTED, FAINT, UP, DOWN = range(5)


class IndexStrip(QWidget):
    """Shows the newest quotes of the universe's strip. Where they do not fit, whole items wait behind an arrow.

    offers: with what it is copied and exported, None where it is not.
    """

    offers: Parts | None = None

    def __init__(self, universe: Universe, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts, self._lang, self._theme = texts, lang, theme
        self.store = QuoteStore(universe.strip)
        self._now, self._first = 0.0, 0
        self._face, self._laid = font(SMALL_PX), LaidOut()
        self._sheet: tuple[float, GlyphSheet] | None = None
        metrics = QFontMetricsF(self._face)
        self._parts = [self._measured(metrics, one) for one in self.store.instruments]
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts["strip.title"])

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """Take newer quotes; those of other instruments are not for here."""
        rows = self.store.apply(quotes).tolist()
        if rows:
            self._make_room(rows)
            self.update()

    def tick(self, now: float) -> None:
        """Time passed: a quote may have become stale. ``now``: UTC seconds."""
        self._now = now
        self.update()

    def inherit(self, old: IndexStrip) -> None:
        """Take over the numbers of a strip that is going."""
        self.store, self._now = old.store, old._now
        self._make_room(range(len(self._parts)))

    def texts(self, row: int) -> tuple[str, str, str]:
        """What is written of a row: name, last, change."""
        one = self.store.instruments[row]
        last = numbers.price(self.store.value(row, "last"), one.decimals)
        return one.name(self._lang), last, numbers.percent(self.store.value(row, "change_pct"))

    def about(self, row: int) -> str:
        """Where a row's number comes from, how old and how late it is, and whether it still holds."""
        one, received = self.store.instruments[row], self.store.value(row, "received_at")
        if received is None:
            return f"{one.name(self._lang)}  {one.id}\n{self._texts['table.no_quote']}"
        name = self.store.sources[row]
        said = self._texts["table.origin"].format(
            source=self._texts.get(f"source.{name}", name),
            exchange=numbers.stamp(self.store.value(row, "exchange_time"), one.zone),
            local=numbers.local_stamp(self.store.value(row, "exchange_time")),
            age=numbers.age(self._now - received, self._lang),
        )
        delay = self.store.value(row, "delay_s")
        late = self._texts["table.delay"].format(minutes=round(delay / 60)) if delay else ""
        stale = f"\n{self._texts['strip.stale']}" if self._stale(row) else ""
        return f"{one.name(self._lang)}  {one.id}\n{said}{late}{stale}"

    @property
    def seen(self) -> tuple[tuple[int, int], ...]:
        """Row and left edge of each item that has room, in pixels."""
        left = PADDING + (ARROW if self._first else 0)
        found = []
        for row in range(self._first, len(self._parts)):
            wide, last = sum(self._parts[row]) + 2 * GAP, row == len(self._parts) - 1
            if found and left + wide > self.width() - (PADDING if last else PADDING + ARROW):
                break
            found.append((row, left))
            left += wide + APART
        return tuple(found)

    # Qt's calls

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as everything in it."""
        return QSize(sum(sum(parts) + 2 * GAP + APART for parts in self._parts) + 2 * PADDING, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All items in one pass: names as ready texts, numbers from the glyph sheet in one call."""
        seen = self.seen
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.window)
            painter.fillRect(QRect(0, HEIGHT - 1, self.width(), 1), self._theme.line)
            painter.setFont(self._face)
            painter.setPen(self._theme.muted)
            for row, left in seen:
                self._write(painter, self.texts(row)[0], left)
            self._arrows(painter, more=bool(seen) and seen[-1][0] < len(self._parts) - 1)
            self._numbers(painter, seen)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """One item a notch, as far as there is more."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if turn:
            self.move_by(-1 if turn > 0 else 1)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Copy and export."""
        if self.outs is not None:
            self.outs.popup(event.globalPos())

    @cached_property
    def outs(self) -> TableOuts | None:
        """What copies and exports: made when it is first wanted, its modules are not for the first paint."""
        if self.offers is None:
            return None
        from gui.outs.strip import outs_of

        return outs_of(self.offers, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The arrows at the ends."""
        at = event.position().x()
        if self._first and at < PADDING + ARROW:
            self.move_by(-1)
        elif at > self.width() - PADDING - ARROW:
            self.move_by(1)

    def move_by(self, step: int) -> None:
        """Show from an earlier or later item on, while something is hidden there."""
        hidden = bool(self.seen) and self.seen[-1][0] < len(self._parts) - 1
        if step < 0 or hidden:
            self._first = max(0, self._first + step)
            self.update()

    def event(self, event: QEvent) -> bool:
        """A tip for the item under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(self.about(row)) if row is not None else "", self)
            return True
        return super().event(event)

    def row_at(self, at: QPoint) -> int | None:
        """The row of the item at a place."""
        for row, left in reversed(self.seen):
            if left - APART // 2 <= at.x():
                return row if at.x() <= left + sum(self._parts[row]) + 2 * GAP + APART // 2 else None
        return None

    # inside

    def _measured(self, metrics: QFontMetricsF, one: Instrument) -> tuple[int, int, int]:
        """Widths of name, last and change: of the longest that is to be expected, so that nothing jumps."""
        long = one.market in (Market.HK, Market.US) and one.id != "SPX"
        last = "8.8888" if one.kind is Kind.FX else "88,888.88" if long else "8,888.88"
        change = "+8.88%" if one.kind is Kind.FX else "+88.88%"
        return ceil(metrics.horizontalAdvance(one.name(self._lang))), _width(metrics, last), _width(metrics, change)

    def _make_room(self, rows: Iterable[int]) -> None:
        """A number that is longer than expected gets its width, for good."""
        metrics = QFontMetricsF(self._face)
        for row in rows:
            name, last, change = self._parts[row]
            _, price, percent = self.texts(row)
            self._parts[row] = (name, max(last, _width(metrics, price)), max(change, _width(metrics, percent)))

    def _numbers(self, painter: QPainter, seen: tuple[tuple[int, int], ...]) -> None:
        texts, right, tones = [], [], []
        for row, left in seen:
            name, last, change = self._parts[row]
            ends = (left + name + GAP + last, left + name + GAP + last + GAP + change)
            texts += self.texts(row)[1:]
            right += ends
            tones += self._tones(row)
        if texts:
            middle = np.full(len(texts), (HEIGHT - 1) / 2)
            self._glyphs().draw(painter, texts, np.array(right, float), middle, np.array(tones, np.intp))

    def _tones(self, row: int) -> tuple[int, int]:
        change = self.store.value(row, "change_pct")
        if self._stale(row):
            return FAINT, FAINT
        if change is None or abs(change) < UNSEEN:
            return TEXT, MUTED
        return TEXT, UP if change > 0 else DOWN

    def _stale(self, row: int) -> bool:
        value = self.store.value
        held = (value(row, "exchange_time"), value(row, "received_at"), value(row, "delay_s") or 0.0)
        return freshness(self.store.instruments[row].market, *held, self._now) in (Freshness.STALE, Freshness.NONE)

    def _arrows(self, painter: QPainter, *, more: bool) -> None:
        if self._first:
            self._write(painter, SIGNS["left"], PADDING)
        if more:
            self._write(painter, SIGNS["right"], self.width() - PADDING - ARROW // 2)

    def _write(self, painter: QPainter, text: str, left: int) -> None:
        laid = self._laid.text(text, self._face)
        painter.drawStaticText(QPointF(left, (HEIGHT - 1 - laid.size().height()) / 2), laid)

    def _glyphs(self) -> GlyphSheet:
        """Made for the screen the window is on, which may change."""
        scale = self.devicePixelRatioF()
        if self._sheet is None or self._sheet[0] != scale:
            look = self._theme
            colours = (look.text, look.muted, look.faint, look.up, look.down)
            self._sheet = (scale, GlyphSheet(self._face, colours, scale))
        return self._sheet[1]


def _width(metrics: QFontMetricsF, text: str) -> int:
    """Of numbers from a glyph sheet, whose glyphs begin on whole pixels."""
    return sum(ceil(metrics.horizontalAdvance(glyph)) for glyph in text)
