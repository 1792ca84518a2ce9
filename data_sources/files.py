"""Makes an export's file in the data process, and writes it where the user said."""

from __future__ import annotations

from pathlib import Path

from data_sources.profile import write_atomic
from data_sources.protocol import FileWanted
from models.errors import ExportError
from models.exports import EXPORTS


def made(want: FileWanted) -> bytes | int:
    """The bytes, or their number once they are written to the target. Raises ExportError; an old file then stays."""
    content = EXPORTS[want.format](want.book)
    if not want.target:
        return content
    try:
        write_atomic(Path(want.target), content)
    except OSError as error:
        raise ExportError(f"{want.target}: {error.strerror or error}") from error
    return len(content)
