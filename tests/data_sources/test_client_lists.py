"""The lists through a real data process: kept across its death, refused to who does not own the profile."""

import os
import queue
import signal

import pytest

import resources
from data_sources.client import Answerless, DataClient
from data_sources.protocol import Boot, ListsEdited
from models.alerts.values import Crossing, Fired, Seen, What
from models.lists.edits import rows
from models.lists.parts import changed, laid_over, lists_from, parts_of
from tests.models.lists.samples import ids, stock, two

SOON = 20.0


@pytest.fixture
def opened(tmp_path):
    """``opened()``: a client with its data process, closed after the test; ``lost`` hears of each death."""
    made = []

    def open_():
        boot = Boot(profile=str(tmp_path / "profile"), facts=str(resources.facts_folder()), offline=True)
        lost = queue.Queue()
        made.append(DataClient(boot, on_lost=lambda: lost.put(True)))
        return made[-1], lost

    yield open_
    for client in made:
        client.close()


def test_edits_outlive_the_process_that_was_told_and_steps_go_back(opened):
    client, lost = opened()
    assert client.lists().result(SOON) == {}
    before, after = two(), rows.add(two(), "l1", [stock(7)], section="s2")
    client.edit_lists(ListsEdited(label="", parts=parts_of(before), quiet=True)).result(SOON)
    client.edit_lists(ListsEdited(label="edit.added", subject="股7", parts=changed(before, after))).result(SOON)
    os.kill(client.pid, signal.SIGKILL)
    lost.get(timeout=SOON)
    assert lists_from(client.lists().result(SOON)) == (after, ())
    step = client.undo_lists().result(SOON)
    assert (step.label, step.subject, laid_over(after, step.parts)) == ("edit.added", "股7", (before, ()))
    assert client.undo_lists().result(SOON) is None
    assert client.undo_lists(redo=True).result(SOON).parts == changed(before, after)


def test_the_second_program_reads_the_lists_and_writes_nothing(opened):
    owner, _ = opened()
    owner.edit_lists(ListsEdited(label="edit.x", parts=parts_of(two()))).result(SOON)
    fired = Fired(
        alert="a1", instrument=ids(0)[0], what=What.PRICE, crossing=Crossing.UP, level=1.0, value=1.5, at=3.0
    )  # fmt: skip
    owner.log_alert(fired).result(SOON)
    owner.keep_seen(Seen(at=3.0, last={ids(0)[0]: 1.5})).result(SOON)
    guest, _ = opened()
    assert lists_from(guest.lists().result(SOON)) == (two(), ())
    assert guest.alert_log().result(SOON) == (fired,)
    assert guest.seen().result(SOON) == Seen(at=3.0, last={ids(0)[0]: 1.5})
    for refused in (guest.edit_lists(ListsEdited(label="edit.x", parts={"order": []})), guest.undo_lists()):
        with pytest.raises(Answerless, match="another program has this profile") as caught:
            refused.result(SOON)
        assert caught.value.failure.kind == "CacheError"
