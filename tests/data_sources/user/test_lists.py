"""The lists in user.db: an edit is one transaction, thirty steps back, quiet edits stay, old steps are forgotten."""

import sqlite3
from contextlib import closing

import pytest

from data_sources.protocol import Step
from data_sources.user import UserData
from data_sources.user.journal import STEPS
from data_sources.user.lists import KIND, turned
from models.errors import CacheError
from tests.data_sources.user.killed import killed

NOW = 1_727_000_000.0


@pytest.fixture
def user():
    with closing(UserData(None, NOW)) as made:
        yield made


def edit(user, *, quiet=False, label="edit.x", **parts):
    user.lists.edit(label, "n", parts, NOW, quiet=quiet)


def steps(user):
    with user.reading() as db:
        return db.execute("select count(*) from step").fetchone()[0]


def said(user):
    return [entry.body for entry in user.journal.replay(KIND)]


def test_an_edit_writes_its_parts_and_its_entry(user):
    edit(user, a=[1], b={"名": "\ud800\0"})
    edit(user, a=None, b=2)
    assert user.lists.all() == {"b": 2}
    assert said(user) == [{"label": "edit.x", "subject": "n"}] * 2


def test_it_is_taken_back_and_made_again(user):
    edit(user, a=1, label="edit.one")
    edit(user, a=2, b=3, label="edit.two")
    assert user.lists.undo() == Step(label="edit.two", subject="n", parts={"a": 1, "b": None})
    assert user.lists.all() == {"a": 1}
    assert user.lists.undo().parts == {"a": None}
    assert (user.lists.undo(), user.lists.all()) == (None, {})
    assert user.lists.redo() == Step(label="edit.one", subject="n", parts={"a": 1})
    assert user.lists.redo().parts == {"a": 2, "b": 3}
    assert (user.lists.redo(), user.lists.all()) == (None, {"a": 2, "b": 3})


def test_an_edit_that_comes_twice_is_one_step(user):
    edit(user, a=1)
    edit(user, a=2)
    edit(user, a=2)
    assert user.lists.undo().parts == {"a": 1}
    edit(user, a=1)  # nothing new: what was taken back can still be made again
    assert user.lists.redo().parts == {"a": 2}


def test_a_quiet_edit_is_no_step_and_does_not_end_what_can_be_made_again(user):
    edit(user, a=1)
    edit(user, look={"folded": {}}, quiet=True)
    edit(user, a=2)
    user.lists.undo()
    edit(user, look={"folded": {"s1": True}}, quiet=True)
    assert user.lists.redo().parts == {"a": 2}
    assert user.lists.undo().parts == {"a": 1}
    assert user.lists.undo().parts == {"a": None}
    assert user.lists.all() == {"look": {"folded": {"s1": True}}}


def test_a_step_back_leaves_what_was_quiet_since_in_the_same_part(user):
    edit(user, look={"pinned": False, "folded": {"s1": True}, "widths": {"last": 50}}, quiet=True)
    edit(user, look={"pinned": True, "folded": {}, "widths": {"last": 50}})
    edit(user, look={"pinned": True, "folded": {"s2": True}, "widths": {"last": 90, "age": 30}}, quiet=True)
    back = {"pinned": False, "folded": {"s1": True, "s2": True}, "widths": {"last": 90, "age": 30}}
    assert user.lists.undo().parts == {"look": back}
    again = {"pinned": True, "folded": {"s2": True}, "widths": {"last": 90, "age": 30}}
    assert user.lists.redo().parts == {"look": again}
    assert user.lists.all() == {"look": again}


@pytest.mark.parametrize(
    ("now", "was", "becomes", "made"),
    [
        (3, 2, 1, 1), (None, {"a": 1}, None, None), (None, None, {"a": 1}, {"a": 1}), ({"b": 2}, {"b": 2}, None, None),
        ({"a": 2, "q": 9}, {"a": 2}, {"a": 1}, {"a": 1, "q": 9}),
        ({"a": 2, "b": 1}, {"a": 2, "b": 1}, {"a": 2}, {"a": 2}),
        ({"q": 9}, {"shipped": True}, {"rows": [1]}, {"q": 9, "rows": [1]}), ([1], [1], {"a": 1}, {"a": 1}),
        ({"a": {"b": 2, "q": 9}}, {"a": {"b": 2}}, {"a": {"b": 1}}, {"a": {"b": 1, "q": 9}}),
    ],
)  # fmt: skip
def test_only_what_the_step_changed_is_turned(now, was, becomes, made):
    assert turned(now, was, becomes) == made


def test_other_edits_of_the_user_are_taken_back_apart(user):
    edit(user, a=1)
    user.journal.add("note.written", "n", NOW)
    assert user.lists.undo().parts == {"a": None}
    user.journal.add("note.written", "m", NOW)
    assert user.lists.redo().parts == {"a": 1}


def test_thirty_steps_go_back_and_older_ones_are_forgotten(user):
    for number in range(STEPS + 5):
        edit(user, a=number)
    assert steps(user) == STEPS
    assert len(said(user)) == STEPS + 5
    assert [user.lists.undo() is not None for _ in range(STEPS + 1)] == [True] * STEPS + [False]
    assert user.lists.all() == {"a": 4}
    edit(user, a="new")
    assert steps(user) == 1
    assert user.lists.undo().parts == {"a": 4}
    assert user.lists.undo() is None  # the four before it were forgotten when they were out of reach
    assert user.lists.all() == {"a": 4}


def test_the_file_does_not_grow_with_every_edit(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        sizes = []
        for number in range(3 * STEPS):
            edit(user, rows=[number, *range(2000)])
            if number % STEPS == STEPS - 1:
                user.idle(NOW + number)
                sizes.append((tmp_path / "user.db").stat().st_size)
    assert sizes[2] - sizes[1] < sizes[0] / 10


def test_a_body_that_is_no_json_does_not_hide_the_others(user):
    edit(user, a=1)
    with user.writing() as db:
        db.execute("insert into part values ('b', '{')")
    assert user.lists.all() == {"a": 1, "b": "{"}
    edit(user, b=2)
    assert user.lists.undo().parts == {"b": "{"}


def test_an_edit_that_fails_leaves_nothing_of_itself(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        edit(user, a=1)
        with closing(sqlite3.connect(tmp_path / "user.db")) as other, other:
            other.execute("create trigger full before insert on step begin select raise(abort, 'disk is full'); end")
        with pytest.raises(CacheError, match="disk is full"):
            edit(user, a=2, b=2)
        assert (user.lists.all(), len(said(user))) == ({"a": 1}, 1)


def test_a_newer_file_is_read_and_not_written(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        edit(user, a=1)
        with user.reading() as db:
            db.execute("pragma user_version = 99")
    with closing(UserData(tmp_path, NOW)) as user:
        assert (user.state, user.lists.all()) == ("newer", {"a": 1})
        for write in (lambda: edit(user, a=2), user.lists.undo, user.lists.redo):
            with pytest.raises(CacheError, match="newer version"):
                write()


WRITER = """
import sys
from pathlib import Path
from data_sources.user import UserData
user = UserData(Path(sys.argv[1]), 1.0)
for number in range(10 ** 9):
    user.lists.edit("edit.x", str(number), {"list:a": [number] * 50, "order": number}, 1.0)
    user.lists.edit("", "", {"look:a": number}, 1.0, quiet=True)
    print(number, flush=True)
"""


@pytest.mark.parametrize("writes", [1, 40])
def test_no_acknowledged_edit_is_lost_when_the_process_is_killed(tmp_path, writes):
    """The full size is in benchmarks/crash.py."""
    acknowledged = killed(WRITER, tmp_path, writes)
    with closing(UserData(tmp_path, NOW)) as user:
        held = user.lists.all()
        found = held["order"]
        assert user.state == "ok"
        assert held["list:a"] == [found] * 50
        assert found >= acknowledged
        assert held["look:a"] in (found, found - 1)  # the quiet edit may have been under way
        assert [int(body["subject"]) for body in said(user)] == list(range(found + 1))
        step = user.lists.undo()
        assert step.parts["order"] == (found - 1 if found else None)
        assert user.lists.redo().parts["order"] == found


def test_a_file_of_the_first_version_gets_its_tables(tmp_path, monkeypatch):
    from data_sources import databases
    from data_sources.user import db as user_db
    from data_sources.user.schema import LAYOUT

    old = databases.Layout(
        application_id=LAYOUT.application_id, migrations=LAYOUT.migrations[:1], synchronous=LAYOUT.synchronous
    )
    databases.opened(tmp_path / "user.db", old).close()
    with closing(user_db.UserData(tmp_path, NOW)) as user:
        edit(user, a=1)
        assert (user.state, user.lists.all()) == ("ok", {"a": 1})
    assert len(list((tmp_path / "backups").glob("user-*.db"))) == 1
