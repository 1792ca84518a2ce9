"""The crosshair of every chart that takes part stands at the moment that the pointer is at in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView


class Pointing(QObject):
    """A pointer tells its moment up to a thousand times a second: the others hear the newest of each turn."""

    def __init__(self) -> None:
        super().__init__()
        self._views: list[ChartView] = []
        self._moment: float | None = None
        self._source: ChartView | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)

    def join(self, view: ChartView) -> None:
        """A view takes part for as long as it is there."""
        self._views = [one for one in self._views if shiboken6.isValid(one)]
        self._views.append(view)
        view.pointed.connect(lambda moment: self._hear(view, moment))

    def _hear(self, view: ChartView, moment: float | None) -> None:
        self._source, self._moment = view, moment
        self._soon.start()

    def _tell(self) -> None:
        for view in self._views:
            if shiboken6.isValid(view) and view is not self._source and view.isVisible():
                view.point_at_moment(self._moment)
