"""Killed while the log goes into the file: the file alone is no whole one then, the two together are (S1)."""

import shutil
from contextlib import closing

from data_sources.user.db import UserData

PAGE = 4096
ROWS = 400


def bodies(user):
    return [edit.body for edit in user.journal.replay()]


def test_what_was_acknowledged_outlives_half_a_checkpoint(tmp_path):
    home, copy = tmp_path / "home", tmp_path / "copy"
    with closing(UserData(home, 1.0)) as user:
        user.idle(1.0)
        user._db.execute("pragma wal_autocheckpoint = 0")
        for number in range(ROWS):
            user.journal.add("note", f"{number} " + "x" * 200, 1.0)
        shutil.copytree(home, copy)  # as it stands: all of it in the log
        before = (copy / "user.db").read_bytes()
        user._db.execute("pragma wal_checkpoint(passive)")
        after = (home / "user.db").read_bytes()
        wanted = bodies(user)
    pages = [after[at : at + PAGE] if at // PAGE % 2 else before[at : at + PAGE] for at in range(0, len(after), PAGE)]
    (copy / "user.db").write_bytes(b"".join(page.ljust(PAGE, b"\0") for page in pages))
    with closing(UserData(copy, 2.0)) as user:
        assert (user.state, bodies(user)) == ("ok", wanted)
    assert len(wanted) == ROWS
