"""The render child's near end: killed at the deadline and when a job is cancelled, begun anew, gone at the end."""

import multiprocessing
import subprocess
import sys
import threading
from concurrent.futures import CancelledError

import pytest

from gui.render.job import Job, Kind
from gui.render.parent import Renderer
from models.errors import ExportError, Unreachable, Unreadable

CHILD = "tests.gui.render.children"
LONG_S = 60.0
ORPHAN = """
import sys
from gui.render.parent import Renderer
from tests.gui.render.test_parent import CHILD, job

def main():
    one = Renderer(CHILD)
    one.render(job(), lambda done, count: None).result(60)
    one.render(job("hang"), lambda done, count: print("hangs", flush=True))
    sys.stdin.read()

if __name__ == "__main__":
    main()
"""


def job(word="good"):
    return Job(kinds=(Kind.PDF,), leaves=(), convention=word)


@pytest.fixture
def opened():
    """``opened(**changes)``: a renderer over the odd child, closed after the test."""
    made = []

    def open_(**changes):
        made.append(Renderer(CHILD, **changes))
        return made[-1]

    yield open_
    for one in made:
        one.close()


@pytest.fixture
def hanging(opened):
    """A renderer whose child is at a job that never ends, and that job's future."""

    def begin(**changes):
        one, begun = opened(**changes), threading.Event()
        future = one.render(job("hang"), lambda done, count: begun.set())
        assert begun.wait(LONG_S)
        return one, future

    return begin


def said(one, word="good"):
    (file,) = one.render(job(word)).result(LONG_S).files
    return file.content.decode()


def test_nothing_is_begun_before_it_is_asked_for(opened):
    assert opened().pid is None


def test_jobs_are_answered_in_one_child_and_qt_is_in_neither_of_these(opened):
    one = opened()
    assert said(one) == said(one) == f"{one.pid} False"


def test_a_child_that_hangs_is_killed_at_the_deadline_and_the_next_job_has_another(opened):
    one = opened(deadline_s=1.0)
    with pytest.raises(ExportError, match="too long"):
        one.render(job("hang")).result(LONG_S)
    assert one.pid is None
    one._deadline_s = LONG_S  # a slow machine needs a second to begin
    assert said(one) == f"{one.pid} False"


def test_a_child_that_dies_is_told_and_replaced(opened):
    one = opened()
    with pytest.raises(Unreachable, match="ended"):
        one.render(job("die")).result(LONG_S)
    assert said(one) == f"{one.pid} False"


def test_one_that_died_while_nobody_asked_is_replaced_without_a_word(opened):
    one = opened()
    before = said(one)
    (child,) = [held for held in multiprocessing.active_children() if held.pid == one.pid]
    child.kill()
    child.join()
    assert said(one) != before


def test_a_refusal_leaves_the_child_alone(opened):
    one = opened()
    before = said(one)
    with pytest.raises(ExportError, match="the disk is full"):
        one.render(job("refuse")).result(LONG_S)
    assert said(one) == before


@pytest.mark.logs
def test_a_bug_is_logged_with_its_trace(opened, caplog):
    with pytest.raises(Unreadable, match="ZeroDivisionError: by nothing"):
        opened().render(job("bug")).result(LONG_S)
    assert "Traceback: by nothing" in caplog.text


@pytest.mark.logs
def test_what_cannot_cross_the_pipe_fails_and_the_next_goes_on(opened):
    one = opened()
    with pytest.raises(Unreadable):
        one.render(job(lambda: None)).result(LONG_S)
    assert said(one)


@pytest.mark.logs
def test_a_listener_that_fails_ends_nothing(opened, caplog):
    def gone(done, count):
        raise BrokenPipeError("no terminal")

    one = opened()
    assert one.render(job("step"), gone).result(LONG_S).files
    assert "no terminal" in caplog.text


def test_cancelling_the_job_that_is_made_ends_its_child_and_the_next_goes_on(hanging):
    one, future = hanging()
    behind = one.render(job())
    assert future.cancel()
    assert behind.result(LONG_S).files
    with pytest.raises(CancelledError):
        future.result()


def test_a_job_that_is_cancelled_while_it_waits_is_never_begun(hanging):
    one, first = hanging()
    second = one.render(job("die"))
    assert second.cancel()
    assert one.pid is not None  # the first goes on
    first.cancel()
    assert said(one)


def test_closing_ends_what_is_made_and_what_waits(hanging):
    one, future = hanging()
    behind = one.render(job())
    one.close()
    for each in (future, behind, one.render(job())):
        with pytest.raises(Unreachable, match="closing"):
            each.result(LONG_S)
    assert one.pid is None


def test_a_child_that_nobody_asks_is_let_go(opened):
    one = opened(idle_s=0.05)
    said(one)
    for child in multiprocessing.active_children():
        child.join(LONG_S)
    assert said(one)


def test_closing_twice_or_unused_is_no_matter(opened):
    one = opened()
    one.close()
    one.close()


def test_a_killed_parent_leaves_no_child(pytestconfig):
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, cwd=pytestconfig.rootpath,
    )  # fmt: skip
    assert parent.stdout.readline() == "hangs\n"
    parent.kill()
    assert parent.communicate(timeout=LONG_S)[0] == ""
