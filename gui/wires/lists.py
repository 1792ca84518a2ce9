"""The user's lists as the window holds them: edits go to the data process one after another, and show once on disk.

One want is out at a time, as the data process answers several at once in no order. What waits behind it is a function
from one value to the next and is made anew whenever the value below it turns out to be another, so quick edits compose.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import ListsEdited, Step
from gui.wires.bridge import Bridge
from models.errors import AppError, Unreachable
from models.lists import parts
from models.lists.values import Lists

LATE_MS = 300  # longer than this nobody is left waiting for what he did
TRIES = 3  # a process that dies each time it hears an edit is not sent it for ever
LATE = "not saved yet"
UNREAD = "some of your lists cannot be read"
NOTHING = Lists()


@dataclass(eq=False, slots=True, kw_only=True)
class _Edit:
    """A change that waits for its turn, or is out."""

    label: str
    subject: str
    made: Callable[[Lists], Lists]
    quiet: bool
    seed: bool = False  # what the program ships, written before the first edit
    after: Lists = NOTHING


@dataclass(eq=False, slots=True, kw_only=True)
class _Undo:
    """A step back or forth, the same."""

    redo: bool
    sent: bool = False


class ListBook(QObject):
    """``lists`` is what to show. ``changed`` tells that it is another, ``problem`` why it is not on disk ("": it is).

    ``stepped``: a Step was taken back, or with True made again; None: there was none. ``saved``: nothing waits any
    more. What cannot be written holds until the program ends, and is tried again with the next edit. ``begin`` asks
    for what is kept; edits made before it is there wait for it.
    """

    changed = Signal(object)
    problem = Signal(str)
    stepped = Signal(object, bool)
    saved = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, default: Lists, kept: Lists | None = None) -> None:
        """``kept``: as they were left, to be shown until the data process has spoken."""
        super().__init__()
        self.lists = self._first = kept or default  # first: what edits stand on until the disk has spoken
        self._client, self._bridge, self._default = client, bridge, default
        self._disk: Lists | None = None  # None: not heard yet, or no longer sure
        self._held: Lists | None = None  # what was on disk before that was in doubt
        self._newest = self._first  # with every edit that waits, up to the first step back
        self._queue: list[_Edit | _Undo] = []
        self._taken: list[_Edit] = []  # unsaved edits that were taken back
        self._asked: Future[Any] | None = None
        self._ahead = False  # what is shown need not be on disk
        self._stalled = False  # nothing is sent until the next edit
        self._tries = 0
        self._said = self._unread = ""
        self._timer = QTimer(self, singleShot=True, interval=LATE_MS)
        self._timer.timeout.connect(self._late)

    def begin(self) -> None:
        """Ask for what is kept."""
        if self._asked is None and self._disk is None:
            self._send(self._client.lists(), self._take_parts)

    def edit(self, label: str, made: Callable[[Lists], Lists], subject: str = "", *, quiet: bool = False) -> bool:
        """Make an edit: ``made`` gives the next value from whatever comes before it; one that changes nothing is none.

        label: a key of the texts; subject: whom it was done to. quiet: no step of undo. False: it is none.
        """
        different = True
        edit = _Edit(label=label, subject=subject, made=made, quiet=quiet)
        if not any(isinstance(one, _Undo) for one in self._queue):
            edit.after = made(self._newest)
            different = edit.after != self._newest
            if not different and self._disk is not None:
                return False
            self._newest = edit.after
        self._queue.append(edit)
        self._taken = self._taken if quiet else []
        self._push()
        return different

    def replaced(self) -> None:
        """Another data process has begun: what it has lost (its file is an older backup) is written again."""
        if self._asked is None and self._disk is not None and self._disk != NOTHING:
            self._doubt()
            self.begin()

    def undo(self) -> None:
        """Take the newest edit back."""
        self._step(redo=False)

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._step(redo=True)

    @property
    def busy(self) -> bool:
        """Whether something of the user's is not on disk yet."""
        return bool(self._queue) and not self._only_seed()

    @property
    def saving(self) -> bool:
        """Whether something of the user's is on its way to the disk, and has not been given up."""
        return self.busy and not self._stalled

    def retire(self) -> None:
        """Hear nothing any more. What was sent is still written."""
        self._timer.stop()
        self._asked, self._stalled = None, True
        self._queue.clear()

    # what waits

    def _step(self, *, redo: bool) -> None:
        if self._stalled and self._step_here(redo=redo):
            return
        if self._only_seed():
            self.stepped.emit(None, redo)
            return
        self._queue.append(_Undo(redo=redo))
        self._push()

    def _step_here(self, *, redo: bool) -> bool:
        """Take an edit back (or make it again) that never reached the disk; False when there is none."""
        unsaved = [one for one in self._queue if isinstance(one, _Edit) and not one.quiet]
        if not (self._taken if redo else unsaved):
            return False
        if redo:
            self._queue.append(one := self._taken.pop())
        else:
            self._taken.append(one := unsaved[-1])
            self._queue.remove(one)
        self._remake()
        self._settled(self._newest)
        self.stepped.emit(Step(label=one.label, subject=one.subject, parts={}), redo)
        return True

    def _remake(self) -> None:
        """What each waiting edit makes of the one before it, up to a step back, whose outcome nobody knows yet."""
        value = next((one for one in (self._disk, self._held) if one is not None), self._first)
        made: list[_Edit | _Undo] = []
        for at, one in enumerate(self._queue):
            if isinstance(one, _Undo):
                made += self._queue[at:]
                break
            one.after = one.made(value)
            if one.after != value or self._disk is None:  # what it changes on disk is not known before that is read
                made.append(one)
                value = one.after
        self._queue, self._newest = made, value

    def _only_seed(self) -> bool:
        return len(self._queue) == 1 and isinstance(self._queue[0], _Edit) and self._queue[0].seed

    def _push(self) -> None:
        self._stalled = False
        if self._ahead:
            self._show(self._newest)
        if not self._timer.isActive():
            self._timer.start()
        self._go_on()

    def _go_on(self) -> None:
        if self._asked is not None or self._stalled or not self.busy:
            return
        head = self._queue[0]
        if self._disk is None:
            self._send(self._client.lists(), self._take_parts)
        elif isinstance(head, _Undo):
            head.sent = True
            self._send(self._client.undo_lists(redo=head.redo), self._take_step)
        else:
            said = parts.changed(self._disk, head.after, self._default)
            edit = ListsEdited(label=head.label, subject=head.subject, parts=said, quiet=head.quiet)
            self._send(self._client.edit_lists(edit), self._take_edit)

    def _send(self, future: Future[Any], took: Callable[[Any], None]) -> None:
        self._asked = future

        def answered(end: Callable[[Any], None], value: Any) -> None:
            if self._asked is future:
                self._asked = None
                end(value)

        self._bridge.when_done(
            future, lambda value: answered(took, value), lambda error: answered(self._failed, error)
        )  # fmt: skip

    # what comes back

    def _take_parts(self, said: dict[str, Any]) -> None:
        lists, unread = parts.lists_from(said, self._default)
        self._unread = f"{UNREAD}: {', '.join(name[:40] for name in unread[:3])}" if unread else ""
        held, self._held = self._held, None
        self._disk = lists if said else NOTHING
        if held is not None:
            lists = held if self._lost(held, self._disk) else lists
        elif not said:  # nothing was ever edited: what is shown goes to disk before the first edit
            seed = _Edit(label="", subject="", made=lambda _: self._default, quiet=True, seed=True)
            self._queue = [seed, *self._queue]
        self._remake()
        self._settled(lists)

    def _lost(self, held: Lists, disk: Lists) -> bool:
        """Whether some of what was on disk is gone after a doubt; it is then written again, before all that waits."""
        head = self._queue[0] if self._queue else None
        if disk == held or (isinstance(head, _Edit) and disk == head.after):
            return False
        if isinstance(head, _Undo) and head.sent:
            self._queue.pop(0)  # it was done, only its answer was lost
            return False
        self._queue.insert(0, _Edit(label="", subject="", made=lambda _: held, quiet=True))
        return True

    def _doubt(self) -> None:
        self._held, self._disk = (self._held if self._disk is None else self._disk), None

    def _take_edit(self, _: None) -> None:
        head = self._queue.pop(0)
        assert isinstance(head, _Edit)
        self._disk, self._tries = head.after, 0
        self._settled(head.after)

    def _take_step(self, step: Step | None) -> None:
        head = self._queue.pop(0)
        assert isinstance(head, _Undo)
        assert self._disk is not None
        self._tries = 0
        if step is not None:
            self._disk, _ = parts.laid_over(self._disk, step.parts, self._default)
        self._remake()
        self._settled(self._disk)
        self.stepped.emit(step, head.redo)

    def _settled(self, disk: Lists) -> None:
        """Something came back: show it, and go on with what waits."""
        if not self.busy:
            self._timer.stop()
            self._ahead = False
            self._say(self._unread)
            self.saved.emit()
        self._show(self._newest if self._ahead else disk)
        self._go_on()

    def _failed(self, error: AppError) -> None:
        """The data process was replaced: see what it keeps, ask again. Anything else is why it is not kept."""
        self._tries += 1
        if not isinstance(error, Unreachable) or self._tries > TRIES:
            self._give_up(error.detail)
            return
        self._doubt()
        self.begin()

    def _give_up(self, why: str) -> None:
        """Not on disk: it holds for this session, and is tried again with the next edit. Steps back are not made."""
        self._timer.stop()
        self._tries = 0
        edits: list[_Edit | _Undo] = [one for one in self._queue if isinstance(one, _Edit)]
        self._stalled = self._ahead = True
        if len(edits) < len(self._queue):
            self._queue = edits
            self._remake()
        self._show(self._newest)
        self._say(why)
        self.saved.emit()

    def _late(self) -> None:
        """What the user did shows at once, kept or not."""
        self._ahead = True
        self._show(self._newest)
        self._say(LATE)

    def _show(self, lists: Lists) -> None:
        if lists is not self.lists:
            different = lists != self.lists
            self.lists = lists
            if different:
                self.changed.emit(lists)

    def _say(self, why: str) -> None:
        if why != self._said:
            self._said = why
            self.problem.emit(why)
