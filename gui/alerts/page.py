"""The alerts page: what happened while nobody looked, the alerts, the log. It knows no client."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.alerts.editor import AlertEditor, Subject
from gui.alerts.lines import ALERT_KEYS, ALERTS, DIGEST, LOG, SHOW_KEYS, AlertLine, KeyedView, LogLine, moment
from gui.look import numbers
from gui.look.theme import Theme
from gui.sources.lines import LinesModel, LinesView, Words
from gui.sources.section import Section, empty
from models.alerts.digest import Digest
from models.alerts.values import Alert, Fired
from models.alerts.watch import State
from models.alerts.words import entries
from models.instruments import Instrument
from models.reasons import said

Known = Mapping[str, Instrument]
SNOOZES = {"minutes": 15 * 60.0, "hour": 3600.0, "today": 0.0}  # seconds; today ends at the reader's midnight
WISHES = ("tray", "sound")


class AlertsPage(QWidget):
    """``kept`` tells an alert that is new or changed, ``dropped`` its id, ``chosen`` an instrument's id.

    ``wished``: whether a firing shall show a message ("tray") or beep ("sound"). ``dismissed``: the digest is read.
    """

    kept = Signal(object)
    dropped = Signal(str)
    chosen = Signal(str)
    dismissed = Signal()
    wished = Signal(str, bool)

    def __init__(
        self, texts: Mapping[str, str], lang: str, theme: Theme, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__()
        self._texts, self._lang, self._theme, self._clock = texts, lang, theme, clock
        self._words = Words(texts, lang, clock())
        self._subjects: tuple[Subject, ...] = ()
        self._since = 0.0
        self.digest = LinesModel(DIGEST, self._words, self, titles="alerts")
        self.alerts = LinesModel(ALERTS, self._words, self, titles="alerts")
        self.log = LinesModel(LOG, self._words, self, titles="alerts")
        self.wishes = {key: QCheckBox(texts[f"alerts.{key}"], toolTip=texts[f"alerts.{key}.tip"]) for key in WISHES}
        self._lay_out()
        self._connect()
        self.show_digest(None, {})
        self.show_alerts(())
        self.show_log((), {})

    @cached_property
    def editor(self) -> AlertEditor:
        """The form, over the alerts; made when it is first wanted."""
        made = AlertEditor(self._texts, self._clock)
        made.kept.connect(self.kept)
        made.closed.connect(self._form_closed)
        self._head.box.insertWidget(self._head.box.indexOf(self.alerts_view), made)
        return made

    # what is shown

    def show_alerts(self, lines: Sequence[AlertLine]) -> None:
        """The alerts and how they stand."""
        current = self.alerts_view.currentIndex().row()
        self.alerts.set_lines(lines)
        if current >= 0 and lines and not self.alerts_view.currentIndex().isValid():
            self.alerts_view.selectRow(min(current, len(lines) - 1))  # the keyboard goes on where it was
        on = sum(line.alert.on for line in lines)
        self._head.say(self._texts["alerts.count"].format(count=len(lines), on=on) if lines else "")
        self.alerts_view.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def show_log(self, fired: Sequence[Fired], known: Known, problem: str = "") -> None:
        """What fired, the newest first. problem: why the log is not on disk."""
        self.log.set_lines([LogLine(fired=one, known=known) for one in fired])
        self.log_view.setVisible(bool(fired))
        self._none_fired.setVisible(not fired)
        why = said(problem, self._texts)
        self._log.say(self._texts["alerts.log.failed"].format(why=why) if problem else "", "error")

    def show_digest(self, told: Digest | None, known: Known) -> None:
        """What happened since somebody last looked; None when there is nothing to say."""
        self._digest.setVisible(bool(told))
        if told:
            self._since = told.since
            self.digest.set_lines(entries(told, known, self._texts, self._lang))
            self._say_since()

    def show_wishes(self, **on: bool) -> None:
        """Which announcements are on, by "tray" and "sound"."""
        for key, value in on.items():
            box = self.wishes[key]
            box.blockSignals(True)
            box.setChecked(value)
            box.blockSignals(False)

    def offer(self, subjects: Sequence[Subject]) -> None:
        """Whom a new alert could be about, the likeliest first."""
        self._subjects = tuple(subjects)
        self.new.setEnabled(bool(subjects))

    def tick(self, now: float) -> None:
        """Ages grow."""
        self._words.now = now
        if self._digest.isVisible():
            self._say_since()

    @property
    def tables(self) -> tuple[tuple[LinesView, Section, str], ...]:
        """Its tables, under which heads they stand, and what those say."""
        texts = self._texts
        return (
            (self.digest_view, self._digest, texts["digest.title"]),
            (self.alerts_view, self._head, texts["alerts.title"]),
            (self.log_view, self._log, texts["alerts.log"]),
        )

    # deeds

    def begin(self) -> None:
        """Open the form for a new alert."""
        if self._subjects:
            self.editor.open(self._subjects)

    def switch(self, alert: Alert, *, on: bool) -> None:
        """Turn it on, anew, or off."""
        self.kept.emit(replace(alert, on=on, snoozed_until=0.0, made_at=self._clock() if on else alert.made_at))

    def snooze(self, alert: Alert, until: float) -> None:
        """Silence it until then; 0 wakes it."""
        self.kept.emit(replace(alert, snoozed_until=until))

    def _press_alert(self, row: int, deed: str) -> None:
        """Do it to the alert of a line."""
        line = self.alerts.lines[row]
        deeds = self._deeds(line)
        if deed == "edit":
            self._edit(line)
        elif deed in ("deeds", "snooze"):
            self._offer_deeds({key: call for key, call in deeds.items() if deed == "deeds" or key in SNOOZES})
        elif deed == "switch":
            deeds["on" if "on" in deeds else "off"]()
        elif deed == "drop":
            self.dropped.emit(line.alert.id)

    def _deeds(self, line: AlertLine) -> dict[str, Callable[[], None]]:
        """What can be done to an alert, in the menu's order."""
        alert, now, state = line.alert, self._clock(), line.standing.state
        until = {key: now + seconds if seconds else _midnight(now) for key, seconds in SNOOZES.items()}
        deeds: dict[str, Callable[[], None]] = {"edit": lambda: self._edit(line)}
        if state is State.SNOOZED:
            deeds["wake"] = lambda: self.snooze(alert, 0.0)
        elif state is not State.OFF:
            deeds |= {key: lambda at=at: self.snooze(alert, at) for key, at in until.items()}
        on = state in (State.OFF, State.SPENT)
        deeds["on" if on else "off"] = lambda: self.switch(alert, on=on)
        deeds["drop"] = lambda: self.dropped.emit(alert.id)
        return deeds

    def _edit(self, line: AlertLine) -> None:
        """Open the form with an alert: its own target first, then whom else it could be about."""
        own = Subject(
            scope=line.alert.scope, target=line.alert.target, name=line.whom, one=line.one,
            values={} if line.value is None else {line.alert.what: line.value},
        )  # fmt: skip
        same = [one for one in self._subjects if (one.scope, one.target) == (own.scope, own.target)]
        self.editor.open([*(same or [own]), *(one for one in self._subjects if one not in same)], line.alert)

    def _offer_deeds(self, deeds: Mapping[str, Callable[[], None]]) -> None:
        """A menu where the pointer is; it waits for nobody."""
        self.menu.clear()
        for key, call in deeds.items():
            self.menu.addAction(self._texts[f"alerts.deed.{key}"], call)
        if deeds:
            self.menu.popup(QCursor.pos())

    def _press_log(self, row: int, _: str) -> None:
        self.chosen.emit(self.log.lines[row].fired.instrument)

    def _press_digest(self, row: int, _: str) -> None:
        if instrument := self.digest.lines[row].instrument:
            self.chosen.emit(instrument)

    def _dismiss(self) -> None:
        self._digest.hide()
        self.dismissed.emit()

    # inside

    def _say_since(self) -> None:
        now = self._words.now
        said_ = self._texts["digest.since"].format(
            age=numbers.age(now - self._since, self._lang), at=moment(self._since, now), count=len(self.digest.lines)
        )
        self._digest.say(said_)

    def _form_closed(self) -> None:
        """The keyboard goes back to the alerts."""
        (self.alerts_view if self.alerts.lines else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.alerts_view.pressed.connect(self._press_alert)
        self.log_view.pressed.connect(self._press_log)
        self.digest_view.pressed.connect(self._press_digest)
        for key, box in self.wishes.items():
            box.toggled.connect(lambda on, key=key: self.wished.emit(key, on))

    def _lay_out(self) -> None:
        texts = self._texts
        self.menu = QMenu(self)
        self.digest_view = KeyedView(self.digest, self._theme, SHOW_KEYS)
        self.alerts_view = KeyedView(self.alerts, self._theme, ALERT_KEYS)
        self.log_view = KeyedView(self.log, self._theme, SHOW_KEYS)
        self._digest = Section(texts["digest.title"], line=False)
        self._digest.tools(QPushButton(texts["digest.dismiss"], clicked=self._dismiss))
        self._digest.add(self.digest_view)
        self.new = QPushButton(texts["alerts.new"], clicked=self.begin, enabled=False)
        self._head = Section(texts["alerts.title"])
        self._head.tools(*self.wishes.values(), self.new)
        self._none, self._none_fired = empty(texts["alerts.none"]), empty(texts["alerts.log.none"])
        self._head.add(self.alerts_view)
        self._head.add(self._none)
        self._log = Section(texts["alerts.log"])
        self._log.add(self.log_view)
        self._log.add(self._none_fired)
        page = QWidget(objectName="page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._digest)
        box.addWidget(self._head)
        box.addStretch(1)
        self._log.setParent(page)  # dressing all of it in one turn takes longer than a frame may
        QTimer.singleShot(0, self, lambda: box.insertWidget(2, self._log))
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _midnight(now: float) -> float:
    """The end of the reader's own day."""
    here = time.localtime(now)
    return time.mktime((here.tm_year, here.tm_mon, here.tm_mday + 1, 0, 0, 0, 0, 0, -1))
