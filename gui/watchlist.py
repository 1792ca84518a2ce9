"""The watchlist with everything that is wired to it: panel, hands, figures, and the lists that are kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.lists.feeding import Feeding
from gui.lists.hands import Hands
from gui.lists.manner import Manner
from gui.lists.panel import WatchlistPanel
from gui.lists.tab_hands import TabHands
from gui.parts import Parts
from models.instruments import Instrument
from models.lists.values import Lists
from models.values import Quote

if TYPE_CHECKING:
    from gui.lists.alert_form import AlertForm
    from gui.lists.files import ListFiles


FILES = {"paste": "paste", "export": "export", "save_as": "save", "open_file": "choose"}  # act -> method


class Watchlist(QObject):
    """``said``: a sentence for the status line. ``wanted``: an act of the window's ("open", "add")."""

    said = Signal(str)
    wanted = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.panel = WatchlistPanel(parts.store, parts.texts, parts.lang, parts.theme)
        self._feeding = Feeding(self.panel, parts.week, parts.histories)
        self._tab_hands = TabHands(self.panel)
        self.hands = Hands(self.panel, self._tab_hands)
        self.hands.wanted.connect(self._do)
        self.hands.said.connect(self.said)
        self.panel.brought.connect(self._open)
        self._manner = Manner(self.panel, parts.choices.settings)
        self._manner.changed.connect(self._behave)
        self.panel.tools.menu.addSeparator()
        self.panel.tools.menu.addMenu(self._manner.menu)
        self.panel.edited.connect(self._edit)
        parts.lists.changed.connect(self._show)
        parts.lists.stepped.connect(self._stepped)
        self._show(parts.lists.lists, parts.choices.settings.list)
        self._came = ()
        self.panel.listed.connect(self._remember)
        self._feeding.follow()
        parts.neighbours.shown = self.panel.rows

    @cached_property
    def files(self) -> ListFiles:
        """What takes lists in and out: made when it is first wanted, its modules take a tenth of the first paint."""
        from gui.lists import files

        made = files.ListFiles(self._parts, self.panel)
        made.told.connect(self.said)
        return made

    @cached_property
    def _alert(self) -> AlertForm:
        """The form of a new alert."""
        from gui.lists import alert_form

        return alert_form.AlertForm(self.panel)

    def apply(self, quotes: tuple[Quote, ...], now: float) -> None:
        """Quotes came. ``now``: UTC seconds."""
        rows = self._parts.store.apply(quotes)
        self.panel.announce(rows, now)
        self._parts.alerting.step(self._parts.store, rows.tolist(), now)

    def tick(self, now: float) -> None:
        """A second passed."""
        self._feeding.tick(now)
        self.panel.tick(now)
        self._parts.alerting.tick(now)

    def retire(self) -> None:
        """The window closes."""
        self.finish()
        self.panel.retire()
        self._feeding.retire()
        if "files" in vars(self):
            self.files.retire()
        self._manner.retire()
        self.panel.filtering.retire()
        self._parts.lists.changed.disconnect(self._show)
        self._parts.lists.stepped.disconnect(self._stepped)

    def finish(self) -> None:
        """What the user is about to write, or has not let go of yet, becomes an edit."""
        self.hands.finish()
        self._tab_hands.keep_widths()

    def inherit(self, old: Watchlist) -> None:
        """Show what another showed."""
        self._feeding.inherit(old._feeding)
        self.panel.inherit(old.panel)
        if "files" in vars(old):
            self.files.inherit(old.files)

    def add(self, instrument: Instrument) -> None:
        """Put an instrument into the list that is shown, and go to it."""
        self.hands.add((instrument,))

    def _show(self, lists: Lists, list_id: str = "") -> None:
        self._parts.store.add(lists.known.values())
        before = {one.id for one in self.panel.lists.lists}
        self._came = tuple(one.id for one in lists.lists if one.id not in before)
        self.panel.show_lists(lists, list_id)

    def _edit(self, label: str, made: object, subject: str, quiet: bool) -> None:
        if self._parts.lists.edit(label, made, subject, quiet=quiet) and not quiet:
            self.said.emit(self._sentence("edit.done", label, subject))

    def _stepped(self, step: object, redo: bool) -> None:
        key = "edit.redone" if redo else "edit.undone"
        if step is not None and self._came:
            self.panel.show_lists(self.panel.lists, self._came[-1])  # it was left when it went
        self._came = ()
        text = self._parts.texts["edit.nothing"] if step is None else self._sentence(key, step.label, step.subject)
        self.said.emit(text)

    def _sentence(self, key: str, label: str, subject: str) -> str:
        texts = self._parts.texts
        return texts[key].format(what=f"{texts.get(label, label)} {subject}".strip())

    def _behave(self, key: str, value: object) -> None:
        self._parts.choices.change(**{key: value})
        self._manner.apply(self._parts.choices.settings)

    def _remember(self, list_id: str) -> None:
        if list_id != self._parts.choices.settings.list:
            self._parts.choices.change(list=list_id)

    def _do(self, act: str) -> None:
        if act in FILES:  # asked for by name: what is not there yet is made now
            getattr(self.files, FILES[act])()
        elif act == "alert":
            self._alert.open()
        elif act in ("undo", "redo"):
            getattr(self._parts.lists, act)()
        else:
            self.wanted.emit(act)

    def _open(self, path: str) -> None:
        """A file was dropped on the list."""
        self.files.open(path)
