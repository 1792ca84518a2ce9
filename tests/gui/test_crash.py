"""The window for bugs: one, with everything in it, to be copied."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton


def bug(text):
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError:
        return sys.exc_info()


def test_a_bug_shows_one_window_with_its_trace(crashes, qtbot, zh, capsys):
    sys.excepthook(*bug("first"))
    qtbot.waitUntil(lambda: crashes._window is not None)
    assert crashes._window.windowTitle() == zh["crash.title"]
    assert "ZeroDivisionError: first" in crashes._page.toPlainText()
    assert "test_crash.py" in crashes._page.toPlainText()
    assert "ZeroDivisionError: first" in capsys.readouterr().err


def test_later_bugs_are_added_to_the_same_window(crashes, qtbot):
    for text in ("first", "second"):
        crashes.tell(*bug(text))
    qtbot.waitUntil(lambda: "second" in crashes._page.toPlainText())
    assert "first" in crashes._page.toPlainText()
    assert len([one for one in QApplication.topLevelWidgets() if one is crashes._window]) == 1


def test_a_bug_of_another_thread_is_shown_by_the_gui_thread(crashes, qtbot):
    def tell():
        kind, error, trace = bug("elsewhere")
        threading.excepthook(threading.ExceptHookArgs((kind, error, trace, threading.current_thread())))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(tell).result()
    assert crashes._window is None
    qtbot.waitUntil(lambda: crashes._window is not None)
    assert "elsewhere" in crashes._page.toPlainText()


def test_the_trace_can_be_copied(crashes, qtbot):
    crashes.tell(*bug("copy me"))
    qtbot.waitUntil(lambda: crashes._window is not None)
    (button,) = crashes._window.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == crashes._page.toPlainText()
    assert "copy me" in QGuiApplication.clipboard().text()


def test_a_trace_holds_no_secrets_on_screen_and_on_the_terminal(crashes, qtbot, capsys):
    sys.excepthook(*bug("http://me:hunter2@proxy:1 GET /?api_key=abc123"))
    qtbot.waitUntil(lambda: crashes._window is not None)
    for text in (crashes._page.toPlainText(), capsys.readouterr().err):
        assert "ZeroDivisionError: http://***@proxy:1 GET /?api_key=***" in text
        assert "hunter2" not in text
