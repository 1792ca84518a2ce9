"""What runs in the short-lived process: limits on itself first, then the reading."""

from __future__ import annotations

import contextlib
from multiprocessing.connection import Connection

from data_sources.imports.limits import CPU_S, MEMORY
from models.errors import ImportRejected, failure_of


def serve(pipe: Connection, content: bytes, name: str) -> None:
    """Send Cells, or the Failure why there are none."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: object = _read(content, name)
    except ImportRejected as error:
        answer = failure_of(error)
    except MemoryError:
        answer = failure_of(ImportRejected("reading it takes more than 500 MB of memory"))
    with contextlib.suppress(OSError):
        pipe.send(answer)


def _read(content: bytes, name: str) -> object:
    from data_sources.imports import text, workbook

    if content.startswith((workbook.ZIP, workbook.OLE)):
        return workbook.read(content, name)
    written, encoding = text.decoded(content)
    if written.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise ImportRejected("a web page dressed as a workbook: save it as xlsx or csv")
    answer = text.saved(written, name, encoding) if written.lstrip()[:1] in "{[" else None
    return answer or text.table(written, name, encoding)
