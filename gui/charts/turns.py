"""One chart a turn: where several get a quote at once, the GUI thread comes back to its timers between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

_waiting: deque[tuple[QObject, Callable[[], None]]] = deque()


def take_turn(owner: QObject, call: Callable[[], None]) -> None:
    """Run ``call`` in a turn of its own, after those that wait already; not at all when ``owner`` has gone."""
    _waiting.append((owner, call))
    if len(_waiting) == 1:
        _go_on()


def _go_on() -> None:
    app = QCoreApplication.instance()
    if app is None:
        _waiting.clear()
    else:
        QTimer.singleShot(0, app, _next)


def _next() -> None:
    owner, call = _waiting[0]
    try:
        if shiboken6.isValid(owner):
            call()
    finally:
        _waiting.popleft()
        if _waiting:
            _go_on()
