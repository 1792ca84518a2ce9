"""Wants about the lists: answered from user.db, and refused where the profile is another's to write."""

from contextlib import closing

import pytest

from data_sources.profile import GUEST, READ_ONLY
from data_sources.protocol import (
    AlertFired,
    AlertLogWanted,
    ListsEdited,
    ListsUndone,
    ListsWanted,
    SeenKept,
    SeenWanted,
    Step,
)
from data_sources.user import UserData
from data_sources.user_lists import READ, WANTS, answer
from models.alerts.values import Crossing, Fired, Seen, What
from models.errors import CacheError

FIRED = Fired(alert="a1", instrument="NVDA.US", what=What.AGE, crossing=Crossing.UP, level=5.0, value=6.0, at=1.0)
EDIT = ListsEdited(label="edit.x", subject="n", parts={"order": ["l1"]})
QUIET = ListsEdited(label="", parts={"look:l1": {}}, quiet=True)
WRITES = (EDIT, QUIET, ListsUndone(), ListsUndone(redo=True), AlertFired(fired=FIRED), SeenKept(seen=Seen(at=1.0)))


def ask(user, want, refusal=""):
    return answer(want, user, lambda: 5.0, refusal=refusal)


def test_each_want_has_its_answer(tmp_path):
    with closing(UserData(tmp_path, 1.0)) as user:
        assert ask(user, ListsWanted()) == {}
        assert ask(user, EDIT) is None
        assert ask(user, QUIET) is None
        assert ask(user, ListsWanted()) == {"order": ["l1"], "look:l1": {}}
        assert [entry.made_at for entry in user.journal.replay()] == [5.0]
        assert ask(user, ListsUndone()) == Step(label="edit.x", subject="n", parts={"order": None})
        assert ask(user, ListsUndone()) is None
        assert ask(user, ListsUndone(redo=True)).parts == {"order": ["l1"]}
        assert ask(user, AlertFired(fired=FIRED)) is None
        assert ask(user, AlertLogWanted()) == (FIRED,)
        assert ask(user, SeenWanted()) is None
        assert ask(user, SeenKept(seen=Seen(at=1.0))) is None
        assert ask(user, SeenWanted()) == Seen(at=1.0)


@pytest.mark.parametrize("want", WRITES)
def test_who_does_not_own_the_profile_reads_and_writes_nothing(tmp_path, want):
    with closing(UserData(tmp_path, 1.0)) as owner:
        ask(owner, EDIT)
        with closing(UserData(None, 1.0, read_from=tmp_path / "user.db")) as copy, closing(UserData(None, 1.0)) as none:
            for user, refusal in ((copy, ""), (copy, GUEST), (copy, READ_ONLY), (none, GUEST), (none, READ_ONLY)):
                with pytest.raises(CacheError, match=refusal or READ_ONLY):
                    ask(user, want, refusal)
            assert ask(copy, ListsWanted(), GUEST) == {"order": ["l1"]}
            assert ask(copy, AlertLogWanted(), GUEST) == ()


def test_what_cannot_be_on_disk_is_kept_in_memory():
    with closing(UserData(None, 1.0)) as user:
        for want in WRITES:
            ask(user, want)
        assert (user.state, ask(user, ListsWanted())) == ("off", {"order": ["l1"], "look:l1": {}})


def test_every_want_about_the_lists_is_one_or_the_other():
    assert {type(want) for want in WRITES} | set(READ) == set(WANTS)
