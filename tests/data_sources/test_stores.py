"""What a data process opens: its own files, copies of another process's, or nothing on disk; and keeping house."""

from contextlib import closing

import pytest

from data_sources import stores
from data_sources.protocol import Boot
from models.errors import CacheError
from tests.data_sources.samples import bars, span


class Owner:
    def __init__(self, held=True):
        self.held = held


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


@pytest.mark.parametrize(("where", "simulated"), [("", True), ("nowhere/x", False)])
def test_without_a_disk_everything_is_in_memory(tmp_path, where, simulated):
    with opened(tmp_path / where, simulated=simulated) as kept:
        assert states(kept) == ("off", "off", False)
    assert list(tmp_path.iterdir()) == []


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
