"""The noise rule bites: each kind of noise, planted into a test of its own, fails it and is named."""

import shutil

import pytest

from tests import noise
from tests.house.parts import ROOT, module, run

PLANTED = """
import logging, multiprocessing, socket, subprocess, sys, threading, time, warnings
import pytest

KEPT = []

def test_thread():
    threading.Thread(target=time.sleep, args=(30,), name="forgotten", daemon=True).start()

def test_child():
    KEPT.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)  # left behind"]))

def test_record():
    logging.getLogger("some.module").warning("the cache is %s", "gone")

def test_connection():
    try:
        socket.create_connection(("192.0.2.1", 443))
    except OSError:
        pass

def test_lookup():
    try:
        socket.create_connection(("example.org", 443))
    except OSError:
        pass

def test_warning():
    warnings.warn("old ways", DeprecationWarning)

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    KEPT.append(QTimer())
    KEPT[-1].start(5000)

def test_qt_message(qapp):
    from PySide6.QtCore import qWarning
    qWarning("a message of Qt")

@pytest.mark.logs
def test_fine_expected_record(caplog):
    logging.getLogger("some.module").warning("expected")
    assert caplog.messages == ["expected"]

def test_fine_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass

def test_fine_finished_thread_and_child():
    thread = threading.Thread(target=int)
    thread.start()
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_fine_stopped_timer(qapp):
    from PySide6.QtCore import QTimer
    KEPT.append(QTimer())
    KEPT[-1].start(5000)
    KEPT[-1].stop()
"""

SAID = {
    "thread": "leaked thread: forgotten",
    "child": "time.sleep(30)  # left behind",
    "record": "log record WARNING of some.module: the cache is gone",
    "connection": "connection to the outside: 192.0.2.1:443",
    "lookup": "connection to the outside: example.org",
    "warning": "DeprecationWarning: old ways",
    "timer": "active QTimer of nobody, every 5000 ms",
    "qt_message": "a message of Qt",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """What pytest says about the planted tests, by the rules of this repository."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("conftest.py", "noise.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    (folder / "tests" / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    return run(*module("pytest", "-rA", "-p", "no:cacheprovider"), folder=folder).stdout


@pytest.mark.parametrize("kind", SAID)
def test_noise_fails_its_test_and_names_the_culprit(planted, kind):
    assert SAID[kind] in planted
    summary = planted[planted.index("short test summary") :]
    assert [line for line in summary.splitlines() if line.startswith(("FAILED", "ERROR")) and f"test_{kind}" in line]


def test_what_makes_no_noise_passes(planted):
    summary = planted[planted.index("short test summary") :]
    bad = [line for line in summary.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert len(bad) == len(SAID), "\n".join(bad)


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), (b"localhost", True), ("", True),
     ("10.0.0.1", False), ("0.0.0.0", False), ("example.org", False), ("localhost.example.org", False)],
)  # fmt: skip
def test_only_this_machine_is_inside(host, here):
    assert noise.is_loopback(host) is here
