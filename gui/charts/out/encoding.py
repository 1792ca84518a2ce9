"""Packs a picture as a PNG file in a short-lived thread: 0.2 s for which Qt lets the window go on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from gui.wires.bridge import Bridge

FAST = 80  # of Qt's quality: half the time of the smallest file, and a tenth larger


def pack(picture: QImage, bridge: Bridge, done: Callable[[bytes], None]) -> Callable[[], None]:
    """Call ``done`` with the file's bytes in the GUI thread; nobody may paint on ``picture`` meanwhile.

    What is returned waits for the thread to end.
    """

    def work() -> None:
        packed = packed_png(picture)
        bridge.post(lambda: done(packed))

    thread = threading.Thread(target=work, name="packing", daemon=True)
    thread.start()
    return thread.join


def packed_png(picture: QImage) -> bytes:
    """The bytes of a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG", FAST)
    return held.data()
