"""What is done with data rather than with the view: fetched, brought in, edited, taken out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.look.theme import UNIT
from gui.traffic.buttons import button, menu_button
from models.traffic.values import Granularity

SOURCES = ("", "similarweb", "wikimedia", "apple")  # "" is that of the metric
PAID = "similarweb"


class Acts(QWidget):
    """refresh(source, granularity): ask it; "" is that of the metric, None the view's periods.

    asked: what is left of the paid source is to be told. wanted(act): import or products.
    """

    refresh = Signal(str, object)
    asked = Signal()
    wanted = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.refreshing = menu_button(texts, "refresh")
        self.bring = button(texts["traffic.import"], texts["traffic.import.tip"])
        self.products = button(texts["traffic.products"], texts["traffic.products.tip"])
        self.outs = menu_button(texts, "out")
        self.bring.clicked.connect(lambda: self.wanted.emit("import"))
        self.products.clicked.connect(lambda: self.wanted.emit("products"))
        self._quota = QAction(texts["traffic.quota.asked"], self, enabled=False)
        self._fill()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        for widget in (self.refreshing, self.bring, self.products, self.outs):
            widget.setProperty("role", "segment")  # narrow: the figures beside them are to stay in one line
            box.addWidget(widget)

    def say_quota(self, text: str) -> None:
        """What is left of the paid source, or why nobody knows."""
        self._quota.setText(text.replace("&", "&&"))

    def _fill(self) -> None:
        menu, texts = self.refreshing.menu(), self._texts
        menu.aboutToShow.connect(self.asked)
        for source in SOURCES:
            text = texts[f"traffic.refresh.{source or 'usual'}"]
            menu.addAction(text, lambda source=source: self.refresh.emit(source, None))
            if source == PAID:
                for one in Granularity:
                    text = texts["traffic.refresh.by"].format(every=texts[f"traffic.every.{one}"])
                    menu.addAction(text, lambda one=one: self.refresh.emit(PAID, one))
                menu.addAction(self._quota)
                menu.addSeparator()
