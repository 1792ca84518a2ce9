"""A table or a picture on the clipboard. A spreadsheet takes the table apart as it was, and never runs a cell of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QStandardItemModel

from gui.look.theme import Theme

NUMBER = re.compile(r"[+-][\d,.]+%?|--")
FIGURE = re.compile(  # what stands at the right of its cell: a number with its sign and unit, a time, an age, a date
    r"--|(?:¥|HK\$|\$|[A-Z]{3} )?[+-]?(?!0\d)\d[\d,]*(?:\.\d+)?(?:%|万亿|万|亿|[KMBT]|秒|分|小时|天|[smhd])?"
    r"|\d\d:\d\d(?::\d\d)?|(?:\d{4}-)?\d\d-\d\d"
)
TEXT_CELL = "mso-number-format:'\\@'"  # a spreadsheet shall not read "00700" as 700, nor "=1+1" as 2
CELL = "padding:1px 6px;white-space:nowrap;"
Lines = Iterable[Sequence[str]]


def put_table(titles: Sequence[str], lines: Lines, paper: Theme | None = None) -> None:
    """Titles and lines, one line each: tab-separated, and as an HTML table for programs that take one.

    ``paper``: colours what has a sign, as up and down on the (light) theme's ground; without it all is black.
    """
    held = [list(line) for line in lines]
    _put(_table(titles, held), _html(titles, held, paper))


def put_report(report: str, titles: Sequence[str], lines: Lines) -> None:
    """A text and a table under it, as plain text."""
    QGuiApplication.clipboard().setText(f"{report}\n\n{_table(titles, lines)}\n")


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
    flat = " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") and not NUMBER.fullmatch(flat) else flat


def _html(titles: Sequence[str], lines: Lines, paper: Theme | None) -> str:
    held = list(lines)
    right = [_figures(line[place] for line in held if place < len(line)) for place in range(len(titles))]
    head = "".join(_titled(title, at_right) for title, at_right in zip(titles, right, strict=True))
    body = "".join(f"<tr>{''.join(_written(text, paper) for text in line)}</tr>" for line in held)
    return (
        '<html><head><meta charset="utf-8"></head><body><table style="border-collapse:collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    )


def _titled(title: str, at_right: bool) -> str:
    side = "right" if at_right else "left"
    style = f"{CELL}border-bottom:1px solid;text-align:{side};{TEXT_CELL}"
    return f'<th style="{style}">{html.escape(_shown(title))}</th>'


def _written(text: str, paper: Theme | None) -> str:
    if not FIGURE.fullmatch(text):
        return f'<td style="{CELL}text-align:left;{TEXT_CELL}">{html.escape(_shown(text))}</td>'
    colour = f"color:{paper.direction(_sign(text)).name()};" if paper is not None and text[0] in "+-" else ""
    return f'<td style="{CELL}text-align:right;{colour}">{html.escape(text)}</td>'


def _shown(text: str) -> str:
    """As in the plain form; XML knows no control characters."""
    return "".join(mark for mark in _cell(text) if mark >= " ")


def _figures(texts: Iterable[str]) -> bool:
    """Whether a column holds numbers: then its title stands over them."""
    held = [text for text in texts if text]
    return bool(held) and all(FIGURE.fullmatch(text) for text in held)


def _sign(text: str) -> float:
    return 0.0 if text == "--" else -1.0 if text[0] == "-" else 1.0
