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
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from data_sources.protocol import Asked, Given, SourceContext
from data_sources.source import Source
from data_sources.transports import jobs
from models.errors import AppError, Failure, Unreachable, failure_of

START_S = 60.0  # a cold import of either library takes up to 5 s here, more on a slow disk
MARGIN_S = 1.5  # the library's own time-out should fire first and leave the worker alive
JOBS_BEFORE_RECYCLING = 500

_NO_LIFE = Failure(kind="Unreachable", detail="its library did not start: no sign of life")
_READY, _HEARD, _VALUE, _FAILED = "ready", "heard", "value", "failed"


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

    def answer(self, want: Asked) -> Given:
        """The worker's answer. Raises errors of models.errors; a silent or dead worker is Unreachable.

        A worker that dies is replaced once: only a job that kills two in a row speaks against the source.
        """
        for _ in range(2):
            pipe = self._running()
            try:
                pipe.send(want)
                return self._wait(pipe)
            except (EOFError, OSError):
                self.kill()
        raise Unreachable("its worker process died", source=self.source)

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
        if self._jobs >= JOBS_BEFORE_RECYCLING:
            self.kill()
        self._jobs += 1
        if self._pipe is None:
            self._pipe = self._start()
        return self._pipe

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

    def _wait(self, pipe: Connection) -> Given:
        """Read until the value; every sign of life renews the silence allowance, nothing the deadline."""
        silence = self._context.first_answer_s + MARGIN_S
        deadline = time.monotonic() + self._context.deadline_s
        while True:
            left = deadline - time.monotonic()
            if not pipe.poll(max(0.0, min(silence, left))):
                self.kill()
                spent = f"no answer in {self._context.first_answer_s:.0f} s" if left > silence else "over its deadline"
                raise Unreachable(spent, source=self.source)
            kind, *rest = pipe.recv()
            if kind == _VALUE:
                value: Given = rest[0]
                return value
            if kind == _FAILED:
                failure: Failure = rest[0]
                raise failure.raised()


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
    jobs.on_heard(lambda: pipe.send((_HEARD,)))
    pipe.send((_READY,))
    while True:
        pipe.send(_reply(source, wants.get()))


def _read(pipe: Connection, wants: queue.SimpleQueue[Any]) -> None:
    """Hand over wants; when the parent is gone, leave at once, whatever the library is doing."""
    while True:
        try:
            wants.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _reply(source: Source, want: Asked) -> tuple[str, Any]:
    jobs.begin()
    try:
        return _VALUE, source.parse(source.download(want), want, time.time())
    except AppError as error:
        return _FAILED, failure_of(error)
    except Exception as error:  # noqa: BLE001 - foreign exceptions do not unpickle; they cross as data
        return _FAILED, failure_of(error, trace=traceback.format_exc())
