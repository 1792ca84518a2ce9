"""Files that are being written: how far the one that takes long has come, and the way to stop it.

Whoever exports sends his file through here, so that one place in the window tells of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from models.frozen import frozen

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from data_sources.protocol import FileWanted, Progress, Written
    from gui.wires.bridge import Bridge
    from models.errors import AppError


@frozen(kw_only=True)
class Ends:
    """What is called in the GUI thread when a file is written, when it cannot be, and when the user stops it."""

    done: Callable[[Written], None]
    failed: Callable[[AppError], None]
    stopped: Callable[[], None]


class Writing(QObject):
    """``changed(text)``: of what takes long, "" when nothing does. ``told(text, alarm)``: a sentence for all to see."""

    changed = Signal(str)
    told = Signal(str, bool)

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__()
        self._client, self._bridge = client, bridge
        self._open: dict[Future[Any], tuple[FileWanted, Ends, Mapping[str, str]]] = {}

    def file(self, want: FileWanted, ends: Ends, texts: Mapping[str, str]) -> None:
        """Have a file made in the data process."""
        held: list[Future[Any]] = []  # a partial answer may come before there is a future to know it by

        def partial(so_far: Progress) -> None:
            self._bridge.post(lambda: self._come(held[0], so_far) if held else None)

        future = self._client.file(want, partial)
        held.append(future)
        self._open[future] = (want, ends, texts)
        self._bridge.when_done(
            future, lambda made: self._end(future, lambda: ends.done(made)),
            lambda error: self._end(future, lambda: ends.failed(error)),
        )  # fmt: skip

    def stop(self) -> None:
        """Nobody wants what is being written any more: old files stay as they were."""
        for future, (_, ends, _) in list(self._open.items()):
            del self._open[future]
            self._client.forget(future)
            ends.stopped()
        self.changed.emit("")

    def say(self, text: str, role: str = "foot") -> None:
        """How it went, where the one who asked has no place of his own for it; role "error" stays longer."""
        self.told.emit(text, role == "error")

    def _come(self, future: Future[Any], so_far: Progress) -> None:
        if future not in self._open:
            return
        want, _, texts = self._open[future]
        part = so_far.done / so_far.whole if so_far.whole else 0.0
        self.changed.emit(texts["out.progress"].format(file=Path(want.target).name, part=f"{part:.0%}"))

    def _end(self, future: Future[Any], end: Callable[[], None]) -> None:
        if self._open.pop(future, None) is not None:
            self.changed.emit("")
            end()
