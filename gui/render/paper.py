"""A Document as a PDF: A4 pages of native text and vectors, with its fonts inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from gui.render.blocks import Strips
from gui.render.figures import Figures
from gui.render.passage import Passage, Run, face, width_of
from gui.render.searchable import with_true_letters
from gui.render.strips import Put, paged
from models.documents import look
from models.documents.values import Document
from models.workbook import clean

DPI, FINE = 96, 1200  # logical pixels an inch, and what the writer counts in
A4 = (793.7, 1122.5)  # logical pixels
LEFT, TOP, BOTTOM = 76.0, 68.0, 62.0  # margins: 20, 18, 16 mm
HEAD, FOOT = 44.0, 46.0  # where the running lines stand, from the page's edges
SMALL_PX = 10
STRIP = 8.0  # of colour along the top of the first page


def write(document: Document, figures: Figures) -> bytes:
    """The file's bytes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, document, figures.texts)
    wide = A4[0] - 2 * LEFT
    pages = paged(Strips(document, figures, wide).all(), A4[1] - TOP - BOTTOM)
    with QPainter(writer) as painter:
        painter.scale(FINE / DPI, FINE / DPI)
        for place, page in enumerate(pages, 1):
            if place > 1:
                writer.newPage()
            _paint(painter, page)
            _running(painter, document, figures.texts, place, len(pages))
    return with_true_letters(held.data())


def _writer(buffer: QBuffer, document: Document, texts: Mapping[str, str]) -> QPdfWriter:
    made = QPdfWriter(buffer)
    made.setTitle(clean(document.title))
    made.setAuthor(clean(document.author))
    made.setCreator(texts["app.title"])
    made.setResolution(FINE)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setPageMargins(QMarginsF(0, 0, 0, 0))
    return made


def _paint(painter: QPainter, page: Sequence[Put]) -> None:
    for one in page:
        painter.save()
        one.strip.paint(painter, LEFT, TOP + one.top)
        painter.restore()


def _running(painter: QPainter, document: Document, texts: Mapping[str, str], place: int, count: int) -> None:
    """The lines at head and foot of a page; the first has a strip of colour instead of its title once more."""
    wide, right = A4[0] - 2 * LEFT, A4[0] - LEFT
    if place == 1:
        painter.fillRect(QRectF(0, 0, A4[0], STRIP), QColor(f"#{look.ACCENT}"))
    else:
        _line(painter, document.title, LEFT, HEAD, wide * 0.75)
        _line_right(painter, document.date, right, HEAD)
        painter.fillRect(QRectF(LEFT, HEAD + 16, wide, 0.6), QColor(f"#{look.HAIR}"))
    foot = A4[1] - FOOT
    painter.fillRect(QRectF(LEFT, foot - 6, wide, 0.6), QColor(f"#{look.HAIR}"))
    _signed(painter, document, foot, wide * 0.75)
    _line_right(painter, texts["paper.page"].format(page=place, pages=count), right, foot)


def _signed(painter: QPainter, document: Document, foot: float, room: float) -> None:
    """Author and state; what stands against the document in letters that nobody overlooks."""
    muted, warning = QColor(f"#{look.MUTED}"), QColor(f"#{look.WARN}")
    words = [Run(document.author, muted)] if document.author else []
    words += [Run(" · ", muted)] if words else []
    words += [Run(document.alarm, warning, True) if document.alarm else Run(document.state, muted)]
    shown = [replace(one, text=clean(one.text)) for one in words]
    Passage(shown, SMALL_PX, room).paint_row(painter, 0, LEFT, foot)


def _line(painter: QPainter, text: str, left: float, top: float, room: float) -> None:
    """One line, cut where it has no room."""
    cut = QFontMetricsF(face(SMALL_PX)).elidedText(clean(text), Qt.TextElideMode.ElideRight, room)
    Passage([Run(cut, QColor(f"#{look.MUTED}"))], SMALL_PX, room + 20).paint(painter, left, top)


def _line_right(painter: QPainter, text: str, right: float, top: float) -> None:
    wide = width_of(text, SMALL_PX) + 2
    run = Run(clean(text), QColor(f"#{look.MUTED}"))
    Passage([run], SMALL_PX, wide, side=Qt.AlignmentFlag.AlignRight).paint(painter, right - wide, top)
