"""One window a profile: the second start calls the first, and a killed one leaves nothing in the way."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gui.instance import LONGEST_PATH, Instance
from models.errors import Unreachable
from tests.house.parts import ROOT

CLAIM = """
import sys
from pathlib import Path
from gui.instance import Instance
mine = Instance(Path(sys.argv[1])).claim()
assert not [name for name in sys.modules if name.startswith("PySide6")]
print("mine" if mine else "told", flush=True)
if mine and len(sys.argv) > 2:
    sys.stdin.read()
"""


@pytest.fixture
def another(tmp_path):
    """``another()``: the program started once more on this profile; every one ends with the test."""
    made = []

    def start(*words):
        made.append(
            subprocess.Popen((sys.executable, "-c", CLAIM, str(tmp_path), *words), cwd=ROOT, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        )  # fmt: skip
        return made[-1]

    yield start
    for one in made:
        one.kill()
        one.communicate()


@pytest.fixture
def first(tmp_path, qapp):
    """The window that has the profile; ``first.calls`` counts who called."""
    made = Instance(tmp_path)
    made.calls = 0

    def forward():
        made.calls += 1

    assert made.claim()
    made.listen(forward)
    yield made
    made.release()


def test_later_starts_call_the_first_and_end(first, another, qtbot):
    others = [another() for _ in range(4)]
    qtbot.waitUntil(lambda: all(one.poll() is not None for one in others), timeout=20000)
    assert [one.communicate()[0] for one in others] == ["told\n"] * 4
    assert first.calls == 4


def test_of_many_at_once_one_lives(another, qtbot):
    many = [another("stay") for _ in range(4)]
    assert sum(_line_soon(one, qtbot) == "mine\n" for one in many) == 1


def _line_soon(one, qtbot):
    """What it says; "" for one that waits for an answer: the one that lives here never listens."""
    import select

    return one.stdout.readline() if select.select([one.stdout], [], [], 2.0)[0] else ""


def test_after_a_kill_the_next_one_has_it_at_once(tmp_path, another, qapp):
    dead = another("stay")
    assert dead.stdout.readline() == "mine\n"
    Path(Instance(tmp_path).address).touch()  # as a killed window leaves its socket
    os.kill(dead.pid, signal.SIGKILL)
    dead.wait()
    after = Instance(tmp_path)
    assert after.claim(patience_s=0.0)
    after.listen(lambda: None)
    assert after._server.isListening()
    after.release()


def test_one_that_does_not_answer_is_said(tmp_path):
    first = Instance(tmp_path)
    assert first.claim()
    with pytest.raises(Unreachable, match="does not answer"):
        Instance(tmp_path).claim(patience_s=0.0)
    first.release()
    assert Instance(tmp_path).claim(patience_s=0.0)


def test_only_the_user_can_call(first):
    assert stat.S_IMODE(Path(first.address).stat().st_mode) & 0o077 == 0
    assert Path(first.address).parent == first._folder.resolve()


def test_a_long_path_finds_another_place_the_same_however_it_is_spelled(tmp_path):
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    one, two = Instance(deep), Instance(deep / ".." / deep.name)
    assert one.address == two.address
    assert len(os.fsencode(one.address)) <= LONGEST_PATH
    assert one.address != Instance(tmp_path).address


def test_a_profile_nobody_can_write_keeps_nobody_out(tmp_path):
    (tmp_path / "file").touch()
    assert Instance(tmp_path / "file" / "profile").claim(patience_s=0.0)
