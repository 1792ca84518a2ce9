"""A place without data: what can be done stands side by side, or under each other where that is too wide."""

import pytest
from PySide6.QtWidgets import QPushButton

from gui.look.labels import plain
from gui.traffic.empty import Empty


@pytest.fixture
def acts():
    return [QPushButton(f"a button with a number of words, {place}") for place in range(3)]


def test_what_can_be_done_is_beside_or_under_each_other(shown, acts, settle):
    place = shown(Empty(plain("nothing is here"), acts), 1200, 236)
    assert place.minimumWidth() == 1
    assert len({one.y() for one in acts}) == 1
    place.resize(acts[0].sizeHint().width() + 40, 236)
    settle()
    assert len({one.y() for one in acts}) == 3
    assert all(one.x() >= 0 and one.geometry().right() < place.width() for one in acts)


def test_one_that_is_shown_later_counts_too(shown, acts, settle):
    acts[0].hide()
    acts[1].hide()
    shown(Empty(plain("nothing is here"), acts), acts[0].sizeHint().width() + 40, 236)
    acts[0].show()
    settle()
    assert acts[0].y() != acts[2].y()
