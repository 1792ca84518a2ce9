"""What main hands to the window: values and two ends of the data side. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_sources.client import DataClient
from gui.wires.inbox import Inbox
from models.settings import Settings
from models.universe import Universe


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """client: a data process that begins when told; inbox: where it puts what nobody asked for by number.

    texts_of: every sentence by key, for a language. ignored: stored settings nobody can read.
    picture: save the window there and leave, after ``after`` seconds at most. timings: write how long the GUI thread
    took there ("-": standard output) when the window closes.
    """

    client: DataClient
    inbox: Inbox
    universe: Universe
    texts_of: Callable[[str], Mapping[str, str]]
    settings: Settings
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
