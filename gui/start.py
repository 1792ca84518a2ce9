"""What main hands to the window: values and two ends of the data side. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.client import DataClient
from data_sources.protocol import Boot, Status
from gui.wires.inbox import Inbox
from models.charts.values import GridSpec
from models.frozen import frozen
from models.lists.values import Lists
from models.routes import Routes
from models.secrets import masked
from models.settings import Settings
from models.universe import Universe

if TYPE_CHECKING:
    from gui.instance import Instance
    from models.alerts.digest import Event
    from models.events import Library
    from models.traffic.published import Traffic


def no_library() -> Library:
    """Nothing was announced."""
    from models.events import Library

    return Library(vendors={})


def no_traffic() -> Traffic:
    """Nobody was visited."""
    from models.traffic.published import Traffic

    return Traffic(products=(), series=())


@frozen(kw_only=True)
class Backstage:
    """What main knows of the data side and the sources page shows. Called when it is wanted: nothing of it is ready.

    routes: the sources and their usual order. boot: how the data process begins with other settings.
    report: a check-up of a state under some settings as text, without secrets. redacted: a text without secrets.
    library: the bundled announcements. traffic: the bundled monthly visits. products: rows of the bundled products.
    """

    routes: Callable[[], Routes] = Routes
    boot: Callable[[Settings], Boot] | None = None
    report: Callable[[Status, Settings, Mapping[str, str]], str] = lambda status, settings, texts: ""
    redacted: Callable[[str], str] = masked
    library: Callable[[], Library] = no_library
    traffic: Callable[[], Traffic] = no_traffic
    products: Callable[[], Iterable[Mapping[str, Any]]] = tuple


@frozen(kw_only=True)
class Start:
    """client: a data process that begins when told; inbox: where it puts what nobody asked for by number.

    texts_of: every sentence by key, for a language. lists: those of a new profile; kept: as they
    were left, for the first paint; grid: the charts, the same.
    events: the bundled announcements. ignored: stored settings nobody can read.
    picture: save the window there and leave, after ``after`` seconds at most. timings: write how long the GUI thread
    took there ("-": standard output) when the window closes. instance: told when somebody starts the program again.
    """

    client: DataClient
    inbox: Inbox
    universe: Universe
    texts_of: Callable[[str], Mapping[str, str]]
    settings: Settings
    lists: Lists
    kept: Lists | None = None
    grid: GridSpec | None = None
    events: Callable[[], tuple[Event, ...]] = tuple
    ignored: tuple[str, ...] = ()
    lang: str
    theme: str
    convention: str
    offline: bool = False
    simulated: bool = False
    tab: str = ""
    size: tuple[int, int] = (1600, 900)
    picture: Path | None = None
    after: float | None = None
    timings: str = ""
    backstage: Backstage = field(default_factory=Backstage)
    instance: Instance | None = None
