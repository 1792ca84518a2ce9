"""The list on the clipboard: as a table that a spreadsheet takes apart, or as a picture with its title and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from gui.look.clipboard import put_picture, put_table
from gui.look.picture import framed
from gui.look.theme import PADDING, ROW_HEIGHT, font, theme
from gui.look.titles import title
from gui.tables.columns import Form
from gui.tables.paint import LinePainter, Sheet

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel

HEAD = 24  # the picture's row of titles
PICTURE = (Form.SPARK, Form.RANGE)


def places_of(panel: WatchlistPanel, least: int = 1) -> list[int]:
    """The selected lines; all where fewer than ``least`` are."""
    chosen = sorted(panel.view.places_chosen)
    return chosen if len(chosen) >= least else list(range(len(panel.model.lines)))


def copy_table(panel: WatchlistPanel) -> int:
    """Names, codes and every column that has words, in the order shown; how many lines."""
    model = panel.model
    places = places_of(panel)
    columns = [at for at, column in enumerate(model.columns) if column.form is not Form.SPARK]
    titles = [title(model.columns[at].key, panel.texts) for at in columns]
    titles.insert(1, panel.texts["table.code"])
    lines = []
    for place in places:
        one = model.instrument(place)
        cells = [model.text(place, at) for at in columns]
        if one is None:  # the title alone, without its triangle and its count
            cells[0] = model.section(int(model.lines.section[place])).name(panel.lang)
        cells.insert(1, "" if one is None else one.id)
        lines.append(cells)
    put_table(titles, lines, theme("light", panel.theme.convention))
    return len(lines)


def copy_picture(panel: WatchlistPanel) -> None:
    """The lines as they are painted, with titles, the list's name and where the numbers come from."""
    places = places_of(panel, 2)  # a picture of one line shows nothing
    width = sum(span for _, span in _spans(panel))
    size = QSize(width, HEAD + ROW_HEIGHT * len(places))
    name, foot = panel.list.name(panel.lang), "   ".join(panel.foot.kept(panel.model.shown_rows()))
    put_picture(framed(lambda painter: _paint(panel, painter, places), size, name, foot, panel.theme))


def _spans(panel: WatchlistPanel) -> list[tuple[int, int]]:
    """The columns side by side, whatever is scrolled away."""
    spans, left = [], 0
    for at in range(len(panel.model.columns)):
        width = panel.view.columnWidth(at)
        spans.append((left, width))
        left += width
    return spans


def _paint(panel: WatchlistPanel, painter: QPainter, places: list[int]) -> None:
    model, look, spans = panel.model, panel.theme, _spans(panel)
    width = spans[-1][0] + spans[-1][1]
    painter.setPen(look.muted)
    painter.setFont(font())
    for (left, room), column in zip(spans, model.columns, strict=True):
        words = title(column.key, panel.texts)
        metrics = painter.fontMetrics()
        start = left + PADDING if column.left else left + room - PADDING - metrics.horizontalAdvance(words)
        painter.drawText(start, HEAD - 8, words)
    tops = [HEAD + ROW_HEIGHT * at for at in range(len(places))]
    sheet = Sheet(np.array(places, np.intp), tops, spans, range(len(spans)), width, frozenset(), {})
    LinePainter(model, look, painter.device().devicePixelRatio()).paint(painter, sheet)
