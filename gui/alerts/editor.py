"""The form that makes or changes an alert. It stands in the page; nothing waits for it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.labels import plain, redress
from gui.look.theme import PADDING
from models.alerts.levels import read_level
from models.alerts.values import Alert, Crossing, Scope, What
from models.alerts.words import number
from models.instruments import Instrument

MINUTES = (0, 1, 5, 15, 30, 60, 240)  # of a cool-down
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom an alert can be about: a row, a section or a list by its target, its name, and a row's values now."""

    scope: Scope
    target: str
    name: str
    one: Instrument | None = None
    values: Mapping[What, float] = field(default_factory=dict)


class AlertEditor(QWidget):
    """``kept`` tells the alert, ``closed`` that the form is done. Enter keeps, Esc cancels, Tab goes through."""

    kept = Signal(object)
    closed = Signal()

    def __init__(self, texts: Mapping[str, str], clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._texts, self._clock = texts, clock
        self._alert: Alert | None = None  # what is being changed
        self._subjects: tuple[Subject, ...] = ()
        self._aimed = self._meant = False  # the user has said which way, and what is to be watched
        self._lines: list[QBoxLayout] = []
        self.whom, self.what, self.crossing = QComboBox(), QComboBox(), QComboBox()
        self.level, self.note = QLineEdit(), QLineEdit(maxLength=LONGEST_NOTE)
        self.hint = plain(role="foot")
        self.rearm, self.day = QCheckBox(texts["alerts.edit.rearm"]), QCheckBox(texts["alerts.edit.day"])
        self.regular = QCheckBox(texts["alerts.edit.regular"])
        self.cool = QComboBox()
        self.keep = QPushButton(texts["alerts.edit.keep"], clicked=self.take)
        self.cancel = QPushButton(texts["alerts.edit.cancel"], clicked=self.close_form, autoDefault=True)
        self._fill()
        self._lay_out()
        self._connect()

    def open(self, subjects: Sequence[Subject], alert: Alert | None = None) -> None:
        """Make an alert for one of ``subjects``, or change ``alert``; the level has the keyboard."""
        self._alert, self._subjects = alert, tuple(subjects)
        self._aimed = self._meant = alert is not None
        with QSignalBlocker(self.whom):
            self.whom.clear()
            for one in subjects:
                self.whom.addItem(one.name)
        what = usual(self._subjects[0]) if self._subjects else What.PRICE
        self._show(alert or Alert(id="", scope=Scope.ROW, target="", what=what, crossing=Crossing.UP, level=0.0))
        self.level.setText("" if alert is None else f"{alert.level:.10g}")
        self._say()
        self.show()
        self.level.setFocus(Qt.FocusReason.OtherFocusReason)
        self.level.selectAll()

    def take(self) -> None:
        """Keep it, if the level is one; else say what is wrong with it and lose nothing."""
        level, problem = read_level(self.level.text(), What(self.what.currentData()))
        if problem or not self._subjects:
            self._say(f"alerts.bad.{problem or 'empty'}")
            self.level.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.emit(self._made(level))
        self.close_form()

    def close_form(self) -> None:
        """Nothing more is changed."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Esc, wherever in the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()  # Cancel, which has the keyboard, takes its own Enter
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a narrow panel the parts of a line stand under each other: nothing is cut, nothing lies over another."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(directions.LeftToRight if self.width() >= self._wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It need not be as wide as it is now."""
        return QSize(1, super().minimumSizeHint().height())

    # inside

    @property
    def _subject(self) -> Subject | None:
        at = self.whom.currentIndex()
        return self._subjects[at] if 0 <= at < len(self._subjects) else None

    def _made(self, level: float) -> Alert:
        """The alert as the form says it; made now, so that it begins anew. A change keeps its identity."""
        subject = self._subjects[self.whom.currentIndex()]
        held = {
            "scope": subject.scope, "target": subject.target, "what": What(self.what.currentData()),
            "crossing": Crossing(self.crossing.currentData()), "level": level, "rearm": self.rearm.isChecked(),
            "cool_down_s": self.cool.currentData() * 60.0, "once_a_day": self.day.isChecked(),
            "regular_hours": self.regular.isChecked(), "note": self.note.text().strip(), "made_at": self._clock(),
        }  # fmt: skip
        if self._alert is not None:
            return replace(self._alert, on=True, snoozed_until=0.0, **held)
        return Alert(id=uuid.uuid4().hex[:12], **held)

    def _show(self, alert: Alert) -> None:
        targets = [(one.scope, one.target) for one in self._subjects]
        here = (alert.scope, alert.target)
        self.whom.setCurrentIndex(targets.index(here) if here in targets else 0)
        self.what.setCurrentIndex(self.what.findData(alert.what.value))
        self.crossing.setCurrentIndex(self.crossing.findData(alert.crossing.value))
        self.rearm.setChecked(alert.rearm)
        self.day.setChecked(alert.once_a_day)
        self.regular.setChecked(alert.regular_hours)
        self._show_minutes(alert.cool_down_s / 60)
        self.note.setText(alert.note)
        self._show_rules()

    def _value(self) -> float | None:
        subject = self._subject
        value = subject.values.get(What(self.what.currentData())) if subject is not None else None
        return None if value is None or value != value else value

    def _typed(self) -> None:
        """A level over the value is crossed upwards, one under it downwards, until somebody says otherwise."""
        level, problem = read_level(self.level.text(), What(self.what.currentData()))
        value = self._value()
        if not problem and value is not None and not self._aimed:
            way = Crossing.UP if level > value else Crossing.DOWN
            self.crossing.setCurrentIndex(self.crossing.findData(way.value))
        self._say()

    def _say(self, problem: str = "") -> None:
        """What is wrong with the level; else the value now, and whether the condition holds already."""
        redress(self.hint, "error" if problem else "foot")
        value, subject = self._value(), self._subject
        if problem or value is None or subject is None:
            self.hint.setText(self._texts[problem] if problem else "")
            return
        written = number(What(self.what.currentData()), value, self._texts, subject.one)
        key = "alerts.edit.true" if self._is_true(value) else "alerts.edit.now"
        self.hint.setText(self._texts[key].format(value=written))

    def _is_true(self, value: float) -> bool:
        level, problem = read_level(self.level.text(), What(self.what.currentData()))
        if problem:
            return False
        return value >= level if self.crossing.currentData() == Crossing.UP else value <= level

    def _show_rules(self) -> None:
        """A cool-down is between firings: there must be several."""
        again = self.rearm.isChecked()
        self.day.setEnabled(again)
        self.cool.setEnabled(again and not self.day.isChecked())

    def _show_minutes(self, minutes: float) -> None:
        """The usual choices, and what the alert has."""
        self.cool.clear()
        for one in sorted({*map(float, MINUTES), minutes}):
            text = "alerts.edit.minutes" if one else "alerts.edit.each"
            self.cool.addItem(self._texts[text].format(minutes=f"{one:g}"), one)
        self.cool.setCurrentIndex(self.cool.findData(minutes))

    def _choose(self) -> None:
        """Somebody else is meant: until the user says otherwise, what is usual for him is watched."""
        if (subject := self._subject) is not None and not self._meant and not self.level.text():
            self.what.setCurrentIndex(self.what.findData(usual(subject).value))
        self._typed()

    def _mean(self) -> None:
        self._meant = True

    def _aim(self) -> None:
        self._aimed = True
        self._say()

    def _fill(self) -> None:
        for what in What:
            self.what.addItem(self._texts[f"alert.what.{what}"], what.value)
        for way in Crossing:
            self.crossing.addItem(self._texts[f"alert.crossing.{way}"], way.value)
        for line, key in ((self.level, "alerts.edit.level"), (self.note, "alerts.edit.note")):
            line.setPlaceholderText(self._texts[key])
            line.setAccessibleName(self._texts[key])
        self.whom.setAccessibleName(self._texts["alerts.whom"])  # the other boxes are read as what they say
        self.cool.setAccessibleName(self._texts["alerts.edit.cool"])

    def _connect(self) -> None:
        self.level.textEdited.connect(self._typed)
        self.crossing.activated.connect(self._aim)
        self.whom.currentIndexChanged.connect(self._choose)
        self.what.currentIndexChanged.connect(self._typed)
        self.what.activated.connect(self._mean)
        for box in (self.rearm, self.day):
            box.toggled.connect(self._show_rules)

    def _lay_out(self) -> None:
        every = plain(self._texts["alerts.edit.cool"], role="foot")
        every.setMinimumWidth(every.sizeHint().width())
        for widget, width in ((self.whom, 200), (self.what, 104), (self.crossing, 108), (self.level, 104)):
            widget.setFixedWidth(width)
        self.cool.setFixedWidth(104)
        self.note.setMinimumWidth(60)
        self.hint.setFixedHeight(18)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, 0, PADDING, PADDING)
        box.setSpacing(4)
        lines = (
            ((self.whom, self.what, None), (self.crossing, self.level, self.note)),
            ((self.rearm, every, self.cool, None), (self.day, self.regular, None), (None, self.keep, self.cancel)),
        )
        for parts in lines:
            self._lines.append(line := QBoxLayout(QBoxLayout.Direction.LeftToRight))
            line.setSpacing(4)
            for part in parts:
                line.addLayout(_row(part), int(part is parts[-1]))
            box.addLayout(line)
        box.addWidget(self.hint)
        self._wide = max(line.minimumSize().width() for line in self._lines) + 2 * PADDING


def _row(widgets: Sequence[QWidget | None]) -> QHBoxLayout:
    """Side by side; None is room between them."""
    row = QHBoxLayout()
    row.setSpacing(PADDING)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row


def usual(subject: Subject) -> What:
    """What an alert about it mostly watches: a price is one row's, a change can be that of many."""
    return What.PRICE if subject.one is not None else What.CHANGE
