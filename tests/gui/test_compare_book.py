"""The comparison between windows and on disk."""

from dataclasses import replace

import pytest

from gui.wires.comparing import KIND, LAST, CompareBook
from models.compare.chosen import switched, usual, written
from models.compare.rebasing import Scale


@pytest.fixture
def make(client, bridge, universe):
    made = []

    def build():
        made.append(CompareBook(client, bridge, universe))
        return made[-1]

    yield build
    for one in made:
        one.retire()


def test_it_begins_with_the_usual_one_and_asks_once_for_what_is_kept(make, client, universe, papers_kept):
    book = make()
    assert book.held == usual(universe)
    book.begin()
    book.begin()
    assert [one.want.kind for one in client.papers_asked] == [KIND]
    papers_kept()
    assert book.held == usual(universe)


def test_what_is_compared_is_on_disk_in_a_moment_and_there_the_next_time(make, client, papers_kept, qtbot):
    book = make()
    book.begin()
    papers_kept()
    book.put(replace(book.held, scale=Scale.INDEX))
    book.finish()
    papers_kept()
    assert client.papers_disk[KIND, LAST]["scale"] == "index"
    new = make()
    new.begin()
    with qtbot.waitSignal(new.changed):
        papers_kept()
    assert new.held == book.held


def test_what_was_chosen_before_the_disk_spoke_counts(make, client, papers_kept, universe):
    client.papers_disk[KIND, LAST] = written(replace(usual(universe), scale=Scale.INDEX))
    book = make()
    book.begin()
    chosen = switched(book.held, "HSI")
    book.put(chosen)
    papers_kept()
    assert book.held == chosen


def test_a_paper_that_nobody_can_read_leaves_the_usual_one(make, client, papers_kept, universe):
    client.papers_disk[KIND, LAST] = {"members": "all"}
    book = make()
    book.begin()
    papers_kept()
    assert book.held == usual(universe)


def test_steps_go_back_one_by_one_and_quiet_ones_belong_to_the_one_before(make):
    book = make()
    first = book.held
    book.put(switched(book.held, "HSI"))
    second = book.held
    for log in (True, False, True):
        book.put(replace(book.held, log=log), quiet=True)
    book.put(replace(book.held, scale=Scale.INDEX))
    assert book.undo()
    assert book.undo()
    assert book.held == first
    assert not book.undo()
    assert second != first
