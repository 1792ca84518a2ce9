"""A chart with its title above and its source below, on any painter: the same drawing for screen, file and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter

from gui.charts.chart import Chart
from gui.charts.picture import paint_whole
from gui.look.theme import PADDING, SMALL_PX, TITLE_PX, Theme, font

HEAD, FOOT = 30, 24
REPORT = QSize(1280, 720)  # logical pixels of a picture for a report, drawn at twice as many
REPORT_SCALE = 2.0
DPI = 96  # logical pixels an inch, as files and paper count them
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class Leaf(Protocol):
    """What can be put on a painter of any kind: a chart with its words, or several."""

    @property
    def title(self) -> str:
        """What it shows."""

    @property
    def foot(self) -> str:
        """Where it is from."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Of its language."""

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Into (0, 0, size) logical pixels; scale: device pixels to each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What leaves: the chart (its window is what is seen), its title, and the line that says where it is from."""

    chart: Chart
    title: str
    foot: str
    theme: Theme
    texts: Mapping[str, str]
    lang: str

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Title, chart and source into (0, 0, size) logical pixels."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), self.theme.panel)
        room = QRect(PADDING, 0, size.width() - 2 * PADDING, HEAD)
        _line(painter, room, self.title, font(TITLE_PX, bold=True), self.theme.text)
        room = QRect(PADDING, size.height() - FOOT, size.width() - 2 * PADDING, FOOT)
        _line(painter, room, self.foot, font(SMALL_PX), self.theme.muted)
        room = QRect(0, HEAD, size.width(), size.height() - HEAD - FOOT)
        paint_chart(painter, self.chart, room, scale, self.theme, self.texts, self.lang)


def picture(page: Leaf, size: QSize, scale: float) -> QImage:
    """The page in ``size`` logical pixels, ``scale`` device pixels to each."""
    made = QImage(size * scale, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    with QPainter(made) as painter:
        page.paint(painter, size, scale)
    return made


def svg(page: Leaf, size: QSize) -> bytes:
    """The page as an SVG file: shapes and texts, sharp at any size."""
    from PySide6.QtSvg import QSvgGenerator

    held, buffer = _buffer()
    device = QSvgGenerator()
    device.setOutputDevice(buffer)
    device.setSize(size)
    device.setViewBox(QRect(0, 0, size.width(), size.height()))
    device.setTitle(page.title)
    device.setDescription(page.foot)
    device.setResolution(DPI)
    with QPainter(device) as painter:
        page.paint(painter, size, 1.0)
    return held.data()


def pdf(page: Leaf, size: QSize) -> bytes:
    """The page as a PDF file as large as itself, of shapes and texts."""
    held, buffer = _buffer()
    device = QPdfWriter(buffer)
    device.setTitle(page.title)
    device.setCreator(page.texts["app.title"])
    device.setResolution(DPI)
    inches = QSizeF(size.width() / DPI, size.height() / DPI)
    device.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    with QPainter(device) as painter:
        page.paint(painter, size, 1.0)
    return held.data()


def on_paper(page: Leaf, device: QPaintDevice, size: QSize) -> None:
    """The page as large as a printer's paper has room, in its proportions."""
    with QPainter(device) as painter:
        room = QRectF(painter.viewport())
        share = min(room.width() / size.width(), room.height() / size.height())
        painter.translate((room.width() - size.width() * share) / 2, 0)
        painter.scale(share, share)
        page.paint(painter, size, 1.0)


def paint_chart(
    painter: QPainter, chart: Chart, room: QRect, scale: float, look: Theme, texts: Mapping[str, str], lang: str
) -> None:
    """The chart into a room of logical pixels, on the ground that is there; nothing of one without bars."""
    device = round(room.width() * scale), round(room.height() * scale)
    frames = chart.frames(*device, scale, look, texts, lang)
    painter.save()
    painter.setClipRect(room)
    painter.translate(room.topLeft())
    if frames and chart.axis.count:
        paint_whole(painter, chart, frames)
    painter.restore()


def _line(painter: QPainter, room: QRect, text: str, face: object, colour: object) -> None:
    painter.setFont(face)  # type: ignore[arg-type]
    painter.setPen(colour)  # type: ignore[call-overload]
    part = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())  # type: ignore[call-overload]
    painter.drawText(room, LEFT, part)


def _buffer() -> tuple[QByteArray, QBuffer]:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return held, buffer
