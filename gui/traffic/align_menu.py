"""The menu of what products can be laid over each other from: their launch, or the day of an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.look.menus import empty
from gui.traffic.buttons import menu_button
from models.events import Event
from models.traffic.chosen import LAUNCH

CALENDAR = ""
LONGEST = 64  # letters of an event


class AlignMenu:
    """The button and its menu. ``aligns`` hears LAUNCH, CALENDAR or a date as YYYY-MM-DD."""

    def __init__(self, texts: Mapping[str, str], lang: str, aligns: Callable[[str], None]) -> None:
        self._texts, self._lang, self._aligns = texts, lang, aligns
        self._align = CALENDAR
        self.events: Callable[[], Iterable[Event]] = tuple  # of the products that are shown; asked when it opens
        self.button = menu_button(texts, "align")
        self.button.menu().aboutToShow.connect(self.fill)

    def show_align(self, align: str) -> None:
        """What is chosen."""
        self._align = align
        said = {LAUNCH: self._texts["traffic.align.launch"], CALENDAR: self._texts["traffic.align"]}.get(align, align)
        self.button.setText(f"{said}▾")

    def fill(self) -> None:
        """Everything there is to align at: a menu a year, as there are many events."""
        menu = self.button.menu()
        empty(menu)
        self._offer(menu, self._texts["traffic.align.calendar"], CALENDAR)
        self._offer(menu, self._texts["traffic.align.launch.long"], LAUNCH)
        years: dict[int, QMenu] = {}
        for one in self.events():
            year = one.date.year
            if year not in years:
                years[year] = menu.addMenu(self._texts["traffic.align.year"].format(year=year))
            text = one.text(self._lang)
            text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            self._offer(years[year], f"{one.date:%m-%d}  {text}".replace("&", "&&"), one.date.isoformat())
        if not years:
            menu.addAction(self._texts["traffic.align.none"]).setEnabled(False)

    def _offer(self, menu: QMenu, text: str, align: str) -> None:
        action = QAction(text, menu, checkable=True, checked=align == self._align)
        action.triggered.connect(partial(self._take, align))
        menu.addAction(action)

    def _take(self, align: str, _: bool = False) -> None:
        self._aligns(align)
