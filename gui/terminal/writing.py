"""Bytes to stdout or a file, the same on every console."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from data_sources.profile import write_atomic
from models.arguments import parser


def as_json(value: Any) -> bytes:
    """Plain data for programs: UTF-8, a line's end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


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
