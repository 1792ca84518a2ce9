"""Keys at random, as of somebody who leans on them: the keyboard is never lost from sight, and no edit is."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog

from gui.menu import ViewMenu
from gui.window import MainWindow
from gui.wires.inbox import Inbox
from tests.gui.samples import fresh
from tests.models.search.samples import table

VIEW = {"theme": "dark", "convention": "red-up", "lang": "zh"}
K, M = Qt.Key, Qt.KeyboardModifier
PLAIN = "Down Up Left Right Home End PageDown Delete Return Escape Space Tab Backspace Insert F2 F7 F9 A N 3"
CTRL = "Z Y P C V F L T 1 2 9 Tab M A Return E K"
KEYS = [
    *((name, M.NoModifier) for name in PLAIN.split()), *((name, M.ControlModifier) for name in CTRL.split()),
    *((name, M.AltModifier) for name in ("Up", "Down", "A", "1", "3")), ("Down", M.ShiftModifier),
    ("N", M.ControlModifier | M.ShiftModifier), ("F", M.ControlModifier | M.ShiftModifier),
]  # fmt: skip


@pytest.fixture
def window(parts, clock, client, saved, shown, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("/tmp/x.xlsx", "Excel (*.xlsx)"))
    QGuiApplication.clipboard().setText("600519 TSM")
    inbox = Inbox()
    made = shown(MainWindow(parts, inbox, ViewMenu(parts.texts, VIEW, lambda key, value: None), clock), 1500, 900)
    made.choose("NVDA.US")
    made.watchlist.view.setFocus()
    parts.lists.begin()
    parts.finder.begin()
    client.indices[0].future.set_result(table())
    saved()
    inbox.quotes((fresh("NVDA.US", 11.0, previous_close=10.0), fresh("00700.HK", 12.0, previous_close=10.0)))
    made.flush()
    yield made
    made.close()


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize("seed", range(4))
def test_the_keyboard_is_never_lost_and_the_disk_has_what_is_shown(window, parts, saved, seed):
    luck, pressed = random.Random(seed), []
    for _ in range(150):
        held = QApplication.focusWidget()
        name, modifiers = luck.choice(KEYS)
        if isinstance(held, QAbstractButton | QComboBox):  # a menu would wait for its end
            name, modifiers = "Escape", M.NoModifier
        pressed.append(name)
        QTest.keyClick(held, getattr(K, f"Key_{name}"), modifiers)
        if luck.random() < 0.5:
            saved()
        if luck.random() < 0.1:
            window.tick()
        held = QApplication.focusWidget()
        assert held is not None, pressed
        assert held.isVisible(), pressed
        members = window.watchlist.list.members
        assert len(set(members)) == len(members)
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Escape)
    saved()
    assert QApplication.focusWidget() is window.watchlist.view
    assert parts.lists._disk == parts.lists.lists
