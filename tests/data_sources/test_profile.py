"""The profile: settings replaced whole or not at all, and one owner at a time."""

import os

import pytest

from data_sources import profile
from models.errors import ExportError


def test_what_is_written_is_read(tmp_path):
    profile.write_settings(tmp_path / "new", {"lang": "zh"})
    assert profile.read_settings(tmp_path / "new") == {"lang": "zh"}
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", None])
def test_damaged_settings_fall_back_to_the_last_good_ones(tmp_path, damage):
    profile.write_settings(tmp_path, {"lang": "zh"})
    profile.write_settings(tmp_path, {"lang": "en"})
    target = tmp_path / "settings.json"
    target.unlink() if damage is None else target.write_bytes(damage)
    assert profile.read_settings(tmp_path) == {"lang": "zh"}
    profile.write_settings(tmp_path, {"lang": "en"})
    assert profile.read_settings(tmp_path) == {"lang": "en"}
    target.write_bytes(b"")
    assert profile.read_settings(tmp_path) == {"lang": "zh"}  # the damaged file did not take the good one's place


def test_a_damaged_file_is_said_and_set_aside_before_it_is_replaced(tmp_path):
    """Somebody edited it by hand and forgot a bracket: what he wrote is not lost."""
    target = tmp_path / "settings.json"
    assert not profile.damaged_settings(tmp_path)
    target.write_text('{"proxy": "http://proxy:3128"')
    assert profile.damaged_settings(tmp_path)
    profile.write_settings(tmp_path, {"lang": "zh"})
    assert not profile.damaged_settings(tmp_path)
    assert (tmp_path / "settings.json.broken").read_text() == '{"proxy": "http://proxy:3128"'


def test_without_settings_there_are_none(tmp_path):
    assert profile.read_settings(tmp_path / "nowhere") == {}


def test_a_write_that_fails_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    target = tmp_path / "settings.json"
    profile.write_atomic(target, b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        profile.write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_one_owner_at_a_time(tmp_path):
    first, second = profile.Owner(tmp_path / "p"), profile.Owner(tmp_path / "p")
    assert (first.held, second.held) == (True, False)
    assert (first.refusal, second.refusal) == ("", profile.GUEST)
    second.release()
    first.release()
    third = profile.Owner(tmp_path / "p")
    assert third.held
    third.release()


def test_a_folder_that_cannot_be_made_is_nobodys(tmp_path):
    (tmp_path / "file").touch()
    owner = profile.Owner(tmp_path / "file" / "profile")
    assert (owner.held, owner.refusal) == (False, profile.READ_ONLY)
    owner.release()


def refused(*_, **__):
    raise OSError(30, "Read-only file system")


@pytest.mark.parametrize("left", [True, False])
def test_a_folder_that_nobody_can_write_is_nobodys_whoever_left_a_lock_there(tmp_path, monkeypatch, left):
    if left:
        profile.Owner(tmp_path).release()
        monkeypatch.setattr(os, "access", lambda folder, mode: not (folder == tmp_path and mode == os.W_OK))
    else:
        monkeypatch.setattr("filelock.FileLock.acquire", refused)
    owner = profile.Owner(tmp_path)
    assert (owner.held, owner.refusal) == (False, profile.READ_ONLY)
    owner.release()


def test_the_default_folder_is_the_users_own():
    assert profile.default_folder().name == "SuanliDesk"


def test_settings_that_cannot_be_written_are_an_expected_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="settings cannot be written"):
        profile.write_settings(tmp_path / "file" / "profile", {"lang": "zh"})


def test_what_is_private_is_so_from_its_first_byte(tmp_path, monkeypatch):
    seen = []
    sync = os.fsync

    def look(descriptor):
        seen.append(os.fstat(descriptor).st_mode & 0o777)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    profile.write_atomic(tmp_path / "secret", b"x", 0o600)
    assert seen == [0o600]
