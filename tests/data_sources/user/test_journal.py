"""Edits in order: undone, done again, replayed; thirty steps back, and never lost from the file."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.user import UserData
from data_sources.user.journal import STEPS


@pytest.fixture
def journal():
    with closing(UserData(None, 1.0)) as user:
        yield user.journal


def said(journal, kind=""):
    return [entry.body for entry in journal.replay(kind)]


def test_an_edit_is_undone_and_done_again(journal):
    journal.add("list.added", {"id": "NVDA.US", "名": "英伟达"}, 1.0)
    journal.add("list.added", "b", 2.0)
    assert journal.undo().body == "b"
    assert journal.undo().body == {"id": "NVDA.US", "名": "英伟达"}
    assert journal.undo() is None
    assert said(journal) == []
    assert journal.redo().body == {"id": "NVDA.US", "名": "英伟达"}
    assert journal.redo().body == "b"
    assert journal.redo() is None


def test_something_new_ends_what_could_be_done_again(journal):
    for body in "abc":
        journal.add("list.added", body, 1.0)
    journal.undo()
    journal.undo()
    journal.add("list.added", "d", 2.0)
    assert journal.redo() is None
    assert said(journal) == ["a", "d"]


def test_kinds_are_undone_apart(journal):
    journal.add("list.added", "a", 1.0)
    journal.add("note.written", "n", 2.0)
    assert journal.undo("list").body == "a"
    journal.add("note.written", "m", 3.0)
    assert journal.redo("list").body == "a"
    assert said(journal, "note") == ["n", "m"]


def test_thirty_steps_go_back(journal):
    for number in range(STEPS + 5):
        journal.add("list.added", number, 1.0)
    undone = [journal.undo() for _ in range(STEPS + 1)]
    assert undone[-1] is None
    assert undone[STEPS - 1].body == 5
    assert said(journal) == [0, 1, 2, 3, 4]


@given(st.lists(st.sampled_from(["add", "undo", "redo"]), max_size=60))
def test_it_is_a_stack_of_done_and_a_stack_of_undone(steps):
    with closing(UserData(None, 1.0)) as user:
        done, undone = [], []
        for number, step in enumerate(steps):
            if step == "add":
                user.journal.add("list.added", number, 1.0)
                done, undone = [*done, number], []
            elif step == "undo" and (entry := user.journal.undo()) is not None:
                undone.append(done.pop())
                assert entry.body == undone[-1]
            elif step == "redo" and (entry := user.journal.redo()) is not None:
                done.append(undone.pop())
                assert entry.body == done[-1]
        assert said(user.journal) == done
