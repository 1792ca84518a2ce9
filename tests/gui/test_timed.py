"""The schedule at work: when it is time everything is asked for, made and written, once."""

import datetime as dt
from pathlib import Path

import pytest

from data_sources.protocol import Held
from models.errors import Unreachable
from models.note.schedule import Schedule
from tests.models.samples import reference_bars

NOON = dt.datetime(2024, 9, 25, 12, 0)


@pytest.fixture
def timed(notes, clock, papers_kept):
    clock.now = NOON.timestamp()
    notes.timed.said = []
    notes.timed.told.connect(lambda key, words: notes.timed.said.append((key, words)))
    notes.book.begin()
    papers_kept()
    return notes.timed


@pytest.fixture
def finish(client, clerk, renderer, timed, settle, qtbot, papers_kept):
    """Everything that a run asks for is answered."""

    def run(lost=False):
        bars = reference_bars()
        for _ in range(1500):
            for one in client.open:
                if lost or one.name not in bars:
                    one.future.set_exception(Unreachable("offline"))
                else:
                    one.future.set_result(bars[one.name])
            for asked in (client.traffic_asked, client.witnessed, client.overrides_asked, client.facts_asked):
                for one in asked:
                    if not one.future.done():
                        one.future.set_result(Held()) if asked is client.traffic_asked else one.future.set_exception(
                            Unreachable("offline")
                        )
            clerk.answer_all()
            renderer.answer_all()
            for one in client.files:
                if not one.future.done():
                    one.future.set_result(1)
            qtbot.wait(2)
            settle()
            if not timed.busy and not clerk.open and all(one.future.done() for one in client.files):
                settle()
                return

    return run


def keys(timed):
    return [key.rpartition(".")[2] for key, _ in timed.said]


def test_before_its_time_nothing_happens(timed, notes, client):
    notes.book.put_schedule(Schedule(on=True, weekday=2, minute=12 * 60 + 1, folder="/notes"))
    timed.look()
    assert not timed.busy
    assert client.open == []


def test_at_its_time_the_note_is_made_and_written_once(timed, notes, client, finish, clock):
    notes.book.put_schedule(Schedule(on=True, weekday=2, minute=12 * 60, folder="/notes", formats=("docx", "md")))
    timed.look()
    finish()
    assert keys(timed) == ["asking", "making", "open"]
    assert timed.said[-1][1]["count"] == 4
    assert {Path(one.want.target).parent for one in client.files} == {Path("/notes")}
    assert notes.book.schedule.ran == NOON.date()
    timed.look()
    assert not timed.busy


def test_without_data_nothing_is_written_and_that_is_told(timed, notes, client, finish):
    notes.book.put_schedule(Schedule(on=True, weekday=-1, minute=0, folder="/notes"))
    timed.look()
    finish(lost=True)
    assert client.files == []
    assert keys(timed)[-1] == "nothing"


def test_the_end_of_the_program_ends_a_run(timed, notes, client):
    notes.book.put_schedule(Schedule(on=True, weekday=-1, minute=0, folder="/notes"))
    timed.look()
    assert timed.busy
    timed.retire()
    assert not timed.busy
