"""The one door from other threads into the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from models.errors import AppError, Unreadable


class Bridge(QObject):
    """Runs calls in the GUI thread, in the order they were posted."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._open = True

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` in the GUI thread soon. Callable from any thread; nothing runs after ``close``."""
        if self._open:
            self._posted.emit(call)

    def when_done(
        self, future: Future[Any], ok: Callable[[Any], None], failed: Callable[[AppError], None] | None = None
    ) -> None:
        """Call one of the two endings in the GUI thread; neither for a cancelled future."""

        def ended(done: Future[Any]) -> None:
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                self.post(lambda: ok(done.result()))
            elif failed is not None:
                expected = error if isinstance(error, AppError) else Unreadable(str(error))
                self.post(lambda: failed(expected))

        future.add_done_callback(ended)

    def close(self) -> None:
        """Drop what is still on its way."""
        self._open = False

    def _run(self, call: Callable[[], None]) -> None:
        if self._open:  # calls that were posted before the end still come after it
            call()
