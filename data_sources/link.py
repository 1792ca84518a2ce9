"""The pipe to the data process: futures for wants, subscriptions as state, respawn when it dies or hangs.

Two threads: one reads the pipe (and brings the process back), one writes it, so that no caller ever waits.
Callbacks run in the reading thread; the window passes them through its bridge.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data_sources.protocol import (
    Answer,
    Ask,
    Boot,
    Failed,
    Forget,
    Noticed,
    Polled,
    Pushed,
    Status,
    Stop,
    Subscribe,
    Want,
)
from models.errors import AppError, Failure, Unreachable
from models.instruments import Instrument
from models.values import Quote

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

log = logging.getLogger(__name__)
SILENT_S = 45.0  # it beats every 5 s; longer than its longest deadline means it hangs
RESPAWN_PAUSE_S = (0.0, 0.5, 2.0, 10.0)  # after the first, second, ... death within a minute


def serve(pipe: Connection, boot: Boot) -> None:
    """The data process begins here; its own modules are loaded there, never in the window's process."""
    from data_sources import worker

    worker.serve(pipe, boot)


class Answerless(AppError):
    """A want failed; ``failure`` says which sources were tried and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail, source=failure.source, wait_s=failure.wait_s)
        self.failure = failure


@dataclass(slots=True)
class _Open:
    """A want that is out."""

    want: Want
    future: Future[Any]
    partial: Callable[[Any], None] | None


class Link:
    """Ask, subscribe, close. Every method returns at once and may be called from any thread."""

    _process: SpawnProcess
    _pipe: Connection

    def __init__(
        self,
        boot: Boot,
        *,
        on_quotes: Callable[[tuple[Quote, ...]], None] = lambda quotes: None,
        on_round: Callable[[], None] = lambda: None,
        on_status: Callable[[Status], None] = lambda status: None,
        on_lost: Callable[[], None] = lambda: None,
        begin: bool = True,
    ) -> None:
        self._boot = boot
        self._on_quotes, self._on_round, self._on_status, self._on_lost = on_quotes, on_round, on_status, on_lost
        self._numbers = itertools.count(1)
        self._open: dict[int, _Open] = {}
        self._lock = threading.Lock()
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._subscribed = Subscribe(())
        self._closing = threading.Event()
        self._replaced = threading.Condition()  # told when another process has taken the place of a dead one
        self._deaths: list[float] = []
        self._reader = threading.Thread(target=self._read, name="data-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="data-writer", daemon=True)
        self._begun = False
        if begin:
            self.begin()

    def begin(self) -> None:
        """Start the data process, once; what was asked before waits for it. The window begins after its first paint."""
        if not self._begun:
            self._begun = True
            self._process, self._pipe = self._spawn()
            self._reader.start()
            self._writer.start()

    def reboot(self, boot: Boot) -> None:
        """Begin anew as ``boot`` says. What was asked for fails as Unreachable, subscriptions are sent again."""
        self._boot = boot
        self._deaths = []  # by order, not by accident: the next process need not wait
        if self._begun:
            self._outbox.put(Stop())

    @property
    def waiting(self) -> int:
        """Wants that are not answered yet."""
        return len(self._open)

    def subscribe(self, instruments: tuple[Instrument, ...], visible: tuple[str, ...] = ()) -> None:
        """Keep these quotes coming to ``on_quotes``; replaces the previous set.

        visible: ids of the rows on screen, which alone come quickly; empty means all of them.
        """
        self._subscribed = Subscribe(instruments, visible)
        self._outbox.put(self._subscribed)

    def forget(self, future: Future[Any]) -> None:
        """Nobody waits for ``future`` any more: its answer is dropped, queued work is skipped."""
        future.cancel()
        with self._lock:
            gone = [number for number, held in self._open.items() if held.future is future]
            for number in gone:
                del self._open[number]
        for number in gone:
            self._outbox.put(Forget(number))

    @property
    def pid(self) -> int | None:
        """Process id of the data process."""
        return self._process.pid if self._begun else None

    def close(self) -> None:
        """End the data process; open futures fail with Unreachable."""
        self._closing.set()
        if not self._begun:
            self._fail_all("closing")
            return
        with self._replaced:
            self._replaced.notify_all()
        self._outbox.put(Stop())
        self._writer.join(2.0)
        self._process.join(3.0)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(2.0)
        self._reader.join(2.0)
        self._pipe.close()
        self._fail_all("closing")

    def ask(self, want: Want, partial: Callable[[Any], None] | None = None) -> Future[Any]:
        """The answer to ``want``; ``partial`` may be called before, in the reading thread, with an early one."""
        future: Future[Any] = Future()
        number = next(self._numbers)
        with self._lock:
            self._open[number] = _Open(want, future, partial)
        self._outbox.put(Ask(number, want))
        return future

    def _spawn(self) -> tuple[SpawnProcess, Connection]:
        import multiprocessing  # 14 ms that the window's first paint does without

        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        # not a daemon: it has children of its own; it leaves by itself when this end of the pipe closes
        process = spawn.Process(target=serve, args=(theirs, self._boot), name="suanli-data", daemon=False)
        process.start()
        theirs.close()
        return process, ours

    # reading thread

    def _read(self) -> None:
        heard = time.monotonic()
        while not self._closing.is_set():
            try:
                if self._pipe.poll(1.0):
                    self._deliver(self._pipe.recv())
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENT_S:
                    raise EOFError("silent")
            except (EOFError, OSError):
                if self._closing.is_set():
                    return
                self._respawn()
                heard = time.monotonic()

    def _deliver(self, message: Any) -> None:
        try:
            match message:
                case Answer(number, value, final):
                    self._settle(number, value, final)
                case Failed(number, failure):
                    self._settle_failed(number, failure)
                case Pushed(quotes):
                    self._on_quotes(quotes)
                case Polled():
                    self._on_round()
                case Noticed(status):
                    self._on_status(status)
        except Exception:
            log.exception("delivering %s", type(message).__name__)

    def _settle(self, number: int, value: Any, final: bool) -> None:
        with self._lock:
            held = self._open.pop(number, None) if final else self._open.get(number)
        if held is None:
            return
        if final and held.future.set_running_or_notify_cancel():
            held.future.set_result(value)
        elif not final and held.partial is not None:
            held.partial(value)

    def _settle_failed(self, number: int, failure: Failure) -> None:
        with self._lock:
            held = self._open.pop(number, None)
        if held is not None and held.future.set_running_or_notify_cancel():
            held.future.set_exception(Answerless(failure))

    def _respawn(self) -> None:
        """Bring the process back, tell the listeners, send the subscriptions again."""
        self._process.kill()
        self._process.join(2.0)
        self._pipe.close()
        self._fail_all("the data service was restarted")
        self._on_lost()
        while not self._closing.wait(self._pause()):
            with self._replaced, contextlib.suppress(OSError):  # no memory, no handles: there may be some later
                self._process, self._pipe = self._spawn()
                self._replaced.notify_all()
                break
        if self._subscribed.instruments:
            self._outbox.put(self._subscribed)

    def _pause(self) -> float:
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < 60.0] + [now]
        return RESPAWN_PAUSE_S[min(len(self._deaths), len(RESPAWN_PAUSE_S)) - 1]

    def _fail_all(self, why: str) -> None:
        with self._lock:
            held, self._open = list(self._open.values()), {}
        for one in held:
            if one.future.set_running_or_notify_cancel():
                one.future.set_exception(Unreachable(why))

    # writing thread

    def _write(self) -> None:
        while True:
            message = self._outbox.get()
            self._send(message)
            if isinstance(message, Stop) and self._closing.is_set():
                return

    def _send(self, message: Any) -> None:
        """Send to the process, or to the next one when this one has just died."""
        while not isinstance(message, Ask) or message.number in self._open:
            pipe = self._pipe
            try:
                return pipe.send(message)
            except (OSError, ValueError, TypeError):  # TypeError: closed by the reading thread half-way
                self._await_another(pipe)
            if self._closing.is_set():
                return None
        return None

    def _await_another(self, pipe: Connection) -> None:
        with self._replaced:
            self._replaced.wait_for(lambda: self._pipe is not pipe or self._closing.is_set())
