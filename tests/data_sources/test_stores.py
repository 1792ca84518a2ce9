"""What a data process opens: its own files, copies of another process's, or nothing on disk; and keeping house."""

import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from data_sources import stores
from data_sources.profile import GUEST, READ_ONLY
from data_sources.protocol import Boot
from models.errors import CacheError
from tests.data_sources.samples import bars, quote, span
from tests.house.parts import ROOT


class Owner:
    def __init__(self, held=True):
        self.held, self.refusal = held, "" if held else GUEST


def opened(folder, *, held=True, simulated=False):
    return closing(stores.opened(Boot(profile=str(folder), simulated=simulated), Owner(held)))


def states(kept):
    return kept.cache.state, kept.user.state, kept.owned


def test_the_owner_writes_and_a_guest_reads_copies(tmp_path):
    with opened(tmp_path) as own:
        assert states(own) == ("ok", "ok", True)
        own.cache.merge(bars(), span("2024-09-20", "2024-09-25", 1.7e9))
        with opened(tmp_path, held=False) as guest:
            assert states(guest) == ("read-only", "read-only", False)
            assert (own.refusal, guest.refusal) == ("", GUEST)


@pytest.mark.parametrize(("where", "simulated"), [("", True), ("nowhere/x", False)])
def test_without_a_disk_everything_is_in_memory(tmp_path, where, simulated):
    with opened(tmp_path / where, simulated=simulated) as kept:
        assert states(kept) == ("off", "off", False)
    assert list(tmp_path.iterdir()) == []


UNWRITABLE = """
import filelock, os, sys  # loaded first: the interpreter itself may be out of the other's reach
from pathlib import Path
from data_sources import kept, stores
from data_sources.profile import Owner
from data_sources.protocol import Boot
from data_sources.user import UserData
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder = Path(sys.argv[1])
print(len(kept.last_quotes(folder, ["600000.SH"])), kept.last_lists(folder))
opened = stores.opened(Boot(profile=str(folder)), Owner(folder))
print(opened.refusal)
print(opened.cache.state, opened.user.state, opened.owned, opened.user.lists.all())
opened.close()
"""


@pytest.fixture
def shared():
    """A folder that another user reaches: pytest shuts its own again whenever another run begins."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no mode here")
@pytest.mark.parametrize("locks", [(), ("profile.lock",)])
@pytest.mark.parametrize("killed", [False, True])
def test_the_users_lists_are_read_from_a_folder_that_nobody_can_write(shared, locks, killed):
    """No write-ahead log can be opened there; one that a killed program left can be read."""
    folder = shared / "profile"
    folder.mkdir()
    with opened(folder) as own:
        own.user.lists.edit("edit.x", "", {"order": ["l1"]}, 1.7e9)
        own.cache.note_quotes([quote()])
        copies = {one: one.read_bytes() for one in folder.iterdir()} if killed else {}
    for path, content in copies.items():
        path.write_bytes(content)
    for name in locks:
        (folder / name).touch(0o666)
    for path in folder.iterdir():
        path.chmod(0o666) if path.is_file() else path.chmod(0o555)
    folder.chmod(0o555)
    words = [sys.executable, "-c", UNWRITABLE, str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    folder.chmod(0o755)
    assert done.stdout.splitlines() == [
        "1 {'order': ['l1']}", READ_ONLY, "read-only read-only False {'order': ['l1']}"
    ], done.stderr  # fmt: skip


def test_house_is_kept_once_a_minute_and_a_full_disk_does_not_end_it(tmp_path, monkeypatch, clock):
    with opened(tmp_path) as kept:
        rounds = []
        monkeypatch.setattr(kept.cache, "idle", lambda: rounds.append("cache"))
        monkeypatch.setattr(kept.user, "idle", lambda now: rounds.append("user"))
        kept.keep_house()
        clock.now += stores.QUIET_S
        kept.keep_house()
        kept.keep_house()
        assert rounds == ["cache", "user"]
        monkeypatch.setattr(kept.cache, "idle", lambda: (_ for _ in ()).throw(CacheError("full")))
        clock.now += stores.QUIET_S
        kept.keep_house()
        assert rounds == ["cache", "user", "user"]  # the backup of what the user made is not held up


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

    monkeypatch.setattr(stores.time, "monotonic", lambda: Clock.now)
    return Clock
