"""The panel of indicators: what the active chart has, with its parameters, in order. Every change shows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gui.look.labels import plain, tip
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT
from models.charts.values import USUAL, ChartSpec, IndicatorChoice
from models.indicators import INDICATORS
from models.indicators.values import Parameter
from models.instruments import Instrument

WIDTH, NUMBER_WIDTH, ABREAST = 264, 54, 4
Choices = tuple[IndicatorChoice, ...]


class StudyPanel(QFrame):
    """``wanted`` tells the spec with other indicators; ``left``: the keyboard is free for the chart."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts, self._spec = texts, ChartSpec()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.adding = QComboBox()
        self.adding.setAccessibleName(texts["studies.add"])
        self.adding.activated.connect(self._add)
        self.lines: list[StudyLine] = []
        self._page = QWidget(objectName="page")
        self._rows = QVBoxLayout(self._page)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the panel, ready to add."""
        self.show()
        self.adding.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Hide the panel."""
        self.hide()
        self.left.emit()

    def show_spec(self, spec: ChartSpec, instrument: Instrument | None = None) -> None:
        """The active chart has these; lines that stay are kept, so that what is being typed is."""
        self._spec = spec
        if [line.choice.key for line in self.lines] == [one.key for one in _known(spec.indicators)]:
            for line, choice in zip(self.lines, _known(spec.indicators), strict=True):
                line.show_choice(choice)
            return
        self._rebuild(_known(spec.indicators))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    # inside

    def _rebuild(self, choices: Sequence[IndicatorChoice]) -> None:
        if any(line.isAncestorOf(self.focusWidget()) for line in self.lines if self.focusWidget() is not None):
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)  # its line goes: the keyboard must not go with it
        for line in self.lines:
            self._rows.removeWidget(line)
            line.deleteLater()
        self.lines = [StudyLine(choice, self._texts) for choice in choices]
        for place, line in enumerate(self.lines):
            line.changed.connect(partial(self._change, place))
            line.removed.connect(partial(self._remove, place))
            line.raised.connect(partial(self._raise, place))
            self._rows.insertWidget(place, line)
        held = {choice.key for choice in choices}
        self.adding.clear()
        self.adding.addItem(self._texts["studies.add"], "")
        for key in (key for key in INDICATORS if key not in held):
            self.adding.addItem(self._texts[f"indicator.{key}"], key)

    def _add(self, place: int) -> None:
        if key := self.adding.itemData(place):
            self._tell((*self._spec.indicators, IndicatorChoice(key=key)))

    def _change(self, place: int, choice: IndicatorChoice) -> None:
        held = _known(self._spec.indicators)
        self._tell((*held[:place], choice, *held[place + 1 :]))

    def _remove(self, place: int) -> None:
        held = _known(self._spec.indicators)
        self._tell((*held[:place], *held[place + 1 :]))

    def _raise(self, place: int) -> None:
        held = list(_known(self._spec.indicators))
        if place:
            held[place - 1 : place + 1] = held[place], held[place - 1]
            self._tell(tuple(held))

    def _tell(self, choices: Choices) -> None:
        spec = replace(self._spec, indicators=choices)
        self.show_spec(spec)
        self.wanted.emit(spec)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, UNIT, 0)
        title, closing = plain(self._texts["studies.title"], role="title"), QToolButton(text="✕")
        title.setFixedHeight(TOOLBAR_HEIGHT)
        closing.setProperty("role", "thin")
        closing.clicked.connect(self.dismiss)
        head.addWidget(title, 1)
        head.addWidget(closing)
        self._rows.setContentsMargins(PADDING, 0, PADDING, PADDING)
        self._rows.setSpacing(PADDING)
        self._rows.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        usual = QPushButton(self._texts["studies.reset"], clicked=lambda: self._tell(USUAL))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, PADDING)
        box.setSpacing(PADDING)
        box.addLayout(head)
        for widget in (self.adding, scroll, usual):
            row = QHBoxLayout()
            row.setContentsMargins(PADDING if widget is not scroll else 0, 0, PADDING if widget is not scroll else 0, 0)
            row.addWidget(widget)
            box.addLayout(row, 1 if widget is scroll else 0)


class StudyLine(QWidget):
    """One indicator: its name, its numbers, and ways to raise and remove it."""

    changed = Signal(object)
    removed = Signal()
    raised = Signal()

    def __init__(self, choice: IndicatorChoice, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.choice, self._of = choice, INDICATORS[choice.key]
        name = texts[f"indicator.{choice.key}"]
        self.numbers = [_number(one, texts) for one in self._of.parameters]
        up, away = QToolButton(text="↑"), QToolButton(text="✕")
        for button, said, signal in ((up, texts["studies.up"], self.raised), (away, "", self.removed)):
            button.setProperty("role", "thin")
            button.setToolTip(tip(said or texts["studies.remove"].format(name=name)))
            button.setAccessibleName(said or texts["studies.remove"].format(name=name))
            button.clicked.connect(signal)
        head, row = QHBoxLayout(), QGridLayout()
        row.setSpacing(UNIT)
        row.setColumnStretch(ABREAST, 1)
        head.addWidget(plain(name), 1)
        head.addWidget(up)
        head.addWidget(away)
        for place, number in enumerate(self.numbers):
            row.addWidget(number, place // ABREAST, place % ABREAST)
            number.valueChanged.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(row)
        self.show_choice(choice)

    def show_choice(self, choice: IndicatorChoice) -> None:
        """Its numbers are these."""
        self.choice = choice
        for number, value in zip(self.numbers, values_of(choice), strict=True):
            number.blockSignals(True)
            number.setValue(value)
            number.blockSignals(False)

    def _tell(self) -> None:
        self.choice = replace(self.choice, params=tuple(float(number.value()) for number in self.numbers))
        self.changed.emit(self.choice)


def values_of(choice: IndicatorChoice) -> list[float]:
    """Every parameter's number, the usual one where the choice has none."""
    of = INDICATORS[choice.key]
    held = of.complete(dict(zip((one.key for one in of.parameters), choice.params, strict=False)))
    return [round(held[one.key]) if one.whole else held[one.key] for one in of.parameters]


def _known(choices: Choices) -> Choices:
    return tuple(one for one in choices if one.key in INDICATORS)


def _number(of: Parameter, texts: Mapping[str, str]) -> QSpinBox | QDoubleSpinBox:
    box = QSpinBox() if of.whole else QDoubleSpinBox(decimals=1, singleStep=0.1)
    box.setRange(0 if of.optional else of.least, of.most)
    box.setKeyboardTracking(False)
    box.setFixedWidth(NUMBER_WIDTH)
    box.setAccessibleName(of.key)
    if of.optional:
        box.setToolTip(texts["studies.off"])
    return box
