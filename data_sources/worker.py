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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data_sources import files, keys, list_files, stores, user_lists, user_papers, user_wants
from data_sources.imports.files import Reader
from data_sources.listing.listings import Listings
from data_sources.poller import Poller
from data_sources.profile import Owner, write_settings
from data_sources.protocol import (
    Answer,
    Ask,
    BarsWanted,
    Boot,
    BytesKept,
    CompletenessWanted,
    FactsWanted,
    Failed,
    FileWanted,
    Forget,
    ImportUndone,
    ImportWanted,
    IndexWanted,
    KeyKept,
    ListFileWanted,
    ListingWanted,
    Noticed,
    OverrideDropped,
    OverrideKept,
    OverridesWanted,
    Polled,
    ProbeWanted,
    Pushed,
    QuotaWanted,
    QuotesWanted,
    SettingsKept,
    Status,
    StatusWanted,
    Stop,
    Subscribe,
    SuggestWanted,
    TrafficRefreshed,
    TrafficWanted,
    TryNow,
    VintagesWanted,
    Want,
    WitnessWanted,
)
from data_sources.redaction import Redaction
from data_sources.rejections import Rejections
from data_sources.router import AllFailed, Router
from data_sources.sources import Sources
from data_sources.stores import Stores
from data_sources.streams import Streams
from data_sources.traffic.answers import TrafficDesk
from models import sessions
from models.errors import AppError, Cancelled, ExportError, NoSuchData, failure_of
from models.periods import resampled
from models.values import Bars, Quote

log = logging.getLogger(__name__)
Handler = Callable[[int, Any], Any]
# what may wait for a host for long
SLOW = (BarsWanted, WitnessWanted, FactsWanted, ListingWanted, IndexWanted, TrafficRefreshed)
HISTORY_THREADS = 64  # they mostly wait in a lane
QUICK_THREADS = 8  # what must not queue behind histories
FILE_THREADS = 2  # a long table takes seconds of one
HEARTBEAT_S = 5.0
NICE = 10


def serve(pipe: Connection, boot: Boot) -> None:
    """Run the data process until Stop or until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _step_back()
    keys.hide_all(Path(boot.profile))
    _log_to(Path(boot.profile) / "logs")
    owner = Owner(Path(boot.profile))
    desk = Desk(pipe, boot, stores.opened(boot, owner))
    try:
        desk.run()
    finally:
        desk.close()
        owner.release()
    os._exit(0)  # a lane may still wait for a host: nothing of it matters now


class Desk:
    """The parts of one data process, and the loop that serves the pipe."""

    def __init__(self, pipe: Connection, boot: Boot, kept: Stores) -> None:
        self._pipe, self._sending = pipe, threading.Lock()
        self._kept, self._folder = kept, Path(boot.profile)
        self._closing = threading.Event()
        self._history = ThreadPoolExecutor(HISTORY_THREADS, thread_name_prefix="history")
        self._quick = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="quick")
        self._parts = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="part")
        self._files = ThreadPoolExecutor(FILE_THREADS, thread_name_prefix="files")
        self._rejections = Rejections(self._folder / "rejected" if kept.owned else None)
        self._sources = Sources(boot)
        self._router = Router(
            self._sources, kept.cache, self._parts, boot.order,
            rejections=self._rejections, resampled=resampled, sessions_between=sessions.sessions_between,
        )  # fmt: skip
        self._listings = Listings(self._router.listing, self._router.suggestions, kept.cache)
        self._streams = Streams(self._sources, self.push, self._router.note_quotes)
        self._poller = Poller(
            self._router, self.push, self._polled, self._closing, self._streams, always_open=boot.always_open
        )
        self._traffic = TrafficDesk(kept.user, boot.facts, refusal=kept.refusal)
        self._reader = Reader()
        self._awaited: set[int] = set()
        self._begun: set[int] = set()  # what is being answered, as long as somebody waits for it
        self._handlers = self._table()

    def _table(self) -> dict[type, Handler]:
        """Who answers which want, one line each. A handler gets the number (for partial answers) and the want."""
        router, user, reader = self._router, self._kept.user, self._reader
        own: dict[type, Handler] = dict.fromkeys(
            (OverrideKept, OverrideDropped, OverridesWanted, ImportWanted, ImportUndone),
            lambda _, want: user_wants.answer(want, user, None, time.time, self._kept.refusal, reader),
        )
        lists: dict[type, Handler] = dict.fromkeys(
            user_lists.WANTS,
            lambda _, want: user_lists.answer(want, user, time.time, refusal=self._kept.refusal),
        )
        papers: dict[type, Handler] = dict.fromkeys(
            user_papers.WANTS,
            lambda _, want: user_papers.answer(want, user, time.time, refusal=self._kept.refusal),
        )
        theirs: dict[type, Handler] = {
            BarsWanted: self._bars,
            WitnessWanted: lambda _, want: user_wants.witness_with(want, router.witness, user),
            QuotesWanted: lambda _, want: router.quotes(want),
            FactsWanted: lambda _, want: user_wants.facts_with(want, router.facts, user),
            ListingWanted: lambda _, want: router.listing(want),
            SuggestWanted: lambda _, want: self._listings.suggest(want),
            IndexWanted: lambda number, want: self._listings.table(want, lambda table: self._partial(number, table)),
            CompletenessWanted: lambda _, want: router.completeness(want),
            QuotaWanted: lambda _, want: router.quota(want),
            StatusWanted: lambda _, want: self._status(),
            ProbeWanted: lambda _, want: self._after(router.probe),
            TryNow: lambda _, want: self._after(lambda: router.try_now(want.group)),
            FileWanted: lambda number, want: files.made(
                want, lambda: self._go_on(number), lambda so_far: self._partial(number, so_far)
            ),
            BytesKept: lambda _, want: files.kept(want),
            ListFileWanted: lambda _, want: list_files.answer(want, self._listings.index),
            SettingsKept: lambda _, want: self._keep_settings(want),
            KeyKept: lambda _, want: keys.keep(self._folder, want.source, want.key),
        }
        traffic: dict[type, Handler] = {
            TrafficWanted: lambda _, want: self._traffic.shelf.held(want),
            VintagesWanted: lambda _, want: self._traffic.shelf.vintages(want),
            TrafficRefreshed: lambda number, want: self._traffic.refresh(
                want, router.series, lambda so_far: self._partial(number, so_far)
            ),
        }
        return own | lists | papers | theirs | traffic

    def _keep_settings(self, want: SettingsKept) -> None:
        """Write them, unless another process has the profile: the older copy of one must not undo the other's."""
        if self._kept.refusal:
            raise ExportError(self._kept.refusal)
        write_settings(self._folder, want.settings)

    def _bars(self, number: int, want: BarsWanted) -> Bars:
        """What the sources say, with the user's own numbers over it."""

        def ask(asked: BarsWanted) -> Bars:
            # what is asked for in its place (as traded, wider) is no early form of the answer
            return self._router.bars(asked, (lambda bars: self._partial(number, bars)) if asked is want else None)

        return user_wants.bars_with(want, ask, self._kept.user, time.time())

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
        self._poller.close()
        self._streams.close()
        for pool in (self._history, self._quick, self._parts):
            pool.shutdown(wait=False, cancel_futures=True)
        self._files.shutdown(wait=True, cancel_futures=True)  # they notice at once, and leave nothing half behind
        self._sources.close()
        self._reader.forget()
        self._kept.close()

    def _take(self, message: Any) -> None:
        match message:
            case Ask(number, want):
                self._awaited.add(number)
                self._pool(want).submit(self._answer, number, want)
            case Forget(number):
                self._awaited.discard(number)
                self._begun.discard(number)
            case Subscribe(instruments, visible):
                self._poller.subscribe(instruments, visible)

    def _pool(self, want: Want) -> ThreadPoolExecutor:
        if isinstance(want, FileWanted):
            return self._files
        return self._history if isinstance(want, SLOW) else self._quick

    def _answer(self, number: int, want: Want) -> None:
        self._begun.add(number)  # before it is looked for: forgotten meanwhile, it is in neither
        if number not in self._awaited:
            self._begun.discard(number)
            return
        self._awaited.discard(number)
        try:
            self._send(Answer(number, self._value(number, want)))
        except Cancelled:
            return
        except AllFailed as error:
            self._send(Failed(number, error.failure))
        except AppError as error:
            self._send(Failed(number, failure_of(error)))
        except Exception as error:
            log.exception("answering %s", want)
            self._send(Failed(number, failure_of(error, trace=traceback.format_exc())))
        finally:
            self._begun.discard(number)

    def _go_on(self, number: int) -> None:
        """Raises Cancelled when nobody waits for this number any more."""
        if number not in self._begun or self._closing.is_set():
            raise Cancelled

    def _value(self, number: int, want: Want) -> Any:
        handler = self._handlers.get(type(want))
        if handler is None:
            raise NoSuchData(f"nobody answers {type(want).__name__}")
        return handler(number, want)

    def _after(self, done: Callable[[], None]) -> Status:
        """The state once something has been done."""
        done()
        return self._status()

    def _partial(self, number: int, early: Any) -> None:
        self._send(Answer(number, early, final=False))

    def _status(self) -> Status:
        return Status(
            sources=(*self._sources.states(), *self._streams.states()),
            cache=self._kept.cache.state,
            user=self._kept.user.state,
            refusal=self._kept.refusal,
            rejected=self._rejections.listed(),
            keys=keys.places(self._folder),
            pid=os.getpid(),
        )

    def _beat(self) -> None:
        """Tell the parent how the sources are, which also tells it that this process is alive."""
        while True:
            self._send(Noticed(self._status()))
            self._kept.keep_house()
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


def _log_to(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if not os.access(folder, os.W_OK):
        return  # a profile that cannot be written has no log
    handler = logging.handlers.RotatingFileHandler(folder / "data.log", maxBytes=1_000_000, backupCount=4, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.formatter.converter = time.gmtime  # type: ignore[union-attr]
    handler.addFilter(Redaction())
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
