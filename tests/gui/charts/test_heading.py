"""The chart's heading: all of it where there is room, and where there is none the name is cut last."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget

from gui.charts.heading import Heading

WORDS = {"title": "寒武纪", "about": "688256.SH  ·  日K  ·  CNY", "state": "延迟15分", "adjust": "前复权 qfq（比率法）"}


@pytest.fixture
def heading(shown, settle):
    made = shown(Heading(), 600, 32)
    for name, words in WORDS.items():
        getattr(made, name).setText(words)
    settle()
    return made


def cut(heading):
    """The parts that have less room than they want."""
    return {name for name in WORDS if getattr(heading, name).width() < getattr(heading, name).sizeHint().width()}


def test_with_room_everything_stands_side_by_side(heading):
    assert cut(heading) == set()
    places = [getattr(heading, name).geometry() for name in WORDS]
    assert all(one.right() < other.left() for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("width", "lost"), [(340, {"adjust"}), (240, {"adjust", "about"}), (160, {"adjust", "about", "state"})]
)
def test_the_name_is_cut_last(heading, settle, width, lost):
    """At 150 % on a small screen the name once stood there as one letter beside the whole adjustment."""
    heading.resize(width, 32)
    settle()
    assert cut(heading) == lost
    assert heading.adjust.geometry().right() < width
    assert heading.adjust.width() >= 40
    heading.grab()


def test_a_longer_name_takes_its_room_at_once(heading, settle):
    heading.resize(260, 32)
    heading.title.setText("工业富联科技集团股份")
    settle()
    assert "title" not in cut(heading)


def test_without_a_state_nothing_is_left_open(heading, settle):
    heading.state.setText("")
    settle()
    assert heading.adjust.x() - heading.about.geometry().right() < 16


@pytest.mark.parametrize(("width", "said"), [(260, True), (150, False)])
def test_a_small_chart_says_its_period_whole_or_not_at_all(shown, settle, width, said):
    room, heading = shown(QWidget(), 400, 60), Heading()
    heading.setParent(room)
    heading.show()
    heading.title.setText("寒武纪")
    heading.change.setText("304.39 +0.01%")
    heading.period.setText("日K")
    heading.set_small(small=True)
    heading.resize(width, heading.height())
    settle()
    assert heading.period.width() == (heading.period.sizeHint().width() if said else 1)  # Qt's least
    assert heading.title.width() == heading.title.sizeHint().width()
    assert heading.change.width() == heading.change.sizeHint().width()
