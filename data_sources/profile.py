"""The profile: one folder with settings, cache, logs and sources' own files; owned by one program at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from platformdirs import PlatformDirs


def default_folder() -> Path:
    """The user's own profile folder on this system."""
    return Path(PlatformDirs("SuanliDesk", appauthor=False, roaming=False).user_data_dir)


class Owner:
    """Holds the profile for this process, if nobody else does. The lock dies with the process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / "profile.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self.held = False
        else:
            self.held = True

    def release(self) -> None:
        """Let the next one have it."""
        self._lock.release()


def read_settings(folder: Path) -> dict[str, Any]:
    """What settings.json holds; its last good copy if it is damaged; {} if there is neither."""
    for name in ("settings.json", "settings.json.bak"):
        try:
            held = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(held, dict):
            return held
    return {}


def write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    """Replace settings.json atomically; the previous file is kept beside it as .bak."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "settings.json"
    if read_settings(folder):
        write_atomic(target.with_name("settings.json.bak"), target.read_bytes() if target.exists() else b"{}")
    write_atomic(target, json.dumps(settings, ensure_ascii=False, indent=1).encode())


def write_atomic(target: Path, content: bytes) -> None:
    """Write beside the target, sync, then replace it: either the old file or the new one, never half."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
