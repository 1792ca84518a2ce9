"""The review tab: a window is picked, figure 1 stands beside the text of the note, and both go to Excel."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from data_sources.protocol import FileWanted
from gui import dialogs
from gui.look.labels import plain, redress
from gui.look.theme import PADDING, TOOLBAR_HEIGHT
from gui.parts import Parts
from gui.tables.figure_view import FigureView
from models.errors import AppError
from models.instruments import Instrument
from models.reasons import said
from models.review import paper, windows
from models.review.values import Review, RowState, Window
from models.values import Quote
from models.workbook import PAPER_COLOURS

PRESETS: dict[str, Callable[[dt.date], Window]] = {
    "this_week": windows.this_week,
    "last_week": windows.last_week,
    "month": windows.month_to_date,
    "reference": lambda today: windows.REFERENCE_WEEK,
}


class ReviewTab(QWidget):
    """Follows the desk's week; everything shown is calculated from it."""

    def __init__(self, parts: Parts, today: Callable[[], dt.date] = dt.date.today) -> None:
        super().__init__()
        self._parts, self._texts, self._today = parts, parts.texts, today
        self._review: Review | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presets = QComboBox(minimumWidth=96)
        self._first, self._last = _date_edit(), _date_edit()
        self._everyone = QCheckBox(self._texts["review.everyone"], toggled=lambda on: self._show())
        self._state = plain(role="foot")
        self._title = plain(role="title")
        self.figure = FigureView(parts.texts, parts.lang, parts.theme)
        self.page = QPlainTextEdit(readOnly=True)
        self._foot = plain(role="foot")
        outs = (("copy", self.copy_text), ("export", self.export))
        self._outs = [QPushButton(self._texts[f"review.{key}"], clicked=call) for key, call in outs]
        self._lay_out()
        self._fill_presets()
        parts.week.changed.connect(self._show)
        self._show()

    def show_instrument(self, instrument: Instrument) -> None:
        """The review is about all of them."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """A review is made of closes."""

    def tick(self, now: float) -> None:
        """A review does not age by the second."""

    def retire(self) -> None:
        """The week is ended by who owns it."""
        self._parts.week.changed.disconnect(self._show)

    # the window

    def _fill_presets(self) -> None:
        for key in (*PRESETS, "free"):
            self._presets.addItem(self._texts[f"review.window.{key}"], key)
        self._presets.activated.connect(self._pick_preset)
        for edit in (self._first, self._last):
            edit.userDateChanged.connect(self._pick_dates)

    def _pick_preset(self, place: int) -> None:
        if (key := self._presets.itemData(place)) in PRESETS:
            self._parts.week.look_at(PRESETS[key](self._today()))

    def _pick_dates(self) -> None:
        first, last = self._first.date().toPython(), self._last.date().toPython()
        window = Window(first=first, last=last)
        if first > last:
            self._say(self._texts["review.window.backwards"], "warn")
        elif window != self._parts.week.window:
            self._parts.week.look_at(window)

    def _show_window(self) -> None:
        window = self._parts.week.window
        for edit, day in ((self._first, window.first), (self._last, window.last)):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)
        today = self._today()
        known = [key for key, of in PRESETS.items() if of(today) == window]
        self._presets.setCurrentIndex(self._presets.findData(known[0] if known else "free"))

    # what is shown

    def _show(self) -> None:
        """Calculate and show what is known of the window so far."""
        self._show_window()
        made = self._review = self._parts.week.review(everyone=self._everyone.isChecked())
        self._title.setText(paper.title(made, self._texts))
        self.figure.set_review(made)
        if (note := self._note(made)) != self.page.toPlainText():  # laying it out again takes 5 ms
            self.page.setPlainText(note)
        for button in self._outs:
            button.setEnabled(not self._parts.week.busy)
        done, asked = self._parts.week.progress
        missing = sum(row.state is RowState.MISSING for row in made.rows)
        if done < asked:
            self._say(self._texts["review.progress"].format(done=done, asked=asked), "foot")
        elif missing:
            self._say(self._texts["review.missing_rows"].format(count=missing), "warn")
        else:
            self._say(self._texts["review.final" if made.final else "review.not_final"], "foot")
        self._foot.setText(self._origin(made))

    def _note(self, made: Review) -> str:
        if self._parts.week.busy:
            return self._texts["review.waiting"]
        sentences = paper.sentences(made, self._texts, self._parts.lang)
        notes = [f"{place}. {paper.note_text(note, self._texts)}" for place, note in enumerate(made.notes, 1)]
        return "\n\n".join([*sentences, "\n".join(notes)])

    def _origin(self, made: Review) -> str:
        sources = sorted({row.source for row in (*made.rows, *made.benchmarks) if row.source})
        named = " · ".join(self._texts.get(f"source.{name}", name) for name in sources) or "--"
        asked = [row.as_of for row in made.rows if row.as_of]
        oldest = time.strftime("%Y-%m-%d %H:%M", time.localtime(min(asked))) if asked else "--"
        return self._texts["review.origin"].format(source=named, as_of=oldest)

    def _say(self, text: str, role: str) -> None:
        if shiboken6.isValid(self):  # an export may end after its window
            redress(self._state, role)
            self._state.setText(text)

    # out

    def copy_text(self) -> None:
        """The sentences and notes as plain text."""
        QGuiApplication.clipboard().setText(self.page.toPlainText())
        self._say(self._texts["review.copied"], "foot")

    def export(self) -> None:
        """Ask where, then let the data process make and write the workbook."""
        window = self._parts.week.window
        name = f"{self._texts['review.file']}_{window.first:%Y%m%d}-{window.last:%Y%m%d}.xlsx"
        target, _ = dialogs.to_write(self, self._texts["review.export"], name, "Excel (*.xlsx)")
        if target:
            self.export_to(target)

    def export_to(self, target: str) -> None:
        """Write the workbook of what is shown."""
        if self._review is None:
            return
        up, down = PAPER_COLOURS[self._parts.theme.convention]
        book = paper.as_book(self._review, self._texts, self._parts.lang, up=up, down=down)
        self._say(self._texts["review.exporting"], "foot")
        future = self._parts.client.file(FileWanted(book=book, format="xlsx", target=target))
        self._parts.bridge.when_done(
            future,
            lambda size: self._say(self._texts["review.exported"].format(file=target), "foot"),
            self._export_failed,
        )

    def _export_failed(self, error: AppError) -> None:
        self._say(self._texts["review.export_failed"].format(why=said(error.detail, self._texts)), "error")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(PADDING, 4, PADDING, 4)
        for widget in (self._presets, self._first, self._last, self._everyone):
            bar.addWidget(widget)
        bar.addSpacing(PADDING)
        bar.addStretch(1)
        bar.addWidget(QPushButton(self._texts["review.refresh"], clicked=self._parts.week.refresh))
        for button in self._outs:
            bar.addWidget(button)
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, PADDING, 0)
        head.addWidget(self._title)
        head.addWidget(self._state, 1, Qt.AlignmentFlag.AlignRight)
        self._title.setFixedHeight(TOOLBAR_HEIGHT)
        self._foot.setContentsMargins(PADDING, 0, PADDING, 0)
        self._foot.setFixedHeight(24)
        sides = QSplitter(Qt.Orientation.Vertical)
        sides.addWidget(self.figure)
        sides.addWidget(self.page)
        sides.setStretchFactor(0, 3)
        sides.setStretchFactor(1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addLayout(head)
        box.addWidget(sides, 1)
        box.addWidget(self._foot)


def _date_edit() -> QDateEdit:
    edit = QDateEdit(calendarPopup=True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setKeyboardTracking(False)
    edit.setMinimumWidth(102)
    return edit
