"""Whatever becomes of the answers: in the end the drawings on disk are those on screen, and nothing is lost."""

from concurrent.futures import Future
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from data_sources.client import Answerless
from data_sources.protocol import PapersKept, PapersWanted
from data_sources.user import UserData
from data_sources.user_papers import answer
from gui.wires.drawings import DrawingBook
from models.drawings import edits
from models.drawings.paper import read, written
from models.errors import Failure, Unreachable
from tests.models.drawings.samples import line

FULL = Answerless(Failure(kind="CacheError", detail="disk I/O error"))
LOST = Unreachable("the data service was restarted")
NAMES = ("NVDA.US", "00700.HK")
END = st.sampled_from(["ok", "ok", "ok", "refused", "dies", "dies after"])
DO = st.sampled_from(["add", "add", "drag", "answer", "answer", "answer", "undo", "redo", "pause", "late", "replaced"])


class Side:
    """A client and a bridge over the real store; ``answer`` ends the want that is out in one of the ways there are."""

    def __init__(self):
        self.user, self.out = UserData(None, 1.0), None

    def papers(self, kind):
        return self._ask(PapersWanted(kind=kind))

    def keep_papers(self, kind, papers):
        return self._ask(PapersKept(kind=kind, papers=papers))

    def when_done(self, future, ok, failed):
        future.add_done_callback(lambda done: failed(done.exception()) if done.exception() else ok(done.result()))

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
            value = answer(want, self.user, lambda: 1.0, refusal="")
            future.set_exception(LOST) if end == "dies after" else future.set_result(value)


class Desk:
    """A book over such a side, on a disk where something is drawn already."""

    def __init__(self):
        self.side, self.number = Side(), 0
        self.side.user.papers.keep("drawings", {name: written((line("kept"),)) for name in NAMES}, 1.0)
        self.book = DrawingBook(self.side, self.side)

    def do(self, what, name, end):
        match what:
            case "add" | "drag":
                self.number += 1
                new = line(str(self.number))
                hand = "h" if what == "drag" else ""
                self.book.edit(name, "draw.added", lambda held: edits.add(held, new), hand=hand)
            case "answer":
                self.side.answer(end)
            case "undo" | "redo":
                getattr(self.book, what)(name)
            case "replaced":
                self.book.replaced()
            case _:
                timer = getattr(self.book._papers, f"_{what}")
                if timer.isActive():
                    timer.timeout.emit()

    def finish(self):
        """Another edit, and every answer as it should be."""
        for name in NAMES:
            self.do("add", name, "")
        while self.side.out is not None:
            self.side.answer("ok")
        assert not self.book.saving


@given(st.lists(st.tuples(DO, st.sampled_from(NAMES), END), max_size=40))
def test_in_the_end_the_drawings_on_disk_are_those_on_screen(qapp, steps):
    desk = Desk()
    with closing(desk.side.user):
        desk.book.begin()
        for step in steps:
            desk.do(*step)
        desk.finish()
        disk = {name: read(body)[0] for name, body in desk.side.user.papers.all("drawings").items()}
        assert disk == {name: desk.book.of(name) for name in NAMES}
        assert all(drawings[0].id == "kept" for drawings in disk.values())
        for name in NAMES:
            while desk.book.undo(name):
                pass
            assert [one.id for one in desk.book.of(name)] == ["kept"]
    desk.book.retire()


@given(st.lists(st.tuples(DO.filter(lambda what: what not in ("undo", "redo")), st.sampled_from(NAMES), END)))
def test_no_drawing_is_lost(qapp, steps):
    desk = Desk()
    with closing(desk.side.user):
        for step in steps:
            desk.do(*step)
        desk.finish()
        disk = [one.id for name in NAMES for one in read(desk.side.user.papers.all("drawings")[name])[0]]
        assert sorted(disk, key=str) == sorted([*map(str, range(1, desk.number + 1)), "kept", "kept"])
    desk.book.retire()
