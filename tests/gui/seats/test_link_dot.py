"""The dot of a chart's colour group: quiet when free, in its colour with its number when not."""

import pytest

from gui.seats.link_dot import LinkDot
from models.charts.values import GROUPS
from tests.gui.samples import is_colour, pixels


@pytest.fixture
def dot(zh, dark, shown, qapp):
    return shown(LinkDot(zh, dark), 20, 20)


def test_a_group_is_seen_by_its_colour(dot, dark):
    for group in range(1, GROUPS + 1):
        dot.show_group(group)
        assert is_colour(pixels(dot), dark.flags[group - 1]).sum() > 60


def test_a_free_chart_has_a_small_ring_in_no_groups_colour(dot, dark):
    dot.show_group(0)
    picture = pixels(dot)
    assert not any(is_colour(picture, colour).any() for colour in dark.flags)
    assert is_colour(picture, dark.faint, 60).any()


def test_two_groups_differ_by_more_than_their_colour(dot, dark):
    pictures = []
    for group in (1, 2):
        dot.show_group(group)
        pictures.append(is_colour(pixels(dot), dark.flags[group - 1]))
    assert (pictures[0] != pictures[1]).any()


def test_the_menu_offers_all_groups_and_none(dot, zh):
    dot.show_group(3)
    heard = []
    dot.chosen.connect(heard.append)
    actions = dot.menu().actions()
    assert [one.text() for one in actions] == [zh["chart.link.free"], *(f"联动组 {n}" for n in range(1, GROUPS + 1))]
    assert [one.isChecked() for one in actions].index(True) == 3
    actions[5].trigger()
    assert heard == [5]


def test_it_says_its_group(dot, zh):
    dot.show_group(2)
    assert dot.accessibleName() == "联动组 2"
    assert dot.toolTip().startswith("联动组 2")


def test_a_single_chart_has_no_dot_and_many_have(four):
    dots = {place: seat.findChild(LinkDot) for place, seat in four.stage.seats.items()}
    assert {place: dot.group for place, dot in dots.items()} == {0: 0, 1: 1, 2: 1, 3: 0}
    four.stage.reshape(1)
    assert not dots[0].isVisible()


def test_a_choice_at_the_dot_links_the_chart(four, grown):
    four.stage.seats.at(3).findChild(LinkDot).chosen.emit(1)
    grown(four)
    assert four.stage.seats.at(3).instrument.id == "AMD.US"
    assert four.stage.seats.at(3).findChild(LinkDot).group == 1
