"""What the hands do to whole lists and to their columns: tabs and column sets, each act an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from models.lists.edits import columns, rows, tabs
from models.lists.values import Lists

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel

STILL_MS = 400  # a column that is dragged wider changes with every pixel; one edit is told of it


class TabHands(QObject):
    """Belongs to one panel."""

    def __init__(self, panel: WatchlistPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self.keep_widths)
        strip, view = panel.tabs, panel.view
        strip.moved.connect(self._move)
        strip.renamed.connect(self._rename)
        strip.duplicated.connect(self._duplicate)
        strip.deleted.connect(self._delete)
        strip.pinned.connect(self._pin)
        strip.added.connect(self.new_list)
        strip.dropped.connect(self._drop)
        panel.sets.chosen.connect(self._show_set)
        panel.set_chosen.connect(self._show_set)
        panel.set_saved.connect(self._save_set)
        panel.set_deleted.connect(self._drop_set)
        panel.columns_chosen.connect(self._choose)
        view.moved.connect(self._choose)
        view.resized.connect(self._widen)
        for number in range(1, 10):
            self._key(f"Ctrl+{number}", lambda number=number: strip.go(number))
            self._key(f"Alt+{number}", lambda number=number: panel.sets.go(number))
        self._key("Ctrl+Tab", lambda: strip.step(1))
        self._key("Ctrl+Shift+Tab", lambda: strip.step(-1))

    def new_list(self) -> None:
        """An empty list at the end, shown and ready to be named."""
        panel, name = self._panel, self._panel.texts["lists.new"]
        panel.edit_to_new("edit.list_added", lambda lists: tabs.new(lists, name), name, panel.tabs.rename)

    def _key(self, key: str, does: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def _rename(self, list_id: str, name: str) -> None:
        self._panel.edit("edit.list_renamed", lambda lists: tabs.rename(lists, list_id, name), name)

    def _duplicate(self, list_id: str) -> None:
        panel, held = self._panel, self._panel.lists.named(list_id)
        if held is not None:
            name = panel.texts["lists.copy"].format(name=held.name(panel.lang))
            panel.edit_to_new("edit.list_copied", lambda lists: tabs.duplicate(lists, list_id, name), name)

    def _delete(self, list_id: str) -> None:
        self._panel.edit("edit.list_deleted", lambda lists: tabs.delete(lists, list_id), self._title(list_id))

    def _move(self, list_id: str, place: int) -> None:
        others = [one.id for one in self._panel.lists.lists if one.id != list_id]
        before = others[place] if place < len(others) else ""
        moved = lambda lists: tabs.move(lists, list_id, before=before)  # noqa: E731
        self._panel.edit("edit.list_moved", moved, self._title(list_id))

    def _pin(self, list_id: str, pinned: bool) -> None:
        label = "edit.list_pinned" if pinned else "edit.list_unpinned"
        self._panel.edit(label, lambda lists: tabs.pin(lists, list_id, pinned=pinned), self._title(list_id))

    def _title(self, list_id: str) -> str:
        held = self._panel.lists.named(list_id)
        return held.name(self._panel.lang) if held is not None else ""

    def _drop(self, list_id: str, ids: Sequence[str]) -> None:
        """Rows were dropped on another list's tab: they stand in both."""
        known = self._panel.model.store
        chosen = [known.instruments[known.row_of[name]] for name in ids if name in known.row_of]
        self._panel.edit("edit.added", lambda lists: rows.add(lists, list_id, chosen), chosen)

    # columns

    def _choose(self, keys: Sequence[str]) -> None:
        list_id = self._panel.list.id
        self._panel.edit("edit.columns", lambda lists: columns.choose(lists, list_id, keys))

    def _widen(self, key: str, pixels: int) -> None:
        self._panel.widening[self._panel.list.id, key] = pixels
        self._still.start()

    def keep_widths(self) -> None:
        """Tell the widths that columns were dragged to."""
        self._still.stop()
        wider = dict(self._panel.widening)
        self._panel.widening.clear()

        def widened(lists: Lists) -> Lists:
            for (list_id, key), pixels in wider.items():
                lists = columns.width(lists, list_id, key, pixels)
            return lists

        if wider:
            self._panel.edit("edit.columns", widened, quiet=True)

    def _show_set(self, name: str) -> None:
        list_id = self._panel.list.id
        self._panel.edit("edit.columns", lambda lists: columns.show_set(lists, list_id, name), quiet=True)

    def _save_set(self, name: str, keys: Sequence[str]) -> None:
        list_id = self._panel.list.id
        self._panel.edit(
            "edit.set_saved",
            lambda lists: columns.show_set(columns.save_set(lists, name, keys), list_id, name.strip()),
            name,
        )

    def _drop_set(self, name: str) -> None:
        self._panel.edit("edit.set_dropped", lambda lists: columns.drop_set(lists, name), name)
