"""The alerts tab: the page of alerts over the lists and the alerts at work."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.alerts.lines import AlertLine
from gui.alerts.page import AlertsPage
from gui.alerts.subjects import subjects_of, values_of
from gui.outs.tables import in_section
from gui.parts import Parts
from models.alerts.targets import name_of
from models.alerts.values import Alert, Scope
from models.instruments import Instrument
from models.lists.edits import alerts
from models.lists.values import Lists
from models.values import Quote

SETTINGS = {"tray": "alert_tray", "sound": "alert_sound"}


class AlertsTab(QWidget):
    """Follows lists and alerts."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._clock = parts, clock
        self._instrument: Instrument | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.page = AlertsPage(parts.texts, parts.lang, parts.theme, clock)
        box.addWidget(self.page)
        self.outs = tuple(in_section(parts, *one) for one in self.page.tables)
        self._connect(self.page)
        self._show_choices()
        self._show_digest()
        self._show_lists()

    def show_instrument(self, instrument: Instrument) -> None:
        """A new alert is about what is chosen in the list, its section or its list."""
        self._instrument = instrument
        self._offer()

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """Values are read once a second."""

    def tick(self, now: float) -> None:
        """Values move, silences end."""
        self.page.tick(now)
        if self.isVisible():
            self._show_alerts()
            self._offer()

    def retire(self) -> None:
        """The window closes."""
        for outs in self.outs:
            outs.retire()
        self._parts.lists.changed.disconnect(self._show_lists)
        self._parts.alerting.logged.disconnect(self._show_log)
        self._parts.alerting.digest_ready.disconnect(self._show_digest)

    # what is shown

    @property
    def _lists(self) -> Lists:
        held: Lists = self._parts.lists.lists
        return held

    def _show_lists(self) -> None:
        self._show_log()
        self._offer()

    def _show_alerts(self) -> None:
        """Alerts that the watch has heard of: it hears of an edit in the same turn."""
        watch, now = self._parts.alerting.watch, self._clock()
        known = self._parts.alerting.lists.alerts
        alerts = [one for name, one in self._lists.alerts.items() if name in known]
        rows = (one.target for one in alerts if one.scope is Scope.ROW)
        values = values_of(self._parts.alerting.store, rows, now)
        self.page.show_alerts(
            [
                AlertLine(
                    alert=one, whom=self._name(one),
                    standing=watch.standing(one.id, now), value=values.get(one.target, {}).get(one.what),
                    one=self._lists.known.get(one.target) if one.scope is Scope.ROW else None,
                )
                for one in alerts
            ]
        )  # fmt: skip

    def _show_log(self, *_: object) -> None:
        alerting = self._parts.alerting
        self.page.show_log(alerting.log, self._lists.known, alerting.problem)
        self._show_alerts()

    def _show_digest(self, *_: object) -> None:
        self.page.show_digest(self._parts.alerting.digest, self._lists.known)

    def _show_choices(self) -> None:
        settings = self._parts.choices.settings
        self.page.show_wishes(**{key: getattr(settings, name) for key, name in SETTINGS.items()})

    def _offer(self) -> None:
        one = self._instrument
        if one is None:
            return
        values = values_of(self._parts.alerting.store, [one.id], self._clock()).get(one.id, {})
        self.page.offer(subjects_of(one, self._lists, values, self._parts.texts, self._parts.lang))

    # deeds

    def _keep(self, alert: Alert) -> None:
        one = self._instrument if self._instrument is not None and self._instrument.id == alert.target else None
        self._parts.lists.edit("edit.alert_kept", lambda lists: alerts.keep(lists, alert, one), self._name(alert))

    def _drop(self, name: str) -> None:
        if (one := self._lists.alerts.get(name)) is not None:  # a menu may have stood open while it went
            self._parts.lists.edit("edit.alert_dropped", lambda lists: alerts.drop(lists, (name,)), self._name(one))

    def _name(self, alert: Alert) -> str:
        """Whom it watches."""
        return name_of(alert.scope, alert.target, self._lists, self._parts.texts["alert.gone"], self._parts.lang)

    def _wish(self, key: str, on: bool) -> None:
        self._parts.choices.change(**{SETTINGS[key]: on})

    def _connect(self, page: AlertsPage) -> None:
        alerting = self._parts.alerting
        page.kept.connect(self._keep)
        page.dropped.connect(self._drop)
        page.chosen.connect(alerting.chosen)
        page.dismissed.connect(alerting.dismiss)
        page.wished.connect(self._wish)
        self._parts.lists.changed.connect(self._show_lists)
        alerting.logged.connect(self._show_log)
        alerting.digest_ready.connect(self._show_digest)
