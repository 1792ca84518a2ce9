"""The tabs in their order. To add one: a file here and a line in TABS."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.parts import Parts
from gui.tabs.chart import ChartTab
from gui.tabs.review import ReviewTab

TABS: dict[str, Callable[[Parts], QWidget]] = {"chart": ChartTab, "review": ReviewTab}
