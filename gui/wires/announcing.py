"""What an alert does beside standing in the log: a message of the desktop and a beep. Both are off until asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui.wires.alerting import Alerting
from gui.wires.choices import Choices
from models.alerts.values import Fired

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

TOGETHER_MS = 1000  # what fires within is told in one message
LINES = 4


def _desktop_tray(parent: QObject) -> QSystemTrayIcon | None:
    """An icon that can show messages, None where the desktop has no place for one."""
    from PySide6.QtWidgets import QStyle, QSystemTrayIcon  # QStyle has 600 constants: 6 ms before the first paint

    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    icon = QApplication.windowIcon()
    usual = QApplication.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxInformation)
    return QSystemTrayIcon(usual if icon.isNull() else icon, parent)


class Announcing(QObject):
    """Listens to the alerts. A message is shown only while none of our windows is in front; a beep always sounds."""

    def __init__(
        self,
        alerting: Alerting,
        choices: Choices,
        texts: Mapping[str, str],
        lang: str,
        tray: Callable[[QObject], QSystemTrayIcon | None] = _desktop_tray,
        beep: Callable[[], None] = QApplication.beep,
    ) -> None:
        super().__init__()
        self._alerting, self._choices, self._texts, self._lang = alerting, choices, texts, lang
        self._make, self._beep = tray, beep
        self._tray: QSystemTrayIcon | None = None
        self._waiting: list[Fired] = []
        self._newest = ""  # whom the message is about
        self._wait = QTimer(self, singleShot=True, interval=TOGETHER_MS)
        self._wait.timeout.connect(self.tell)
        alerting.fired.connect(self._take)
        choices.kept.connect(self._settle)

    def retire(self) -> None:
        """The window closes."""
        self._alerting.fired.disconnect(self._take)
        self._choices.kept.disconnect(self._settle)
        self._wait.stop()
        self._waiting.clear()
        if self._tray is not None:
            self._tray.hide()

    def tell(self) -> None:
        """One message and one beep for all that fired."""
        fired, self._waiting = self._waiting, []
        if not fired:
            return
        if self._choices.settings.alert_sound:
            self._beep()
        if self._choices.settings.alert_tray and QApplication.activeWindow() is None:
            self._show(fired)

    def _take(self, fired: tuple[Fired, ...]) -> None:
        settings = self._choices.settings
        if settings.alert_tray or settings.alert_sound:
            self._waiting += fired
            if not self._wait.isActive():
                self._wait.start()

    def _show(self, fired: list[Fired]) -> None:
        if self._tray is None:
            self._tray = self._make(self)
            if self._tray is None:
                return
            self._tray.messageClicked.connect(self._choose)
        self._tray.show()
        self._newest = fired[-1].instrument
        self._tray.showMessage(self._texts["alerts.title"], "\n".join(self._lines(fired)))

    def _lines(self, fired: list[Fired]) -> list[str]:
        from models.alerts.words import of_fired  # nothing fires before the first paint

        said = [_plain(of_fired(one, self._alerting.lists.known, self._texts, self._lang)) for one in fired]
        rest = len(said) - LINES
        return said if rest <= 0 else [*said[:LINES], self._texts["alert.more"].format(count=rest)]

    def _settle(self, _: str) -> None:
        """Who wants no messages any more sees no icon either."""
        if self._tray is not None and not self._choices.settings.alert_tray:
            self._tray.hide()

    def _choose(self) -> None:
        """The message was clicked."""
        self._alerting.chosen.emit(self._newest)


def _plain(text: str) -> str:
    """Some desktops read messages as markup, and a name out of a file could open an image."""
    return text.replace("<", "‹").replace(">", "›")
