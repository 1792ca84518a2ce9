"""What the window reads by itself before its first paint: the lists, beside the process that owns them."""

import sqlite3
from contextlib import closing

import pytest

from data_sources.kept import last_lists, last_paper
from data_sources.user import UserData

NOW = 1_727_000_000.0


def test_the_lists_are_read_beside_the_owner(tmp_path):
    assert last_lists(tmp_path) == {}
    with closing(UserData(tmp_path, NOW)) as user:
        assert last_lists(tmp_path) == {}
        user.lists.edit("edit.x", "", {"pins": ["NVDA.US"], "mark:\u540d": {"flag": "red"}}, NOW)
        assert last_lists(tmp_path) == {"pins": ["NVDA.US"], "mark:\u540d": {"flag": "red"}}
        user.lists.undo()
        assert last_lists(tmp_path) == {}


def test_what_is_read_keeps_nobody_from_writing_and_changes_nothing(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.lists.edit("edit.x", "", {"pins": ["NVDA.US"]}, NOW)
    before = (tmp_path / "user.db").read_bytes()
    last_lists(tmp_path)
    assert (tmp_path / "user.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(84)])
def test_lists_that_cannot_be_read_are_none(tmp_path, content):
    (tmp_path / "user.db").write_bytes(content)
    assert last_lists(tmp_path) == {}


def test_lists_that_are_no_json_are_none(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user:
        user.lists.edit("edit.x", "", {"pins": ["NVDA.US"]}, NOW)
    with closing(sqlite3.connect(tmp_path / "user.db")) as db, db:
        db.execute("update part set body = 'no json'")
    assert last_lists(tmp_path) == {}


def test_a_paper_is_read_beside_the_owner(tmp_path):
    assert last_paper(tmp_path, "charts", "grid") is None
    with closing(UserData(tmp_path, NOW)) as user:
        assert last_paper(tmp_path, "charts", "grid") is None
        user.papers.keep("charts", {"grid": {"shape": 4}, "other": 1}, NOW)
        assert last_paper(tmp_path, "charts", "grid") == {"shape": 4}
        assert last_paper(tmp_path, "drawings", "grid") is None


def test_a_file_of_an_earlier_version_has_no_papers(tmp_path):
    with closing(UserData(tmp_path, NOW)) as user, user.writing() as db:
        db.execute("drop table paper")
    assert last_paper(tmp_path, "charts", "grid") is None
