"""Many bars asked for at once: what is there, what failed and why, and an end without a word."""

import pytest

from data_sources.protocol import review_bars
from gui.wires.gathering import Gathering
from tests.gui.samples import bars
from tests.models.samples import WEEK, small_universe

NAMES = ("600000.SH", "00700.HK", "NVDA.US")


@pytest.fixture
def told():
    """Every call as (names with bars, reasons by name)."""
    return []


@pytest.fixture
def gathering(client, bridge, told):
    held = small_universe(*NAMES).instruments
    wants = {name: review_bars(held[name], WEEK.first, WEEK.last) for name in NAMES}
    return Gathering(client, bridge, wants, lambda found, failed: told.append((set(found), dict(failed))))


def test_everything_is_asked_for_at_once(gathering, client):
    assert [one.name for one in client.open] == list(NAMES)
    assert gathering.progress == (0, 3)


def test_each_answer_and_each_failure_is_told_with_all_that_is_known(gathering, client, told, settle):
    client.answer("00700.HK", bars(name="00700.HK"))
    settle()
    client.fail("NVDA.US", "no answer in time")
    settle()
    client.answer("600000.SH", bars(name="600000.SH"))
    settle()
    assert told == [
        ({"00700.HK"}, {}),
        ({"00700.HK"}, {"NVDA.US": "no answer in time"}),
        ({"00700.HK", "600000.SH"}, {"NVDA.US": "no answer in time"}),
    ]
    assert gathering.progress == (3, 3)


def test_after_the_end_nothing_is_told_and_nothing_is_awaited(gathering, client, told, settle):
    client.answer("00700.HK", bars(name="00700.HK"))  # on its way when the end comes
    gathering.cancel()
    settle()
    assert told == []
    assert client.open == []
    gathering.cancel()


def test_a_round_of_nothing_is_done(client, bridge, told):
    assert Gathering(client, bridge, {}, told.append).progress == (0, 0)
