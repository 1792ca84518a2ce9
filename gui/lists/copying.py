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
from gui.tables.lines import HEADING
from gui.tables.paint import LinePainter, Sheet

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel

HEAD = 24  # the picture's row of titles
MOST_LINES = 120  # of a picture: they take 40 ms, and of many more nobody could read one


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
    lines = texts_of(panel, places, columns)
    put_table(titles, lines, theme("light", panel.theme.convention))
    return len(lines)


def copy_picture(panel: WatchlistPanel) -> tuple[int, int]:
    """The lines as they are painted, with titles, the list's name and where the numbers come from.

    How many of how many: a picture ends after MOST_LINES.
    """
    wanted = places_of(panel, 2)  # a picture of one line shows nothing
    places = wanted[:MOST_LINES]
    width = sum(span for _, span in _spans(panel))
    size = QSize(width, HEAD + ROW_HEIGHT * len(places))
    name, foot = panel.list.name(panel.lang), "   ".join(panel.foot.kept(panel.model.shown_rows()))
    put_picture(framed(lambda painter: _paint(panel, painter, places), size, name, foot, panel.theme))
    return len(places), len(wanted)


def texts_of(panel: WatchlistPanel, places: list[int], columns: list[int]) -> list[list[str]]:
    """Cells of lines, the code after the name. Rows are read column by column: cell by cell took half a second."""
    model, own = panel.model, panel.model.lines.row[np.array(places, np.intp)]
    rows = own[own != HEADING]
    picked, numbers = model.store.pick(rows), rows.tolist()
    written = [[model.store.instruments[row].id for row in numbers]]
    for column in (model.columns[at] for at in columns):
        values = picked.values(column.by).tolist() if column.by else [np.nan] * len(numbers)
        said = (column.write(value, row, model.ground) for value, row in zip(values, numbers, strict=True))
        written.append([panel.worded(column.key, one) for one in said])
    written[:2] = reversed(written[:2])
    cells = map(list, zip(*written, strict=True))
    return [
        next(cells) if row != HEADING else _heading(panel, place, columns)
        for place, row in zip(places, own.tolist(), strict=True)
    ]


def _heading(panel: WatchlistPanel, place: int, columns: list[int]) -> list[str]:
    """The title alone, without its triangle and its count; then its figures."""
    model = panel.model
    name = model.section(int(model.lines.section[place])).name(panel.lang)
    return [name, "", *(model.text(place, at) for at in columns[1:])]


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
