"""The data side as tests want it: it records what is asked and answers when the test says so."""

from __future__ import annotations

import json
from concurrent.futures import Future

from data_sources.protocol import BytesKept, ListsUndone, ListsWanted, PapersKept, PapersWanted, Step
from models.errors import Unreachable
from models.values import Adjust


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
        self.disk, self._steps = {}, {False: [], True: []}  # parts of the lists as they are written; True: to redo
        self.papers_asked, self.papers_disk = [], {}  # wants about drawings and layouts; papers by (kind, name)
        self.list_files = []
        self.traffic_asked, self.vintages_asked, self.refreshed, self.quotas = [], [], [], []
        self.witnessed = []
        self.fired, self.log_asked, self.seen_asked, self.seen_kept = [], [], [], []

    # what the window calls

    def bars(self, want, partial=None):
        return self._ask(self.asked, want, partial)

    def witness(self, want):
        return self._ask(self.witnessed, want)

    def quotes(self, want):
        return self._ask(self.asked, want)

    def file(self, want, partial=None):
        return self._ask(self.files, want, partial)

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

    def papers(self, kind):
        return self._ask(self.papers_asked, PapersWanted(kind=kind))

    def keep_papers(self, kind, papers):
        return self._ask(self.papers_asked, PapersKept(kind=kind, papers=papers))

    def list_file(self, want):
        return self._ask(self.list_files, want)

    def write(self, target, content):
        return self._ask(self.files, BytesKept(target=target, content=content))

    def log_alert(self, fired):
        return self._ask(self.fired, fired)

    def alert_log(self, count=500):
        return self._ask(self.log_asked, count)

    def keep_seen(self, seen):
        return self._ask(self.seen_kept, seen)

    def seen(self):
        return self._ask(self.seen_asked, None)

    def traffic(self, want):
        return self._ask(self.traffic_asked, want)

    def vintages(self, want):
        return self._ask(self.vintages_asked, want)

    def refresh_traffic(self, want, partial=None):
        return self._ask(self.refreshed, want, partial)

    def quota(self, source):
        return self._ask(self.quotas, source)

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
    def charted(self):
        """Ids of whose bars the chart waits for: nobody else wants adjusted ones."""
        return [one.name for one in self.open if one.want.adjust is not Adjust.NONE]

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

    @property
    def lists_open(self):
        """What nobody has answered yet of the wants about the lists."""
        return [one for one in self.lists_asked if not one.future.done()]

    def acknowledge(self):
        """Every open want about the lists as the data process answers it: edits are on disk and can be undone."""
        for one in self.lists_open:
            if isinstance(one.want, ListsWanted):
                one.future.set_result(dict(self.disk))
            elif isinstance(one.want, ListsUndone):
                one.future.set_result(self._turn(redo=one.want.redo))
            else:
                before = self._put(one.want.parts)
                if not one.want.quiet:
                    self._steps = {False: [*self._steps[False], (one.want, before)], True: []}
                one.future.set_result(None)

    @property
    def papers_open(self):
        """What nobody has answered yet of the wants about drawings and layouts."""
        return [one for one in self.papers_asked if not one.future.done()]

    def keep_all(self):
        """Every open want about drawings and layouts as the data process answers it; papers are JSON on disk."""
        for one in self.papers_open:
            if isinstance(one.want, PapersKept):
                said = {(one.want.kind, name): body for name, body in json.loads(json.dumps(one.want.papers)).items()}
                disk = {**self.papers_disk, **said}
                self.papers_disk = {name: body for name, body in disk.items() if body is not None}
                one.future.set_result(None)
            else:
                disk = self.papers_disk.items()
                one.future.set_result({name: body for (kind, name), body in disk if kind == one.want.kind})

    def _turn(self, *, redo):
        if not self._steps[redo]:
            return None
        edit, parts = self._steps[redo].pop()
        self._steps[not redo].append((edit, self._put(parts)))
        return Step(label=edit.label, subject=edit.subject, parts=parts)

    def _put(self, parts):
        """Parts are so from now on; how they were."""
        before = {name: self.disk.get(name) for name in parts}
        self.disk = {name: value for name, value in {**self.disk, **parts}.items() if value is not None}
        return before

    @staticmethod
    def _ask(book, want, partial=None):
        book.append(Asked(want, partial))
        return book[-1].future
