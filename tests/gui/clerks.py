"""The clerk and the render child as tests want them: nothing is done before the test says so, then in this process."""

from __future__ import annotations

from concurrent.futures import Future

from gui.render import clerk
from gui.render.job import File, Rendered
from models.documents.values import Picture


class FakeChild:
    """Holds what it is asked for. ``answer`` does the newest open errand, ``answer_all`` every one."""

    def __init__(self, does):
        self.asked, self.closed, self._does = [], False, does

    def render(self, job, told=lambda done, count: None):
        future = Future()
        self.asked.append((job, future, told))
        return future

    def close(self):
        self.closed = True

    @property
    def open(self):
        return [one for one in self.asked if not one[1].done()]

    def answer(self):
        job, future, told = self.open[-1]
        told(1, 2)
        future.set_result(self._does(job))

    def answer_all(self):
        while self.open:
            self.answer()

    def fail(self, error):
        self.open[-1][1].set_exception(error)


def fake_clerk():
    """Does errands as the real one."""
    return FakeChild(clerk.done)


def fake_renderer():
    """Files with their kind and name in them, and a picture a plot."""
    return FakeChild(drawn)


def drawn(job):
    files = tuple(
        File(name=f"{leaf.document.stem}.{kind}", kind=kind, lang=leaf.document.lang, content=f"{kind}".encode())
        for leaf in job.leaves
        for kind in job.kinds
        if kind != "pictures"
    )
    picture = Picture(png=b"png", svg=b"svg", width=640, height=270)
    pictures = {leaf.document.lang: {f"figure-{one.number}": picture for one in leaf.plots} for leaf in job.leaves}
    return Rendered(files=files, pictures=pictures)
