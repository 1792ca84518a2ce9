"""What is not on disk is said at the foot, and no longer when it is."""

import pytest

from gui.status import StatusLine
from gui.unkept import Unkept


@pytest.fixture
def status(zh, shown):
    return shown(StatusLine(zh, "zh", "", simulated=False), 1200, 30)


def said(status):
    return " ".join(label.text() for label in status.findChildren(object) if hasattr(label, "text"))


@pytest.mark.parametrize("name", ["lists", "layouts", "drawings", "traffic", "products"])
def test_each_book_is_said_until_it_is_kept(parts, status, name):
    unkept = Unkept(parts, status)
    signal = getattr(parts, name).problem
    signal.emit("disk full")
    assert "disk full" in said(status)
    signal.emit("")
    assert "disk full" not in said(status)
    unkept.retire()
    signal.emit("disk full")
    assert "disk full" not in said(status)
