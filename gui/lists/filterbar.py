"""The filter over the table: a line to type in, and a button for each market, flag and tag that the list has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout

from gui.lists.chips import Chip
from gui.look.flags import flag_colour
from gui.look.flow import Flow
from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT, Theme
from models.lists.filtering import Filter
from models.lists.values import FLAGS

LONGEST = 80
ONWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
PARTS = ("markets", "flags", "tags")


class FilterBar(QFrame):
    """Hidden until it is opened, or while a filter is on. ``left``: the keyboard is free for the table again."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._wanted = Filter()
        self._offered: tuple[object, ...] = ()
        self._chips: dict[str, list[Chip]] = {part: [] for part in PARTS}
        self.line = QLineEdit(placeholderText=texts["filter.hint"], maxLength=LONGEST)
        self.line.setAccessibleName(texts["filter.title"])
        self.count = plain(role="foot")
        self.clear_button = QToolButton(text=texts["filter.clear"])
        self.sections = QToolButton(text=texts["filter.sections"])
        self.sections.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sections.setMenu(QMenu(self.sections))
        self.chips = Flow()
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def filter(self) -> Filter:
        """What is asked for now."""
        return self._wanted

    def open(self, text: str = "") -> None:
        """Show the bar, ready to type; ``text`` is typed after what stands there."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.line.end(False)
            self.line.insert(text)
        else:
            self.line.selectAll()

    def show_choices(
        self, markets: Sequence[str], flags: Sequence[str], tags: Sequence[str], sections: Sequence[tuple[str, str]]
    ) -> None:
        """What the list has. ``sections``: id and title. What was chosen and is not there any more is let go."""
        offered = (tuple(markets), tuple(flags), tuple(tags), tuple(sections))
        if offered == self._offered:
            return
        self._offered = offered
        self._make_chips(markets, sorted(flags, key=(*FLAGS, "").index), tags)
        self._make_menu(sections)
        ids = frozenset(name for name, _ in sections)
        self._take(replace(self._read(), sections=self._wanted.sections & ids))

    def set_filter(self, wanted: Filter) -> None:
        """Show another filter, as a list keeps it. Says nothing."""
        held = self.blockSignals(True)
        self._write(wanted)
        self._take(replace(self._read(), sections=wanted.sections))
        self.blockSignals(held)
        self.setVisible(self._wanted.on)

    def say_count(self, shown: int, held: int) -> None:
        """How many rows are left, of how many."""
        self.count.setText(self._texts["filter.count"].format(count=shown, all=held))

    def clear(self) -> None:
        """Ask for nothing: every row is shown."""
        self._write(Filter())
        self._take(Filter())

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc clears, then hides; Enter and Down go to the table. Before any shortcut of the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._back()
        pressed = watched is self.line and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in ONWARD:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    # inside

    def _back(self) -> bool:
        if self._wanted.on or self.line.text():
            self.clear()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.hide()
            self.left.emit()
        return True

    def _changed(self) -> None:
        self._take(replace(self._read(), sections=self._wanted.sections))

    def _read(self) -> Filter:
        """What line and buttons say; sections are not among them."""
        on = {part: frozenset(chip.value for chip in chips if chip.isChecked()) for part, chips in self._chips.items()}
        return Filter(text=self.line.text(), **on)

    def _write(self, wanted: Filter) -> None:
        """Set line and buttons, quietly."""
        for widget in (self.line, *(chip for chips in self._chips.values() for chip in chips)):
            widget.blockSignals(True)
        if self.line.text() != wanted.text:  # else the cursor, and what an input method composes, stay
            self.line.setText(wanted.text)
        for part, chips in self._chips.items():
            for chip in chips:
                chip.setChecked(chip.value in getattr(wanted, part))
        for widget in (self.line, *(chip for chips in self._chips.values() for chip in chips)):
            widget.blockSignals(False)

    def _take(self, wanted: Filter) -> None:
        """Hold another filter, and tell if it is one."""
        held, self._wanted = self._wanted, wanted
        count = len(wanted.sections)
        key = "filter.sections.some" if count else "filter.sections"
        self.sections.setText(self._texts[key].format(count=count))
        for action in self.sections.menu().actions():
            value = action.data()
            action.setChecked(not count if value is None else value in wanted.sections)
        self.clear_button.setEnabled(wanted.on)
        if wanted != held:
            self.changed.emit(wanted)

    def _make_chips(self, markets: Iterable[str], flags: Iterable[str], tags: Iterable[str]) -> None:
        """Chips that are there already stay: making a hundred takes a frame."""
        held = {(part, chip.value): chip for part, chips in self._chips.items() for chip in chips}
        wanted = {"markets": markets, "flags": flags, "tags": tags}
        self._chips = {
            part: [held.get((part, value)) or self._made(part, value) for value in values]
            for part, values in wanted.items()
        }
        self._write(self._wanted)
        chips = [chip for part in PARTS for chip in self._chips[part]]
        self.chips.fill(chips, self.clear_button)
        self.chips.setVisible(bool(chips))

    def _made(self, part: str, value: str) -> Chip:
        texts, dot = self._texts, None
        said = texts.get(f"market.{value}", value) if part == "markets" else value
        if part == "flags":
            said, dot = texts[f"flag.{value or 'none'}"], flag_colour(self._theme, value)
        chip = Chip(self._theme, value, said, dot)
        chip.installEventFilter(self)
        chip.switched.connect(self._changed)
        return chip

    def _make_menu(self, sections: Sequence[tuple[str, str]]) -> None:
        menu = self.sections.menu()
        menu.clear()
        choices = [(None, self._texts["filter.sections.all"]), *sections]
        for value, said in choices:
            action = menu.addAction(said.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _=False, value=value: self._choose_section(value))
        self.sections.setVisible(len(sections) > 1)

    def _choose_section(self, value: str | None) -> None:
        """One more or one less; all of them is none asked for."""
        sections = frozenset() if value is None else self._wanted.sections ^ {value}
        self._take(replace(self._wanted, sections=sections))

    def _lay_out(self) -> None:
        for button in (self.clear_button, self.sections):
            button.setProperty("role", "thin")
        above = QHBoxLayout()
        above.setSpacing(UNIT)
        above.addWidget(self.line, 1)
        for widget in (self.sections, self.count, self.clear_button):
            above.addWidget(widget)
        self.count.setMinimumWidth(70)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        box.setSpacing(UNIT)
        box.addLayout(above)
        box.addWidget(self.chips)
        self.chips.hide()
        self.sections.hide()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._changed)
        self.clear_button.clicked.connect(self.clear)
        for widget in (self.line, self.sections, self.clear_button):
            widget.installEventFilter(self)
