"""The row over the charts: period, style, scale, adjustment, indicators and what else the active chart shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, TOOLBAR_HEIGHT
from gui.seats.periods import PERIODS, period_of, with_period
from models.charts.values import ChartSpec, Scale, Style
from models.instruments import Instrument
from models.values import Adjust

SAID_MS = 6000
SWITCHES = ("volume", "events", "extended", "local_time")


class Toolbar(QWidget):
    """``wanted`` tells the spec that the active chart should have; ``asked`` an act: "studies"."""

    wanted = Signal(object)
    asked = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts, self._spec = texts, ChartSpec()
        self._actions: dict[tuple[str, Any], QAction] = {}
        self.periods = {key: self._period(key) for key in PERIODS}
        self.period = self._menu("period", PERIODS, lambda key: with_period(self._spec, key))
        self.style_ = self._menu("style", Style, lambda one: replace(self._spec, style=one))
        self.scale = self._menu("scale", Scale, lambda one: replace(self._spec, scale=one))
        self.adjust = self._menu("adjust", Adjust, lambda one: replace(self._spec, adjust=one))
        self.studies = self._button("studies", texts["toolbar.studies"])
        self.studies.clicked.connect(lambda: self.asked.emit("studies"))
        self.more = self._more()
        self.right = QHBoxLayout()
        self._said = plain(role="foot")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._silence = QTimer(self, singleShot=True, interval=SAID_MS)
        self._silence.timeout.connect(self._said.clear)
        self.setFixedHeight(TOOLBAR_HEIGHT)
        self._lay_out()
        self.show_spec(self._spec)

    def show_spec(self, spec: ChartSpec, instrument: Instrument | None = None) -> None:
        """The active chart shows this."""
        self._spec, chosen = spec, period_of(spec)
        for key, button in self.periods.items():
            button.setChecked(key == chosen)
        on = {("period", chosen), ("style", spec.style), ("scale", spec.scale), ("adjust", spec.adjust)}
        on |= {("more", name) for name in SWITCHES if getattr(spec, name)}
        for key, action in self._actions.items():
            action.setChecked(key in on)
        texts = self._texts
        self.period.setText(f"{texts[f'period.{chosen}']} ▾")
        self.adjust.setText(f"{texts[f'toolbar.adjust.{spec.adjust}']} ▾")
        self.style_.setText(f"{texts[f'toolbar.style.{spec.style}']} ▾")
        self.scale.setText(f"{texts[f'toolbar.scale.{spec.scale}']} ▾")

    def tell(self, sentence: str, role: str) -> None:
        """How something went, for some seconds."""
        redress(self._said, role)
        self._said.setText(sentence)
        self._said.setToolTip(tip(sentence))
        self._silence.start()

    def add(self, widget: QWidget) -> None:
        """Something more at the right end."""
        self.right.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room the periods are one button with a menu."""
        super().resizeEvent(event)
        standing = (*self.periods.values(), self.style_, self.scale, self.adjust, self.studies, self.more)
        wanted = sum(button.sizeHint().width() for button in standing) + self.right.sizeHint().width() + 3 * PADDING
        narrow = self.width() < wanted
        self.period.setVisible(narrow)
        for button in self.periods.values():
            button.setVisible(not narrow)

    # inside

    def _period(self, key: str) -> QToolButton:
        button = self._button("period", self._texts[f"period.{key}"])
        button.setCheckable(True)
        button.clicked.connect(lambda: self._want(with_period(self._spec, key)))
        return button

    def _menu(self, name: str, values: Any, made: Callable[[Any], ChartSpec]) -> QToolButton:
        button = self._button(name, "")
        menu, group = QMenu(button), QActionGroup(button)
        prefix = "period" if name == "period" else f"toolbar.{name}"
        for value in values:
            action = QAction(self._texts[f"{prefix}.{value}"], menu, checkable=True)
            action.triggered.connect(lambda _=False, value=value: self._want(made(value)))
            self._actions[name, value] = group.addAction(action)
            menu.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _more(self) -> QToolButton:
        button = self._button("more", "⋯")
        menu = QMenu(button)
        for name in SWITCHES:
            action = QAction(self._texts[f"toolbar.more.{name}"], menu, checkable=True)
            action.triggered.connect(lambda on, name=name: self._want(replace(self._spec, **{name: on})))
            self._actions["more", name] = action
            menu.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton(text=text)
        button.setProperty("role", "chart")
        button.setToolTip(tip(self._texts[f"toolbar.{name}.tip"]))
        button.setAccessibleName(self._texts[f"toolbar.{name}.tip"])
        return button

    def _want(self, spec: ChartSpec) -> None:
        self.show_spec(spec)
        self.wanted.emit(spec)

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(PADDING - 4, 0, PADDING - 4, 0)
        box.setSpacing(0)
        for button in (*self.periods.values(), self.period):
            box.addWidget(button)
        box.addSpacing(PADDING)
        for button in (self.style_, self.scale, self.adjust, self.studies, self.more):
            box.addWidget(button)
        box.addWidget(self._said, 1)
        self.right.setSpacing(0)
        box.addLayout(self.right)
