"""Suanli Desk 算力台: flags, construction, teardown, the window, exit code. The only file that knows all layers.

Imported again by every spawned process, so nothing heavy stands at module level, and Qt only inside ``window``.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import locale
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.arguments import FAILED, parsed, parser

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from data_sources.protocol import Boot, Status
    from gui.instance import Instance
    from gui.start import Backstage, Start
    from models.alerts.digest import Event
    from models.charts.values import GridSpec
    from models.events import Library
    from models.instruments import Instrument
    from models.lists.values import Lists
    from models.products.universe import Products
    from models.routes import Routes
    from models.settings import Settings
    from models.traffic.published import Traffic
    from models.universe import Universe

if __name__ == "__mp_main__":  # a spawned process: its parent hears of Ctrl+C and ends it, so it prints no traces
    signal.signal(signal.SIGINT, signal.SIG_IGN)

REFERENCE_WEEK = ("review", "--from", "2024-09-23", "--to", "2024-09-25", "--offline")
GLOBAL = ("profile", "offline", "simulated", "lang")
COMMANDS = {  # word of the command line -> module of gui/terminal/
    "review": "review", "quotes": "quotes", "bars": "bars", "compare": "compare", "override": "override",
    "relative": "relative", "import": "table", "search": "search", "doctor": "doctor", "lists": "lists",
    "profile": "profile", "measure": "measure", "events": "events", "visits": "visits",
    "traffic": "traffic", "note": "note", "pack": "pack", "check": "check",
}  # fmt: skip
INTERRUPTED = 130
NO_DISPLAY = "No display here; this is the bundled week instead. / 没有显示器，改为在终端显示内置示例周。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command or the window; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console without Chinese shows question marks
        sys.stdout.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = parsed(words[1:] if words[:1] == ["--"] else words)
    if arguments.command is None and arguments.screenshot is None and not _display():
        print(NO_DISPLAY + "\n", file=sys.stderr)
        kept = {key: getattr(arguments, key) for key in GLOBAL if hasattr(arguments, key)}
        arguments = parser().parse_args(REFERENCE_WEEK)
        vars(arguments).update(kept)
    first, last = getattr(arguments, "first", None), getattr(arguments, "last", None)
    if first and last and first > last:
        parser().error(f"--from {first} lies after {getattr(arguments, 'end', '--to')} {last}")
    try:
        return _run(Desk(arguments))
    except KeyboardInterrupt:
        if sys.stderr.isatty():  # what comes next does not stand behind ^C and how far it was
            print(file=sys.stderr)
        return INTERRUPTED


def _run(desk: Desk) -> int:
    from models.errors import AppError

    word = desk.arguments.command
    try:
        if word is None:
            return window(desk)
        return int(importlib.import_module(f"gui.terminal.{COMMANDS[word]}").run(desk))
    except AppError as error:
        over = "\r\x1b[K" if sys.stderr.isatty() else ""  # what told how far it was
        print(f"{over}suanli-desk: {desk.why(error.detail)}", file=sys.stderr)
        return FAILED


def _display() -> bool:
    """Whether a window can be shown. Only Linux and its like may lack one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


class Desk:
    """What every command needs: arguments, settings, texts, universe, and a client while it runs."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        import resources
        from data_sources import profile
        from models.settings import read
        from models.universe import universe_from

        self.arguments = arguments
        self.folder = _made_sure(getattr(arguments, "profile", None) or profile.default_folder())
        stored, unread = read(profile.read_settings(self.folder))
        self.ignored = (*unread, *(["settings.json"] if profile.damaged_settings(self.folder) else []))
        self.settings: Settings = stored
        self.lang: str = getattr(arguments, "lang", "") or stored.lang or _system_lang()
        self.texts: Mapping[str, str] = resources.texts(self.lang)
        self.universe: Universe = universe_from(resources.universe(), us_benchmark=stored.us_benchmark)

    def why(self, reason: str) -> str:
        """The reason something is missing, in the reader's language."""
        from models.reasons import said

        return said(reason, self.texts) if reason else self.texts["cli.no_data"]

    @property
    def convention(self) -> str:
        """Which colour means up: as asked for, as stored, or as the language's readers expect."""
        return self.convention_for(self.lang)

    def convention_for(self, lang: str) -> str:
        """The same for a document in a language."""
        from models.settings import usual_convention

        chosen: str = self.arguments.convention or self.settings.convention
        return chosen or usual_convention(lang)

    @property
    def boot(self) -> Boot:
        """How the data process is to start."""
        return self.boot_of(self.settings)

    def boot_of(self, settings: Settings) -> Boot:
        """How it is to start under other settings."""
        import resources
        from data_sources.protocol import Boot

        return Boot(
            profile=str(self.folder),
            offline=getattr(self.arguments, "offline", False),
            simulated=getattr(self.arguments, "simulated", False),
            proxy=settings.proxy,
            ca_bundle=settings.ca_bundle,
            facts=str(resources.facts_folder()),
            order=settings.order,
        )

    @contextlib.contextmanager
    def client(self) -> Iterator[DataClient]:
        """A running data process, ended on the way out."""
        from data_sources.client import DataClient

        told: set[str] = set()
        client = DataClient(self.boot, on_status=lambda status: self._tell(status, told))
        try:
            yield client
        finally:
            client.close()

    @contextlib.contextmanager
    def window_client(self, instance: Instance | None = None) -> Iterator[Start]:
        """A data process that will begin when the window is painted, and all else the window is told."""
        import resources
        from data_sources.client import DataClient
        from data_sources.kept import last_quotes
        from gui.start import Start
        from gui.wires.inbox import Inbox

        inbox, arguments = Inbox(), self.arguments
        client = DataClient(
            self.boot,
            on_quotes=inbox.quotes,
            on_round=inbox.round,
            on_status=inbox.status,
            on_lost=inbox.lost,
            begin=False,  # the first paint has the processor to itself; it shows the last known quotes
        )
        lists, kept = self.lists()
        followed = tuple(({one.id: one for one in self.universe.followed()} | dict(kept.known)).values())
        client.subscribe(followed)
        if not self.boot.simulated:
            inbox.quotes(last_quotes(self.folder, (one.id for one in followed)))
        try:
            yield Start(
                client=client,
                inbox=inbox,
                universe=self.universe,
                texts_of=resources.texts,
                settings=self.settings,
                lists=lists,
                kept=kept,
                grid=self.grid(),
                events=announced,
                ignored=self.ignored,
                lang=self.lang,
                theme=arguments.theme or self.settings.theme,
                convention=self.convention,
                offline=self.boot.offline,
                simulated=self.boot.simulated,
                tab=arguments.tab or "",
                size=arguments.size,
                picture=arguments.screenshot,
                after=arguments.after,
                timings=arguments.timings,
                backstage=self.backstage(),
                instance=instance,
            )
        finally:
            client.close()

    def lists(self) -> tuple[Lists, Lists]:
        """The lists of a new profile, and the user's as they were left."""
        import resources
        from data_sources.kept import last_lists
        from models.lists.default import default_lists
        from models.lists.parts import lists_from

        both = [resources.texts(lang) for lang in ("zh", "en")]
        title, marks = ((both[0][key], both[1][key]) for key in ("lists.reference", "review.benchmarks"))
        default = default_lists(self.universe, title, marks)
        parts = {} if self.boot.simulated else last_lists(self.folder)
        return default, lists_from(parts, default)[0]

    def grid(self) -> GridSpec | None:
        """The grid of charts as it was left."""
        from data_sources.kept import last_paper
        from models.charts.paper import GRID, KIND, grid_read

        return None if self.boot.simulated else grid_read(last_paper(self.folder, KIND, GRID))

    def backstage(self) -> Backstage:
        """What the sources page wants to know of the data side."""
        from data_sources.redaction import redacted
        from gui.start import Backstage

        def report(status: Status, settings: Settings, texts: Mapping[str, str]) -> str:
            from data_sources import checkup

            return checkup.report(self.folder, self.boot_of(settings), status, self.ignored).text(texts)

        def routes() -> Routes:
            from data_sources import checkup

            return checkup.routes()

        return Backstage(
            routes=routes,
            boot=self.boot_of,
            report=report,
            redacted=redacted,
            library=library,
            traffic=traffic,
            products=bundled_products,
        )

    def products(self, client: DataClient) -> Products:
        """The AI products, with what the user has said of them."""
        import resources
        from models.products.edits import with_own
        from models.products.paper import own_from
        from models.products.reading import products_from

        own, _ = own_from(client.papers("products").result().get("own"))
        return with_own(products_from(resources.products()), own)

    def instrument(self, text: str) -> Instrument:
        """The instrument ``text`` means; leaves with one sentence and exit 2 when that is not clear."""
        from models import symbols

        reading = symbols.read(text, self.universe)
        if reading.instrument is not None:
            return reading.instrument
        if reading.candidates:
            named = (f"{one.id} {one.name(self.lang)}".removesuffix(f" {one.code}") for one in reading.candidates)
            parser().error(self.texts["cli.ambiguous"].format(text=text, choice=", ".join(named)))
        return parser().error(self.texts["cli.unknown"].format(text=text, why=reading.reason))

    def _tell(self, status: Status, told: set[str]) -> None:
        if status.cache == "ok" or self.boot.simulated:
            return
        key = "status.refusal" if status.refusal else f"cli.cache.{status.cache}"
        if key not in told:
            told.add(key)
            print(self.texts[key].format(why=self.why(status.refusal)), file=sys.stderr)


@cache
def library() -> Library:
    """The bundled announcements with whom they concern, for charts."""
    import resources
    from models.events import library_from

    return library_from(resources.events(), resources.vendors())


@cache
def traffic() -> Traffic:
    """The bundled monthly visits."""
    import resources
    from models.traffic.published import traffic_from

    return traffic_from(resources.monthly_visits())


def bundled_products() -> list[dict[str, Any]]:
    """Rows of the bundled products, before the user's edits."""
    import resources

    return resources.products()


def announced() -> tuple[Event, ...]:
    """The bundled announcements, read when somebody wants to know what happened meanwhile."""
    import resources
    from models.alerts.announced import events_of

    return events_of(resources.events())


def _made_sure(folder: Path) -> Path:
    """``folder``, there or made: a data process without one would only die again and again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser().error(f"--profile {folder}: {error.strerror}")
    return folder


def _system_lang() -> str:
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return "zh" if (name or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def window(desk: Desk) -> int:
    """The window, until it is closed or its picture is taken."""
    gc.disable()  # until the first paint: what is loaded before stays, so that walking it finds nothing
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads wait by spinning, and would do so beside us
    arguments = desk.arguments
    if arguments.screenshot is not None and not _display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if arguments.scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(arguments.scale)
    instance = None
    if arguments.screenshot is None:
        from gui.instance import Instance

        instance = Instance(desk.folder)
        if not instance.claim():
            print(desk.texts["cli.running"], file=sys.stderr)
            return 0
    with desk.window_client(instance) as start:  # numpy and the data side come in here, before Qt: see gui/early.py
        from gui.early import Early

        early = Early()
        from gui import app

        return int(app.run(start, early))


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a packed program starts its children through this file
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
