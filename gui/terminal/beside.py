"""What a review is told beside its bars: shares, overrides, and for a running day the quotes. All of it may lack."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from data_sources.protocol import FactsWanted, QuotesAnswer, QuotesWanted
from gui.terminal import gathered
from models import sessions
from models.caps import Beside, beside_of
from models.errors import AppError
from models.facts import Facts, Override
from models.instruments import Instrument, Kind
from models.review.values import Window

if TYPE_CHECKING:
    from concurrent.futures import Future

    from data_sources.client import DataClient


class Besides:
    """Asks at once, so that the bars are downloaded meanwhile; ``known`` waits. A failure leaves a gap, no error."""

    def __init__(self, client: DataClient, instruments: Iterable[Instrument], window: Window) -> None:
        shares, now = [one for one in instruments if one.kind is Kind.STOCK], time.time()
        running = tuple(one for one in shares if window.last >= sessions.local_date(one.market, now))
        self._facts = {one.id: client.facts(FactsWanted(instrument=one)) for one in shares}
        self._overrides = client.overrides()
        self._quotes = client.quotes(QuotesWanted(instruments=running)) if running else None

    @property
    def futures(self) -> tuple[Future[Any], ...]:
        """What ``known`` waits for."""
        quotes = () if self._quotes is None else (self._quotes,)
        return (*self._facts.values(), self._overrides, *quotes)

    def known(self) -> dict[str, Beside]:
        """All that came, by instrument id."""
        facts, _ = gathered(self._facts)
        held = {name: one for name, one in facts.items() if isinstance(one, Facts)}
        quotes = _or_none(self._quotes)
        live = quotes.quotes if isinstance(quotes, QuotesAnswer) else ()
        return beside_of(held, said(self._overrides), live)


def said(future: Future[tuple[Override, ...]]) -> tuple[Override, ...]:
    """The overrides, none when the user's data cannot be read."""
    held = _or_none(future)
    return held if isinstance(held, tuple) else ()


def _or_none(future: Future[Any] | None) -> Any:
    with contextlib.suppress(AppError):
        return future.result() if future is not None else None
    return None
