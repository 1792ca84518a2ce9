"""The products of the figure as chips in one line; those there is no room for are counted behind them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.compare.chips import MembersBar
from gui.look.theme import UNIT, Theme
from gui.traffic.buttons import button


class Chips(MembersBar):
    """wanted: the products that are not seen are to be shown, all of them in a list."""

    wanted = Signal()

    def __init__(self, texts: Mapping[str, str], theme: Theme, after: QWidget) -> None:
        super().__init__(theme, after)
        self._words = texts["traffic.chips.more"]
        self.more = button("", texts["traffic.pick.tip"])
        self.more.setParent(self)
        self.more.clicked.connect(self.wanted)
        self.more.hide()

    @property
    def unseen(self) -> int:
        """How many have no room."""
        return sum(chip.isHidden() for chip in self.chips.values())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Whatever width there is."""
        return QSize(1, self.height())

    def _place(self) -> None:
        chips = list(self.chips.values())
        widths = [chip.sizeHint().width() for chip in chips]
        count = self._fitting(widths)
        self.more.setVisible(count < len(chips))
        left, high = 0, 0
        for place, chip in enumerate(chips):
            chip.setVisible(place < count)
            if place < count:
                chip.setGeometry(left, 0, widths[place], chip.sizeHint().height())
                left, high = left + widths[place] + UNIT, max(high, chip.sizeHint().height())
        if count < len(chips):
            self.more.setText(self._words.format(count=len(chips) - count))
            self.more.setGeometry(left, 0, self.more.sizeHint().width(), max(high, 1))
            if chips:
                self.setTabOrder(chips[max(count - 1, 0)], self.more)
        self.setFixedHeight(high)

    def _fitting(self, widths: list[int]) -> int:
        if sum(widths) + UNIT * (len(widths) - 1) <= self.width():
            return len(widths)
        self.more.setText(self._words.format(count=len(widths)))
        left = self.width() - self.more.sizeHint().width()
        count = 0
        while count < len(widths) and widths[count] + UNIT <= left:
            left -= widths[count] + UNIT
            count += 1
        return max(count, 1)
