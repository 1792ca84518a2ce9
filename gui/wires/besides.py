"""What the desk knows of its instruments beside their bars: dated shares and caps, and numbers put in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from data_sources.protocol import FactsWanted
from gui.wires.bridge import Bridge
from gui.wires.gathering import Gathering
from models.errors import AppError
from models.facts import Facts, Override
from models.instruments import Kind
from models.universe import Universe

if TYPE_CHECKING:
    from models.caps import Beside

EVENTS = 16  # so many answers are told together: each makes the review again


class Besides(QObject):
    """``changed``: more is known. Facts are dated, so one round serves every window; failures leave a gap."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, universe: Universe) -> None:
        super().__init__()
        self._client, self._bridge, self._universe = client, bridge, universe
        self._facts: Mapping[str, Facts] = {}
        self._overrides: tuple[Override, ...] = ()
        self._round: Gathering[Facts] | None = None
        self._asked: Future[Any] | None = None

    def known(self) -> dict[str, Beside]:
        """All that came so far, by instrument id."""
        from models.caps import beside_of  # a review is calculated after the first paint

        return beside_of(self._facts, self._overrides)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """Every number put in by hand."""
        return self._overrides

    def refresh(self) -> None:
        """Ask for the overrides again."""
        self.retire()
        self._asked = self._client.overrides()
        self._bridge.when_done(self._asked, self._take_overrides, self._miss)

    def complete(self) -> None:
        """Ask for the facts of those that have none yet; prices go first, so this waits for its call."""
        shares = [one for one in self._universe.needed(everyone=True) if one.kind is Kind.STOCK]
        wants = {one.id: FactsWanted(instrument=one) for one in shares if one.id not in self._facts}
        if wants and self._round is None:
            held = dict(self._facts)
            self._round = Gathering(
                self._client, self._bridge, wants, lambda found, failed: self._take(held, found, failed),
                ask=self._client.facts,
            )  # fmt: skip

    def retire(self) -> None:
        """Wait for nothing any more."""
        if self._round is not None:
            self._round.cancel()
        if self._asked is not None:
            self._client.forget(self._asked)
        self._round = self._asked = None

    def _take(self, held: Mapping[str, Facts], found: Mapping[str, Facts], failed: Mapping[str, str]) -> None:
        self._facts = {**held, **{name: one for name, one in found.items() if isinstance(one, Facts)}}
        done, asked = self._round.progress if self._round is not None else (0, 0)
        if done == asked or done % EVENTS == 0:
            self.changed.emit()

    def _take_overrides(self, held: object) -> None:
        self._asked = None
        told = held if isinstance(held, tuple) else ()
        if told != self._overrides:
            self._overrides = told
            self.changed.emit()

    def _miss(self, error: AppError) -> None:
        """Without the user's data nothing is overridden."""
        self._asked = None
