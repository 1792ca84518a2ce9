"""A chart in a window of its own, for another monitor. Closing it brings the chart back to its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import Theme
from models.charts.values import ChartSpec

if TYPE_CHECKING:
    from gui.seats.toolbar import Toolbar

FIRST = QSize(960, 600)
SMALLEST = QSize(320, 240)
ASIDE = QPoint(60, 60)  # of the window it came from


class Detached(QWidget):
    """``closed``: its chart is to go back."""

    closed = Signal(int)

    def __init__(self, place: int, chart: QWidget, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.place, self.chart = place, chart
        self._tools: Toolbar | None = None
        theme.dress(self)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(SMALLEST)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(chart, 1)
        chart.show()

    def put_on_top(self, tools: Toolbar) -> None:
        """Tools above the chart."""
        self._tools = tools
        self._box.insertWidget(0, tools)

    def show_spec(self, spec: ChartSpec, title: str) -> None:
        """The chart shows this."""
        self.setWindowTitle(title)
        if self._tools is not None:
            self._tools.show_spec(spec)

    def stand(self, geometry: QByteArray | None, beside: QWidget, *, front: bool) -> None:
        """Appear where it was the last time, else a little aside of where it came from. front: with the keyboard."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not front)
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(FIRST)
            self.move(beside.pos() + ASIDE)
        self.show()

    def enlarge(self) -> None:
        """As large as the screen, and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowMaximized)

    # Qt's calls

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The chart goes back before the window does."""
        super().closeEvent(event)
        self.closed.emit(self.place)


class Away(QWidget):
    """What stands at the place of a chart that has a window of its own. ``wanted``: it is to come back."""

    wanted = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(plain(texts["chart.away"], role="foot"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(QPushButton(texts["chart.attach"], clicked=self.wanted), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
