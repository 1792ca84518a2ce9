"""Small widgets in a row that begins a new line where it has no room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import UNIT

HAIRLINE = 1  # pixels of what stands between two groups


class Flow(QWidget):
    """As high as its lines; widgets keep the width they ask for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: list[QWidget] = []

    def fill(self, widgets: Iterable[QWidget], after: QWidget) -> None:
        """Other widgets; those of before that are not among them are thrown away. The Tab key comes from ``after``."""
        before, self._held = self._held, list(widgets)
        for old in before:
            if old not in self._held:
                old.hide()
                old.deleteLater()
        for widget in self._held:
            if widget.parentWidget() is not self:
                widget.setParent(self)
                widget.show()
            self.setTabOrder(after, widget)  # a new one stands last in the window otherwise
            after = widget
        self.replace()

    def replace(self) -> None:
        """Widgets are hidden, shown, or of another width now."""
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All in one line."""
        wide = sum(widget.sizeHint().width() + UNIT for widget in self._held if not widget.isHidden())
        return QSize(wide, self.height())

    def _place(self) -> None:
        left, top, lines = 0, 0, [list[tuple[QWidget, int, QSize]]()]
        for widget in self._held:
            if widget.isHidden():
                continue
            size = widget.sizeHint().boundedTo(QSize(max(self.width(), 1), 1000))
            if left and left + size.width() > self.width():
                left = 0
                _close(lines[-1])
                lines.append([])
            lines[-1].append((widget, left, size))
            left += size.width() + UNIT
        for line in lines:
            high = max((size.height() for _, _, size in line), default=0)
            for widget, begin, size in line:  # what is lower than the others stands in the middle of them
                widget.setGeometry(QRect(begin, top + (high - size.height()) // 2, size.width(), size.height()))
            top += high + UNIT
        self.setFixedHeight(max(0, top - UNIT))


def _close(line: list[tuple[QWidget, int, QSize]]) -> None:
    """A hairline at the end of a line parts nothing from nothing."""
    widget, begin, size = line[-1]
    if size.width() <= HAIRLINE:
        line[-1] = widget, begin, QSize(0, size.height())
