"""The user's settings: changed at once, written by the data process, and the data process begun anew where it must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from data_sources.protocol import Boot
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.settings import Settings

OF_THE_DATA_SIDE = frozenset({"proxy", "ca_bundle", "order"})  # take effect when the data process begins


class Choices(QObject):
    """``kept`` tells how writing them ended: "" or a source's reason. What could not be written holds until the end."""

    kept = Signal(str)

    def __init__(
        self, client: DataClient, bridge: Bridge, settings: Settings, boot: Callable[[Settings], Boot] | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.problem = ""  # why the settings are not on disk
        self._client, self._bridge, self._boot = client, bridge, boot
        self._writing = 0
        self._restart = False

    def change(self, **changes: Any) -> None:
        """Take other values for some settings."""
        self.settings = replace(self.settings, **changes)
        self._restart = self._restart or not OF_THE_DATA_SIDE.isdisjoint(changes)
        self._writing += 1
        future = self._client.keep(self.settings.as_dict())
        self._bridge.when_done(future, lambda _: self._ended(""), self._failed)

    def _failed(self, error: AppError) -> None:
        self._ended(error.detail)

    def _ended(self, problem: str) -> None:
        """On disk or not: the data process begins anew once nothing is being written any more."""
        self._writing -= 1
        self.problem = problem
        self.kept.emit(problem)
        if self._restart and not self._writing and self._boot is not None:
            self._restart = False
            self._client.reboot(self._boot(self.settings))
