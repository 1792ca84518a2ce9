"""Bytes to stdout or a file, the same on every console."""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from data_sources.targets import reason, written
from models.arguments import parser
from models.charts.table import book
from models.errors import ExportError
from models.exports import EXPORTS
from models.sheet_text import as_text

if TYPE_CHECKING:
    from main import Desk
    from models.workbook import Sheet


def as_json(value: Any) -> bytes:
    """Plain data for programs: UTF-8, a line's end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def format_of(asked: str, out: str, formats: Sequence[str]) -> str:
    """The format asked for, else the one a file's ending names, else the first."""
    ending = Path(out).suffix.lstrip(".").lower()
    return asked or (ending if ending in formats else formats[0])


def as_sheet(desk: Desk, sheet: Sheet, format_: str, decimals: int = 2) -> bytes:
    """A sheet as a table for a terminal, or as the file of ``format_``."""
    if format_ == "table":
        return as_text(sheet, desk.lang, decimals).encode()
    return EXPORTS[format_](book(sheet.title, [sheet], time.time(), desk.convention))


def write(content: bytes, out: str = "-") -> None:
    """To stdout, or to the file ``out``, whole or not at all. Raises ExportError, which says what is in the way.

    A name that is no file's, or in a folder that is not there, is a wrong word. A device or a pipe is written to as it
    is: to put a file in its place would take it from everybody.
    """
    if out == "-":
        _through(sys.stdout.buffer, content)
    elif _runs_through(Path(out)):
        with Path(out).open("wb", buffering=0) as device:
            _through(device, content)
    else:
        written(_named(out), lambda file: file.write(content))


def _through(device: IO[bytes], content: bytes) -> None:
    """Into what keeps no old file. That its reader has gone, as of ``| head``, is no fault."""
    try:
        device.write(content)
        device.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), device.fileno())  # the interpreter flushes once more when it ends
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), device.fileno())
        raise ExportError(reason(error)) from error


def _named(out: str) -> str:
    target = Path(out)
    if not target.name:  # "." and "" have no name to write beside
        parser().error(f"--out {out}: not a file")
    if not target.parent.is_dir():
        parser().error(f"--out {out}: {os.strerror(errno.ENOENT)}")
    return out


def _runs_through(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()
