"""A file the user gives, read and looked at in a process of its own, within its limits, whatever it holds."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from data_sources.imports import child, workbook
from data_sources.imports.child import Held
from data_sources.imports.limits import DEADLINE_S, LONGEST_FILE
from models.errors import Failure, ImportRejected
from models.imports.values import Cells

CLIPBOARD = "clipboard"
Made = TypeVar("Made")


class Reader:
    """Keeps the last table open: it is read once, however often it is looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: Opened | None = None
        self._what = ("", "")

    def ask(self, path: str, text: str, look: Callable[[Held], Made]) -> tuple[Made, str]:
        """What ``look`` makes of the file at ``path``, or of ``text`` where there is no path; and its SHA-256.

        ``look`` must be picklable, and what it gives too. Raises ImportRejected, and what it raises.
        """
        content, name = (content_of(Path(path)), Path(path).name) if path else (_bytes(text), CLIPBOARD)
        what = (hashlib.sha256(content).hexdigest(), name)
        with self._lock:
            if self._open is None or self._what != what or not self._open.alive:
                self._close()
                self._open, self._what = Opened(content, name, look), what
            else:
                self._open.ask(look)
            try:
                return self._open.answer(), what[0]
            finally:
                if not self._open.waits:
                    self._close()

    def forget(self) -> None:
        """The file was taken, or is of no use: a large one is a hundred megabytes."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class Opened:
    """A table in its process. waits: whether it can be asked once more."""

    def __init__(self, content: bytes, name: str, look: Callable[[Held], Any]) -> None:
        """Raises ImportRejected for what need not be unpacked to be refused."""
        _check(content)
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(
            target=child.serve, args=(theirs, content, name), name="suanli-import", daemon=True
        )
        self._process.start()
        theirs.close()
        self.ask(look)

    @property
    def alive(self) -> bool:
        """Whether it still runs: nobody may have asked for long."""
        return self._process.is_alive()

    def ask(self, look: Callable[[Held], Any]) -> None:
        """Have the cells looked at."""
        self.waits = False
        with contextlib.suppress(OSError):  # it has ended: answer() says so
            self._pipe.send(look)

    def answer(self) -> Any:
        """What the look gave. Raises ImportRejected when reading or looking fails or is not over at the deadline."""
        try:
            if not self._pipe.poll(DEADLINE_S):
                raise ImportRejected(f"reading it takes too long: more than {DEADLINE_S:.0f} s")
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise ImportRejected("reading it ended its process: too large, or made to do harm") from error
        if isinstance(answer, Failure):
            raise RuntimeError(answer.trace) if answer.trace else answer.raised()
        self.waits = True
        return answer

    def close(self) -> None:
        """End its process."""
        self._process.kill()
        self._process.join(2.0)
        self._process.close()
        self._pipe.close()


def read_bytes(content: bytes, name: str) -> Cells:
    """The cells of a file's content, read in a process that ends with it. Raises ImportRejected."""
    opened = Opened(content, name, attrgetter("cells"))
    try:
        cells: Cells = opened.answer()
    finally:
        opened.close()
    return replace(cells, digest=hashlib.sha256(content).hexdigest())


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


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _check(content: bytes) -> None:
    if not content.strip():
        raise ImportRejected("an empty file")
    if len(content) > LONGEST_FILE:
        raise ImportRejected(f"the file is too large: more than {LONGEST_FILE // 1_000_000} MB")
    if content.startswith(workbook.ZIP):
        workbook.check_zip(content)
