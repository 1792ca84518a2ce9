"""Drawings and layouts in user.db: each paper whole by itself, on disk when acknowledged, apart from the lists."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data_sources import databases
from data_sources.protocol import ProfileTaken
from data_sources.user import UserData
from data_sources.user.schema import LAYOUT
from models.errors import CacheError
from models.facts import Override, Said
from tests.data_sources.user.killed import killed

NOW = 1_727_000_000.0
BOUGHT = Override(
    instrument="NVDA.US", date=dt.date(2024, 9, 23), what=Said.CLOSE, value=1.5, author="a", reason="b", made_at=NOW
)
BROUGHT = ProfileTaken(
    label="edit.profile", subject="mine.json", parts={"order": ["l9"]}, overrides=(BOUGHT,),
    papers={"drawings": {"NVDA.US": {"x": 1}, "AMD.US": None}, "template": {"t": {"y": 2}}},
)  # fmt: skip


@pytest.fixture
def user(tmp_path):
    with closing(UserData(tmp_path, NOW)) as made:
        yield made


def test_a_paper_is_replaced_and_taken_away_by_its_name(user):
    user.papers.keep("drawings", {"a": {"名": "\ud800\0"}, "b": [1]}, NOW)
    user.papers.keep("layout", {"a": 5}, NOW)
    user.papers.keep("drawings", {"a": None, "b": [2], "never": None}, NOW)
    assert (user.papers.all("drawings"), user.papers.all("layout"), user.papers.all("x")) == ({"b": [2]}, {"a": 5}, {})


def test_the_steps_of_the_lists_know_nothing_of_them(user):
    user.lists.edit("edit.x", "", {"a": 1}, NOW)
    user.papers.keep("drawings", {"a": 1}, NOW)
    assert user.lists.undo().parts == {"a": None}
    assert (user.lists.undo(), user.papers.all("drawings")) == (None, {"a": 1})


def test_all_of_them_are_written_or_none(user, tmp_path):
    user.papers.keep("drawings", {"a": 1}, NOW)
    with closing(sqlite3.connect(tmp_path / "user.db")) as other, other:
        other.execute(
            "create trigger full before insert on paper when new.name = 'c' begin select raise(abort, 'disk full'); end"
        )
    with pytest.raises(CacheError, match="disk full"):
        user.papers.keep("drawings", {"a": None, "b": 2, "c": 3}, NOW)
    assert user.papers.all("drawings") == {"a": 1}


def test_a_body_that_is_no_json_does_not_hide_the_others(user):
    user.papers.keep("drawings", {"a": 1}, NOW)
    with user.writing() as db:
        db.execute("insert into paper values ('drawings', 'b', '{', 1)")
    assert user.papers.all("drawings") == {"a": 1, "b": "{"}


def test_another_profile_is_taken_at_once_and_what_was_there_is_copied(user):
    user.papers.keep("drawings", {"AMD.US": 1, "INTC.US": 2}, NOW)
    copy = user.papers.take(BROUGHT, NOW)
    assert user.papers.all("drawings") == {"NVDA.US": {"x": 1}, "INTC.US": 2}
    assert (user.papers.all("template"), user.lists.all()) == ({"t": {"y": 2}}, {"order": ["l9"]})
    assert [one.value for one in user.overrides.all()] == [1.5]
    assert user.lists.undo().subject == "mine.json"
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("select name, body from paper order by name").fetchall() == [
            ("AMD.US", "1"), ("INTC.US", "2"),
        ]  # fmt: skip


def test_nothing_of_another_profile_is_taken_when_some_of_it_cannot_be(user, tmp_path):
    with closing(sqlite3.connect(tmp_path / "user.db")) as other, other:
        other.execute("create trigger full before insert on override begin select raise(abort, 'disk full'); end")
    with pytest.raises(CacheError, match="disk full"):
        user.papers.take(BROUGHT, NOW)
    assert (user.papers.all("drawings"), user.lists.all(), user.overrides.all()) == ({}, {}, ())


def test_without_a_copy_nothing_is_taken(user, monkeypatch):
    def broken(*_):
        raise CacheError("no backup: disk full")

    monkeypatch.setattr(user.backups, "make", broken)
    with pytest.raises(CacheError, match="no backup"):
        user.papers.take(BROUGHT, NOW)
    assert user.papers.all("drawings") == {}


def test_in_memory_there_is_nothing_to_copy():
    with closing(UserData(None, NOW)) as user:
        assert user.papers.take(BROUGHT, NOW) is None
        assert user.papers.all("template") == {"t": {"y": 2}}


def test_a_newer_file_is_read_and_not_written(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.papers.keep("drawings", {"a": 1}, NOW)
        with user.reading() as db:
            db.execute(f"pragma user_version = {LAYOUT.version + 1}")
    with closing(UserData(tmp_path, NOW)) as user:
        assert (user.state, user.papers.all("drawings")) == ("newer", {"a": 1})
        for write in (lambda: user.papers.keep("drawings", {"a": 2}, NOW), lambda: user.papers.take(BROUGHT, NOW)):
            with pytest.raises(CacheError, match="newer version"):
                write()
        assert user.papers.all("drawings") == {"a": 1}
        assert not Path(tmp_path / "backups").exists()


@pytest.mark.parametrize("version", range(1, LAYOUT.version))
def test_a_file_of_an_earlier_version_gets_its_table_and_is_copied_first(tmp_path, version):
    old = databases.Layout(
        application_id=LAYOUT.application_id, migrations=LAYOUT.migrations[:version], synchronous=LAYOUT.synchronous
    )
    with closing(databases.opened(tmp_path / "user.db", old)) as db:
        db.execute("insert into journal (kind, body, made_at) values ('list.added', '1', 1)")
    with closing(UserData(tmp_path, NOW)) as user:
        user.papers.keep("drawings", {"a": 1}, NOW)
        assert (user.state, user.papers.all("drawings")) == ("ok", {"a": 1})
        assert [entry.body for entry in user.journal.replay()] == [1]
    assert len(list((tmp_path / "backups").glob("user-*.db"))) == 1


WRITER = """
import sys
from pathlib import Path
from data_sources.user import UserData
user = UserData(Path(sys.argv[1]), 1.0)
for number in range(10 ** 9):
    user.papers.keep("drawings", {"a": [number] * 50, "b": number}, 1.0)
    user.papers.keep("layout", {"main": number}, 1.0)
    print(number, flush=True)
"""


@pytest.mark.parametrize("writes", [1, 40])
def test_no_acknowledged_drawing_is_lost_when_the_process_is_killed(tmp_path, writes):
    acknowledged = killed(WRITER, tmp_path, writes)
    with closing(UserData(tmp_path, NOW)) as user:
        held = user.papers.all("drawings")
        assert user.state == "ok"
        assert held == {"a": [held["b"]] * 50, "b": held["b"]}
        assert held["b"] >= acknowledged
        assert user.papers.all("layout")["main"] in (held["b"], held["b"] - 1)
