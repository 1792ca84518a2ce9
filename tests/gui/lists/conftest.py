"""A watchlist with its wires on screen, its lists read from a disk that answers when it is told."""

import pytest

from gui.watchlist import Watchlist


@pytest.fixture
def make_whole(shown):
    """Watchlists on screen; every one is retired at the end."""
    made = []

    def build(parts):
        made.append(Watchlist(parts))
        shown(made[-1].panel, 1000, 640)
        return made[-1]

    yield build
    for one in made:
        one.retire()


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
