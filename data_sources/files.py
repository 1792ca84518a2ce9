"""Makes an export's file in the data process, and writes it, or bytes made elsewhere, where the user said."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import IO

from data_sources.protocol import BytesKept, FileWanted, Progress, Written
from data_sources.targets import written
from models.exports import WRITERS

TELL_S = 0.1  # at most ten times a second how far it has come


def kept(want: BytesKept) -> int:
    """The number of bytes, once they are written to the target. Raises ExportError; an old file then stays."""
    return written(want.target, lambda file: file.write(want.content))


def made(want: FileWanted, go_on: Callable[[], None], tell: Callable[[Progress], None]) -> bytes | Written:
    """The bytes, or what was written to the target. Raises ExportError, or what ``go_on`` does; an old file then stays.

    go_on: called after every thousand rows; it raises Cancelled when nobody wants the file any more. tell: hears now
    and then how far it has come.
    """
    tick = _ticking(go_on, tell)

    def write(file: IO[bytes]) -> Written:
        changed = WRITERS[want.format](want.book, file, tick)
        return Written(size=file.tell(), changed=changed)

    if want.target:
        return written(want.target, write)
    held = io.BytesIO()
    write(held)
    return held.getvalue()


def _ticking(go_on: Callable[[], None], tell: Callable[[Progress], None]) -> Callable[[int, int], None]:
    told = time.monotonic()

    def tick(done: int, whole: int) -> None:
        nonlocal told
        go_on()
        if time.monotonic() - told >= TELL_S:
            told = time.monotonic()
            tell(Progress(done=done, whole=whole))

    return tick
