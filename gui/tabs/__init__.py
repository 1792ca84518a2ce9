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

# what tabs are made of, imported in quiet moments
AHEAD = (
    "gui.charts.panel",
    "gui.seats.feeds",
    "gui.seats.minute_feed",
    "gui.seats.stage",
    "gui.seats.windows",
)  # of the chart tab
BEFORE = (  # parts of tabs: a turn of its own for each
    "models.compare.paper", "gui.charts.picture", "gui.search.box", "models.traffic.paneling", "models.traffic.printed",
    "gui.traffic.figures", "gui.traffic.leaving", "gui.wires.notes", "models.note.paper", "gui.review.page",
)  # fmt: skip
LATER = (  # what is made when it is first wanted
    "gui.compare.chart", "gui.compare.focus", "models.listfiles.writing", "gui.lists.peek", "gui.lists.chooser",
    "gui.lists.notes", "gui.lists.copying", "gui.alerts.editor", "gui.lists.alert_form", "gui.lists.incoming",
    "gui.lists.files", "gui.traffic.plot.chart", "gui.traffic.plot.view", "models.imports.traffic.answers",
    "gui.imports.page", "gui.traffic.products.page", "gui.review.figures_page", "gui.review.ledger",
    "gui.review.audited", "gui.review.settings.page", "gui.review.check",
)  # fmt: skip
