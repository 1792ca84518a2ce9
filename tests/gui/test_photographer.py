"""The picture is taken once: when all is calm, or when patience ends."""

from pathlib import Path

import pytest

from gui.observe import photographer
from gui.observe.photographer import CALM_LOOKS, Photographer


@pytest.fixture
def make(qapp, monkeypatch):
    """A photographer that looks when told to, at a time that stands still."""

    class Moment:
        now = 100.0

    monkeypatch.setattr(photographer.time, "monotonic", lambda: Moment.now)
    kept = []

    def build(done, *, after=None):
        taken = []
        made = Photographer(Path("picture.png"), after, done, lambda: taken.append(1))
        kept.append(made)
        made.moment, made.taken = Moment, taken
        return made

    yield build
    for one in kept:
        one._timer.stop()


def look(one, times):
    for _ in range(times):
        one._look()


def test_it_waits_for_calm_and_takes_one_picture(make):
    one = make(lambda: True)
    look(one, CALM_LOOKS - 1)
    assert one.taken == []
    look(one, 1)
    assert one.taken == [1]
    assert not one._timer.isActive()


def test_a_moment_of_work_begins_the_wait_anew(make):
    answers = iter([True] * (CALM_LOOKS - 1) + [False] + [True] * CALM_LOOKS)
    one = make(lambda: next(answers))
    look(one, 2 * CALM_LOOKS - 1)
    assert one.taken == []
    look(one, 1)
    assert one.taken == [1]


@pytest.mark.parametrize(("after", "late"), [(None, 90.0), (2.0, 2.0), (0.0, 0.0)])
def test_its_patience_ends(make, after, late):
    one = make(lambda: False, after=after)
    one.moment.now = 100.0 + late - 0.01
    if late:
        look(one, 3)
        assert one.taken == []
    one.moment.now = 100.0 + late
    look(one, 1)
    assert one.taken == [1]


def test_stopped_before_its_time_it_takes_none(make, settle):
    one = make(lambda: True)
    look(one, 2)
    one.stop()
    assert not one._timer.isActive()
    settle()
    assert one.taken == []


def test_it_looks_by_itself(make, qtbot):
    one = make(lambda: True)
    qtbot.waitUntil(lambda: one.taken == [1])
