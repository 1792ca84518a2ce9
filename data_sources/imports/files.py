"""A file the user gives, as cells: refused or read within five seconds of processor and 500 MB, whatever it holds."""

from __future__ import annotations

import hashlib
import multiprocessing
import threading
from dataclasses import replace
from pathlib import Path

from data_sources.imports import child, workbook
from data_sources.imports.limits import DEADLINE_S, LONGEST_FILE
from models.errors import Failure, ImportRejected
from models.imports.values import Cells

CLIPBOARD = "clipboard"


class Reader:
    """Reads files, and remembers the last one: what is shown first and then taken is read once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Cells | None = None

    def cells(self, path: str, text: str) -> Cells:
        """The cells of the file at ``path``, or of ``text`` where there is no path. Raises ImportRejected."""
        content, name = (content_of(Path(path)), Path(path).name) if path else (_bytes(text), CLIPBOARD)
        digest = hashlib.sha256(content).hexdigest()
        with self._lock:
            if self._last is not None and (self._last.digest, self._last.name) == (digest, name):
                return self._last
            self._last = None
            self._last = read_bytes(content, name)
            return self._last

    def forget(self) -> None:
        """The file was taken, or is of no use: a large one is a hundred megabytes."""
        with self._lock:
            self._last = None


def read_file(path: Path) -> Cells:
    """The cells of a workbook (xlsx, xlsm, xls) or of a text table, told apart by content. Raises ImportRejected."""
    return read_bytes(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """What a file holds, if it is one and not too long. Raises ImportRejected."""
    try:
        if not path.is_file():
            raise ImportRejected("no such file")
        if path.stat().st_size > LONGEST_FILE:
            raise ImportRejected(f"the file is too large: more than {LONGEST_FILE // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise ImportRejected(f"not readable: {error.strerror}") from error


def read_text(text: str) -> Cells:
    """The cells of what was copied out of a spreadsheet."""
    return read_bytes(_bytes(text), CLIPBOARD)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def read_bytes(content: bytes, name: str) -> Cells:
    """The cells of a file's content, read in a process that ends with it or at the deadline."""
    if not content.strip():
        raise ImportRejected("an empty file")
    if len(content) > LONGEST_FILE:
        raise ImportRejected(f"the file is too large: more than {LONGEST_FILE // 1_000_000} MB")
    if content.startswith(workbook.ZIP):
        workbook.check_zip(content)
    answer = _in_child(content, name)
    if isinstance(answer, Failure):
        raise answer.raised()
    assert isinstance(answer, Cells)
    return replace(answer, digest=hashlib.sha256(content).hexdigest())


def _in_child(content: bytes, name: str) -> object:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=child.serve, args=(theirs, content, name), name="suanli-import", daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(DEADLINE_S):
            raise ImportRejected(f"reading it takes too long: more than {DEADLINE_S:.0f} s")
        return ours.recv()
    except EOFError as error:
        raise ImportRejected("reading it ended its process: too large, or made to do harm") from error
    finally:
        process.kill()
        process.join(2.0)
        process.close()
        ours.close()
