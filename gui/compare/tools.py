"""The line of tools over the comparison: base date, reading, benchmark, currency, events, the ruler, what goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDateEdit, QMenu, QToolButton, QWidget

from gui.look.flow import Flow
from gui.outs.menu import fill
from models.compare.chosen import NONE, OWN, Comparison
from models.compare.rebasing import Scale
from models.compare.values import Currency

PRESETS = ("window", "1m", "3m", "6m", "ytd", "1y", "own")  # of the base date; the last one is any other
WIDEST = 112  # logical pixels of a box; longer names are cut


class Box(QComboBox):
    """As wide as its longest line, to a limit."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """What the row of tools gives it."""
        return super().sizeHint().boundedTo(QSize(WIDEST, 100))


class Tools(Flow):
    """wanted(field, value): of the comparison. preset: a usual base date, by name. out: what is to go out, by name.

    ruler: whether it is in hand. add: the button whose menu adds members. outs: what goes out, for another place.
    """

    wanted = Signal(str, object)
    preset = Signal(str)
    out = Signal(str)
    ruler = Signal(bool)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.add = self._menu_button("add")
        self._presets = self._box("preset", [(texts[f"duel.preset.{key}"], key) for key in PRESETS])
        self._base = self._dates()
        self._index = self._toggle("index", lambda on: self.wanted.emit("scale", Scale.INDEX if on else Scale.PERCENT))
        self._log = self._toggle("log", lambda on: self.wanted.emit("log", on))
        self._against = self._box("against", [])
        self._excess = self._toggle("excess", lambda on: self.wanted.emit("excess", on))
        self._currency = self._box("currency", [(texts[f"duel.currency.{one.lower()}"], str(one)) for one in Currency])
        self._events = self._menu_button("events")
        self._ruler = self._toggle("ruler", self.ruler.emit)
        self.outs = self._menu_button("out")
        self._connect()
        widgets: list[QWidget] = [
            self.add, self._presets, self._base, self._index, self._log, self._against, self._excess, self._currency,
            self._events, self._ruler,
        ]  # fmt: skip
        self.fill(widgets, widgets[0])

    def show_comparison(self, held: Comparison, base: dt.date, preset: str, marks: Iterable[tuple[str, str]]) -> None:
        """Everything as it is chosen. marks: (name, id) of who others can be measured against."""
        with QSignalBlocker(self._base):
            self._base.setDate(QDate(base.year, base.month, base.day))
        self._presets.setCurrentIndex(PRESETS.index(preset))
        self._offer(self._against, [
            (self._texts["duel.against.none"], NONE), (self._texts["duel.against.own"], OWN), *marks,
        ], held.against)  # fmt: skip
        self._currency.setCurrentIndex(self._currency.findData(str(held.currency)))
        for button, on in (
            (self._index, held.scale is Scale.INDEX),
            (self._log, held.log),
            (self._excess, held.excess),
        ):
            with QSignalBlocker(button):
                button.setChecked(on)
        self._excess.setEnabled(held.against != NONE)
        self._log.setEnabled(not held.excess)

    def show_ruler(self, on: bool) -> None:
        """Whether the ruler is in hand."""
        with QSignalBlocker(self._ruler):
            self._ruler.setChecked(on)

    def offer_events(self, held: Comparison, categories: Iterable[str]) -> None:
        """The menu of events: all of them, and each category."""
        menu = self._events.menu()
        menu.clear()
        self._check(menu, self._texts["duel.events.on"], held.events, lambda on: self.wanted.emit("events", on))
        menu.addSeparator()
        for key in categories:
            title = self._texts.get(f"event.category.{key}", key)
            self._check(menu, title, key not in held.left_out, lambda on, key=key: self._leave(held, key, on=on))

    # inside

    def _leave(self, held: Comparison, key: str, *, on: bool) -> None:
        self.wanted.emit("left_out", held.left_out - {key} if on else held.left_out | {key})

    @staticmethod
    def _check(menu: QMenu, title: str, on: bool, does: Callable[[bool], None]) -> None:
        action = QAction(title, menu, checkable=True, checked=on)
        action.toggled.connect(does)
        menu.addAction(action)

    def _connect(self) -> None:
        texts = self._texts
        self._presets.activated.connect(lambda place: self.preset.emit(self._presets.itemData(place)))
        self._base.userDateChanged.connect(lambda day: self.wanted.emit("base", day.toPython()))
        self._against.activated.connect(lambda place: self.wanted.emit("against", self._against.itemData(place)))
        self._currency.activated.connect(
            lambda place: self.wanted.emit("currency", Currency(self._currency.itemData(place)))
        )
        menu = self.outs.menu()
        menu.addAction(texts["duel.out.table"], lambda: self.out.emit("table"))
        fill(menu, texts, self.out.emit)

    def _offer(self, box: QComboBox, lines: list[tuple[str, str]], chosen: str) -> None:
        if [(box.itemText(place), box.itemData(place)) for place in range(box.count())] != lines:
            box.clear()
            for title, value in lines:
                box.addItem(title, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _toggle(self, name: str, does: Callable[[bool], None]) -> QToolButton:
        made = self._button(name)
        made.setCheckable(True)
        made.toggled.connect(does)
        return made

    def _menu_button(self, name: str) -> QToolButton:
        made = self._button(name)
        made.setText(f"{self._texts[f'duel.{name}']}▾")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(QMenu(made))
        return made

    def _button(self, name: str) -> QToolButton:
        made = QToolButton(text=self._texts[f"duel.{name}"])
        made.setProperty("role", "chart")
        made.setToolTip(self._texts[f"duel.{name}.tip"])
        return made

    def _box(self, name: str, lines: list[tuple[str, str]]) -> QComboBox:
        made = Box()
        made.setToolTip(self._texts[f"duel.{name}.tip"])
        made.setAccessibleName(self._texts[f"duel.{name}.tip"])
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for title, value in lines:
            made.addItem(title, value)
        return made

    def _dates(self) -> QDateEdit:
        made = QDateEdit(calendarPopup=True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setKeyboardTracking(False)
        made.setMinimumWidth(92)
        made.setToolTip(self._texts["duel.base.tip"])
        return made
