"""Where keys are kept: keyring, environment, a private file; and never anywhere else."""

import os
import stat

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from data_sources import keys, redaction
from data_sources.profile import write_settings
from models.errors import ExportError
from models.settings import Settings

KEY = "sw-0123456789"


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.held.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    monkeypatch.setattr(redaction, "_known", ())
    monkeypatch.delenv("SUANLI_KEY_SIMILARWEB", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ring():
    made = Ring()
    keyring.set_keyring(made)
    return made


def files(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_without_a_keyring_the_key_goes_into_a_file_only_the_user_can_read(tmp_path):
    assert keys.keep(tmp_path, "similarweb", f" {KEY}\n") == "file"
    assert keys.key(tmp_path, "similarweb") == (KEY, "file")
    assert keys.places(tmp_path) == (("similarweb", "file"),)
    held = tmp_path / "keys" / "similarweb"
    assert stat.S_IMODE(held.stat().st_mode) == 0o600
    assert stat.S_IMODE(held.parent.stat().st_mode) == 0o700


def test_with_a_keyring_the_profile_holds_no_key(tmp_path, ring):
    keys._kept(tmp_path, "similarweb", KEY)
    assert keys.key(tmp_path, "similarweb") == (KEY, "keyring")
    assert keys.places(tmp_path) == (("similarweb", "keyring"),)
    assert files(tmp_path) == {os.path.join("keys", "similarweb.keyring"): b""}


def test_a_file_of_before_goes_when_a_keyring_takes_the_key(tmp_path, ring):
    keyring.set_keyring(NoKeyring())
    keys.keep(tmp_path, "similarweb", "old-key")
    keyring.set_keyring(ring)
    assert keys.keep(tmp_path, "similarweb", KEY) == "keyring"
    assert b"old-key" not in b"".join(files(tmp_path).values())


def test_the_order_is_keyring_environment_file(tmp_path, ring, monkeypatch):
    keyring.set_keyring(NoKeyring())
    keys.keep(tmp_path, "similarweb", "from-file")
    monkeypatch.setenv("SUANLI_KEY_SIMILARWEB", "from-environment")
    assert keys.key(tmp_path, "similarweb") == ("from-environment", "environment")
    assert keys.places(tmp_path) == (("similarweb", "environment"),)
    keyring.set_keyring(ring)
    ring.set_password(keys.SERVICE, "similarweb", "from-ring")
    assert keys.key(tmp_path, "similarweb") == ("from-ring", "keyring")


@pytest.mark.parametrize("backend", [NoKeyring, Ring])
def test_an_empty_key_forgets(tmp_path, backend):
    keyring.set_keyring(backend())
    keys.keep(tmp_path, "similarweb", KEY)
    assert keys.keep(tmp_path, "similarweb", "") == ""
    assert (keys.key(tmp_path, "similarweb"), keys.places(tmp_path)) == (("", ""), ())


def test_a_file_others_can_read_is_closed_to_them(tmp_path):
    keys.keep(tmp_path, "similarweb", KEY)
    held = tmp_path / "keys" / "similarweb"
    held.chmod(0o644)
    keys.key(tmp_path, "similarweb")
    assert stat.S_IMODE(held.stat().st_mode) == 0o600


def test_a_key_that_can_be_kept_nowhere_is_said(tmp_path):
    (tmp_path / "keys").touch()
    with pytest.raises(ExportError, match="the key cannot be written"):
        keys.keep(tmp_path, "similarweb", KEY)
    with pytest.raises(ExportError, match="no source of that name"):
        keys.keep(tmp_path, "../settings", KEY)


def test_settings_hold_no_key_and_are_private(tmp_path):
    keys.keep(tmp_path, "similarweb", KEY)
    write_settings(tmp_path, Settings(proxy="http://me:word@proxy:1").as_dict())
    settings = tmp_path / "settings.json"
    assert KEY not in settings.read_text()
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600


def test_a_key_that_was_used_is_hidden_from_then_on(tmp_path):
    keys.keep(tmp_path, "similarweb", KEY)
    assert redaction.redacted(f"GET {KEY}") == "GET ***"
