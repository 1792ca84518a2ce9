"""What runs in the process of a table: limits on itself first, then the reading, then whoever looks at the cells."""

from __future__ import annotations

import contextlib
import gc
import os
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from data_sources.imports.limits import CPU_S, IDLE_S, MEMORY
from models.errors import AppError, Failure, ImportRejected, failure_of

if TYPE_CHECKING:
    from models.imports.values import Cells


TOO_MUCH = "reading it takes more than 500 MB of memory"


class Held:
    """The cells of a table, and what was made of them last: what is shown first and then taken is made once."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.last: tuple[object, Any] | None = None


def serve(pipe: Connection, content: bytes, name: str) -> None:
    """Read the table once, and send what each look makes of it that is received, a ``Callable[[Held], object]``.

    The answer is what it gives, or a Failure. Ends with a table that cannot be read, or when nobody asks any more.
    """
    _limit()
    gc.disable()  # a million cells are no cycles, and looking through them takes seconds
    look = pipe.recv()  # inside the limits, as it may import numpy
    held = _held(content, name)
    del content
    if isinstance(held, Failure):
        _send(pipe, held)
        return
    with contextlib.suppress(EOFError, OSError):
        while True:
            _allow()
            _send(pipe, _looked(held, look))
            if not pipe.poll(IDLE_S):
                return
            look = pipe.recv()


def _send(pipe: Connection, answer: object) -> None:
    with contextlib.suppress(OSError):
        pipe.send(answer)


def _held(content: bytes, name: str) -> Held | Failure:
    with contextlib.suppress(MemoryError):  # what was read so far is let go of before anything is said
        try:
            return Held(_read(content, name))
        except ImportRejected as error:
            return failure_of(error)
    return failure_of(ImportRejected(TOO_MUCH))


def _looked(held: Held, look: Callable[[Held], object]) -> object:
    with contextlib.suppress(MemoryError):
        try:
            return look(held)
        except MemoryError:
            raise
        except AppError as error:
            return failure_of(error)
        except Exception as error:  # noqa: BLE001 - a bug: the asking process tells it
            return failure_of(error, trace=traceback.format_exc())
    return failure_of(ImportRejected(TOO_MUCH))


def _limit() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each of its threads takes some of the address space
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _allow()


def _allow() -> None:
    """So much processor time from now on."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_S, most))


def _read(content: bytes, name: str) -> Cells:
    from data_sources.imports import text, workbook

    if content.startswith((workbook.ZIP, workbook.OLE)):
        return workbook.read(content, name)
    written, encoding = text.decoded(content)
    if written.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise ImportRejected("a web page dressed as a workbook: save it as xlsx or csv")
    answer = text.saved(written, name, encoding) if written.lstrip()[:1] in "{[" else None
    return answer or text.table(written, name, encoding)
