"""The crosshair of every chart that takes part stands at the moment that the pointer is at in one of them."""

from __future__ import annotations

import weakref
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView


class Pointing(QObject):
    """A pointer tells its moment up to a thousand times a second: the others hear the newest of each turn."""

    def __init__(self) -> None:
        super().__init__()
        self._views: list[weakref.ref[ChartView]] = []  # a chart that has gone takes its bars along
        self._moment: float | None = None
        self._source: weakref.ref[ChartView] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)

    def join(self, view: ChartView) -> None:
        """A view takes part for as long as it is there."""
        held = weakref.ref(view)
        self._views = [one for one in self._views if one() is not None]
        self._views.append(held)
        view.pointed.connect(partial(self._hear, held))

    def _hear(self, view: weakref.ref[ChartView], moment: float | None) -> None:
        self._source, self._moment = view, moment
        self._soon.start()

    def _tell(self) -> None:
        for held in self._views:
            view = held()
            if view is not None and shiboken6.isValid(view) and held is not self._source and view.isVisible():
                view.point_at_moment(self._moment)
