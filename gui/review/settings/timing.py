"""The schedule: on which day and at what time the note is made by itself, over which window, into which folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QTimeEdit, QWidget

from gui import dialogs
from gui.look.labels import plain
from gui.look.theme import UNIT
from gui.review.settings.group import Group
from models.note.schedule import EVERY_DAY, FORMATS, WINDOWS, Schedule


class Timing(Group):
    """kept(schedule): it shall be so. wanted: the note is to be made now, as the schedule would."""

    kept = Signal(object)
    wanted = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts["noteview.timed"])
        self._texts, self._held = texts, Schedule()
        self.on = QCheckBox(texts["noteview.timed.on"])
        self.on.toggled.connect(lambda on: self._put(on=on))
        self.weekday = QComboBox()
        names = texts["traffic.weekdays"].split()
        for value, name in ((EVERY_DAY, texts["noteview.timed.daily"]), *enumerate(names)):
            self.weekday.addItem(name, value)
        self.weekday.activated.connect(lambda place: self._put(weekday=self.weekday.itemData(place)))
        self.time = QTimeEdit(displayFormat="HH:mm", keyboardTracking=False)
        for field in (self.weekday, self.time):
            field.setAccessibleName(texts["noteview.timed.when"])
        self.time.timeChanged.connect(lambda at: self._put(minute=at.hour() * 60 + at.minute()))
        self.window_of = QComboBox()
        for name in WINDOWS:
            self.window_of.addItem(texts[f"review.window.{name}_week"], name)
        self.window_of.activated.connect(lambda place: self._put(window=self.window_of.itemData(place)))
        self.folder = QLineEdit(placeholderText=texts["noteview.timed.folder.none"])
        self.folder.setAccessibleName(texts["noteview.timed.folder"])
        self.folder.editingFinished.connect(lambda: self._put(folder=self.folder.text().strip()))
        self.formats = {one: self._format(one) for one in FORMATS}
        self.now = QPushButton(texts["noteview.timed.now"])
        self.now.clicked.connect(self.wanted)
        self.state = plain(role="foot")
        self._lay_out()
        self.show_schedule(self._held)

    def show_schedule(self, held: Schedule) -> None:
        """As it is."""
        self._held = held
        fields = (self.on, self.weekday, self.time, self.window_of, *self.formats.values())
        blocked = [QSignalBlocker(one) for one in fields]
        self.on.setChecked(held.on)
        self.weekday.setCurrentIndex(self.weekday.findData(held.weekday))
        self.time.setTime(QTime(held.minute // 60, held.minute % 60))
        self.window_of.setCurrentIndex(self.window_of.findData(held.window))
        for one, box in self.formats.items():
            box.setChecked(one in held.formats)
        for one in blocked:
            one.unblock()
        if not self.folder.hasFocus():
            self.folder.setText(held.folder)
        self.now.setEnabled(bool(held.folder and held.formats))
        ran = held.ran.isoformat() if held.ran is not None else "--"
        self.state.setText(self._texts["noteview.timed.ran"].format(date=ran))

    def say(self, text: str) -> None:
        """How a run goes."""
        self.state.setText(text)

    # inside

    def _put(self, **changes: Any) -> None:
        made = replace(self._held, **changes)
        if made != self._held:
            if made.on and not made.folder and "on" in changes:
                self._choose()
                made = replace(made, folder=self._held.folder, on=bool(self._held.folder))
            self._held = made
            self.show_schedule(made)
            self.kept.emit(made)

    def _choose(self) -> None:
        folder = dialogs.to_folder(self, self._texts["noteview.out.folder"])
        if folder:
            self._put(folder=folder)

    def _format(self, one: str) -> QCheckBox:
        made = QCheckBox(self._texts[f"noteview.timed.{one}"])
        made.toggled.connect(lambda on: self._put(formats=self._chosen(one, on=on)))
        return made

    def _chosen(self, one: str, *, on: bool) -> tuple[str, ...]:
        held = set(self._held.formats) ^ {one} if on is not (one in self._held.formats) else set(self._held.formats)
        return tuple(each for each in FORMATS if each in held)

    def _lay_out(self) -> None:
        texts = self._texts
        when = _row(self.on, self.weekday, self.time)
        self.line(texts["noteview.timed.when"], when, texts["noteview.timed.when.tip"])
        self.line(texts["noteview.timed.window"], self.window_of, wide=False)
        choose = QPushButton(texts["noteview.timed.choose"], clicked=self._choose)
        self.line(texts["noteview.timed.folder"], _row(self.folder, choose, stretch=False))
        self.line(texts["noteview.timed.formats"], _row(*self.formats.values()))
        self.line("", _row(self.now, self.state))


def _row(*fields: QWidget, stretch: bool = True) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * UNIT)
    for field in fields:
        row.addWidget(field)
    if stretch:
        row.addStretch(1)
    return made
