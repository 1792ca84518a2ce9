"""The data side as tests want it: it records what is asked and answers when the test says so."""

from __future__ import annotations

from concurrent.futures import Future

from data_sources.protocol import ListsUndone, ListsWanted
from models.errors import Unreachable


class Asked:
    """A want, the future the window holds, and where cached bars may go before it ends."""

    def __init__(self, want, partial=None):
        self.want, self.partial = want, partial
        self.future = Future()

    @property
    def name(self):
        """The instrument asked for."""
        return self.want.instrument.id


class FakeClient:
    """Has the methods of a DataClient. Nothing is answered until ``answer`` or ``fail`` is called."""

    def __init__(self):
        self.asked, self.files, self.kept, self.subscribed, self.visible, self.closed = [], [], [], (), (), False
        self.indices, self.suggested = [], []
        self.facts_asked, self.overrides_asked, self.imports = [], [], []
        self.checked, self.tried, self.keyed, self.boots = [], [], [], []
        self.lists_asked = []  # wants about the lists, in the order they came
        self.fired, self.log_asked, self.seen_asked, self.seen_kept = [], [], [], []

    # what the window calls

    def bars(self, want, partial=None):
        return self._ask(self.asked, want, partial)

    def quotes(self, want):
        return self._ask(self.asked, want)

    def file(self, want):
        return self._ask(self.files, want)

    def facts(self, want):
        return self._ask(self.facts_asked, want)

    def overrides(self):
        return self._ask(self.overrides_asked, None)

    def bring_in(self, want):
        return self._ask(self.imports, want)

    def undo_import(self):
        return self._ask(self.imports, None)

    def keep(self, settings):
        return self._ask(self.kept, settings)

    def index(self, want, partial=None):
        return self._ask(self.indices, want, partial)

    def suggestions(self, text):
        return self._ask(self.suggested, text)

    def completeness(self, want):
        return self._ask(self.checked, want)

    def try_now(self, group):
        return self._ask(self.tried, group)

    def keep_key(self, source, key):
        return self._ask(self.keyed, (source, key))

    def lists(self):
        return self._ask(self.lists_asked, ListsWanted())

    def edit_lists(self, edit):
        return self._ask(self.lists_asked, edit)

    def undo_lists(self, *, redo=False):
        return self._ask(self.lists_asked, ListsUndone(redo=redo))

    def log_alert(self, fired):
        return self._ask(self.fired, fired)

    def alert_log(self, count=500):
        return self._ask(self.log_asked, count)

    def keep_seen(self, seen):
        return self._ask(self.seen_kept, seen)

    def seen(self):
        return self._ask(self.seen_asked, None)

    def reboot(self, boot):
        self.boots.append(boot)

    def status(self):
        return Future()

    def probe(self):
        return Future()

    def begin(self):
        self.begun = True

    def subscribe(self, instruments, visible=()):
        self.subscribed, self.visible = instruments, visible

    def forget(self, future):
        future.cancel()

    def close(self):
        self.closed = True

    @property
    def waiting(self):
        return len(self.open)

    # what the test calls

    @property
    def open(self):
        """Bars somebody still waits for, oldest first."""
        return [one for one in self.asked if not one.future.done()]

    @property
    def wants(self):
        """Every want for bars so far."""
        return [one.want for one in self.asked]

    def one(self, name):
        """The newest open want for an instrument's bars."""
        return [one for one in self.open if one.name == name][-1]

    def answer(self, name, bars):
        self.one(name).future.set_result(bars)

    def answer_all(self, make):
        """Every open want with what ``make`` gives for its instrument's id; None fails it."""
        for one in self.open:
            held = make(one.name)
            if held is None:
                one.future.set_exception(Unreachable("offline"))
            else:
                one.future.set_result(held)

    def fail(self, name, why="no answer in time"):
        self.one(name).future.set_exception(Unreachable(why))

    @staticmethod
    def _ask(book, want, partial=None):
        book.append(Asked(want, partial))
        return book[-1].future
