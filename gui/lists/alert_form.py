"""The form of a new alert under the table: about the current row, or the section whose heading is current."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from gui.alerts.editor import AlertEditor, Subject
from gui.alerts.subjects import subjects_of, values_of
from gui.lists.panel import WatchlistPanel
from models.alerts.values import Alert, Scope
from models.instruments import Instrument
from models.lists.edits import alerts
from models.lists.values import Lists

Edit = Callable[[Lists], Lists]
SEVERAL = "*"  # the target of an alert that is made for each selected row


class AlertForm(QObject):
    """Belongs to one panel; what is kept becomes an edit of the lists."""

    def __init__(self, panel: WatchlistPanel, clock: Callable[[], float] = time.time) -> None:
        super().__init__(panel)
        self._panel, self._clock = panel, clock
        self._one: Instrument | None = None
        self._several: tuple[Instrument, ...] = ()
        self.editor = AlertEditor(panel.texts, clock)
        panel.put_under(self.editor)
        self.editor.hide()
        self.editor.kept.connect(self._keep)
        self.editor.closed.connect(self._leave)

    def open(self) -> None:
        """Ask what is to be watched."""
        panel = self._panel
        self._one = one = panel.current
        if one is None:
            return
        self._several = panel.chosen if len(panel.chosen) > 1 and not panel.on_heading else ()
        values = values_of(panel.model.store, [one.id], self._clock()).get(one.id, {})
        subjects = subjects_of(one, panel.lists, values, panel.texts, panel.lang)
        if panel.on_heading:  # the section is meant, and what can be said of one of its rows comes after
            subjects.sort(key=lambda subject: subject.scope is not Scope.SECTION)
        if self._several:
            name = panel.texts["alerts.several"].format(count=len(self._several))
            subjects.insert(0, Subject(scope=Scope.ROW, target=SEVERAL, name=name))
        self.editor.show()
        self.editor.open(subjects)

    def _keep(self, alert: Alert) -> None:
        if alert.target == SEVERAL:
            several = self._several
            each: Edit = lambda lists: _for_each(lists, alert, several)  # noqa: E731
            self._panel.edit("edit.alert_kept", each, several)
            return
        one = self._one if self._one is not None and self._one.id == alert.target else None
        name = "" if one is None else one.name(self._panel.lang)
        self._panel.edit("edit.alert_kept", lambda lists: alerts.keep(lists, alert, one), name)

    def _leave(self) -> None:
        self.editor.hide()
        self._panel.take_keyboard()


def _for_each(lists: Lists, alert: Alert, several: Sequence[Instrument]) -> Lists:
    """The same alert on each of several rows, each its own from then on."""
    for number, one in enumerate(several):
        lists = alerts.keep(lists, replace(alert, id=f"{alert.id}-{number}", target=one.id), one)
    return lists
