"""What is on screen is told to the data side, once a change."""

import pytest

from gui.wires.following import Following
from models import symbols
from models.lists.edits import marks, rows

GUEST = symbols.instrument("TSM.US")


@pytest.fixture
def following(client, universe):
    return Following(client, universe)


def test_all_on_screen_is_what_is_asked_for_from_the_start(following, client, universe):
    following.show([one.id for one in universe.followed()], None)
    assert client.subscribed == ()


def test_rows_in_sight_come_quickly_and_the_strip_with_them(following, client, universe):
    following.show(["NVDA.US"], None)
    assert (client.subscribed, client.visible) == (
        universe.followed(),
        tuple(sorted({"NVDA.US", *(one.id for one in universe.strip)})),
    )
    client.subscribed = None
    following.show(["NVDA.US"], None)
    assert client.subscribed is None


def test_a_guest_is_on_screen_until_it_goes(following, client, universe):
    following.show(["NVDA.US"], GUEST)
    assert client.subscribed == (*universe.followed(), GUEST)
    assert GUEST.id in client.visible
    following.show(["NVDA.US"], None)
    assert client.subscribed == universe.followed()
    assert GUEST.id not in client.visible


def test_what_lists_and_pins_name_is_followed_too_and_no_longer_when_nobody_does(following, client, universe, lists):
    following.follow(rows.add(lists, "cloud_names", [GUEST]))
    following.show(["NVDA.US"], None)
    assert client.subscribed == (*universe.followed(), GUEST)
    assert GUEST.id not in client.visible  # off screen it comes slowly
    following.follow(marks.pin(lists, [GUEST]))
    following.show([GUEST.id], None)
    assert GUEST.id in client.visible
    following.follow(lists)
    following.show([], None)
    assert client.subscribed == universe.followed()


def test_a_guest_that_a_list_names_is_followed_once(following, client, universe, lists):
    following.follow(rows.add(lists, "cloud_names", [GUEST]))
    following.show(["NVDA.US"], GUEST)
    assert [one.id for one in client.subscribed].count(GUEST.id) == 1
    assert GUEST.id in client.visible


def test_what_is_on_charts_comes_quickly_in_a_list_or_not(following, client, universe):
    following.show(["NVDA.US"], None, (universe.instruments["AMD.US"], GUEST))
    assert client.subscribed == (*universe.followed(), GUEST)
    assert {"AMD.US", GUEST.id} <= set(client.visible)


def test_a_guest_on_a_chart_is_followed_once(following, client, universe):
    following.show(["NVDA.US"], GUEST, (GUEST,))
    assert client.subscribed == (*universe.followed(), GUEST)
