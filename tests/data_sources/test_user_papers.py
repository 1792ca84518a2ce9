"""Wants about drawings and layouts: answered from user.db, refused to who does not own it, kept across a death."""

import os
import queue
import signal
from contextlib import closing

import pytest

import resources
from data_sources.client import Answerless, DataClient
from data_sources.profile import GUEST, READ_ONLY
from data_sources.protocol import Boot, PapersKept, PapersWanted, ProfileTaken
from data_sources.user import UserData
from data_sources.user_papers import WANTS, answer
from models.errors import CacheError

SOON = 20.0
KEPT = PapersKept(kind="drawings", papers={"a": 1})
TAKEN = ProfileTaken(label="edit.x", parts={}, papers={"drawings": {"a": 2}})
WANTED = PapersWanted(kind="drawings")


def ask(user, want, refusal=""):
    return answer(want, user, lambda: 5.0, refusal=refusal)


def test_each_want_has_its_answer(tmp_path):
    with closing(UserData(tmp_path, 1.0)) as user:
        assert ask(user, WANTED) == {}
        assert ask(user, KEPT) is None
        assert ask(user, WANTED) == {"a": 1}
        assert ask(user, TAKEN).endswith("user-19700101T000005.db")
        assert ask(user, WANTED) == {"a": 2}
    assert {type(want) for want in (KEPT, TAKEN, WANTED)} == set(WANTS)


@pytest.mark.parametrize("want", [KEPT, TAKEN])
def test_who_does_not_own_the_profile_reads_and_writes_nothing(tmp_path, want):
    with closing(UserData(tmp_path, 1.0)) as owner:
        ask(owner, KEPT)
        with closing(UserData(None, 1.0, read_from=tmp_path / "user.db")) as copy:
            for refusal in ("", GUEST, READ_ONLY):
                with pytest.raises(CacheError, match=refusal or READ_ONLY):
                    ask(copy, want, refusal)
                assert ask(copy, WANTED, refusal) == {"a": 1}


def test_what_cannot_be_on_disk_is_kept_in_memory():
    with closing(UserData(None, 1.0)) as user:
        assert (ask(user, KEPT), ask(user, TAKEN), ask(user, WANTED)) == (None, "", {"a": 2})


def test_papers_outlive_the_process_that_was_told_and_a_second_program_only_reads_them(tmp_path):
    boot = Boot(profile=str(tmp_path / "profile"), facts=str(resources.facts_folder()), offline=True)
    lost = queue.Queue()
    with (
        closing(DataClient(boot, on_lost=lambda: lost.put(True))) as owner,
    ):
        owner.keep_papers("drawings", {"a": {"名": 1}}).result(SOON)
        os.kill(owner.pid, signal.SIGKILL)
        lost.get(timeout=SOON)
        assert owner.papers("drawings").result(SOON) == {"a": {"名": 1}}
        with closing(DataClient(boot)) as guest:
            assert guest.papers("drawings").result(SOON) == {"a": {"名": 1}}
            for refused in (guest.keep_papers("drawings", {"a": None}), guest.take_profile(TAKEN)):
                with pytest.raises(Answerless, match="another program has this profile"):
                    refused.result(SOON)
        assert "user-" in owner.take_profile(TAKEN).result(SOON)
