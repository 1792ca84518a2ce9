"""Paints lines of the live table: column by column, all numbers of one weight in one call from a glyph sheet.

What a line is made of is the model's business, how a small picture in a cell is drawn that of ``gui/tables/cells.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.look.glyphs import GlyphSheet
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, SMALL_PX, Theme, faded, font
from gui.tables.cells import draw_flags, draw_ranges, draw_sparks
from gui.tables.columns import Column, Form, Ink
from gui.tables.headings import Figure
from gui.tables.lines import HEADING
from gui.tables.model import QuoteTableModel
from gui.tables.names import Names

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLASH_ALPHA = 0.22
HEAT_FULL, HEAT_ALPHA = 8.0, 0.38  # a change of so many percent is as hot as it gets
UNSEEN = 0.005  # a change in percent that is written 0.00 has no direction


class Tone(IntEnum):
    """Rows of a glyph sheet: the colours a number can have."""

    TEXT = 0
    MUTED = 1
    FAINT = 2
    UP = 3
    DOWN = 4


@dataclass(slots=True)
class Numbers:
    """Numeric cells waiting to be drawn together. Positions are logical pixels."""

    texts: list[str] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    middle: list[float] = field(default_factory=list)
    tones: list[int] = field(default_factory=list)

    def put(self, text: str, right: float, middle: float, tone: int) -> None:
        """One more cell."""
        self.texts.append(text)
        self.right.append(right)
        self.middle.append(middle)
        self.tones.append(tone)

    def column(self, texts: list[str], right: float, middles: list[float], tones: list[int]) -> None:
        """A cell in each of several lines."""
        self.texts += texts
        self.right += [right] * len(texts)
        self.middle += middles
        self.tones += tones

    def draw(self, painter: QPainter, sheet: GlyphSheet) -> None:
        """All of them at once."""
        if self.texts:
            places = (np.array(self.right), np.array(self.middle), np.array(self.tones, np.intp))
            sheet.draw(painter, self.texts, *places)


@dataclass(slots=True)
class Sheet:
    """The part of the table to be painted now.

    places, tops: lines and where they are. spans: left and width of each column; seen: which columns are exposed.
    flashes: row -> (part left, direction).
    """

    places: NDArray[np.intp]
    tops: list[int]
    spans: Sequence[tuple[int, int]]
    seen: Sequence[int]
    width: int
    selected: frozenset[int]
    flashes: Mapping[int, tuple[float, int]]


class LinePainter:
    """Draws the lines of one model in one theme at one device scale. heat: a ground for changes of the day."""

    def __init__(self, model: QuoteTableModel, theme: Theme, scale: float, *, heat: bool = False) -> None:
        self._model, self._theme, self._scale, self.heat = model, theme, scale, heat
        self._plain, self._bold, self._small = font(), font(bold=True), font(SMALL_PX)
        colours = (theme.text, theme.muted, theme.faint, theme.up, theme.down)
        self._sheets = [GlyphSheet(face, colours, scale) for face in (self._plain, self._bold)]
        self._measure = QFontMetricsF(self._plain)
        self._texts = LaidOut()
        self._names = Names(model, theme, scale)

    def fits(self, scale: float) -> bool:
        """Whether this painter was made for the device scale of a screen."""
        return scale == self._scale

    def paint(self, painter: QPainter, sheet: Sheet) -> None:
        """Lines and columns of ``sheet``."""
        rows = self._model.lines.row[sheet.places]
        own = rows != HEADING
        self._grounds(painter, sheet)
        headings, labelled = Numbers(), Numbers()
        self._model.prepare(self._model.lines.section[sheet.places[~own]].tolist())
        for at in np.flatnonzero(~own).tolist():
            self._heading(painter, int(sheet.places[at]), sheet.tops[at], sheet, (headings, labelled))
        headings.draw(painter, self._sheets[1])
        labelled.draw(painter, self._sheets[0])
        if own.any():
            tops = [sheet.tops[at] for at in np.flatnonzero(own).tolist()]
            self._rows(painter, rows[own], tops, sheet)

    def _grounds(self, painter: QPainter, sheet: Sheet) -> None:
        for place, top in zip(sheet.places.tolist(), sheet.tops, strict=True):
            if place in sheet.selected:
                painter.fillRect(QRect(0, top, sheet.width, ROW_HEIGHT), self._theme.selection)
            if self._model.lines.begins(place):
                painter.fillRect(QRect(0, top, sheet.width, 1), self._theme.line)

    def _rows(self, painter: QPainter, rows: NDArray[np.intp], tops: list[int], sheet: Sheet) -> None:
        """All instrument rows, a column at a time."""
        model, drawn = self._model, Numbers()
        middles = [top + ROW_HEIGHT / 2 for top in tops]
        held = rows.tolist()
        picked = model.store.pick(rows)
        tones = Tones(model.origin.stale(picked))
        self._flash(painter, held, tops, sheet)
        for at in sheet.seen:
            column, (left, width) = model.columns[at], sheet.spans[at]
            if column.form is Form.NAME:
                self._names.draw(painter, held, middles, left, width)
                continue
            values = picked.values(column.by)
            if column.form is Form.NUMBER:
                if self.heat and column.key == "change_pct":
                    self._heat(painter, values, tops, left, width)
                drawn.column(
                    [column.write(value, row, model.ground) for value, row in zip(values.tolist(), held, strict=True)],
                    left + width - PADDING, middles, tones.of(column, picked.values(column.tint or column.by)),
                )  # fmt: skip
            else:
                self._picture(painter, column, held, values, tops, (left, width))
        drawn.draw(painter, self._sheets[0])

    def _picture(
        self, painter: QPainter, column: Column, rows: list[int], values: NDArray[np.float64], tops: list[int],
        span: tuple[int, int],
    ) -> None:  # fmt: skip
        """A cell that is no number."""
        model = self._model
        if column.form is Form.WORDS:
            self._words(painter, [column.write(np.nan, row, model.ground) for row in rows], tops, span)
        elif column.form is Form.RANGE:
            draw_ranges(painter, self._theme, values, tops, span)
        elif column.form is Form.FLAG:
            draw_flags(painter, self._theme, [column.write(np.nan, row, model.ground) for row in rows], tops, span)
        else:
            lines = [model.spark(column.key, row) for row in rows]
            draw_sparks(painter, self._theme, lines, tops, span, self._scale, zero=column.key == "spark_day")

    def _heading(self, painter: QPainter, place: int, top: int, sheet: Sheet, numbers: tuple[Numbers, Numbers]) -> None:
        """Means stand out; what carries a label is plain, for it shares its column with that."""
        section, middle = int(self._model.lines.section[place]), top + ROW_HEIGHT / 2
        figures = self._model.heading(section)
        for at in sheet.seen:
            left, width = sheet.spans[at]
            if at == 0:
                painter.setPen(self._theme.text)
                self._text(
                    painter, self._model.heading_name(section), self._bold, left + PADDING, middle, width - PADDING
                )
            elif (figure := figures.get(at)) is not None and figure.text:
                tone = Tone.MUTED if figure.value is None else _direction(figure.value)
                numbers[bool(figure.label)].put(figure.text, left + width - PADDING, middle, tone)
                if figure.label:
                    self._label(painter, figure, left + width - PADDING, middle)

    def _label(self, painter: QPainter, figure: Figure, right: float, middle: float) -> None:
        """What a figure is, in small letters before it."""
        taken = self._measure.horizontalAdvance(figure.text)
        laid = self._texts.text(figure.label, self._small)
        painter.setPen(self._theme.muted)
        painter.setFont(self._small)
        painter.drawStaticText(
            QPointF(right - taken - laid.size().width() - 4, middle - laid.size().height() / 2), laid
        )

    def _words(self, painter: QPainter, words: list[str], tops: list[int], span: tuple[int, int]) -> None:
        painter.setPen(self._theme.muted)
        for text, top in zip(words, tops, strict=True):
            if text:
                room = span[1] - 2 * PADDING
                self._text(painter, text, self._small, span[0] + PADDING, top + ROW_HEIGHT / 2, room)

    def _text(self, painter: QPainter, text: str, face: QFont, left: float, middle: float, room: int) -> None:
        laid = self._texts.text(text, face, room)
        painter.setFont(face)
        painter.drawStaticText(QPointF(left, middle - laid.size().height() / 2), laid)

    def _heat(self, painter: QPainter, values: NDArray[np.float64], tops: list[int], left: int, width: int) -> None:
        """A ground as strong as the change, up to HEAT_FULL percent."""
        for value, top in zip(values.tolist(), tops, strict=True):
            if abs(value) >= UNSEEN:  # not for a missing one either
                colour = faded(self._theme.direction(value), HEAT_ALPHA * min(1.0, abs(value) / HEAT_FULL))
                painter.fillRect(QRect(left + 2, top + 1, width - 4, ROW_HEIGHT - 2), colour)

    def _flash(self, painter: QPainter, rows: list[int], tops: list[int], sheet: Sheet) -> None:
        """A soft glow behind a price that has just moved."""
        at = next((at for at in sheet.seen if self._model.columns[at].key == "last"), None)
        if at is None or not sheet.flashes:
            return
        left, width = sheet.spans[at]
        for row, top in zip(rows, tops, strict=True):
            part, direction = sheet.flashes.get(row, (0.0, 0))
            if part > 0 and direction:
                cell = QRect(left + PADDING, top + 2, width - PADDING + 3, ROW_HEIGHT - 4)
                painter.fillRect(cell, faded(self._theme.direction(direction), FLASH_ALPHA * part))


class Tones:
    """The colours of the cells of some rows; what is stale is fainter."""

    def __init__(self, stale: NDArray[np.bool_]) -> None:
        self._stale = stale if stale.any() else None
        plain = [np.full(len(stale), int(ink), np.intp) for ink in (Ink.TEXT, Ink.MUTED)]
        self._same = [self._faded(tones).tolist() for tones in plain]

    def of(self, column: Column, values: NDArray[np.float64]) -> list[int]:
        """One column's. What is missing does not stand out."""
        if column.ink is Ink.TEXT and (missing := np.isnan(values)).any():
            plain: list[int] = self._faded(np.where(missing, int(Tone.MUTED), int(Tone.TEXT))).tolist()
            return plain
        if column.ink is not Ink.DIRECTION:
            return self._same[column.ink]
        up, down = values >= UNSEEN, values <= -UNSEEN
        found: list[int] = self._faded(
            int(Tone.MUTED) + up * (Tone.UP - Tone.MUTED) + down * (Tone.DOWN - Tone.MUTED)
        ).tolist()
        return found

    def _faded(self, tones: NDArray[np.intp]) -> NDArray[np.intp]:
        return tones if self._stale is None else np.where(self._stale, int(Tone.FAINT), tones)


def _direction(value: float | None) -> Tone:
    if value is None or not abs(value) >= UNSEEN:
        return Tone.MUTED
    return Tone.UP if value > 0 else Tone.DOWN
