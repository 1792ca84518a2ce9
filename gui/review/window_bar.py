"""The line that says which days are reviewed: named windows, two dates, and how many sessions each market had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.look.flow import Flow
from gui.look.labels import plain, tip
from gui.look.theme import UNIT
from gui.traffic import buttons
from models import sessions
from models.review import windows
from models.review.values import Review, Window

PRESETS: dict[str, Callable[[dt.date], Window]] = {
    "this_week": windows.this_week,
    "last_week": windows.last_week,
    "month": windows.month_to_date,
    "reference": lambda today: windows.REFERENCE_WEEK,
}
FREE = "free"


class WindowBar(Flow):
    """picked: another window is wanted. backwards: the dates that are shown end before they begin."""

    picked = Signal(object)
    backwards = Signal()

    def __init__(self, texts: Mapping[str, str], today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._texts, self._today = texts, today
        self._window = PRESETS["this_week"](today())
        self.presets = buttons.Box()
        for key in (*PRESETS, FREE):
            self.presets.addItem(texts[f"review.window.{key}"], key)
        self.presets.activated.connect(self._pick_preset)
        self.presets.setAccessibleName(texts["review.window.tip"])
        self.first = buttons.dates(texts["review.window.first"], lambda day: self._pick_dates())
        self.last = buttons.dates(texts["review.window.last"], lambda day: self._pick_dates())
        self.back, self.on = self._step("◂", -1, "back"), self._step("▸", 1, "on")
        self.counts = plain(role="foot")  # who has the bar says where it stands
        self.fill((self.presets, self._dates()), self.presets)

    def show_window(self, window: Window) -> None:
        """The window as it is."""
        self._window = window
        buttons.put_date(self.first, window.first)
        buttons.put_date(self.last, window.last)
        today = self._today()
        known = [key for key, of in PRESETS.items() if of(today) == window]
        self.presets.setCurrentIndex(self.presets.findData(known[0] if known else FREE))
        self.presets.updateGeometry()
        self.replace()

    def show_counts(self, review: Review) -> None:
        """How many sessions each market had of those of the week; what is not there yet is told in the tip."""
        week, texts = windows.whole(review.window), self._texts
        said, told = [], []
        for market, count in review.sessions.items():
            of = len(sessions.sessions_between(market, week.first, week.last))
            words = {"market": texts[f"review.counts.{market}"], "count": count, "of": of}
            said.append(texts["review.counts.one"].format(**words))
            told.append(texts["review.counts.tip"].format(**words, expected=review.expected[market]))
        self.counts.setText(texts["review.counts.comma"].join(said))
        self.counts.setToolTip(tip("\n".join(told)))

    # inside

    def _pick_preset(self, place: int) -> None:
        if (key := self.presets.itemData(place)) in PRESETS:
            self.picked.emit(PRESETS[key](self._today()))

    def _pick_dates(self) -> None:
        first, last = self.first.date().toPython(), self.last.date().toPython()
        if first > last:
            self.backwards.emit()
        elif (first, last) != (self._window.first, self._window.last):
            self.picked.emit(Window(first=first, last=last))

    def _step(self, sign: str, by: int, name: str) -> QWidget:
        made = buttons.button(sign, self._texts[f"review.window.{name}"])
        made.clicked.connect(lambda: self.picked.emit(windows.moved(self._window, by)))
        return made

    def _dates(self) -> QWidget:
        """Both dates between the two steps: they break into another line together."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        for widget in (self.back, self.first, self.last, self.on):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return made
