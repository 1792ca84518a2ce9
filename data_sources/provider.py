"""Both ends of a provider worker: one process per provider library, one job at a time, killed when it hangs.

Why a process: most of akshare's requests have no time-out and a stuck thread cannot be killed; yfinance's
exceptions do not unpickle; both libraries bring pandas. See docs/adr/0001-processes.md.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import queue
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from data_sources.protocol import Asked, Given, SourceContext
from data_sources.source import Source
from data_sources.transports import jobs
from models.errors import AppError, Failure, Unreachable, failure_of

START_S = 60.0  # a cold import of either library takes up to 5 s here, more on a slow disk
MARGIN_S = 1.5  # the library's own time-out should fire first and leave the worker alive
JOBS_BEFORE_RECYCLING = 500
LARGEST_MB = 500.0  # of a worker's memory, before it is replaced between two jobs

_NO_LIFE = Failure(kind="Unreachable", detail="its library did not start: no sign of life")
_READY, _SENT, _HEARD, _VALUE, _FAILED = "ready", "sent", "heard", "value", "failed"


class Provider:
    """Parent end. ``answer`` blocks the calling lane; nothing else of the program waits for it."""

    def __init__(self, source: str, module: str, context: SourceContext) -> None:
        self.source = source
        self._module, self._context = module, context
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the worker, None while it is not running."""
        return self._process.pid if self._process else None

    def answer(self, want: Asked, sent: Callable[[], None] = lambda: None) -> Given:
        """The worker's answer; ``sent`` is called for each request it sends to a host.

        Raises errors of models.errors. A silent or dead worker is Unreachable: the lane decides whether to ask again.
        """
        pipe = self._running()
        try:
            pipe.send(want)
            return self._wait(pipe, want, sent)
        except (EOFError, OSError) as error:
            self.kill()
            raise Unreachable("its worker process died", source=self.source) from error

    def recycle(self) -> None:
        """Replace the worker before its next job: its connections are of no use any more."""
        self._jobs = JOBS_BEFORE_RECYCLING

    def kill(self) -> None:
        """End the worker now; the next answer starts a new one."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(5.0)
            process.close()

    def close(self) -> None:
        """End the worker for good."""
        self._closed = True
        self.kill()

    def _running(self) -> Connection:
        if self._closed:
            raise Unreachable("closing", source=self.source)
        if self._jobs >= JOBS_BEFORE_RECYCLING or self._is_unfit():
            self.kill()
        self._jobs += 1
        if self._pipe is None:
            self._pipe = self._start()
        return self._pipe

    def _is_unfit(self) -> bool:
        """Whether the worker died while it was idle, or has grown too large."""
        process = self._process
        return process is not None and (not process.is_alive() or memory_mb(process.pid) > LARGEST_MB)

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(
            target=serve,
            args=(theirs, self._module, self._context),
            name=f"suanli-{self.source}",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._jobs = process, 1
        self._pipe = ours
        try:
            first = ours.recv() if ours.poll(START_S) else (_FAILED, _NO_LIFE)
        except (EOFError, OSError):
            first = (_FAILED, _NO_LIFE)
        if first[0] == _FAILED:
            self.kill()
            failure: Failure = first[1]
            raise Unreachable(failure.detail, source=self.source)
        return ours

    def _wait(self, pipe: Connection, want: Asked, sent: Callable[[], None]) -> Given:
        """Read until the value; every answer of a host renews the silence allowance, nothing the deadline."""
        silence = self._context.first_answer_s + MARGIN_S
        heard_at = time.monotonic()
        deadline = heard_at + self._context.deadline(want)
        while True:
            until = min(heard_at + silence, deadline)
            if not pipe.poll(max(0.0, until - time.monotonic())):
                self.kill()
                silent = f"no answer in {self._context.first_answer_s:.0f} s"
                raise Unreachable(silent if until < deadline else "over its deadline", source=self.source)
            kind, *rest = pipe.recv()
            if kind == _SENT:
                sent()
            elif kind == _HEARD:
                heard_at = time.monotonic()
            if kind == _VALUE:
                value: Given = rest[0]
                return value
            if kind == _FAILED:
                failure: Failure = rest[0]
                raise failure.raised()


def memory_mb(pid: int | None) -> float:
    """Resident memory of a process; 0 where the system does not tell (then only the number of jobs counts)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def serve(pipe: Connection, module: str, context: SourceContext) -> None:
    """Child end: open the source, then answer wants until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wants: queue.SimpleQueue[Asked] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(pipe, wants), name="reader", daemon=True).start()
    try:
        source: Source = importlib.import_module(module).open_source(context)
    except AppError as error:
        pipe.send((_FAILED, failure_of(error)))
        return
    except Exception as error:  # noqa: BLE001 - a library that does not import must be reported, not lost
        detail = f"its library did not start: {type(error).__name__}: {error}"
        pipe.send((_FAILED, Failure(kind="Unreachable", detail=detail[:300], trace=traceback.format_exc())))
        return
    jobs.on_sent(lambda: pipe.send((_SENT,)))
    jobs.on_heard(lambda: pipe.send((_HEARD,)))
    pipe.send((_READY,))
    while True:
        want = wants.get()
        pipe.send(_reply(source, want, context.deadline(want)))


def _read(pipe: Connection, wants: queue.SimpleQueue[Any]) -> None:
    """Hand over wants; when the parent is gone, leave at once, whatever the library is doing."""
    while True:
        try:
            wants.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _reply(source: Source, want: Asked, deadline_s: float) -> tuple[str, Any]:
    jobs.begin(deadline_s)
    try:
        return _VALUE, source.parse(source.download(want), want, time.time())
    except AppError as error:
        return _FAILED, _with_payload(failure_of(error))
    except Exception as error:  # noqa: BLE001 - foreign exceptions do not unpickle; they cross as data
        return _FAILED, _with_payload(failure_of(error, trace=traceback.format_exc()))


def _with_payload(failure: Failure) -> Failure:
    """What could not be read goes along, so that somebody can look at it."""
    return replace(failure, payload=jobs.last_body()) if failure.kind == "Unreadable" else failure
