"""The ruler: every stretch of days the note speaks of on one time axis, so that what does not fit together is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.labels import tip
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, SMALL_PX, UNIT, Theme, faded, font, shade
from models.audit.values import Span
from models.claims.values import About
from models.frozen import frozen

ROW, HEAD, BAR = 22, 22, 8
NAMES = 148  # pixels of the names at the left
DAY = dt.timedelta(days=1)
LEAST_DAY = 62  # pixels between two dates on the axis
SPARE_DAYS = 1  # at both ends
FILL = 0.55
ORDER = tuple(About)


@frozen(kw_only=True)
class Lane:
    """One line of the ruler: spans of one kind over the same days, however often they are spoken of."""

    span: Span
    count: int
    where: tuple[str, ...]


class Ruler(QWidget):
    """``show_spans`` shows them; the note's own window is shaded behind all. named: of a subject's id."""

    def __init__(self, texts: Mapping[str, str], theme: Theme, named: Callable[[str], str]) -> None:
        super().__init__()
        self._texts, self._theme, self._named, self._laid = texts, theme, named, LaidOut()
        self._face = font(SMALL_PX)
        self._first = self._last = dt.date.min
        self._own: tuple[dt.date, dt.date] | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts["noteview.ruler"])

    def show_spans(self, spans: Sequence[Span], first: dt.date, last: dt.date) -> None:
        """Other spans; the note's window from ``first`` to ``last``."""
        self._own = first, last
        self.lanes = lanes_of(spans)
        days = [day for one in self.lanes for day in (one.span.window.first, one.span.window.last)]
        self._first = min([first, *days]) - SPARE_DAYS * DAY
        self._last = max([last, *days]) + SPARE_DAYS * DAY
        self.setFixedHeight(HEAD + max(1, len(self.lanes)) * ROW + UNIT)
        self.update()

    def show_nothing(self) -> None:
        """There are no days."""
        self._own, self.lanes = None, ()
        self.setFixedHeight(HEAD + ROW + UNIT)
        self.update()

    # Qt's calls

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as it is given."""
        return QSize(2 * NAMES, HEAD + max(1, len(self.lanes)) * ROW + UNIT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Names and a little beside them."""
        return QSize(NAMES + 80, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """What a lane is of."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = (event.pos().y() - HEAD) // ROW
            if 0 <= place < len(self.lanes):
                QToolTip.showText(event.globalPos(), tip(self._told(self.lanes[place])), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The note's own days, the axis, a bar a lane."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.panel)
            if self._own is None:
                return
            painter.setFont(self._face)
            begin, end = self._x(self._own[0]), self._x(self._own[1] + DAY)
            own = QRectF(begin, HEAD, end - begin, self.height() - HEAD - UNIT)
            painter.fillRect(own, faded(self._theme.accent, 0.10))
            self._axis(painter)
            for place, lane in enumerate(self.lanes):
                self._lane(painter, lane, HEAD + place * ROW)

    # inside

    def _x(self, day: dt.date) -> float:
        """Where a day begins."""
        room = max(1, self.width() - NAMES - PADDING)
        return NAMES + room * (day - self._first).days / ((self._last - self._first).days + 1)

    def _axis(self, painter: QPainter) -> None:
        painter.fillRect(QRect(0, HEAD - 1, self.width(), 1), self._theme.line)
        for day in self._ticks():
            x = round(self._x(day))
            painter.fillRect(QRect(x, HEAD, 1, self.height() - HEAD - UNIT), self._theme.grid)
            painter.setPen(self._theme.muted)
            self._put(painter, f"{day:%m-%d}", x + 3, 0, LEAST_DAY, HEAD)

    def _ticks(self) -> Iterator[dt.date]:
        """Mondays and firsts of months as far as there is room, days where there is much."""
        wide = self._x(self._first + DAY) - self._x(self._first)
        step = next(days for days in (1, 7, 14, 28, 91, 10_000) if days * wide >= LEAST_DAY)
        day = self._first if step == 1 else self._first + DAY * (-self._first.weekday() % 7)
        while day <= self._last:
            yield day
            day += DAY * step

    def _lane(self, painter: QPainter, lane: Lane, top: int) -> None:
        span, ink = lane.span, shade(self._theme, ORDER.index(lane.span.about))
        painter.setPen(self._theme.text)
        self._put(painter, self._name(span), PADDING, top, NAMES - 2 * PADDING, ROW)
        begin, end = self._x(span.window.first), self._x(span.window.last + DAY)
        middle = top + ROW / 2
        if span.about is About.EVENT:
            x = (begin + self._x(span.window.first + DAY)) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.drawPolygon(QPolygonF([QPointF(x, middle - 5), QPointF(x + 5, middle), QPointF(x, middle + 5),
                                           QPointF(x - 5, middle)]))  # fmt: skip
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            end = x + 6
        else:
            painter.fillRect(QRectF(begin, middle - BAR / 2, max(2.0, end - begin), BAR), faded(ink, FILL))
            painter.fillRect(QRectF(begin, middle - BAR / 2, 2, BAR), ink)
        painter.setPen(self._theme.muted)
        self._beside(painter, self._days(span), begin, end, top)

    def _beside(self, painter: QPainter, said: str, begin: float, end: float, top: int) -> None:
        """The days stand behind their bar, or before it where there is no room behind."""
        wide = painter.fontMetrics().horizontalAdvance(said) + 2 * UNIT
        left = round(end) + UNIT
        if left + wide > self.width():
            left = max(NAMES, round(begin) - wide)
        self._put(painter, said, left, top, wide, ROW)

    def _put(self, painter: QPainter, text: str, left: int, top: int, wide: int, high: int) -> None:
        laid = self._laid.text(text, self._face, wide)
        painter.drawStaticText(QPointF(left, top + (high - laid.size().height()) / 2), laid)

    def _name(self, span: Span) -> str:
        about = self._texts[f"noteview.about.{span.about}"]
        subject = self._named(span.subject) if span.subject else ""
        return " · ".join(filter(None, (about, span.called, subject)))

    def _days(self, span: Span) -> str:
        one = span.window
        return f"{one.first:%m-%d}" if one.first == one.last else f"{one.first:%m-%d}–{one.last:%m-%d}"

    def _told(self, lane: Lane) -> str:
        said = self._texts["noteview.lane"].format(
            name=self._name(lane.span), first=lane.span.window.first, last=lane.span.window.last, count=lane.count
        )
        return "\n".join([said, *lane.where[:5]])


def lanes_of(spans: Sequence[Span]) -> tuple[Lane, ...]:
    """Spans over the same days stand in one lane, whatever they are called; events have one each."""
    held: dict[tuple[object, ...], list[Span]] = {}
    for one in spans:
        own = one.where if one.about is About.EVENT else ""
        held.setdefault((one.about, one.window, own), []).append(one)
    made = [_lane(same) for same in held.values()]
    return tuple(sorted(made, key=lambda lane: (ORDER.index(lane.span.about), lane.span.window.first)))


def _lane(same: Sequence[Span]) -> Lane:
    first, subjects = same[0], {one.subject for one in same}
    called = ", ".join(dict.fromkeys(one.called for one in same if one.called))
    span = replace(first, called=called, subject=first.subject if len(subjects) == 1 else "")
    return Lane(span=span, count=len(same), where=tuple(dict.fromkeys(one.where for one in same if one.where)))
