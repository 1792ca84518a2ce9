"""The view between windows and on disk."""

from dataclasses import replace

import pytest

from gui.wires.traffic import KIND, LAST, PAGE, TrafficBook
from models.traffic.chosen import Shape, View
from models.traffic.paper import written


@pytest.fixture
def make(client, bridge):
    made = []

    def build():
        made.append(TrafficBook(client, bridge))
        return made[-1]

    yield build
    for one in made:
        one.retire()


def test_it_begins_with_the_usual_view_and_asks_once_for_what_is_kept(make, client, papers_kept):
    book = make()
    assert (book.held, book.whole) == (View(), False)
    book.begin()
    book.begin()
    assert [one.want.kind for one in client.papers_asked] == [KIND]
    papers_kept()
    assert book.held == View()


def test_what_is_shown_is_on_disk_in_a_moment_and_there_the_next_time(make, client, papers_kept, qtbot):
    book = make()
    book.begin()
    papers_kept()
    book.put(View(category="video", shape=Shape.BARS), whole=True)
    book.finish()
    papers_kept()
    assert client.papers_disk[KIND, LAST]["category"] == "video"
    assert client.papers_disk[KIND, PAGE] is True
    new = make()
    new.begin()
    with qtbot.waitSignal(new.changed):
        papers_kept()
    assert (new.held, new.whole) == (book.held, True)


def test_what_was_chosen_before_the_disk_spoke_counts(make, client, papers_kept):
    client.papers_disk[KIND, LAST] = written(View(category="image"))
    book = make()
    book.begin()
    book.put(View(log=True))
    papers_kept()
    assert book.held == View(log=True)


@pytest.mark.parametrize("body", [None, [], 3, "text"])
def test_a_paper_that_nobody_can_read_leaves_the_usual_view(make, client, papers_kept, body):
    client.papers_disk[KIND, LAST] = body
    book = make()
    book.begin()
    papers_kept()
    assert (book.held, book.whole) == (View(), False)


def test_steps_go_back_and_on_again_and_a_new_one_ends_the_way_on(make):
    book = make()
    for view in (View(log=True), View(category="image")):
        book.put(view)
    book.put(View(category="image"), whole=True)
    assert book.undo()
    assert (book.held, book.whole) == (View(category="image"), False)
    assert book.undo()
    assert book.redo()
    assert book.held == View(category="image")
    book.put(View(split=True))
    assert not book.redo()
    assert [book.undo(), book.undo(), book.undo(), book.undo()] == [True, True, True, False]
    assert book.held == View()


def test_a_hand_that_drags_is_one_step(make):
    book = make()
    book.put(View(days=92))
    book.put(View(days=183), quiet=True)
    book.put(View(days=0), quiet=True)
    book.undo()
    assert book.held == View()


def test_the_same_view_is_no_step(make):
    book = make()
    book.put(replace(View()))
    assert not book.undo()
