"""Makes an export's file in the data process, and writes it, or bytes made elsewhere, where the user said."""

from __future__ import annotations

from pathlib import Path

from data_sources.profile import write_atomic
from data_sources.protocol import BytesKept, FileWanted
from models.errors import ExportError
from models.exports import EXPORTS


def kept(want: BytesKept) -> int:
    """The number of bytes, once they are written to the target. Raises ExportError; an old file then stays."""
    return _written(want.target, want.content)


def made(want: FileWanted) -> bytes | int:
    """The bytes, or their number once they are written to the target. Raises ExportError; an old file then stays."""
    content = EXPORTS[want.format](want.book)
    return _written(want.target, content) if want.target else content


def _written(target: str, content: bytes) -> int:
    try:
        write_atomic(Path(target), content)
    except OSError as error:
        raise ExportError(f"{target}: {error.strerror or error}") from error
    except ValueError as error:
        raise ExportError("no file can have this name") from error
    return len(content)
