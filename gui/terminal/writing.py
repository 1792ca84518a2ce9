"""Bytes to stdout or a file, the same on every console."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.profile import write_atomic
from models.arguments import parser
from models.charts.table import book
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
    """To the file ``out``, whole or not at all, or to stdout; a file that cannot be written is a wrong word."""
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        write_atomic(Path(out), content)
    except OSError as error:
        parser().error(f"--out {out}: {error.strerror}")
    except ValueError:  # "." and "" have no name to write beside
        parser().error(f"--out {out}: not a file")
