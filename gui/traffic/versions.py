"""Every number ever known of a product, a line a period and import: what was restated, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future

import numpy as np
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data_sources.protocol.traffic import VintagesWanted
from gui.imports.text_table import Later, TextTable
from gui.look.clipboard import put_table
from gui.look.labels import plain
from gui.look.numbers import MISSING
from gui.look.theme import PADDING
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from models.errors import AppError
from models.products.values import Product
from models.reasons import said
from models.traffic import titling
from models.traffic.units import Unit, unit_of
from models.traffic.values import BELOW, BUNDLED_BATCH, Batch, Metric, Series
from models.traffic.wording import period_text, source_text

COLUMNS = ("period", "value", "known", "source", "batch", "asset")
RIGHT = frozenset((1,))


class Versions(QWidget):
    """``show_product`` asks for them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.title = plain(role="title")
        self.table = TextTable(parts.theme, self._texts["traffic.versions"])
        self.rows: list[tuple[Series, int]] = []  # a series of a batch, and a place in it
        self._names: dict[int, str] = {}
        self._unit = Unit()
        self._asked: Future[tuple[Series, ...]] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.outs = TableOuts(parts, self.table, lambda: Told(title=self.title.text()))
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, PADDING, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.outs.button())
        box.addLayout(head)
        box.addWidget(self.table, 1)

    def show_product(self, product: Product, metric: Metric, batches: Iterable[Batch]) -> None:
        """Ask for them. batches: what they came with."""
        self.retire()
        self._names = {one.number: one.name for one in batches}
        name = product.name(self._parts.lang)
        self.title.setText(self._texts["traffic.versions.title"].format(
            product=name, metric=self._texts[f"traffic.metric.{metric}"]
        ))  # fmt: skip
        self._put(())
        future = self._parts.client.vintages(VintagesWanted(products=(product.id,), metric=metric))
        self._asked = future
        self._parts.bridge.when_done(
            future, lambda held: self._take(future, held), lambda error: self._fail(future, error)
        )

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.outs.retire()
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with titles."""
        if event.matches(QKeySequence.StandardKey.Copy):
            put_table(self._heads(), [self._words(place) for place in range(len(self.rows))])
        else:
            super().keyPressEvent(event)

    # inside

    def _take(self, future: Future[tuple[Series, ...]], held: tuple[Series, ...]) -> None:
        if self._asked is future:
            self._asked = None
            self._put(held)

    def _fail(self, future: Future[tuple[Series, ...]], error: AppError) -> None:
        if self._asked is future:
            self._asked = None
            self.title.setText(self._texts["traffic.failed"].format(why=said(error.detail, self._texts)))

    def _put(self, held: tuple[Series, ...]) -> None:
        """The newest period first, and of one period what was known last."""
        rows = [(one, place) for one in held for place in range(len(one))]
        self.rows = sorted(rows, key=lambda row: (row[0].end[row[1]], row[0].known_at[row[1]]), reverse=True)
        known = [value for one in held for value in one.value[np.isfinite(one.value)].tolist()]
        metric = held[0].key.metric if held else Metric.VISITS
        self._unit = unit_of(metric, max(known, default=float("nan")), self._parts.lang)
        self.table.texts.show(self._heads(), Later(len(self.rows), self._words), right=RIGHT)
        self.table.fit()

    def _heads(self) -> list[str]:
        heads = [self._texts[f"traffic.versions.{key}"] for key in COLUMNS]
        scale = self._texts[f"traffic.scale.{self._unit.scale}"] if self._unit.scale else ""
        return [heads[0], f"{heads[1]} {scale}".strip(), *heads[2:]]

    def _words(self, place: int) -> list[str]:
        one, at = self.rows[place]
        value = float(one.value[at])
        text = self._unit.text(value, float(one.step[at])) if np.isfinite(value) else MISSING
        return [
            period_text(one.start[at].astype(object), one.end[at].astype(object), one.key.granularity, year=True),
            f"<{text}" if int(one.flags[at]) & BELOW else text,
            titling.known_text(float(one.known_at[at]), self._texts, bundled=bool(one.batch[at] == BUNDLED_BATCH)),
            source_text(one.key.source, self._texts),
            self._names.get(int(one.batch[at]), self._texts["traffic.versions.bundled"]),
            one.key.asset or MISSING,
        ]
