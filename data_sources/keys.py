"""Keys of paid sources: in the system's keyring, else in the environment, else in a file only the user can read.

A headless Linux has no keyring; then the key goes into ``keys/<source>`` of the profile (0600 in 0700), and whoever
asks is told so. No key is ever in settings.json. The keyring is asked when a key is needed, not to say where it is:
that would open its password dialogue at every start, so a marker without the key remembers it.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from data_sources.profile import write_atomic
from data_sources.redaction import hide
from models.errors import ExportError

log = logging.getLogger(__name__)
PAID = ("similarweb",)  # sources that want a key
SERVICE = "SuanliDesk"
KEYRING, ENVIRONMENT, FILE = "keyring", "environment", "file"
NO_KEY = "no key: put it in under Sources"  # why a source that wants one is not asked


def variable(source: str) -> str:
    """The environment variable of a source's key."""
    return f"SUANLI_KEY_{source.upper()}"


def key(folder: Path, source: str) -> tuple[str, str]:
    """The key of ``source`` and where it came from; ("", "") when there is none."""
    found = (
        (_from_keyring(source), KEYRING),
        (os.environ.get(variable(source), "").strip(), ENVIRONMENT),
        (_from_file(folder, source), FILE),
    )
    held, where = next((pair for pair in found if pair[0]), ("", ""))
    hide(held)
    return held, where


def keep(folder: Path, source: str, secret: str) -> str:
    """Put a key where keys are kept and say where; "" forgets it everywhere but in the environment.

    Raises ExportError when it can be kept nowhere.
    """
    hide(secret := secret.strip())
    if source not in PAID:
        raise ExportError("no source of that name wants a key")
    if not secret:
        return _forget(folder, source)
    try:
        return _kept(folder, source, secret)
    except OSError as error:
        raise ExportError(f"the key cannot be written ({error.strerror})") from error


def places(folder: Path) -> tuple[tuple[str, str], ...]:
    """Where the key of each paid source is that has one, without reading any."""
    found = ((source, _place(folder, source)) for source in PAID)
    return tuple((source, place) for source, place in found if place)


def hide_all(folder: Path) -> None:
    """Make the keys that are at hand unreadable in whatever this process writes."""
    for source in PAID:
        hide(os.environ.get(variable(source), "").strip())
        hide(_from_file(folder, source))


def _place(folder: Path, source: str) -> str:
    if _marker(folder, source).exists():
        return KEYRING
    if os.environ.get(variable(source), "").strip():
        return ENVIRONMENT
    return FILE if _file(folder, source).exists() else ""


def _kept(folder: Path, source: str, secret: str) -> str:
    ring = _to_keyring(source, secret)
    room = folder / "keys"
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    room.chmod(0o700)
    write_atomic(_marker(folder, source) if ring else _file(folder, source), b"" if ring else secret.encode(), 0o600)
    (_file(folder, source) if ring else _marker(folder, source)).unlink(missing_ok=True)
    return KEYRING if ring else FILE


def _forget(folder: Path, source: str) -> str:
    if _marker(folder, source).exists():
        _to_keyring(source, "")
    try:
        for file in (_marker(folder, source), _file(folder, source)):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"the key cannot be removed ({error.strerror})") from error
    return _place(folder, source)


def _from_keyring(source: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, source) or ""
    except KeyringError as error:  # NoKeyringError: a headless Linux, where every question would say so
        log.debug("no keyring: %s", type(error).__name__)
        return ""


def _to_keyring(source: str, secret: str) -> bool:
    """Whether the keyring took it. "" takes it out."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if secret:
            keyring.set_password(SERVICE, source, secret)
        else:
            keyring.delete_password(SERVICE, source)
    except KeyringError as error:
        log.info("no keyring: %s", type(error).__name__)
        return False
    return True


def _from_file(folder: Path, source: str) -> str:
    file = _file(folder, source)
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            file.chmod(0o600)  # somebody copied the profile about
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _file(folder: Path, source: str) -> Path:
    return folder / "keys" / source


def _marker(folder: Path, source: str) -> Path:
    return folder / "keys" / f"{source}.keyring"
