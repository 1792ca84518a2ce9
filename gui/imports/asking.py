"""The conversation about one table: what it holds, what the user says of it, and at last that it is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from data_sources.protocol import ImportWanted
from gui.parts import Parts
from models.errors import AppError
from models.imports.traffic.answers import answered
from models.imports.traffic.templates import recalled
from models.imports.traffic.values import Asked, Hints, Question, Role, TrafficPreview
from models.imports.values import Preview
from models.products.values import Product

Made = Preview | TrafficPreview
ASSUMED = (Asked.YEAR, Asked.PERIOD, Asked.DATES, Asked.SOURCE, Asked.GRANULARITY)  # no answer makes a number larger


class Asking(QObject):
    """The newest question counts: an answer to an earlier one is not heard.

    ``waits``: the table is being read. ``shown`` tells a Preview or TrafficPreview, ``refused`` why it cannot be read,
    ``undone`` how many numbers went. remembered: the hints are last time's. assumed: questions that were answered
    with what the table makes likely, by their field of Hints; a reader must see them.
    """

    waits = Signal()
    shown = Signal(object)
    refused = Signal(str)
    undone = Signal(int)

    def __init__(self, parts: Parts, products: Callable[[], tuple[Product, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._products = parts, products
        self._want: ImportWanted | None = None
        self._asked: Future[Any] | None = None
        self._looked_up = False
        self.hints = Hints()
        self.remembered = False
        self.assumed: dict[str, Question] = {}
        self._refuted: set[str] = set()  # what was filled in and the user has taken back
        self.made: Made | None = None
        for book in (parts.templates, parts.products):
            book.begin()
        parts.templates.begun.connect(self._remember_late)

    def open(self, path: str = "", text: str = "") -> None:
        """Show what a file, or a table on the clipboard, holds."""
        self._forget_all()
        self._ask(ImportWanted(path=path, text=text))

    def answer(self, question: Question, value: str) -> str:
        """The user answers; why that is no answer, "" when it is one."""
        try:
            hints = answered(self.hints, question.asked, value)
        except ValueError as error:
            return str(error)
        self._refuted.add(question.asked)
        self.assumed.pop(question.asked, None)
        if hints != self.hints or self.made is None:
            self._say(hints)
        else:  # what was assumed is so
            self.shown.emit(self.made)
        return ""

    def put_role(self, column: int, role: Role) -> None:
        """A column means something else."""
        self._say(replace(self.hints, columns=tuple((dict(self.hints.columns) | {column: role}).items())))

    def put_header(self, row: int) -> None:
        """The headings stand in this row, counted from 1; what was said of the columns below others is void."""
        self._say(replace(self.hints, header=row, columns=()))

    def put_products(self, written: tuple[str, ...], product: str) -> None:
        """These names are that product; an id "" leaves their numbers out."""
        products = dict(self.hints.products) | dict.fromkeys(written, product)
        kept = tuple((name, category) for name, category in self.hints.categories if name not in written)
        self._say(replace(self.hints, products=tuple(products.items()), categories=kept))

    def put_categories(self, written: tuple[str, ...], category: str) -> None:
        """These names are new products of that category."""
        categories = dict(self.hints.categories) | dict.fromkeys(written, category)
        kept = tuple((name, product) for name, product in self.hints.products if name not in written)
        self._say(replace(self.hints, categories=tuple(categories.items()), products=kept))

    def take_back(self, name: str) -> None:
        """What was said in a field of Hints is not so."""
        self._refuted.add(name)
        self._say(replace(self.hints, **{name: getattr(Hints(), name)}))

    def commit(self, known_on: dt.date) -> None:
        """Take what is shown: retrieved on ``known_on`` from whoever measured it."""
        if self._want is not None:
            self._ask(replace(self._want, commit=True, known_on=known_on))

    def undo(self) -> None:
        """Take the newest import out again."""
        self._forget_all()
        self.waits.emit()
        self._asked = self._parts.client.undo_import()
        self._parts.bridge.when_done(self._asked, self._gone, self._failed)

    def retire(self) -> None:
        """Wait for nothing any more."""
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None

    # inside

    def _forget_all(self) -> None:
        self._want, self.made, self.hints = None, None, Hints()
        self.remembered = self._looked_up = False
        self.assumed, self._refuted = {}, set()

    def _say(self, hints: Hints) -> None:
        self.hints = hints
        if self._want is not None:
            self._ask(self._want)

    def _ask(self, want: ImportWanted) -> None:
        self.retire()
        self._want = replace(want, commit=False)
        self.waits.emit()
        hints = self.hints if self.hints != Hints() else None
        want = replace(want, hints=hints, products=self._products())
        future = self._asked = self._parts.client.bring_in(want)
        self._parts.bridge.when_done(future, lambda made: self._came(future, made), self._failed)

    def _came(self, future: Future[Any], made: Made) -> None:
        if not shiboken6.isValid(self) or future is not self._asked:  # a file may be read after its window
            return
        self._asked = None
        if made.committed:
            self._want = None
        if isinstance(made, TrafficPreview):
            if made.committed:
                self._parts.templates.keep(made.template)
            elif self._remember(made) or self._assume(made):
                return
        self.made = made
        self.shown.emit(made)

    def _remember(self, made: TrafficPreview) -> bool:
        """Whether the table is read again, as the last one of its layout was."""
        last = None if self._looked_up else self._parts.templates.template(made.template.fingerprint)
        if last is None:
            return False
        self._looked_up, before = True, self.hints
        hints = recalled(before, last)
        if hints == before:
            return False
        self.remembered = True
        self._say(hints)
        return True

    def _remember_late(self) -> None:
        """What is kept has come after the table."""
        if (
            shiboken6.isValid(self)
            and isinstance(self.made, TrafficPreview)
            and not self.made.committed
            and self._asked is None
        ):
            self._remember(self.made)

    def _assume(self, made: TrafficPreview) -> bool:
        """Whether the table is read again with what it makes likely; a magnitude is never assumed."""
        hints = self.hints
        for one in made.questions:
            if one.asked in ASSUMED and one.offered and one.asked not in (*self._refuted, *self.assumed):
                hints = answered(hints, one.asked, one.offered)
                self.assumed[one.asked] = replace(one, needed=False)
        if hints == self.hints:
            return False
        self._say(hints)
        return True

    def _gone(self, count: int) -> None:
        if shiboken6.isValid(self):
            self._asked = None
            self.undone.emit(count)

    def _failed(self, error: AppError) -> None:
        if shiboken6.isValid(self):
            self._asked = self.made = None
            self.refused.emit(error.detail)
