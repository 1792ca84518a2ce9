"""The windows of charts that were detached: opened, titled and closed as the grid says."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme
from gui.seats.detached import Detached
from gui.seats.seat import Seat
from models.charts.values import ChartSpec
from models.instruments import Instrument


class Windows(QObject):
    """``opened`` and ``closed`` tell the place of the chart."""

    opened = Signal(int)
    closed = Signal(int)

    def __init__(self, theme: Theme, texts: Mapping[str, str], lang: str) -> None:
        super().__init__()
        self._theme, self._texts, self._lang = theme, texts, lang
        self._open: dict[int, Detached] = {}
        self._geometries: dict[int, QByteArray] = {}  # where they stood the last time

    def at(self, place: int) -> Detached | None:
        """The window of the chart at a place."""
        return self._open.get(place)

    def open(self, place: int, seat: Seat, beside: QWidget, *, front: bool) -> None:
        """A chart moves into a window of its own. ``beside``: the one it comes from; front: it gets the keyboard."""
        window = Detached(place, seat, self._theme)
        window.closed.connect(self._leave)
        self._open[place] = window
        self.opened.emit(place)
        window.stand(self._geometries.get(place), beside, front=front)

    def show_spec(self, place: int, one: Instrument | None, spec: ChartSpec) -> None:
        """What the chart at a place shows, if it has a window: its title says so, and its tools."""
        if (window := self._open.get(place)) is None:
            return
        texts = self._texts
        period = texts["chart.minute"] if spec.minute_days else texts[f"interval.{spec.interval}"]
        said = (one.name(self._lang) if one is not None else "", period, texts["app.title"])
        window.show_spec(spec, "  ·  ".join(part for part in said if part))

    def close(self, place: int) -> None:
        """The chart is taken out, then its window goes."""
        if (window := self._open.pop(place, None)) is None:
            return
        self._geometries[place] = window.saveGeometry()
        self.closed.emit(place)
        window.close()
        window.deleteLater()

    def close_all(self) -> None:
        """The main window goes."""
        for place in tuple(self._open):
            self.close(place)

    @property
    def places(self) -> frozenset[int]:
        """Whose windows are open."""
        return frozenset(self._open)

    def geometries(self) -> dict[int, QByteArray]:
        """Where windows stand, or stood before they were closed."""
        return self._geometries | {place: window.saveGeometry() for place, window in self._open.items()}

    def remember(self, geometries: Mapping[int, QByteArray]) -> None:
        """Where windows are to open."""
        self._geometries |= geometries

    def _leave(self, place: int) -> None:
        """The user closed a window."""
        self.close(place)
