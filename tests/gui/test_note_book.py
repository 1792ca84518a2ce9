"""Settings, edits and schedule of the note on their way to the disk and back."""

from dataclasses import replace

import pytest

from gui.wires.note import NoteBook
from models.note.edits import Edit
from models.note.schedule import Schedule
from models.review.values import Window
from models.review.windows import REFERENCE_WEEK

NEXT = Window(first=REFERENCE_WEEK.first.replace(day=30), last=REFERENCE_WEEK.last.replace(day=30))
LONGER = replace(REFERENCE_WEEK, last=REFERENCE_WEEK.last.replace(day=27))


@pytest.fixture
def note_book(client, bridge, papers_kept):
    made = NoteBook(client, bridge)
    made.heard = []
    made.changed.connect(lambda: made.heard.append("changed"))
    made.begin()
    papers_kept()
    yield made
    made.retire()


def test_settings_are_kept_a_moment_later(note_book, client, papers_kept, qtbot):
    note_book.put(replace(note_book.settings, author="张三"))
    assert note_book.heard == ["changed"]
    note_book.finish()
    papers_kept()
    assert client.papers_disk["note", "settings"] == {"author": "张三"}


def test_edits_belong_to_the_week_they_were_made_in(note_book):
    note_book.edit(REFERENCE_WEEK, "zh.prices.cloud", "made", "mine")
    assert note_book.edits(LONGER) == {"zh.prices.cloud": Edit(base="made", text="mine")}
    assert note_book.edits(NEXT) == {}


def test_what_is_kept_comes_back(client, bridge, papers_kept, note_book):
    note_book.edit(REFERENCE_WEEK, "zh.prices.cloud", "made", "mine")
    note_book.put(replace(note_book.settings, leaders=3))
    note_book.put_schedule(Schedule(on=True, folder="/notes"))
    note_book.finish()
    papers_kept()
    again = NoteBook(client, bridge)
    again.begin()
    papers_kept()
    assert again.settings.leaders == 3
    assert again.schedule == Schedule(on=True, folder="/notes")
    assert again.edits(REFERENCE_WEEK) == note_book.edits(REFERENCE_WEEK)
    again.retire()


def test_what_was_changed_before_it_came_counts(client, bridge, papers_kept, note_book):
    note_book.put(replace(note_book.settings, leaders=3))
    note_book.finish()
    papers_kept()
    again = NoteBook(client, bridge)
    again.begin()
    again.put(replace(again.settings, leaders=5))
    papers_kept()
    assert again.settings.leaders == 5
    again.retire()


def test_steps_are_taken_back_in_order(note_book):
    usual = note_book.settings
    note_book.put(replace(usual, leaders=3))
    note_book.edit(REFERENCE_WEEK, "zh.x", "made", "one")
    note_book.edit(REFERENCE_WEEK, "zh.x", "made", "two")
    assert note_book.undo()
    assert note_book.edits(REFERENCE_WEEK)["zh.x"].text == "one"
    assert note_book.undo()
    assert note_book.undo()
    assert note_book.settings == usual
    assert not note_book.undo()


def test_the_same_again_is_no_change(note_book):
    note_book.put(note_book.settings)
    note_book.revert(REFERENCE_WEEK, "zh.x")
    assert note_book.heard == []
