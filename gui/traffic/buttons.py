"""The small parts that the rows of tools are made of: boxes, switches, menus, dates. Texts by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, QSize
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QMenu, QToolButton

from gui.look.labels import tip

WIDEST, ARROW = 168, 42  # logical pixels of a box, longer names are cut; what it has beside its text
BAR_PX, BAR_HEIGHT = 1, 18
DATE_PX = 92


class Box(QComboBox):
    """As wide as the line that is chosen, to a limit: a row of tools is short enough to be read at a glance."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """What the row of tools gives it."""
        wide = self.fontMetrics().horizontalAdvance(self.currentText()) + ARROW
        return QSize(min(wide, WIDEST), super().sizeHint().height())

    def showPopup(self) -> None:  # noqa: N802
        """Its list is as wide as the longest line."""
        lines = (self.fontMetrics().horizontalAdvance(self.itemText(place)) for place in range(self.count()))
        self.view().setMinimumWidth(max(lines, default=0) + ARROW)
        super().showPopup()


class Rule(QFrame):
    """A hairline between two groups."""

    def __init__(self) -> None:
        super().__init__(objectName="rule")

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as a word."""
        return QSize(BAR_PX, BAR_HEIGHT)


def box(texts: Mapping[str, str], name: str, chose: Callable[[Any], None]) -> Box:
    """A box without lines; ``chose`` hears the value of the line that a user picks."""
    made = Box()
    made.setToolTip(texts[f"traffic.{name}.tip"])
    made.setAccessibleName(texts[f"traffic.{name}.tip"])
    made.activated.connect(lambda place: chose(made.itemData(place)))
    return made


def offer(made: QComboBox, lines: Iterable[tuple[str, Any]], chosen: Any) -> None:
    """Other lines (text, value), unless they are the same, and the one that is chosen."""
    lines = list(lines)
    if [(made.itemText(place), made.itemData(place)) for place in range(made.count())] != lines:
        made.clear()
        for text, value in lines:
            made.addItem(text, value)
        made.updateGeometry()
    values = [value for _, value in lines]
    made.setCurrentIndex(values.index(chosen) if chosen in values else -1)


def switch(texts: Mapping[str, str], name: str, does: Callable[[bool], None]) -> QToolButton:
    """A button that stays down."""
    made = button(texts[f"traffic.{name}"], texts[f"traffic.{name}.tip"])
    made.setCheckable(True)
    made.toggled.connect(does)
    return made


def choice(text: str, told: str, does: Callable[[], None]) -> QToolButton:
    """One of several buttons of which one is down; a press on it leaves it down."""
    made = button(text, told)
    made.setProperty("role", "segment")
    made.setCheckable(True)
    made.clicked.connect(lambda: (made.setChecked(True), does()))
    return made


def menu_button(texts: Mapping[str, str], name: str) -> QToolButton:
    """A button with a menu that is filled by whose it is."""
    made = button(f"{texts[f'traffic.{name}']}▾", texts[f"traffic.{name}.tip"])
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setMenu(QMenu(made))
    return made


def button(text: str, told: str) -> QToolButton:
    """A plain one."""
    made = QToolButton(text=text)
    made.setProperty("role", "chart")
    made.setToolTip(tip(told))
    made.setAccessibleName(told)
    return made


def dates(told: str, picked: Callable[[dt.date], None]) -> QDateEdit:
    """A day to choose."""
    made = QDateEdit(calendarPopup=True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setKeyboardTracking(False)
    made.setMinimumWidth(DATE_PX)
    made.setToolTip(tip(told))
    made.setAccessibleName(told)
    made.userDateChanged.connect(lambda day: picked(day.toPython()))
    return made


def put_date(made: QDateEdit, day: dt.date) -> None:
    """Show a day without telling it."""
    with QSignalBlocker(made):
        made.setDate(QDate(day.year, day.month, day.day))


def press(made: QToolButton, *, down: bool) -> None:
    """Show a switch down or up without telling it."""
    with QSignalBlocker(made):
        made.setChecked(down)
