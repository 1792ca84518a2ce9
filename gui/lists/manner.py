"""How the list shows what moves: a warm ground, glowing prices, and how often a sorted list is sorted again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from models.settings import CHOICES, Settings

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel


class Manner(QObject):
    """Applies the settings to one panel and offers them in a menu. ``changed``: key and value of what was chosen."""

    changed = Signal(str, object)

    def __init__(self, panel: WatchlistPanel, settings: Settings) -> None:
        super().__init__(panel)
        self._panel = panel
        self._again = QTimer(self)
        self._again.timeout.connect(self._resort)
        self.menu = self._filled(QMenu(panel.texts["manner.title"], panel), panel.texts, settings)
        self.apply(settings)

    def apply(self, settings: Settings) -> None:
        """Show things as the settings say."""
        self._panel.view.set_heat(settings.heat)
        self._panel.view.flashing = settings.flash
        self._again.stop()
        if settings.resort_s:
            self._again.start(settings.resort_s * 1000)

    def retire(self) -> None:
        """The panel goes."""
        self._again.stop()

    def _resort(self) -> None:
        model = self._panel.model
        if model.sorted is not None or model.strongest:
            model.resort()

    def _filled(self, menu: QMenu, texts: Mapping[str, str], settings: Settings) -> QMenu:
        for key in ("heat", "flash"):
            action = QAction(texts[f"manner.{key}"], menu, checkable=True, checked=getattr(settings, key))
            action.toggled.connect(lambda on, key=key: self.changed.emit(key, on))
            menu.addAction(action)
        group = QActionGroup(menu)
        again = menu.addMenu(texts["manner.resort"])
        for seconds in CHOICES["resort_s"]:
            said = texts[f"manner.resort.{seconds}"]
            action = QAction(said, again, checkable=True, checked=settings.resort_s == seconds)
            action.triggered.connect(lambda _=False, seconds=seconds: self.changed.emit("resort_s", seconds))
            group.addAction(action)
            again.addAction(action)
        return menu
