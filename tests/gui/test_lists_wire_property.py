"""Whatever becomes of the answers: in the end the lists on disk are those on screen, and nothing is lost."""

from concurrent.futures import Future
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from data_sources.client import Answerless
from data_sources.protocol import ListsUndone
from data_sources.user import UserData
from data_sources.user_lists import answer
from gui.wires.lists import ListBook
from models.errors import Failure, Unreachable
from models.lists.edits import rows, sections
from models.lists.parts import lists_from
from tests.models.lists.samples import ids, stock, two

FULL = Answerless(Failure(kind="CacheError", detail="disk I/O error"))
LOST = Unreachable("the data service was restarted")
END = st.sampled_from(["ok", "ok", "ok", "ok", "refused", "dies", "dies after"])
DO = st.sampled_from(["edit", "edit", "edit", "fold", "answer", "answer", "answer", "undo", "redo", "late", "replaced"])


class Side:
    """A client and a bridge over the real store; ``answer`` ends the want that is out in one of the ways there are."""

    def __init__(self):
        self.user, self.out = UserData(None, 1.0), None

    def lists(self):
        return self._ask(None)

    def edit_lists(self, edit):
        return self._ask(edit)

    def undo_lists(self, *, redo=False):
        return self._ask(ListsUndone(redo=redo))

    def when_done(self, future, ok, failed):
        def ended(done):
            failed(done.exception()) if done.exception() else ok(done.result())

        future.add_done_callback(ended)

    def _ask(self, want):
        assert self.out is None, "two wants at once"
        self.out = (want, Future())
        return self.out[1]

    def answer(self, end):
        if self.out is None:
            return
        (want, future), self.out = self.out, None
        if end == "refused":
            future.set_exception(FULL)
        elif end == "dies":
            future.set_exception(LOST)
        else:
            value = self.user.lists.all() if want is None else answer(want, self.user, lambda: 1.0, refusal="")
            future.set_exception(LOST) if end == "dies after" else future.set_result(value)


class Desk:
    """A book over such a side."""

    def __init__(self):
        self.side = Side()
        self.book = ListBook(self.side, self.side, two())
        self.shown, self.number = [], 10
        self.book.changed.connect(self.shown.append)

    def do(self, what, end):
        match what:
            case "edit":
                self.add(self.number)
                self.number += 1
            case "fold":
                folded = not self.book.lists.named("l1").sections[0].folded
                self.book.edit("", lambda held: sections.fold(held, "l1", ["s1"], folded=folded), quiet=True)
            case "answer":
                self.side.answer(end)
            case "late":
                if self.book._timer.isActive():
                    self.book._timer.timeout.emit()
            case _:
                getattr(self.book, what)()

    def add(self, number):
        self.book.edit("edit.added", lambda held: rows.add(held, "l1", [stock(number)], section="s3"))

    def finish(self):
        """Another edit, and every answer as it should be."""
        self.add(99)
        while self.side.out is not None:
            self.side.answer("ok")
        assert not self.book.busy


@given(st.lists(st.tuples(DO, END), max_size=40))
def test_in_the_end_the_lists_on_disk_are_those_on_screen(qapp, steps):
    desk = Desk()
    with closing(desk.side.user):
        desk.book.begin()
        for what, end in steps:
            desk.do(what, end)
        desk.finish()
        assert lists_from(desk.side.user.lists.all(), two()) == (desk.book.lists, ())
    desk.book.retire()


@given(st.lists(st.tuples(DO.filter(lambda what: what not in ("undo", "redo")), END), max_size=40))
def test_no_edit_is_lost_and_what_was_shown_stays(qapp, steps):
    desk = Desk()
    with closing(desk.side.user):
        for what, end in steps:
            desk.do(what, end)
        desk.finish()
        assert desk.book.lists.named("l1").sections[2].members == ids(*range(10, desk.number), 99)
        rows_shown = [one.named("l1").sections[2].members for one in desk.shown]
        assert rows_shown == sorted(rows_shown, key=len)
        steps_kept = [entry.body["label"] for entry in desk.side.user.journal.replay("list.edited")]
        assert steps_kept == ["edit.added"] * (desk.number - 9)
    desk.book.retire()
