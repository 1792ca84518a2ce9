"""One window a profile: the first holds a lock that dies with it, a second start asks it to come forward and ends.

The second start needs no Qt: it opens the socket in the profile by itself, so twenty at once cost little.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import zlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Unreachable

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE_S, PAUSE_S = 15.0, 0.05  # the first one listens once it has painted itself
LONGEST_PATH = 100  # bytes; the system's own limit is 104 to 108
COMING = b"coming\n"  # whoever connects wants only one thing


class Instance:
    """Claims a profile for this window. ``clock``: monotonic seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._clock = folder, clock
        self._lock: int | None = None
        self._server: QLocalServer | None = None

    @cached_property
    def address(self) -> str:
        """Where the first window listens. Asked for after its first paint only."""
        return _address(self._folder)

    def claim(self, patience_s: float = PATIENCE_S) -> bool:
        """True: the profile is this window's. False: another window has it and comes forward.

        Raises Unreachable when another one has it and does not answer.
        """
        until = self._clock() + patience_s
        while not self._locked():
            if _told(self.address):
                return False
            if self._clock() >= until:
                raise Unreachable("another window has this profile open and does not answer")
            time.sleep(PAUSE_S)  # it is just starting, or just ending
        return True

    def listen(self, forward: Callable[[], None]) -> None:
        """Call ``forward`` in the GUI thread whenever somebody starts the program again."""
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: _answer(server, forward))
        QLocalServer.removeServer(self.address)  # left by one that was killed: the lock says that it is gone
        server.listen(self.address)

    def release(self) -> None:
        """The window is gone."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _locked(self) -> bool:
        """Whether the lock is ours now. Where none can be had (a profile nobody can write) everybody may start."""
        try:
            handle = os.open(self._folder / "window.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return False
        except OSError:  # a network drive without locks
            os.close(handle)
            return True
        self._lock = handle
        return True


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _address(folder: Path) -> str:
    """In the profile, named after its path; in the user's own place for short-lived files if that is too long."""
    name = f"suanli-{zlib.crc32(str(folder.resolve()).encode()):08x}"  # hashlib would bring OpenSSL along: 3 MB
    if sys.platform == "win32":
        return name
    inside = str(folder.resolve() / f"{name}.sock")
    if len(os.fsencode(inside)) <= LONGEST_PATH:
        return inside
    import tempfile

    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"{name}.sock")


def _told(address: str) -> bool:
    """Whether the first window said that it comes forward."""
    with contextlib.suppress(OSError), contextlib.closing(_connected(address)) as line:
        return bool(line.readline() == COMING)
    return False


def _connected(address: str) -> Any:
    if sys.platform == "win32":
        return Path(rf"\\.\pipe\{address}").open("rb", buffering=0)
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        made.settimeout(2.0)
        made.connect(address)
        return made.makefile("rb")


def _answer(server: QLocalServer, forward: Callable[[], None]) -> None:
    while (line := server.nextPendingConnection()) is not None:
        line.disconnected.connect(line.deleteLater)
        line.write(COMING)
        line.flush()
        line.disconnectFromServer()
        forward()
