"""What the search box searches in: the table the data process made, what the user uses, what sources suggest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import IndexWanted
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.frozen import frozen
from models.instruments import Instrument
from models.universe import Universe

if TYPE_CHECKING:
    from models.search.index import Hit, Index
    from models.search.table import Table

KEPT_USES = 200  # instruments whose use is remembered
KEPT_ANSWERS = 100
LATER_MS = 5000  # after the data process has begun


@frozen
class Online:
    """What the sources' own search said of a text. state: "asking", "answered" or "failed"."""

    state: str
    found: tuple[Instrument, ...] = ()
    why: str = ""


class Finder(QObject):
    """Lives as long as the program. ``changed``: there is another table; ``suggested``: sources answered a text.

    Until the data process has answered, the bundled universe is searched, without pinyin. The search itself is
    imported when it is first wanted: nobody searches before the first paint.
    """

    changed = Signal()
    suggested = Signal(str)

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        universe: Universe,
        used: Mapping[str, int],
        remember: Callable[[dict[str, int]], None] = lambda used: None,
    ) -> None:
        super().__init__()
        self._client, self._bridge, self._universe = client, bridge, universe
        self._used, self._remember = dict(used), remember
        self._index: Index | None = None
        self._asked = False
        self._online: dict[str, Online] = {}
        self.whole = False
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self.begin)

    @property
    def index(self) -> Index:
        """What there is by now."""
        if self._index is None:
            from models.search import lines
            from models.search.table import table_of

            self._index = self._indexed(table_of(lines.read(lines.of_universe(self._universe))))
        return self._index

    def begin_later(self) -> None:
        """Ask for the table in good time, when everything else has been asked for."""
        self._later.start()

    def retire(self) -> None:
        """The program ends."""
        self._later.stop()

    def begin(self) -> None:
        """Ask for the table, once; again after a failure."""
        self._later.stop()
        if self._asked:
            return
        from models.search import lines

        self._asked = True
        want, bridge = IndexWanted(own=lines.of_universe(self._universe)), self._bridge
        future = self._client.index(want, lambda table: bridge.post(lambda: self._take(table)))
        bridge.when_done(future, self._take, self._fail)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The best hits, see Index.find."""
        return self.index.find(text)

    def use(self, instrument: Instrument) -> None:
        """The user went to it: it is shown earlier from now on."""
        count = self._used.pop(instrument.id, 0) + 1  # to the end: the oldest is forgotten first
        self._used[instrument.id] = count
        for name in list(self._used)[:-KEPT_USES]:
            del self._used[name]
        self.index.use(self._weights())
        self._remember(dict(self._used))

    def online(self, text: str) -> Online | None:
        """What the sources said of ``text``, None if they were not asked."""
        return self._online.get(_key(text))

    def suggest(self, text: str) -> None:
        """Ask the sources' own search, unless they were; ``suggested`` tells when they have answered."""
        key = _key(text)
        held = self._online.get(key)
        if not key or (held is not None and held.state != "failed"):
            return
        if len(self._online) >= KEPT_ANSWERS:
            self._online.clear()
        self._online[key] = Online("asking")
        self._bridge.when_done(
            self._client.suggestions(text.strip()),
            lambda found: self._told(key, Online("answered", tuple(found))),
            lambda error: self._told(key, Online("failed", why=error.detail)),
        )

    def _told(self, key: str, online: Online) -> None:
        self._online[key] = online
        self.suggested.emit(key)

    def _take(self, table: Table) -> None:
        self._index, self.whole = self._indexed(table), True
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        """The data process was replaced, or has no such table: what there is does for now."""
        self._asked = False

    def _indexed(self, table: Table) -> Index:
        from models.search.index import Index

        return Index(table, self._weights())

    def _weights(self) -> dict[str, int]:
        from models.search.index import weights

        return weights(self._universe, self._used)


def _key(text: str) -> str:
    """What a text is remembered under."""
    from models.search.fold import folded

    return folded(text)
