"""A table before it is taken: its cells, what they are taken for, what is asked, what will be kept and what will not.

Not a dialog: it stands in a tab until the user takes the table or goes back. Everything shown of a file is plain text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from gui import dialogs
from gui.imports.asking import Asking
from gui.imports.cells import CellsView
from gui.imports.given import Given
from gui.imports.leaving import ImportOuts
from gui.imports.questions import Questions
from gui.imports.series import SeriesView, settled
from gui.imports.text_table import TextTable
from gui.lists.bringing import FileDrop
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT
from gui.parts import Parts
from models.imports import paper
from models.imports.traffic import wording
from models.imports.traffic.values import Question, TrafficPreview
from models.imports.values import Preview
from models.listfiles.values import short
from models.products.values import Product
from models.reasons import said

MOST = 0.6  # of the room, that the cells have
EARLIEST = QDate(2000, 1, 1)
HINT_PX, TABLE_PX = 72, 380


class ImportPage(QWidget):
    """Shows a table, asks, takes.

    ``taken`` tells the preview that is now on disk, ``undone`` that the newest import went, ``closed`` that the user
    goes back. Ctrl+V shows what is on the clipboard, a dropped file is shown, Enter takes, Esc goes back.
    """

    taken = Signal(object)
    undone = Signal()
    closed = Signal()

    def __init__(
        self,
        parts: Parts,
        products: Callable[[], tuple[Product, ...]] | None = None,
        *,
        closable: bool = True,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """``products``: those that are known, strangers of earlier imports among them; without it the user's own."""
        super().__init__()
        known = products or self._own
        self._parts, self._texts, self._today = parts, parts.texts, today
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.asking = Asking(parts, known, self)
        texts = self._texts
        self.state = plain(role="foot")
        self.summary = plain()
        self.given = Given(texts, parts.lang)
        self.questions = Questions(texts, parts.lang)
        self.cells = CellsView(texts, parts.theme)
        self.series = SeriesView(parts, known)
        self.market = TextTable(parts.theme, texts["imports.series"])
        self.refused = TextTable(parts.theme, texts["imports.refused"])
        self.sides = QTabBar(drawBase=False, expanding=False)
        self.known_on = QDateEdit(calendarPopup=True, displayFormat="yyyy-MM-dd", minimumDate=EARLIEST)
        self.take = QPushButton(clicked=self.commit, enabled=False)
        self.close_button = QPushButton(texts["imports.close"], clicked=self.closed.emit)
        self._hint, self._stack = plain(texts["imports.empty"], role="foot"), QStackedWidget()
        self._body, self._shared = self._table(), False
        tables = {"cells": self.cells.table, "series": self.series, "market": self.market, "refused": self.refused}
        self.outs = ImportOuts(parts, tables, self._stack.currentWidget)
        self._lay_out()
        self.close_button.setVisible(closable)
        self._connect()
        self.clear()

    # what a tab calls

    def open(self, path: str) -> None:
        """Show what the file at ``path`` holds."""
        self.clear()
        self.asking.open(path=path)

    def paste(self) -> bool:
        """Show what a table on the clipboard, or a file that was copied, holds; False when there is nothing."""
        data = QGuiApplication.clipboard().mimeData()
        path = next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "") if data else ""
        text = QGuiApplication.clipboard().text()
        if not path and not text.strip():
            self._say(self._texts["imports.nothing_copied"], "warn")
            return False
        self.clear()
        self.asking.open(path=path, text="" if path else text)
        return True

    def pick(self) -> None:
        """Ask which file."""
        texts = self._texts
        path = dialogs.to_open(self, texts["gui.import.title"], texts["gui.import.filter"])
        if path:
            self.open(path)

    def commit(self) -> None:
        """Take what is shown."""
        if self.take.isEnabled():
            day = self.known_on.date()
            self.asking.commit(dt.date(day.year(), day.month(), day.day()))

    def undo(self) -> None:
        """Take the newest import out again."""
        self.clear()
        self.asking.undo()

    def clear(self) -> None:
        """Nothing is shown."""
        self.summary.setText("")
        for held in (self.given, self.questions):
            held.hide()
        self._offer(0)
        self._show_body(False)
        self._shared = False
        self._say("")
        today = self._today()
        self.known_on.setMaximumDate(QDate(today.year, today.month, today.day))
        self.known_on.setDate(self.known_on.maximumDate())

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.asking.retire()
        self.outs.retire()

    def _own(self) -> tuple[Product, ...]:
        """Those of now: the user may have added one."""
        return self._parts.products.products.all()

    # what is shown

    def _show(self, made: Preview | TrafficPreview) -> None:
        self._show_body(True)
        if isinstance(made, TrafficPreview):
            self._show_traffic(made)
        else:
            self._show_market(made)
            self._tell(made)

    def _show_traffic(self, made: TrafficPreview) -> None:
        texts = self._texts
        self._summarise(wording.summary(made, texts, self._parts.lang), made.remarks)
        asking = self.asking
        self.given.show_hints(asking.hints, asking.assumed, remembered=asking.remembered)
        if made.committed:
            self.questions.hide()
        else:
            self.questions.show_questions(made.questions, asking.assumed.values())
        self.cells.show_blocks(made.blocks)
        if self.cells.isHidden():
            self.cells.show()
        if not self._shared:
            self._share()
        QTimer.singleShot(0, self, lambda: self._show_lines(made))

    def _show_lines(self, made: TrafficPreview) -> None:
        """The lower half, in a turn of its own."""
        if made is not self.asking.made:
            return  # overtaken
        self.series.show_lines(made.lines)
        self._stack.setCurrentWidget(self.series)
        self._show_refused(made)
        self._offer(0 if made.committed else made.points)
        self._say(*self._state(made))
        if self.take.isEnabled():
            self.take.setFocus()
        else:
            self.questions.ask_first()
        self._tell(made)

    def _tell(self, made: Preview | TrafficPreview) -> None:
        if made.committed:
            self.taken.emit(made)

    def _state(self, made: TrafficPreview) -> tuple[str, str]:
        """How far the import is, and how loud that is."""
        told = self._texts[wording.state_key(made)]
        new = len({one.product for one in made.lines if not settled(one)})
        if new and not made.committed:
            told = f"{told} {self._texts['imports.strangers'].format(count=new)}"
        return told, "foot" if made.points and not made.questions and not new else "warn"

    def _share(self) -> None:
        """The cells get what they need; from then on the user's hand decides."""
        self._shared = True
        whole = max(self._body.height(), TABLE_PX)
        upper = min(self.cells.needed, round(MOST * whole))
        self._body.setSizes([upper, whole - upper])

    def _show_market(self, made: Preview) -> None:
        texts = self._texts
        self._summarise(paper.summary(made, texts), made.remarks)
        for held in (self.given, self.questions, self.cells):
            held.hide()
        heads, *rows = paper.sample_lines(made, texts)
        self.market.texts.show(heads, rows, right=frozenset((paper.HEADS.index("value"),)))
        self.market.fit()
        self._stack.setCurrentWidget(self.market)
        self._show_refused(made)
        count = sum(count for _, count in made.counts)
        self._offer(0 if made.committed else count)
        key = "taken" if made.committed else "shown" if count else "nothing"
        self._say(texts[f"import.{key}"], "foot" if count else "warn")
        if made.committed:
            self._parts.week.refresh()

    def _show_body(self, whole: bool) -> None:
        self._hint.setVisible(not whole)
        self._body.setVisible(whole)

    def _summarise(self, text: str, remarks: tuple[str, ...]) -> None:
        words = "    ".join((text, *(said(one, self._texts) for one in remarks)))
        self.summary.setText(" ".join(words.split("\n")))
        self.summary.setToolTip(tip(words))

    def _show_refused(self, made: Preview | TrafficPreview) -> None:
        texts = self._texts
        rows = [[one.sheet, str(one.row or "--"), wording.reason_text(one.reason, texts)] for one in made.refused]
        if (more := made.refused_count - len(made.refused)) > 0:
            rows.append(["", "", texts["import.more"].format(count=more)])
        heads = [texts[f"imports.column.{key}"] for key in ("sheet", "row", "why")]
        self.refused.texts.show(heads, rows, right=frozenset((1,)))
        self.refused.fit()
        self.refused.horizontalHeader().setStretchLastSection(True)
        lines = len(made.lines) if isinstance(made, TrafficPreview) else len(made.sample)
        self.sides.setTabText(0, texts["imports.tab.series"].format(count=f"{lines:,}"))
        self.sides.setTabText(1, texts["imports.tab.refused"].format(count=f"{made.refused_count:,}"))
        self.sides.setTabEnabled(1, made.refused_count > 0)
        self.sides.setCurrentIndex(1 if made.refused_count and not lines else 0)
        self._turn()

    def _turn(self, _: int = 0) -> None:
        """The other side of the lower part."""
        if self.sides.currentIndex() == 1:
            self._stack.setCurrentWidget(self.refused)
        elif self._stack.currentWidget() is self.refused:
            of_traffic = isinstance(self.asking.made, TrafficPreview)
            self._stack.setCurrentWidget(self.series if of_traffic else self.market)

    def _offer(self, count: int) -> None:
        """What Enter would do."""
        self.take.setEnabled(count > 0)
        texts = self._texts
        self.take.setText(texts["imports.take"].format(count=f"{count:,}") if count else texts["gui.import.take"])

    def _wait(self) -> None:
        self._show_body(True)  # dressing its tables takes a turn of its own
        self.take.setEnabled(False)
        self._say(self._texts["gui.import.reading"])

    def _refuse(self, detail: str) -> None:
        self.clear()
        self._say(said(detail, self._texts), "error")

    def _gone(self, count: int) -> None:
        self._say(self._texts["import.undone" if count else "import.undone.none"].format(count=count))
        self._parts.week.refresh()
        self.undone.emit()

    def _answer(self, question: Question, value: str) -> None:
        if why := self.asking.answer(question, value):
            self._say(wording.reason_text(why, self._texts), "error")

    def _say(self, text: str, role: str = "foot") -> None:
        redress(self.state, role)
        self.state.setText(short(text))

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes what is shown, or presses the button that has the keyboard; Esc goes back."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(held, QLineEdit):
                return  # an answer that was just written, and may be none
            (held.click if isinstance(held, QPushButton) else self.commit)()
        elif event.key() == Qt.Key.Key_Escape and not self.close_button.isHidden():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        asking = self.asking
        asking.waits.connect(self._wait)
        asking.shown.connect(self._show)
        asking.refused.connect(self._refuse)
        asking.undone.connect(self._gone)
        self.questions.answered.connect(self._answer)
        self.given.taken_back.connect(asking.take_back)
        self.cells.role_chosen.connect(asking.put_role)
        self.cells.header_chosen.connect(asking.put_header)
        self.series.meant.connect(asking.put_products)
        self.series.categorised.connect(asking.put_categories)
        self.sides.currentChanged.connect(self._turn)
        FileDrop(self).brought.connect(self.open)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    # how it stands

    def _lay_out(self) -> None:
        for key in ("series", "refused"):
            self.sides.addTab(self._texts[f"imports.tab.{key}"].format(count=0))
        for table in (self.series, self.market, self.refused):
            self._stack.addWidget(table)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setMinimumHeight(HINT_PX)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        self.summary.setContentsMargins(PADDING, 0, PADDING, UNIT)
        for widget in (self.summary, self.given, self.questions):
            box.addWidget(widget)
        for widget in (self._hint, self._body):
            box.addWidget(widget, 1)

    def _head(self) -> QHBoxLayout:
        texts, bar = self._texts, _bar()
        title = plain(texts["gui.import.title"], role="title")
        title.setMinimumWidth(title.sizeHint().width())
        bar.addWidget(title)
        bar.addWidget(self.state, 1)
        bar.addWidget(QPushButton(texts["gui.import.pick"], clicked=self.pick))
        bar.addWidget(QPushButton(texts["gui.import.paste"], clicked=self.paste))
        bar.addWidget(QPushButton(texts["gui.import.undo"], clicked=self.undo))
        bar.addWidget(self.outs.button)
        bar.addWidget(self.close_button)
        return bar

    def _table(self) -> QSplitter:
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.sides)
        under.addWidget(self._stack, 1)
        under.addLayout(self._foot())
        halves = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        halves.setMinimumHeight(TABLE_PX)
        halves.addWidget(self.cells)
        halves.addWidget(lower)
        halves.setStretchFactor(1, 1)
        return halves

    def _foot(self) -> QHBoxLayout:
        texts, bar = self._texts, _bar()
        label = plain(texts["imports.known_on"], role="foot")
        label.setMinimumWidth(label.sizeHint().width())
        label.setToolTip(texts["imports.known_on.tip"])
        self.known_on.setAccessibleName(texts["imports.known_on"])
        self.known_on.setToolTip(texts["imports.known_on.tip"])
        bar.addWidget(label)
        bar.addWidget(self.known_on)
        bar.addWidget(plain(texts["imports.hint"], role="foot"), 1)
        bar.addWidget(self.take)
        return bar


def _bar() -> QHBoxLayout:
    bar = QHBoxLayout()
    bar.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
    bar.setSpacing(PADDING)
    bar.addStrut(TOOLBAR_HEIGHT - 2 * UNIT)
    return bar
