"""A table on the clipboard: tab-separated text that a spreadsheet takes apart as it was, and never runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

NUMBER = re.compile(r"[+-][\d,.]+%?|--")


def put_table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Titles and lines, one line each."""
    QGuiApplication.clipboard().setText(_table(titles, lines))


def put_report(report: str, titles: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """A text and a table under it.

    As plain text: Qt frees a QMimeData made here when Python is gone already, and the program ends in a crash.
    """
    QGuiApplication.clipboard().setText(f"{report}\n\n{_table(titles, lines)}\n")


def _table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    return "\n".join("\t".join(map(_cell, line)) for line in [titles, *lines])


def _cell(text: str) -> str:
    """On one line and in one cell; what would start a formula is quoted, as a spreadsheet does it."""
    flat = " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") and not NUMBER.fullmatch(flat) else flat
