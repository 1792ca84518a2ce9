"""The table of one period under its heading, which steps from period to period."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.theme import PADDING
from gui.parts import Parts
from gui.traffic.buttons import button
from gui.traffic.colours import Colours
from gui.traffic.table import PeriodTable
from models.traffic import rows, titling
from models.traffic.panel import Panel
from models.traffic.units import Unit
from models.traffic.values import SUMMED


class Report(QWidget):
    """Follows a panel; shows the newest period until another is chosen. stepped: another period is shown."""

    stepped = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.table = PeriodTable(parts.texts, parts.lang, parts.theme)
        self.title, self._covered = plain(role="foot"), plain(role="foot")
        self.back, self.on = self._step("◂", -1), self._step("▸", 1)
        self._panel: Panel | None = None
        self._colours = Colours()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        self._end: object = None  # last day of the period that was chosen; None is the newest
        self._lay_out()

    @property
    def place(self) -> int | None:
        """The period's number on the panel; None while there is nothing."""
        panel = self._panel
        if panel is None or panel.stop <= panel.first:
            return None
        newest = rows.newest(panel)
        if self._end is not None:
            held = [at for at in range(panel.first, panel.stop) if panel.end[at] == self._end]
            return held[0] if held else newest
        return newest

    def show_panel(self, panel: Panel | None, colours: Colours) -> None:
        """Another panel, in a turn of its own; the period that was chosen stays where it has it."""
        self._panel, self._colours = panel, colours
        self._soon.start()

    def show_place(self, place: int) -> None:
        """One period."""
        panel = self._panel
        if panel is not None and panel.first <= place < panel.stop:
            self._end = None if place == rows.newest(panel) else panel.end[place]
            self._show()
            self.stepped.emit()

    # inside

    def _show(self) -> None:
        panel, place = self._panel, self.place
        for made, able in (
            (self.back, place is not None and panel is not None and place > panel.first),
            (self.on, place is not None and panel is not None and place < panel.stop - 1),
        ):
            made.setEnabled(able)
        if panel is None or place is None:
            self.table.show_table(None, Unit(), "", {})
            self.title.setText(self._texts["traffic.table.empty"])
            self._covered.setText("")
            return
        made = rows.table(panel, place)
        unit = titling.unit_in(panel, range(len(panel.members)), self._parts.lang)
        inks = {one.product.id: self._colours.of(one.product.id, self._parts.theme) for one in panel.members}
        self.table.show_table(made, unit, titling.unit_name(panel.view, unit, self._texts), inks)
        told = {"measured": titling.measured(panel.view, self._texts), "period": titling.period_at(panel, place)}
        self.title.setText(self._texts["traffic.table.title"].format(**told))
        of = {"count": made.covered, "of": len(made.rows)}
        said = self._texts["traffic.table.covered"].format(**of) if panel.view.metric in SUMMED else ""
        self._covered.setText(said)
        self._covered.setToolTip(tip(self._texts["traffic.column.share.tip"]))

    def _step(self, sign: str, by: int) -> QToolButton:
        made = button(sign, self._texts["traffic.table.back" if by < 0 else "traffic.table.on"])
        made.clicked.connect(lambda: self.show_place((self.place or 0) + by))
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, PADDING, 0)
        for widget in (self.back, self.title, self.on):
            head.addWidget(widget)
        head.addWidget(self._covered, 1, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.table, 1)
