"""The profile: one folder with settings, cache, logs and sources' own files; owned by one program at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from models.errors import ExportError

GUEST, READ_ONLY = "another program has this profile", "the profile folder is read-only"
PRIVATE = 0o600  # a proxy's address may hold a password


def default_folder() -> Path:
    """The user's own profile folder on this system."""
    from platformdirs import PlatformDirs

    return Path(PlatformDirs("SuanliDesk", appauthor=False, roaming=False).user_data_dir)


class Owner:
    """Holds the profile for this process, if nobody else does. The lock dies with the process.

    refusal: why nothing may be written into it, GUEST or READ_ONLY; "" when it is held.
    """

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock, Timeout  # 25 ms that the window's own process does without

        self._lock = FileLock(folder / "profile.lock")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self.refusal = "" if os.access(folder, os.W_OK) else READ_ONLY  # a lock left there may be writable
        except Timeout:
            self.refusal = GUEST
        except OSError:
            self.refusal = READ_ONLY

    @property
    def held(self) -> bool:
        """Whether the profile is this process's to write."""
        return not self.refusal

    def release(self) -> None:
        """Let the next one have it."""
        self._lock.release()


def read_settings(folder: Path) -> dict[str, Any]:
    """What settings.json holds; its last good copy if it is damaged; {} if there is neither."""
    return _read(folder / "settings.json") or _read(folder / "settings.json.bak") or {}


def damaged_settings(folder: Path) -> bool:
    """True when there is a settings.json that says nothing readable."""
    file = folder / "settings.json"
    return file.exists() and _read(file) is None


def write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    """Replace settings.json atomically; the previous file is kept as .bak, or as .broken if nobody can read it.

    Raises ExportError when the profile cannot be written; the old file is then still whole.
    """
    try:
        _write_settings(folder, settings)
    except OSError as error:
        raise ExportError(f"settings cannot be written ({error.strerror})") from error


def _write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "settings.json"
    if damaged_settings(folder):  # it must not take the place of the last good copy
        target.replace(target.with_name("settings.json.broken"))
    elif target.exists():
        write_atomic(target.with_name("settings.json.bak"), target.read_bytes(), PRIVATE)
    write_atomic(target, json.dumps(settings, ensure_ascii=False, indent=1).encode(), PRIVATE)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return held if isinstance(held, dict) else None


def write_atomic(target: Path, content: bytes, mode: int = 0o666) -> None:
    """Write beside the target, sync, then replace it: either the old file or the new one, never half.

    mode: who may read it, less the user's umask; it is so from the first byte on.
    """
    with replacing(target, mode) as file:
        file.write(content)


@contextmanager
def replacing(target: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place at the end; whatever is raised meanwhile leaves the old one."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)  # one left by a crash may be readable by others
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode), "wb"
        ) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
