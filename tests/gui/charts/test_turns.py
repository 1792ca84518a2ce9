"""One chart a turn."""

import pytest
from PySide6.QtCore import QObject, QTimer

from gui.charts.turns import take_turn


def test_calls_run_later_in_order_with_other_timers_between_them(qtbot):
    heard, owner = [], QObject()
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: heard.append("beat"))
    for name in "abc":
        take_turn(owner, lambda name=name: heard.append(name))
    assert heard == []
    beat.start()
    qtbot.waitUntil(lambda: "c" in heard)
    beat.stop()
    assert [one for one in heard if one != "beat"] == ["a", "b", "c"]
    assert "beat" in heard[heard.index("a") : heard.index("c")]


def test_a_call_of_what_has_gone_is_left_out(qtbot, qapp):
    heard, gone, owner = [], QObject(), QObject()
    take_turn(gone, lambda: heard.append("gone"))
    take_turn(owner, lambda: heard.append("there"))
    gone.deleteLater()
    qapp.sendPostedEvents(gone, 52)  # DeferredDelete
    qtbot.waitUntil(lambda: heard == ["there"])


@pytest.mark.qt_no_exception_capture
def test_a_call_that_fails_does_not_hold_up_the_others(qtbot, monkeypatch):
    import sys

    heard, owner, failures = [], QObject(), []
    monkeypatch.setattr(sys, "excepthook", lambda *error: failures.append(error[1]))
    take_turn(owner, lambda: 1 / 0)
    take_turn(owner, lambda: heard.append("next"))
    qtbot.waitUntil(lambda: heard == ["next"])
    assert [type(error) for error in failures] == [ZeroDivisionError]
