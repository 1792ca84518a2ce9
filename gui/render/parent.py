"""The near end of the render child: a job is a future. No Qt is loaded here.

The child is spawned with the first job and stays for the next; it is killed at a job's deadline, when the job is
cancelled, and when nothing has been asked for a while. The next job then begins another one.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import queue
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gui.render.job import Step
from models.errors import AppError, ExportError, Failure, Unreachable, failure_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

log = logging.getLogger(__name__)
CHILD = "gui.render.child"
DEADLINE_S = 120.0  # of one job; a note in two languages with all its files takes 3 s, on a slow machine ten times that
IDLE_S = 120.0  # after which 150 MB are given back
Told = Callable[[int, int], None]


def serve(pipe: Connection, module: str) -> None:
    """The child begins here; its own modules, and Qt, are loaded there and nowhere else."""
    importlib.import_module(module).serve(pipe)


@dataclass(slots=True)
class _Open:
    """A job that is out. late: its deadline has passed."""

    job: Any
    future: Future[Any]
    told: Told
    late: bool = False


class Renderer:
    """One job at a time, in order. Every method may be called from any thread and returns at once, but ``close``."""

    def __init__(self, module: str = CHILD, *, deadline_s: float = DEADLINE_S, idle_s: float = IDLE_S) -> None:
        self._module, self._deadline_s, self._idle_s = module, deadline_s, idle_s
        self._jobs: queue.SimpleQueue[_Open | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._current: _Open | None = None
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    def render(self, job: Any, told: Told = lambda done, count: None) -> Future[Any]:
        """What the child's module makes of ``job``: Rendered of a Job.

        ``told`` is called in another thread as it goes on: how much of how much is made. The future fails
        with ExportError when something cannot be made or takes too long, with Unreachable when the child died or all is
        closing. Its ``cancel()`` works at any time and ends the child if that is at it.
        """
        held = _Open(job, Future(), told)
        with self._lock:
            if self._closed:
                held.future.set_exception(Unreachable("closing"))
                return held.future
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="renderer", daemon=True)
                self._thread.start()
            self._jobs.put(held)
        held.future.add_done_callback(lambda future: self._stop_if_current(held) if future.cancelled() else None)
        return held.future

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def close(self) -> None:
        """End the child; what is not done fails with Unreachable."""
        with self._lock:
            self._closed = True
            thread, self._thread = self._thread, None
            self._kill()
        self._jobs.put(None)
        if thread is not None:
            thread.join()

    # its thread

    def _work(self) -> None:
        while not self._closed:
            try:
                held = self._jobs.get(timeout=self._idle_s if self._process is not None else None)
            except queue.Empty:
                self._end()
                continue
            if held is not None:
                self._do(held)
        self._end()
        self._fail_all()

    def _do(self, held: _Open) -> None:
        """A future counts as running only when it is over, so that it can be cancelled until then."""
        made = self._answer(held)
        if not held.future.set_running_or_notify_cancel():
            return
        if isinstance(made, AppError):
            held.future.set_exception(made)
        else:
            held.future.set_result(made)

    def _answer(self, held: _Open) -> Any:
        if not self._take(held):
            return Unreachable("closing")
        watch = threading.Timer(self._deadline_s, self._be_late, (held,))
        watch.start()
        try:
            pipe = self._running(held)
            pipe.send(held.job)
            while isinstance(said := pipe.recv(), Step):
                _tell(held, said)
            return _failed(said) if isinstance(said, Failure) else said
        except (EOFError, OSError):
            self._end()
            return _ended(held, closing=self._closed)
        except Exception as error:  # noqa: BLE001 - what cannot cross the pipe: the thread must go on
            self._end()
            return _failed(failure_of(error, trace=traceback.format_exc()))
        finally:
            watch.cancel()
            watch.join()
            with self._lock:
                self._current = None

    def _take(self, held: _Open) -> bool:
        """From here on cancelling the job ends the child. False: it was cancelled before, or all is closing."""
        with self._lock:
            if self._closed or held.future.cancelled():
                return False
            self._current = held
            return True

    def _running(self, held: _Open) -> Connection:
        with self._lock:
            if self._closed or held.late or held.future.cancelled():
                raise EOFError
            if self._process is None or self._pipe is None or not self._process.is_alive():
                self._forget()
                self._process, self._pipe = _spawned(self._module)
            return self._pipe

    def _be_late(self, held: _Open) -> None:
        held.late = True
        with self._lock:
            if self._current is held:
                self._kill()

    def _stop_if_current(self, held: _Open) -> None:
        with self._lock:
            if self._current is held:
                self._kill()

    def _end(self) -> None:
        with self._lock:
            self._kill()
            self._forget()

    def _kill(self) -> None:
        """Under the lock, from any thread: the thread that reads finds the pipe's end."""
        if self._process is not None:
            self._process.kill()

    def _forget(self) -> None:
        """Under the lock, in its own thread."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.join(5.0)
            with contextlib.suppress(ValueError):  # not dead after five seconds: it is the system's now
                process.close()
        if pipe is not None:
            pipe.close()

    def _fail_all(self) -> None:
        while not self._jobs.empty():
            held = self._jobs.get()
            if held is not None and held.future.set_running_or_notify_cancel():
                held.future.set_exception(Unreachable("closing"))


def _tell(held: _Open, step: Step) -> None:
    """A listener that fails, as a terminal that is gone, ends nothing."""
    try:
        held.told(step.done, step.count)
    except Exception:
        log.exception("telling how far a job is")


def _spawned(module: str) -> tuple[SpawnProcess, Connection]:
    import multiprocessing

    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=serve, args=(theirs, module), name="suanli-render", daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _ended(held: _Open, *, closing: bool) -> AppError:
    """Why there is no answer."""
    if closing or held.future.cancelled():
        return Unreachable("closing")
    if held.late:
        return ExportError("making it takes too long")
    return Unreachable("the process that draws ended")


def _failed(failure: Failure) -> AppError:
    if failure.trace:
        log.error("rendering: %s", failure.trace)
    return failure.raised()
