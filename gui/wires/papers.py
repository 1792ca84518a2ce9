"""Papers of one kind on their way to the disk: what the user draws shows at once and is written behind it, in order.

One want is out at a time. What changes meanwhile goes with the next one as it is then, so a hand that drags a line
writes a few of its places and always the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from models.errors import AppError, Unreachable

LATE_MS = 300  # longer than this nobody is left believing that it is kept
PAUSE_MS = 500  # between two writes of what changes all the time
TRIES = 3  # a process that dies each time it hears of them is not sent them for ever
LATE = "not saved yet"


class Papers(QObject):
    """``begun`` tells once that what is kept has come (``said``); nothing is written before.

    ``problem`` tells why something is not on disk ("": it is), ``saved`` that nothing waits any more. What cannot be
    written holds until the program ends, and is tried again with the next change.
    """

    begun = Signal()
    problem = Signal(str)
    saved = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, kind: str, body_of: Callable[[str], Any]) -> None:
        """``body_of``: the paper of a name as it is now, JSON values; None when it is gone."""
        super().__init__()
        self._client, self._bridge, self._kind, self._body_of = client, bridge, kind, body_of
        self.said: dict[str, Any] = {}  # what is on disk, as far as we were told
        self._known = False  # whether that was told
        self._sure = False  # and whether it is so in the process of now
        self._changed: dict[str, None] = {}  # names, in order
        self._sent: dict[str, Any] = {}
        self._asked: Future[Any] | None = None
        self._stalled = False
        self._tries = 0
        self._told = ""
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(lambda: self._tell(LATE))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def begin(self) -> None:
        """Ask for what is kept."""
        if self._asked is None and not self._sure:
            self._send(self._client.papers(self._kind), self._take_said)

    def touch(self, *names: str, later: bool = False) -> None:
        """Papers have changed. later: more will change in a moment, so it has time."""
        self._changed |= dict.fromkeys(names)
        self._stalled = False
        if later:
            if not self._pause.isActive():
                self._pause.start()
        else:
            self.flush()

    def flush(self) -> None:
        """Write what has changed now."""
        self._pause.stop()
        if self._changed and not self._late.isActive():
            self._late.start()
        self._go_on()

    def replaced(self) -> None:
        """Another data process has begun: what it has lost (its file is an older backup) is written again."""
        self._sure = False
        if self._known:
            self.begin()

    @property
    def busy(self) -> bool:
        """Whether something of the user's is not on disk yet."""
        return bool(self._changed or self._sent)

    @property
    def saving(self) -> bool:
        """Whether something is on its way to the disk, and has not been given up."""
        return self.busy and not self._stalled

    def retire(self) -> None:
        """Hear nothing any more. What was sent is still written."""
        self._late.stop()
        self._pause.stop()
        self._asked, self._stalled = None, True
        self._changed.clear()
        self._sent = {}

    def _go_on(self) -> None:
        if self._asked is not None or self._stalled or self._pause.isActive() or not self._changed:
            return
        if not self._sure:
            self.begin()
            return
        self._sent, self._changed = {name: self._body_of(name) for name in self._changed}, {}
        if not self._late.isActive():
            self._late.start()
        self._send(self._client.keep_papers(self._kind, dict(self._sent)), self._take_kept)

    def _send(self, future: Future[Any], took: Callable[[Any], None]) -> None:
        self._asked = future

        def answered(end: Callable[[Any], None], value: Any) -> None:
            if self._asked is future:
                self._asked = None
                end(value)

        self._bridge.when_done(
            future, lambda value: answered(took, value), lambda error: answered(self._failed, error)
        )  # fmt: skip

    def _take_said(self, said: Mapping[str, Any]) -> None:
        self._sure = True
        if not self._known:
            self._known, self.said = True, dict(said)
            self.begun.emit()
        else:
            lost = [name for name in {**self.said, **said} if said.get(name) != self.said.get(name)]
            self._changed |= dict.fromkeys(lost)
        self._settled()

    def _take_kept(self, _: object) -> None:
        self.said = {name: body for name, body in {**self.said, **self._sent}.items() if body is not None}
        self._sent, self._tries = {}, 0
        if self._sure:  # what has changed since has its own time: a hand that goes on is not told that nothing is kept
            self._late.stop()
            self._tell("")
        self._settled()

    def _settled(self) -> None:
        if not self._sure:  # replaced meanwhile
            self.begin()
            return
        if not self.busy:
            self._tries = 0
            self._late.stop()
            self._tell("")
            self.saved.emit()
        self._go_on()

    def _failed(self, error: AppError) -> None:
        """The data process was replaced: see what it keeps, send again. Anything else is why it is not kept."""
        self._changed, self._sent = dict.fromkeys(self._sent) | self._changed, {}
        self._tries += 1
        if isinstance(error, Unreachable) and self._tries <= TRIES:
            self._sure = False
            self.begin()
            return
        self._late.stop()
        self._tries, self._stalled = 0, True
        self._tell(error.detail)
        self.saved.emit()

    def _tell(self, why: str) -> None:
        if why != self._told:
            self._told = why
            self.problem.emit(why)


class PaperBook(QObject):
    """What the window holds of the user's and papers of one kind keep.

    ``problem``: why something is not on disk ("": it is). ``saved``: nothing waits any more.
    """

    problem = Signal(str)
    saved = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, kind: str) -> None:
        super().__init__()
        self._papers = Papers(client, bridge, kind, self._paper)
        self._papers.begun.connect(self._take)
        self._papers.problem.connect(self.problem)
        self._papers.saved.connect(self.saved)

    def _paper(self, name: str) -> Any:
        """What is to be written under a name; None: nothing any more."""
        raise NotImplementedError

    def _take(self) -> None:
        """What is kept has come: ``self._papers.said``."""
        raise NotImplementedError

    def finish(self) -> None:
        """A hand has let go, or the window closes: write what waits."""
        self._papers.flush()

    def replaced(self) -> None:
        """Another data process has begun."""
        self._papers.replaced()

    @property
    def saving(self) -> bool:
        """Whether some of it is on its way to the disk, and has not been given up."""
        return self._papers.saving

    def retire(self) -> None:
        """Hear nothing any more. What was sent is still written."""
        self._papers.retire()
