"""The view button in the window's corner: surface, colour convention, language. One choice each, taken at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

CHOICES = {
    "theme": ("light", "dark"),
    "convention": ("red-up", "green-up", "blue-orange"),
    "lang": ("zh", "en"),
}


class ViewMenu(QToolButton):
    """Tells ``changed(setting, value)``; knows nothing of what follows."""

    def __init__(self, texts: Mapping[str, str], now: Mapping[str, str], changed: Callable[[str, str], None]) -> None:
        super().__init__()
        self.setText(texts["view"])
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for key, values in CHOICES.items():
            menu.addSeparator()
            menu.addAction(texts[f"view.{key}"]).setEnabled(False)  # a section's own title is left out by style sheets
            group = QActionGroup(menu)
            for value in values:
                action = QAction(texts[f"view.{key}.{value}"], menu, checkable=True, checked=now[key] == value)
                action.triggered.connect(self._teller(changed, key, value))
                group.addAction(action)
                menu.addAction(action)
        self.setMenu(menu)

    @staticmethod
    def _teller(changed: Callable[[str, str], None], key: str, value: str) -> Callable[[], None]:
        return lambda: changed(key, value)
