"""Messages and beeps: off until asked for, one for all that fire together, none where the window is in front."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gui.wires.announcing import Announcing
from tests.gui.alerts.conftest import KNOWN, ONE, alert, lists_of


class FakeTray(QObject):
    messageClicked = Signal()  # noqa: N815 - Qt's name

    def __init__(self):
        super().__init__()
        self.messages, self.shown = [], False

    def show(self):
        self.shown = True

    def hide(self):
        self.shown = False

    def showMessage(self, title, text):  # noqa: N802 - Qt's name
        self.messages.append((title, text))


@pytest.fixture
def tray():
    return FakeTray()


@pytest.fixture
def beeps():
    return []


@pytest.fixture
def announcing(alerting, lists, parts, tray, beeps):
    made = Announcing(alerting, parts.choices, parts.texts, "zh", lambda parent: tray, lambda: beeps.append(1))
    yield made
    made.retire()


def test_by_default_nothing_happens(announcing, ticks, tray, beeps):
    ticks(399, 401)
    announcing.tell()
    assert (tray.messages, beeps, tray.shown, announcing._wait.isActive()) == ([], [], False, False)


def test_a_message_says_what_fired(announcing, parts, ticks, tray, beeps, alerting):
    parts.choices.change(alert_tray=True)
    ticks(399, 401)
    announcing.tell()
    assert tray.messages == [("预警", "00700.HK 腾讯控股 现价上穿 400.000 → 401.000")]
    assert (tray.shown, beeps) == (True, [])
    chosen = []
    alerting.chosen.connect(chosen.append)
    tray.messageClicked.emit()
    assert chosen == [ONE]


def test_the_icon_goes_when_messages_are_switched_off(announcing, parts, ticks, tray, client, settle):
    parts.choices.change(alert_tray=True)
    ticks(399, 401)
    announcing.tell()
    parts.choices.change(alert_tray=False)
    for one in client.kept:
        one.future.set_result(None)
    settle()
    assert not tray.shown
    parts.choices.change(alert_tray=True)
    ticks(399, 401)
    announcing.tell()
    assert tray.shown


def test_several_at_once_are_one_message_and_one_beep(announcing, parts, lists, ticks, tray, beeps):
    parts.choices.change(alert_tray=True, alert_sound=True)
    lists.edit("", lambda held: lists_of(*(alert(str(at), level=400.0 + at / 10) for at in range(7))))
    ticks(399, 401)
    announcing.tell()
    announcing.tell()
    ((_, text),) = tray.messages
    assert (len(text.split("\n")), text.split("\n")[-1], beeps) == (5, "另有 3 条", [1])


def test_while_the_window_is_in_front_it_only_beeps(announcing, parts, ticks, tray, beeps, monkeypatch):
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(object))
    parts.choices.change(alert_tray=True, alert_sound=True)
    ticks(399, 401)
    announcing.tell()
    assert (tray.messages, beeps) == ([], [1])


def test_a_desktop_without_a_tray_is_no_error(alerting, lists, parts, ticks):
    made = Announcing(alerting, parts.choices, parts.texts, "zh")  # the offscreen platform has none
    parts.choices.change(alert_tray=True)
    ticks(399, 401)
    made.tell()
    assert made._tray is None
    made.retire()


def test_a_window_that_closes_takes_its_messages_along(announcing, parts, alerting, ticks, tray):
    parts.choices.change(alert_tray=True)
    ticks(399, 401)
    assert announcing._wait.isActive()
    announcing._wait.stop()
    made = Announcing(alerting, parts.choices, parts.texts, "zh", lambda parent: tray)
    ticks(399, 401)
    made.retire()
    assert not made._wait.isActive()
    announcing._wait.stop()


def test_a_name_is_no_markup_of_the_desktops(announcing, parts, alerting, ticks, tray):
    """Some desktops draw messages as rich text: a name out of a file would open what it says."""
    parts.choices.change(alert_tray=True)
    hostile = replace(KNOWN[ONE], name_zh='<img src="/x.png">')
    alerting.follow(replace(alerting.lists, known={ONE: hostile}))
    ticks(399, 401)
    announcing.tell()
    assert tray.messages == [("预警", '00700.HK ‹img src="/x.png"› 现价上穿 400.000 → 401.000')]
