"""What a table on the screen says, whatever kind of table it is: the columns that are shown, in the order shown.

A view may know more than its model: ``said(row, column)`` the whole text of a cell, ``worth(row, column)`` the exact
value behind it (percentages in percent), ``ink(row, column)`` its colour; ``kept(column)`` whether it leaves at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView

from models.exports.typed import typed
from models.workbook import Column, Format, Line, Value

SORTED = (" ▾", " ▴", "▾", "▴")  # signs of the order, no part of a heading
WIDEST, LEAST = 48, 10  # characters of a workbook's column
ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Headings, cells by row, which columns stand to the right; worth: values by column; ink: of (row, place).

    bands: rows that are headings of those under them.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    worth: tuple[tuple[Value, ...] | None, ...]
    ink: Callable[[int, int], QColor | None]
    bands: frozenset[int] = frozenset()

    def table(self, *, as_text: bool = False) -> tuple[tuple[Column, ...], tuple[Line, ...]]:
        """Columns and lines of a workbook. as_text: what stands there is nobody's to interpret."""
        columns, values = [], []
        for place, head in enumerate(self.heads):
            texts = [row[place] for row in self.rows]
            kind, held = (Format.TEXT, tuple(texts)) if as_text else typed(texts, self.worth[place])
            wide = max((len(text) for text in texts), default=0)
            columns.append(Column(title=head, format=kind, width=min(max(wide + 2, LEAST), WIDEST)))
            values.append(held)
        return tuple(columns), tuple(Line(values=cells) for cells in zip(*values, strict=True))


def read(view: QAbstractItemView) -> Reading:
    """Everything that ``view`` shows, scrolled away or not."""
    model = view.model()
    places = [place for place in range(model.columnCount()) if _is_kept(view, place)]
    rows = range(model.rowCount())
    said = getattr(view, "said", None) or (lambda row, column: _text(model, row, column))
    worth, ink = getattr(view, "worth", None), getattr(view, "ink", None) or (lambda r, c: _colour(model, r, c))
    return Reading(
        heads=tuple(_head(model, place) for place in places),
        rows=tuple(tuple(said(row, place) for place in places) for row in rows),
        right=tuple(_is_right(model, place) for place in places),
        worth=tuple(tuple(worth(row, place) for row in rows) if worth is not None else None for place in places),
        ink=lambda row, at: ink(row, places[at]),
    )


def _is_kept(view: QAbstractItemView, place: int) -> bool:
    kept = getattr(view, "kept", None)
    hidden = isinstance(view, QTableView) and view.isColumnHidden(place)
    return (kept is None or bool(kept(place))) and not hidden


def _head(model: QAbstractItemModel, place: int) -> str:
    text = str(model.headerData(place, Qt.Orientation.Horizontal, ROLE.DisplayRole) or "")
    for sign in SORTED:
        text = text.removesuffix(sign)
    return text


def _text(model: QAbstractItemModel, row: int, column: int) -> str:
    held: Any = model.index(row, column).data()
    return "" if held is None else str(held)


def _colour(model: QAbstractItemModel, row: int, column: int) -> QColor | None:
    held = model.index(row, column).data(ROLE.ForegroundRole)
    return held if isinstance(held, QColor) else None


def _is_right(model: QAbstractItemModel, place: int) -> bool:
    side = model.headerData(place, Qt.Orientation.Horizontal, ROLE.TextAlignmentRole)
    return bool(int(side or 0) & int(Qt.AlignmentFlag.AlignRight.value))
