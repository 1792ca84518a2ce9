"""Both ends of a streaming source: a process that pushes quotes by itself, brought back when it dies or falls silent.

An adapter module offers ``open_stream(context, push) -> Stream``; ``push`` may be called from any of its threads.
Its own supervisor reconnects; what is done here is for a process that crashed, hangs or was killed.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Protocol

from data_sources.protocol import SourceContext
from models.instruments import Instrument
from models.values import Quote

log = logging.getLogger(__name__)
BEAT_S = 5.0
LOOK_S = 1.0  # how exactly silence is measured
SILENT_S = 45.0  # without a beat: it hangs
START_S = 60.0  # until the first beat: a cold import takes seconds
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0  # before it is brought back; longer each time in a row
SETTLED_S = 60.0  # a process that lived this long begins with short pauses again

_QUOTES, _BEAT, _FAILED = "quotes", "beat", "failed"
Push = Callable[[tuple[Quote, ...]], None]


class Stream(Protocol):
    """One open stream. ``state``: "live", or a plain phrase that says what it waits for."""

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Push these from now on; replaces the previous set."""

    def state(self) -> str:
        """How it is, for the source page."""

    def close(self) -> None:
        """Disconnect."""


class StreamProvider:
    """Parent end. Nothing is started before something is subscribed. ``pushed`` is called in its reading thread."""

    def __init__(self, source: str, module: str, context: SourceContext, pushed: Push) -> None:
        self.source = source
        self._module, self._context, self._pushed = module, context, pushed
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._wanted: tuple[Instrument, ...] = ()
        self._in_a_row = 0
        self.state = ""
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """Process id of the stream's process, None while there is none."""
        return self._process.pid if self._process else None

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Replace the set; the first one starts the process."""
        with self._lock:
            if instruments == self._wanted or self._closing.is_set():
                return
            self._wanted = instruments
            self._tell()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"stream-{self.source}", daemon=True)
                self._thread.start()

    def restart(self) -> None:
        """Its connection is of no use any more: begin again."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process and its reading thread."""
        self._closing.set()
        self.restart()
        if self._thread is not None:
            self._thread.join(5.0)

    def _tell(self) -> None:
        if self._pipe is not None:
            with contextlib.suppress(OSError, ValueError):  # the reading thread sees it, too
                self._pipe.send(self._wanted)

    def _run(self) -> None:
        while not self._closing.is_set():
            began = time.monotonic()
            try:
                self._read(self._start())
            except (EOFError, OSError) as error:
                log.info("%s: the stream's process ended: %s", self.source, error)
            self._end()
            if time.monotonic() - began > SETTLED_S:
                self._in_a_row = 0
            self._closing.wait(self._pause())

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        args = (theirs, self._module, self._context)
        process = spawn.Process(target=serve, args=args, name=f"suanli-{self.source}", daemon=True)
        process.start()
        theirs.close()
        with self._lock:
            self._process, self._pipe = process, ours
            self.starts += 1
            if self._closing.is_set():
                process.kill()
            self._tell()
        return ours

    def _read(self, pipe: Connection) -> None:
        """Take messages until the process is silent for too long (OSError) or gone (EOFError)."""
        heard_at, heard = time.monotonic(), False
        while True:
            if pipe.poll(LOOK_S):
                self._heard(*pipe.recv())
                heard_at, heard = time.monotonic(), True
            elif time.monotonic() - heard_at > (SILENT_S if heard else START_S):
                raise TimeoutError("no beat")

    def _heard(self, kind: str, value: Any) -> None:
        if kind == _QUOTES:
            self._take(value)
        else:
            self.state = value

    def _take(self, quotes: tuple[Quote, ...]) -> None:
        try:
            self._pushed(quotes)
        except Exception:
            log.exception("%s: pushed quotes", self.source)

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(5.0)
            process.close()

    def _pause(self) -> float:
        """Full jitter between a second and a limit that doubles."""
        self._in_a_row += 1
        longest = min(LONGEST_PAUSE_S, SHORTEST_PAUSE_S * 2.0 ** min(self._in_a_row, 10))
        return random.uniform(SHORTEST_PAUSE_S, longest)  # noqa: S311 - spreads the attempts, guards nothing


def serve(pipe: Connection, module: str, context: SourceContext) -> None:
    """Child end: open the stream, follow the subscriptions, beat until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sending = threading.Lock()

    def send(kind: str, value: Any) -> None:
        try:
            with sending:
                pipe.send((kind, value))
        except OSError:
            os._exit(0)

    try:
        stream: Stream = importlib.import_module(module).open_stream(context, lambda quotes: send(_QUOTES, quotes))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent shall say it
        send(_FAILED, f"its library did not start: {type(error).__name__}: {error}"[:300])
        return
    threading.Thread(target=_follow, args=(pipe, stream), name="reader", daemon=True).start()
    while True:
        send(_BEAT, stream.state())
        time.sleep(BEAT_S)


def _follow(pipe: Connection, stream: Stream) -> None:
    """Hand over subscriptions; when the parent is gone, leave at once."""
    while True:
        try:
            stream.subscribe(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
        except Exception:  # one set that cannot be subscribed to is said in the state
            log.exception("subscribing")
