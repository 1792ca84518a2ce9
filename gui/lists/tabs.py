"""The thin strip of lists over the table: choose, rename in place, move by dragging, drop rows on a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.lists.bar import Bar
from gui.lists.renaming import NameLine
from gui.look.labels import tip
from gui.look.theme import Theme
from models.lists.values import NamedList

HEIGHT = 28


class ListTabs(QWidget):
    """Shows the lists' names, pinned ones first. Tells what the user wants done; does none of it but the showing."""

    chosen = Signal(str)
    moved = Signal(str, int)  # list id, its new place among all lists
    renamed = Signal(str, str)
    duplicated = Signal(str)
    deleted = Signal(str)
    pinned = Signal(str, bool)
    added = Signal()
    dropped = Signal(str, object)  # list id, instrument ids

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._lists: tuple[NamedList, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(texts["lists.title"])
        self.bar = Bar(theme)
        self.add = self._button("+", texts["lists.add"])
        self.more = self._button("⋯", texts["lists.more"])
        self.line = NameLine(texts, self)
        self._back: QWidget = self.bar  # where the keyboard was before a name was written
        self._lay_out()
        self._connect()

    def show_lists(self, lists: Sequence[NamedList], current: str, lang: str) -> None:
        """Show these lists, one of them current. A name that is being written stays, with its list."""
        self._lists = tuple(lists)
        self.bar.fill([(one.id, one.name(lang), one.pinned) for one in lists])
        self.bar.choose(current)
        self._follow_line()

    @property
    def current(self) -> str:
        """The current list's id, "" without lists."""
        return self.bar.id_at(self.bar.currentIndex())

    def step(self, by: int) -> None:
        """To the next list (+1) or the one before (-1), around the ends."""
        if self._lists:
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self._lists))

    def go(self, number: int) -> None:
        """To a list by its number, from 1; 9 is the last one, as in a browser."""
        place = len(self._lists) - 1 if number == 9 else number - 1
        if 0 <= place < len(self._lists):
            self.bar.setCurrentIndex(place)

    def rename(self, list_id: str = "") -> None:
        """Write a list's name in place of its tab; without an id, of the current one."""
        name = list_id or self.current
        place = self.bar.place_of(name)
        if place >= 0:
            self._back = self.window().focusWidget() or self.bar
            self.layout().activate()  # a list that has just come has no room yet, and its tab stands elsewhere
            self.bar.setCurrentIndex(place)
            self.line.write(name, self.bar.name_at(place), self._room(place))

    def menu(self, list_id: str) -> QMenu:
        """What can be done with a list."""
        texts, menu = self._texts, QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        one = next((held for held in self._lists if held.id == list_id), None)
        menu.addAction(texts["lists.add"], self.added.emit)
        if one is not None:
            menu.addSeparator()
            menu.addAction(texts["lists.rename"], lambda: self.rename(list_id)).setShortcut("F2")
            menu.addAction(texts["lists.duplicate"], lambda: self.duplicated.emit(list_id))
            pin = texts["lists.unpin" if one.pinned else "lists.pin"]
            menu.addAction(pin, lambda: self.pinned.emit(list_id, not one.pinned))
            menu.addSeparator()
            gone = menu.addAction(texts["lists.delete"], lambda: self.deleted.emit(list_id))
            gone.setEnabled(len(self._lists) > 1)
        return menu

    # inside

    def _room(self, place: int) -> tuple[QPoint, int]:
        """Where a tab begins, in our coordinates, and how wide it is."""
        rect = self.bar.tabRect(place)
        return self.bar.mapTo(self, rect.topLeft()), rect.width()

    def _follow_line(self) -> None:
        place = self.bar.place_of(self.line.list_id)
        if self.line.isVisible():
            if place < 0:
                self.line.discard()
                self.line.left.emit()
            else:
                self.line.place(self._room(place))

    def _open_menu(self) -> None:
        self.menu(self.current).popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _menu_at(self, at: QPoint) -> None:
        """Under the pointer, or of the current tab when a key asked for it."""
        place = self.bar.tabAt(at)
        self.menu(self.bar.id_at(place) or self.current).popup(self.bar.mapToGlobal(at))

    def _button(self, sign: str, said: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setToolTip(tip(said))
        button.setAccessibleName(said)
        button.setProperty("role", "thin")
        return button

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.add)
        box.addStretch(1)
        box.addWidget(self.more)

    def _connect(self) -> None:
        self.add.clicked.connect(self.added)
        self.more.clicked.connect(self._open_menu)
        self.bar.currentChanged.connect(lambda place: self.chosen.emit(self.bar.id_at(place)))
        self.bar.moved.connect(self.moved)
        self.bar.dropped.connect(self.dropped)
        self.bar.wanted.connect(self.rename)
        self.bar.shifted.connect(self._follow_line)
        self.bar.tabBarDoubleClicked.connect(lambda place: self.rename(self.bar.id_at(place)) if place >= 0 else None)
        self.bar.customContextMenuRequested.connect(self._menu_at)
        self.line.kept.connect(self.renamed)
        self.line.left.connect(lambda: self._back.setFocus(Qt.FocusReason.OtherFocusReason))
