"""The data process: reads wants from the pipe, answers from cache and sources, pushes subscribed quotes.

It ends when its parent does: a closed pipe is the order to leave.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import signal
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data_sources import keys
from data_sources.cache import Cache
from data_sources.poller import Poller
from data_sources.profile import Owner, write_settings
from data_sources.protocol import (
    Answer,
    Ask,
    BarsWanted,
    Boot,
    Failed,
    FileWanted,
    Forget,
    KeyKept,
    Noticed,
    Polled,
    ProbeWanted,
    Pushed,
    QuotesWanted,
    SettingsKept,
    Status,
    Stop,
    Subscribe,
    Want,
)
from data_sources.redaction import Redaction
from data_sources.router import AllFailed, Router
from data_sources.sources import Sources
from models.errors import AppError, CacheError, failure_of
from models.values import Bars, Quote

log = logging.getLogger(__name__)
HISTORY_THREADS = 64  # they mostly wait in a lane
QUICK_THREADS = 8  # what must not queue behind histories
HEARTBEAT_S = 5.0
NICE = 10


def serve(pipe: Connection, boot: Boot) -> None:
    """Run the data process until Stop or until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _step_back()
    keys.hide_all(Path(boot.profile))
    _log_to(Path(boot.profile) / "logs")
    owner = Owner(Path(boot.profile))
    desk = Desk(pipe, boot, _cache(boot, owner))
    try:
        desk.run()
    finally:
        desk.close()
        owner.release()
    os._exit(0)  # a lane may still wait for a host: nothing of it matters now


class Desk:
    """The parts of one data process, and the loop that serves the pipe."""

    def __init__(self, pipe: Connection, boot: Boot, cache: Cache) -> None:
        self._pipe, self._sending = pipe, threading.Lock()
        self._cache = cache
        self._sources = Sources(boot)
        self._history = ThreadPoolExecutor(HISTORY_THREADS, thread_name_prefix="history")
        self._quick = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="quick")
        self._parts = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="part")
        self._router = Router(self._sources, cache, self._parts, boot.order)
        self._awaited: set[int] = set()
        self._closing = threading.Event()
        self._folder = Path(boot.profile)
        self._poller = Poller(self._router, self.push, self._polled, self._closing)

    def run(self) -> None:
        """Serve until told to stop. One message that fails does not end the loop."""
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        self._poller.start()
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                return
            if isinstance(message, Stop):
                return
            self._take(message)

    def push(self, quotes: tuple[Quote, ...]) -> None:
        """Send quotes that nobody asked for by number."""
        self._send(Pushed(quotes))

    def _polled(self) -> None:
        self._send(Polled())
        self._send(Noticed(self._status()))

    def close(self) -> None:
        """Stop polling, end the workers, close the cache."""
        self._closing.set()
        for pool in (self._history, self._quick, self._parts):
            pool.shutdown(wait=False, cancel_futures=True)
        self._sources.close()
        self._cache.close()

    def _take(self, message: Any) -> None:
        match message:
            case Ask(number, want):
                self._awaited.add(number)
                pool = self._history if isinstance(want, BarsWanted) else self._quick
                pool.submit(self._answer, number, want)
            case Forget(number):
                self._awaited.discard(number)
            case Subscribe(instruments):
                self._poller.subscribe(instruments)

    def _answer(self, number: int, want: Want) -> None:
        if number not in self._awaited:
            return
        self._awaited.discard(number)
        try:
            self._send(Answer(number, self._value(number, want)))
        except AllFailed as error:
            self._send(Failed(number, error.failure))
        except AppError as error:
            self._send(Failed(number, failure_of(error)))
        except Exception as error:
            log.exception("answering %s", want)
            self._send(Failed(number, failure_of(error, trace=traceback.format_exc())))

    def _value(self, number: int, want: Want) -> Any:
        match want:
            case BarsWanted():
                return self._router.bars(want, lambda bars: self._partial(number, bars))
            case QuotesWanted():
                return self._router.quotes(want)
            case FileWanted():
                from data_sources import files

                return files.made(want)
            case SettingsKept():
                return write_settings(self._folder, want.settings)
            case KeyKept():
                return keys.keep(self._folder, want.source, want.key)
            case ProbeWanted():
                self._router.probe()
        return self._status()

    def _partial(self, number: int, bars: Bars) -> None:
        self._send(Answer(number, bars, final=False))

    def _status(self) -> Status:
        return Status(
            sources=self._sources.states(),
            cache=self._cache.state,
            keys=keys.places(self._folder),
            pid=os.getpid(),
        )

    def _beat(self) -> None:
        """Tell the parent how the sources are, which also tells it that this process is alive."""
        while True:
            self._send(Noticed(self._status()))
            if self._closing.wait(HEARTBEAT_S):
                return

    def _send(self, message: Any) -> None:
        try:
            with self._sending:
                self._pipe.send(message)
        except (OSError, ValueError):
            self._closing.set()  # the parent is gone; the reading loop sees it too


def _step_back() -> None:
    """The window goes first when the processor is short; provider workers inherit it."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICE)


def _cache(boot: Boot, owner: Owner) -> Cache:
    """The profile's cache; in memory when another process owns the profile, or for a simulated market."""
    folder = Path(boot.profile)
    if boot.simulated:
        return Cache(None)
    if not owner.held:
        return Cache(None, read_from=folder / "cache.db")
    try:
        return Cache(folder)
    except (CacheError, OSError) as error:
        log.info("no cache on disk: %s", error)
        return Cache(None)


def _log_to(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return  # a profile that cannot be written has no log
    handler = logging.handlers.RotatingFileHandler(folder / "data.log", maxBytes=1_000_000, backupCount=4, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.formatter.converter = time.gmtime  # type: ignore[union-attr]
    handler.addFilter(Redaction())
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
