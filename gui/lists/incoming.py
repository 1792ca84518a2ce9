"""A list file before it is taken: every row with what it is, what is left and why, and where the rest shall go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gui.lists.incoming_rows import COLUMNS, IncomingRows, RowPainter
from gui.look.labels import plain, redress
from gui.look.theme import PADDING, ROW_HEIGHT, TOOLBAR_HEIGHT, Theme
from models.instruments import Instrument
from models.listfiles.resolving import settled, taken
from models.listfiles.values import Content, Preview, State, short
from models.reasons import said

WIDTHS = {"state": 92, "text": 124, "market": 84, "code": 92, "name": 132, "remark": 100, "section": 96, "line": 48}
HEADER = 24
CHOICES = 5  # candidates that get a button and a digit
LONGEST_NAME = 60
LONGEST_TARGET = 20
FILTERS = (None, *State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What the user takes: sections with instruments in order, into this list or a new one of the name ``new``."""

    content: Content
    new: str = ""


class IncomingPreview(QWidget):
    """Stands in the list's place until the user has decided. Everything shown of a file is plain text.

    ``taken`` tells a Taking, ``cancelled`` that nothing is taken. Enter takes, Esc cancels, digits choose what an
    ambiguous row is, Del leaves the selected rows out.
    """

    taken = Signal(object)
    cancelled = Signal()

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self._read: Preview | None = None  # as the data process answered
        self._preview: Preview | None = None  # with what was chosen since
        self._chosen: dict[int, Instrument] = {}
        self._left: set[int] = set()
        self._held: frozenset[str] = frozenset()
        self._origin = ""  # what it was called while it was read: a paste has no file's name
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = plain(texts["incoming.title"], role="title")
        self.file = plain(role="foot")
        self.state = plain(role="foot")
        self.filters = QTabBar(drawBase=False, expanding=False)
        self.rows = IncomingRows(texts, lang, theme, self)
        self.table = _Table(self.rows, theme)
        self.table.setAccessibleName(texts["incoming.title"])
        self.filters.setAccessibleName(texts["incoming.column.state"])
        self.question = plain(role="foot")
        self.choices = [QPushButton(clicked=lambda _=False, n=n: self.choose(n)) for n in range(CHOICES)]
        self.target = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.target.setAccessibleName(texts["incoming.title"])
        self.name = QLineEdit(placeholderText=texts["incoming.new_name"], maxLength=LONGEST_NAME)
        self.name.setAccessibleName(texts["incoming.new_name"])
        self.take = QPushButton(clicked=self._take)
        self.cancel = QPushButton(texts["incoming.cancel"])
        self._lay_out()
        self._connect()
        self.clear()

    def wait(self, file: str) -> None:
        """A file is being read."""
        self.clear()
        self._origin = short(file)
        self.file.setText(self._origin)
        self._say(self._texts["incoming.reading"])

    def refuse(self, detail: str) -> None:
        """It cannot be read, and why: an error's detail."""
        self.clear()
        self._say(said(detail, self._texts), "error")

    def clear(self) -> None:
        """Nothing is shown and nothing can be taken."""
        self._read = self._preview = None
        self._chosen, self._left = {}, set()
        self.file.setText("")
        self._say("")
        self._show()

    def show_preview(self, preview: Preview, target: str, held: Collection[str] = frozenset()) -> None:
        """Show what a file holds. target: the name of the list that is open, held: the ids it holds already."""
        self._read, self._held = preview, frozenset(held)
        self._chosen, self._left = {}, set()
        self.file.setText(self._described(preview))
        self._say("; ".join(said(one, self._texts) for one in preview.remarks), "warn" if preview.remarks else "foot")
        self.target.blockSignals(True)
        self.target.clear()
        into = self._texts["incoming.into"].format(name=_shorter(target))
        self.target.addItems([into, self._texts["incoming.into_new"]])
        if self._adds_nothing():
            self.target.setCurrentIndex(1)
        self.target.blockSignals(False)
        self.name.setText(self._proposed(preview))
        self.filters.setCurrentIndex(0)
        self._settle()
        self.table.setFocus()
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, 0))

    def choose(self, number: int) -> None:
        """The current row is its ``number``-th candidate, from 0; the next row that asks becomes the current one.

        Other selected rows become their candidate of the same exchange: a hundred 000xxx of Shenzhen at one press.
        """
        place = self.table.currentIndex().row()
        row = self.rows.row(place)
        if row is None or not number < len(row.candidates[:CHOICES]):
            return
        picked = row.candidates[number]
        for at in self.table.places_chosen:
            held = self.rows.row(at)
            alike = [one for one in held.candidates if one.suffix == picked.suffix] if held is not None else []
            if alike:
                self._chosen[self.rows.shown[at]] = alike[0]
        self._chosen[self.rows.shown[place]] = picked
        self._settle()
        self._next_question(place)

    def leave(self) -> None:
        """The selected rows are not wanted; wanted again, when none of them was."""
        numbers = {self.rows.shown[at] for at in self.table.places_chosen}
        place = self.table.currentIndex().row()
        self._left = self._left - numbers if numbers <= self._left else self._left | numbers
        self._settle()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(min(place, self.rows.rowCount() - 1), 0))

    # what is shown

    def _adds_nothing(self) -> bool:
        """Whether the open list holds all of it already, so that only a new list is worth a thought."""
        assert self._read is not None
        counts = settled(self._read, held=self._held).counts
        return not counts[State.FOUND] and not counts[State.AMBIGUOUS] and self._read.counts[State.FOUND] > 0

    def _settle(self) -> None:
        """Duplicates and counts again, after a choice or another target."""
        if self._read is not None:
            held = self._held if self.target.currentIndex() == 0 else frozenset[str]()
            self._preview = settled(self._read, self._chosen, held, self._left)
        self._show()

    def _show(self) -> None:
        self._count()
        self.rows.show(self._preview, FILTERS[max(self.filters.currentIndex(), 0)])
        named = self._preview is not None and any(zh or en for zh, en in self._preview.parts)
        self.table.setColumnHidden(COLUMNS.index("section"), not named)
        self._ask()
        self._offer()

    def _count(self) -> None:
        """How many rows in each state; a state without any has no tab."""
        counts = self._preview.counts if self._preview is not None else dict.fromkeys(State, 0)
        for place, state in enumerate(FILTERS):
            count = sum(counts.values()) if state is None else counts[state]
            self.filters.setTabText(place, f"{self._named(state)} {count:,}")
            self.filters.setTabVisible(place, state in (None, State.FOUND) or count > 0)

    def _named(self, state: State | None) -> str:
        return self._texts[f"incoming.state.{state or 'all'}"]

    def _ask(self) -> None:
        """What the current row may be, or why it is not taken."""
        row = self.rows.row(self.table.currentIndex().row())
        candidates = row.candidates[:CHOICES] if row is not None else ()
        if candidates and row is not None:
            self.question.setText(self._texts["incoming.which"].format(text=row.text))
        else:
            self.question.setText(self.rows.remark(row) if row is not None else "")
        for number, button in enumerate(self.choices):
            button.setVisible(number < len(candidates))
            if number < len(candidates):
                button.setText(f"{number + 1}  {self.rows.called(candidates[number])}".replace("&", "&&"))

    def _offer(self) -> None:
        """What Enter would do."""
        count = self._preview.counts[State.FOUND] if self._preview is not None else 0
        new = self.target.currentIndex() == 1
        self.take.setText(self._texts["incoming.take"].format(count=f"{count:,}"))
        self.take.setEnabled(count > 0 and (not new or bool(self.name.text().strip())))
        self.name.setVisible(new)

    def _next_question(self, place: int) -> None:
        """The next row that may be several things, from ``place`` on and then from the top."""
        count = self.rows.rowCount()
        for step in range(count):
            at = (place + step) % count
            row = self.rows.row(at)
            if row is not None and row.state is State.AMBIGUOUS:
                self.table.setCurrentIndex(self.rows.index(at, 0))
                break
        self._ask()

    def _described(self, preview: Preview) -> str:
        """The file, its format, its encoding."""
        kind = self._texts[f"listfile.format.{preview.format}"]
        return " · ".join(filter(None, (short(preview.file) or self._origin, kind, preview.encoding.upper())))

    def _proposed(self, preview: Preview) -> str:
        """A name for a new list: the one in the file, else the file's."""
        name = preview.name_zh if self._lang == "zh" else preview.name_en
        return short(name or PurePath(preview.file).stem or self._texts["lists.new"])[:LONGEST_NAME]

    def _say(self, text: str, role: str = "foot") -> None:
        redress(self.state, role)
        self.state.setText(text)

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes what is shown, or presses the button that has the keyboard; Esc cancels."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (held.click if isinstance(held, QPushButton) else self._take)()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self._preview is not None and self.take.isEnabled():
            new = " ".join(self.name.text().split()) if self.target.currentIndex() == 1 else ""
            self.taken.emit(Taking(content=taken(self._preview), new=new))

    def _connect(self) -> None:
        self.filters.currentChanged.connect(lambda _: self._show())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._ask())
        self.table.digit.connect(lambda digit: self.choose(digit - 1))
        self.table.dropped.connect(self.leave)
        self.table.doubleClicked.connect(self._cycle)
        self.target.currentIndexChanged.connect(lambda _: self._settle())
        self.cancel.clicked.connect(lambda _: self.cancelled.emit())
        self.name.textChanged.connect(lambda _: self._offer())

    def _cycle(self, index: QModelIndex) -> None:
        """The next candidate of a row, the first behind the last."""
        row = self.rows.row(index.row())
        if row is None or not row.candidates:
            return
        ids = [one.id for one in row.candidates[:CHOICES]]
        at = ids.index(row.instrument.id) if row.instrument is not None and row.instrument.id in ids else -1
        self._chosen[self.rows.shown[index.row()]] = row.candidates[(at + 1) % len(ids)]
        self._settle()

    def tools(self, *widgets: QWidget) -> None:
        """Put something at the right of its title."""
        for widget in widgets:
            self._top.addWidget(widget)

    def _lay_out(self) -> None:
        for state in FILTERS:
            self.filters.addTab(self._named(state))
        self.filters.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top, tabs, ask, foot = (_bar() for _ in range(4))
        self._top = top
        top.addWidget(self.title)
        top.addWidget(self.file, 1)
        tabs.addWidget(self.filters)
        tabs.addWidget(self.state, 1)
        ask.addWidget(self.question)
        for button in self.choices:
            ask.addWidget(button)
        ask.addStretch(1)
        foot.addWidget(self.target)
        foot.addWidget(self.name)
        foot.addWidget(plain(self._texts["incoming.hint"], role="foot"), 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for held in (top, tabs, self.table, ask, foot):
            box.addWidget(held) if isinstance(held, QWidget) else box.addLayout(held)


class _Table(QTableView):
    """The rows. ``digit``: a candidate was chosen on the keyboard, counted from 1. ``dropped``: Del was pressed."""

    digit = Signal(int)
    dropped = Signal()

    def __init__(self, model: IncomingRows, theme: Theme) -> None:
        super().__init__(showGrid=False, wordWrap=False, cornerButtonEnabled=False)
        self.setModel(model)
        self.setItemDelegate(RowPainter(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER)
        header.setHighlightSections(False)
        for place, key in enumerate(COLUMNS):
            header.resizeSection(place, WIDTHS[key])
        header.setSectionResizeMode(COLUMNS.index("remark"), QHeaderView.ResizeMode.Stretch)

    @property
    def places_chosen(self) -> frozenset[int]:
        """The selected rows: whole ones, so that nobody has to ask for each of 5,000."""
        spans = self.selectionModel().selection()
        return frozenset(place for span in spans for place in range(span.top(), span.bottom() + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits choose, Del drops; the rest is a table's."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit()
            return
        if text.isascii() and text.isdigit() and text != "0":
            self.digit.emit(int(text))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing looks for nothing here."""


def _shorter(name: str) -> str:
    """A name of one's own that leaves room beside it."""
    said = short(name)
    return said if len(said) <= LONGEST_TARGET else said[: LONGEST_TARGET - 1] + "…"


def _bar() -> QHBoxLayout:
    bar = QHBoxLayout()
    bar.setContentsMargins(PADDING, 4, PADDING, 4)
    bar.setSpacing(PADDING)
    bar.addStrut(TOOLBAR_HEIGHT - 8)
    return bar
