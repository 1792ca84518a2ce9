"""What is on screen is told to the data side, once a change."""

import pytest

from gui.wires.following import Following
from models import symbols

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
