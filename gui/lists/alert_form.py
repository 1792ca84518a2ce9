"""The form of a new alert under the table: about the current row, or the section whose heading is current."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from gui.alerts.editor import AlertEditor
from gui.alerts.subjects import subjects_of, values_of
from gui.lists.panel import WatchlistPanel
from models.alerts.values import Alert, Scope
from models.instruments import Instrument
from models.lists.edits import alerts


class AlertForm(QObject):
    """Belongs to one panel; what is kept becomes an edit of the lists."""

    def __init__(self, panel: WatchlistPanel, clock: Callable[[], float] = time.time) -> None:
        super().__init__(panel)
        self._panel, self._clock = panel, clock
        self._one: Instrument | None = None
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
        values = values_of(panel.model.store, [one.id], self._clock()).get(one.id, {})
        subjects = subjects_of(one, panel.lists, values, panel.texts, panel.lang)
        if panel.on_heading:  # the section is meant, and what can be said of one of its rows comes after
            subjects.sort(key=lambda subject: subject.scope is not Scope.SECTION)
        self.editor.show()
        self.editor.open(subjects)

    def _keep(self, alert: Alert) -> None:
        one = self._one if self._one is not None and self._one.id == alert.target else None
        name = "" if one is None else one.name(self._panel.lang)
        self._panel.edit("edit.alert_kept", lambda lists: alerts.keep(lists, alert, one), name)

    def _leave(self) -> None:
        self.editor.hide()
        self._panel.view.setFocus()
