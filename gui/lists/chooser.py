"""The column chooser: a panel beside the table. Every change shows at once; nothing has to be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from gui.lists.columnlines import ColumnLine, ColumnLines
from gui.lists.columnview import ColumnView
from gui.lists.ownperiod import PeriodLine
from gui.lists.setkeeper import SetKeeper
from gui.look.labels import plain, tip
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT, Theme

WIDTH = 348
LONGEST = 40
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PAGES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ColumnChooser(QFrame):
    """``sample(key)`` says what the current row shows in a column. ``left``: the keyboard is free for the table."""

    changed = Signal(tuple)  # the keys that are shown, in order
    set_chosen = Signal(str)
    set_saved = Signal(str, tuple)  # name, keys
    set_deleted = Signal(str)
    left = Signal()

    def __init__(self, texts: Mapping[str, str], theme: Theme, sample: Callable[[str], str]) -> None:
        super().__init__()
        self._texts = texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ColumnLines(texts, sample, self)
        self.view = ColumnView(self.model, texts, theme, self)
        self.search = QLineEdit(placeholderText=texts["columns.search"], maxLength=LONGEST)
        self.search.setAccessibleName(texts["columns.search"])
        self.sets = SetKeeper(texts, theme)
        self.period = PeriodLine(texts)
        self.none = plain(texts["columns.none"], role="foot")
        self.closing = QToolButton(text="✕")
        self._lay_out()
        self._connect()
        self.hide()

    def show_columns(self, keys: Sequence[str], sets: Mapping[str, tuple[str, ...]], on: str) -> None:
        """The columns of the list, the user's own sets by name, and the set that is on ("" for own columns)."""
        line = self.view.line()
        self.model.show(keys)
        self._keep(line)
        self.sets.show_sets(sets, tuple(keys), on)

    def renew(self) -> None:
        """Another row is current, or its values moved: samples are asked for again."""
        self.model.renew()

    def open(self) -> None:
        """Show the panel, ready to look for a column."""
        self.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def dismiss(self) -> None:
        """Hide the panel."""
        self.hide()
        self.left.emit()

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc closes, Alt+Up and Alt+Down move a shown column, arrows go from the search line to the list."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
        return super().eventFilter(watched, event)

    # inside

    def _is_ours(self, event: QKeyEvent) -> bool:
        moves = event.key() in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier
        return bool(moves) or event.key() == Qt.Key.Key_Escape

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._back()
        elif key in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(STEPS[Qt.Key(key)])
        elif watched is self.search and key in PAGES:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.begin()
        elif watched is self.search and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.begin()
            self._toggle(self.view.currentIndex())
        elif watched is self.view and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.view.currentIndex())
        else:
            return False
        return True

    def _back(self) -> None:
        """A search is cleared first."""
        if self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.dismiss()

    def _toggle(self, index: QModelIndex) -> None:
        line = self.view.line()
        if index.isValid() and line is not None:
            self.model.toggle(index.row())

    def _move(self, by: int) -> None:
        """The current column, if it is a shown one, goes up or down; the current line goes with it."""
        line = self.view.line()
        if line is not None and line.key in self.model.shown:
            self.view.go_to(ColumnLine(line.said, line.key, on_top=True))
            self.model.move(line.key, self.model.shown.index(line.key) + by)

    def _keep(self, line: ColumnLine | None) -> None:
        if line is not None:
            self.view.go_to(line)

    def _rearranged(self, keys: tuple[str, ...]) -> None:
        self.sets.show_keys(keys)
        self.changed.emit(keys)

    def _sought(self, text: str) -> None:
        self.model.seek(text)
        nothing = self.model.rowCount() == 0
        self.none.setVisible(nothing)
        self.view.setVisible(not nothing)
        if not nothing and text.strip():
            self.view.begin()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._sought)
        self.closing.clicked.connect(self.dismiss)
        self.model.rearranged.connect(self._rearranged)
        self.view.clicked.connect(self._toggle)
        self.period.wanted.connect(self._add)
        self.sets.chosen.connect(self.set_chosen)
        self.sets.saved.connect(self.set_saved)
        self.sets.deleted.connect(self.set_deleted)
        for widget in (self.search, self.view, self.period.line, self.sets.line):
            widget.installEventFilter(self)

    def _add(self, key: str) -> None:
        if key in self.model.shown:
            self.period.say("columns.already")
        else:
            self.period.accept()
            self.model.add(key)
        self.view.go_to(ColumnLine("", key, on_top=True))

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(TOOLBAR_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(PADDING, 0, UNIT, 0)
        row.addWidget(plain(self._texts["columns.title"], role="title"), 1)
        self.closing.setProperty("role", "thin")
        self.closing.setToolTip(tip(self._texts["columns.close"]))
        self.closing.setAccessibleName(self._texts["columns.close"])
        row.addWidget(self.closing)
        return head

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        self.none.hide()
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self._head())
        inner = QVBoxLayout()
        inner.setContentsMargins(PADDING, 0, PADDING, 0)
        inner.setSpacing(UNIT)
        inner.addWidget(self.search)
        box.addWidget(self.sets)
        box.addLayout(inner)
        box.addWidget(self.view, 1)
        box.addWidget(self.none, 1)
        below = QVBoxLayout()
        below.setContentsMargins(PADDING, 0, PADDING, UNIT)
        below.setSpacing(UNIT)
        below.addWidget(self.period)
        below.addWidget(plain(self._texts["columns.keys"], role="foot"))
        box.addLayout(below)
