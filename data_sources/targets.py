"""Writes where the user said: whole or not at all, and where it cannot be done, why, and what helps.

The file is made beside its target and takes its place at the end, so that an old one stays as it was through a full
disk, a crash, or a program that has it open.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

from data_sources.profile import replacing
from models.errors import ExportError

Made = TypeVar("Made")
FULL, OPEN, FOLDER = "no room is left on this disk", "the file is open elsewhere", "this folder cannot be written to"
LINK, NAME = "the name is a link to another folder", "no file can have this name"
GONE, DIRECTORY = "there is no such folder", "a folder has this name"
DEVICE = "a device or a pipe has this name"
KEPT = "the old file is as it was"
_WHY = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EACCES: FOLDER, errno.EPERM: FOLDER,
    errno.EROFS: FOLDER, errno.ENOENT: GONE, errno.ENOTDIR: GONE, errno.EISDIR: DIRECTORY, errno.ENAMETOOLONG: NAME,
}  # fmt: skip


def written(target: str, write: Callable[[IO[bytes]], Made]) -> Made:
    """What ``write`` returns, once what it wrote is the file ``target``.

    A link within the target's folder is followed and stays. Raises ExportError, whose reason begins with one of the
    phrases above; what ``write`` raises goes through. In both cases an old file is as it was.
    """
    asked = _named(target)
    old = ended = False
    try:
        old = asked.is_file()
        with replacing(_followed(asked)) as file:
            made = write(file)
            ended = True
    except OSError as error:
        raise ExportError(_said(error, target, old=old, ended=ended)) from error
    return made


def _named(target: str) -> Path:
    try:
        os.fsencode(target)
    except UnicodeEncodeError as error:
        raise ExportError(NAME) from error
    made = Path(target)
    if not made.name or "\0" in target:
        raise ExportError(NAME)
    return made


def _followed(target: Path) -> Path:
    """The file that a link in the same folder means; a link out of it is no place to write to."""
    meant = target.resolve() if target.is_symlink() else target
    if meant is not target and meant.parent != target.parent.resolve():
        raise ExportError(f"{LINK} ({target})")
    if meant.exists() and not meant.is_file() and not meant.is_dir():  # a file would take its place for everybody
        raise ExportError(f"{DEVICE} ({target})")
    return meant


def reason(error: OSError) -> str:
    """What is in the way of writing, by one of the phrases above where it has one."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)


def _said(error: OSError, target: str, *, old: bool, ended: bool) -> str:
    """A file that is whole and cannot take the old one's place: another program holds that."""
    why = _WHY.get(error.errno or 0)
    if why is FOLDER and old and ended:
        why = OPEN
    told = f"{why} ({target})" if why else f"{target}: {error.strerror or error}"
    return f"{told}; {KEPT}" if old else told
