"""Asks sources for traffic at the user's word: how far it has come, what came, and what did not, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from data_sources.protocol.traffic import Fetched, Quota
from gui.parts import Parts
from gui.traffic import asking
from models.errors import AppError
from models.products.values import Product
from models.reasons import said
from models.traffic.chosen import View
from models.traffic.values import Granularity, Metric

PAID = "similarweb"


class Refreshing(QObject):
    """told(sentence, role): how it goes. ended: something was kept. quota: what the paid source has left, in words."""

    told = Signal(str, str)
    ended = Signal()
    quota = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self._open: Future[Fetched] | None = None
        self._asked: Future[Quota] | None = None

    @property
    def busy(self) -> bool:
        """Whether sources are being asked."""
        return self._open is not None

    def source_for(self, metric: Metric) -> str:
        """Whom to ask for a metric; "" when it can only be imported."""
        return asking.source_of(metric, simulated=self._parts.simulated)

    def begin(
        self,
        source: str,
        products: Sequence[Product],
        view: View,
        today: dt.date,
        granularity: Granularity | None = None,
    ) -> bool:
        """Ask for the days of the view's window; False when nothing can be asked. Weeks are made of days.

        granularity: what to ask for instead, where a plan has no days.
        """
        if self.busy or not products:
            return False
        if not source:
            self._tell("traffic.refresh.none", "warn")
            return False
        want = asking.wanted(source, products, view, today, granularity)
        client, bridge = self._parts.client, self._parts.bridge
        future = client.refresh_traffic(want, lambda part: bridge.post(lambda: self._progress(part)))
        self._open = future
        self._tell("traffic.refresh.begun", "foot", source=self._named(source))
        bridge.when_done(future, lambda done: self._take(future, done), lambda error: self._fail(future, error))
        return True

    def ask_quota(self) -> None:
        """What is left of the paid source's allowance; told with ``quota``."""
        if self._asked is not None:
            return
        future = self._asked = self._parts.client.quota(PAID)
        self._parts.bridge.when_done(
            future, lambda one: self._tell_quota(future, self._left(one)),
            lambda error: self._tell_quota(future, said(error.detail, self._texts)),
        )  # fmt: skip

    def retire(self) -> None:
        """Hear nothing any more. What was asked for is still kept."""
        for future in (self._open, self._asked):
            if future is not None:
                self._parts.client.forget(future)
        self._open = self._asked = None

    # inside

    def _progress(self, part: Fetched) -> None:
        if self.busy:
            self._tell("traffic.refresh.progress", "foot", done=part.done, asked=part.asked)

    def _take(self, future: Future[Fetched], done: Fetched) -> None:
        if self._open is not future:
            return
        self._open = None
        self.told.emit(asking.told(done, self._texts), "warn" if done.failures else "foot")
        if done.batches:
            self.ended.emit()

    def _fail(self, future: Future[Fetched], error: AppError) -> None:
        if self._open is future:
            self._open = None
            self._tell("traffic.refresh.failed", "error", why=said(error.detail, self._texts))

    def _left(self, one: Quota) -> str:
        if (one.left, one.first, one.last) == (None, None, None):  # not every plan tells
            return self._texts["traffic.quota.asked"]
        left = "--" if one.left is None else f"{one.left:,.0f}"
        days = {"first": one.first or "--", "last": one.last or "--"}
        return self._texts["traffic.quota"].format(left=left, unit=one.unit, **days).strip()

    def _tell_quota(self, future: Future[Quota], text: str) -> None:
        if self._asked is future:
            self._asked = None
            self.quota.emit(text)

    def _named(self, source: str) -> str:
        return self._texts.get(f"source.{source}", source)

    def _tell(self, key: str, role: str, **words: object) -> None:
        self.told.emit(self._texts[key].format(**words), role)
