"""What a test may not leave behind or do: each finder names the culprit, conftest turns what it says into a failure.

Not seen from here: what a child process or a C library does by itself. Those are tested where they are used.
"""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import logging
import multiprocessing
import multiprocessing.resource_tracker
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

GRACE_S = 2.0  # what is already ending may finish; a leak does not end
PROC = Path("/proc")


class Records(logging.Handler):
    """Keeps log records at WARNING or above, of any logger that propagates."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.kept = []

    def emit(self, record):
        self.kept.append(f"log record {record.levelname} of {record.name}: {record.getMessage()}")


class Outside:
    """Refuses connections and look-ups that leave this machine, and remembers them: code under test may hide them."""

    def __init__(self):
        self.tried = []

    def patch(self, monkeypatch):
        for name in ("connect", "connect_ex"):
            monkeypatch.setattr(socket.socket, name, self._guarded(getattr(socket.socket, name)))
        monkeypatch.setattr(socket, "getaddrinfo", self._looked_up(socket.getaddrinfo))

    def _guarded(self, real):
        def connect(sock, address):
            if isinstance(address, tuple) and not is_loopback(address[0]):
                self._refuse(f"{address[0]}:{address[1]}")
            return real(sock, address)

        return connect

    def _looked_up(self, real):
        def getaddrinfo(host, *rest, **named):
            if host is not None and not is_loopback(host) and not is_address(host):  # an address asks nobody
                self._refuse(str(host))
            return real(host, *rest, **named)

        return getaddrinfo

    def _refuse(self, where):
        self.tried.append(f"connection to the outside: {where}")
        raise ConnectionRefusedError(f"a test may not reach {where}")


def is_loopback(host):
    address = is_address(host)
    return address.is_loopback if address else _text(host) in ("", "localhost")


def is_address(host):
    """The address ``host`` spells, None when it is a name."""
    with suppress(ValueError):
        return ipaddress.ip_address(_text(host).partition("%")[0])
    return None


def _text(host):
    return host.decode() if isinstance(host, bytes) else host


def threads():
    return {thread for thread in threading.enumerate() if thread.is_alive()}


def leaked_threads(before):
    deadline = time.monotonic() + GRACE_S
    for thread in threads() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"leaked thread: {thread.name}" for thread in threads() - before]


def children():
    """Process ids of living children, whoever started them. Elsewhere than on Linux only multiprocessing's own."""
    ours = {child.pid for child in multiprocessing.active_children()}
    tracker = getattr(multiprocessing.resource_tracker._resource_tracker, "_pid", None)
    return (ours | _proc_children()) - {tracker}


def _proc_children():
    lists = []
    for file in PROC.glob("self/task/*/children"):
        with contextlib.suppress(OSError):  # the thread has ended since it was listed
            lists.append(file.read_text())
    return {int(pid) for listed in lists for pid in listed.split() if _runs(pid)}


def _runs(pid):
    """Not a zombie: that has ended and waits for its parent to ask."""
    with suppress(OSError):
        return (PROC / pid / "stat").read_text(errors="replace").rpartition(")")[2].split()[0] != "Z"
    return False


def leaked_children(before):
    """Children that outlive the test. They are ended here, so that the next test does not meet them."""
    deadline = time.monotonic() + GRACE_S
    while (left := children() - before) and time.monotonic() < deadline:
        time.sleep(0.02)
    said = [f"leaked child process {pid}: {_command(pid)}" for pid in left]
    for pid in left:
        with suppress(OSError):
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    return said


def _command(pid):
    with suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:200]
    return "?"


def timers():
    """Active QTimers that Python knows of. Never imports Qt: without it there are none."""
    core, shiboken = sys.modules.get("PySide6.QtCore"), sys.modules.get("shiboken6")
    if core is None or shiboken is None:
        return []
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    found = [one for one in gc.get_objects() if type(one) is core.QTimer]
    return [one for one in found if shiboken.isValid(one) and one.isActive()]


def leaked_timers(before):
    known = {id(timer) for timer in before}
    return [f"active {_timer(timer)}" for timer in timers() if id(timer) not in known]


def _timer(timer):
    parent = timer.parent()
    owner = f"{type(parent).__name__} {parent.objectName()}".strip() if parent is not None else "nobody"
    return f"QTimer of {owner}, every {timer.interval()} ms"
