"""The watchlist panel: lists as tabs, one of them as a live table, and a quiet line about where its numbers come from.

It is composed here and knows no client. What the user wants changed is told through ``edited``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.lists.bringing import FileDrop
from gui.lists.empty import EmptyPlace
from gui.lists.filtering import Filtering
from gui.lists.foot import Foot
from gui.lists.held import Held
from gui.lists.peeking import Peeking
from gui.lists.sets import SetSwitch
from gui.lists.tabs import ListTabs
from gui.lists.tools import Tools
from gui.look.theme import Theme
from gui.tables.model import QuoteTableModel
from gui.tables.view import QuoteTableView
from models.instruments import Instrument
from models.lists.edits.whole import new_list_id
from models.lists.finding import keys_of
from models.lists.values import Lists, NamedList
from models.store import QuoteStore
from models.watchlist import PINS, Watchlist, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gui.lists.chooser import ColumnChooser

NARROWEST = 340
NAMED = ("flag", "market")  # columns whose cells are keys of the texts
NOBODY: tuple[Callable[[], str], Callable[[], None]] = (lambda: "", lambda: None)


class WatchlistPanel(QWidget):
    """``selected``: the instrument of the current line. ``listed``: another list. ``brought``: a file dropped on it.

    switched: whether something stands in the table's place. edited: label, a function from Lists to Lists, whom it is
    about, whether it is no step of undo.
    """

    selected = Signal(object)
    listed = Signal(str)
    brought = Signal(str)
    edited = Signal(str, object, str, bool)
    switched = Signal(bool)
    columns_chosen = Signal(tuple)
    set_chosen = Signal(str)
    set_saved = Signal(str, tuple)
    set_deleted = Signal(str)

    def __init__(self, store: QuoteStore, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self.texts, self.lang, self.theme = texts, lang, theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lists = Lists()
        self.model = QuoteTableModel(store, texts, lang, self)
        self.view = QuoteTableView(self.model, theme, self)
        self.view.setTabKeyNavigation(False)  # Tab leaves the table; a name line that is hidden sends one, too
        self.tabs = ListTabs(texts, theme)
        self.sets = SetSwitch(texts, theme)
        self.tools = Tools(texts)
        self.filtering = Filtering(self.model, texts, theme, lang)
        self.peeking = Peeking(self.view, texts, lang, theme)
        self.empty = EmptyPlace(self.view, self.model, texts)
        self.foot = Foot(store, texts, lang)
        self._places = QStackedWidget()
        self._current = ""  # the list's id
        self._chosen: Instrument | None = None
        self._awaited: tuple[Callable[[], str], Callable[[], None]] = NOBODY
        self._pins_folded = False
        self._coming = ""  # the instrument to go to when it is in the list
        self.standing = False  # the current line is put back after a reset
        self.widening: dict[tuple[str, str], int] = {}  # list id, column key -> pixels, while one is dragged wider
        self._lay_out()
        self._connect()

    @cached_property
    def chooser(self) -> ColumnChooser:
        """Made when it is first wanted: the first paint does not wait for what it does not show."""
        from gui.lists import chooser

        made = chooser.ColumnChooser(self.texts, self.theme, self.sample)
        made.changed.connect(self.columns_chosen)
        made.set_chosen.connect(self.set_chosen)
        made.set_saved.connect(self.set_saved)
        made.set_deleted.connect(self.set_deleted)
        made.left.connect(self.take_keyboard)
        self._middle.addWidget(made)
        chosen = self.list.chosen
        made.show_columns(self.keys, self.lists.sets, "" if chosen.columns else chosen.set)
        return made

    # lists

    def show_lists(self, lists: Lists, list_id: str = "") -> None:
        """Show these lists: ``list_id``, the one shown before, or the first."""
        coming, then = self._awaited
        if (awaited := coming()) and lists.named(awaited) is not None:
            self._awaited, list_id = NOBODY, awaited
            QTimer.singleShot(0, self, then)  # when it is shown
        one = lists.named(list_id or self._current) or lists.lists[0]
        before, self.lists = self.lists, lists
        other, self._current = one.id != self._current, one.id
        self.tabs.show_lists(lists.lists, one.id, self.lang)
        self.view.setAccessibleName(one.name(self.lang))
        if lists.marks != before.marks:
            self.model.set_marks(lists.marks)
        table = shown(lists, one.id, *self._pins_titles())
        pins = (replace(part, folded=part.folded or (part.id == PINS and self._pins_folded)) for part in table.sections)
        self._show_table(replace(table, sections=tuple(pins)), other=other)
        self._show_columns(one)
        self.filtering.show(self.model.watchlist, lists.marks, other=other)
        if other:
            self.listed.emit(one.id)

    @property
    def list(self) -> NamedList:
        """The list that is shown."""
        return self.lists.named(self._current) or self.lists.lists[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the list that is shown."""
        return keys_of(self.lists, self.list)

    def _pins_titles(self) -> tuple[str, str]:
        return self.texts["lists.pins"], self.texts["lists.pins"]

    def _show_table(self, watchlist: Watchlist, *, other: bool) -> None:
        if watchlist == self.model.watchlist:
            return
        held = Held(self)
        self.model.show(watchlist)
        held.stand(other=other)
        if self._coming and self.model.section_of(self._coming) is not None:
            self._arrive()

    def _show_columns(self, one: NamedList) -> None:
        keys, on = keys_of(self.lists, one), one.chosen.set if not one.chosen.columns else ""
        if keys != tuple(column.key for column in self.model.columns[1:]):
            held = Held(self)
            self.model.set_columns(keys)
            held.stand()
        wider = {key: pixels for (name, key), pixels in self.widening.items() if name == one.id}
        self.view.dress({**one.chosen.widths, **wider})
        self.sets.show_sets(tuple(self.lists.sets), on)
        if "chooser" in vars(self):
            self.chooser.show_columns(keys, self.lists.sets, on)

    def edit(
        self, label: str, made: Callable[[Lists], Lists], about: str | Sequence[Instrument] = (), *, quiet: bool = False
    ) -> None:
        """Tell an edit: what is done (a key of the texts), how, and to whom."""
        if not isinstance(about, str):
            names = [one.name(self.lang) for one in about]
            more = self.texts["lists.more_rows"].format(first=", ".join(names[:2]), count=len(names))
            about = more if len(names) > 2 else ", ".join(names)
        self.edited.emit(label, made, about, quiet)

    def edit_to_new(
        self, label: str, made: Callable[[Lists], Lists], about: str, then: Callable[[], None] = lambda: None
    ) -> None:
        """Tell an edit that makes a list, and go to that list as soon as it is there."""
        coming = [""]

        def making(lists: Lists) -> Lists:
            coming[0] = new_list_id(lists)  # others may be made at the same time
            return made(lists)

        self._awaited = (lambda: coming[0], then)
        self.edit(label, making, about)

    def put_over(self, cover: QWidget) -> None:
        """Something that may stand in the table's place."""
        self._places.addWidget(cover)

    def put_under(self, form: QWidget) -> None:
        """A form that may stand between the table and its foot."""
        self.layout().insertWidget(self.layout().count() - 1, form)

    @property
    def on_heading(self) -> bool:
        """Whether the current line is a section's heading."""
        place = self.view.currentIndex().row()
        return 0 <= place < len(self.model.lines) and self.model.lines.is_heading(place)

    def cover(self, cover: QWidget) -> None:
        """It stands there now."""
        self._places.setCurrentWidget(cover)
        self.switched.emit(True)

    def uncover(self) -> None:
        """The table is back."""
        self._places.setCurrentIndex(0)
        self.switched.emit(False)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The keyboard goes to the table, or to what stands in its place."""
        (self._places.currentWidget() if self.covered else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def covered(self) -> bool:
        """Whether something stands in the table's place."""
        return self._places.currentIndex() > 0

    # numbers

    def retire(self) -> None:
        """The window closes."""
        self.filtering.retire()

    def announce(self, rows: NDArray[np.intp], now: float) -> None:
        """Rows of the store took quotes. ``now``: UTC seconds, for ages."""
        self.model.ground.now = now
        self.model.announce(rows)
        self.view.flash(rows)
        self.peeking.renew()
        self.foot.heard(self.model.shown_rows(), now)

    def renew(self) -> None:
        """Bases, figures or rates have changed."""
        self.model.announce_all()
        self.peeking.renew()

    def tick(self, now: float) -> None:
        """Time passed: ages and staleness."""
        self.model.ground.now = now
        self.model.settle()
        self.foot.say(self.model.shown_rows(), now)
        self.view.viewport().update()
        self.peeking.renew()
        if "chooser" in vars(self) and self.chooser.isVisible():
            self.chooser.renew()

    def sample(self, key: str) -> str:
        """What the current row shows in a column."""
        row = self.model.store.row_of.get(self.current.id) if self.current is not None else None
        return "" if row is None else self.written(key, row)

    def written(self, key: str, row: int) -> str:
        """What a column says of a row of the store, shown or not, in the reader's words."""
        return self.worded(key, self.model.sample(key, row))

    def worded(self, key: str, said: str) -> str:
        """A cell's text, in the reader's words where it is a key of the texts."""
        return self.texts.get(f"{key}.{said}", said) if key in NAMED else said

    # rows

    def select(self, instrument: str) -> None:
        """Make an instrument's line the current one; its section is unfolded for that."""
        section = self.model.section_of(instrument)
        if self.model.place_of(instrument) is None and section is not None and self.model.folded(section):
            self.model.fold(section)
            if not self.model.filtered:
                self.view.folded.emit(self.model.section(section).id, False)  # else the next edit would fold it again
        self._go_to(instrument)

    def select_when_there(self, instrument: str) -> None:
        """The same, as soon as the instrument is in the list that is shown."""
        self._coming = instrument
        if self.model.section_of(instrument) is not None:
            self._arrive()

    def on_screen(self) -> tuple[str, ...]:
        """Ids of the lines that can be seen."""
        seen = (self.model.instrument(place) for place in self.view.on_screen())
        return tuple(one.id for one in seen if one is not None)

    def rows(self) -> tuple[Instrument, ...]:
        """The lines that are shown, from the top down, each instrument once: the pins stand in their sections too."""
        lines = ((place, self.model.instrument(place)) for place in range(len(self.model.lines)))
        return tuple(one for place, one in lines if one is not None and self.model.place_of(one.id) == place)

    @property
    def current(self) -> Instrument | None:
        """The instrument of the current line, or of the one before when that is a heading."""
        return self.model.instrument(self.view.currentIndex().row()) or self._chosen

    @property
    def chosen(self) -> tuple[Instrument, ...]:
        """The selected instruments, in the order they are shown."""
        known = self.model.store
        return tuple(known.instruments[known.row_of[name]] for name in self.view.ids)

    @property
    def sections_chosen(self) -> frozenset[str]:
        """The ids of the sections that the selected lines, or else the current one, stand in."""
        places = self.view.places_chosen or {self.view.currentIndex().row()}
        numbers = {int(self.model.lines.section[place]) for place in places if 0 <= place < len(self.model.lines)}
        return frozenset(self.model.section(number).id for number in numbers)

    def inherit(self, old: WatchlistPanel) -> None:
        """Take over the list, the order, the filter and the current line of a panel that is going."""
        self._pins_folded = old._pins_folded
        self.show_lists(self.lists, old.list.id)
        self.model.ground.now = old.model.ground.now
        self.model.take_order(old.model)
        self.filtering.inherit(old.filtering)
        if old.current is not None:
            self.select(old.current.id)
        self.choose(old.view.ids)
        self.view.verticalScrollBar().setValue(old.view.verticalScrollBar().value())

    def _go_to(self, instrument: str) -> None:
        place = self.model.place_of(instrument)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag
            how = flags.ClearAndSelect | flags.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(place, self.view.column), how)

    def _arrive(self) -> None:
        coming, self._coming = self._coming, ""
        self.select(coming)

    def choose(self, ids: tuple[str, ...]) -> None:
        """Select the rows of these instruments."""
        wanted, last = QItemSelection(), len(self.model.columns) - 1
        for name in ids:
            if (place := self.model.place_of(name)) is not None:
                wanted.select(self.model.index(place, 0), self.model.index(place, last))
        self.view.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _find_current(self) -> None:
        """Other rows are shown: the current one stays so, when it is among them."""
        if self._chosen is not None:
            self._go_to(self._chosen.id)

    def _back_to_rows(self) -> None:
        """The keyboard is in the table, on a row."""
        self.take_keyboard()
        if not self.view.currentIndex().isValid():
            first = next((one for place in range(len(self.model.lines)) if (one := self.model.instrument(place))), None)
            if first is not None:
                self._go_to(first.id)

    def _on_chosen(self, place: int) -> None:
        one = self.model.instrument(place)
        if one is not None and not (self.standing and one == self._chosen):
            self._chosen = one
            self.peeking.follow(one)
            self.selected.emit(one)

    def _on_folded(self, section: str, folded: bool) -> None:
        if section == PINS:  # they stand in every list and in none, so no list keeps it
            self._pins_folded = folded

    def _lay_out(self) -> None:
        self.setMinimumWidth(NARROWEST)
        FileDrop(self).brought.connect(self.brought)
        box = QVBoxLayout(self)
        bar, middle = QHBoxLayout(), QHBoxLayout()
        for layout in (box, bar, middle):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        bar.addWidget(self.sets, 1)
        bar.addWidget(self.tools)
        middle.addWidget(self.view, 1)
        self._middle = middle
        table = QWidget()
        table.setLayout(middle)
        self._places.addWidget(table)
        box.addWidget(self.tabs)
        box.addLayout(bar)
        box.addWidget(self.filtering.bar)
        box.addWidget(self._places, 1)
        box.addWidget(self.foot)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.folded.connect(self._on_folded)
        self.view.peeked.connect(lambda: self.peeking.open(self.current))
        self.tabs.chosen.connect(lambda list_id: self.show_lists(self.lists, list_id))
        self.filtering.left.connect(self._back_to_rows)
        self.filtering.filtered.connect(self._find_current)
        self.view.sorted.connect(lambda: self.tools.show_order(sections=self.model.strongest))
