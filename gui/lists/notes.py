"""The mark editor: a small card on the selected rows for flag, note and tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gui.lists.chips import Chip
from gui.look.flags import flag_colour
from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT, Theme
from models.lists.values import FLAGS, Mark

WIDTH, NOTE_HEIGHT = 320, 58
CHOICES = ("", *FLAGS)  # by their keys, 0 to 6
COMMAS = re.compile(r"[,，、;；\n]+")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = dict(zip("0123456", CHOICES, strict=True))
AHEAD = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
TABBED = Qt.FocusReason.TabFocusReason
WENT = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class MarkEditor(QFrame):
    """Lies over the window it belongs to. A flag is told at once; note and tags when they are kept, if they changed.

    Enter keeps and closes, so does going elsewhere; Esc closes and discards what was typed. The flags are one stop of
    the Tab key, as choices of one thing are; what is typed on them and is no flag's key is the beginning of a note.
    """

    flagged = Signal(str)
    noted = Signal(str)
    tagged = Signal(tuple)
    left = Signal()

    def __init__(self, window: QWidget, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__(window)
        self._texts = texts
        self._before = ("", "")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = plain(role="title")
        self.flags = [Chip(theme, one, texts[f"flag.{one or 'none'}"], flag_colour(theme, one)) for one in CHOICES]
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(texts["table.note"])
        self.tags = QLineEdit(placeholderText=texts["mark.tags"])
        self.tags.setAccessibleName(texts["table.tags"])
        self._lay_out()
        self._connect()
        self.hide()

    def edit(self, marks: Sequence[Mark], names: Sequence[str], at: QPoint) -> None:
        """Edit the marks of rows; ``names`` are theirs, ``at`` is in the window's coordinates."""
        self.keep()  # what was typed for other rows
        if not marks:
            return
        key = "mark.title" if len(marks) == 1 else "mark.several"
        self.title.setText(self._texts[key].format(name=names[0], count=len(marks)))
        flags, notes, tags = ({getattr(mark, name) for mark in marks} for name in ("flag", "note", "tags"))
        self._show_flag(flags.pop() if len(flags) == 1 else None)
        differ = self._texts["mark.differ"]
        self.note.setPlaceholderText(self._texts["mark.note"] if len(notes) == 1 else differ)
        self.tags.setPlaceholderText(self._texts["mark.tags"] if len(tags) == 1 else differ)
        self.note.setPlainText(notes.pop() if len(notes) == 1 else "")
        self.tags.setText(", ".join(tags.pop()) if len(tags) == 1 else "")
        self._before = (self.note.toPlainText(), self.tags.text())
        self._place(at)
        self.show()
        self.raise_()
        self._first().setFocus(Qt.FocusReason.PopupFocusReason)

    def keep(self) -> None:
        """Tell what changed, and close."""
        if not self.isVisible():
            return
        note, tags = self.note.toPlainText(), self.tags.text()
        before, self._before = self._before, (note, tags)
        self.hide()
        if note != before[0]:
            self.noted.emit(note.strip())
        if tags != before[1]:
            self.tagged.emit(tags_of(tags))

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys that are ours wherever the keyboard is in the card; the keyboard going elsewhere."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in WENT and self._is_outside():
            self.keep()
        return super().eventFilter(watched, event)

    # inside

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        breaks = watched is self.note and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self._discard()
        elif key in ENTER and not breaks:
            self.keep()
            self.left.emit()
        else:
            return watched in self.flags and self._flag_key(self.flags.index(watched), event)
        return True

    def _flag_key(self, place: int, event: QKeyEvent) -> bool:
        """Arrows go from flag to flag, digits choose, Space presses; any other sign goes into the note."""
        key, sign = event.key(), event.text()
        if key in AHEAD:
            self._stop_at(self.flags[(place + AHEAD[Qt.Key(key)]) % len(self.flags)]).setFocus(TABBED)
        elif sign in KEYS:
            self._choose(KEYS[sign])
        elif sign.isprintable() and sign.strip() and not event.modifiers() & COMMANDS:
            self.note.setFocus(TABBED)
            self.note.moveCursor(QTextCursor.MoveOperation.End)
            self.note.insertPlainText(sign)
        else:
            return False
        return True

    def _stop_at(self, chip: Chip) -> Chip:
        """The Tab key stops at this flag and at no other."""
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for other in self.flags:
            if other is not chip:
                other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return chip

    def _discard(self) -> None:
        self.hide()
        self.left.emit()

    def _is_outside(self) -> bool:
        held = QApplication.focusWidget()
        return held is None or not (held is self or self.isAncestorOf(held))

    def _choose(self, flag: str) -> None:
        self._show_flag(flag)
        self.flagged.emit(flag)

    def _show_flag(self, flag: str | None) -> None:
        for chip in self.flags:
            chip.setChecked(chip.value == flag)
        held = QApplication.focusWidget()
        self._stop_at(held if held in self.flags else self._first())

    def _first(self) -> Chip:
        """The flag that is on, or the first."""
        return next((chip for chip in self.flags if chip.isChecked()), self.flags[0])

    def _place(self, at: QPoint) -> None:
        """Where it was asked for, but inside the window."""
        self.adjustSize()
        room = self.parentWidget().rect()
        left = min(max(at.x(), 0), max(room.width() - self.width(), 0))
        top = min(max(at.y(), 0), max(room.height() - self.height(), 0))
        self.move(left, top)

    def _connect(self) -> None:
        for chip in self.flags:
            chip.clicked.connect(lambda _=False, flag=chip.value: self._choose(flag))
        for widget in (*self.flags, self.note, self.tags):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        self.note.setFixedHeight(NOTE_HEIGHT)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        for place, chip in enumerate(self.flags):
            chip.setFixedSize(chip.sizeHint())
            chip.setToolTip(f"{chip.text()}  {place}")
            row.addWidget(chip)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, PADDING, PADDING, UNIT)
        box.setSpacing(PADDING - 2)
        box.addWidget(self.title)
        box.addLayout(row)
        for widget in (self.note, self.tags, plain(self._texts["mark.keys"], role="foot")):
            box.addWidget(widget)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of a line with commas of any kind between them: each once, in order."""
    said = (" ".join(part.split()).removeprefix("#").strip() for part in COMMAS.split(text))
    return tuple(dict.fromkeys(part for part in said if part))
