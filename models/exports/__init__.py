"""The list of export formats: each turns a Book into bytes. To add one: a file here and a line in WRITERS."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import IO, Protocol

from models.exports import csv, xlsx
from models.exports.ticks import Tick
from models.workbook import Book


class Writer(Protocol):
    """What writes a Book into a file."""

    def __call__(self, book: Book, file: IO[bytes], tick: Tick = ...) -> int:
        """A thousand rows at a time; how many texts had to be changed for it."""


# csv has the mark by which Excel knows UTF-8, csv-plain has none
WRITERS: dict[str, Writer] = {"xlsx": xlsx.write_to, "csv": csv.write_to, "csv-plain": csv.write_plain_to}
ENDINGS = {"xlsx": "xlsx", "csv": "csv", "csv-plain": "csv"}  # of the files' names


def whole(format_: str, book: Book) -> bytes:
    """The bytes of ``book`` in a format. Raises ExportError."""
    out = io.BytesIO()
    WRITERS[format_](book, out)
    return out.getvalue()


EXPORTS: dict[str, Callable[[Book], bytes]] = {name: partial(whole, name) for name in WRITERS}
