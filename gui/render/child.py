"""The render child: Qt without a display. Answers one job after the other until its parent goes away."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from gui.render.job import Job, Rendered, Step
from models.errors import AppError, Failure, failure_of

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

NICE = 10  # the window goes first


def serve(pipe: Connection) -> None:
    """Answer jobs of ``pipe``: Steps, then Rendered or a Failure."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends this
    step_back()
    jobs = jobs_of(pipe)
    application = _application()
    with contextlib.suppress(ConnectionError):  # nobody listens any more
        while True:
            pipe.send(_answer(jobs.get(), pipe))
    application.shutdown()


def jobs_of(pipe: Connection) -> queue.SimpleQueue[Job]:
    """What comes down the pipe; a thread of its own sees its end, whatever the process is at."""
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(pipe, jobs), name="reader", daemon=True).start()
    return jobs


def _read(pipe: Connection, jobs: queue.SimpleQueue[Job]) -> None:
    """Hand over jobs; when the parent is gone, leave at once, whatever is being drawn."""
    while True:
        try:
            jobs.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def step_back() -> None:
    """The window goes first, where the system knows of such a thing."""
    with contextlib.suppress(AttributeError, OSError):  # no such thing on Windows
        os.nice(NICE)


def _application() -> QGuiApplication:
    """Before anything of Qt is loaded it is told that there is no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "win32":  # where this platform of Qt looks for no fonts by itself
        os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"))
    from PySide6.QtGui import QGuiApplication

    from gui.look.theme import font

    made = QGuiApplication(["suanli-render"])
    made.setFont(font())
    return made


def _answer(job: Job, pipe: Connection) -> Rendered | Failure:
    def told(done: int, count: int) -> None:
        pipe.send(Step(done, count))

    try:
        from gui.render.making import made

        return made(job, told)
    except ConnectionError:
        raise  # nobody listens to the steps
    except AppError as error:
        return failure_of(error)
    except Exception as error:  # noqa: BLE001 - a bug must be told, not lost
        return failure_of(error, trace=traceback.format_exc())
