"""The tabs in their order. To add one: a file here and a line in TABS.

A tab's module is imported when the tab is first seen: the first paint does not wait for what it does not show.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from gui.parts import Parts

Makes = Callable[[Parts], QWidget]


def _tab(module: str, name: str) -> Makes:
    def make(parts: Parts) -> QWidget:
        tab: QWidget = getattr(import_module(f"gui.tabs.{module}"), name)(parts)
        return tab

    return make


def preload(module: str) -> None:
    """Import a module in a quiet moment, so that what is first opened of it need not."""
    import_module(module)


TABS: dict[str, Makes] = {
    "chart": _tab("chart", "ChartTab"),
    "compare": _tab("compare", "CompareTab"),
    "traffic": _tab("traffic", "TrafficTab"),
    "review": _tab("review", "ReviewTab"),
    "alerts": _tab("alerts", "AlertsTab"),
    "sources": _tab("sources", "SourcesTab"),
}
