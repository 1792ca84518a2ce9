"""The first column takes what the others leave, but never less than a name needs."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

LEAST = 150


def fit_first(view: QTableView) -> None:
    """Set the first column's width for the view's present size."""
    others = sum(view.columnWidth(place) for place in range(1, view.model().columnCount()))
    view.setColumnWidth(0, max(LEAST, view.viewport().width() - others))
