"""Row P7 of the fault list: what nobody caught, wherever it happens, is told once, and the program lives on."""

import threading

import pytest
from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, QTimer, Signal  # noqa: TID251 - to fail in
from PySide6.QtWidgets import QPushButton

MARK = "ZeroDivisionError: "


def bad():
    raise ZeroDivisionError("told once")


class Running(QThread):
    def run(self):
        bad()


class Task(QRunnable):
    def run(self):
        bad()


class Sender(QObject):
    sent = Signal()


def in_a_slot():
    sender = Sender()
    sender.sent.connect(bad)
    sender.sent.emit()


def in_a_button():
    button = QPushButton()
    button.clicked.connect(bad)
    button.click()


def in_a_timer():
    QTimer.singleShot(0, bad)


def in_a_thread():
    thread = threading.Thread(target=bad)  # noqa: TID251 - to fail in
    thread.start()
    thread.join()


def in_a_thread_of_qt():
    thread = Running()
    thread.start()
    assert thread.wait(5000)


def in_a_task_of_qt():
    pool = QThreadPool()
    pool.start(Task())
    assert pool.waitForDone(5000)


@pytest.mark.parametrize(
    "happen", [in_a_slot, in_a_button, in_a_timer, in_a_thread, in_a_thread_of_qt, in_a_task_of_qt]
)
def test_it_is_told_once_and_the_program_lives_on(crashes, qtbot, settle, capsys, happen):
    happen()
    qtbot.waitUntil(lambda: MARK in crashes._page.toPlainText())
    alive = []
    QTimer.singleShot(0, lambda: alive.append(True))
    qtbot.waitUntil(lambda: bool(alive))
    settle()
    assert crashes._page.toPlainText().count(MARK) == 1
    assert capsys.readouterr().err.count(MARK) == 1
