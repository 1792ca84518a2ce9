"""A watchlist with its wires on screen, its lists read from a disk that answers when it is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture
def whole(make_whole, parts, saved):
    """With the lists of a new profile; the keyboard is in the table."""
    parts.lists.begin()
    saved()
    made = make_whole(parts)
    made.panel.view.setFocus()
    return made


@pytest.fixture
def said(whole):
    """Every sentence for the status line."""
    heard = []
    whole.said.connect(heard.append)
    return heard


@pytest.fixture
def act(whole, saved):
    """Does an act of the list through its QAction, and lets what follows reach the disk."""

    def run(name):
        whole.hands.acts.actions[name].trigger()
        saved()

    return run


@pytest.fixture
def panel(whole):
    return whole.panel


@pytest.fixture
def view(panel):
    return panel.view


@pytest.fixture
def press(qtbot, saved):
    """A key to whoever has the keyboard, and all that follows."""

    def run(key, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
        saved()

    return run
