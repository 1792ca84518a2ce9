"""What of the user's is not on disk stands in the status line until it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SignalInstance

from gui.parts import Parts
from gui.status import StatusLine


class Unkept:
    """Each book tells why something of it is not kept, "" when it is again."""

    def __init__(self, parts: Parts, status: StatusLine) -> None:
        self._heard: list[tuple[SignalInstance, Callable[[str], None]]] = [
            (signal, partial(status.warn, key))
            for key, signal in (
                ("status.not_kept", parts.choices.kept),
                ("status.lists_not_kept", parts.lists.problem),
                ("status.charts_not_kept", parts.layouts.problem),
                ("status.drawings_not_kept", parts.drawings.problem),
                ("status.traffic_not_kept", parts.traffic.problem),
                ("status.products_not_kept", parts.products.problem),
            )
        ]
        for signal, say in self._heard:
            signal.connect(say)
        status.warn("status.not_kept", parts.choices.problem)

    def retire(self) -> None:
        """The window goes."""
        for signal, say in self._heard:
            signal.disconnect(say)
