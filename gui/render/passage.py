"""Words laid out for paper: lines of a width, broken as each script allows, drawn one by one.

Print has no pixels to keep to: letters stand where the face wants them, so that no gap opens when it is enlarged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from gui.look import theme

STEPS, RUNT = 4, 3.5  # letters that a line may be shorter, and that a last line should have
LEADING = 1.5  # of a line's height over its letters', as Chinese needs


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one colour and weight."""

    text: str
    ink: QColor
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a passage. top: of its letters, from the passage's own; height: with what is between lines."""

    top: float
    height: float


class Passage:
    """A paragraph in logical pixels. rows: its lines; side: where they stand in the width."""

    def __init__(
        self, runs: Sequence[Run], pixels: int, wide: float, *, leading: float = LEADING,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        self._layout = _layout(runs, pixels, side)
        self.rows = self._rows(wide, pixels * leading)
        self.height = sum(one.height for one in self.rows)

    @property
    def last(self) -> float:
        """How wide the words of the last line are."""
        count = self._layout.lineCount()
        return self._layout.lineAt(count - 1).naturalTextWidth() if count else 0.0

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """All of it."""
        self._layout.draw(painter, QPointF(left, top))

    def paint_row(self, painter: QPainter, place: int, left: float, top: float) -> None:
        """One line, with its upper edge at ``top``."""
        self._layout.lineAt(place).draw(painter, QPointF(left, top - self.rows[place].top))

    def _rows(self, wide: float, height: float) -> list[Row]:
        rows, top = [], 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(wide, 1.0))
            line.setPosition(QPointF(0.0, top + (height - line.height()) / 2))
            rows.append(Row(top, height))
            top += height
        self._layout.endLayout()
        return rows


def even(runs: Sequence[Run], pixels: int, wide: float) -> Passage:
    """A passage whose last line is not a letter or two, where a slightly narrower one has as many lines."""
    first = Passage(runs, pixels, wide)
    if len(first.rows) < 2:
        return first
    narrower = (Passage(runs, pixels, wide - step * pixels) for step in range(STEPS + 1))
    held = (one for one in narrower if one.last >= RUNT * pixels and len(one.rows) == len(first.rows))
    return next(held, first)


def face(pixels: int, *, bold: bool = False) -> QFont:
    """The screen's font for print: letters of their true widths."""
    return _face(pixels, bold)


@cache
def _face(pixels: int, bold: bool) -> QFont:
    made = QFont(theme.font(pixels, bold=bold))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("liga"), 0)  # a letter that is two could not be found in a PDF
    return made


def width_of(text: str, pixels: int, *, bold: bool = False) -> float:
    """Logical pixels of one line."""
    return QFontMetricsF(face(pixels, bold=bold)).horizontalAdvance(text)


def _layout(runs: Sequence[Run], pixels: int, side: Qt.AlignmentFlag) -> QTextLayout:
    # a line's end inside a paragraph is one of Unicode's to this class
    made = QTextLayout("".join(one.text for one in runs).replace("\n", "\u2028"), face(pixels))
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    made.setTextOption(option)
    made.setFormats(_formats(runs, pixels))
    return made


def _formats(runs: Sequence[Run], pixels: int) -> list[QTextLayout.FormatRange]:
    made, at = [], 0
    for one in runs:
        held = QTextLayout.FormatRange()
        held.start, held.length = at, _units(one.text)  # type: ignore[assignment]
        form = QTextCharFormat()
        form.setForeground(one.ink)
        if one.bold:
            form.setFont(face(pixels, bold=True))
        held.format = form  # type: ignore[assignment]
        made.append(held)
        at += _units(one.text)
    return made


def _units(text: str) -> int:
    """Qt counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
