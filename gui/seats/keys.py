"""What keys do on charts, wherever the focus is among them; text fields keep their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.seats.periods import next_period, other_kind
from gui.seats.seat import Seat
from models.charts.values import ChartSpec, Scale
from models.values import Adjust

SPECS: dict[str, Callable[[ChartSpec], ChartSpec]] = {  # keys that show the same chart in another way
    "F5": other_kind,
    "F8": next_period,
    "Shift+F8": partial(next_period, step=-1),
    "Alt+L": lambda spec: _toggled(spec, Scale.LOG),
    "Alt+P": lambda spec: _toggled(spec, Scale.PERCENT),
    "Ctrl+V": lambda spec: replace(spec, adjust=Adjust.NONE if spec.adjust is Adjust.QFQ else Adjust.QFQ),
}
ACTS = {  # keys that ask the tab for something
    "/": "studies",
    "Alt+G": "go_to",
    "Alt+S": "snapshot",
    "Alt+Return": "large",
    "PgUp": "previous",
    "PgDown": "next",
    "Ctrl+Z": "undo",
    "Ctrl+Y": "redo",
    "Ctrl+Shift+Z": "redo",
    "Alt+T": "draw.trend",
    "Alt+H": "draw.horizontal",
    "Alt+V": "draw.vertical",
    "Alt+M": "measure",
}


def bind(widget: QWidget, active: Callable[[], Seat], asked: Callable[[str], None]) -> None:
    """Give ``widget`` and all inside it the keys. active: the chart they go to; asked: told acts of ACTS."""
    for key, made in SPECS.items():
        _on(widget, key, lambda made=made: active().set_spec(made(active().spec)))
    for key, act in ACTS.items():
        _on(widget, key, partial(asked, act))
    _on(widget, "Alt+R", lambda: _view(active(), "reset"))
    _on(widget, "Alt+I", lambda: _view(active(), "invert"))


def _view(seat: Seat, call: str) -> None:
    if seat.panel.canvas is not None:
        getattr(seat.panel.canvas, call)()


def _on(widget: QWidget, key: str, call: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(call)


def _toggled(spec: ChartSpec, scale: Scale) -> ChartSpec:
    return replace(spec, scale=Scale.LINEAR if spec.scale is scale else scale)
