"""What can be done to a list: every act with its key, once. Shortcuts and menus are made of this table.

Keys are those a trader's fingers know where there are any (CONVENTIONS: Del, F2, Ctrl+F, Insert); a
Mac without Del has Cmd+Backspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from models.frozen import frozen


@frozen
class Act:
    """An act: its name in the texts ("act.<name>"), its keys, and in which menus it stands."""

    name: str
    keys: tuple[str, ...] = ()
    menus: str = ""  # letters: r rows, s sections, l the list's own menu
    of_rows: bool = False  # its keys work in the table alone, though it stands in the list's menu


ROWS: tuple[Act | None, ...] = (
    Act("undo", ("Ctrl+Z",), "l"),
    Act("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "l"),
    None,
    Act("open", (), "r"),
    Act("peek", (), "r"),
    Act("compare", ("Alt+C",), "rs"),
    None,
    Act("add", ("Insert",), "rl"),
    Act("paste", ("Ctrl+V", "Shift+Ins"), "rl"),
    Act("remove", ("Del", "Ctrl+Backspace"), "rs"),
    Act("up", ("Alt+Up",)),
    Act("down", ("Alt+Down",)),
    None,
    Act("pin", ("Ctrl+P",), "r"),
    Act("mark", ("Ctrl+M",), "r"),
    Act("alert", ("Alt+A",), "rsl"),
    None,
    Act("section", ("Ctrl+Shift+N",), "rsl"),
    Act("rename", ("F2",), "s"),
    Act("rename_list", (), "l"),
    Act("fold_all", ("Ctrl+Shift+F",), "sl"),
    Act("strength", ("F7",), "sl"),
    Act("resort", ("F9",), "sl"),
    None,
    Act("copy", ("Ctrl+C", "Ctrl+Ins"), "rsl", of_rows=True),
    Act("picture", ("Ctrl+Shift+C",), "rsl"),
    Act("export", ("Ctrl+E",), "rl"),
    Act("save_as", ("Ctrl+S",), "l"),
    Act("open_file", ("Ctrl+O",), "l"),
    None,
    Act("columns", ("Ctrl+L",), "l"),
    Act("filter", ("Ctrl+F",), "l"),
    Act("new_list", ("Ctrl+T",), "l"),
)


READING = ("paste", "open_file")


class Acts:
    """The acts as QActions: those of the whole list work while the keyboard is in ``owner``, the others in ``table``.

    Del in a preview, or on a tab, means nothing that stands in the table.
    """

    def __init__(
        self, owner: QWidget, table: QWidget, texts: Mapping[str, str], does: Mapping[str, Callable[[], None]]
    ) -> None:
        self._texts = texts
        self.actions: dict[str, QAction] = {}
        for act in filter(None, ROWS):
            action = self.actions[act.name] = QAction(texts[f"act.{act.name}"], owner)
            action.setShortcuts([QKeySequence(key) for key in act.keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, does=does[act.name]: does())
            (owner if "l" in act.menus and not act.of_rows else table).addAction(action)

    def pause(self, paused: bool) -> None:
        """Only what reads another file is left while there is no table to do anything in."""
        for name, action in self.actions.items():
            action.setEnabled(not paused or name in READING)

    def fill(self, menu: QMenu, letter: str) -> None:
        """The acts of one kind of menu; lines between groups."""
        menu.clear()
        _fill(menu, self.actions, (act for act in ROWS if act is None or letter in act.menus))


def _fill(menu: QMenu, actions: Mapping[str, QAction], acts: Iterable[Act | None]) -> None:
    apart = False
    for act in acts:
        if act is None:
            apart = not menu.isEmpty()
            continue
        if apart:
            menu.addSeparator()
            apart = False
        menu.addAction(actions[act.name])
