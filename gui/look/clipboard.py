"""A table or a picture on the clipboard. A spreadsheet takes the table apart as it was, and never runs a cell of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QStandardItemModel

from gui.look.numbers import MISSING
from gui.look.theme import Theme

NUMBER = re.compile(r"[+-][\d,.]+%?|--")
FIGURE = re.compile(  # what stands at the right of its cell: a number with its sign and unit, a time, an age, a date
    r"--|(?:¥|HK\$|\$|[A-Z]{3} )?[+-]?(?!0\d)\d[\d,]*(?:\.\d+)?(?:%|万亿|万|亿|[KMBT]|秒|分|小时|天|[smhd])?"
    r"|\d\d:\d\d(?::\d\d)?|(?:\d{4}-)?\d\d-\d\d"
)
SAME = "="  # a place that has not changed; alone it is no formula
TEXT_CELL = "mso-number-format:'\\@'"  # a spreadsheet shall not read "00700" as 700, nor "=1+1" as 2
MOST_RICH = 30_000  # cells, which take 40 ms
CELL = "padding:1px 6px;white-space:nowrap;"
Lines = Iterable[Sequence[str]]
Colours = Mapping[str, str]


def put_table(titles: Sequence[str], lines: Lines, paper: Theme | None = None) -> None:
    """Titles and lines, one line each: tab-separated, and as an HTML table for programs that take one.

    ``paper``: colours what has a sign, as up and down on the (light) theme's ground; without it all is black.
    Very long tables go as plain text only, which takes a spreadsheet just as far.
    """
    held = [list(line) for line in lines]
    if len(held) * len(titles) > MOST_RICH:
        QGuiApplication.clipboard().setText(_table(titles, held))
    else:
        _put(_table(titles, held), _html(titles, held, _colours(paper)))


def put_report(report: str, titles: Sequence[str], lines: Lines) -> None:
    """A text and a table under it, as plain text."""
    QGuiApplication.clipboard().setText(f"{report}\n\n{_table(titles, lines)}\n")


def put_rich(plain: str, rich: str) -> None:
    """A text, and the same as HTML for programs that take it."""
    _put(plain, rich)


def put_picture(picture: QImage) -> None:
    """A picture."""
    QGuiApplication.clipboard().setImage(picture)


def _put(plain: str, rich: str) -> None:
    """Two forms of the same.

    Qt frees what lies on the clipboard when Python is gone already. A QMimeData made in Python then calls back into
    it, and the program ends in a crash; one that Qt itself has made, as here for a model's drag, does not.
    """
    model = QStandardItemModel(1, 1)
    held: QMimeData = model.mimeData([model.index(0, 0)])
    held.clear()
    held.setText(plain)
    held.setHtml(rich)
    QGuiApplication.clipboard().setMimeData(held)


def _table(titles: Sequence[str], lines: Lines) -> str:
    return "\n".join("\t".join(map(_cell, line)) for line in [titles, *lines])


def _cell(text: str) -> str:
    """On one line and in one cell; what would start a formula is quoted, as a spreadsheet does it."""
    broken = not text.isprintable() and any(mark in text for mark in "\t\r\n")
    flat = " ".join(text.split()) if broken else text
    runs = flat[:1] in ("=", "+", "-", "@") and flat != SAME
    return f"'{flat}" if runs and not NUMBER.fullmatch(flat) else flat


def _html(titles: Sequence[str], lines: Lines, colours: Colours) -> str:
    right, body = [True] * len(titles), []
    for line in lines:
        cells = [_written(text, colours) for text in line]
        right = [at_right and figure for at_right, (_, figure) in zip(right, cells, strict=False)]
        body.append(f"<tr>{''.join(cell for cell, _ in cells)}</tr>")
    head = "".join(map(_titled, titles, right))
    return (
        '<html><head><meta charset="utf-8"></head><body><table style="border-collapse:collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></body></html>"
    )


def _titled(title: str, at_right: bool) -> str:
    """A column's title stands over its numbers."""
    side = "right" if at_right else "left"
    style = f"{CELL}border-bottom:1px solid;text-align:{side};{TEXT_CELL}"
    return f'<th style="{style}">{_shown(title)}</th>'


def _written(text: str, colours: Colours) -> tuple[str, bool]:
    """A cell, and whether it may stand in a column of numbers."""
    if FIGURE.fullmatch(text):
        colour = "" if text == MISSING else colours.get(text[0], "")
        return f'<td style="{CELL}text-align:right;{colour}">{text}</td>', True
    return f'<td style="{CELL}text-align:left;{TEXT_CELL}">{_shown(text)}</td>', not text


def _shown(text: str) -> str:
    """As in the plain form; HTML knows no control characters."""
    cell = _cell(text)
    return html.escape(cell if cell.isprintable() else "".join(mark for mark in cell if mark >= " "))


def _colours(paper: Theme | None) -> Colours:
    """By sign."""
    return {} if paper is None else {"+": f"color:{paper.up.name()};", "-": f"color:{paper.down.name()};"}
